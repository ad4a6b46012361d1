"""Clean-ups: one way of writing for what is the same, shown before it is done."""

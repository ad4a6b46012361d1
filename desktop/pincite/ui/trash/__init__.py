"""The trash: what was deleted, of every kind."""

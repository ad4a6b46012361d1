"""The right pane of the Library tab: one item, or what can be done with several."""

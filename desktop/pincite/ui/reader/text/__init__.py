"""The text of pages: selecting it with mouse and keys, and what can be done with a selection."""

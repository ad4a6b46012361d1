"""The steps of undo and redo, to go back and forward among."""

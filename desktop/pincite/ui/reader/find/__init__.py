"""Finding words in the open document."""

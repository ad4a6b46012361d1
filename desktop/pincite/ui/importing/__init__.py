"""The summary of an import of lists of references, before anything is written."""

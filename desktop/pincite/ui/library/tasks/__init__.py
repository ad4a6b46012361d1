"""The tasks of the whole library."""

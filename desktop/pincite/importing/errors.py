"""What can go wrong when a file is taken in."""

from pincite.model.errors import PinciteError


class ImportingError(PinciteError):
    """A file cannot be taken in."""


class NoTextError(ImportingError):
    """An article has nothing that could be read."""

"""What can go wrong with a library of another program."""

from pincite.importing.errors import ImportingError


class ForeignLibraryError(ImportingError):
    """The library cannot be read; the sentence says why, and what to do."""

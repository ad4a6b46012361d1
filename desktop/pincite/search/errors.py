"""What can go wrong with the search index."""

from typing import Self

from pincite.model.errors import PinciteError


class SearchIndexError(PinciteError):
    """The search index cannot be used."""


class IndexMissingError(SearchIndexError):
    """There is no search index yet."""


class IndexBrokenError(SearchIndexError):
    """The search index cannot be read and must be built anew."""


class IndexOutdatedError(IndexBrokenError):
    """The search index was made by another version of the program and must be built anew."""


class IndexUnreadableError(SearchIndexError):
    """The search index cannot be read now, in order or not: no permission, too many files open."""

    @classmethod
    def because(cls, error: OSError) -> Self:
        """The error with what the system says."""
        return cls(
            "The search index cannot be read "
            f"({error.strerror or 'the disk reports an error'}); "
            "check that you may read the library's folder."
        )


class SearchFailedError(SearchIndexError):
    """A search cannot be answered, though the index is in order: a fault of the program."""


class IndexBusyError(SearchIndexError):
    """Another process is writing the search index."""


class IndexNotWritableError(SearchIndexError):
    """The search index cannot be written: no permission or no room."""

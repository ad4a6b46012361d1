"""What can go wrong with the search index."""

from pincite.model.errors import PinciteError


class SearchIndexError(PinciteError):
    """The search index cannot be used."""


class IndexMissingError(SearchIndexError):
    """There is no search index yet."""


class IndexBrokenError(SearchIndexError):
    """The search index cannot be read and must be built anew."""


class IndexOutdatedError(IndexBrokenError):
    """The search index was made by another version of the program and must be built anew."""


class IndexBusyError(SearchIndexError):
    """Another process is writing the search index."""


class IndexNotWritableError(SearchIndexError):
    """The search index cannot be written: no permission or no room."""

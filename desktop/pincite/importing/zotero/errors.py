"""What can go wrong with a Zotero library."""

from pincite.importing.errors import ImportingError


class ZoteroFolderError(ImportingError):
    """The library in a folder cannot be read."""

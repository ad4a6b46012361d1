"""What can go wrong with a library; each error is one sentence for the user."""

from pincite.model.errors import PinciteError


class LibraryError(PinciteError):
    """The library could not do what was asked."""


class LibraryNotFoundError(LibraryError):
    """There is no library in the folder, and none was to be made."""


class LibraryNotWritableError(LibraryError):
    """The library can be read but not changed, or could not be created."""


class LibraryBusyError(LibraryError):
    """Another program held the library for longer than the busy timeout."""


class NewerLibraryError(LibraryError):
    """A later version of Pincite made the library; the file was not touched."""


class DamagedLibraryError(LibraryError):
    """The file is no library, or its contents cannot be trusted."""


class BrokenReferenceError(LibraryError):
    """A change would leave a record that refers to one that is not there."""


class DiskFullError(LibraryError):
    """There is no room left on the disk."""


class FileChangedError(LibraryError):
    """A file's contents are not those that its sha256 promises."""


class FileUnreadableError(LibraryError):
    """A file that was to be copied into the library could not be read."""

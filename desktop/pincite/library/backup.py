"""Backups of a library's records; its files are the user's own and can be copied as they are."""

from pathlib import Path

from pincite.library.copying import copy_database
from pincite.library.database import Database
from pincite.library.library import FILE_NAME, Library


def backup(library: Library, target: Path) -> None:
    """Write everything but the documents' files into one SQLite file, while the library is in use.

    Args:
        target: the file to write; a file of that name is replaced when the copy is complete.

    Raises:
        DiskFullError, LibraryNotWritableError, LibraryError: the copy could not be made.
    """
    # A connection of its own: a writer in this or another process goes on meanwhile.
    source = Database(library.folder / FILE_NAME, library.read_mode)
    try:
        copy_database(source, target)
    finally:
        source.close()

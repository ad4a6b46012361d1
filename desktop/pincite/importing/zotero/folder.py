"""The folder in which Zotero keeps its library, read without touching it."""

from pathlib import Path

from pincite.importing.foreign.errors import ForeignLibraryError
from pincite.importing.foreign.tables import copied_tables
from pincite.library.foreign import ForeignTables, ForeignTablesError

FILE = "zotero.sqlite"


def is_zotero_library(path: Path) -> bool:
    """True for a folder with a library of Zotero in it, and for the file of that library."""
    try:
        return (path / FILE).is_file() or (path.name == FILE and path.is_file())
    except OSError:
        return False


def data_folder(path: Path) -> Path:
    """The folder of a library that is named by either."""
    return path if path.is_dir() else path.parent


def open_tables(folder: Path) -> ForeignTables:
    """The tables of the library; of the last backup where the library is damaged.

    Raises:
        ForeignLibraryError: neither can be read.
    """
    for name in (FILE, f"{FILE}.bak"):
        if not (folder / name).is_file():
            continue
        try:
            tables = copied_tables(folder / name)
        except (OSError, ForeignTablesError):
            continue
        if {"items", "itemData", "itemTypes"} <= tables.names:
            return tables
    raise ForeignLibraryError(
        f"The library of Zotero in {folder} cannot be read: it is damaged, or of a version that "
        "Pincite does not know. Open it in Zotero once, close Zotero, and try again."
    )

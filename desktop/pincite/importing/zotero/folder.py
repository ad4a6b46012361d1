"""The folder in which Zotero keeps its library, read without touching it.

Zotero holds its file for itself while it runs, so a copy is read, with the log beside it.
"""

import shutil
import tempfile
from pathlib import Path

from pincite.importing.zotero.errors import ZoteroFolderError
from pincite.library.foreign import ForeignTables, ForeignTablesError

FILE = "zotero.sqlite"
_BESIDE = ("-wal", "-journal")


def is_zotero_folder(path: Path) -> bool:
    """True for a folder with a library of Zotero in it."""
    try:
        return (path / FILE).is_file()
    except OSError:
        return False


def open_tables(folder: Path) -> ForeignTables:
    """The tables of the library; of the last backup where the library is damaged.

    Raises:
        ZoteroFolderError: neither can be read.
    """
    for name in (FILE, f"{FILE}.bak"):
        if not (folder / name).is_file():
            continue
        with tempfile.TemporaryDirectory(prefix="pincite-zotero-") as scratch:
            try:
                copy = _copied(folder / name, Path(scratch))
                tables = ForeignTables.of_copy(copy)
            except (OSError, ForeignTablesError):
                continue
            if {"items", "itemData", "itemTypes"} <= tables.names:
                return tables
    raise ZoteroFolderError(
        f"The library of Zotero in {folder} cannot be read: it is damaged, or of a version that "
        "Pincite does not know. Open it in Zotero once, close Zotero, and try again."
    )


def _copied(file: Path, scratch: Path) -> Path:
    copy = scratch / FILE
    shutil.copyfile(file, copy)
    for suffix in _BESIDE:
        beside = file.with_name(file.name + suffix)
        if beside.is_file():
            shutil.copyfile(beside, scratch / (FILE + suffix))
    return copy

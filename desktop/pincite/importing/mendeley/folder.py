"""The data folder of Mendeley Desktop and the databases in it, read without touching them.

Beside the library of an account lie other databases (online.sqlite, monitor.sqlite): what tells the
library is its tables. From version 1.19 on the file is encrypted; its name tells it then.

Source: support pages of Mendeley on where the database lies, and its release notes of 1.19.
"""

from pathlib import Path

from pincite.importing.foreign.errors import ForeignLibraryError
from pincite.importing.foreign.tables import copied_tables
from pincite.library.foreign import MAGIC, ForeignTables, ForeignTablesError, table_names

TABLES = frozenset(("Documents", "DocumentContributors"))
"""What every version of a library has, and no other program's database."""

_ACCOUNT = "@www.mendeley.com.sqlite"
_SUFFIX = ".sqlite"


def is_mendeley_library(path: Path) -> bool:
    """True for a folder with a library of Mendeley Desktop in it, and for such a file."""
    return bool(libraries_at(path) or encrypted_at(path))


def libraries_at(path: Path) -> list[Path]:
    """The libraries at a path that can be read, one for each account."""
    return [file for file in _databases(path) if table_names(file) >= TABLES]


def encrypted_at(path: Path) -> list[Path]:
    """The libraries at a path that only Mendeley can read."""
    return [file for file in _databases(path) if _ACCOUNT in file.name and not _is_open(file)]


def open_library(file: Path) -> ForeignTables:
    """The tables of a library.

    Raises:
        ForeignLibraryError: it cannot be read.
    """
    try:
        tables = copied_tables(file)
    except (OSError, ForeignTablesError) as error:
        raise ForeignLibraryError(
            f"The library of Mendeley in {file} cannot be read: it is damaged. Start Mendeley "
            "Desktop once, close it, and try again, or export the library there as BibTeX and "
            "import that file."
        ) from error
    return tables


def encrypted_sentence(file: Path) -> str:
    """Why a library cannot be read, and what to do."""
    return (
        f"“{file.name}” is encrypted, as from Mendeley Desktop 1.19 on, so only Mendeley can read "
        "it. Export the library there as BibTeX, RIS or EndNote XML and import that file; the "
        "PDFs that it names come in with it."
    )


def _databases(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            files = (each for each in path.iterdir() if each.name.lower().endswith(_SUFFIX))
            return sorted(each for each in files if each.is_file())
        return [path] if path.is_file() else []
    except OSError:
        return []


def _is_open(file: Path) -> bool:
    """True unless the file is encrypted; an empty one and one that cannot be read are not."""
    try:
        with file.open("rb") as opened:
            head = opened.read(len(MAGIC))
    except OSError:
        return True
    return not head or head == MAGIC

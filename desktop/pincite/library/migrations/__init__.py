"""The versions of the library's file, oldest first, and the way from one to the next.

`PRAGMA user_version` holds the version. A new library runs the same migrations as an old one.

Versions:
    1: items, documents, page texts, annotations, notes, citations, change log.
    2: paragraphs, outlines, reading places.
    3: text recognised from the pictures of pages.
    4: the view mode of reading places.
    5: citations found in documents.
    6: text indexes of documents, checks of quotations.
    7: lists of references as they were brought in.
    8: replacements of files.
    9: exports that are kept up to date.
    10: works that look the same and are not.
    11: saved searches, labels of pages as a search finds them.
    12: citation styles and abbreviations of the library's own.
    13: reading states, automatic tags, tasks, related works.
    14: findings of the check of the library that are left as they are.
"""

from collections.abc import Callable
from pathlib import Path

from pincite.library.copying import copy_database
from pincite.library.database import Database
from pincite.library.errors import DamagedLibraryError, NewerLibraryError
from pincite.library.migrations import (
    m0001_base,
    m0002_reading,
    m0003_recognition,
    m0004_view,
    m0005_mentions,
    m0006_text_index,
    m0007_reference_sources,
    m0008_replacements,
    m0009_kept_exports,
    m0010_distinct_works,
    m0011_searching,
    m0012_own_styles,
    m0013_order,
    m0014_ignored_findings,
)

_VERSIONS: tuple[tuple[str, ...], ...] = (
    m0001_base.STATEMENTS,
    m0002_reading.STATEMENTS,
    m0003_recognition.STATEMENTS,
    m0004_view.STATEMENTS,
    m0005_mentions.STATEMENTS,
    m0006_text_index.STATEMENTS,
    m0007_reference_sources.STATEMENTS,
    m0008_replacements.STATEMENTS,
    m0009_kept_exports.STATEMENTS,
    m0010_distinct_works.STATEMENTS,
    m0011_searching.STATEMENTS,
    m0012_own_styles.STATEMENTS,
    m0013_order.STATEMENTS,
    m0014_ignored_findings.STATEMENTS,
)

CURRENT_VERSION = len(_VERSIONS)
APPLICATION_ID = 0x504E4354
"""The bytes "PNCT" in the file's header, told by tools such as `file`."""

_MAGIC = b"SQLite format 3\0"


def check_file(path: Path) -> None:
    """Refuse a file that is no library or a newer one, by its first bytes and without SQLite.

    SQLite would make side files and could change the file while it recovers; a file that is
    refused stays as it is. An empty file passes: SQLite takes it for a new database.

    Raises:
        NewerLibraryError, DamagedLibraryError: as said.
        OSError: the file cannot be read.

    Source: sqlite.org/fileformat2.html, 1.3 (offsets 0, 60, 68).
    """
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        return
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise _not_a_library(path)
    check_version(int.from_bytes(header[60:64], "big"), path)
    if int.from_bytes(header[68:72], "big") not in (0, APPLICATION_ID):
        raise _not_a_library(path)


def check_version(version: int, path: Path) -> None:
    """Refuse a version that this program does not know.

    Raises:
        NewerLibraryError: it is newer.
    """
    if version > CURRENT_VERSION:
        raise NewerLibraryError(
            f"The library {path.parent} was made by a newer version of Pincite (its format is "
            f"{version}, this program knows {CURRENT_VERSION}) and was left as it is; update "
            "Pincite to open it."
        )


def migrate(
    database: Database, backups: Path, now: Callable[[], str], *, target: int = CURRENT_VERSION
) -> None:
    """Bring an open library to version `target`, each step in its own transaction.

    A library that has contents is first copied into `backups`.

    Raises:
        NewerLibraryError, DamagedLibraryError, DiskFullError: as said; the file then has the
            version of the last step that succeeded.
    """
    found = int(database.value("PRAGMA user_version"))
    check_version(found, database.path)
    if found == 0 and database.value("SELECT count(*) FROM sqlite_schema"):
        raise _not_a_library(database.path)
    if 0 < found < target:
        stamp = "".join(c for c in now()[:19] if c.isdigit())
        copy_database(database, backups / f"library-v{found}-{stamp}.sqlite")
    for version in range(found + 1, target + 1):
        _step(database, version)


def _step(database: Database, version: int) -> None:
    database.run("BEGIN IMMEDIATE")
    try:
        # Another process may have opened, and brought forward, the same library meanwhile.
        if int(database.value("PRAGMA user_version")) < version:
            for statement in _VERSIONS[version - 1]:
                database.run(statement)
            database.run(f"PRAGMA application_id = {APPLICATION_ID}")
            database.run(f"PRAGMA user_version = {version}")
        database.run("COMMIT")
    except BaseException:
        database.rollback()
        raise


def _not_a_library(path: Path) -> DamagedLibraryError:
    return DamagedLibraryError(
        f"The file {path} is damaged or is not a library of Pincite; choose another folder, or "
        "restore a copy from your backups."
    )

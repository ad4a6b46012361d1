"""Copying a SQLite file while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from pincite.library.database import Database, as_library_error
from pincite.library.disk import fsync_folder, os_error_sentence
from pincite.library.errors import DamagedLibraryError


def copy_database(database: Database, target: Path) -> None:
    """Copy an open database to `target`, which is whole or not there.

    The copy is opened and checked before it gets its name.

    Raises:
        DamagedLibraryError: the copy is not sound; there is none.
        DiskFullError, LibraryNotWritableError, LibraryError: the copy could not be made.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as copy:
            database.connection.backup(copy)
            # A copy is one file: without write-ahead log it needs nothing beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        _check(part)
        os.replace(part, target)
        fsync_folder(target.parent)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise as_library_error(error, target) from error
    except OSError as error:
        raise os_error_sentence(error, target) from error


def _check(part: Path) -> None:
    with closing(sqlite3.connect(part)) as copy:
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
            return
    part.unlink()
    raise DamagedLibraryError(
        f"The copy of the library for {part.parent} turned out to be damaged and was removed; "
        "the disk or the library may be failing: run “pincite doctor”."
    )

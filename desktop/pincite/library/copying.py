"""Copying a SQLite file while it is in use."""

import errno
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from pincite.library.database import Database, as_library_error
from pincite.library.disk import fsync_folder, os_error_sentence
from pincite.library.errors import (
    DamagedLibraryError,
    DiskFullError,
    LibraryError,
    LibraryNotWritableError,
)


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
        _remove(part)
        raise _of_copy(as_library_error(error, target), target) from error
    except OSError as error:
        _remove(part)
        raise os_error_sentence(error, target) from error


def _of_copy(error: LibraryError, target: Path) -> LibraryError:
    """What a library says of itself is no help where a copy of it could not be written."""
    if isinstance(error, DiskFullError):
        return os_error_sentence(OSError(errno.ENOSPC, ""), target)
    if isinstance(error, LibraryNotWritableError):
        return os_error_sentence(OSError(errno.EACCES, ""), target)
    return error


def _remove(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _check(part: Path) -> None:
    with closing(sqlite3.connect(part)) as copy:
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
            return
    part.unlink()
    raise DamagedLibraryError(
        f"The copy of the library for {part.parent} turned out to be damaged and was removed; "
        "the disk or the library may be failing: run “pincite doctor”."
    )

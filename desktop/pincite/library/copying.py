"""Copying a SQLite file while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from pincite.library.database import Database, as_library_error
from pincite.library.disk import fsync_folder, os_error_sentence


def copy_database(database: Database, target: Path) -> None:
    """Copy an open database to `target`, which is whole or not there.

    Raises:
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
        os.replace(part, target)
        fsync_folder(target.parent)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise as_library_error(error, target) from error
    except OSError as error:
        raise os_error_sentence(error, target) from error

"""One SQLite connection with our settings, whose errors are sentences."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pincite.library.errors import (
    BrokenReferenceError,
    DamagedLibraryError,
    DiskFullError,
    LibraryBusyError,
    LibraryError,
    LibraryNotWritableError,
)

Value = str | int | float | bytes | None
Mode = Literal["rwc", "rw", "ro", "immutable"]

BUSY_TIMEOUT_S = 5.0
_CACHE_KIB = 8192
_ROOM_LEFT = 1 << 20


class Database:
    """A connection to `path`.

    Statements may come from any thread, since SQLite is built serialised; who shares one connection
    between threads for writing has to take turns.
    """

    def __init__(self, path: Path, mode: Mode) -> None:
        """Open the file.

        Args:
            mode: "immutable" reads a file in a folder where SQLite cannot make its side files.

        Raises:
            LibraryError: it cannot be opened; the subclass says why.
        """
        self.path = path
        option = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
        uri = f"{_uri_of(path)}?{option}"
        try:
            self._connection = sqlite3.connect(
                uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise as_library_error(error, path) from error
        self._set_up(mode)

    def _set_up(self, mode: Mode) -> None:
        try:
            self.run("PRAGMA foreign_keys = ON")
            self.run("PRAGMA temp_store = MEMORY")
            self.run(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if mode in ("ro", "immutable"):
                self.run("PRAGMA query_only = ON")
        except LibraryError:
            self.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """The bare connection, for the backup interface."""
        return self._connection

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; the rowid of the last row it inserted, 0 when there is none."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except sqlite3.Error as error:
            raise as_library_error(error, self.path) from error

    def run_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values."""
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise as_library_error(error, self.path) from error

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """All rows that a query finds."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise as_library_error(error, self.path) from error

    def texts(self, sql: str, values: Sequence[Value] = ()) -> list[str]:
        """The rows of a query for one column `text`, none of which has a line break.

        In one step of SQLite. After each step a thread has to wait for its turn among Python's
        threads, so that 50 000 rows take 100 ms while another thread reads, too, instead of 15.
        """
        joined = self.value(f"SELECT group_concat(text, char(10)) FROM ({sql})", values)
        return joined.split("\n") if joined is not None else []

    def rows_at_once(
        self, columns: str, rest: str, values: Sequence[Value] = ()
    ) -> Iterator[list[Any]]:
        """The rows of "SELECT columns rest" in one step; see `texts`. Not for bytes."""
        lines = self.texts(f"SELECT json_array({columns}) AS text {rest}", values)
        return map(json.loads, lines)

    def value(self, sql: str, values: Sequence[Value] = ()) -> Any:
        """The first column of the first row that a query finds; None when it finds nothing."""
        try:
            row = self._connection.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            raise as_library_error(error, self.path) from error
        return row[0] if row else None

    def rollback(self) -> None:
        """Take back the open transaction; nothing happens when SQLite has done so already."""
        if self._connection.in_transaction:
            self.run("ROLLBACK")

    def close(self) -> None:
        """Close the connection; closing twice is harmless."""
        self._connection.close()


def as_library_error(error: sqlite3.Error, path: Path) -> LibraryError:
    """The sentence for what SQLite says.

    Source: sqlite.org/rescode.html; the low byte of an extended code is the primary code.
    """
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return BrokenReferenceError(
            "The change was not made because another record of the library still belongs to what "
            "it would remove, or it needs one that is gone; undo the later change first."
        )
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_FULL or (primary == sqlite3.SQLITE_IOERR and _is_full(path)):
        return DiskFullError(
            f"The disk that holds the library {path.parent} is full, so nothing was changed; "
            "make room on it and try again."
        )
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusyError(
            f"Another program is writing to the library {path.parent}, so nothing was changed; "
            "wait until it has finished and try again."
        )
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return LibraryNotWritableError(
            f"The library {path.parent} cannot be written to because its folder or disk does not "
            "allow it; change its permissions or move it to another folder."
        )
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedLibraryError(
            f"The file {path} is damaged or is not a library of Pincite; "
            f"restore a copy from {path.parent / 'backups'} or from your own backups."
        )
    return LibraryError(
        f"The library {path.parent} could not be read or written ({error}); try again, and run "
        "“pincite doctor” if it happens again."
    )


def _uri_of(path: Path) -> str:
    """A URI, since only it takes a mode; escaped, since a path may hold "?", "#" and "%".

    Not `Path.as_uri`: SQLite wants a Windows share without authority ("file:////server/share").

    Source: sqlite.org/uri.html, 3.1.
    """
    text = path.absolute().as_posix()
    slash = "" if text.startswith("/") else "/"
    return f"file://{slash}{quote(os.fsencode(text), safe='/:')}"


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ROOM_LEFT
    except OSError:
        return False

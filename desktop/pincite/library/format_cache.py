"""Formatted references that were asked for before, in a small database beside the library.

It may be deleted at any time. Nothing in it is the user's own.
"""

import contextlib
import logging
import sqlite3
import threading
from pathlib import Path

logger = logging.getLogger(__name__)

MOST_ROWS = 20_000
"""A preview of ten references takes 4 KB, so the file stays below 100 MB."""


class FormatCache:
    """Texts by their keys. Any thread may call it.

    Args:
        file: where it is kept; None keeps it in memory, as where nothing can be written.
    """

    def __init__(self, file: Path | None) -> None:
        self._lock = threading.Lock()
        self._database = _open(file)

    def get(self, key: str) -> str | None:
        """The text that was put under this key."""
        with self._lock:
            try:
                row = self._database.execute(
                    "SELECT text FROM formatted WHERE key = ?", (key,)
                ).fetchone()
            except sqlite3.Error:
                logger.warning("The cache of formatted references cannot be read", exc_info=True)
                return None
        return None if row is None else str(row[0])

    def put(self, key: str, text: str) -> None:
        """Keep a text; the oldest ones go where there are too many."""
        with self._lock, contextlib.suppress(sqlite3.Error), self._database:
            # A cache that cannot be written is only slower.
            self._database.execute(
                "INSERT OR REPLACE INTO formatted (key, text) VALUES (?, ?)", (key, text)
            )
            self._database.execute(
                "DELETE FROM formatted WHERE rowid <= (SELECT max(rowid) FROM formatted) - ?",
                (MOST_ROWS,),
            )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()


def _open(file: Path | None) -> sqlite3.Connection:
    if file is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(sqlite3.connect(file, check_same_thread=False, timeout=0.5))
        except (OSError, sqlite3.Error):
            logger.warning("There is no cache of formatted references", exc_info=True)
            with contextlib.suppress(OSError):
                # One that is damaged is made anew the next time.
                file.unlink(missing_ok=True)
    return _prepared(sqlite3.connect(":memory:", check_same_thread=False))


def _prepared(database: sqlite3.Connection) -> sqlite3.Connection:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(
        "CREATE TABLE IF NOT EXISTS formatted "
        "(rowid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL)"
    )
    return database

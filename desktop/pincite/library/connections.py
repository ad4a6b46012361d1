"""The connections of one open library: one for writing, one a thread for reading."""

import threading
from collections.abc import Callable

from pincite.library.database import Database


class ReaderConnections:
    """A read-only connection for each thread that asks, closed with the thread or the library."""

    def __init__(self, connect: Callable[[], Database]) -> None:
        """Make connections with `connect`."""
        self._connect = connect
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: dict[threading.Thread, Database] = {}
        self._is_closed = False

    def get(self) -> Database:
        """The calling thread's connection.

        Raises:
            RuntimeError: the library has been closed.
        """
        found: Database | None = getattr(self._local, "database", None)
        if found is not None and not self._is_closed:
            return found
        return self._make()

    def _make(self) -> Database:
        with self._lock:
            if self._is_closed:
                raise RuntimeError("the library has been closed")
            for thread in [t for t in self._open if not t.is_alive()]:
                self._open.pop(thread).close()
            database = self._connect()
            self._open[threading.current_thread()] = database
            self._local.database = database
            return database

    def close(self) -> None:
        """Close all of them; no thread may be asking any more."""
        with self._lock:
            self._is_closed = True
            while self._open:
                self._open.popitem()[1].close()

"""A library: a folder with one SQLite file, the files of its documents, and room for the index."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from pincite.library import log
from pincite.library.connections import ReaderConnections
from pincite.library.database import BUSY_TIMEOUT_S, Database, Mode
from pincite.library.disk import os_error_sentence
from pincite.library.errors import (
    DiskFullError,
    LibraryBusyError,
    LibraryError,
    LibraryNotFoundError,
    LibraryNotWritableError,
)
from pincite.library.files import FileStore
from pincite.library.migrations import CURRENT_VERSION, check_file, check_version, migrate
from pincite.library.queries import Reader
from pincite.library.transaction import Transaction
from pincite.model.changes import Changes
from pincite.model.ids import fresh_id

FILE_NAME = "library.sqlite"
_FOLDERS = ("files", "index", "backups")
_LOG_LIMIT_BYTES = 64 << 20
_READ_ONLY: tuple[Mode, ...] = ("ro", "immutable")


def utc_now() -> str:
    """The time now as ISO 8601 in UTC, to the millisecond: "2026-01-31T09:30:00.125Z"."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Library:
    """An open library. Several processes, and several of these in one, may hold the same folder.

    Attributes:
        folder: holds `library.sqlite`, `files/`, `index/` and `backups/`.
        files: the documents' files.
        is_read_only: the folder or the disk cannot be written; transactions are refused.
        read_mode: how further connections for reading are to be opened.
    """

    def __init__(self, folder: Path, mode: Mode, clock: Callable[[], str]) -> None:
        """Use `Library.open`."""
        self.folder = folder
        self.is_read_only = mode in _READ_ONLY
        self._clock = clock
        self._path = folder / FILE_NAME
        self._turn = threading.Lock()
        self._writing_thread = 0
        self._watch_lock = threading.Lock()
        # The writer is opened first and closed last: it makes the file, its schema and its side
        # files, and clears the write-ahead log away at the end.
        self._writer = Database(self._path, mode)
        self.read_mode: Mode = "immutable" if mode == "immutable" else "ro"
        self._readers = ReaderConnections(lambda: Database(self._path, self.read_mode))
        self._reader = Reader(self._readers.get)
        try:
            self._prepare()
            self._watcher = Database(self._path, self.read_mode)
        except BaseException:
            self._writer.close()
            raise
        self.files = FileStore(folder / "files")

    @classmethod
    def open(
        cls, folder: Path, *, create: bool = True, clock: Callable[[], str] = utc_now
    ) -> "Library":
        """Open the library in `folder`, bring it to the current version, or make a new one.

        Args:
            create: make folder and library when there is none.
            clock: gives the times in the change log, ISO 8601 in UTC.

        Raises:
            LibraryNotFoundError: there is none and `create` is false.
            LibraryNotWritableError: there is none and none can be made here, or an old version
                would have to be brought forward where nothing can be written.
            NewerLibraryError: a later Pincite made it; it is left as it is.
            DamagedLibraryError: the file is no library, or broken.
            DiskFullError: no room to make it, to bring it forward, or even to read it.
        """
        path = folder / FILE_NAME
        try:
            is_there = path.exists()
            if is_there:
                check_file(path)
            elif not create:
                raise LibraryNotFoundError(
                    f"There is no library in {folder}; check the folder's name, or import "
                    "something to make a new library."
                )
            else:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise os_error_sentence(error, path) from error
        try:
            return cls(folder, "rwc", clock)
        except (LibraryNotWritableError, DiskFullError) as error:
            if not is_there:
                raise
            return cls._open_for_reading(folder, clock, error)

    @classmethod
    def _open_for_reading(
        cls, folder: Path, clock: Callable[[], str], refused: LibraryError
    ) -> "Library":
        try:
            return cls(folder, cls._way_to_read(folder / FILE_NAME), clock)
        except LibraryError as error:
            # On a full disk there may not even be room for what reading needs.
            raise (refused if isinstance(refused, DiskFullError) else error) from error

    @staticmethod
    def _way_to_read(path: Path) -> Mode:
        # In a folder that cannot be written SQLite reads a database in WAL mode only when its side
        # files are there already, or when it is told that nobody can change the file.
        log_file = path.with_name(f"{path.name}-wal")
        return "ro" if log_file.exists() and log_file.stat().st_size else "immutable"

    def _prepare(self) -> None:
        if self.is_read_only:
            self._check_readable_version()
            return
        self._writer.run("PRAGMA journal_mode = WAL")
        self._check_writable()
        self._writer.run(f"PRAGMA journal_size_limit = {_LOG_LIMIT_BYTES}")
        migrate(self._writer, self.folder / "backups", self._clock)
        try:
            for name in _FOLDERS:
                (self.folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise os_error_sentence(error, self.folder) from error
        if not self.device:
            self._writer.run(
                "INSERT OR IGNORE INTO meta (name, value) VALUES ('device', ?)", (fresh_id(),)
            )

    def _check_writable(self) -> None:
        # SQLite opens a write-protected file without a word, and for it even begins a transaction,
        # so something is written and taken back. Somebody else's transaction is no reason to wait
        # here: it shows that writing is possible.
        self._writer.run("PRAGMA busy_timeout = 0")
        with suppress(LibraryBusyError):
            self._writer.run("BEGIN IMMEDIATE")
            try:
                version = int(self._writer.value("PRAGMA user_version"))
                self._writer.run(f"PRAGMA user_version = {version}")
            finally:
                self._writer.rollback()
        self._writer.run(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}")

    def _check_readable_version(self) -> None:
        if int(self._writer.value("PRAGMA user_version")) != CURRENT_VERSION:
            raise LibraryNotWritableError(
                f"The library {self.folder} was made by an older version of Pincite and cannot be "
                "brought forward because its folder or disk does not allow writing; copy it to "
                "another folder and open the copy."
            )

    @property
    def device(self) -> str:
        """The id that this library's change log carries."""
        return str(self._writer.value("SELECT value FROM meta WHERE name = 'device'") or "")

    @property
    def reader(self) -> Reader:
        """The answers to questions, in any thread, of what has been committed."""
        return self._reader

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[Transaction]:
        """Write; all is kept when the block ends, nothing when an exception leaves it.

        Threads and processes take turns. Not to be nested.

        Args:
            durable: what is written survives a power cut (fsync). False for what can be derived
                again: it then survives a crash of the program only.

        Raises:
            LibraryNotWritableError: the library is open for reading only.
            LibraryBusyError: another process was writing for longer than 5 s.
            NewerLibraryError: a newer program has brought the library forward meanwhile.
            DiskFullError, BrokenReferenceError, LibraryError: nothing was written; see there.
        """
        if self.is_read_only:
            raise LibraryNotWritableError(
                f"The library {self.folder} is open for reading only because its folder or disk "
                "does not allow writing; change its permissions or make room on the disk, and open "
                "it again."
            )
        me = threading.get_ident()
        if self._writing_thread == me:
            raise RuntimeError("a transaction inside a transaction")
        with self._turn:
            self._writing_thread = me
            try:
                yield from self._write(durable=durable)
            finally:
                self._writing_thread = 0

    def _write(self, *, durable: bool) -> Iterator[Transaction]:
        # In WAL mode NORMAL means: no fsync at a commit. It cannot be changed in a transaction.
        self._writer.run(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        self._writer.run("BEGIN IMMEDIATE")
        try:
            # A newer program may have brought the file forward while this one had it open.
            check_version(int(self._writer.value("PRAGMA user_version")), self._path)
            yield Transaction(self._writer, self.device, self._clock())
            self._writer.run("COMMIT")
        except BaseException:
            with suppress(LibraryError):
                self._writer.rollback()
            raise

    def changes_since(self, seq: int) -> Changes:
        """What any process changed after entry `seq` of the change log."""
        return log.changes_since(self._readers.get(), seq)

    def last_seq(self) -> int:
        """The number of the newest entry of the change log; 0 for a new library."""
        return log.last_seq(self._readers.get())

    def data_version(self) -> int:
        """A number that differs from the last one given when anything was committed since.

        By any process, this one too. Takes a few microseconds and never waits for a writer.

        Source: sqlite.org/pragma.html#pragma_data_version
        """
        with self._watch_lock:
            return int(self._watcher.value("PRAGMA data_version"))

    def close(self) -> None:
        """Close all connections; closing twice is harmless."""
        self._readers.close()
        self._watcher.close()
        self._writer.close()

"""The tables of another program's SQLite file, read from memory and never written."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from types import TracebackType

MAGIC = b"SQLite format 3\x00"
_MOST_ROWS = 2_000_000


class ForeignTablesError(Exception):
    """The file cannot be read; the sentence says why."""


class ForeignTables:
    """All tables of a database as rows of text; ids in binary are written in hexadecimal."""

    def __init__(self, data: bytes) -> None:
        """Open the database.

        Raises:
            ForeignTablesError: it is damaged, or no database.
        """
        self._connection = sqlite3.connect(":memory:")
        try:
            self._connection.deserialize(_as_rollback(data))
            # A text that is cut inside a letter costs that letter, not its table.
            self._connection.text_factory = _decoded
            # Nothing that the schema itself brings along is run.
            self._connection.execute("PRAGMA trusted_schema = OFF")
            self._connection.execute("PRAGMA query_only = ON")
            found = self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            self.names = frozenset(str(name) for (name,) in found)
        except (sqlite3.Error, OverflowError) as error:
            self._connection.close()
            raise ForeignTablesError("The database is damaged or protected.") from error

    @classmethod
    def of_copy(cls, path: Path) -> "ForeignTables":
        """The tables of a file that nobody else has open, with what its log beside it holds.

        The log is taken into the file, so this must be a copy.

        Raises:
            ForeignTablesError: it is damaged, or no database.
        """
        try:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
                return cls(connection.serialize())
        except (sqlite3.Error, MemoryError) as error:
            raise ForeignTablesError("The database is damaged or protected.") from error

    def __enter__(self) -> "ForeignTables":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    def rows(self, table: str, texts: Collection[str] = ()) -> list[dict[str, str]]:
        """The rows of a table: column -> text, without what is NULL; empty without the table.

        Args:
            texts: columns whose binary values are text, too, in UTF-8.

        Raises:
            ForeignTablesError: the table is damaged.
        """
        if table not in self.names:
            return []
        quoted = table.replace('"', '""')
        try:
            found = self._connection.execute(f'SELECT * FROM "{quoted}" LIMIT {_MOST_ROWS}')
            columns = [column for column, *_ in found.description]
            return [
                {
                    c: _text(v, is_text=c in texts)
                    for c, v in zip(columns, row, strict=True)
                    if v is not None
                }
                for row in found
            ]
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise ForeignTablesError(f"The table “{table}” is damaged.") from error


def table_names(path: Path) -> frozenset[str]:
    """The names of the tables in a file, which is neither read whole nor locked; empty when none.

    What a log beside it holds is not looked at.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return frozenset()
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            return frozenset(str(name) for (name,) in found)
    except (OSError, ValueError, sqlite3.Error):
        return frozenset()


def _decoded(data: bytes) -> str:
    return data.decode(errors="replace")


def _as_rollback(data: bytes) -> bytes:
    """A file that was in WAL mode cannot be opened from memory unless its header says otherwise."""
    if data[18:20] == b"\x02\x02":
        return data[:18] + b"\x01\x01" + data[20:]
    return data


def _text(value: object, *, is_text: bool = False) -> str:
    if not isinstance(value, bytes):
        return str(value)
    return value.decode(errors="replace") if is_text else value.hex()

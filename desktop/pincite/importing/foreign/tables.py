"""The database of another program, read from a copy, since the program may hold it for itself."""

import shutil
import tempfile
from pathlib import Path

from pincite.library.foreign import ForeignTables

_BESIDE = ("-wal", "-journal")
_NAME = "copy.sqlite"


def copied_tables(file: Path) -> ForeignTables:
    """The tables of a file, with what the log beside it holds.

    Raises:
        ForeignTablesError: it is damaged, or no database.
        OSError: it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="pincite-foreign-") as scratch:
        copy = Path(scratch) / _NAME
        shutil.copyfile(file, copy)
        for suffix in _BESIDE:
            beside = file.with_name(file.name + suffix)
            if beside.is_file():
                shutil.copyfile(beside, copy.with_name(_NAME + suffix))
        return ForeignTables.of_copy(copy)

"""The file of a segment: named arrays, a directory of them, and checksums.

A file is written once and never changed. It is mapped into memory, so that arrays cost nothing
until they are looked at, and the system may take their memory back at any time. The layout is told
in docs/postings-format.md.
"""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pincite.search.errors import IndexBrokenError, IndexUnreadableError

Array: TypeAlias = NDArray[Any]

MAGIC = b"PINSEG02"
_FOOTER = struct.Struct("<QII8s")
_ALIGN = 8
_DAMAGED = "The search index cannot be read because its files are damaged; build it anew."


class SegmentFileWriter:
    """Writes a segment's file at `path`; until `finish` nobody may open it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._file.write(MAGIC)
        self._at = len(MAGIC)
        self._arrays: dict[str, tuple[str, int, int, int]] = {}

    def add(self, name: str, values: Array) -> None:
        """Write an array under a name; read back it has the same type and length."""
        data = np.ascontiguousarray(values)
        view = data.data.cast("B") if data.size else memoryview(b"")
        self._file.write(view)
        self._arrays[name] = (data.dtype.str, self._at, data.size, zlib.crc32(view))
        padding = -len(view) % _ALIGN
        self._file.write(bytes(padding))
        self._at += len(view) + padding

    def finish(self, facts: Mapping[str, Any]) -> int:
        """Write the directory and flush all to the disk.

        Args:
            facts: anything that JSON holds, kept beside the arrays.

        Returns:
            The size of the file in bytes.
        """
        directory = json.dumps({"facts": facts, "arrays": self._arrays}).encode()
        self._file.write(directory)
        self._file.write(_FOOTER.pack(self._at, len(directory), zlib.crc32(directory), MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        size = self._file.tell()
        self._file.close()
        return size

    def abandon(self) -> None:
        """Give up; the unfinished file is removed."""
        self._file.close()
        Path(self._file.name).unlink(missing_ok=True)


class SegmentFile:
    """A segment's file, mapped into memory; any thread may read it.

    Attributes:
        facts: what the writer put beside the arrays.
        size: of the file in bytes.

    Raises:
        IndexBrokenError: it is missing, cut short, or its directory is damaged.
        IndexUnreadableError: the system does not let us read it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            directory = self._directory()
        except (FileNotFoundError, ValueError, struct.error) as error:
            raise IndexBrokenError(_DAMAGED) from error
        except OSError as error:
            raise IndexUnreadableError.because(error) from error
        self.facts: dict[str, Any] = directory["facts"]
        self.size = len(self._map)
        self._places: dict[str, tuple[str, int, int, int]] = directory["arrays"]
        self._arrays: dict[str, Array] = {}

    def _directory(self) -> dict[str, Any]:
        at, length, checksum, magic = _FOOTER.unpack(self._map[-_FOOTER.size :])
        data = self._map[at : at + length]
        if magic != MAGIC or self._map[: len(MAGIC)] != MAGIC or zlib.crc32(data) != checksum:
            raise ValueError
        directory: dict[str, Any] = json.loads(data)
        return directory

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def array(self, name: str) -> Array:
        """The array of this name, read-only, on the mapped file.

        Raises:
            KeyError: there is none.
        """
        found = self._arrays.get(name)
        if found is None:
            kind, at, count, _ = self._places[name]
            found = np.frombuffer(self._map, kind, count, at)
            self._arrays[name] = found
        return found

    def release(self) -> None:
        """Give back the memory of what was read; the system reads it again when it is needed."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Compare every byte with its checksum.

        Raises:
            IndexBrokenError: something is not as it was written.
        """
        for name, (*_, checksum) in self._places.items():
            values = self.array(name)
            data = values.data.cast("B") if values.size else b""
            if zlib.crc32(data) != checksum:
                raise IndexBrokenError(_DAMAGED)

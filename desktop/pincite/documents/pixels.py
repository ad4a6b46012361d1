"""Memory for pixels that the window shares with a worker."""

import mmap
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 384 << 20
"""Bytes of address space; memory is taken only where pages are drawn."""
_GRAIN = 4096


class Pixels:
    """A shared memory, and which parts of it are in use. The window hands out its parts.

    Attributes:
        fd: to be inherited by the worker.
    """

    def __init__(self, size: int = SIZE) -> None:
        self.size = size
        self.fd = _memory_file()
        os.ftruncate(self.fd, size)
        self._map = mmap.mmap(self.fd, size)
        self._view = memoryview(self._map)
        self._taken: list[tuple[int, int]] = []

    def take(self, length: int) -> int | None:
        """The offset of a free part of `length` bytes, now in use; None while there is none."""
        at = 0
        for place, (start, end) in enumerate(self._taken):
            if start - at >= length:
                self._taken.insert(place, (at, at + length))
                return at
            at = (end + _GRAIN - 1) // _GRAIN * _GRAIN
        if at + length > self.size:
            return None
        self._taken.append((at, at + length))
        return at

    def free(self, at: int) -> None:
        """Give back the part at offset `at`; once is enough, more does no harm."""
        self._taken = [part for part in self._taken if part[0] != at]

    def view(self, at: int, length: int) -> memoryview:
        """The bytes of a part."""
        return self._view[at : at + length]

    def releaser(self, at: int) -> "Callable[[], None]":
        """A function that gives the part back."""
        is_held = True

        def release() -> None:
            nonlocal is_held
            if is_held:
                is_held = False
                self.free(at)

        return release

    def close_file(self) -> None:
        """Close the descriptor; the memory lives as long as someone looks at it."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


def _memory_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("pincite-pages", os.MFD_CLOEXEC)
    import tempfile

    fd, path = tempfile.mkstemp(prefix="pincite-pages-")
    os.unlink(path)
    return fd

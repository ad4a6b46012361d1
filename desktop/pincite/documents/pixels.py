"""Memory for pixels that the window shares with a worker."""

import mmap
import os
from weakref import ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 1 << 30
"""Bytes of address space; memory is taken only where pages are drawn."""
_GRAIN = 4096
_WARM = 8 << 20
"""Bytes of free parts that stay in memory: filling memory anew takes 2 ms for a page."""
_REMOVE = getattr(mmap, "MADV_REMOVE", None)

_Part = tuple[int, int]
"""Offsets of the first byte of a part and of the first one behind it, in whole grains."""


class Pixels:
    """A shared memory, and which parts of it are in use. The window hands out its parts.

    Pictures are not copied out of it: a part is free again when nobody looks at it any more.

    Attributes:
        fd: to be inherited by the worker.
    """

    def __init__(self, size: int = SIZE) -> None:
        self.size = size
        self.fd = _memory_file()
        os.ftruncate(self.fd, size)
        self._map = mmap.mmap(self.fd, size)
        self._view = memoryview(self._map)
        self._taken: list[_Part] = []
        self._warm: list[_Part] = []
        self._warm_limit = _WARM
        self._lookers: dict[int, ref[memoryview]] = {}

    def take(self, length: int) -> int | None:
        """The offset of a free part of `length` bytes, now in use; None while there is none."""
        length = (length + _GRAIN - 1) // _GRAIN * _GRAIN
        at = 0
        for place, (start, end) in enumerate((*self._taken, (self.size, self.size))):
            if start - at >= length:
                self._taken.insert(place, (at, at + length))
                self._warm = _without(self._warm, (at, at + length))
                return at
            at = end
        return None

    def free(self, at: int) -> None:
        """Give back the part at offset `at`; once is enough, more does no harm."""
        self._lookers.pop(at, None)
        part = next((part for part in self._taken if part[0] == at), None)
        if part is None:
            return
        self._taken.remove(part)
        self._warm.append(part)
        while sum(end - start for start, end in self._warm) > self._warm_limit:
            self._cool(*self._warm.pop(0))

    def view(self, at: int, length: int) -> memoryview:
        """The bytes of a part; it is given back when nobody holds them any more."""
        view = self._view[at : at + length]

        def end(looker: "ref[memoryview]") -> None:
            if self._lookers.get(at) is looker:
                self.free(at)

        self._lookers[at] = ref(view, end)
        return view

    def releaser(self, at: int) -> "Callable[[], None]":
        """A function that gives the part back though somebody may hold its bytes."""
        looker = self._lookers.get(at)

        def release() -> None:
            if self._lookers.get(at) is looker:
                self.free(at)

        return release

    def retire(self) -> None:
        """Nobody draws here any more: what is given back from now on leaves the memory at once."""
        self._warm_limit = 0
        while self._warm:
            self._cool(*self._warm.pop())

    def close_file(self) -> None:
        """Close the descriptor; the memory lives as long as someone looks at it."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def _cool(self, start: int, end: int) -> None:
        if _REMOVE is not None:
            self._map.madvise(_REMOVE, start, end - start)


def _without(parts: list[_Part], taken: _Part) -> list[_Part]:
    """What is left of some parts without another one."""
    left = []
    for start, end in parts:
        pieces = (start, min(end, taken[0])), (max(start, taken[1]), end)
        left += [piece for piece in pieces if piece[0] < piece[1]]
    return left


def _memory_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("pincite-pages", os.MFD_CLOEXEC)
    import tempfile

    fd, path = tempfile.mkstemp(prefix="pincite-pages-")
    os.unlink(path)
    return fd

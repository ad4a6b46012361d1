"""A memory for results, bounded in bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from pincite.search.engine.segment_file import Array

Key = tuple[Hashable, ...]


class BoundedCache:
    """Arrays under keys; what was not asked for longest goes first. Any thread."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._arrays: OrderedDict[Key, Array] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Array]) -> Array:
        """The array under `key`, made now when it is not there."""
        with self._lock:
            found = self._arrays.get(key)
            if found is not None:
                self._arrays.move_to_end(key)
                return found
        made = make()
        with self._lock:
            if key not in self._arrays:
                self._arrays[key] = made
                self._bytes += made.nbytes
            while self._bytes > self._most and self._arrays:
                _, dropped = self._arrays.popitem(last=False)
                self._bytes -= dropped.nbytes
        return made

    def drop(self, is_old: Callable[[Key], bool]) -> None:
        """Forget all keys for which `is_old` is true."""
        with self._lock:
            for key in [key for key in self._arrays if is_old(key)]:
                self._bytes -= self._arrays.pop(key).nbytes

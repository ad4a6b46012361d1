"""Which places of two texts of one work correspond.

Runs of letters that stand exactly once in either text are pins; those that keep one order in both
are kept. Between two pins a place is reckoned.
"""

from bisect import bisect_left, bisect_right

import numpy as np
from numpy.typing import NDArray

_SEED = 16
"""Letters of a pin: few enough to survive misread letters, enough to be unique in a book."""
_CELL = 16
"""At most one pin is kept for so many letters of the old text."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

_Places = NDArray[np.int64]


class Alignment:
    """The correspondence of two folded texts.

    Threads may share it.
    """

    def __init__(self, old: str, new: str) -> None:
        self._new_length = len(new)
        self._old_pins, self._new_pins = _pins(old, new)

    def place(self, at: int) -> int | None:
        """Where a place of the old text is in the new one; None without any pin."""
        number = bisect_right(self._old_pins, at) - 1
        before = self._pin(number)
        after = self._pin(number + 1)
        if before is None and after is None:
            return None
        if before is None or (after is not None and _is_nearer(after, before, at)):
            pin = after
        else:
            pin = before
        assert pin is not None
        low = before[1] if before else 0
        high = after[1] if after else self._new_length
        return min(max(pin[1] + at - pin[0], low), high)

    def window(self, start: int, end: int) -> tuple[int, int]:
        """The part of the new text between the pins around a run of the old one."""
        before = self._pin(bisect_right(self._old_pins, start - _SEED) - 1)
        after = self._pin(bisect_left(self._old_pins, end))
        return before[1] if before else 0, after[1] + _SEED if after else self._new_length

    def share(self, start: int, end: int) -> float:
        """How much of a run of the old text is pinned, from 0 to 1."""
        cells = max(1, (end - start) // _CELL)
        pins = bisect_left(self._old_pins, end) - bisect_left(self._old_pins, start)
        return min(1.0, pins / cells)

    def _pin(self, number: int) -> tuple[int, int] | None:
        if not 0 <= number < len(self._old_pins):
            return None
        return self._old_pins[number], self._new_pins[number]


def _is_nearer(after: tuple[int, int], before: tuple[int, int], at: int) -> bool:
    return after[0] - at < at - before[0] - _SEED


def _pins(old: str, new: str) -> tuple[list[int], list[int]]:
    """Corresponding places of both texts, ascending in either."""
    if min(len(old), len(new)) < _SEED:
        return [], []
    values, places = _unique(old)
    other_values, other_places = _unique(new)
    _, ours, theirs = np.intersect1d(values, other_values, assume_unique=True, return_indices=True)
    starts, targets = places[ours], other_places[theirs]
    order = np.argsort(starts)
    starts, targets = starts[order], targets[order]
    _, first = np.unique(starts // _CELL, return_index=True)
    starts, targets = starts[first], targets[first]
    kept = _ascending(targets.tolist())
    return starts[kept].tolist(), targets[kept].tolist()


def _unique(text: str) -> tuple[NDArray[np.uint64], _Places]:
    """Hashes of the runs that stand once in a text, and where."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    letters = codes.astype(np.uint64)
    count = len(letters) - _SEED + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for step in range(_SEED):
        # The product wraps, which is what a hash of this kind wants.
        hashes = hashes * _FACTOR + letters[step : step + count]
    values, first, counts = np.unique(hashes, return_index=True, return_counts=True)
    alone = counts == 1
    return values[alone], first[alone].astype(np.int64)


def _ascending(targets: list[int]) -> list[int]:
    """Numbers of the longest ascending subsequence."""
    tails: list[int] = []
    numbers: list[int] = []
    previous: list[int] = []
    for number, target in enumerate(targets):
        length = bisect_left(tails, target)
        previous.append(numbers[length - 1] if length else -1)
        if length == len(tails):
            tails.append(target)
            numbers.append(number)
        else:
            tails[length] = target
            numbers[length] = number
    kept: list[int] = []
    number = numbers[-1] if numbers else -1
    while number >= 0:
        kept.append(number)
        number = previous[number]
    return kept[::-1]

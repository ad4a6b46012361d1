"""Bringing the rows of a model from one list of keys to another with the fewest steps."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex

K = TypeVar("K", bound=Hashable)
_MOST_MORE = 512
"""With more new rows than that a view is faster when it begins anew."""


def runs(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ascending positions as runs of neighbours: (first, last), both inclusive."""
    start = previous = None
    for position in positions:
        if previous is None or start is None:
            start = previous = position
        elif position == previous + 1:
            previous = position
        else:
            yield start, previous
            start = previous = position
    if start is not None and previous is not None:
        yield start, previous


def same_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    """True when the keys that both have stand in the same order in both."""
    in_new, in_old = set(new), set(old)
    return [k for k in old if k in in_new] == [k for k in new if k in in_old]


def moved_row(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int] | None:
    """Where a key stood and where it stands, when only this one has another place."""
    if len(old) != len(new):
        return None
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b), None)
    if first is None:
        return None
    last = len(old) - 1
    while old[last] == new[last]:
        last -= 1
    if old[first] == new[last] and old[first + 1 : last + 1] == new[first:last]:
        return first, last
    if old[last] == new[first] and old[first:last] == new[first + 1 : last + 1]:
        return last, first
    return None


def change_to(model: QAbstractItemModel, old: list[K], new: Sequence[K]) -> None:
    """Change `old` in place into `new`, told to a flat model; it is reset where the order changed.

    What the model says of a row must be there for the keys of both while this runs.
    """
    if len(new) < len(old) + _MOST_MORE and same_order(old, new):
        move_to(
            old,
            new,
            model.beginRemoveRows,
            model.endRemoveRows,
            model.beginInsertRows,
            model.endInsertRows,
        )
    else:
        model.beginResetModel()
        old[:] = new
        model.endResetModel()


def move_to(
    old: list[K],
    new: Sequence[K],
    remove: Callable[[QModelIndex, int, int], None],
    removed: Callable[[], None],
    insert: Callable[[QModelIndex, int, int], None],
    inserted: Callable[[], None],
) -> None:
    """Change `old` in place into `new` by removals and insertions, told to a model.

    `same_order(old, new)` must hold.

    Args:
        remove, removed, insert, inserted: the model's begin and end methods.
    """
    wanted = set(new)
    gone = [i for i, key in enumerate(old) if key not in wanted]
    for first, last in reversed(list(runs(gone))):
        remove(QModelIndex(), first, last)
        del old[first : last + 1]
        removed()
    present = set(old)
    fresh = [i for i, key in enumerate(new) if key not in present]
    for first, last in runs(fresh):
        insert(QModelIndex(), first, last)
        old[first:first] = new[first : last + 1]
        inserted()

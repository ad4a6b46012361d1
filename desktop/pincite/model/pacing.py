"""Going through much at a pace that others set."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_EVERY = 200

Check = Callable[[], None]
"""Called now and then during long work; may wait, or raise to stop it."""


def unhurried() -> None:
    """The check that neither waits nor stops."""


def paced(values: Iterable[T], check: Check) -> Iterator[T]:
    """The values, with `check` called before every 200th of them."""
    for number, value in enumerate(values):
        if number % _EVERY == 0:
            check()
        yield value

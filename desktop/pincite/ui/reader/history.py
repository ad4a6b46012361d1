"""Places visited in a document, for back and forward."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document: a page and how far down it, as a fraction of its height."""

    page_index: int
    y_fraction: float = 0.0


class History:
    """The places that were left by a jump, and those gone back from."""

    def __init__(self, *, most: int = 200) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._most = most

    def move(self, way: Callable[[Place], Place]) -> None:
        """The places are elsewhere now: the pages are others."""
        self._back = [way(place) for place in self._back]
        self._forward = [way(place) for place in self._forward]

    def leave(self, place: Place) -> None:
        """Remember the place from which a jump starts; what lay ahead is forgotten."""
        if not self._back or self._back[-1] != place:
            self._back.append(place)
        del self._back[: -self._most]
        self._forward.clear()

    def back(self, here: Place) -> Place | None:
        """The place to go back to from `here`; None when there is none."""
        if not self._back:
            return None
        self._forward.append(here)
        return self._back.pop()

    def forward(self, here: Place) -> Place | None:
        """The place that was gone back from; None when there is none."""
        if not self._forward:
            return None
        self._back.append(here)
        return self._forward.pop()

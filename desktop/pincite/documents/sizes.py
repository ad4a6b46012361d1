"""The sizes of all pages, asked for in portions so that a page in view never waits for them."""

from dataclasses import replace

from pincite.documents.protocol import DocumentInfo
from pincite.documents.queue import LATER, Task
from pincite.documents.wire import Message

AT_ONCE = 500


class PageSizes:
    """Collects sizes and rotations, page by page."""

    def __init__(self) -> None:
        self._sizes: list[tuple[float, float]] = []
        self._rotations: list[int] = []

    def first_task(self) -> Task:
        """The request for the first portion."""
        self._sizes.clear()
        self._rotations.clear()
        return self._task(0)

    def take(self, task: Task, answer: Message, info: DocumentInfo) -> Task | None:
        """Take a portion; the request for the next one, or None when there is no more to come."""
        first = task.values["first"]
        if first != len(self._sizes):
            return None
        for row in answer.rows("sizes"):
            match row:
                case [float(width), float(height), int(turn)]:
                    self._sizes.append((width, height))
                    self._rotations.append(turn)
        if answer.rows("sizes") and len(self._sizes) < info.pages:
            return self._task(len(self._sizes))
        return None

    def completed(self, info: DocumentInfo) -> DocumentInfo:
        """The info with the sizes collected; what is missing keeps the size it had."""
        count = len(self._sizes)
        return replace(
            info,
            sizes=(*self._sizes, *info.sizes[count:]),
            rotations=(*self._rotations, *info.rotations[count:]),
            has_all_sizes=True,
        )

    def _task(self, first: int) -> Task:
        return Task("sizes", {"first": first, "count": AT_ONCE}, rank=LATER)

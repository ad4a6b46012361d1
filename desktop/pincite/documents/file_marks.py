"""The annotations of the file that is viewed: collected in portions, and left out of pictures.

What they are made of is imported with the first portion: the first page does not wait for it.
"""

from collections.abc import Collection

from pincite.documents.queue import LATER, TEXT, Task
from pincite.documents.wire import Message, Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pincite.documents.file_annotations import FileAnnotation, FileAnnotations

PAGES_AT_ONCE = 200
PORTION_S = 0.1
"""Pages in view must not wait longer for an answer about annotations."""

Mark = tuple[int, int]
"""Page and place in its array of annotations."""


class FileMarks:
    """What a view session knows about the annotations in its file."""

    def __init__(self) -> None:
        self._found: FileAnnotations | None = None
        self._hidden: frozenset[Mark] = frozenset()

    @property
    def hidden_rows(self) -> list[Value]:
        """The marks to be left out, as the worker takes them; told at every opening."""
        return [list(mark) for mark in sorted(self._hidden)]

    def first_task(self) -> Task:
        """The request for the first portion."""
        self._found = None
        return _portion(0, PAGES_AT_ONCE)

    def take(self, answer: Message, pages: int) -> Task | None:
        """Take a portion; the request for the next one, or None when there is no more to come."""
        if self._found is None:
            from pincite.documents.file_annotations import FileAnnotations

            self._found = FileAnnotations()
        self._found.add(answer.rows("annotations"))
        following = answer.whole("next")
        return _portion(following, PAGES_AT_ONCE) if 0 < following < pages else None

    def after_failure(self, task: Task, pages: int) -> Task | None:
        """How to go on after a portion that failed, if there is a way.

        First page by page and without the edges of letters, which take ten times as long; then
        beyond the page at fault.
        """
        first, count = task.values["first"], task.values["count"]
        if not isinstance(first, int) or not isinstance(count, int):
            return None
        if count > 1:
            return _portion(first, 1)
        return _portion(first + 1, PAGES_AT_ONCE) if first + 1 < pages else None

    def collected(self) -> "tuple[FileAnnotation, ...]":
        """All that was found, in reading order."""
        return self._found.all() if self._found is not None else ()

    def hide_only(self, marks: Collection[Mark]) -> Task | None:
        """Leave these and no others out of pictures; None when that is so already."""
        wanted = frozenset(marks)
        pages = sorted({page for page, _ in wanted ^ self._hidden})
        if not pages:
            return None
        self._hidden = wanted
        # Of this rank the oldest goes first: the last word counts.
        return Task("hide", {"hidden": self.hidden_rows, "pages": pages}, rank=TEXT)


def changed_pages(task: Task) -> tuple[int, ...]:
    """The pages whose pictures a task of `hide_only` has made outdated."""
    pages = task.values["pages"]
    return tuple(p for p in pages if isinstance(p, int)) if isinstance(pages, list) else ()


def _portion(first: int, count: int) -> Task:
    values: dict[str, Value] = {
        "first": first, "count": count, "seconds": PORTION_S,
        "detail": "letters" if count > 1 else "words",
    }  # fmt: skip
    return Task("annotations", values, rank=LATER)

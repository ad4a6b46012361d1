"""What has been asked for and not yet been sent: newest first, stale requests dropped."""

from pincite.documents.wire import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

URGENT, TEXT, LATER, NOTHING = 0, 1, 2, 3
"""Ranks: pages in view, their texts, what can wait (thumbnails, outline, sizes), and no task."""

LIMITS_S: "Mapping[str, float]" = {
    "open": 10.0, "draw": 8.0, "part": 8.0, "text": 10.0, "sizes": 10.0, "margins": 8.0,
}  # fmt: skip
"""Seconds after which an operation counts as hanging."""
LIMIT_OF_OTHERS_S = 3.0
"""For links, annotations, the outline: what the window can do without."""


class Task:
    """One request to a worker.

    Attributes:
        op: the worker's operation ("draw", "part", "text", "links", "outline", "sizes", "open").
        rank: see `URGENT`.
        generation: of the view it was asked for; -1 when it never gets stale.
        at, length: the part of the shared memory it draws into; -1 when it has none yet.
        tries: how often it has been sent.
        has_hung: it did not come to an end in its time.
    """

    __slots__ = (
        "at", "generation", "has_hung", "length", "number", "op", "rank", "tries", "values", "what",
    )  # fmt: skip

    def __init__(
        self,
        op: str,
        values: "dict[str, Value]",
        *,
        rank: int,
        generation: int = -1,
        what: str = "",
    ) -> None:
        self.op = op
        self.values = values
        self.rank = rank
        self.generation = generation
        self.what = what or op
        self.number = 0
        self.tries = 0
        self.has_hung = False
        self.at = -1
        width, height = values.get("width"), values.get("height")
        self.length = 0
        if isinstance(width, int) and isinstance(height, int):
            self.length = width * height * 3

    @property
    def page(self) -> int:
        """Index of the page it is about; -1 when it is about the document."""
        page = self.values.get("page")
        return page if isinstance(page, int) else -1

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for two requests of which one is enough."""
        return (self.what, *sorted((k, v) for k, v in self.values.items() if k != "at"))


class TaskQueue:
    """Tasks in the order in which they are to be sent."""

    def __init__(self) -> None:
        self._tasks: list[Task] = []
        self._newest = -1

    def __len__(self) -> int:
        return len(self._tasks)

    def add(self, task: Task) -> None:
        """Add a task; an equal one that waits is replaced, older generations are dropped."""
        self._newest = max(self._newest, task.generation)
        self._tasks = [t for t in self._tasks if t.key != task.key and not self._is_stale(t)]
        self._tasks.append(task)

    def put_back(self, task: Task) -> None:
        """Add a task that was sent to a worker that is gone."""
        task.at = -1
        self._tasks.append(task)

    def pop(self) -> Task | None:
        """The next task: lowest rank first; in view the newest first, otherwise the oldest."""
        self._tasks = [t for t in self._tasks if not self._is_stale(t)]
        if not self._tasks:
            return None
        rank = min(t.rank for t in self._tasks)
        same = [t for t in self._tasks if t.rank == rank]
        task = same[-1] if rank == URGENT else same[0]
        self._tasks.remove(task)
        return task

    @property
    def rank(self) -> int:
        """The rank of the most urgent task that waits; `NOTHING` when none does."""
        return min((t.rank for t in self._tasks if not self._is_stale(t)), default=NOTHING)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._tasks.clear()

    def _is_stale(self, task: Task) -> bool:
        return 0 <= task.generation < self._newest

"""A document's tasks on their way to a worker and back: in which order, for how long, how often."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import Protocol

from pincite.documents import errors, protocol, tasks
from pincite.documents.pixels import Pixels
from pincite.documents.process import WorkerLostError, WorkerPool, WorkerProcess, identity_of
from pincite.documents.protocol import Event
from pincite.documents.queue import (
    LATER,
    LIMIT_OF_OTHERS_S,
    NOTHING,
    URGENT,
    Task,
    TaskQueue,
)
from pincite.documents.wire import Message, Value

MOST_IN_FLIGHT = 2
"""MuPDF cannot be interrupted: what has been sent will be drawn, wanted or not."""
SECOND_CHANCE_S = 0.5
"""What hung once is tried again when there is time, and may keep nothing waiting longer."""
_TRIES = 2
_MOST_LOSSES = 4
"""Workers lost one after the other, without a single page or text between, before we give up."""
_LOOK_AGAIN_S = 0.05


class GiveUp(Protocol):
    """Told about a task that cannot be done."""

    def __call__(self, task: Task, *, stopped: bool) -> None:
        """`stopped`: it did not come to an end, or ended the worker."""


class Carrier:
    """Has a worker for a document, as long as there is something to do and the pool has one.

    Args:
        path: of the PDF.
        identity: the file's sha256 where it is known.
        limits_s: seconds that each operation may take.
        events: gets what happens to the worker and to the document as a whole.
        on_answer: called with a task and the worker's answer to it.
        on_give_up: called with a task that cannot be done.

    Raises:
        OSError: no process can be started.

    Attributes:
        last_asked: when a page was last asked for, in `time.monotonic()`.
        password: tried on an encrypted file.
        hidden: annotations to be left out of pictures, told to each worker; see `FileMarks`.
    """

    def __init__(
        self,
        path: Path,
        pool: WorkerPool,
        identity: str,
        limits_s: Mapping[str, float],
        events: list[Event],
        on_answer: Callable[[Task, Message], None],
        on_give_up: GiveUp,
    ) -> None:
        self.last_asked = monotonic()
        self.password = ""
        self.hidden: list[Value] = []
        self._path = path
        self._pool = pool
        self._identity = identity or identity_of(os.fspath(path))
        self._limits_s = limits_s
        self._events = events
        self._on_answer = on_answer
        self._on_give_up = on_give_up
        self._queue = TaskQueue()
        self._flight: list[Task] = []
        self._head_since = 0.0
        self._losses = 0
        self._open_tries = 0
        self._is_open = False
        self._is_failed = False
        self._is_locked = False
        self._is_vacating = False
        self._worker: WorkerProcess | None = None
        self._take_worker()

    def fileno(self) -> int:
        """The descriptor to watch for reading; another one after the event `WorkerReplaced`.

        It is -1 while the document has no worker.
        """
        return -1 if self._worker is None else self._worker.fileno()

    @property
    def worker_pid(self) -> int:
        """The process that serves the document; 0 while there is none."""
        return 0 if self._worker is None else self._worker.pid

    @property
    def pixels(self) -> Pixels | None:
        """The memory that the present worker draws into."""
        return None if self._worker is None else self._worker.pixels

    def add(self, task: Task) -> None:
        """Have a task done, unless it is known to hang."""
        if self._is_failed:
            return
        if task.rank == URGENT:
            self.last_asked = monotonic()
        if task.page >= 0 and self._pool.is_poisoned(self._identity, task.page, task.op):
            self._on_give_up(task, stopped=True)
        else:
            self._queue.add(task)
        self._pump()

    def forgive(self, page_index: int) -> None:
        """Let a page that was given up be tried again."""
        self._pool.forgive(self._identity, page_index)

    def authenticate(self, password: str) -> None:
        """Try a password on an encrypted file."""
        self.password = password
        self._is_locked = False
        self._open_tries = 0
        if self._worker is not None and not self._is_vacating:
            self._send_open()
        self._pump()

    def poll(self) -> None:
        """Take the answers that have come, and see to it that things go on."""
        try:
            for answer in self._worker.receive() if self._worker is not None else ():
                self._take(answer)
        except WorkerLostError:
            self._on_loss()
        if self._flight and monotonic() > self._due:
            self._flight[0].has_hung = True
            self._on_loss()
        self._pool.tend()
        self._pump()

    def next_deadline(self) -> float | None:
        """When `poll()` is to be called at the latest, in `time.monotonic()`; None for any time."""
        times = [] if self._pool.spare_at is None else [self._pool.spare_at]
        if self._flight:
            times.append(self._due)
        if self._events:
            times.append(0.0)
        elif self.demand < NOTHING and not self._flight:
            # Waiting for the window to release pixels, or for another document to do without its
            # worker.
            times.append(monotonic() + _LOOK_AGAIN_S)
        return min(times, default=None)

    def close(self) -> None:
        """End the worker; pixels already handed out stay readable."""
        self._queue.clear()
        self._is_failed = True
        self._leave_worker()

    # --- for the pool

    @property
    def demand(self) -> int:
        """The rank of the most urgent thing that it waits for."""
        if self._is_failed or self._is_locked:
            return NOTHING
        if not self._is_open:
            return URGENT
        return min(self._queue.rank, *(t.rank for t in self._flight), NOTHING)

    def vacate(self) -> None:
        """Do without the worker from now on; the next `poll()` notices that it has ended."""
        if self._worker is not None:
            self._is_vacating = True
            self._worker.end()

    # --- to the worker

    @property
    def _due(self) -> float:
        """When the request that the worker is at counts as hanging."""
        head = self._flight[0]
        limit_s = self._limits_s.get(head.op, LIMIT_OF_OTHERS_S)
        if head.has_hung and min(self._queue.rank, *(t.rank for t in self._flight)) < LATER:
            limit_s = min(limit_s, SECOND_CHANCE_S)
        return self._head_since + limit_s

    def _send_open(self) -> None:
        task = tasks.opening(os.fspath(self._path.absolute()), self.password, self.hidden)
        task.tries = self._open_tries
        self._send(task)

    def _pump(self) -> None:
        """Send what waits, as long as few requests are under way."""
        if self._is_failed or self._is_locked or self._is_vacating:
            return
        if self._worker is None and not self._get_worker():
            return
        if self._is_draining():
            return
        while len(self._flight) < MOST_IN_FLIGHT and not self._is_failed:
            task = self._queue.pop()
            if task is None:
                return
            if not self._reserve(task):
                self._queue.put_back(task)
                return
            self._send(task)

    def _reserve(self, task: Task) -> bool:
        if not task.length or self._worker is None or self._worker.pixels is None:
            return True
        at = self._worker.pixels.take(task.length)
        if at is None:
            return False
        task.at = at
        task.values["at"] = at
        return True

    def _send(self, task: Task) -> None:
        task.tries += 1
        if not self._flight:
            self._head_since = monotonic()
        self._flight.append(task)
        try:
            task.number = self._worker.send(task.op, task.values) if self._worker else -1
        except WorkerLostError:
            # Noticed again, and dealt with, by the next poll().
            task.number = -1

    # --- from the worker

    def _take(self, answer: Message) -> None:
        task = next((t for t in self._flight if t.number == answer.whole("n")), None)
        if task is None:
            return
        self._flight.remove(task)
        self._head_since = monotonic()
        if "error" in answer.header:
            self._on_refusal(task, answer.text("error"), answer.text("detail"))
            return
        if task.op == "open":
            self._is_open, self._open_tries = True, 0
        else:
            self._losses = 0
        if task.length:
            self._pool.want_spare()
        self._on_answer(task, answer)

    def _on_refusal(self, task: Task, kind: str, detail: str) -> None:
        self._release(task)
        if task.op != "open":
            if kind != "closed":
                self._on_give_up(task, stopped=False)
        elif kind in ("password", "wrong-password"):
            self._is_locked = True
            self._return_flight()
            self._events.append(protocol.PasswordNeeded(kind == "wrong-password"))
        else:
            self._fail(str(errors.from_answer(kind, detail, self._path.name)))

    # --- having a worker

    def _take_worker(self) -> bool:
        """Take a worker and send it the order to open; False when there is none to be had now.

        Raises:
            OSError: no process can be started.
        """
        self._worker = self._pool.take(self)
        if self._worker is None:
            return False
        self._send_open()
        return True

    def _get_worker(self) -> bool:
        """Have a worker again, if there is something to do for one."""
        if self.demand == NOTHING:
            return False
        try:
            if not self._take_worker():
                return False
        except OSError:
            self._fail("The process that draws pages cannot be started again; open the file anew.")
            return False
        self._pool.want_spare()
        self._tell_replaced()
        return True

    def _leave_worker(self) -> None:
        """Be without a worker; what it had under way waits again."""
        self._return_flight()
        if self._worker is not None:
            self._pool.give_back(self, self._worker)
            self._worker = None
            self._tell_replaced()

    def _tell_replaced(self) -> None:
        if self._events[-1:] != [protocol.WorkerReplaced()]:
            self._events.append(protocol.WorkerReplaced())

    def _is_draining(self) -> bool:
        """MuPDF keeps memory: when it holds too much, go on with the spare.

        Returns:
            True while nothing is to be sent because what is under way comes to its end first.
        """
        if self._worker is None or not self._worker.is_worn:
            return False
        if not self._pool.has_spare:
            self._pool.want_spare(0.0)
            return False
        if self._flight:
            return True
        self._leave_worker()
        return not self._get_worker()

    def _on_loss(self) -> None:
        """The worker is gone or hangs: another one takes over, the culprit is tried once more."""
        if self._is_vacating:
            self._is_vacating = False
            self._leave_worker()
            return
        culprit = self._flight.pop(0) if self._flight else None
        self._leave_worker()
        self._losses += 1
        is_opening = culprit is not None and culprit.op == "open"
        self._open_tries = culprit.tries if culprit is not None and is_opening else 0
        has_hung = culprit is not None and culprit.has_hung
        if (is_opening and (has_hung or self._open_tries >= _TRIES)) or self._losses > _MOST_LOSSES:
            self._fail(str(errors.timed_out(self._path.name)))
        elif culprit is not None and culprit.op != "open":
            self._try_again(culprit)

    def _try_again(self, task: Task) -> None:
        """A worker was lost over a task: it has a second try, after that it is given up."""
        if task.tries >= _TRIES:
            if task.page >= 0:
                self._pool.poison(self._identity, task.page, task.op)
            self._losses = 0
            self._on_give_up(task, stopped=True)
            return
        if task.has_hung:
            # When there is nothing else to do; meanwhile its page says what is the matter.
            task.rank = LATER
            if task.op in ("draw", "part"):
                self._on_give_up(task, stopped=True)
        if task.op == "text":
            # Words without edges of characters take a tenth of the time.
            task.values = {**task.values, "edges": False}
        self._queue.put_back(task)

    def _return_flight(self) -> None:
        """What was sent to a worker that does not answer it is to be sent again."""
        for task in self._flight:
            self._release(task)
            task.number = 0
            task.tries -= 1
            if task.op != "open":
                self._queue.put_back(task)
        self._flight.clear()

    def _fail(self, message: str) -> None:
        self._is_failed = True
        self._queue.clear()
        self._events.append(protocol.DocumentFailed(message))
        self._leave_worker()

    def _release(self, task: Task) -> None:
        if task.at >= 0 and self._worker is not None and self._worker.pixels is not None:
            self._worker.pixels.free(task.at)
            task.at = -1

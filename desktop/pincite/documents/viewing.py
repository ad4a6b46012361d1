"""A document on the screen: requests for pages and what comes back, without waiting or threads.

The window puts a notifier on `fileno()`, calls `poll()` when it fires and when `next_deadline()`
has come, and shows the events. Everything runs in the window's thread.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import ClassVar

from pincite.documents import errors, protocol
from pincite.documents.drawn import drawn_event
from pincite.documents.pixels import Pixels
from pincite.documents.process import (
    WorkerLostError,
    WorkerPool,
    WorkerProcess,
    identity_of,
)
from pincite.documents.protocol import DocumentInfo, Event
from pincite.documents.queue import LATER, LIMITS_S, TEXT, URGENT, Task, TaskQueue
from pincite.documents.sizes import PageSizes
from pincite.documents.wire import Message, Value
from pincite.model.texts import PageText

MOST_IN_FLIGHT = 2
"""MuPDF cannot be interrupted: what has been sent will be drawn, wanted or not."""
_TRIES = 2
_MOST_LOSSES = 4
"""Workers lost one after the other, without a single page or text between, before we give up."""
_SPARE_AFTER_S = 1.0
_RELEASE_CHECK_S = 0.05
_TOO_LARGE = "This page is too large to be drawn in one piece at this zoom; zoom out a little."


class ViewSession:
    """One open document and the worker that serves it.

    The first request for a page may be made at once: it is sent together with the order to open
    the document.

    Args:
        path: of a PDF.
        pool: gives the worker; also knows pages that are not to be tried again.
        limits_s: seconds that each operation may take.

    Raises:
        WorkerStartError: no process can be started.
    """

    def __init__(
        self, path: Path, pool: WorkerPool, *, limits_s: Mapping[str, float] = LIMITS_S
    ) -> None:
        self.path = path
        self.info: DocumentInfo | None = None
        self._pool = pool
        self._limits_s = limits_s
        self._password = ""
        self._queue = TaskQueue()
        self._flight: list[Task] = []
        self._events: list[Event] = []
        self._head_since = 0.0
        self._losses = 0
        self._has_spare = False
        self._spare_at: float | None = None
        self._is_failed = False
        self._is_locked = False
        self._identity = identity_of(os.fspath(path))
        self._sizes = PageSizes()
        try:
            self._worker: WorkerProcess = pool.take()
        except OSError as error:
            raise errors.WorkerStartError(
                "The process that draws pages cannot be started; "
                "close other programs and try again."
            ) from error
        self._send_open(tries=0)

    def fileno(self) -> int:
        """The descriptor to watch for reading; another one after the event `WorkerReplaced`."""
        return self._worker.fileno()

    def request_page(
        self, index: int, width_px: int, height_px: int, *, generation: int, coarse: bool = False
    ) -> None:
        """Ask for a whole page, stretched to the given size: `PageRendered` or `PageFailed`.

        Args:
            generation: number of the view (scroll place and zoom); pages of earlier generations
                that have not been sent to the worker are forgotten.
            coarse: handed back in the event, for a first small picture.
        """
        values: dict[str, Value] = {
            "page": index, "width": max(1, width_px), "height": max(1, height_px),
        }  # fmt: skip
        what = "coarse" if coarse else "page"
        self._add(Task("draw", values, rank=URGENT, generation=generation, what=what))

    def request_tile(
        self,
        index: int,
        scale: float,
        x_px: int,
        y_px: int,
        width_px: int,
        height_px: int,
        *,
        generation: int,
    ) -> None:
        """Ask for a part of a page at `scale` pixels a point: `PageRendered` with `tile` set."""
        values: dict[str, Value] = {
            "page": index, "scale": float(scale), "x": x_px, "y": y_px,
            "width": max(1, width_px), "height": max(1, height_px),
        }  # fmt: skip
        self._add(Task("part", values, rank=URGENT, generation=generation, what="tile"))

    def request_text(self, index: int) -> None:
        """Ask for the text of a page: `TextReady`, with edges of characters where there are any.

        The text is empty when it cannot be read.
        """
        self._add(Task("text", {"page": index, "edges": True}, rank=TEXT))

    def request_outline(self) -> None:
        """Ask for the outline: `OutlineReady`; empty when it cannot be read."""
        self._add(Task("outline", {}, rank=LATER))

    def request_thumbnail(self, index: int, width_px: int) -> None:
        """Ask for a small picture of a page: `ThumbnailRendered`, or nothing when it fails."""
        width, height = self.info.sizes[index] if self.info else (1.0, 1.4)
        values: dict[str, Value] = {
            "page": index,
            "width": max(1, width_px),
            "height": max(1, round(width_px * height / width)),
        }  # fmt: skip
        self._add(Task("draw", values, rank=LATER, what="thumbnail"))

    def authenticate(self, password: str) -> None:
        """Try a password after `PasswordNeeded`: `Opened`, or `PasswordNeeded` again."""
        self._password = password
        self._is_locked = False
        self._send_open(tries=0)

    def poll(self) -> list[Event]:
        """What has happened since the last call."""
        try:
            for answer in self._worker.receive():
                self._take(answer)
        except WorkerLostError:
            self._replace_worker()
        now = monotonic()
        if self._flight and now > self._head_since + self._limits_s[self._flight[0].op]:
            self._replace_worker()
        if self._spare_at is not None and now >= self._spare_at:
            self._spare_at = None
            self._prestart()
        self._pump()
        events, self._events = self._events, []
        return events

    def next_deadline(self) -> float | None:
        """When `poll()` is to be called at the latest, in `time.monotonic()`; None for any time."""
        times = [] if self._spare_at is None else [self._spare_at]
        if self._flight:
            times.append(self._head_since + self._limits_s[self._flight[0].op])
        if self._events:
            times.append(0.0)
        elif len(self._queue) and not self._flight and not self._is_locked:
            # Waiting for the window to release pixels.
            times.append(monotonic() + _RELEASE_CHECK_S)
        return min(times, default=None)

    def close(self) -> None:
        """End the worker; pixels already handed out stay readable."""
        self._queue.clear()
        self._flight.clear()
        self._pool.discard(self._worker)
        self._is_failed = True

    def _add(self, task: Task) -> None:
        if self._is_failed:
            return
        if task.page >= 0 and self._pool.is_poisoned(self._identity, task.page, task.what):
            self._give_up(task, stopped=True)
        elif self._worker.pixels is not None and task.length > self._worker.pixels.size:
            self._events.append(protocol.PageFailed(task.page, _TOO_LARGE))
        else:
            self._queue.add(task)
        self._pump()

    def _send_open(self, *, tries: int) -> None:
        task = Task(
            "open",
            {"path": os.fspath(self.path.absolute()), "password": self._password, "only": True},
            rank=URGENT,
        )
        task.tries = tries
        self._send(task)

    def _pump(self) -> None:
        """Send what waits, as long as few requests are under way."""
        while len(self._flight) < MOST_IN_FLIGHT and not self._is_failed and not self._is_locked:
            task = self._queue.pop()
            if task is None:
                return
            if not self._reserve(task):
                self._queue.put_back(task)
                return
            self._send(task)

    def _reserve(self, task: Task) -> bool:
        pixels: Pixels | None = self._worker.pixels
        if not task.length or pixels is None:
            return True
        at = pixels.take(task.length)
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
            task.number = self._worker.send(task.op, task.values)
        except WorkerLostError:
            # Noticed again, and dealt with, by the next poll().
            task.number = -1

    def _take(self, answer: Message) -> None:
        task = next((t for t in self._flight if t.number == answer.whole("n")), None)
        if task is None:
            return
        self._flight.remove(task)
        self._head_since = monotonic()
        if "error" in answer.header:
            self._on_refusal(task, answer.text("error"), answer.text("detail"))
            return
        if task.op != "open":
            self._losses = 0
        self._handlers[task.op](self, task, answer)
        if self._worker.is_worn and not self._flight:
            self._recycle()

    def _on_refusal(self, task: Task, kind: str, detail: str) -> None:
        self._release(task)
        if task.op != "open":
            if kind != "closed":
                self._give_up(task, stopped=False)
        elif kind in ("password", "wrong-password"):
            self._is_locked = True
            self._return_flight()
            self._events.append(protocol.PasswordNeeded(kind == "wrong-password"))
        else:
            self._fail(str(errors.from_answer(kind, detail, self.path.name)))

    def _on_open(self, _task: Task, answer: Message) -> None:
        if self.info is not None:
            return
        self.info = protocol.info_from(answer)
        self._events.append(protocol.Opened(self.info))
        if not self.info.has_all_sizes:
            self._queue.add(self._sizes.first_task())

    def _on_sizes(self, task: Task, answer: Message) -> None:
        if self.info is None:
            return
        following = self._sizes.take(task, answer, self.info)
        if following is not None:
            self._queue.add(following)
            return
        self.info = self._sizes.completed(self.info)
        self._events.append(protocol.SizesReady(self.info))

    def _on_pixels(self, task: Task, _answer: Message) -> None:
        if self._worker.pixels is None:
            return
        if self._spare_at is None and not self._has_spare:
            # After the first page is on the screen there is time to start a spare.
            self._spare_at = monotonic() + _SPARE_AFTER_S
        self._events.append(drawn_event(task, self._worker.pixels))

    def _on_text(self, task: Task, answer: Message) -> None:
        for text in protocol.texts_from(answer):
            if isinstance(text, str):
                self._give_up(task, stopped=False)
            else:
                self._events.append(protocol.TextReady(text))

    def _on_outline(self, _task: Task, answer: Message) -> None:
        self._events.append(protocol.OutlineReady(protocol.outline_from(answer)))

    _handlers: ClassVar[dict[str, Callable[["ViewSession", Task, Message], None]]] = {
        "open": _on_open,
        "sizes": _on_sizes,
        "draw": _on_pixels,
        "part": _on_pixels,
        "text": _on_text,
        "outline": _on_outline,
    }

    def _replace_worker(self) -> None:
        """The worker hangs or is gone: another one takes over, the culprit is tried once more."""
        if self._is_failed:
            return
        culprit = self._flight[0] if self._flight else None
        self._pool.discard(self._worker)
        flight, self._flight = self._flight, []
        self._losses += 1
        opens = culprit is not None and culprit.op == "open" and culprit.tries >= _TRIES
        if opens or self._losses > _MOST_LOSSES:
            self._fail(str(errors.timed_out(self.path.name)))
            return
        if not self._take_worker():
            return
        self._events.append(protocol.WorkerReplaced())
        self._send_open(tries=culprit.tries if culprit and culprit.op == "open" else 0)
        for task in flight:
            self._again(task, is_culprit=task is culprit)

    def _again(self, task: Task, *, is_culprit: bool) -> None:
        if task.op == "open":
            return
        if not is_culprit:
            task.tries -= 1
        elif task.tries >= _TRIES:
            if task.page >= 0:
                self._pool.poison(self._identity, task.page, task.what)
            self._losses = 0
            self._give_up(task, stopped=True)
            return
        elif task.op == "text":
            # Words without edges of characters take a tenth of the time.
            task.values = {**task.values, "edges": False}
        self._queue.put_back(task)

    def _recycle(self) -> None:
        """MuPDF keeps memory: go on with a fresh process while nothing is under way."""
        old = self._worker
        if not self._take_worker():
            return
        self._pool.discard(old)
        self._events.append(protocol.WorkerReplaced())
        self._send_open(tries=0)

    def _take_worker(self) -> bool:
        try:
            self._worker = self._pool.take()
        except OSError:
            self._fail("The process that draws pages cannot be started again; open the file anew.")
            return False
        self._spare_at = monotonic() + _SPARE_AFTER_S
        return True

    def _return_flight(self) -> None:
        """What was sent behind an order to open that failed is to be sent again."""
        for task in self._flight:
            self._release(task)
            task.number = 0
            self._queue.put_back(task)
        self._flight.clear()

    def _give_up(self, task: Task, *, stopped: bool) -> None:
        if task.op == "outline":
            self._events.append(protocol.OutlineReady(()))
        elif task.op == "sizes" and self.info is not None:
            self.info = replace(self.info, has_all_sizes=True)
            self._events.append(protocol.SizesReady(self.info))
        elif task.what == "text":
            self._events.append(protocol.TextReady(PageText(task.page, "")))
        elif task.what != "thumbnail" and task.page >= 0:
            message = errors.page_failed(task.page, stopped=stopped)
            self._events.append(protocol.PageFailed(task.page, message))

    def _fail(self, message: str) -> None:
        self._is_failed = True
        self._queue.clear()
        self._flight.clear()
        self._events.append(protocol.DocumentFailed(message))

    def _release(self, task: Task) -> None:
        if task.at >= 0 and self._worker.pixels is not None:
            self._worker.pixels.free(task.at)
            task.at = -1

    def _prestart(self) -> None:
        self._has_spare = True
        try:
            self._pool.prestart()
        except OSError:
            # A spare is a comfort; without it a restart takes 0.1 s longer.
            return

"""A document on the screen: requests for pages and what comes back, without waiting or threads.

The window puts a notifier on `fileno()`, calls `poll()` when it fires and when `next_deadline()`
has come, and shows the events. Everything runs in the window's thread.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from pincite.documents import errors, protocol, tasks
from pincite.documents.carrier import Carrier
from pincite.documents.drawn import drawn_event
from pincite.documents.file_marks import FileMarks, Mark, changed_pages
from pincite.documents.pixels import SIZE as PIXELS_SIZE
from pincite.documents.process import WorkerPool
from pincite.documents.protocol import DocumentInfo, Event
from pincite.documents.queue import LIMITS_S, Task
from pincite.documents.sizes import PageSizes
from pincite.documents.wire import Message
from pincite.model.texts import PageText

_TOO_LARGE = "This page is too large to be drawn in one piece at this zoom; zoom out a little."


class ViewSession:
    """One open document and the worker that serves it.

    The first request for a page may be made at once: it is sent together with the order to open
    the document. A document that was not looked at for long may have given its worker to another;
    it gets one again, and is opened anew in it, with the next request.

    Args:
        path: of a PDF.
        pool: gives the worker; also knows pages that are not to be tried again.
        identity: the file's sha256 where it is known.
        limits_s: seconds that each operation may take.

    Raises:
        WorkerStartError: no process can be started.
    """

    def __init__(
        self,
        path: Path,
        pool: WorkerPool,
        *,
        identity: str = "",
        limits_s: Mapping[str, float] = LIMITS_S,
    ) -> None:
        self.path = path
        self.info: DocumentInfo | None = None
        self._events: list[Event] = []
        self._sizes = PageSizes()
        self._marks = FileMarks()
        try:
            self._carrier = Carrier(
                path, pool, identity, limits_s, self._events, self._take, self._give_up
            )
        except OSError as error:
            raise errors.WorkerStartError(
                "The process that draws pages cannot be started; "
                "close other programs and try again."
            ) from error

    def fileno(self) -> int:
        """The descriptor to watch for reading; another one after the event `WorkerReplaced`.

        It is -1 while the document has no worker.
        """
        return self._carrier.fileno()

    @property
    def password(self) -> str:
        """What the document was opened with; empty when it needs none."""
        return self._carrier.password

    @property
    def worker_pid(self) -> int:
        """The process that serves the document; 0 while it has none."""
        return self._carrier.worker_pid

    def request_page(
        self,
        index: int,
        width_px: int,
        height_px: int,
        *,
        generation: int,
        coarse: bool = False,
        pictures: bool = False,
    ) -> None:
        """Ask for a whole page, stretched to the given size: `PageRendered` or `PageFailed`.

        Args:
            generation: number of the view (scroll place and zoom); pages of earlier generations
                that have not been sent to the worker are forgotten.
            coarse: handed back in the event, for a first small picture.
            pictures: tell in the event where raster pictures stand.
        """
        self._add(
            tasks.whole_page(
                index,
                width_px,
                height_px,
                generation=generation,
                coarse=coarse,
                pictures=pictures,
            )
        )

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
        pictures: bool = False,
    ) -> None:
        """Ask for a part of a page at `scale` pixels a point: `PageRendered` with `tile` set."""
        box = (x_px, y_px, width_px, height_px)
        self._add(tasks.tile(index, scale, box, generation=generation, pictures=pictures))

    def request_preview(
        self, index: int, scale: float, box: tuple[int, int, int, int], *, pictures: bool = False
    ) -> None:
        """Ask for a part of a page that is not in view: `PreviewRendered`, or nothing."""
        self._add(tasks.preview(index, scale, box, pictures=pictures))

    def request_text(self, index: int) -> None:
        """Ask for the text of a page: `TextReady`, with edges of characters where there are any.

        The text is empty when it cannot be read.
        """
        self._add(tasks.text(index))

    def request_links(self, index: int) -> None:
        """Ask for the links of a page: `LinksReady`; none when they cannot be read."""
        self._add(tasks.links(index))

    def request_outline(self) -> None:
        """Ask for the outline: `OutlineReady`; empty when it cannot be read."""
        self._add(tasks.outline())

    def request_margins(self, first: int, count: int) -> None:
        """Ask where the content of some pages lies: `MarginsReady`, for as many as go quickly."""
        self._add(tasks.margins(first, count))

    def request_annotations(self) -> None:
        """Ask for the annotations in the file: `AnnotationsReady`, once for all pages."""
        self._add(self._marks.first_task())

    def hide_annotations(self, marks: Collection[Mark]) -> None:
        """Leave these annotations of the file out of pictures, and no others: `PagesOutdated`."""
        task = self._marks.hide_only(marks)
        if task is not None:
            self._carrier.hidden = self._marks.hidden_rows
            self._add(task)

    def request_thumbnail(self, index: int, width_px: int) -> None:
        """Ask for a small picture of a page: `ThumbnailRendered`, or nothing when it fails."""
        size_pt = self.info.sizes[index] if self.info else (1.0, 1.4)
        self._add(tasks.thumbnail(index, width_px, size_pt))

    def retry(self, index: int) -> None:
        """Let a page that was given up be asked for again."""
        self._carrier.forgive(index)

    def authenticate(self, password: str) -> None:
        """Try a password after `PasswordNeeded`: `Opened`, or `PasswordNeeded` again."""
        self._carrier.authenticate(password)

    def poll(self) -> list[Event]:
        """What has happened since the last call."""
        self._carrier.poll()
        events = self._events.copy()
        self._events.clear()
        return events

    def next_deadline(self) -> float | None:
        """When `poll()` is to be called at the latest, in `time.monotonic()`; None for any time."""
        return self._carrier.next_deadline()

    def close(self) -> None:
        """End the worker; pixels already handed out stay readable."""
        self._carrier.close()

    def _add(self, task: Task) -> None:
        if task.length > PIXELS_SIZE:
            self._events.append(protocol.PageFailed(task.page, _TOO_LARGE))
        else:
            self._carrier.add(task)

    def _take(self, task: Task, answer: Message) -> None:
        self._handlers[task.op](self, task, answer)

    def _on_open(self, _task: Task, answer: Message) -> None:
        if self.info is not None:
            return
        self.info = protocol.info_from(answer)
        self._events.append(protocol.Opened(self.info))
        if not self.info.has_all_sizes:
            self._carrier.add(self._sizes.first_task())

    def _on_sizes(self, task: Task, answer: Message) -> None:
        if self.info is None:
            return
        following = self._sizes.take(task, answer, self.info)
        if following is not None:
            self._carrier.add(following)
            return
        self.info = self._sizes.completed(self.info)
        self._events.append(protocol.SizesReady(self.info))

    def _on_pixels(self, task: Task, answer: Message) -> None:
        pixels = self._carrier.pixels
        if pixels is not None:
            pictures = protocol.pictures_from(answer)
            self._events.append(drawn_event(task, pixels, pictures))

    def _on_text(self, task: Task, answer: Message) -> None:
        for text in protocol.texts_from(answer):
            if isinstance(text, str):
                self._give_up(task, stopped=False)
            else:
                self._events.append(protocol.TextReady(text))

    def _on_links(self, task: Task, answer: Message) -> None:
        pages = self.info.pages if self.info else 0
        self._events.append(protocol.LinksReady(task.page, protocol.links_from(answer, pages)))

    def _on_outline(self, _task: Task, answer: Message) -> None:
        self._events.append(protocol.OutlineReady(protocol.outline_from(answer)))

    def _on_margins(self, task: Task, answer: Message) -> None:
        first = task.values["first"]
        if isinstance(first, int):
            self._events.append(protocol.MarginsReady(first, protocol.boxes_from(answer)))

    def _on_annotations(self, _task: Task, answer: Message) -> None:
        self._go_on_with_annotations(self._marks.take(answer, self._page_count))

    def _on_hide(self, task: Task, _answer: Message) -> None:
        self._events.append(protocol.PagesOutdated(changed_pages(task)))

    _handlers: ClassVar[dict[str, Callable[["ViewSession", Task, Message], None]]] = {
        "open": _on_open,
        "sizes": _on_sizes,
        "draw": _on_pixels,
        "part": _on_pixels,
        "text": _on_text,
        "links": _on_links,
        "outline": _on_outline,
        "margins": _on_margins,
        "annotations": _on_annotations,
        "hide": _on_hide,
    }

    def _give_up(self, task: Task, *, stopped: bool) -> None:
        if task.op == "outline":
            self._events.append(protocol.OutlineReady(()))
        elif task.op == "annotations":
            self._go_on_with_annotations(self._marks.after_failure(task, self._page_count))
        elif task.op == "hide":
            # The next worker is told when it opens the document.
            self._events.append(protocol.PagesOutdated(changed_pages(task)))
        elif task.op == "links":
            self._events.append(protocol.LinksReady(task.page, ()))
        elif task.op == "sizes" and self.info is not None:
            self.info = replace(self.info, has_all_sizes=True)
            self._events.append(protocol.SizesReady(self.info))
        elif task.op == "margins":
            self._on_margins(task, Message({}))
        elif task.what == "text":
            self._events.append(protocol.TextReady(PageText(task.page, "")))
        elif task.what in ("page", "coarse", "tile") and task.page >= 0:
            message = errors.page_failed(task.page, stopped=stopped)
            self._events.append(protocol.PageFailed(task.page, message))

    @property
    def _page_count(self) -> int:
        return self.info.pages if self.info is not None else 0

    def _go_on_with_annotations(self, task: Task | None) -> None:
        if task is not None:
            self._carrier.add(task)
        else:
            self._events.append(protocol.AnnotationsReady(self._marks.collected()))

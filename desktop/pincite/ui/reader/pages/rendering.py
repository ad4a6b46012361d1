"""A document's view session as Qt signals: events in, requests out, nothing blocks."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtGui import QImage

from pincite.documents import protocol
from pincite.documents.file_marks import Mark
from pincite.documents.protocol import PageRendered, PreviewRendered, ThumbnailRendered
from pincite.documents.viewing import ViewSession


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture of a page, or of a part of it when `part` is set.

    Attributes:
        part: x, y of the part in pixels of the page at `scale` pixels for a point.
        pictures: where raster pictures stand in it, x0, y0, x1, y1; None when not asked for.
        is_coarse: a small picture, asked for as such.
    """

    index: int
    image: QImage
    scale: float = 0.0
    part: tuple[int, int] | None = None
    pictures: tuple[protocol.PixelBox, ...] | None = None
    is_coarse: bool = False


@dataclass(frozen=True, slots=True)
class PageTrouble:
    """Why a page cannot be shown, as one sentence."""

    index: int
    message: str


class DocumentFeed(QObject):
    """Delivers what the document worker sends, in the GUI thread.

    Signals:
        replaced: another file is shown from now on: what is known of pages is of no use any more.
        opened: DocumentInfo; the sizes of its pages may be guesses still.
        sizes_ready: DocumentInfo with the sizes of all pages.
        page_rendered: PagePicture.
        thumbnail_rendered: PagePicture.
        preview_rendered: PagePicture.
        text_ready: PageText.
        links_ready: LinksReady.
        outline_ready: tuple of OutlineEntry.
        margins_ready: protocol.MarginsReady.
        annotations_ready: tuple of FileAnnotation; what stands in the file.
        pages_outdated: tuple of page indexes; pictures drawn before are no longer right.
        page_failed: PageTrouble.
        document_failed: the sentence.
        password_needed: the file is encrypted: call `authenticate`; True when a password was wrong.
    """

    replaced = Signal()
    opened = Signal(object)
    sizes_ready = Signal(object)
    page_rendered = Signal(object)
    thumbnail_rendered = Signal(object)
    preview_rendered = Signal(object)
    text_ready = Signal(object)
    links_ready = Signal(object)
    outline_ready = Signal(object)
    margins_ready = Signal(object)
    annotations_ready = Signal(object)
    pages_outdated = Signal(object)
    page_failed = Signal(object)
    document_failed = Signal(str)
    password_needed = Signal(bool)

    def __init__(self, session: ViewSession | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._notifier: QSocketNotifier | None = None
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.timeout.connect(self.poll)
        self._watch()

    @property
    def session(self) -> ViewSession | None:
        """The session behind it; None before `show`, and after `close`."""
        return self._session

    @property
    def info(self) -> protocol.DocumentInfo | None:
        """What is known of the document; None until it is open."""
        return self._session.info if self._session is not None else None

    @property
    def password(self) -> str:
        """What the file was opened with; empty when it needs none."""
        return self._session.password if self._session is not None else ""

    def show(self, session: ViewSession) -> None:
        """Show another file; `opened` follows, at once where the session is open already.

        The session before is left open; whoever made it closes it.
        """
        had_other = self._session is not None
        self._session = session
        if had_other:
            self.replaced.emit()
        self._watch()
        if session.info is not None:
            self.opened.emit(session.info)
        self.poll()

    def start(self, events: Sequence[protocol.Event] = ()) -> None:
        """Deliver what has come in before anyone listened.

        Args:
            events: taken from the session by somebody else before.
        """
        for event in events:
            self._deliver(event)
        self.poll()

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
        """Ask for a whole page or a small picture of it, if wanted with the places of pictures."""
        if self._session is not None:
            self._session.request_page(
                index,
                width_px,
                height_px,
                generation=generation,
                coarse=coarse,
                pictures=pictures,
            )
            self._arm()

    def request_tile(
        self,
        index: int,
        scale: float,
        box: tuple[int, int, int, int],
        *,
        generation: int,
        pictures: bool = False,
    ) -> None:
        """Ask for a part of a page: x, y, width and height in pixels at `scale`."""
        if self._session is not None:
            self._session.request_tile(index, scale, *box, generation=generation, pictures=pictures)
            self._arm()

    def request_preview(
        self, index: int, scale: float, box: tuple[int, int, int, int], *, pictures: bool
    ) -> None:
        """Ask for a part of a page that is not in view; see `request_tile`."""
        if self._session is not None:
            self._session.request_preview(index, scale, box, pictures=pictures)
            self._arm()

    def request_links(self, index: int) -> None:
        """Ask for the links of a page."""
        if self._session is not None:
            self._session.request_links(index)
            self._arm()

    def retry(self, index: int) -> None:
        """Let a page that was given up be asked for again."""
        if self._session is not None:
            self._session.retry(index)

    def request_text(self, index: int) -> None:
        """Ask for the words of a page."""
        if self._session is not None:
            self._session.request_text(index)
            self._arm()

    def request_thumbnail(self, index: int, width_px: int) -> None:
        """Ask for a small picture of a page."""
        if self._session is not None:
            self._session.request_thumbnail(index, width_px)
            self._arm()

    def request_margins(self, first: int, count: int) -> None:
        """Ask where the content of some pages lies; the answer may be about fewer of them."""
        if self._session is not None:
            self._session.request_margins(first, count)
            self._arm()

    def request_outline(self) -> None:
        """Ask for the outline of the document."""
        if self._session is not None:
            self._session.request_outline()
            self._arm()

    def request_annotations(self) -> None:
        """Ask for the annotations that stand in the file."""
        if self._session is not None:
            self._session.request_annotations()
            self._arm()

    def hide_annotations(self, marks: Collection[Mark]) -> None:
        """Leave these annotations of the file out of all pictures, and no others."""
        if self._session is not None:
            self._session.hide_annotations(marks)
            self._arm()

    def authenticate(self, password: str) -> None:
        """Try a password."""
        if self._session is not None:
            self._session.authenticate(password)
            self._arm()

    def poll(self) -> None:
        """Take what has come in, deliver it, and set the next alarm."""
        session = self._session
        if session is None:
            return
        for event in session.poll():
            self._deliver(event)
            if self._session is not session:
                return
        self._arm()

    def close(self) -> None:
        """End the session; nothing is delivered any more."""
        if self._session is None:
            return
        self._deadline.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        self._session.close()
        self._session = None

    def _watch(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._session is None or self._session.fileno() < 0:
            return  # without a worker until the next request; the timer tells when to look
        self._notifier = QSocketNotifier(self._session.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.poll)

    def _arm(self) -> None:
        deadline = self._session.next_deadline() if self._session is not None else None
        if deadline is None:
            self._deadline.stop()
        else:
            self._deadline.start(max(0, round((deadline - time.monotonic()) * 1000) + 1))

    def _deliver(self, event: protocol.Event) -> None:
        match event:
            case protocol.Opened():
                self.opened.emit(event.info)
            case protocol.SizesReady():
                self.sizes_ready.emit(event.info)
            case PageRendered() | PreviewRendered() | ThumbnailRendered():
                self._deliver_picture(event)
            case protocol.LinksReady():
                self.links_ready.emit(event)
            case protocol.TextReady():
                self.text_ready.emit(event.text)
            case protocol.OutlineReady():
                self.outline_ready.emit(tuple(event.entries))
            case protocol.MarginsReady():
                self.margins_ready.emit(event)
            case protocol.PageFailed():
                self.page_failed.emit(PageTrouble(event.index, event.message))
            case protocol.DocumentFailed():
                self.document_failed.emit(event.message)
            case protocol.PasswordNeeded():
                self.password_needed.emit(event.was_wrong)
            case protocol.WorkerReplaced():
                self._watch()
            case _:
                self._deliver_marks(event)

    def _deliver_marks(self, event: protocol.Event) -> None:
        match event:
            case protocol.AnnotationsReady():
                self.annotations_ready.emit(event.annotations)
            case protocol.PagesOutdated():
                self.pages_outdated.emit(event.pages)

    def _deliver_picture(self, event: PageRendered | PreviewRendered | ThumbnailRendered) -> None:
        picture = _picture(event)
        if isinstance(event, PageRendered):
            self.page_rendered.emit(picture)
        elif isinstance(event, PreviewRendered):
            self.preview_rendered.emit(picture)
        else:
            self.thumbnail_rendered.emit(picture)


def _picture(event: PageRendered | PreviewRendered | ThumbnailRendered) -> PagePicture:
    """The picture over the shared memory, which is given back when the last copy of it is gone.

    A copy would take 2.5 ms a page, most of it for memory that is touched for the first time.
    """
    image = QImage(
        event.pixels, event.width, event.height, event.stride, QImage.Format.Format_RGB888
    )
    if isinstance(event, ThumbnailRendered):
        return PagePicture(event.index, image)
    if event.tile is None:
        return PagePicture(event.index, image, pictures=event.pictures, is_coarse=event.is_coarse)
    part = (event.tile.x_px, event.tile.y_px)
    return PagePicture(event.index, image, event.tile.scale, part, event.pictures)

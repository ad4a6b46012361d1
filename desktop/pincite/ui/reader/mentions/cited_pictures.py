"""Pictures of cited pages, drawn by the document workers, with the passage marked."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from pincite.documents.geometry import box_to_display
from pincite.documents.protocol import DocumentInfo
from pincite.documents.viewing import ViewSession
from pincite.model.anchors import Quad
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import Sha256
from pincite.model.texts import PageText, quads_for
from pincite.search.snippets import mark_spans
from pincite.services.reading import shown_path
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.mark_paint import fill_marks
from pincite.ui.reader.mentions.cited_passage import quoted_boxes
from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.reader.pages.page_themes import PageTheme, recoloured
from pincite.ui.reader.pages.rendering import DocumentFeed, PagePicture

_MOST_KEPT = 24
_MARGIN_PT = 10.0
_ABOVE_PT = 26.0
_MOST_SCALE = 1.35
"""Logical pixels for a point: type is not shown larger than on the page at 100 %."""


@dataclass(frozen=True, slots=True)
class PictureWish:
    """What is to be shown of a page.

    Attributes:
        quotation, start: the passage, by its words or by its offset in the page's text; the top of
            the page is shown without one, or where it does not stand there.
        terms, span, quads: instead of a passage the words of a search, a stretch of the page's
            text, or boxes on the page.
        width, height: in logical pixels; `ratio` device pixels each.
    """

    document: Sha256
    page_index: int
    quotation: str
    start: int
    width: int
    height: int
    ratio: float
    theme: PageTheme
    colour: str
    terms: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    quads: tuple[Quad, ...] = ()


class CitedPictures(QObject):
    """Draws one wish at a time; a newer one takes the place of the one before.

    The worker of the document looked at last stays at hand.

    Signals:
        arrived: (PictureWish, QImage).
    """

    arrived = Signal(object, object)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._known: OrderedDict[PictureWish, QImage] = OrderedDict()
        self._tops: dict[PictureWish, int] = {}
        self._feed: DocumentFeed | None = None
        self._path: Path | None = None
        self._info: DocumentInfo | None = None
        self._wish: PictureWish | None = None
        self._marks: list[Quad] = []
        self._part: tuple[int, tuple[int, int]] | None = None

    def get(self, wish: PictureWish, document: Document) -> QImage | None:
        """The picture; None while it is not here: it is asked for then, and `arrived` follows."""
        image = self._known.get(wish)
        if image is not None:
            self._known.move_to_end(wish)
            return image
        try:
            path = shown_path(self._context.workspace.library.files, document)
        except PinciteError:
            return None  # opening it says what is missing
        self._wish, self._part = wish, None
        if self._feed is None or path != self._path:
            self._open(path, document)
        elif self._info is not None:
            self._feed.request_text(wish.page_index)
        return None

    def top_of_marks(self, wish: PictureWish) -> int:
        """How far down a picture at hand its first mark is, in logical pixels; 0 without one."""
        return self._tops.get(wish, 0)

    def close(self) -> None:
        """Give the worker back."""
        self._wish = None
        if self._feed is not None:
            self._feed.close()
            self._feed.deleteLater()
            self._feed = None

    def _open(self, path: Path, document: Document) -> None:
        self.close_feed()
        try:
            session = ViewSession(path, self._context.pool, identity=document.sha256)
        except PinciteError:
            return
        self._path, self._info = path, None
        feed = self._feed = DocumentFeed(session, self)
        feed.opened.connect(self._on_opened)
        feed.sizes_ready.connect(self._on_sizes)
        feed.text_ready.connect(self._on_text)
        feed.preview_rendered.connect(self._on_picture)
        feed.start()

    def close_feed(self) -> None:
        """Let go of the document, not of what is wished for."""
        wish = self._wish
        self.close()
        self._wish = wish

    def _on_opened(self, info: DocumentInfo) -> None:
        self._info = info
        if info.has_all_sizes:
            self._ask_text()

    def _on_sizes(self, info: DocumentInfo) -> None:
        self._info = info
        self._ask_text()

    def _ask_text(self) -> None:
        if self._wish is not None and self._feed is not None:
            self._feed.request_text(self._wish.page_index)

    def _on_text(self, text: PageText) -> None:
        wish, info, feed = self._wish, self._info, self._feed
        if wish is None or info is None or feed is None or text.index != wish.page_index:
            return
        text = self._context.workspace.read.recognised_page(wish.document, text.index) or text
        size, rotation = info.sizes[text.index], info.rotations[text.index]
        self._marks = [_turned(quad, size, rotation) for quad in _passage(text, wish)]
        words = [_turned(word.box, size, rotation) for word in text.words]
        scale, box = _region(wish, size, words, self._marks)
        self._part = (text.index, (box.x, box.y))
        with_pictures = wish.theme is not PageTheme.PAPER
        corner_and_size = (box.x, box.y, box.width, box.height)
        feed.request_preview(text.index, scale, corner_and_size, pictures=with_pictures)

    def _on_picture(self, picture: PagePicture) -> None:
        wish = self._wish
        if wish is None or (picture.index, picture.part) != self._part or picture.part is None:
            return
        image = recoloured(picture.image, wish.theme, picture.pictures or ())
        # The pixels belong to the worker's memory, and are painted on.
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        _mark(image, self._marks, picture.scale, picture.part, wish)
        image.setDevicePixelRatio(wish.ratio)
        self._known[wish] = image
        first = min((quad.y0 for quad in self._marks), default=0.0) * picture.scale
        self._tops[wish] = max(0, round((first - picture.part[1]) / wish.ratio))
        while len(self._known) > _MOST_KEPT:
            dropped, _ = self._known.popitem(last=False)
            del self._tops[dropped]
        self._wish = None
        self.arrived.emit(wish, image)


def _passage(text: PageText, wish: PictureWish) -> tuple[Quad, ...]:
    if wish.quads:
        return wish.quads
    if wish.span is not None:
        return quads_for(text, *wish.span)
    if wish.terms:
        spans = mark_spans(text.text, wish.terms)
        return tuple(quad for span in spans for quad in quads_for(text, *span))
    if wish.start >= 0:
        end = wish.start + len(text.text[wish.start :].split("\n\n", 1)[0])
        return quads_for(text, wish.start, end)
    boxes = quoted_boxes([text], wish.quotation) if wish.quotation else ()
    return tuple(quad for place in boxes for quad in place.quads)


def _turned(quad: Quad, size: tuple[float, float], rotation: int) -> Quad:
    return Quad(*box_to_display((quad.x0, quad.y0, quad.x1, quad.y1), *size, rotation))


def _region(
    wish: PictureWish, size: tuple[float, float], words: list[Quad], marks: list[Quad]
) -> tuple[float, Box]:
    """Pixels for a point, and the part of the page: as wide as its text, the passage on view."""
    left = max(0.0, min((w.x0 for w in words), default=0.0) - _MARGIN_PT)
    right = min(size[0], max((w.x1 for w in words), default=size[0]) + _MARGIN_PT)
    scale = min(wish.width / max(right - left, 1.0), _MOST_SCALE)
    width, height = min(wish.width / scale, size[0]), min(wish.height / scale, size[1])
    left = min(max(0.0, (left + right - width) / 2), size[0] - width)
    first = min((m.y0 for m in marks), default=None)
    if first is None:
        first = min((w.y0 for w in words), default=0.0) + _ABOVE_PT - _MARGIN_PT
    top = min(max(0.0, first - _ABOVE_PT), size[1] - height)
    pixels = scale * wish.ratio
    return pixels, Box(*(round(value * pixels) for value in (left, top, width, height)))


def _mark(
    image: QImage, marks: list[Quad], scale: float, corner: tuple[int, int], wish: PictureWish
) -> None:
    if not marks:
        return
    painter = QPainter(image)
    boxes = []
    for quad in marks:
        rect = QRectF(quad.x0, quad.y0, quad.x1 - quad.x0, quad.y1 - quad.y0)
        x, y = round(rect.x() * scale) - corner[0], round(rect.y() * scale) - corner[1]
        boxes.append(Box(x, y, round(rect.width() * scale), round(rect.height() * scale)))
    whole = Box(0, 0, image.width(), image.height())
    fill_marks(painter, boxes, whole, QColor(wish.colour), wish.theme)
    painter.end()

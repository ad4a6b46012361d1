"""The page of a hit, with what was found marked, beside the list of results."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pincite.model.anchors import Quad
from pincite.model.annotations import Annotation
from pincite.services.hits import Hit
from pincite.ui.context import AppContext
from pincite.ui.reader.mentions.cited_pictures import CitedPictures, PictureWish
from pincite.ui.reader.pages.page_themes import PageTheme, paper_colour
from pincite.ui.search.words import place_name
from pincite.ui.theme import Role
from pincite.ui.widgets import Button, ElidedLabel, EmptyState, IconButton, Label

_WHOLE_PAGE_PX = 4000
_BLANK_AFTER_MS = 180
_AGAIN_AFTER_MS = 150
_ABOVE_PX = 90
_PLACEHOLDER = 1.35


class PreviewPane(QFrame):
    """Follows the hit that is current. The picture is made by the document's worker.

    Signals:
        read_wanted: the hit is to be read.
        closed: something else is to be shown in this place.
    """

    read_wanted = Signal()
    closed = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pictures = CitedPictures(context, self)
        self._pictures.arrived.connect(self._on_arrived)
        self._hit: Hit | None = None
        self._terms: tuple[str, ...] = ()
        self._wish: PictureWish | None = None
        self.hit_ahead: Callable[[], Hit | None] = lambda: None
        self._build()
        self._blank = _once(self, _BLANK_AFTER_MS, self._sheet.clear)
        self._again = _once(self, _AGAIN_AFTER_MS, self._ask)

    def _build(self) -> None:
        theme = self._context.theme
        self._place = Label("", "strong")
        self._title = ElidedLabel("", "muted")
        read = Button(theme, self.tr("Read"), self.read_wanted.emit, icon_name="book-open")
        close = IconButton(theme, "x", self.tr("Show the item instead"), self.closed.emit)
        head = QHBoxLayout()
        head.setContentsMargins(theme.spacing(3), theme.spacing(2), theme.spacing(2), 0)
        head.setSpacing(theme.spacing(2))
        head.addWidget(self._place)
        head.addWidget(self._title, 1)
        head.addWidget(read)
        head.addWidget(close)
        self._sheet = _Sheet(self._context)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._sheet)
        self._scroll.setAccessibleName(self.tr("Picture of the page"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty = EmptyState(theme, "note", "", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.spacing(2))
        box.addLayout(head)
        box.addWidget(self._stack, 1)

    def show_hit(self, hit: Hit, terms: tuple[str, ...]) -> None:
        """Show the page of a hit; of a note its words."""
        self._hit, self._terms = hit, terms
        self._place.setText(place_name(hit))
        self._title.setText(hit.title)
        if hit.document is None or hit.page_index is None:
            self._wish = None
            self._empty.set_text(hit.title, hit.snippet.text)
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(self._scroll)
        self._ask()

    def _ask(self) -> None:
        hit = self._hit
        if hit is None or not self.isVisible():
            return
        wish = self._wish_for(hit)
        if wish is None or hit.document is None:
            return
        self._wish = wish
        image = self._pictures.get(wish, hit.document)
        if image is not None:
            self._show(image)
        else:
            self._blank.start()

    def _wish_for(self, hit: Hit) -> PictureWish | None:
        if hit.document is None or hit.page_index is None:
            return None
        spacing = self._context.theme.spacing
        return PictureWish(
            hit.document.sha256,
            hit.page_index,
            quotation="",
            start=-1,
            width=max(spacing(40), self._scroll.viewport().width() - spacing(6)),
            height=_WHOLE_PAGE_PX,
            ratio=self.devicePixelRatioF(),
            theme=PageTheme(self._context.settings.page_theme),
            colour=hit.colour or self._context.theme.colour(Role.MARK).name(),
            terms=self._terms if hit.annotation is None else (),
            span=(hit.start, hit.end) if hit.start >= 0 and hit.end > hit.start else None,
            quads=self._boxes(hit),
        )

    def _boxes(self, hit: Hit) -> tuple[Quad, ...]:
        """The boxes of an annotation on its page."""
        if hit.annotation is None:
            return ()
        mark = self._context.workspace.read.get(Annotation, hit.annotation)
        places = mark.anchor.places if mark is not None else ()
        return tuple(q for p in places if p.page_index == hit.page_index for q in p.quads)

    def _on_arrived(self, wish: PictureWish, image: QImage) -> None:
        if wish == self._wish:
            self._show(image)

    def _show(self, image: QImage) -> None:
        self._blank.stop()
        self._sheet.show_image(image)
        if self._wish is not None:
            top = self._pictures.top_of_marks(self._wish)
            self._scroll.verticalScrollBar().setValue(max(0, top - _ABOVE_PX))
        ahead = self.hit_ahead()
        wish = self._wish_for(ahead) if ahead is not None else None
        if wish is not None and ahead is not None and ahead.document is not None:
            self._pictures.get(wish, ahead.document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The hit may have become another one while a reader was on view.
        self._again.start()


class _Sheet(QWidget):
    """The picture of a page, or an empty page while it is made."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._image = QImage()
        self.setProperty("role", "canvas")

    def show_image(self, image: QImage) -> None:
        """Show a picture, in its own size."""
        self._image = image
        self.setFixedSize(image.deviceIndependentSize().toSize() + self._margins())
        self.update()

    def clear(self) -> None:
        """Show an empty page."""
        self._image = QImage()
        self.update()

    def _margins(self) -> QSize:
        side = self._context.theme.spacing(3)
        return QSize(2 * side, side + self._context.theme.spacing(1))

    def sizeHint(self) -> QSize:
        width = self._context.theme.spacing(75)
        return QSize(width, round(width * _PLACEHOLDER))

    def paintEvent(self, event: QPaintEvent) -> None:
        side, top = self._context.theme.spacing(3), self._context.theme.spacing(1)
        painter = QPainter(self)
        size = self.size() - self._margins()
        page = QRectF(side, top, size.width(), size.height())
        theme = PageTheme(self._context.settings.page_theme)
        painter.fillRect(page, paper_colour(theme))
        if not self._image.isNull():
            painter.drawImage(page.topLeft(), self._image)
        painter.setPen(self._context.theme.colour(Role.LINE))
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()


def _once(parent: QWidget, after_ms: int, act: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(act)
    return timer

"""The first page of a file, shown before the rest of the window is loaded.

Loading and building menus, tabs and panels takes longer than drawing a page. So the page stands
in the empty window where the reader will have it, and the window is built around it.
"""

from PySide6.QtCore import QRect, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pincite.documents import protocol
from pincite.documents.protocol import Event
from pincite.documents.viewing import ViewSession
from pincite.ui.theme.roles import DARK, LIGHT, Role

# Where the reader has its pages in a new window; a test holds these against the real one.
MENU_ROW, TAB_STRIP, TOOLBAR, STATUS_BAR = 37, 37, 44, 28
PANEL, SCROLL_BAR, MARGIN = 312, 12, 16
_PATIENCE_MS = 400
_FLUSH_MS = 8


class FirstPage(QWidget):
    """Paints page 1 of a document that is being opened.

    Args:
        session: with page 1 asked for.
        is_dark: colours of the window around the page.

    Signals:
        done: the page is on the screen, or it is not worth while to wait longer; once.

    Attributes:
        events: what the session said meanwhile, for the reader that takes over.
    """

    done = Signal()

    def __init__(self, session: ViewSession, *, is_dark: bool) -> None:
        super().__init__()
        self.events: list[Event] = []
        self._session = session
        self._colours = DARK if is_dark else LIGHT
        self._size_pt: tuple[float, float] | None = None
        self._image: QImage | None = None
        self._is_done = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._notifier = QSocketNotifier(session.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._poll)
        QTimer.singleShot(_PATIENCE_MS, self, self._end)
        QTimer.singleShot(0, self, self._poll)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours[Role.WINDOW]))
        desk = self.page_area()
        painter.fillRect(desk, QColor(self._colours[Role.DESK]))
        if self._image is None or self._size_pt is None:
            return
        width = desk.width() - SCROLL_BAR - 2 * MARGIN
        height = round(width * self._size_pt[1] / self._size_pt[0])
        page = QRect(desk.x() + MARGIN, desk.y() + MARGIN, width, height)
        painter.setClipRect(desk)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(page, self._image)
        painter.end()
        # Not from here: the window system gets the pixels when painting is over.
        QTimer.singleShot(_FLUSH_MS, self, self._end)

    def page_area(self) -> QRect:
        """Where the pages of the reader will be, scroll bar included."""
        top = MENU_ROW + TAB_STRIP + TOOLBAR
        return QRect(0, top, self.width() - PANEL, self.height() - top - STATUS_BAR)

    def _poll(self) -> None:
        if self._is_done:
            return
        for event in self._session.poll():
            self.events.append(event)
            match event:
                case protocol.Opened(info):
                    self._size_pt = info.sizes[0] if info.sizes else None
                case protocol.PageRendered():
                    # The pixels stay shared until the reader has taken them over.
                    self._image = QImage(
                        event.pixels,
                        event.width,
                        event.height,
                        event.stride,
                        QImage.Format.Format_RGB888,
                    )
                    self.update()
                case protocol.SizesReady():
                    pass
                case _:
                    # A password, a failure, another worker: the reader knows what to do.
                    self._end()

    def _end(self) -> None:
        if not self._is_done:
            self._is_done = True
            self._notifier.setEnabled(False)
            self.done.emit()

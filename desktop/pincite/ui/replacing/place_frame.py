"""A picture of a place on a page, in the room there is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from pincite.ui.theme import Role, Theme

_LEAST_STEPS = 28
_USUAL_STEPS = 64


class PlaceFrame(QFrame):
    """Shows a picture from its top, or a word where there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QPixmap()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.spacing(_LEAST_STEPS))
        theme.changed.connect(self.update)

    def show_picture(self, image: QImage, name: str) -> None:
        """Show a picture in device pixels; `name` says what it is to a screen reader."""
        self._picture = QPixmap.fromImage(image)
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._text = ""
        self.setAccessibleName(name)
        self.update()

    def show_text(self, text: str) -> None:
        """Say why there is no picture."""
        self._picture, self._text = QPixmap(), text
        self.setAccessibleName(text)
        self.update()

    @property
    def has_picture(self) -> bool:
        """True when a picture is shown."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.spacing(_USUAL_STEPS), self._theme.spacing(_USUAL_STEPS))

    def minimumSizeHint(self) -> QSize:
        least = self._theme.spacing(_LEAST_STEPS)
        return QSize(least, least)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour(Role.LINE))
        painter.setBrush(self._theme.colour(Role.DESK))
        inner = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRect(inner)
        if self._picture.isNull():
            painter.setPen(self._theme.colour(Role.MUTED))
            side = self._theme.spacing(4)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner.adjusted(side, 0, -side, 0), flags, self._text)
            return
        size = self._picture.deviceIndependentSize().toSize()
        left = inner.left() + 1 + (inner.width() - 1 - size.width()) // 2
        top = inner.top() + 1 + max(0, (inner.height() - 1 - size.height()) // 2)
        painter.setClipRect(inner.adjusted(1, 1, 0, 0))
        painter.drawPixmap(left, top, self._picture)

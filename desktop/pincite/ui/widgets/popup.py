"""Small pop-ups that stand beside what they speak of."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pincite.ui.theme import Theme

_GAP_PX = 4


class Popup(QFrame):
    """A framed surface over the window; `layout_` takes its content.

    Esc and a click elsewhere close it.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(name)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(*(theme.spacing(3),) * 4)
        self.layout_.setSpacing(theme.spacing(2))

    def show_beside(self, what: QRect) -> None:
        """Show it under something (screen coordinates), or above where there is no room below."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(what.center()) or self.screen()
        room = screen.availableGeometry()
        place = QPoint(what.left(), what.bottom() + _GAP_PX)
        if place.y() + self.height() > room.bottom():
            place.setY(max(room.top(), what.top() - self.height() - _GAP_PX))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()

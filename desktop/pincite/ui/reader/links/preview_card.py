"""A look at where a link leads, on a card beside it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLabel, QVBoxLayout, QWidget

from pincite.ui.reader.links.preview_region import place_beside
from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.theme import Theme
from pincite.ui.widgets import Label

_GAP_PX = 6


class PreviewCard(QFrame):
    """The picture of a part of a page, and what the page is called."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Where the link leads"))
        # The pointer is on the link; what it does there is the link's business.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # Its own background: the viewport below is opaque and does not paint for it.
        self.setAutoFillBackground(True)
        self._picture = QLabel()
        self._name = Label("", "small")
        box = QVBoxLayout(self)
        pad = theme.spacing(1)
        box.setContentsMargins(pad, pad, pad, pad)
        box.setSpacing(pad)
        box.addWidget(self._picture)
        self._name.setContentsMargins(pad, 0, pad, 0)
        box.addWidget(self._name)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(14)
        shadow.setOffset(0, 2)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        self.hide()

    @property
    def frame_size(self) -> tuple[int, int]:
        """Width and height of what stands around the picture."""
        pad, line = self._theme.spacing(1), 1
        return 2 * (pad + line), 3 * pad + 2 * line + self._name.sizeHint().height()

    def place_for(self, link: QRect, picture: tuple[int, int], room: QRect) -> Box:
        """Where the card will stand with a picture of this size, which may have to be lower."""
        extra = self.frame_size
        size = (picture[0] + extra[0], picture[1] + extra[1])
        box = Box(link.x(), link.y(), link.width(), link.height())
        return place_beside(box, size, (room.width(), room.height()), _GAP_PX)

    def show_picture(self, image: QImage, name: str, place: Box) -> None:
        """Show a picture and the name of its page at a place of the parent."""
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._name.setText(name)
        self.setGeometry(place.x, place.y, place.width, place.height)
        self.show()
        self.raise_()

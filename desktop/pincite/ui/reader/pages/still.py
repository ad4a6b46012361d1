"""What stood on the screen, kept there while other pages are being drawn."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from pincite.ui.reader.pages.picture_store import PictureStore

_PATIENCE_MS = 1500


class Still(QObject):
    """A picture of a viewport, shown in its stead until all that is to be seen has been drawn."""

    def __init__(self, viewport: QWidget, pictures: PictureStore) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._picture: QPixmap | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.drop)
        pictures.settled.connect(self.drop)

    @property
    def is_shown(self) -> bool:
        """True while it stands in for the pages."""
        return self._picture is not None

    def take(self) -> None:
        """Keep what is on view now; a second time, what is kept already."""
        if self._picture is None:
            self._picture = self._viewport.grab()
        self._patience.start()

    def drop(self) -> None:
        """Show the pages themselves again."""
        if self._picture is not None:
            self._picture = None
            self._patience.stop()
            self._viewport.update()

    def paint(self, painter: QPainter) -> bool:
        """Draw it; False when there is none."""
        if self._picture is None:
            return False
        painter.drawPixmap(0, 0, self._picture)
        return True

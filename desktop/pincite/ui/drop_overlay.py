"""Files dropped anywhere on the window are imported."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.words import counted


def dropped_files(event: QDropEvent) -> list[str]:
    """Local files and folders that a drag carries."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [url.toLocalFile() for url in urls if url.isLocalFile()]


class DropOverlay(QWidget):
    """Says what a drop will do, over the whole window, while something hangs over it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._theme = theme
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_for(self, files: list[str]) -> None:
        """Cover the parent, and say that the files will be imported."""
        self.show_text(
            counted(
                len(files),
                self.tr("Drop to import %n file or folder"),
                self.tr("Drop to import %n files or folders"),
            )
        )

    def show_text(self, text: str) -> None:
        """Cover the parent with a sentence."""
        self._text = text
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = theme.colour(Role.WINDOW)
        veil.setAlphaF(0.86)
        painter.fillRect(self.rect(), veil)
        inset = theme.spacing(4)
        painter.setPen(QPen(theme.colour(Role.ACCENT), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 10, 10)
        side = theme.spacing(10)
        centre = self.rect().center()
        box = QRectF(centre.x() - side / 2, centre.y() - side, side, side)
        paint_glyph(painter, box, "download-simple", theme.colour(Role.ACCENT))
        painter.setFont(theme.font("title", bold=True))
        painter.setPen(theme.colour(Role.TEXT))
        below = self.rect().adjusted(0, side, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._text)

"""The welcome page: what an empty library shows."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pincite import assets
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Button, Card, Glyph, Label

_WIDTH_STEPS = 160


class WelcomePage(QWidget):
    """Doors into an empty library; only those that lead somewhere.

    Signals:
        files_wanted, folder_wanted: choose what to import.
        library_wanted: choose the library of another program.
        samples_wanted: import the sample documents.
    """

    files_wanted = Signal()
    folder_wanted = Signal()
    library_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QWidget()
        column.setFixedWidth(theme.spacing(_WIDTH_STEPS))
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.spacing(2))
        box.addStretch(2)
        title = Label(self.tr("Read, mark, and cite to the page"), "head")
        text = self.tr("This library is empty. Bring in articles and PDFs to read them here.")
        box.addWidget(title)
        box.addWidget(Label(text, "muted", wraps=True))
        box.addSpacing(theme.spacing(4))
        box.addWidget(self._drop_door())
        box.addSpacing(theme.spacing(2))
        box.addWidget(self._library_door())
        if has_samples():
            box.addSpacing(theme.spacing(2))
            box.addWidget(self._sample_door())
        box.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(column)
        outer.addStretch(1)

    def _drop_door(self) -> QWidget:
        theme = self._theme
        door = _DropArea(theme)
        box = QVBoxLayout(door)
        box.setContentsMargins(
            theme.spacing(6), theme.spacing(18), theme.spacing(6), theme.spacing(6)
        )
        box.setSpacing(theme.spacing(1))
        head = Label(self.tr("Drop files or a folder here"), "title")
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        kinds = Label(
            self.tr("PDF, web pages, EPUB, Word and OpenDocument files, Markdown and text"), "muted"
        )
        kinds.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(head)
        box.addWidget(kinds)
        box.addSpacing(theme.spacing(3))
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addStretch(1)
        choose = Button(theme, self.tr("Choose files…"), self.files_wanted.emit, kind="primary")
        self.setFocusProxy(choose)
        row.addWidget(choose)
        row.addWidget(Button(theme, self.tr("Choose a folder…"), self.folder_wanted.emit))
        row.addStretch(1)
        box.addLayout(row)
        return door

    def _library_door(self) -> QWidget:
        card = self._door(
            self.tr("Bring a library from Zotero or Mendeley"),
            self.tr(
                "Works with their files, notes and annotations, from the program's own folder."
            ),
            "folders",
        )
        card.activated.connect(self.library_wanted)
        return card

    def _sample_door(self) -> QWidget:
        card = self._door(
            self.tr("Open the sample library"),
            self.tr("A few short documents to try reading, marking and citing with."),
            "books",
        )
        card.activated.connect(self.samples_wanted)
        return card

    def _door(self, title: str, text: str, glyph: str) -> Card:
        theme = self._theme
        card = Card(theme, is_clickable=True, name=title)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(3))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, "strong"))
        words.addWidget(Label(text, "muted", wraps=True))
        row.addWidget(Glyph(theme, glyph, size_px=theme.spacing(7), role=Role.ACCENT))
        row.addLayout(words, 1)
        card.layout_.addLayout(row)
        return card


def has_samples() -> bool:
    """True when sample documents are installed."""
    folder = assets.samples()
    return folder.is_dir() and any(path.is_file() for path in folder.rglob("*"))


class _DropArea(QFrame):
    """A dashed frame; the whole window takes the drop, this says so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour(Role.MUTED), 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(self._theme.colour(Role.SURFACE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        side = self._theme.spacing(9)
        box = QRectF((self.width() - side) / 2, self._theme.spacing(6), side, side)
        paint_glyph(painter, box, "download-simple", self._theme.colour(Role.ACCENT))

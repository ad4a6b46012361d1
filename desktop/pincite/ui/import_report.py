"""The report of a finished import, in a small panel at the bottom right of the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pincite.model.ids import ItemId
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, IconButton, Label
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.importer import ImportedFile, ImportReport

_SHOWN_MS = 8000
_WIDTH_STEPS, _LIST_STEPS = 96, 52


class ImportReportPanel(QFrame):
    """What became of the files: "3 new, 1 failed", and a sentence for each that needs one."""

    def __init__(
        self,
        report: "ImportReport",
        theme: Theme,
        show_item: Callable[[ItemId], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report = report
        self._window = parent
        self.setProperty("role", "popup")
        self.setFixedWidth(theme.spacing(_WIDTH_STEPS))
        self.setAccessibleName(self.tr("Import report"))
        self._build(show_item)
        parent.installEventFilter(self)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def _build(self, show_item: Callable[[ItemId], object]) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(
            self._theme.spacing(4),
            self._theme.spacing(2),
            self._theme.spacing(2),
            self._theme.spacing(3),
        )
        box.setSpacing(self._theme.spacing(1))
        head = QHBoxLayout()
        head.addWidget(Label(self._summary(), "strong"), 1)
        head.addWidget(IconButton(self._theme, "x", self.tr("Close"), self.deleteLater))
        box.addLayout(head)
        remarks = sorted(
            (entry for entry in self._report.files if entry.message),
            key=lambda entry: entry.status != "failed",
        )
        if remarks:
            box.addWidget(self._remarks(remarks))
        else:
            # Nothing to read or decide: it goes by itself.
            QTimer.singleShot(_SHOWN_MS, self, self.deleteLater)
        items = list(dict.fromkeys(e.item for e in self._report.files if e.item is not None))
        if items:
            first = items[0]
            one, many = self.tr("Show item"), self.tr("Show the first of %n items")
            row = QHBoxLayout()
            row.addWidget(
                Button(
                    self._theme,
                    counted(len(items), one, many),
                    lambda: self._show(show_item, first),
                    kind="link",
                )
            )
            row.addStretch(1)
            box.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _summary(self) -> str:
        new, known, failed = (self._report.count(s) for s in ("new", "known", "failed"))
        parts = (
            [counted(new, self.tr("%n new"), self.tr("%n new"))]
            if new or not (known or failed)
            else []
        )
        parts += (
            [counted(known, self.tr("%n already here"), self.tr("%n already here"))]
            if known
            else []
        )
        parts += [counted(failed, self.tr("%n failed"), self.tr("%n failed"))] if failed else []
        text = self.tr("Imported: %1").replace("%1", ", ".join(parts))
        return f"{text} · " + self.tr("stopped") if self._report.is_cancelled else text

    def _remarks(self, entries: "list[ImportedFile]") -> QWidget:
        # One plain text, laid out as far as it is seen: hundreds of labels would keep the window
        # busy for a tenth of a second.
        text = QPlainTextEdit("\n".join(f"{_heading(e)}\n    {e.message}" for e in entries))
        text.setReadOnly(True)
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setProperty("role", "canvas")
        text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        text.setAccessibleName(self.tr("Files that need a look"))
        per_line = self._theme.spacing(_WIDTH_STEPS) // text.fontMetrics().averageCharWidth()
        lines = sum(3 + len(e.message) // per_line for e in entries) + 1
        height = lines * text.fontMetrics().lineSpacing()
        text.setFixedHeight(min(height, self._theme.spacing(_LIST_STEPS)))
        return text

    def _show(self, show_item: Callable[[ItemId], object], item: ItemId) -> None:
        show_item(item)
        self.deleteLater()

    def _place(self) -> None:
        parent = self._window
        margin = self._theme.spacing(4)
        # Above the status line and the bar of acts that stands under most lists.
        below = self._theme.spacing(20)
        self.move(
            parent.width() - self.width() - margin, parent.height() - self.height() - margin - below
        )


def _heading(entry: "ImportedFile") -> str:
    """The file; of a list or a library the work, too."""
    is_of_list = bool(entry.title) and entry.sha256 is None
    return f"{entry.name}: {entry.title}" if is_of_list else entry.name

"""What the summary tells of one row: the record, and the work of the library that is like it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pincite.model.creators import Creator, short_names
from pincite.model.items import Item, ItemDraft
from pincite.model.rich_text import plain_text
from pincite.services.references import Candidate
from pincite.ui.importing.rows import Row
from pincite.ui.library.type_names import type_name
from pincite.ui.theme import Theme
from pincite.ui.widgets import Label
from pincite.ui.words import counted

_HEIGHT_STEPS = 37
_MOST_NAMES = 6


class RowDetail(QFrame):
    """Two records side by side, and the choice whether they are one work.

    Signals:
        chosen: True to take the work in as a new item, False when it is the same work.
    """

    chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedHeight(theme.spacing(_HEIGHT_STEPS))
        self.setAccessibleName(self.tr("Details"))
        self._own = _Record(self)
        self._other = _Record(self)
        self._new = QRadioButton(self.tr("Take in as a &new item"))
        self._same = QRadioButton(self.tr("It is the &same work"))
        group = QButtonGroup(self)
        group.addButton(self._new)
        group.addButton(self._same)
        self._new.clicked.connect(lambda _checked: self.chosen.emit(True))
        self._same.clicked.connect(lambda _checked: self.chosen.emit(False))
        self._own.layout_box.addWidget(self._new)
        self._other.layout_box.addWidget(self._same)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.spacing(3),) * 4)
        row.setSpacing(theme.spacing(4))
        row.addWidget(self._own, 1)
        row.addWidget(self._other, 1)

    def show_row(self, row: Row | None) -> None:
        """Tell of this row."""
        candidate = row.candidate if row is not None else None
        self._show_other(candidate)
        if row is None:
            self._own.show_lines("", "", (), "")
            return
        place = row.file
        if row.line:
            place = self.tr("%1, line %2").replace("%1", row.file).replace("%2", str(row.line))
        if candidate is None:
            cannot = self.tr("This record cannot be read")
            head = cannot if row.line else self.tr("This could not be fetched")
            self._own.show_lines(place, head, (), row.problem)
            return
        lines, remarks = self._lines(candidate.reference.draft), [row.problem]
        if files := len(candidate.files):
            lines.append(counted(files, self.tr("With %n file"), self.tr("With %n files")))
        if quotations := len(candidate.reference.quotations):
            one, many = self.tr("With %n quotation"), self.tr("With %n quotations")
            lines.append(counted(quotations, one, many))
        if candidate.missing_files:
            names = ", ".join(candidate.missing_files)
            remarks.append(self.tr("Not found: %1").replace("%1", names))
        title = row.title or self.tr("No title")
        self._own.show_lines(place, title, lines, " ".join(filter(None, remarks)))
        (self._new if row.is_taken else self._same).setChecked(True)

    def _show_other(self, candidate: Candidate | None) -> None:
        """The work that may be the same: the library's, or one that is imported with it."""
        like = candidate.like if candidate is not None else None
        twin = candidate.twin if candidate is not None else None
        has_other = like is not None or twin is not None
        self._other.setVisible(has_other)
        self._new.setVisible(has_other)
        if like is not None:
            head = self.tr("In the library: %1").replace("%1", like.key)
            self._other.show_lines(head, like.title or self.tr("No title"), self._lines(like), "")
        elif twin is not None:
            head = self.tr("Also imported, from line %1").replace("%1", str(twin.line))
            head = head if twin.line else self.tr("Also imported")
            title = plain_text(twin.draft.fields.get("title", "")) or self.tr("No title")
            self._other.show_lines(head, title, self._lines(twin.draft), "")

    def _lines(self, work: Item | ItemDraft) -> list[str]:
        fields = work.fields
        names = _names(work.creators)
        issued = work.dates.get("issued", "")
        where = " ".join(
            part for part in (fields.get("container-title", "") or fields.get("publisher", ""),
                              fields.get("volume", "")) if part
        )  # fmt: skip
        pages = fields.get("page", "")
        parts = (type_name(work.type), issued, plain_text(where), pages)
        numbers = (fields.get("DOI", ""), fields.get("ISBN", ""), fields.get("PMID", ""))
        return [
            line
            for line in (
                names,
                " · ".join(part for part in parts if part),
                " · ".join(number for number in numbers if number),
            )
            if line
        ]


def _names(creators: tuple[Creator, ...]) -> str:
    return short_names(creators, most=_MOST_NAMES)


class _Record(QWidget):
    """A heading, a title, some lines, and a remark; they scroll where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = Label("", "small", wraps=True)
        self._title = Label("", "strong", wraps=True)
        self._lines = Label("", "small", wraps=True)
        self._remark = Label("", "warn", wraps=True)
        text = QWidget()
        text.setProperty("role", "canvas")
        inside = QVBoxLayout(text)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(3)
        for label in (self._head, self._title, self._lines, self._remark):
            inside.addWidget(label)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidget(text)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setAccessibleName(self.tr("Record"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.layout_box = QVBoxLayout(self)
        self.layout_box.setContentsMargins(0, 0, 0, 0)
        self.layout_box.setSpacing(3)
        self.layout_box.addWidget(area, 1)

    def show_lines(self, head: str, title: str, lines: Sequence[str], remark: str) -> None:
        """Show a record in words."""
        self._head.setText(head)
        self._title.setText(title)
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

"""Two items side by side; where they differ, one value of each line is chosen."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QScrollArea, QWidget

from pincite.citing.duplicate_pairs import DuplicatePair
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.services.commands.duplicates import Merged, MergeItems, fuller_names
from pincite.services.duplicates import fuller_first
from pincite.ui.context import AppContext
from pincite.ui.library.columns import short_date
from pincite.ui.library.panel.creator_text import creators_text
from pincite.ui.library.panel.field_names import label_of
from pincite.ui.library.type_names import type_name
from pincite.ui.widgets import Label
from pincite.ui.words import counted

_NAME_STEPS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A field of both items.

    Attributes:
        kind: "type", "field", "date" or "creators".
        values: as text, of the first and of the second item.
    """

    kind: str
    name: str
    label: str
    values: tuple[str, str]

    @property
    def differs(self) -> bool:
        """True when there is something to choose."""
        return self.values[0] != self.values[1]


def lines_of(one: Item, other: Item) -> list[Line]:
    """All that either of them says: type, title, names, dates, then in the order of the first."""
    pair = (one, other)
    lines = [Line("type", "type", "", (type_name(one.type), type_name(other.type)))]
    titles = one.fields.get("title", ""), other.fields.get("title", "")
    lines.append(Line("field", "title", label_of("title", one.type), titles))
    for role in dict.fromkeys(c.role for item in pair for c in item.creators):
        texts = creators_text(one.creators, role), creators_text(other.creators, role)
        lines.append(Line("creators", role, label_of(role, one.type), texts))
    for kind, values in (("date", (one.dates, other.dates)), ("field", (one.fields, other.fields))):
        for name in dict.fromkeys((*values[0], *values[1])):
            both = values[0].get(name, ""), values[1].get(name, "")
            if name != "title":
                lines.append(Line(kind, name, label_of(name, one.type), both))
    return lines


class Comparison(QScrollArea):
    """The item that says more stands at the left and stays; its values are chosen at first."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._items: tuple[Item, Item] | None = None
        self._lines: list[Line] = []
        self._choices: dict[Line, QButtonGroup] = {}
        self.setAccessibleName(self.tr("Both works"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pair(self, pair: DuplicatePair | None) -> None:
        """Compare two items; None shows nothing."""
        self._items = fuller_first(pair) if pair is not None else None
        self._fill()

    @property
    def kept(self) -> Item | None:
        """The item that stays."""
        return self._items[0] if self._items is not None else None

    def swap(self) -> None:
        """Let the other one stay."""
        if self._items is not None:
            self._items = (self._items[1], self._items[0])
            self._fill()

    def command(self) -> MergeItems | None:
        """What makes one of them as it is chosen."""
        if self._items is None:
            return None
        kept, other = self._items
        chosen = [(line, self._side(line)) for line in self._lines]
        fields, dates, creators = dict[str, str](), dict[str, str](), list[Creator]()
        kind = kept.type
        for line, side in chosen:
            item = self._items[side]
            if line.kind == "type":
                kind = item.type
            elif line.kind == "creators":
                creators += [c for c in item.creators if c.role == line.name]
            elif line.kind == "date" and line.name in item.dates:
                dates[line.name] = item.dates[line.name]
            elif line.kind == "field" and line.name in item.fields:
                fields[line.name] = item.fields[line.name]
        return MergeItems(kept.id, other.id, Merged(kind, fields, tuple(creators), dates))

    def _side(self, line: Line) -> int:
        group = self._choices.get(line)
        return group.checkedId() if group is not None else 0

    def _fill(self) -> None:
        self._lines = lines_of(*self._items) if self._items else []
        self._choices = {}
        page = QWidget()
        page.setProperty("role", "pane")
        grid = QGridLayout(page)
        theme = self._context.theme
        grid.setContentsMargins(*(theme.spacing(each) for each in (2.5, 4, 2.5, 4)))
        grid.setHorizontalSpacing(theme.spacing(4))
        grid.setVerticalSpacing(theme.spacing(1.5))
        grid.setColumnMinimumWidth(0, theme.spacing(_NAME_STEPS))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        if self._items is not None:
            for side, item in enumerate(self._items):
                grid.addWidget(self._head(item, stays=side == 0), 0, side + 1)
            for row, line in enumerate(self._lines, start=1):
                self._add_line(grid, row, line)
        grid.setRowStretch(len(self._lines) + 1, 1)
        self.setWidget(page)
        # They were made after what stands below, and Tab would come to them last.
        before: QWidget = self
        for group in self._choices.values():
            for button in group.buttons():
                self.setTabOrder(before, button)
                before = button

    def _head(self, item: Item, *, stays: bool) -> QWidget:
        read = self._context.workspace.read
        files = _some(len(read.documents_of(item.id)), self.tr("%n file"), self.tr("%n files"))
        notes = _some(len(read.notes_of(item.id)), self.tr("%n note"), self.tr("%n notes"))
        count = len(read.citations_of_item(item.id))
        cited = _some(count, self.tr("cited once"), self.tr("cited %n times"))
        added = self.tr("added %1").replace("%1", short_date(item.added))
        word = self.tr("Stays") if stays else self.tr("Goes into it")
        told = " · ".join(text for text in (added, files, notes, cited) if text)
        text = f"{word} · {item.key}\n{told}"
        return Label(text, "muted", wraps=True)

    def _add_line(self, grid: QGridLayout, row: int, line: Line) -> None:
        label = Label(line.label or self.tr("Type"), "muted", wraps=True)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        if not line.differs:
            grid.addWidget(Label(line.values[0], wraps=True), row, 1, 1, 2)
            return
        group = QButtonGroup(self)
        self._choices[line] = group
        for side, value in enumerate(line.values):
            grid.addWidget(self._choice(group, side, line, value), row, side + 1)
        group.button(self._better(line)).setChecked(True)

    def _better(self, line: Line) -> int:
        """The side that says more: names written out, and whatever is there at all."""
        if line.kind == "creators" and self._items is not None:
            kept, other = (
                tuple(c for c in item.creators if c.role == line.name) for item in self._items
            )
            return 1 if fuller_names(kept, other) is other else 0
        return 0 if line.values[0] else 1

    def _choice(self, group: QButtonGroup, side: int, line: Line, value: str) -> QWidget:
        button = QRadioButton()
        holder = _Choice(button)
        row = QGridLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(self._context.theme.spacing(2))
        row.setColumnStretch(1, 1)
        button.setAccessibleName(f"{line.label}: {value or self.tr('none')}")
        group.addButton(button, side)
        text = Label(value or self.tr("none"), "" if value else "muted", wraps=True)
        text.setBuddy(button)
        # The circle stands in the middle of the first line.
        button.setFixedHeight(text.fontMetrics().height())
        row.addWidget(button, 0, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 0, 1, Qt.AlignmentFlag.AlignTop)
        return holder


class _Choice(QWidget):
    """A radio button with its text; a click on the text chooses it, too."""

    def __init__(self, button: QRadioButton) -> None:
        super().__init__()
        self._button = button

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and is_inside:
            self._button.click()


def _some(count: int, one: str, many: str) -> str:
    return counted(count, one, many) if count else ""

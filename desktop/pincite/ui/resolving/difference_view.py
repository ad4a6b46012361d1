"""What a source says of an item beside what the item says, with a box to tick for each field."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QScrollArea, QWidget

from pincite.model.rich_text import plain_text
from pincite.services.completions import Completion, Difference
from pincite.ui.library.panel.field_names import label_of
from pincite.ui.library.type_names import type_name
from pincite.ui.theme import Theme
from pincite.ui.widgets import Label
from pincite.ui.widgets.tips import plain_tip

_NAME_STEPS = 34
_LONGEST = 280
_INDENT_PX = 2


class DifferenceView(QScrollArea):
    """A grid: field, now, found. A click anywhere in a line ticks it.

    Signals:
        changed: other fields are accepted.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._boxes: dict[str, QCheckBox] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Differences"))

    @property
    def accepted(self) -> frozenset[str]:
        """The names of the differences that are ticked."""
        return frozenset(name for name, box in self._boxes.items() if box.isChecked())

    def accept(self, names: frozenset[str]) -> None:
        """Tick these and no others."""
        for name, box in self._boxes.items():
            box.setChecked(name in names)

    def focus_first(self) -> None:
        """Put the focus on the first box."""
        for box in list(self._boxes.values())[:1]:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_completion(self, completion: Completion, accepted: frozenset[str]) -> None:
        """Show how an item and what was found of it differ."""
        theme, self._boxes = self._theme, {}
        page = QFrame()
        page.setProperty("role", "pane")
        grid = QGridLayout(page)
        grid.setContentsMargins(*(theme.spacing(4),) * 4)
        grid.setHorizontalSpacing(theme.spacing(4))
        grid.setVerticalSpacing(theme.spacing(2))
        grid.setColumnMinimumWidth(0, theme.spacing(_NAME_STEPS))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        source = completion.found.source if completion.found else ""
        according = self.tr("According to %1").replace("%1", source)
        for column, text in ((1, self.tr("As it is")), (2, according)):
            head = Label(text, "muted")
            head.setContentsMargins(_INDENT_PX, 0, 0, 0)
            grid.addWidget(head, 0, column)
        kind = completion.item.type
        for row, each in enumerate(completion.differences, start=1):
            self._add_line(grid, row, each, kind, is_accepted=each.name in accepted)
        grid.setRowStretch(len(completion.differences) + 1, 1)
        self.setWidget(page)

    def _add_line(
        self, grid: QGridLayout, row: int, each: Difference, kind: str, *, is_accepted: bool
    ) -> None:
        label = self.tr("Type") if each.kind == "type" else label_of(each.name, kind)
        box = QCheckBox(label.replace("&", "&&"))
        box.setChecked(is_accepted)
        old, new = _shown(each, each.old), _shown(each, each.new)
        told = self.tr("%1: %2 instead of %3") if old else self.tr("%1: %2")
        told = told.replace("%1", label).replace("%2", new).replace("%3", old)
        box.setAccessibleName(told)
        box.toggled.connect(lambda _is_on: self.changed.emit())
        self._boxes[each.name] = box
        grid.addWidget(box, row, 0, Qt.AlignmentFlag.AlignTop)
        now = _Value(old or self.tr("none"), box.toggle, "muted")
        grid.addWidget(now, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_Value(new, box.toggle), row, 2, Qt.AlignmentFlag.AlignTop)


class _Value(Label):
    """A value; long ones are cut, and whole in their tooltip."""

    def __init__(self, text: str, on_click: Callable[[], object], role: str = "") -> None:
        is_long = len(text) > _LONGEST
        super().__init__(f"{text[:_LONGEST].rstrip()}…" if is_long else text, role, wraps=True)
        if is_long:
            self.setToolTip(plain_tip(text))
        self._on_click = on_click
        # The hook of a "J" reaches over its left edge.
        self.setContentsMargins(_INDENT_PX, 0, 0, 0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._on_click()


def _shown(difference: Difference, value: str) -> str:
    if difference.kind == "type":
        return type_name(value)
    return plain_text(value)

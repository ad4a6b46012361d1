"""The marks of a review as a list model."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pincite.model.replacements import Outcome, ReplacedMark
from pincite.ui.replacing.live_review import About, Review
from pincite.ui.replacing.words import (
    decision_word,
    kind_word,
    needs_a_look,
    state_word,
    way,
)
from pincite.ui.rows import move_to, same_order
from pincite.ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex

MARK_ROLE = Qt.ItemDataRole.UserRole
"""The `ReplacedMark` of an index."""
ABOUT_ROLE = MARK_ROLE + 1
"""The `About` of an index."""


class Wanted(Enum):
    """Which marks are shown."""

    ALL = "all"
    TO_LOOK_AT = "to look at"
    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    LOST = "lost"

    def takes(self, mark: ReplacedMark) -> bool:
        """True when a mark is shown."""
        if self is Wanted.ALL:
            return True
        if self is Wanted.TO_LOOK_AT:
            return needs_a_look(mark)
        return mark.outcome is Outcome(self.value)


class ReviewModel(QAbstractListModel):
    """The marks as read last, those that are wanted. Decisions change rows and move none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, ReplacedMark] = {}
        self._about: dict[str, About] = {}
        self._shown: list[str] = []
        self._wanted = Wanted.ALL

    @property
    def marks(self) -> Sequence[ReplacedMark]:
        """All marks, shown or not."""
        return tuple(self._all.values())

    @property
    def wanted(self) -> Wanted:
        """Which are shown."""
        return self._wanted

    def mark(self, row: int) -> ReplacedMark:
        """The mark of a row."""
        return self._all[self._shown[row]]

    def row_of(self, id: str) -> int:
        """The row of a mark; -1 when it is not shown."""
        return self._shown.index(id) if id in self._shown else -1

    def count(self, wanted: Wanted) -> int:
        """How many marks there are of a kind."""
        return sum(wanted.takes(mark) for mark in self._all.values())

    def set_review(self, review: Review) -> None:
        """Show the marks of a review."""
        before, about = self._all, self._about
        self._all = {mark.id: mark for mark in review.marks}
        self._about = review.about
        self._show(before | self._all)
        changed = [
            row
            for row, id in enumerate(self._shown)
            if _state(before.get(id)) != _state(self._all[id])
            or about.get(id) != self._about.get(id)
        ]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def set_wanted(self, wanted: Wanted) -> None:
        """Show other marks."""
        self._wanted = wanted
        self._show(self._all)

    def _show(self, known: dict[str, ReplacedMark]) -> None:
        new = [id for id, mark in self._all.items() if self._wanted.takes(mark)]
        if not same_order(self._shown, new):
            self.beginResetModel()
            self._shown = new
            self.endResetModel()
            return
        current, self._all = self._all, known
        move_to(
            self._shown, new, self.beginRemoveRows, self.endRemoveRows, self.beginInsertRows,
            self.endInsertRows,
        )  # fmt: skip
        self._all = current

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        mark = self.mark(index.row())
        if role == MARK_ROLE:
            return mark
        about = self._about.get(mark.id, About())
        if role == ABOUT_ROLE:
            return about
        if role == Qt.ItemDataRole.DisplayRole:
            parts = (
                kind_word(mark, about.kind), mark.said, way(mark), state_word(mark),
                decision_word(mark.decision),
            )  # fmt: skip
            return ", ".join(part for part in parts if part)
        return plain_tip(mark.said) if role == Qt.ItemDataRole.ToolTipRole and mark.said else None


def _state(mark: ReplacedMark | None) -> tuple[object, ...]:
    """What can change of a mark; comparing all of thousands would hold up the window."""
    return (mark.decision, mark.outcome, mark.confidence, mark.new_place) if mark else ()

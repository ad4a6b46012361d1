"""Citations and headings with boxes to tick."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont

from pincite.services.cited_rows import CitedRow
from pincite.services.commands.entries import EntryId
from pincite.services.sections import Section
from pincite.ui.bibliography.citations_model import Index
from pincite.ui.bibliography.words import named, second_line


class ChoiceModel(QAbstractListModel):
    """All are ticked at first; the box of a heading ticks what stands under it.

    Signals:
        ticked: other entries are ticked.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[EntryId] = []
        self._texts: list[str] = []
        self._groups: dict[EntryId, list[EntryId]] = {}
        self._ticked: set[EntryId] = set()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show the entries of a bibliography; works in the trash are left out."""
        self.beginResetModel()
        self._ids, self._texts, self._groups = [], [], {}
        for section in sections:
            rows = [row for row in section.rows if not row.item.trashed]
            if section.heading is not None:
                self._ids.append(section.heading.id)
                self._texts.append(section.heading.title)
                self._groups[section.heading.id] = [row.citation.id for row in rows]
            self._ids += [row.citation.id for row in rows]
            self._texts += [_text(row) for row in rows]
        self._ticked = set(self._ids)
        self.endResetModel()

    @property
    def ticked_entries(self) -> tuple[EntryId, ...]:
        """What is ticked, in order."""
        return tuple(id for id in self._ids if id in self._ticked)

    @property
    def ticked_citations(self) -> int:
        """How many citations are ticked."""
        return sum(id not in self._groups for id in self._ticked)

    @property
    def citation_count(self) -> int:
        """How many citations there are."""
        return len(self._ids) - len(self._groups)

    def tick(self, rows: Iterable[int], *, is_on: bool) -> None:
        """Tick some rows, or take their ticks away."""
        chosen = {self._ids[row] for row in rows}
        self._ticked = self._ticked | chosen if is_on else self._ticked - chosen
        self._tell()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        id = self._ids[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._state(id)
        if role == Qt.ItemDataRole.FontRole and id in self._groups:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        id = self._ids[index.row()]
        chosen = {id, *self._groups.get(id, ())}
        is_on = Qt.CheckState(value) is not Qt.CheckState.Unchecked
        self._ticked = self._ticked | chosen if is_on else self._ticked - chosen
        self._tell()
        return True

    def _state(self, id: EntryId) -> Qt.CheckState:
        group = self._groups.get(id)
        if not group:
            return Qt.CheckState.Checked if id in self._ticked else Qt.CheckState.Unchecked
        ticked = sum(one in self._ticked for one in group)
        if ticked in (0, len(group)):
            return Qt.CheckState.Checked if id in self._ticked else Qt.CheckState.Unchecked
        return Qt.CheckState.PartiallyChecked

    def _tell(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
        self.ticked.emit()


def _text(row: CitedRow) -> str:
    return f"{named(row)} · {second_line(row)}"

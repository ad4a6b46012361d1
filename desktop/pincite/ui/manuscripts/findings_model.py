"""The findings of a manuscript as a list model, those of some states."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pincite.model.manuscripts import Finding, FindingState
from pincite.ui.manuscripts.words import spoken

Index = QModelIndex | QPersistentModelIndex

FINDING_ROLE = Qt.ItemDataRole.UserRole
"""The `Finding` of an index."""


class FindingsModel(QAbstractListModel):
    """What needs attention most first, otherwise in the order of the manuscript."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Finding] = []
        self._shown: list[Finding] = []
        self._states: frozenset[FindingState] = frozenset(FindingState)

    @property
    def findings(self) -> list[Finding]:
        """Those on view, from top to bottom."""
        return list(self._shown)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, as `Report.by_need` orders them."""
        self._all = list(findings)
        self._show()

    def show_states(self, states: Collection[FindingState]) -> None:
        """Show only findings in these states."""
        self._states = frozenset(states)
        self._show()

    def _show(self) -> None:
        # A check of the manuscript says all anew: there are no rows that stay.
        self.beginResetModel()
        self._shown = [finding for finding in self._all if finding.state in self._states]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        finding = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return finding.written
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(finding)
        return finding if role == FINDING_ROLE else None

"""The outline of a document as a tree."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from pincite.model.documents import OutlineEntry
from pincite.ui.reader.page_names import PageNames
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import EmptyState
from pincite.ui.widgets.tips import plain_tip

_Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractItemModel):
    """Entries nested by their levels; the number of an entry is the id of its indexes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[OutlineEntry] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {}
        self._rows: list[int] = []
        self._names = PageNames()

    def set_entries(self, entries: Sequence[OutlineEntry]) -> None:
        """Show another outline; a level that jumps by more than one hangs on the entry before."""
        self.beginResetModel()
        self._entries = entries
        self._parents, self._rows, self._children = [], [], {}
        open_entries: list[int] = []
        for number, entry in enumerate(entries):
            while open_entries and entries[open_entries[-1]].level >= entry.level:
                open_entries.pop()
            parent = open_entries[-1] if open_entries else -1
            siblings = self._children.setdefault(parent, [])
            self._parents.append(parent)
            self._rows.append(len(siblings))
            siblings.append(number)
            open_entries.append(number)
        self.endResetModel()

    def set_names(self, names: PageNames) -> None:
        """Show other page names."""
        self._names = names
        self.layoutChanged.emit()

    def entry(self, index: _Index) -> OutlineEntry | None:
        """The entry behind an index."""
        return self._entries[index.internalId()] if index.isValid() else None

    def current_for(self, page_index: int) -> QModelIndex:
        """The last entry that begins on the page or before it."""
        found = -1
        for number, entry in enumerate(self._entries):
            if 0 <= entry.page_index <= page_index:
                found = number
        return self.createIndex(self._rows[found], 0, found) if found >= 0 else QModelIndex()

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:
        number = parent.internalId() if parent.isValid() else -1
        children = self._children.get(number, [])
        if 0 <= row < len(children) and 0 <= column < 2 and (number < 0 or parent.column() == 0):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        number = self._parents[index.internalId()]
        return self.createIndex(self._rows[number], 0, number) if number >= 0 else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, ()))

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return entry.title
            return self._names.number(entry.page_index) if entry.page_index >= 0 else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.title)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class _RowDelegate(QStyledItemDelegate):
    """Rows of the usual height, selected over their whole width."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        size = super().sizeHint(option, index)
        width = size.width() - self._theme.spacing(3) if index.column() else size.width()
        return QSize(width, self._theme.spacing(6.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, room = self._theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, theme.colour(Role.SELECTION))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.colour(Role.HOVER))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour(Role.MUTED if index.column() else Role.TEXT))
        room = room.adjusted(2, 0, -theme.spacing(2) if index.column() else -2, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class OutlinePanel(QWidget):
    """The outline; a click or Enter goes to the place.

    Signals:
        chosen: OutlineEntry.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = OutlineModel(self)
        self.view = QTreeView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_RowDelegate(theme, self.view))
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setIndentation(theme.spacing(4))
        self.view.setAccessibleName(self.tr("Outline"))
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(theme.spacing(6))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        empty = EmptyState(
            theme,
            "list-dashes",
            self.tr("No outline"),
            self.tr("This document has no table of contents of its own."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.spacing(2), 0, 0)
        box.addWidget(self._stack)

    def set_entries(self, entries: Sequence[OutlineEntry]) -> None:
        """Show an outline, its first level open when it is short."""
        self.model.set_entries(entries)
        self._stack.setCurrentIndex(1 if entries else 0)
        if len(entries) <= 60:
            self.view.expandToDepth(0)

    def follow(self, page_index: int) -> None:
        """Select the part that is being read."""
        index = self.model.current_for(page_index)
        if index.isValid() and not self.view.hasFocus():
            self.view.setCurrentIndex(index)

    def _choose(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None and entry.page_index >= 0:
            self.chosen.emit(entry)

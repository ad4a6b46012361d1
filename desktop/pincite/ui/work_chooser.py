"""Choosing a work that can be read: a few letters of its title or author, Enter."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pincite.library.values import ItemQuery, ItemRow
from pincite.ui.context import AppContext
from pincite.ui.library.items_model import Index
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.finder_popup import ROW_STEPS, FinderModel, FinderPopup

_MOST_ROWS = 60
_ROW_ROLE = Qt.ItemDataRole.UserRole


class WorksModel(FinderModel):
    """Works whose title, creators or key hold what was typed; those read last come first.

    Args:
        needs_file: only works with a document.
    """

    def __init__(self, context: AppContext, *, needs_file: bool = True) -> None:
        super().__init__()
        self._context = context
        self._needs_file = needs_file
        self._rows: list[ItemRow] = []

    def set_text(self, text: str) -> None:
        """Show what matches."""
        read = self._context.workspace.read
        ids = read.item_ids(ItemQuery(text=text), sort="read")
        rows: list[ItemRow] = []
        for start in range(0, len(ids), _MOST_ROWS):
            some = read.item_rows(ids[start : start + _MOST_ROWS])
            rows += [row for row in some if row.documents or not self._needs_file]
            if len(rows) >= _MOST_ROWS:
                break
        self.beginResetModel()
        self._rows = rows[:_MOST_ROWS]
        self.endResetModel()

    def row(self, number: int) -> ItemRow:
        """The work in a row."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, _byline(row)) if part)
        return row if role == _ROW_ROLE else None


class WorkChooser(FinderPopup):
    """Asks for a work.

    Args:
        question: stands in the empty line.
        needs_file: only works that can be read.

    Signals:
        work_chosen: ItemId.
        chosen: Sha256 of the document that "Read" would open, where the work has one.
    """

    work_chosen = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, context: AppContext, question: str, parent: QWidget, *, needs_file: bool = True
    ) -> None:
        self._context = context
        self._works = WorksModel(context, needs_file=needs_file)
        super().__init__(context.theme, self._works, parent)
        self.setAccessibleName(question)
        self.edit.setPlaceholderText(question)
        self.edit.setAccessibleName(question)
        self.list.setAccessibleName(self.tr("Works"))
        self.list.setItemDelegate(_WorkDelegate(context.theme, self))
        self.row_chosen.connect(self._choose_work)

    def _choose_work(self, number: int) -> None:
        from pincite.services.reading import document_to_read

        item = self._works.row(number).id
        document = document_to_read(self._context.workspace.read, item)
        self.close()
        self.work_chosen.emit(item)
        if document is not None:
            self.chosen.emit(document.sha256)


class _WorkDelegate(QStyledItemDelegate):
    """Title, and at the right who wrote it and when."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.spacing(ROW_STEPS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ItemRow = index.data(_ROW_ROLE)
        theme, unit = self._theme, self._theme.spacing(1)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.SELECTION))
            painter.drawRoundedRect(rect, 6, 6)
        small = theme.font("small")
        inner = rect.adjusted(3 * unit, 0, -3 * unit, 0)
        metrics = QFontMetrics(small)
        byline = metrics.elidedText(
            _byline(row), Qt.TextElideMode.ElideRight, max(inner.width() * 2 // 5, 1)
        )
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(small)
        painter.setPen(theme.colour(Role.MUTED))
        painter.drawText(inner, flags | Qt.AlignmentFlag.AlignRight, byline)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(Role.TEXT))
        room = inner.width() - metrics.horizontalAdvance(byline) - 3 * unit
        title = QFontMetrics(theme.font()).elidedText(
            row.title, Qt.TextElideMode.ElideRight, max(room, 1)
        )
        painter.drawText(inner, flags, title)
        painter.restore()


def _byline(row: ItemRow) -> str:
    return " ".join(part for part in (row.creators, row.year) if part)

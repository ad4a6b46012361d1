"""The list of completions under a box."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pincite.ui.theme import Role, Theme

Index = QModelIndex | QPersistentModelIndex

_ROW_STEPS = 7
_LEAST_WIDTH_STEPS, _MOST_WIDTH_STEPS = 84, 140
_GAP_PX = 3
_ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Completion:
    """A row.

    Attributes:
        text: shown at the left.
        detail: shown at the right, muted.
        insert: what takes the place of what was typed.
        is_value: False for the name of a field, after which its value is completed.
    """

    text: str
    detail: str
    insert: str
    is_value: bool = True


class CompletionModel(QAbstractListModel):
    """The completions that are offered."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Completion] = []

    def set_rows(self, rows: list[Completion]) -> None:
        """Offer others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> Completion:
        """What a row offers."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.text, row.detail) if part)
        return row if role == _ROW_ROLE else None


class CompletionPopup(QFrame):
    """A list over the window; the keyboard stays in the box.

    A child of the window, not a window of its own: that would take the focus on some platforms.

    Signals:
        chosen: number of the row that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = CompletionModel()
        self.model.setParent(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(theme.spacing(_ROW_STEPS))
        self.list.setItemDelegate(_CompletionDelegate(theme, self))
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.list.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(1),) * 4)
        box.addWidget(self.list)
        self.hide()

    def offer(self, rows: list[Completion], under: QWidget, x: int) -> None:
        """Show completions under a widget, from `x` of it on; nothing is selected at first."""
        self.model.set_rows(rows)
        theme, window = self._theme, self._window
        height = theme.spacing(_ROW_STEPS) * len(rows) + 2 * theme.spacing(1) + 2
        width = min(self._wanted_width(rows), window.width() - theme.spacing(4))
        place = under.mapTo(window, QPoint(x, under.height() + _GAP_PX))
        left = max(theme.spacing(2), min(place.x(), window.width() - width - theme.spacing(2)))
        self.setGeometry(left, place.y(), width, height)
        self.raise_()
        self.show()

    def _wanted_width(self, rows: list[Completion]) -> int:
        body, small = QFontMetrics(self._theme.font()), QFontMetrics(self._theme.font("small"))
        widest = max(
            body.horizontalAdvance(row.text) + small.horizontalAdvance(row.detail) for row in rows
        )
        least, most = (self._theme.spacing(n) for n in (_LEAST_WIDTH_STEPS, _MOST_WIDTH_STEPS))
        return max(least, min(most, widest + self._theme.spacing(14)))

    @property
    def current(self) -> int | None:
        """Number of the selected row."""
        index = self.list.currentIndex()
        return index.row() if index.isValid() else None

    def step(self, by: int) -> None:
        """Select the next row or the one before; beyond the ends none is."""
        count = self.model.rowCount()
        at = -1 if self.current is None else self.current
        number = (at + by + 1) % (count + 1) - 1
        self.list.setCurrentIndex(self.model.index(number) if number >= 0 else QModelIndex())
        if number < 0:
            self.list.clearSelection()


class _CompletionDelegate(QStyledItemDelegate):
    """The text, and the detail at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._theme.spacing(_ROW_STEPS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Completion = index.data(_ROW_ROLE)
        theme, unit = self._theme, self._theme.spacing(1)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = option.state & QStyle.StateFlag.State_Selected
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.SELECTION if is_selected else Role.HOVER))
            painter.drawRoundedRect(rect, 5, 5)
        inner = rect.adjusted(2 * unit, 0, -2 * unit, 0)
        text_room = min(
            QFontMetrics(theme.font()).horizontalAdvance(row.text), inner.width() * 2 // 3
        )
        self._draw(painter, "body", Role.TEXT, inner, row.text, text_room, at_end=False)
        room = inner.width() - text_room - 4 * unit
        self._draw(painter, "small", Role.MUTED, inner, row.detail, room, at_end=True)
        painter.restore()

    def _draw(
        self, painter: QPainter, size: str, role: Role, rect: QRect, text: str, room: int, *,
        at_end: bool,
    ) -> None:  # fmt: skip
        font = self._theme.font("small") if size == "small" else self._theme.font()
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        # One more than it measures, for what rounding takes.
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(room, 1) + 1)
        side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)

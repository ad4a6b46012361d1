"""The values of a facet with their counts, to be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pincite.ui.icons import paint_glyph
from pincite.ui.search.results_model import Index
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Button
from pincite.ui.widgets.popup import Popup

_MOST_ROWS = 10
_FILTER_FROM = 12
_ROW_STEPS = 7
_WIDTH_STEPS = 72
_CHOOSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
COUNT_ROLE = Qt.ItemDataRole.UserRole


class FacetModel(QAbstractListModel):
    """Values as (name, what is shown of it, count); each is checked or not."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, str, int]] = []
        self._shown: list[tuple[str, str, int]] = []
        self.chosen: frozenset[str] = frozenset()
        self._text = ""

    def set_values(self, values: Sequence[tuple[str, str, int]], chosen: frozenset[str]) -> None:
        """Show these values; chosen ones that nothing has any more are shown, too."""
        missing = chosen - {name for name, _, _ in values}
        self._all = [*((name, name, 0) for name in sorted(missing)), *values]
        self.chosen = chosen
        self.set_filter(self._text)

    def set_filter(self, text: str) -> None:
        """Show those with these letters."""
        self._text = text
        wanted = text.casefold().strip()
        shown = [value for value in self._all if wanted in value[1].casefold()]
        if [v[0] for v in shown] == [v[0] for v in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Choose a value, or choose it no more."""
        self.chosen = self.chosen ^ {self._shown[row][0]}
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        name, shown, count = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == COUNT_ROLE:
            return count
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if name in self.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown}, {count}"
        return None


class _FacetDelegate(QStyledItemDelegate):
    """A box, the value, and its count at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.spacing(_ROW_STEPS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, state = self._theme, option.rect, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(
            state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        )
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.SELECTION))
            painter.drawRoundedRect(rect, 5, 5)
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        side = theme.spacing(4)
        left, top = rect.left() + theme.spacing(2), rect.top() + (rect.height() - side) // 2
        box = QRectF(left, top, side, side)
        glyph, role = ("check-square-fill", Role.ACCENT) if is_on else ("square", Role.MUTED)
        paint_glyph(painter, box, glyph, theme.colour(role))
        room = rect.adjusted(theme.spacing(8), 0, -theme.spacing(2), 0)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(Role.MUTED))
        count = option.locale.toString(int(index.data(COUNT_ROLE)))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(count) - 8)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(Role.TEXT))
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class _Values(QListView):
    """The list; Space and Enter choose.

    Signals:
        toggled: number of a row.
    """

    toggled = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in _CHOOSING and row >= 0:
            self.toggled.emit(row)
        else:
            super().keyPressEvent(event)


class FacetPopup(Popup):
    """Stays open while values are chosen, which takes effect at once.

    Signals:
        changed: the values that are chosen, a frozenset.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, name, parent)
        self._theme = theme
        self.setFixedWidth(theme.spacing(_WIDTH_STEPS))
        self.layout_.setContentsMargins(*(theme.spacing(1.5),) * 4)
        self.layout_.setSpacing(theme.spacing(1.5))
        self.model = FacetModel(self)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Filter"))
        self._filter.setAccessibleName(self.tr("Filter the values"))
        self._filter.textChanged.connect(self.model.set_filter)
        self.list = _Values()
        self.list.toggled.connect(self._toggle)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_FacetDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.list.clicked.connect(lambda index: self._toggle(index.row()))
        self._clear = Button(theme, self.tr("Clear"), self._choose_none, kind="link")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._clear)
        for widget in (self._filter, self.list):
            self.layout_.addWidget(widget)
        self.layout_.addLayout(foot)

    def set_values(self, values: Sequence[tuple[str, str, int]], chosen: frozenset[str]) -> None:
        """Show values as (name, what is shown, count)."""
        self.model.set_values(values, chosen)
        self._clear.setEnabled(bool(chosen))

    def open(self, what: QRect) -> None:
        """Show it under its button, with the keyboard in it."""
        rows = self.model.rowCount()
        self._filter.setVisible(rows >= _FILTER_FROM)
        self.list.setFixedHeight(self._theme.spacing(_ROW_STEPS) * max(1, min(rows, _MOST_ROWS)))
        self.show_beside(what)
        self.list.setCurrentIndex(self.model.index(0))
        (self._filter if rows >= _FILTER_FROM else self.list).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.list.currentIndex().row()
        if event.key() in _CHOOSING and row >= 0:
            self._toggle(row)
        elif event.key() == Qt.Key.Key_Down and self._filter.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _toggle(self, row: int) -> None:
        self.model.toggle(row)
        self._tell()

    def _choose_none(self) -> None:
        self.model.chosen = frozenset()
        self._tell()

    def _tell(self) -> None:
        self._clear.setEnabled(bool(self.model.chosen))
        self.changed.emit(self.model.chosen)

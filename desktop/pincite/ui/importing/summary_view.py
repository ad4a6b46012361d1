"""The view of the summary's table: a box to tick, a state with its icon."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pincite.ui.icons import paint_glyph
from pincite.ui.importing.rows import Row
from pincite.ui.importing.summary_model import ROW_ROLE, Column, SummaryModel
from pincite.ui.importing.words import look_of
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.row_table import RowTable

Index = QModelIndex | QPersistentModelIndex

_ROW_STEPS = 7.5
_BOX_PX, _GLYPH_PX, _GAP_PX = 16, 16, 8
_TAKE_PX, _NAMES_PX, _YEAR_PX, _STATE_PX = 36, 170, 60, 190
_NARROW_PX, _NARROWER_PX = 640, 500


class _Delegate(QStyledItemDelegate):
    """Paints the box and the state; no focus frame around a single cell."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        row = index.data(ROW_ROLE)
        if row.candidate is None or (not row.title and index.column() == Column.TITLE):
            muted = self._theme.colour(Role.MUTED)
            option.palette.setColor(option.palette.ColorRole.Text, muted)
        if index.column() == Column.STATE:
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: Row = index.data(ROW_ROLE)
        if index.column() == Column.TAKE and row.candidate is not None:
            self._paint_box(painter, option.rect, is_ticked=row.is_taken)
        elif index.column() == Column.STATE:
            self._paint_state(painter, option, row)

    def _paint_box(self, painter: QPainter, cell: QRect, *, is_ticked: bool) -> None:
        box = QRectF(0, 0, _BOX_PX, _BOX_PX)
        box.moveCenter(QRectF(cell).center())
        box.translate(0.5, 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, role = self._theme.colour(Role.ACCENT), Role.ACCENT if is_ticked else Role.MUTED
        painter.setPen(QPen(self._theme.colour(role), 1))
        painter.setBrush(accent if is_ticked else self._theme.colour(Role.SURFACE))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
        if is_ticked:
            inside = box.adjusted(1.5, 1.5, -2.5, -2.5)
            paint_glyph(painter, inside, "check", self._theme.colour(Role.ON_ACCENT))
        painter.restore()

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        look = look_of(row)
        # On the selection's ground muted text would fall below a contrast of 4.5.
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = Role.TEXT if is_selected and look.role is Role.MUTED else look.role
        colour = self._theme.colour(role)
        cell = QRectF(option.rect).adjusted(_GAP_PX, 0, -_GAP_PX, 0)
        glyph = QRectF(0, 0, _GLYPH_PX, _GLYPH_PX)
        glyph.moveCenter(cell.center())
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        glyph.moveLeft(cell.right() - _GLYPH_PX if is_rtl else cell.left())
        painter.save()
        paint_glyph(painter, glyph, look.glyph, colour)
        shift = _GLYPH_PX + 6
        cell.adjust(0 if is_rtl else shift, 0, -shift if is_rtl else 0, 0)
        painter.setPen(colour)
        painter.setFont(option.font)
        text = option.fontMetrics.elidedText(
            look.word, Qt.TextElideMode.ElideRight, int(cell.width())
        )
        painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
        painter.restore()


class SummaryView(RowTable):
    """Rows of the import; Space and a click on the box take works in or leave them out.

    Signals:
        current_changed: the `Row` that is looked at; None for none.
    """

    current_changed = Signal(object)

    def __init__(self, model: SummaryModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Works to import"), _ROW_STEPS, parent)
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.TAKE, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in (
            (Column.TAKE, _TAKE_PX), (Column.NAMES, _NAMES_PX), (Column.YEAR, _YEAR_PX),
            (Column.STATE, _STATE_PX),
        ):  # fmt: skip
            header.resizeSection(column, width)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        model.modelReset.connect(self._on_reset)
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(860, 320)

    def look_at(self, number: int) -> None:
        """Select a row and bring it on view."""
        self.setCurrentIndex(self._rows.index(number, Column.TITLE))
        self.selectRow(number)

    def _on_reset(self) -> None:
        if self._rows.rowCount():
            self.look_at(0)
        else:
            self.current_changed.emit(None)

    def selected_rows(self) -> list[int]:
        """The numbers of the selected rows."""
        # By ranges: an index for each of thousands of rows takes a tenth of a second.
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(number) for number in range(chosen.count())]
        return sorted({n for each in ranges for n in range(each.top(), each.bottom() + 1)})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._toggle(self.selected_rows())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            # The dialog's: import, and cancel.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        is_box = index.isValid() and index.column() == Column.TAKE
        if is_box and event.button() == Qt.MouseButton.LeftButton:
            selected = self.selected_rows()
            if index.row() not in selected:
                self.selectRow(index.row())
                selected = [index.row()]
            self._toggle(selected, like=index.row())
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of two on a box counts, too."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        self.setColumnHidden(Column.NAMES, width < _NARROW_PX)
        self.setColumnHidden(Column.YEAR, width < _NARROWER_PX)

    def _toggle(self, numbers: list[int], like: int | None = None) -> None:
        works = [n for n in numbers if self._rows.row_at(n).candidate is not None]
        if like is not None and like not in works:
            return
        if works:
            leader = self._rows.row_at(works[0] if like is None else like)
            self._rows.take(works, is_taken=not leader.is_taken)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(current.data(ROW_ROLE) if current.isValid() else None)

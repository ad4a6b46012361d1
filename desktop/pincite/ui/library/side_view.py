"""The view of the left pane."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pincite.ui.icons import paint_glyph
from pincite.ui.library.items_model import Index
from pincite.ui.library.side_model import ROW_ROLE, SideModel
from pincite.ui.library.side_rows import SideRow
from pincite.ui.theme import Role, Theme

_ROW_STEPS, _HEAD_STEPS = 7, 8.5
_ICON_PX = 16


class _SideDelegate(QStyledItemDelegate):
    """Rounded rows with an icon, a text and a count; small capitals for heads."""

    def __init__(self, theme: Theme, view: "SideView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: SideRow = index.data(ROW_ROLE)
        return QSize(80, self._theme.spacing(_HEAD_STEPS if row.kind == "head" else _ROW_STEPS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: SideRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "head":
            self._paint_head(painter, rect, row)
        elif row.kind == "hint":
            painter.setFont(self._theme.font("small"))
            painter.setPen(self._theme.colour(Role.MUTED))
            inner = rect.adjusted(self._theme.spacing(2), 0, -self._theme.spacing(1), 0)
            text = painter.fontMetrics().elidedText(
                row.text, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(self._mirrored(rect, inner), Qt.AlignmentFlag.AlignVCenter, text)
        else:
            self._paint_row(painter, rect, row, option.state)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: SideRow) -> None:
        font = self._theme.font("small", bold=True)
        font.setPixelSize(max(9, round(font.pixelSize() * 0.97)))
        font.setCapitalization(font.Capitalization.AllUppercase)
        font.setLetterSpacing(font.SpacingType.PercentageSpacing, 104)
        painter.setFont(font)
        painter.setPen(self._theme.colour(Role.MUTED))
        inner = rect.adjusted(self._theme.spacing(2), 0, 0, -self._theme.spacing(1))
        painter.drawText(self._mirrored(rect, inner), Qt.AlignmentFlag.AlignBottom, row.text)

    def _paint_row(
        self, painter: QPainter, rect: QRect, row: SideRow, state: QStyle.StateFlag
    ) -> None:
        theme, unit = self._theme, self._theme.spacing(1)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.SELECTION if is_selected else Role.HOVER))
            painter.drawRoundedRect(rect, 6, 6)
        if is_selected and self._view.hasFocus():
            painter.setPen(theme.colour(Role.ACCENT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        left = rect.left() + 2 * unit + row.depth * 4 * unit
        top = rect.center().y() - _ICON_PX // 2 + 1
        glyph = row.icon
        if row.is_open is not None:
            glyph = "folder-open" if row.is_open else "folders"
        place = self._mirrored(rect, QRect(left, top, _ICON_PX, _ICON_PX))
        colour = QColor(row.colour) if row.colour else theme.colour(Role.TEXT)
        paint_glyph(painter, QRectF(place), glyph, colour)
        right = self._paint_count(painter, rect, row, Role.TEXT if is_selected else Role.MUTED)
        painter.setFont(theme.font(bold=is_selected))
        quiet = row.is_automatic and not is_selected
        painter.setPen(theme.colour(Role.MUTED if quiet else Role.TEXT))
        box = QRect(left + _ICON_PX + 2 * unit, rect.top(), 0, rect.height())
        box.setRight(right - 2 * unit)
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(self._mirrored(rect, box), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_count(self, painter: QPainter, rect: QRect, row: SideRow, role: Role) -> int:
        """Draw the number; returns the x where it begins."""
        right = rect.right() - self._theme.spacing(2)
        if row.count is None:
            return right
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour(role))
        text = self._view.locale().toString(row.count)
        width = painter.fontMetrics().horizontalAdvance(text)
        box = QRect(right - width, rect.top(), width + 1, rect.height())
        painter.drawText(self._mirrored(rect, box), Qt.AlignmentFlag.AlignVCenter, text)
        return right - width

    def _mirrored(self, rect: QRect, box: QRect) -> QRect:
        """`box`, or its place in a row that is read from right to left."""
        return QStyle.visualRect(self._view.layoutDirection(), rect, box)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row: SideRow = index.data(ROW_ROLE)
        left = self._theme.spacing(7 + 4 * row.depth)
        editor.setGeometry(option.rect.adjusted(left, 0, 0, 0))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("kind", "quiet")
        return editor


class SideView(QListView):
    """Keyboard: up and down, left and right close and open a collection, F2 renames.

    Signals:
        row_chosen: the `SideRow` that is selected now.
        bibliography_opened: the `SideRow` of a bibliography that was clicked or entered.
        menu_wanted: `(SideRow | None, QPoint)` as one tuple.
    """

    row_chosen = Signal(object)
    bibliography_opened = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, model: SideModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = model
        self._key = "section:all"
        self.setAccessibleName(self.tr("Collections and tags"))
        self.setProperty("surface", "side")
        self.setModel(model)
        self.setItemDelegate(_SideDelegate(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self._restore)
        theme.changed.connect(self.viewport().update)
        self._restore()

    def choose(self, key: str) -> None:
        """Select a row by its key."""
        index = self._side.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)

    @property
    def chosen(self) -> SideRow:
        """The row that is selected."""
        index = self._side.index_of(self._key)
        return self._side.row(index.row() if index.isValid() else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        row = self._side.row(index.row()) if index.isValid() else None
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if row is not None and row.kind == "bibliography" and event.key() in enters:
            self.bibliography_opened.emit(row)
            return
        if row is not None and row.kind == "archive" and event.key() in enters:
            self._side.toggle(index.row())
            return
        wanted = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(event.key()))
        if row is not None and wanted is not None and row.is_open is wanted:
            self._side.toggle(index.row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self._side.row(index.row()) if index.isValid() else None
        if row is not None and row.is_open is not None and self._is_on_icon(event, index, row):
            self._side.toggle(index.row())
            return
        super().mousePressEvent(event)

    def _is_on_icon(self, event: QMouseEvent, index: QModelIndex, row: SideRow) -> bool:
        rect = self.visualRect(index)
        left = rect.left() + 8 + row.depth * 16
        box = QRect(left - 2, rect.top(), _ICON_PX + 6, rect.height())
        place = QStyle.visualRect(self.layoutDirection(), rect, box)
        return place.contains(event.position().toPoint())

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self._side.row(current.row())
        if row.kind in ("head", "hint"):
            step = 1 if current.row() > previous.row() else -1
            beyond = current.row() + step
            if 0 <= beyond < self._side.rowCount():
                self.setCurrentIndex(self._side.index(beyond))
            return
        if row.key != self._key and row.kind not in ("bibliography", "archive"):
            self._key = row.key
            self.row_chosen.emit(row)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._side.row(index.row())
        if row.kind == "bibliography":
            # It opens in a tab of its own; what the table shows stays what is chosen here.
            self._restore()
            self.bibliography_opened.emit(row)
        elif row.kind == "saved" and row.key == self._key:
            # Its query comes back after another was typed over it.
            self.row_chosen.emit(row)
        elif row.kind == "archive":
            self._restore()
            self._side.toggle(index.row())

    def _restore(self) -> None:
        index = self._side.index_of(self._key)
        self.setCurrentIndex(index if index.isValid() else self._side.index(0))

    def _ask_for_menu(self, position: QPoint) -> None:
        index = self.indexAt(position)
        row = self._side.row(index.row()) if index.isValid() else None
        self.menu_wanted.emit((row, self.viewport().mapToGlobal(position)))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)

"""The view of the table of items."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFont, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pincite.model.ids import ItemId
from pincite.ui.library.columns import COLUMNS, TITLE, heading
from pincite.ui.library.items_model import TAGS_ROLE, Index, ItemsModel
from pincite.ui.library.tag_colours import TagColours
from pincite.ui.memory import WindowMemory
from pincite.ui.rows import runs
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.drag_label import drag_with_label

_HEADER_STATE = "library/columns-2"
_SORT_STATE = "library/sort"
_MANY_SELECTED = 500
_ROW_STEPS = 7.5
_LEAST_TITLE_STEPS = 55
# Which columns give way first where the title would have no room.
_GIVING_WAY = (
    "type",
    "tags",
    "tasks",
    "reading",
    "container",
    "key",
    "added",
    "annotations",
    "creators",
    "year",
)
_QUIET = frozenset(
    i for i, c in enumerate(COLUMNS) if c.name in ("type", "added", "key", "tags", "reading")
)


class _ItemDelegate(QStyledItemDelegate):
    """Muted columns, the selected title in bold, no focus frame around a single cell.

    On the selection's ground muted text would fall below a contrast of 4.5.
    """

    def __init__(self, theme: Theme, colours: TagColours, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colours = colours

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.column() in _QUIET:
            muted = self._theme.colour(Role.MUTED)
            option.palette.setColor(option.palette.ColorRole.Text, muted)
        if index.column() == TITLE and option.state & QStyle.StateFlag.State_Selected:
            option.font.setWeight(QFont.Weight.DemiBold)
        dots = self._colours.dots(index.data(TAGS_ROLE) or ()) if index.column() == TITLE else None
        if dots is not None:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.icon, option.decorationSize = dots
            option.decorationPosition = QStyleOptionViewItem.Position.Right


class ItemsView(QTableView):
    """Rows of items: sort by a click on the header, columns by its menu, drag to a collection.

    Signals:
        selected: other items are selected.
        opened: an item was double-clicked or Enter was pressed.
        menu_wanted: a context menu over the selection, at this place on the screen.
        digit_pressed: a digit key, for the tag that has it.
    """

    selected = Signal()
    opened = Signal()
    menu_wanted = Signal(QPoint)
    digit_pressed = Signal(int)

    def __init__(
        self,
        model: ItemsModel,
        theme: Theme,
        memory: WindowMemory,
        colours: TagColours,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._items = model
        self._theme = theme
        self._memory = memory
        self._least_title_px = theme.spacing(_LEAST_TITLE_STEPS)
        self._squeezed: set[int] = set()
        self.setAccessibleName(self.tr("Items"))
        self.setModel(model)
        self.setItemDelegate(_ItemDelegate(theme, colours, self))
        colours.changed.connect(self.viewport().update)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.spacing(_ROW_STEPS))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())
        self._set_up_header()

    def height_of_rows(self, count: int) -> int:
        """The height that the header and so many rows take."""
        rows = count * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()

    def selected_ids(self) -> list[ItemId]:
        """The selected items, from top to bottom."""
        return [self._items.item_at(row) for row in self._selected_rows()]

    @property
    def selected_count(self) -> int:
        """How many items are selected."""
        return len(self._selected_rows())

    def _selected_titles(self) -> list[QModelIndex]:
        return [self._items.index(row, TITLE) for row in self._selected_rows()]

    def _selected_rows(self) -> list[int]:
        # By ranges: Qt asks the model about each cell when it is asked for rows, 6 s for 50 000.
        ranges = self.selectionModel().selection().toList()
        return sorted({row for r in ranges for row in range(r.top(), r.bottom() + 1)})

    def select_ids(self, ids: Sequence[ItemId], *, scroll: bool = True) -> None:
        """Select these items, as far as they are shown."""
        rows = [row for row in map(self._items.row_of, ids) if row is not None]
        selection = QItemSelection()
        last = len(COLUMNS) - 1
        for first_row, last_row in runs(sorted(set(rows))):
            ends = self._items.index(first_row, 0), self._items.index(last_row, last)
            selection.select(*ends)
        mode = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if rows:
            current = self._items.index(rows[0], TITLE)
            no_change = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(current, no_change)
            if scroll:
                self.scrollTo(current)
        self.selectionModel().select(selection, mode)

    def startDrag(self, supported: Qt.DropAction) -> None:
        rows = self._selected_titles()
        if rows:
            several = self.tr("%1 items").replace("%1", str(len(rows)))
            words = str(rows[0].data()) if len(rows) == 1 else several
            drag_with_label(self, self._theme, self._items.mimeData(rows), words, supported)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.selected_ids():
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected_ids():
            self.opened.emit()
        elif event.text().isdecimal() and event.text().isascii() and self.selected_ids():
            self.digit_pressed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """Put the selected items on the clipboard, for a bibliography; their titles as text."""
        rows = self._selected_titles()
        data = self._items.mimeData(rows)
        data.setText("\n".join(str(index.data()) for index in rows))
        QGuiApplication.clipboard().setMimeData(data)

    def save_layout(self) -> None:
        """Keep widths, order and choice of columns for the next run."""
        self._show_squeezed()
        self._memory.keep(_HEADER_STATE, self.horizontalHeader().saveState())
        column, descending = self._items.sorted_by
        self._memory.keep(_SORT_STATE, f"{COLUMNS[column].name} {'down' if descending else 'up'}")

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # One of its own, always empty: to paint a heading Qt looks through all selected cells.
        header.setSelectionModel(QItemSelectionModel(self._items, header))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(30)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_column_menu)
        header.sectionClicked.connect(self._sort_by)
        for number, column in enumerate(COLUMNS):
            mode = QHeaderView.ResizeMode.Interactive if column.width_px else None
            header.setSectionResizeMode(number, mode or QHeaderView.ResizeMode.Stretch)
            if column.width_px:
                header.resizeSection(number, column.width_px)
            header.setSectionHidden(number, not column.is_shown)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.restoreState(self._memory.state(_HEADER_STATE))
        name, _, direction = self._memory.text(_SORT_STATE).partition(" ")
        for number, column in enumerate(COLUMNS):
            if column.name == name:
                self._items.sort_by(number, descending=direction == "down")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _choose_column(self, number: int, *, is_shown: bool) -> None:
        self._squeezed.discard(number)
        self.horizontalHeader().setSectionHidden(number, not is_shown)

    def _show_squeezed(self) -> None:
        for number in self._squeezed:
            self.horizontalHeader().setSectionHidden(number, False)
        self._squeezed.clear()

    def _fit_columns(self) -> None:
        """Hide columns while the title has no room; they come back with it."""
        header = self.horizontalHeader()
        self._show_squeezed()
        numbers = {column.name: number for number, column in enumerate(COLUMNS)}
        taken = sum(header.sectionSize(n) for n in numbers.values() if n != TITLE)
        for name in _GIVING_WAY:
            if self.viewport().width() - taken >= self._least_title_px:
                return
            number = numbers[name]
            if not header.isSectionHidden(number):
                taken -= header.sectionSize(number)
                self._squeezed.add(number)
                header.setSectionHidden(number, True)

    def _sort_by(self, section: int) -> None:
        column, descending = self._items.sorted_by
        # Numbers and times are looked for from the greatest down, names from A.
        first = COLUMNS[section].name in ("year", "added", "annotations", "reading")
        # Qt takes each selected cell to its new place, 8 s for 30 000 rows; the model is quicker.
        kept = self.selected_ids() if self.selected_count > _MANY_SELECTED else []
        if kept:
            self.clearSelection()
        self._items.sort_by(section, descending=not descending if section == column else first)
        if kept:
            self.select_ids(kept)

    def _show_column_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        header = self.horizontalHeader()
        for number, column in enumerate(COLUMNS):
            if number in (0, TITLE):
                continue
            action = QAction(heading(column), menu)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(number) or number in self._squeezed)
            action.toggled.connect(lambda is_on, n=number: self._choose_column(n, is_shown=is_on))
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(header.mapToGlobal(position))

    def _ask_for_menu(self, position: QPoint) -> None:
        if self.indexAt(position).isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(position))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.scrollTo(current)

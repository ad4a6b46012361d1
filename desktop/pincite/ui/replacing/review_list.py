"""The left side of a review: which marks, and the list of them."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QListView,
    QVBoxLayout,
    QWidget,
)

from pincite.model.replacements import Decision, ReplacedMark
from pincite.ui.context import AppContext
from pincite.ui.replacing.live_review import Review
from pincite.ui.replacing.review_model import ReviewModel, Wanted
from pincite.ui.replacing.review_row import ReviewRow
from pincite.ui.widgets.buttons import PillButton
from pincite.ui.widgets.flow import FlowLayout


class ReviewList(QFrame):
    """Filter and list.

    Signals:
        current_changed: the `ReplacedMark` that is looked at; None for none.
        opened: a `ReplacedMark` was double-clicked, or Enter was pressed on it.
    """

    current_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._theme = context.theme
        self._is_first = True
        self.model = ReviewModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(ReviewRow(context.theme, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(self.tr("Marks to review"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.doubleClicked.connect(self._on_opened)
        context.theme.changed.connect(self.view.viewport().update)
        self.setFocusProxy(self.view)
        self._filters = self._make_filters()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._filter_row())
        box.addWidget(self.view, 1)

    def show_review(self, review: Review) -> None:
        """Show the marks; what was looked at stays."""
        current = self.current()
        self.model.set_review(review)
        if self._is_first and review.marks:
            self._is_first = False
            is_any = self.model.count(Wanted.TO_LOOK_AT) > 0
            self.choose(Wanted.TO_LOOK_AT if is_any else Wanted.ALL)
        elif current is not None:
            self.select(current.id)
            self.current_changed.emit(self.current())
        self._show_counts()

    def choose(self, wanted: Wanted) -> None:
        """Show marks of one kind, the first of them selected."""
        self._filters[wanted].setChecked(True)
        self.model.set_wanted(wanted)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        else:
            self.current_changed.emit(None)

    def current(self) -> ReplacedMark | None:
        """The mark that is looked at."""
        index = self.view.currentIndex()
        return self.model.mark(index.row()) if index.isValid() else None

    def selected(self) -> list[ReplacedMark]:
        """The selected marks from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [self.model.mark(row) for row in rows]

    def select(self, id: str) -> None:
        """Look at a mark, if it is shown."""
        row = self.model.row_of(id)
        if row >= 0 and row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row))

    def go_on(self) -> None:
        """Look at the next mark below that is not decided; stay where there is none."""
        row = self.view.currentIndex().row()
        for next_row in range(row + 1, self.model.rowCount()):
            if self.model.mark(next_row).decision is Decision.OPEN:
                self.view.setCurrentIndex(self.model.index(next_row))
                return

    def _make_filters(self) -> dict[Wanted, PillButton]:
        names = {
            Wanted.TO_LOOK_AT: self.tr("To look at"),
            Wanted.ALL: self.tr("All"),
            Wanted.SAME: self.tr("Same"),
            Wanted.MOVED: self.tr("Moved"),
            Wanted.CHANGED: self.tr("Changed"),
            Wanted.LOST: self.tr("Lost"),
        }
        self._names = names
        group = QButtonGroup(self)
        buttons = {}
        for wanted, name in names.items():
            button = PillButton(self._theme, name, partial(self.choose, wanted))
            group.addButton(button)
            buttons[wanted] = button
        buttons[Wanted.ALL].setChecked(True)
        return buttons

    def _filter_row(self) -> QWidget:
        row = QWidget()
        space = self._theme.spacing
        box = QVBoxLayout(row)
        box.setContentsMargins(space(2), space(2), space(2), space(2))
        flow = FlowLayout(space(1))
        for button in self._filters.values():
            flow.addWidget(button)
        box.addLayout(flow)
        return row

    def _show_counts(self) -> None:
        for wanted, button in self._filters.items():
            count = self.model.count(wanted)
            button.setText(f"{self._names[wanted]} {self.locale().toString(count)}")
            button.setVisible(count > 0 or wanted in (Wanted.ALL, self.model.wanted))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.model.mark(index.row()) if index.isValid() else None)

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.mark(index.row()))

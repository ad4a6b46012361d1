"""The form for searches: rows of conditions over the results that they bring."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pincite.model.ids import ItemId
from pincite.search.conditions import Condition, Conditions, conditions_of
from pincite.search.query_fields import QueryError
from pincite.search.query_parsing import parse_query
from pincite.ui.context import AppContext
from pincite.ui.library.condition_row import ConditionRow
from pincite.ui.library.field_values import FieldValues
from pincite.ui.library.works_search import WorksSearch
from pincite.ui.widgets import Button, ComboBox, Label
from pincite.ui.words import counted


class QueryBuilder(QFrame):
    """Writes a query, and follows the query that is typed, as long as rows can say it.

    Attributes:
        rows: from top to bottom.

    Signals:
        written: the query, after each change of a row.
        closed: it is not wanted any more.
    """

    written = Signal(str)
    closed = Signal()

    def __init__(
        self, context: AppContext, values: FieldValues, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._query = ""
        self.rows: list[ConditionRow] = []
        theme = context.theme
        self.setProperty("role", "bar")
        self.setAccessibleName(self.tr("Build a search"))
        self._all = ComboBox(theme, self.tr("How many of the conditions must hold"))
        self._all.addItem(self.tr("all of these hold"), False)
        self._all.addItem(self.tr("any of these holds"), True)
        self._all.currentIndexChanged.connect(lambda _index: self._write())
        self._notice = Label(
            self.tr(
                "The search in the box has brackets or operators that rows cannot show. "
                "What you build here takes its place."
            ),
            "muted",
            wraps=True,
        )
        self._count = Label("", "muted")
        self._list = QVBoxLayout()
        self._works = WorksSearch(context, self)
        self._works.found.connect(self._show_count)
        self._build()
        self._show(Conditions())

    def follow(self, query: str) -> None:
        """Show what was typed, unless it came from here."""
        if query == self._query:
            return
        self._query = query
        found = conditions_of(query) or conditions_of(_finished(query))
        self._notice.setVisible(found is None)
        self._show(found or Conditions())
        self._ask_for_count()

    def begin(self) -> None:
        """Put the keyboard into the last row."""
        self._ask_for_count()
        self.rows[-1].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add_row()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._works.search("", is_typing=True)

    def add_row(self) -> None:
        """Add an empty condition and go there."""
        self._append(Condition())
        self.begin()

    def _build(self) -> None:
        theme = self._context.theme
        head = QHBoxLayout()
        head.setSpacing(theme.spacing(2))
        head.addWidget(Label(self.tr("Find pages and works where")))
        head.addWidget(self._all)
        head.addStretch(1)
        head.addWidget(self._count)
        foot = QHBoxLayout()
        add = self.tr("Add a condition")
        foot.addWidget(Button(theme, add, self.add_row, kind="ghost", icon_name="plus"))
        foot.addStretch(1)
        foot.addWidget(Button(theme, self.tr("Close"), self.closed.emit, kind="ghost"))
        self._list.setSpacing(theme.spacing(1.5))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(n) for n in (3, 2, 3, 2)))
        box.setSpacing(theme.spacing(2))
        box.addLayout(head)
        box.addWidget(self._notice)
        box.addLayout(self._list)
        box.addLayout(foot)
        self._notice.hide()

    def _show(self, conditions: Conditions) -> None:
        for row in self.rows:
            self._drop(row)
        self.rows = []
        self._all.blockSignals(True)
        self._all.setCurrentIndex(1 if conditions.any_of else 0)
        self._all.blockSignals(False)
        for condition in conditions.rows or (Condition(),):
            self._append(condition)

    def _append(self, condition: Condition) -> None:
        row = ConditionRow(self._context, self._values, condition)
        row.changed.connect(self._write)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)

    def _remove(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        self._drop(row)
        if not self.rows:
            self._append(Condition())
        self.begin()
        self._write()

    def _drop(self, row: ConditionRow) -> None:
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _write(self) -> None:
        rows = tuple(row.condition for row in self.rows)
        self._query = Conditions(rows, any_of=bool(self._all.currentData())).text
        self._notice.hide()
        self.written.emit(self._query)
        self._ask_for_count()

    def _ask_for_count(self) -> None:
        if not self._query:
            self._count.setText("")
        self._works.search(self._query if self.isVisible() else "", is_typing=True)

    def _show_count(self, works: tuple[ItemId, ...]) -> None:
        text = counted(len(works), self.tr("%n work"), self.tr("%n works"))
        self._count.setText(text if self._query else "")


def _finished(query: str) -> str:
    """A query without the operators and the field at its end that is still being typed."""
    while True:
        rest, _, last = query.rpartition(" ")
        if last not in ("OR", "AND", "NOT", "-") and not (":" in last and _is_mistaken(query)):
            return query
        query = rest.rstrip()


def _is_mistaken(query: str) -> bool:
    try:
        parse_query(query)
    except QueryError:
        return True
    return False

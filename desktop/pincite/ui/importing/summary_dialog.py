"""The summary of an import: what is new, here, in doubt or broken, and what comes in."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pincite.model.ids import CollectionId
from pincite.services.import_plans import ImportPlan
from pincite.ui.context import AppContext
from pincite.ui.importing.destination import Destination
from pincite.ui.importing.detail import RowDetail
from pincite.ui.importing.rows import Kind, Row
from pincite.ui.importing.summary_model import SummaryModel
from pincite.ui.importing.summary_view import SummaryView
from pincite.ui.importing.words import kind_name
from pincite.ui.widgets import Button, ElidedLabel, Label
from pincite.ui.widgets.buttons import PillButton
from pincite.ui.widgets.flow import FlowLayout
from pincite.ui.words import counted

_WIDTH_STEPS, _HEIGHT_STEPS, _LEAST_WIDTH_STEPS = 230, 165, 105


class SummaryDialog(QDialog):
    """Nothing is written before the primary button is pressed.

    Signals:
        confirmed: the import is wanted; `plan`, `model` and `destination` say how.
    """

    confirmed = Signal()

    def __init__(
        self,
        context: AppContext,
        plan: ImportPlan,
        rows: Sequence[Row],
        chosen: CollectionId | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.plan = plan
        self._theme = theme = context.theme
        self.setWindowTitle(self.tr("Import references"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.spacing(_LEAST_WIDTH_STEPS))
        room = parent.window().size()
        margin = theme.spacing(10)
        self.resize(
            min(theme.spacing(_WIDTH_STEPS), room.width() - margin),
            min(theme.spacing(_HEIGHT_STEPS), room.height() - margin),
        )
        self.model = SummaryModel(rows, self)
        self.view = SummaryView(self.model, theme)
        self.detail = RowDetail(theme)
        self.destination = Destination(theme, context.workspace.read.collections(), chosen)
        self._import = Button(theme, "", self.accept, kind="primary")
        self._import.setDefault(True)
        self._build()
        self.view.current_changed.connect(self.detail.show_row)
        self.detail.chosen.connect(self._decide_current)
        self.model.decided.connect(self._show_decisions)
        self.accepted.connect(self.confirmed)
        everything = QShortcut(QKeySequence.StandardKey.SelectAll, self.view)
        everything.setContext(Qt.ShortcutContext.WidgetShortcut)
        everything.activated.connect(self.view.selectAll)
        self._show_decisions()
        self._choose(Kind.ALL)
        self.view.look_at(self.model.first_of(Kind.DOUBT))
        self.view.setFocus()

    def _build(self) -> None:
        theme = self._theme
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addWidget(Label(self._headline(), "title"))
        box.addWidget(ElidedLabel(self._sources(), "small"))
        box.addLayout(self._choices())
        box.addWidget(self.view, 1)
        box.addWidget(self.detail)
        box.addWidget(self.destination)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addWidget(ElidedLabel(self.tr("One undo takes the whole import back."), "small"), 1)
        row.addWidget(Button(theme, self.tr("Cancel"), self.reject))
        row.addWidget(self._import)
        box.addLayout(row)

    def _choices(self) -> QHBoxLayout:
        """Which rows are shown, and taking all of them or none."""
        self._pills: dict[Kind, PillButton] = {}
        group = QButtonGroup(self)
        flow = FlowLayout(self._theme.spacing(0.5))
        for kind in Kind:
            count = self.model.count(kind)
            if not count:
                continue
            text = f"{kind_name(kind)} {QLocale().toString(count)}"
            pill = PillButton(self._theme, text, partial(self._choose, kind))
            group.addButton(pill)
            self._pills[kind] = pill
            flow.addWidget(pill)
        row = QHBoxLayout()
        row.setSpacing(self._theme.spacing(2))
        row.addLayout(flow, 1)
        for text, is_taken in ((self.tr("Take all"), True), (self.tr("Take none"), False)):
            act = Button(
                self._theme, text, partial(self._take_shown, is_taken=is_taken),
                kind="link",
            )  # fmt: skip
            act.setAutoDefault(False)
            act.setToolTip(self.tr("Of the rows that are shown"))
            row.addWidget(act)
        return row

    def _headline(self) -> str:
        count = sum(1 for row in self.model.rows if row.candidate is not None)
        return counted(count, self.tr("%n work found"), self.tr("%n works found"))

    def _sources(self) -> str:
        lists = ((each.path.name, each.file.format) for each in self.plan.lists)
        names = [" · ".join(filter(None, each)) for each in lists]
        return ", ".join([*names, *(name for name, _ in self.plan.failed)])

    def _choose(self, kind: Kind) -> None:
        self._pills[kind].setChecked(True)
        self.model.show_kind(kind)

    def _take_shown(self, *, is_taken: bool) -> None:
        self.model.take(range(self.model.rowCount()), is_taken=is_taken)

    def _decide_current(self, is_taken: bool) -> None:
        row = self.view.currentIndex().row()
        if row >= 0:
            self.model.take([row], is_taken=is_taken)

    def _show_decisions(self) -> None:
        taken = self.model.taken
        self._import.setText(counted(taken, self.tr("Import %n work"), self.tr("Import %n works")))
        has_files = any(
            row.candidate is not None and row.candidate.files
            for row in self.model.rows
            if row.decision is row.unchecked
        )
        self._import.setEnabled(taken > 0 or has_files)
        index = self.view.currentIndex()
        self.detail.show_row(self.model.row_at(index.row()) if index.isValid() else None)

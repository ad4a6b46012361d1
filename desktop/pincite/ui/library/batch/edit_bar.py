"""What is to be done: the field, the act, and the words it needs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from pincite.model import csl
from pincite.services.batch_edits import COLLECTIONS, TAGS, TYPE, Act, Edit
from pincite.ui.context import AppContext
from pincite.ui.library.panel.field_names import label_of
from pincite.ui.library.type_names import type_name
from pincite.ui.widgets import ComboBox, Label

_USUAL = ("title", "author", "editor", "issued", "container-title", "publisher", "language")
_SOME_ACTS = {TYPE: (Act.SET,), COLLECTIONS: (Act.ADD, Act.REMOVE)}


class EditBar(QWidget):
    """Builds an `Edit` from what is chosen and typed.

    Signals:
        changed: the edit is another one now.
    """

    changed = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self.field = ComboBox(theme, self.tr("Field"))
        self.act = ComboBox(theme, self.tr("What to do"))
        self.choice = ComboBox(theme, self.tr("Value"))
        self.text = self._line(self.tr("Text to replace"))
        self.value = self._line(self.tr("Value"))
        self.is_pattern = QCheckBox(self.tr("Regular expression"))
        self.has_case = QCheckBox(self.tr("Match case"))
        self._find_label = Label(self.tr("Text"), "muted")
        self._value_label = Label(self.tr("Value"), "muted")
        self._arrange()
        self._fill_fields()
        self.field.currentIndexChanged.connect(self._show_acts)
        self.act.currentIndexChanged.connect(self._show_lines)
        self.choice.currentIndexChanged.connect(self.changed)
        for box in (self.is_pattern, self.has_case):
            box.toggled.connect(self.changed)
        self._show_acts()

    @property
    def edit(self) -> Edit:
        """The edit as it stands."""
        field, act = self.field.currentData(), Act(self.act.currentData())
        if field in (TYPE, COLLECTIONS):
            return Edit(field, act, self.choice.currentData() or "")
        find = self.text.text() if act is Act.REPLACE else ""
        return Edit(
            field,
            act,
            self.value.text(),
            find,
            is_pattern=self.is_pattern.isChecked(),
            has_case=self.has_case.isChecked(),
        )

    @property
    def is_begun(self) -> bool:
        """Enough was chosen for a preview."""
        edit = self.edit
        if edit.act is Act.REPLACE:
            return bool(edit.find)
        return bool(edit.value) or edit.act is Act.REMOVE

    def _line(self, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.textEdited.connect(self.changed)
        return edit

    def _arrange(self) -> None:
        theme = self._context.theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.spacing(2))
        grid.setVerticalSpacing(theme.spacing(2))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(Label(self.tr("Field"), "muted"), 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(Label(self.tr("Do"), "muted"), 0, 2)
        grid.addWidget(self.act, 0, 3)
        grid.addWidget(self._find_label, 1, 0)
        grid.addWidget(self.text, 1, 1, 1, 3)
        grid.addWidget(self._value_label, 2, 0)
        grid.addWidget(self.value, 2, 1, 1, 3)
        grid.addWidget(self.choice, 2, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(4))
        row.addWidget(self.is_pattern)
        row.addWidget(self.has_case)
        row.addStretch(1)
        grid.addLayout(row, 3, 1, 1, 3)

    def _fill_fields(self) -> None:
        own = ((TYPE, self.tr("Type")), (TAGS, self.tr("Tags")))
        for name, label in (*own, (COLLECTIONS, self.tr("Collections"))):
            self.field.addItem(label, name)
        self.field.insertSeparator(self.field.count())
        for name in _USUAL:
            self.field.addItem(label_of(name), name)
        self.field.insertSeparator(self.field.count())
        known = {*csl.FIELDS, *csl.DATE_VARIABLES, *csl.NAME_VARIABLES}.difference(_USUAL)
        for name in sorted(known, key=lambda name: label_of(name).casefold()):
            self.field.addItem(label_of(name), name)
        self.field.setCurrentIndex(self.field.findData("publisher"))

    def _show_acts(self) -> None:
        field = self.field.currentData()
        before = self.act.currentData()
        words = {
            Act.SET: self.tr("Set to"),
            Act.FILL: self.tr("Set where it is empty"),
            Act.ADD: self.tr("Add"),
            Act.REMOVE: self.tr("Remove"),
            Act.REPLACE: self.tr("Replace text"),
        }
        self.act.blockSignals(True)
        self.act.clear()
        for act in _SOME_ACTS.get(field, tuple(Act)):
            self.act.addItem(words[act], act.value)
        self.act.setCurrentIndex(max(0, self.act.findData(before)))
        self.act.blockSignals(False)
        self._fill_choice(field)
        self._show_lines()

    def _fill_choice(self, field: str) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        if field == TYPE:
            for name in sorted(csl.TYPES, key=type_name):
                self.choice.addItem(type_name(name), name)
        elif field == COLLECTIONS:
            for collection in self._context.workspace.read.collections():
                self.choice.addItem(collection.name, collection.id)
        self.choice.blockSignals(False)

    def _show_lines(self) -> None:
        act = Act(self.act.currentData())
        is_chosen = self.field.currentData() in (TYPE, COLLECTIONS)
        is_replacing = act is Act.REPLACE
        for widget in (self._find_label, self.text, self.is_pattern, self.has_case):
            widget.setVisible(is_replacing)
        self.choice.setVisible(is_chosen)
        self.value.setVisible(not is_chosen)
        self._value_label.setText(self.tr("By") if is_replacing else self.tr("Value"))
        is_list = self.field.currentData() in (TAGS, *csl.NAME_VARIABLES)
        hint = self.tr("one; another") if is_list and not is_replacing else ""
        if act is Act.REMOVE:
            hint = self.tr("empty: all of it")
        self.value.setPlaceholderText(hint)
        self.changed.emit()

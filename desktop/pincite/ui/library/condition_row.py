"""A row of the form for searches: field, relation, value."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from pincite.search.completing import Spot
from pincite.search.conditions import Condition, Relation, relations_of
from pincite.search.query_fields import FIELDS
from pincite.ui.context import AppContext
from pincite.ui.library.completer import Completer
from pincite.ui.library.field_values import FieldValues
from pincite.ui.library.query_words import choice_name, field_name, relation_name
from pincite.ui.widgets import ComboBox, IconButton

_FIELD_STEPS, _RELATION_STEPS = 46, 40


class ConditionRow(QWidget):
    """Chooses one condition.

    Signals:
        changed: it says something else now.
        removed: the row is not wanted.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, context: AppContext, values: FieldValues, condition: Condition) -> None:
        super().__init__()
        theme = context.theme
        self._field = ComboBox(theme, self.tr("Field"))
        self._field.addItem(self.tr("Anywhere"), "")
        for name in FIELDS:
            self._field.addItem(field_name(name), name)
        self._field.setFixedWidth(theme.spacing(_FIELD_STEPS))
        self._relation = ComboBox(theme, self.tr("Relation"))
        self._relation.setFixedWidth(theme.spacing(_RELATION_STEPS))
        self.edit = QLineEdit()
        self.edit.setAccessibleName(self.tr("Value"))
        self._choice = ComboBox(theme, self.tr("Value"))
        self._value = QStackedWidget()
        self._value.addWidget(self.edit)
        self._value.addWidget(self._choice)
        self._value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._completer = Completer(
            context, self.edit, values, self._spot_at, lambda _spot, value: value
        )
        self._remove = IconButton(theme, "minus", self.tr("Remove this row"), self.removed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.spacing(2))
        for widget in (self._field, self._relation, self._value, self._remove):
            row.addWidget(widget)
        self._show(condition)
        self._field.currentIndexChanged.connect(self._on_field_changed)
        self._relation.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.edit.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def condition(self) -> Condition:
        """What the row says now."""
        relation, is_not = self._relation.currentData() or (Relation.WORDS, False)
        return Condition(self._name, relation, self._said, is_not)

    @property
    def _name(self) -> str:
        return str(self._field.currentData() or "")

    @property
    def _said(self) -> str:
        if self._value.currentWidget() is self._choice:
            return str(self._choice.currentData() or "")
        return self.edit.text().strip()

    def _show(self, condition: Condition) -> None:
        self._field.setCurrentIndex(self._field.findData(condition.field))
        self._fill(condition.field)
        wanted = (condition.relation, condition.is_not)
        found = [i for i in range(self._relation.count()) if self._relation.itemData(i) == wanted]
        self._relation.setCurrentIndex(found[0] if found else 0)
        self.edit.setText(condition.value)
        at = self._choice.findData(condition.value.casefold())
        if at >= 0:
            self._choice.setCurrentIndex(at)

    def _fill(self, name: str) -> None:
        """Offer the relations and the choices of a field."""
        self._relation.clear()
        for relation in relations_of(name):
            for is_not in (False, True):
                if not is_not or relation not in (Relation.FROM, Relation.UNTIL):
                    text = relation_name(name, relation, is_not=is_not)
                    self._relation.addItem(text, (relation, is_not))
        choices = FIELDS[name].choices if name else ()
        # A date is typed.
        has_choices = bool(choices) and name != "added"
        self._choice.clear()
        for choice in choices if has_choices else ():
            self._choice.addItem(choice_name(name, choice), choice)
        self._value.setCurrentWidget(self._choice if has_choices else self.edit)
        example = FIELDS[name].example.partition(":")[2].strip('"') if name else ""
        hint = self.tr("such as %1").replace("%1", example) if example else self.tr("words")
        self.edit.setPlaceholderText(hint)

    def _on_field_changed(self) -> None:
        self.blockSignals(True)
        self._fill(self._name)
        self.blockSignals(False)
        self.changed.emit()

    def _spot_at(self, text: str, cursor: int) -> Spot | None:
        return Spot(self._name, text, 0, len(text)) if self._name and cursor == len(text) else None

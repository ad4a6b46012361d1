"""The form of an item: type, fields of the type, other fields, key, tags."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QWidget

from pincite.model import csl, identifiers
from pincite.model.items import Item
from pincite.model.tags import typed_tags
from pincite.services.commands.items import EditItem
from pincite.services.commands.keys import PinKeys
from pincite.ui.context import AppContext
from pincite.ui.icons import icon
from pincite.ui.library.columns import short_date
from pincite.ui.library.panel.field_edits import FieldEdit, LongEdit
from pincite.ui.library.panel.field_row import FieldRow
from pincite.ui.library.panel.item_fields import (
    FieldLine,
    further_fields,
    lines_of,
    without_a_place,
)
from pincite.ui.library.panel.reading_row import ReadingRow
from pincite.ui.library.type_names import type_name
from pincite.ui.theme import Role
from pincite.ui.widgets import Button, ComboBox, IconButton, Label, SectionHead

_LABEL_STEPS = 23


class ItemForm(QFrame):
    """The lines for one shape of item; built anew when the type or the fields are others.

    Signals:
        wanted: a command that the user's edit means.
        extended: another field is to be shown (its name).
    """

    wanted = Signal(object)
    extended = Signal(str)

    def __init__(self, context: AppContext, item: Item, extra: tuple[str, ...]) -> None:
        super().__init__()
        self._context = context
        self._item = item
        self.lines = lines_of(item, extra)
        self._rows: dict[str, FieldRow] = {}
        theme = context.theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.spacing(3.5), theme.spacing(1), theme.spacing(2), 0)
        self._grid.setHorizontalSpacing(theme.spacing(1))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, theme.spacing(_LABEL_STEPS))
        self._grid.setColumnStretch(1, 1)
        self._type = self._type_picker()
        self._add(self.tr("Type"), self._type)
        self._notice = Label("", "small", wraps=True)
        self._notice.setContentsMargins(theme.spacing(2), 0, 0, theme.spacing(1))
        self._grid.addWidget(self._notice, self._grid.rowCount(), 1, 1, 2)
        self._notice.hide()
        self._add_fields()
        self._add_library_lines()
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """Show an item of the same shape; what the user is typing just now is left alone."""
        self._item = item
        self._type.setCurrentIndex(self._type.findData(item.type))
        for name, row in self._rows.items():
            value = (item.dates if row.line.is_date else item.fields).get(name, "")
            row.show_value(value, item.sources.get(name, ""))
        self._key.show_value(item.key)
        self._show_pin(item)
        self._tags.show_value("; ".join(item.tags))
        automatic = ", ".join(item.automatic_tags)
        came = self.tr("Came with the work: %1").replace("%1", automatic)
        self._tags.setToolTip(came if automatic else "")
        self._added.setText(short_date(item.added))
        self._reading.show_item(item)

    def focus_named(self, name: str) -> None:
        """Put the keyboard on the editor with an accessible name, where there is one."""
        editors = (e for e in self.findChildren(QWidget) if e.accessibleName() == name and name)
        if (found := next(editors, None)) is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_conversion(self, old_type: str) -> None:
        """Say which fields the new type does not have, after the type was changed."""
        lost = without_a_place(self._item, self._item.type)
        had = set(without_a_place(self._item, old_type))
        new = [label for label in lost if label not in had]
        text = self.tr("%1 has no field for: %2. Kept under “Other fields”.")
        text = text.replace("%1", type_name(self._item.type)).replace("%2", ", ".join(new))
        self._notice.setText(text if new else "")
        self._notice.setVisible(bool(new))

    def commit(self) -> None:
        """Finish what is being typed."""
        for edit in (*(row.edit for row in self._rows.values()), self._key, self._tags):
            edit.commit()

    def edit_of(self, name: str) -> FieldEdit | LongEdit | None:
        """The line of a field."""
        row = self._rows.get(name)
        return row.edit if row else None

    def _add_fields(self) -> None:
        has_head = False
        for line in self.lines:
            if line.is_other and not has_head:
                has_head = True
                self._add_head(self.tr("Other fields"))
            row = FieldRow(self._context.theme, line)
            row.finished.connect(lambda text, which=line: self._save(which, text))
            self._rows[line.name] = row
            self._add(line.label, row, row.edit)
        self._grid.addLayout(self._links(), self._grid.rowCount(), 0, 1, 3)

    def _links(self) -> QHBoxLayout:
        theme, actions = self._context.theme, self._context.actions
        more = Button(theme, self.tr("Add a field"), kind="link", icon_name="plus")
        more.clicked.connect(lambda: self._show_field_menu(more))
        complete = Button(
            theme, self.tr("Complete…"), kind="link", icon_name="magnifying-glass-plus"
        )
        complete.setToolTip(self.tr("Look the work up on the web and compare"))
        complete.clicked.connect(lambda: actions.run("library.complete"))
        links = QHBoxLayout()
        links.setSpacing(theme.spacing(2))
        links.addWidget(more)
        links.addWidget(complete)
        links.addStretch(1)
        return links

    def _add_library_lines(self) -> None:
        theme = self._context.theme
        self._add_head(self.tr("In the library"))
        self._key = self._plain(self.tr("Key"), self._save_key)
        self._pin = IconButton(theme, "push-pin", self.tr("Pin the key"), self._toggle_pin)
        self._pin.setFixedSize(*(theme.spacing(6),) * 2)
        self._grid.addWidget(self._pin, self._grid.rowCount() - 1, 2)
        self._tags = self._plain(self.tr("Tags"), self._save_tags)
        self._tags.setPlaceholderText(self.tr("tag; another tag"))
        self._reading = ReadingRow(self._context)
        self._add(self.tr("Reading"), self._reading, self._reading.picker)
        self._added = Label("")
        self._added.setContentsMargins(theme.spacing(2), 0, 0, 0)
        self._added.setMinimumHeight(theme.spacing(6.5))
        self._add(self.tr("Added"), self._added)

    def _add_head(self, text: str) -> None:
        head = SectionHead(text)
        head.setContentsMargins(0, self._context.theme.spacing(3), 0, 0)
        self._grid.addWidget(head, self._grid.rowCount(), 0, 1, 3)

    def _plain(self, label: str, save: Callable[[str], None]) -> FieldEdit:
        edit = FieldEdit(label)
        edit.finished.connect(save)
        self._add(label, edit)
        return edit

    def _add(self, text: str, editor: QWidget, buddy: QWidget | None = None) -> None:
        row = self._grid.rowCount()
        theme = self._context.theme
        label = Label(text, "muted", wraps=True)
        label.setMaximumWidth(theme.spacing(_LABEL_STEPS))
        label.setMinimumHeight(theme.spacing(6.5))
        label.setBuddy(buddy or editor)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(editor, row, 1, 1, 1 if text == self.tr("Key") else 2)

    def _type_picker(self) -> ComboBox:
        picker = ComboBox(self._context.theme, self.tr("Type"), kind="quiet")
        for name in sorted(csl.TYPES, key=type_name):
            picker.addItem(type_name(name), name)
        picker.activated.connect(lambda _index: self._save_type())
        return picker

    def _save(self, line: FieldLine, text: str) -> None:
        label = self.tr("Edit %1").replace("%1", line.label.lower())
        value = _tidy(line.name, text) or None
        if line.is_date:
            self.wanted.emit(EditItem(self._item.id, dates={line.name: value}, label=label))
        else:
            self.wanted.emit(EditItem(self._item.id, fields={line.name: value}, label=label))

    def _save_type(self) -> None:
        chosen = self._type.currentData()
        if chosen != self._item.type:
            self.wanted.emit(EditItem(self._item.id, type=chosen, label=self.tr("Change type")))

    def _save_key(self, text: str) -> None:
        label = self.tr("Edit citation key")
        self.wanted.emit(EditItem(self._item.id, key=text, label=label))
        # A key that another item has is refused; the one in force comes back then.
        self._key.setText(self._item.key)

    def _save_tags(self, text: str) -> None:
        label, tags = self.tr("Edit tags"), typed_tags(text)
        self.wanted.emit(EditItem(self._item.id, tags=tags, confirm=False, label=label))

    def _toggle_pin(self) -> None:
        self.wanted.emit(PinKeys((self._item.id,), is_pinned=not self._item.key_is_pinned))

    def _show_pin(self, item: Item) -> None:
        name = "push-pin-fill" if item.key_is_pinned else "push-pin"
        role = Role.ACCENT if item.key_is_pinned else Role.MUTED
        self._pin.setIcon(icon(self._context.theme, name, role))
        text = (
            self.tr("The key is pinned: it is never made anew. Click to let go.")
            if item.key_is_pinned
            else self.tr("Pin the key, so that it is never made anew")
        )
        self._pin.setToolTip(text)
        self._pin.setAccessibleName(text)
        former = ", ".join(item.former_keys)
        self._key.setToolTip(self.tr("Before: %1").replace("%1", former) if former else "")

    def _show_field_menu(self, button: Button) -> None:
        menu = QMenu(button)
        for name, label in further_fields(self._item):
            action = menu.addAction(label)
            action.triggered.connect(lambda _checked=False, n=name: self.extended.emit(n))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _tidy(name: str, text: str) -> str:
    if name == "DOI" and text:
        try:
            return identifiers.normal_doi(text)
        except ValueError:
            return text
    return text

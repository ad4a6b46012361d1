"""Info: the fields of an item, its cited pages, Read and Cite."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pincite.model import csl, dates, identifiers
from pincite.model.items import Item
from pincite.services.commands.items import ConfirmItems, EditItem
from pincite.services.commands.keys import PinKeys
from pincite.ui.context import AppContext
from pincite.ui.icons import icon
from pincite.ui.library.columns import short_date
from pincite.ui.library.panel.cited_pages import CitedPages
from pincite.ui.library.panel.creator_text import creators_from, creators_text, with_role
from pincite.ui.library.panel.field_edits import FieldEdit, TitleEdit
from pincite.ui.library.panel.item_fields import (
    FieldLine,
    further_fields,
    label_of,
    lines_of,
)
from pincite.ui.library.type_names import type_name
from pincite.ui.theme import Role
from pincite.ui.widgets import Banner, Button, ComboBox, IconButton, Label, SectionHead

_LABEL_STEPS = 23


class InfoPage(QScrollArea):
    """A form over one item; every finished edit is one command.

    Signals:
        read_wanted, cite_wanted: the buttons below were pressed.
    """

    read_wanted = Signal()
    cite_wanted = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: Item | None = None
        self._lines: list[FieldLine] = []
        self._extra: list[FieldLine] = []
        self._edits: dict[str, FieldEdit] = {}
        self._links: dict[str, IconButton] = {}
        self._banner: Banner | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme = context.theme
        canvas = QFrame()
        canvas.setProperty("role", "pane")
        self.setWidget(canvas)
        self._box = QVBoxLayout(canvas)
        self._box.setContentsMargins(0, theme.spacing(2), 0, theme.spacing(4))
        self._box.setSpacing(0)
        self._title = TitleEdit(self.tr("Title"))
        self._title.setFont(theme.font("title", bold=True))
        self._title.finished.connect(self._save_title)
        self._form = QFrame()
        self._box.addWidget(self._padded(self._title, left=2))
        self._creators = Label("", "muted", wraps=True)
        self._box.addWidget(self._padded(self._creators, left=3.5))
        self._box.addSpacing(theme.spacing(1))
        self._box.addWidget(self._form)
        self._cited = CitedPages(context)
        self._box.addWidget(self._cited)
        self._box.addWidget(self._buttons())
        self._box.addStretch(1)

    def show_item(self, item: Item) -> None:
        """Show an item; what the user is typing just now is left alone."""
        is_other = self._item is None or self._item.id != item.id
        if is_other:
            self.leave()
            self._extra = []
            self.verticalScrollBar().setValue(0)
        needs_form = is_other or self._shape(item) != self._lines
        self._item = item
        if needs_form:
            self._build_form(item)
        self._title.show_value(item.title)
        self._title.setPlaceholderText(self.tr("Title"))
        names = " · ".join(c.full for c in item.creators)
        self._creators.setText(names or self.tr("No creators yet"))
        for line in self._lines:
            self._edits[line.name].show_value(_value(item, line))
            self._show_source(self._edits[line.name], item.sources, line)
        for name, button in self._links.items():
            button.setVisible(bool(item.fields.get(name)))
        self._type.setCurrentIndex(self._type.findData(item.type))
        self._edits["#key"].show_value(item.key)
        self._show_pin(item)
        self._edits["#tags"].show_value("; ".join(item.tags))
        self._show_draft(item)
        self._cited.show_item(item)

    def leave(self) -> None:
        """Save what is being typed into the item on view, then show none.

        Without this a text typed for one item could be saved into the next one.
        """
        if self._item is not None:
            for edit in self._edits.values():
                edit.commit()
            self._title.commit()
        self._item = None

    def show_readable(self, *, is_readable: bool) -> None:
        """Whether Read has something to open."""
        self._read.setEnabled(is_readable)
        tip = "" if is_readable else self.tr("This item has no file yet. Add one under Documents.")
        self._read.setToolTip(tip)

    def focus_field(self, name: str) -> None:
        """Put the cursor into a line of the form; "" for the title."""
        target = self._edits.get(name, self._title)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        target.selectAll()

    def _shape(self, item: Item) -> list[FieldLine]:
        lines = lines_of(item)
        names = {line.name for line in lines}
        return lines + [line for line in self._extra if line.name not in names]

    def _build_form(self, item: Item) -> None:
        self._lines = self._shape(item)
        self._edits, self._links = {}, {}
        old, theme = self._form, self._context.theme
        self._form = QFrame()
        grid = QGridLayout(self._form)
        grid.setContentsMargins(theme.spacing(3.5), theme.spacing(1), theme.spacing(2), 0)
        grid.setHorizontalSpacing(theme.spacing(1))
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, theme.spacing(_LABEL_STEPS))
        grid.setColumnStretch(1, 1)
        self._type = self._type_picker()
        self._add_line(grid, self.tr("Type"), self._type)
        for line in self._lines:
            edit = FieldEdit(line.label)
            edit.finished.connect(lambda text, which=line: self._save(which, text))
            self._edits[line.name] = edit
            self._add_line(grid, line.label, edit, self._link_button(line))
        self._pin = IconButton(theme, "push-pin", self.tr("Pin the key"), self._toggle_pin)
        self._pin.setFixedSize(*(theme.spacing(6),) * 2)
        self._add_plain(grid, "#key", self.tr("Key"), self._save_key, self._pin)
        self._add_plain(grid, "#tags", self.tr("Tags"), self._save_tags)
        self._edits["#tags"].setPlaceholderText(self.tr("tag; another tag"))
        added = Label(short_date(item.added))
        added.setContentsMargins(theme.spacing(2), 0, 0, 0)
        added.setMinimumHeight(theme.spacing(6.5))
        self._add_line(grid, self.tr("Added"), added)
        grid.addLayout(self._form_links(), grid.rowCount(), 0, 1, 3)
        self._box.replaceWidget(old, self._form)
        old.deleteLater()

    def _form_links(self) -> QHBoxLayout:
        theme = self._context.theme
        more = Button(theme, self.tr("Add a field"), kind="link", icon_name="plus")
        more.clicked.connect(lambda: self._show_field_menu(more))
        complete = Button(
            theme, self.tr("Complete…"), kind="link", icon_name="magnifying-glass-plus"
        )
        complete.setToolTip(self.tr("Look the work up on the web and compare"))
        complete.clicked.connect(lambda: self._complete())
        links = QHBoxLayout()
        links.setSpacing(theme.spacing(2))
        links.addWidget(more)
        links.addWidget(complete)
        links.addStretch(1)
        return links

    def _add_plain(
        self,
        grid: QGridLayout,
        key: str,
        label: str,
        save: object,
        beside: QWidget | None = None,
    ) -> None:
        edit = FieldEdit(label)
        edit.finished.connect(save)
        self._edits[key] = edit
        self._add_line(grid, label, edit, beside)

    def _add_line(
        self, grid: QGridLayout, text: str, editor: QWidget, beside: QWidget | None = None
    ) -> None:
        row = grid.rowCount()
        label = Label(text, "muted", wraps=True)
        label.setMaximumWidth(self._context.theme.spacing(_LABEL_STEPS))
        label.setBuddy(editor)
        grid.addWidget(label, row, 0)
        grid.addWidget(editor, row, 1, 1, 1 if beside else 2)
        if beside:
            grid.addWidget(beside, row, 2)

    def _type_picker(self) -> ComboBox:
        picker = ComboBox(self._context.theme, self.tr("Type"), kind="quiet")
        for name in sorted(csl.TYPES, key=type_name):
            picker.addItem(type_name(name), name)
        picker.activated.connect(lambda _index: self._save_type())
        return picker

    def _link_button(self, line: FieldLine) -> QWidget | None:
        if line.name not in ("DOI", "URL"):
            return None
        name = self.tr("Open in the browser")
        button = IconButton(
            self._context.theme, "arrow-square-out", name, lambda: self._open_link(line.name)
        )
        button.setFixedSize(*(self._context.theme.spacing(6),) * 2)
        self._links[line.name] = button
        return button

    def _buttons(self) -> QWidget:
        theme = self._context.theme
        self._read = Button(theme, self.tr("Read"), self.read_wanted.emit, kind="primary")
        cite = Button(theme, self.tr("Cite"), self.cite_wanted.emit, icon_name="quotes")
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(theme.spacing(3.5), theme.spacing(3.5), theme.spacing(3.5), 0)
        box.setSpacing(theme.spacing(2))
        box.addWidget(self._read)
        box.addWidget(cite)
        box.addStretch(1)
        return row

    def _padded(self, widget: QWidget, *, left: float) -> QWidget:
        theme = self._context.theme
        holder = QWidget()
        box = QHBoxLayout(holder)
        box.setContentsMargins(theme.spacing(left), 0, theme.spacing(3), 0)
        box.addWidget(widget)
        return holder

    def _show_draft(self, item: Item) -> None:
        if item.is_draft and self._banner is None:
            text = self.tr("Found in the file: check and confirm.")
            acts = [(self.tr("Complete…"), self._complete), (self.tr("Confirm"), self._confirm)]
            self._banner = Banner(self._context.theme, "info", text, acts, is_closable=False)
            self._box.insertWidget(0, self._banner)
            self._box.insertSpacing(1, self._context.theme.spacing(2))
        elif not item.is_draft and self._banner is not None:
            self._banner.deleteLater()
            self._banner = None
            self._box.takeAt(1)

    def _show_source(self, edit: FieldEdit, sources: Mapping[str, str], line: FieldLine) -> None:
        source = sources.get(line.name)
        text = self.tr("Found in: %1").replace("%1", source) if source else ""
        edit.set_problem("")
        edit.setToolTip(text)

    def _complete(self) -> None:
        self._context.actions.run("library.complete")

    def _confirm(self) -> None:
        if self._item is not None:
            self._context.bridge.run(ConfirmItems((self._item.id,)), self)

    def _save_title(self, text: str) -> None:
        if self._item is not None:
            command = EditItem(
                self._item.id, fields={"title": text or None}, label=self.tr("Edit title")
            )
            self._context.bridge.run(command, self)

    def _save(self, line: FieldLine, text: str) -> None:
        if self._item is None:
            return
        label = self.tr("Edit %1").replace("%1", line.label.lower())
        if line.kind == "creators":
            new = creators_from(text, line.name, self._item.creators)
            creators = with_role(self._item.creators, line.name, new)
            command = EditItem(self._item.id, creators=creators, label=label)
        elif line.kind == "date":
            if text and not dates.is_edtf(text):
                self._edits[line.name].set_problem(
                    self.tr("A date is written 2014, 2014-05 or 2014-05-28.")
                )
                return
            command = EditItem(self._item.id, dates={line.name: text or None}, label=label)
        else:
            value = _tidy(line.name, text)
            command = EditItem(self._item.id, fields={line.name: value or None}, label=label)
        self._context.bridge.run(command, self)

    def _save_type(self) -> None:
        chosen = self._type.currentData()
        if self._item is not None and chosen != self._item.type:
            command = EditItem(self._item.id, type=chosen, label=self.tr("Change type"))
            self._context.bridge.run(command, self)

    def _save_key(self, text: str) -> None:
        if self._item is not None:
            label = self.tr("Edit citation key")
            self._context.bridge.run(EditItem(self._item.id, key=text, label=label), self)
            # A key that another item has is refused; the one in force comes back then.
            self._edits["#key"].setText(self._item.key)

    def _toggle_pin(self) -> None:
        if self._item is not None:
            wanted = not self._item.key_is_pinned
            self._context.bridge.run(PinKeys((self._item.id,), is_pinned=wanted), self)

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
        tip = self.tr("Before: %1").replace("%1", former) if former else ""
        self._edits["#key"].setToolTip(tip)

    def _save_tags(self, text: str) -> None:
        if self._item is not None:
            tags = tuple(dict.fromkeys(t.strip() for t in text.split(";") if t.strip()))
            command = EditItem(self._item.id, tags=tags, confirm=False, label=self.tr("Edit tags"))
            self._context.bridge.run(command, self)

    def _show_field_menu(self, button: Button) -> None:
        if self._item is None:
            return
        menu = QMenu(button)
        for name, label in further_fields(self._item):
            action = menu.addAction(label)
            action.triggered.connect(lambda _checked=False, n=name: self._add_field(n))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _add_field(self, name: str) -> None:
        if self._item is None:
            return
        kind = "date" if name in csl.DATE_VARIABLES else "field"
        kind = "creators" if name in csl.NAME_VARIABLES else kind
        self._extra.append(FieldLine(kind, name, label_of(name, self._item.type)))
        self.show_item(self._item)
        self.focus_field(name)

    def _open_link(self, name: str) -> None:
        value = self._item.fields.get(name, "") if self._item else ""
        if value:
            address = f"https://doi.org/{value}" if name == "DOI" else value
            QDesktopServices.openUrl(QUrl(address))


def section_head(context: AppContext, text: str) -> SectionHead:
    """A section head with the pane's margin."""
    head = SectionHead(text)
    head.setContentsMargins(context.theme.spacing(3.5), 0, 0, 0)
    return head


def _value(item: Item, line: FieldLine) -> str:
    if line.kind == "creators":
        return creators_text(item.creators, line.name)
    return (item.dates if line.kind == "date" else item.fields).get(line.name, "")


def _tidy(name: str, text: str) -> str:
    if name == "DOI" and text:
        try:
            return identifiers.normal_doi(text)
        except ValueError:
            return text
    return text

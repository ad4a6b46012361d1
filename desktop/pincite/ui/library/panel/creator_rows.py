"""The creators of an item as rows: in order, each with its role."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.ui.library.panel.creator_row import CreatorRow
from pincite.ui.library.panel.creator_text import creators_in
from pincite.ui.library.panel.type_fields import fields_of
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button
from pincite.ui.words import counted

_AT_FIRST = 12
"""Rows shown of a long list; a paper can have thousands of authors."""
_MORE = 100


class CreatorRows(QWidget):
    """Add, remove, drag, swap names, paste a list.

    Signals:
        changed: all creators, as they are to be now.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._type = ""
        self._item_id = ""
        self._rows: list[CreatorRow] = []
        self._hidden: tuple[Creator, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._rest = Button(theme, "", self._show_more, kind="link")
        self._add = Button(theme, self.tr("Add a name"), self.add_row, kind="link",
                           icon_name="user-plus")  # fmt: skip
        paste = Button(theme, self.tr("Paste names"), self.paste, kind="link",
                       icon_name="clipboard-text")  # fmt: skip
        paste.setToolTip(self.tr("Names on the clipboard, one a line or parted by “;”"))
        row = QHBoxLayout()
        row.setContentsMargins(theme.spacing(3), 0, 0, 0)
        for button in (self._rest, self._add, paste):
            row.addWidget(button)
        row.addStretch(1)
        self._box.addLayout(row)
        self._rest.hide()

    @property
    def creators(self) -> tuple[Creator, ...]:
        """All creators in their order; rows without a name are none."""
        found = (row.creator for row in self._rows)
        return (*(creator for creator in found if creator is not None), *self._hidden)

    def show_item(self, item: Item) -> None:
        """Show the creators of an item; rows that are as they should be are left alone."""
        is_same = item.id == self._item_id
        if is_same and item.type == self._type and item.creators == self.creators:
            return
        shown = max(_AT_FIRST, len(self._rows)) if is_same else _AT_FIRST
        self._item_id, self._type = item.id, item.type
        self._show(item.creators, shown)

    def commit(self) -> None:
        """Finish what is being typed."""
        for row in list(self._rows):
            row.commit()

    def add_row(self) -> None:
        """An empty row at the end, with the cursor in it."""
        if self._hidden:
            self._show(self.creators, len(self.creators))
        role = self._rows[-1].role if self._rows else fields_of(self._type).roles[0]
        row = self._new_row()
        row.show_creator(Creator(role), self._type)
        row.focus_name()

    def paste(self) -> None:
        """Add the names on the clipboard."""
        self._insert(QGuiApplication.clipboard().text(), len(self._rows))

    def _insert(self, text: str, place: int) -> None:
        """Add the names in a text at a place, in the role of the row there or before it."""
        near = self._rows[min(place, len(self._rows) - 1)] if self._rows else None
        role = near.role if near else fields_of(self._type).roles[0]
        new = creators_in(text, role)
        if new:
            before = [row.creator for row in self._rows[:place]]
            after = [row.creator for row in self._rows[place:]]
            rest = [creator for creator in after if creator is not None]
            kept = [creator for creator in before if creator is not None]
            self._take((*kept, *new, *rest, *self._hidden))

    def _take(self, creators: tuple[Creator, ...]) -> None:
        self._show(creators, max(_AT_FIRST, len(self._rows)))
        self.changed.emit(creators)

    def _show(self, creators: Sequence[Creator], most: int) -> None:
        shown = list(creators[:most])
        self._hidden = tuple(creators[most:])
        while len(self._rows) > len(shown):
            self._drop(self._rows[-1])
        while len(self._rows) < len(shown):
            self._new_row()
        for row, creator in zip(self._rows, shown, strict=True):
            row.show_creator(creator, self._type)
        self._rest.setVisible(bool(self._hidden))
        text = counted(len(self._hidden), self.tr("%n more name"), self.tr("%n more names"))
        self._rest.setText(text)

    def _show_more(self) -> None:
        self._show(self.creators, len(self._rows) + _MORE)

    def _new_row(self) -> CreatorRow:
        row = CreatorRow(self._theme, self)
        row.edited.connect(self._on_edited)
        row.removed.connect(lambda: self._remove(row))
        row.list_pasted.connect(lambda text: self._insert(text, self._rows.index(row)))
        row.moved.connect(lambda step: self._move(row, self._rows.index(row) + step, is_done=True))
        row.handle.dragged.connect(lambda y: self._drag(row, y))
        row.handle.dropped.connect(self._on_edited)
        self._box.insertWidget(len(self._rows), row)
        self._rows.append(row)
        row.show()
        return row

    def _drop(self, row: CreatorRow) -> None:
        self._rows.remove(row)
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: CreatorRow) -> None:
        self._drop(row)
        self._on_edited()

    def _drag(self, row: CreatorRow, y: int) -> None:
        here = self.mapFromGlobal(QPoint(0, y)).y()
        self._move(row, min(max(here, 0) // max(row.height(), 1), len(self._rows) - 1))

    def _move(self, row: CreatorRow, place: int, *, is_done: bool = False) -> None:
        if not 0 <= place < len(self._rows) or self._rows[place] is row:
            return
        self._rows.remove(row)
        self._rows.insert(place, row)
        self._box.removeWidget(row)
        self._box.insertWidget(place, row)
        if is_done:
            self._on_edited()

    def _on_edited(self) -> None:
        self.changed.emit(self.creators)

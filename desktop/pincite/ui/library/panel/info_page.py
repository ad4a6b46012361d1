"""Info: the form of an item, its cited pages, relations and tasks, Read and Cite."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.services.commands.items import ConfirmItems, EditItem
from pincite.services.workspace import Command
from pincite.ui.context import AppContext
from pincite.ui.library.panel.cited_pages import CitedPages
from pincite.ui.library.panel.creator_rows import CreatorRows
from pincite.ui.library.panel.field_edits import TitleEdit
from pincite.ui.library.panel.item_fields import lines_of
from pincite.ui.library.panel.item_form import ItemForm
from pincite.ui.library.panel.related_section import RelatedSection
from pincite.ui.library.panel.tasks_section import TasksSection
from pincite.ui.widgets import Banner, Button


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
        self._extra: tuple[str, ...] = ()
        self._form: ItemForm | None = None
        self._banner: Banner | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme = context.theme
        canvas = QFrame()
        canvas.setProperty("role", "pane")
        self.setWidget(canvas)
        self._box = QVBoxLayout(canvas)
        self._box.setContentsMargins(0, theme.spacing(2), 0, theme.spacing(2))
        self._box.setSpacing(0)
        self._title = TitleEdit(self.tr("Title"))
        self._title.setPlaceholderText(self.tr("Title"))
        self._title.setFont(theme.font("title", bold=True))
        self._title.finished.connect(self._save_title)
        self._box.addWidget(self._padded(self._title, left=2))
        self._creators = CreatorRows(theme)
        self._creators.changed.connect(self._save_creators)
        self._box.addWidget(self._padded(self._creators, left=1))
        self._box.addSpacing(theme.spacing(1))
        self._form_place = self._box.count()
        self._cited = CitedPages(context)
        self._tasks = TasksSection(context)
        self._related = RelatedSection(context)
        for section in (self._cited, self._tasks, self._related):
            self._box.addWidget(section)
        self._box.addStretch(1)
        # Below what scrolls, so that they are always there.
        self._foot = self._buttons()
        self._foot.setParent(self)
        self.setViewportMargins(0, 0, 0, self._foot.sizeHint().height())

    def show_item(self, item: Item) -> None:
        """Show an item; what the user is typing just now is left alone."""
        before = self._item
        is_other = before is None or before.id != item.id
        if is_other:
            self.leave()
            self._extra = ()
            self.verticalScrollBar().setValue(0)
        self._item = item
        self._title.show_value(item.title)
        self._creators.show_item(item)
        form = self._form_for(item)
        if before is not None and not is_other and before.type != item.type:
            form.show_conversion(before.type)
        self._show_draft(item)
        self._cited.show_item(item)
        self._tasks.show_item(item)
        self._related.show_item(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the bottom."""
        super().resizeEvent(event)
        height = self._foot.sizeHint().height()
        self._foot.setGeometry(0, self.height() - height, self.width(), height)

    def leave(self) -> None:
        """Save what is being typed into the item on view, then show none.

        Without this a text typed for one item could be saved into the next one.
        """
        if self._item is not None:
            self._creators.commit()
            if self._form is not None:
                self._form.commit()
            self._title.commit()
        self._item = None

    def show_readable(self, *, is_readable: bool) -> None:
        """Whether Read has something to open."""
        self._read.setEnabled(is_readable)
        tip = "" if is_readable else self.tr("This item has no file yet. Add one under Documents.")
        self._read.setToolTip(tip)

    def focus_field(self, name: str) -> None:
        """Put the cursor into a line of the form; "" for the title."""
        target = (self._form.edit_of(name) if self._form else None) or self._title
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        target.selectAll()

    def _form_for(self, item: Item) -> ItemForm:
        """The form that fits the item, built anew where the one on view does not."""
        old = self._form
        if old is not None and old.lines == lines_of(item, self._extra):
            old.show_item(item)
            return old
        form = ItemForm(self._context, item, self._extra)
        form.wanted.connect(self._run)
        form.extended.connect(self._add_field)
        self._form = form
        self._box.insertWidget(self._form_place + (self._banner is not None) * 2, form)
        if old is not None:
            # The keyboard stays on the same line, as on the type that was just chosen.
            if (focused := QApplication.focusWidget()) and old.isAncestorOf(focused):
                form.focus_named(focused.accessibleName())
            # Leaving the tab order in the old form would send the keyboard elsewhere.
            old.hide()
            self._box.removeWidget(old)
            old.deleteLater()
        return form

    def _run(self, command: Command) -> None:
        if self._item is not None:
            self._context.bridge.run(command, self)

    def _buttons(self) -> QWidget:
        theme = self._context.theme
        self._read = Button(theme, self.tr("Read"), self.read_wanted.emit, kind="primary")
        cite = Button(theme, self.tr("Cite"), self.cite_wanted.emit, icon_name="quotes")
        row = QFrame()
        row.setProperty("role", "pane")
        box = QHBoxLayout(row)
        box.setContentsMargins(*(theme.spacing(3.5), theme.spacing(2)) * 2)
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

    def _confirm(self) -> None:
        if self._item is not None:
            self._run(ConfirmItems((self._item.id,)))

    def _complete(self) -> None:
        self._context.actions.run("library.complete")

    def _save_title(self, text: str) -> None:
        if self._item is not None:
            fields = {"title": text or None}
            self._run(EditItem(self._item.id, fields=fields, label=self.tr("Edit title")))

    def _save_creators(self, creators: tuple[Creator, ...]) -> None:
        if self._item is not None and creators != self._item.creators:
            self._run(EditItem(self._item.id, creators=creators, label=self.tr("Edit creators")))

    def _add_field(self, name: str) -> None:
        if self._item is not None:
            self._extra = (*self._extra, name)
            self.show_item(self._item)
            self.focus_field(name)

"""The bar above the table: the search box with what can be done with a search, and Import."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from pincite.model.saved_searches import SavedSearch
from pincite.search.completing import Spot, quoted, spot_at
from pincite.search.query_fields import FIELDS, QueryError
from pincite.services.commands.saved_searches import EditSavedSearch, SaveSearch
from pincite.ui.context import AppContext
from pincite.ui.library.completer import Completer
from pincite.ui.library.field_values import FieldValues
from pincite.ui.library.query_builder import QueryBuilder
from pincite.ui.library.save_search_popup import SaveSearchPopup
from pincite.ui.library.search_box import SearchBox
from pincite.ui.widgets import Button, IconButton, Label


class SearchBar(QWidget):
    """The box, a mistake under it with what was probably meant, and the acts beside it.

    Signals:
        searched: the text of the box, a moment after the last key.
        import_wanted: the Import button.
        saved: id of the saved search that was made of the text.

    Attributes:
        box: the search box.
        shown: the saved search that is on view; None for none.
    """

    searched = Signal(str)
    import_wanted = Signal()
    saved = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.shown: SavedSearch | None = None
        self.box = SearchBox(context.theme)
        self._save = IconButton(
            context.theme, "bookmark-simple", self.tr("Save this search…"), self.save_search
        )
        self._values = FieldValues(context, self)
        Completer(context, self.box, self._values, spot_at, _written, tuple(FIELDS))
        self._builder: QueryBuilder | None = None
        self._build_button = IconButton(
            context.theme,
            "sliders-horizontal",
            self.tr("Build a search from conditions"),
            self.toggle_builder,
            is_checkable=True,
        )
        self._mistake = _MistakeRow(context)
        self._mistake.accepted.connect(self._mend)
        self._error: QueryError | None = None
        self._build()
        self.box.searched.connect(self._on_searched)
        self._show_acts()

    def show_saved(self, saved: SavedSearch | None) -> None:
        """Put the query of a saved search into the box; None when another thing is on view."""
        was, self.shown = self.shown, saved
        if saved is not None:
            self.box.setText(saved.query)
        elif was is not None and self.box.text().strip() == was.query:
            self.box.clear()
        self._show_acts()

    @property
    def shows_saved_query(self) -> bool:
        """True while the box holds the query of the saved search that is on view."""
        return self.shown is not None and self.box.text().strip() == self.shown.query

    def save_search(self) -> None:
        """Ask for a name; or, with a saved search on view, whether it is to be changed."""
        if self.shown is None or self.shows_saved_query:
            self._ask_for_name()
            return
        menu = QMenu(self)
        update = self.tr("Change “%1” to this search").replace("%1", self.shown.name)
        menu.addAction(update, self._update_saved)
        menu.addAction(self.tr("Save as a new search…"), self._ask_for_name)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._save.mapToGlobal(self._save.rect().bottomLeft()))

    def toggle_builder(self) -> None:
        """Open the form for searches under the box, or close it."""
        builder = self._builder
        if builder is None:
            builder = self._builder = QueryBuilder(self._context, self._values, self)
            builder.written.connect(self.box.setText)
            builder.closed.connect(self.toggle_builder)
            builder.hide()
            self._box.addWidget(builder)
        is_open = builder.isHidden()
        builder.setVisible(is_open)
        self._build_button.setChecked(is_open)
        if is_open:
            builder.follow(self.box.text().strip())
            builder.begin()
        else:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        theme = self._context.theme
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(*(theme.spacing(n) for n in (3, 2, 3, 2)))
        row.setSpacing(theme.spacing(2))
        row.addWidget(self.box, 1)
        row.addWidget(self._build_button)
        row.addWidget(self._save)
        row.addWidget(Button(theme, self.tr("Import…"), self.import_wanted.emit, icon_name="plus"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self._mistake)
        self._box = box

    def _on_searched(self, text: str) -> None:
        self._error = self.box.mark_mistake()
        self._mistake.show_error(self._error)
        self._show_acts()
        if self._builder is not None and self._builder.isVisible():
            self._builder.follow(text)
        self.searched.emit(text)

    def _show_acts(self) -> None:
        self._save.setEnabled(self.box.is_complete and not self.shows_saved_query)

    def _ask_for_name(self) -> None:
        query = self.box.text().strip()
        if not self.box.is_complete:
            return
        popup = SaveSearchPopup(self._context, query, self)
        popup.named.connect(lambda name: self._save_as(name, query))
        rect = QRect(self._save.mapToGlobal(self._save.rect().topLeft()), self._save.size())
        popup.show_beside(rect)
        popup.edit.setFocus()

    def _save_as(self, name: str, query: str) -> None:
        command = SaveSearch(name, query)
        self._context.bridge.run(command)
        self.saved.emit(command.id)

    def _update_saved(self) -> None:
        if self.shown is not None:
            query = self.box.text().strip()
            self._context.bridge.run(EditSavedSearch(self.shown.id, query=query))

    def _mend(self) -> None:
        if self._error is not None:
            self.box.replace_part(self._error.start, self._error.end, self._error.instead)


def _written(_spot: Spot, value: str) -> str:
    return quoted(value)


class _MistakeRow(QWidget):
    """A sentence about a mistake, and a link that mends it where it is known how.

    Signals:
        accepted: the link was used.
    """

    accepted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        theme = context.theme
        self._sentence = Label("", "bad", wraps=True)
        self._link = Button(theme, "", self.accepted.emit, kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.spacing(n) for n in (3, 1.5, 3, 1.5)))
        row.setSpacing(theme.spacing(2))
        row.addWidget(self._sentence, 1)
        row.addWidget(self._link)
        self.hide()

    def show_error(self, error: QueryError | None) -> None:
        """Show a mistake, or nothing."""
        instead = error.instead if error else ""
        self._sentence.setText(str(error) if error else "")
        self._link.setText(self.tr("Use %1").replace("%1", instead))
        self._link.setVisible(bool(instead))
        self.setVisible(error is not None)

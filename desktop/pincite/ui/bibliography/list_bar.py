"""The line over the list of citations: their order, what needs a look, what is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from pincite.model.citations import Ordering, Shown
from pincite.ui.bibliography.contents import Contents
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, ComboBox, IconButton
from pincite.ui.words import counted

_TIP = Qt.ItemDataRole.ToolTipRole


class ListBar(QFrame):
    """Order, state and what is shown.

    Signals:
        ordering_chosen: an `Ordering`.
        shown_chosen: a `Shown`.
        heading_wanted: a heading is to be put before the current citation.
        mend_wanted: the next citation that needs a look is to be shown.
    """

    ordering_chosen = Signal(object)
    shown_chosen = Signal(object)
    heading_wanted = Signal()
    mend_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self.ordering = ComboBox(theme, self.tr("Order of the citations"), kind="quiet")
        for ordering, words, tip in (
            (Ordering.TEXT, self.tr("Citations by hand"),
             self.tr("Citations stand as you put them; the style orders the list of works")),
            (Ordering.HAND, self.tr("Citations and works by hand"),
             self.tr("The list of works follows the citations and their headings")),
            (Ordering.STYLE, self.tr("By style"),
             self.tr("Citations stand as the style orders their works, under each heading")),
        ):  # fmt: skip
            self.ordering.addItem(words, ordering)
            self.ordering.setItemData(self.ordering.count() - 1, tip, _TIP)
        self.ordering.activated.connect(
            lambda row: self.ordering_chosen.emit(self.ordering.itemData(row))
        )
        self.mend = Button(theme, "", self.mend_wanted.emit, kind="link")
        self.mend.setFont(theme.font("small"))
        self.mend.setToolTip(self.tr("Go to the next citation that needs a look"))
        self.heading = IconButton(
            theme, "text-h", self.tr("Add a heading"), self.heading_wanted.emit
        )
        self._actions: dict[str, QAction] = {}
        self._menu = self._make_menu()
        self.eye = IconButton(theme, "eye", self.tr("What is shown"), self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.spacing(2), theme.spacing(1), theme.spacing(3), 0)
        row.setSpacing(theme.spacing(1))
        row.addWidget(self.ordering)
        row.addWidget(self.mend)
        row.addStretch(1)
        row.addWidget(self.heading)
        row.addWidget(self.eye)

    @property
    def menu(self) -> QMenu:
        """What can be shown or not."""
        return self._menu

    def show_contents(self, contents: Contents, to_mend: int) -> None:
        """Show what is in force."""
        if contents.bibliography is None:
            return
        self.ordering.setCurrentIndex(self.ordering.findData(contents.bibliography.ordering))
        row = self.ordering.currentIndex()
        self.ordering.setToolTip(str(self.ordering.itemData(row, _TIP)))
        words = counted(to_mend, self.tr("%n needs a look"), self.tr("%n need a look"))
        self.mend.setText(words)
        self.mend.setVisible(bool(to_mend))
        self._shown = contents.bibliography.shown
        for name, action in self._actions.items():
            action.setChecked(getattr(self._shown, name))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("What is shown"))
        for name, words in (
            ("list_quotations", self.tr("Quotations in the list")),
            ("list_notes", self.tr("Notes in the list")),
            ("page_quotations", self.tr("Quotations on the page")),
            ("page_notes", self.tr("Notes on the page")),
        ):
            if name == "page_quotations":
                menu.addSeparator()
            action = menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda is_on, n=name: self._choose(n, is_on=is_on))
            self._actions[name] = action
        return menu

    def _choose(self, name: str, *, is_on: bool) -> None:
        values = {field: getattr(self._shown, field) for field in Shown.__slots__}
        self.shown_chosen.emit(Shown(**{**values, name: is_on}))

    def _open_menu(self) -> None:
        self._menu.popup(self.eye.mapToGlobal(self.eye.rect().bottomLeft()))

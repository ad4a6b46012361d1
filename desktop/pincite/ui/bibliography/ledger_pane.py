"""The lower part of the tab: heading, scope, table, and what can be taken out of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from pincite.citing.ledger import LedgerWork
from pincite.services.exporting import export_ledger
from pincite.services.reading import document_to_read, place_text
from pincite.ui.bibliography.exports import Exports
from pincite.ui.bibliography.ledger_model import LedgerModel
from pincite.ui.bibliography.ledger_view import LedgerView
from pincite.ui.bibliography.menu_button import MenuButton
from pincite.ui.context import AppContext
from pincite.ui.widgets import ComboBox, Label

_FORMATS = (("text", ".txt"), ("csv", ".csv"), ("markdown", ".md"), ("html", ".html"))


class LedgerPane(QFrame):
    """The ledger of this bibliography or of the library.

    Signals:
        scope_changed: True for the library's.
    """

    scope_changed = Signal(bool)

    def __init__(
        self, context: AppContext, exports: Exports, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._context = context
        self._exports = exports
        self._name = ""
        self.model = LedgerModel(self)
        self.view = LedgerView(context.theme, self.model, self._name_page)
        self.view.opened.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(self._stack, 1)
        self._stack.setCurrentIndex(1)

    def show_works(self, works: tuple[LedgerWork, ...], name: str) -> None:
        """Show a ledger.

        Args:
            name: of the bibliography, for files that are written.
        """
        self._name = name
        self.model.set_works(works)
        self._stack.setCurrentIndex(0 if works else 1)
        for button in (self.copy_button, self.export_button):
            button.setEnabled(bool(works))

    def _head(self) -> QHBoxLayout:
        theme = self._context.theme
        self.scope = ComboBox(theme, self.tr("Extent of the ledger"), kind="quiet")
        self.scope.addItem(self.tr("this bibliography"), False)
        self.scope.addItem(self.tr("the whole library"), True)
        self.scope.activated.connect(
            lambda row: self.scope_changed.emit(bool(self.scope.itemData(row)))
        )
        self.copy_button = MenuButton(
            theme, self.tr("Copy as"), self._menu(self._copy), kind="ghost"
        )
        self.export_button = MenuButton(
            theme, self.tr("Export as"), self._menu(self._save), kind="ghost"
        )
        row = QHBoxLayout()
        row.setContentsMargins(
            theme.spacing(3), theme.spacing(1.5), theme.spacing(2), theme.spacing(1)
        )
        row.setSpacing(theme.spacing(1))
        row.addWidget(Label(self.tr("Ledger of cited pages"), "strong"))
        row.addWidget(self.scope)
        row.addStretch(1)
        row.addWidget(self.copy_button)
        row.addWidget(self.export_button)
        return row

    def _menu(self, act: Callable[[str, str, str], None]) -> QMenu:
        menu = QMenu(self)
        titles = (self.tr("Text"), self.tr("CSV"), self.tr("Markdown"), self.tr("HTML"))
        for (name, suffix), title in zip(_FORMATS, titles, strict=True):
            action = menu.addAction(title)
            action.triggered.connect(lambda _on=False, n=name, s=suffix, t=title: act(n, s, t))
        return menu

    def _empty(self) -> QWidget:
        label = Label(
            self.tr(
                "Every page that you cite will be listed here, work by work, "
                "with its place in the work."
            ),
            "muted",
            wraps=True,
        )
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMargin(self._context.theme.spacing(6))
        return label

    def _make(self, format_name: str) -> Callable[[], str]:
        works, workspace = self.model.works, self._context.workspace
        return lambda: export_ledger(workspace.read, works, format_name)

    def _copy(self, format_name: str, _suffix: str, _title: str) -> None:
        self._exports.copy(self._make(format_name))

    def _save(self, format_name: str, suffix: str, title: str) -> None:
        name = self.tr("%1 – cited pages").replace("%1", self._name)
        self._exports.ask_and_save(self._make(format_name), name, suffix, title)

    def _name_page(self, work: LedgerWork, page_index: int) -> str:
        read = self._context.workspace.read
        document = document_to_read(read, work.item)
        return place_text(read.page_map(document.sha256), page_index) if document else ""

    def _open(self, place: tuple[LedgerWork, int | None]) -> None:
        work, page = place
        document = document_to_read(self._context.workspace.read, work.item)
        if document is None:
            text = self.tr("“%1” has no file to open. Add one to it in the library.")
            self._context.notify("info", text.replace("%1", work.title))
            return
        first = work.marks[0] if work.marks else None
        self._context.open_reader(document.sha256, first if page is None else page, (), None)

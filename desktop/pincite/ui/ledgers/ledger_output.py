"""The buttons that give a ledger away: to the clipboard, or to a file."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import Grouping, LedgerSort
from pincite.services.exporting import export_ledger, export_ledger_docx
from pincite.ui.bibliography.exports import Exports
from pincite.ui.bibliography.menu_button import MenuButton
from pincite.ui.context import AppContext

_FORMATS = (("text", ".txt"), ("csv", ".csv"), ("markdown", ".md"), ("html", ".html"))
_DOCX = ("docx", ".docx")


class LedgerOutput(QWidget):
    """The menus "Copy as" and "Export as", disabled while there is nothing."""

    def __init__(
        self, context: AppContext, exports: Exports, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._exports = exports
        self._works: tuple[LedgerWork, ...] = ()
        self._name = ""
        self._order = (Grouping.NONE, LedgerSort.TITLE)
        theme = context.theme
        copy = self._menu(_FORMATS, self._copy)
        export = self._menu((*_FORMATS, _DOCX), self._save)
        self.copy_button = MenuButton(theme, self.tr("Copy as"), copy, kind="ghost")
        self.export_button = MenuButton(theme, self.tr("Export as"), export, kind="ghost")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.spacing(1))
        row.addWidget(self.copy_button)
        row.addWidget(self.export_button)
        self.set_works((), "")

    def set_works(
        self,
        works: Sequence[LedgerWork],
        name: str,
        grouping: Grouping = Grouping.NONE,
        sort: LedgerSort = LedgerSort.TITLE,
    ) -> None:
        """What is given away; `name` is of its files."""
        self._works, self._name, self._order = tuple(works), name, (grouping, sort)
        for button in (self.copy_button, self.export_button):
            button.setEnabled(bool(works))

    def _menu(
        self, formats: Sequence[tuple[str, str]], act: Callable[[str, str, str], None]
    ) -> QMenu:
        menu = QMenu(self)
        titles = {
            "text": self.tr("Text"),
            "csv": self.tr("CSV"),
            "markdown": self.tr("Markdown"),
            "html": self.tr("HTML"),
            "docx": self.tr("Word"),
        }
        for name, suffix in formats:
            title = titles[name]
            action = menu.addAction(title)
            action.triggered.connect(lambda _on=False, n=name, s=suffix, t=title: act(n, s, t))
        return menu

    def _make(self, format_name: str) -> Callable[[], str]:
        read, works, (grouping, sort) = self._context.workspace.read, self._works, self._order
        return lambda: export_ledger(read, works, format_name, grouping, sort)

    def _copy(self, format_name: str, _suffix: str, _title: str) -> None:
        self._exports.copy(self._make(format_name))

    def _save(self, format_name: str, suffix: str, title: str) -> None:
        name = self.tr("%1 – cited pages").replace("%1", self._name)
        if format_name != _DOCX[0]:
            self._exports.ask_and_save(self._make(format_name), name, suffix, title)
            return
        read, works, (grouping, sort) = self._context.workspace.read, self._works, self._order
        self._exports.ask_and_save(
            lambda: export_ledger_docx(read, works, name, grouping, sort), name, suffix, title
        )

"""The table of a ledger, with the ways from its cells to what they name."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import LedgerGroup
from pincite.services.reading import document_to_read, place_text
from pincite.ui.bibliography.ledger_model import LedgerModel
from pincite.ui.bibliography.ledger_view import LedgerView
from pincite.ui.context import AppContext
from pincite.ui.ledgers.opening import open_work_page, work_menu
from pincite.ui.widgets import Label


class LedgerTable(QStackedWidget):
    """Works and the pages cited of each; a sentence while there are none."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = LedgerModel(self)
        self.view = LedgerView(context.theme, self.model, self._name_page)
        self.view.opened.connect(self._open)
        self.view.menu_wanted.connect(self._show_menu)
        self.addWidget(self.view)
        self.addWidget(self._empty())
        self.setCurrentIndex(1)

    def show_groups(self, groups: Sequence[LedgerGroup]) -> None:
        """Show works, in groups if these have titles."""
        self.model.set_groups(groups)
        self.setCurrentIndex(0 if groups else 1)

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

    def _name_page(self, work: LedgerWork, page_index: int) -> str:
        read = self._context.workspace.read
        document = document_to_read(read, work.item)
        return place_text(read.page_map(document.sha256), page_index) if document else ""

    def _open(self, place: tuple[LedgerWork, int | None]) -> None:
        work, page = place
        first = work.marks[0] if work.marks else None
        open_work_page(self._context, work.item, work.title, first if page is None else page)

    def _show_menu(self, place: tuple[LedgerWork, QPoint]) -> None:
        work, point = place
        menu = work_menu(self._context, work, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

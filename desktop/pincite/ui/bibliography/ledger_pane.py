"""The lower part of the tab: heading, scope, table, and what can be taken out of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import LedgerGroup
from pincite.ui.bibliography.exports import Exports
from pincite.ui.context import AppContext
from pincite.ui.ledgers.ledger_output import LedgerOutput
from pincite.ui.ledgers.ledger_table import LedgerTable
from pincite.ui.widgets import ComboBox, Label


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
        self.table = LedgerTable(context)
        self.output = LedgerOutput(context, exports)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(self.table, 1)

    def show_works(self, works: tuple[LedgerWork, ...], name: str) -> None:
        """Show a ledger.

        Args:
            name: of the bibliography, for files that are written.
        """
        self.table.show_groups([LedgerGroup("", works)] if works else [])
        self.output.set_works(works, name)

    def _head(self) -> QHBoxLayout:
        theme = self._context.theme
        self.scope = ComboBox(theme, self.tr("Extent of the ledger"), kind="quiet")
        self.scope.addItem(self.tr("this bibliography"), False)
        self.scope.addItem(self.tr("all bibliographies"), True)
        self.scope.activated.connect(
            lambda row: self.scope_changed.emit(bool(self.scope.itemData(row)))
        )
        row = QHBoxLayout()
        row.setContentsMargins(
            theme.spacing(3), theme.spacing(1.5), theme.spacing(2), theme.spacing(1)
        )
        row.setSpacing(theme.spacing(1))
        row.addWidget(Label(self.tr("Ledger of cited pages"), "strong"))
        row.addWidget(self.scope)
        row.addStretch(1)
        row.addWidget(self.output)
        return row

"""The ledger of the library, a collection or a bibliography in a tab."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import Grouping, LedgerGroup, LedgerSort
from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId, CollectionId
from pincite.model.items import Collection
from pincite.services.exporting import ledger_groups
from pincite.services.ledgers import Ledgers
from pincite.ui.bibliography.exports import Exports
from pincite.ui.context import AppContext
from pincite.ui.ledgers.ledger_output import LedgerOutput
from pincite.ui.ledgers.ledger_table import LedgerTable
from pincite.ui.live_look import LiveLook, Work
from pincite.ui.widgets import ComboBox, Label
from pincite.ui.widgets.act_bar import ActBar

if TYPE_CHECKING:
    from pincite.services.jobs import JobContext

_PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class Scope:
    """What a ledger counts: a collection, a bibliography, or with neither the library."""

    collection: CollectionId | None = None
    bibliography: BibliographyId | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """Works in groups, and the works alone."""

    groups: tuple[LedgerGroup, ...]
    works: tuple[LedgerWork, ...]


class LedgerTab(QWidget):
    """Works, the pages cited of each, from where and in which state; grouped and sorted.

    Args:
        scope: at first.
    """

    def __init__(self, context: AppContext, scope: Scope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self.scope = ComboBox(theme, self.tr("Extent of the ledger"), kind="quiet")
        self.grouping = ComboBox(theme, self.tr("Groups of the ledger"), kind="quiet")
        self.sort = ComboBox(theme, self.tr("Order of the ledger"), kind="quiet")
        self.table = LedgerTable(context)
        self.output = LedgerOutput(context, Exports(context, self))
        self._look = LiveLook(
            context,
            self,
            self.tr("Counting cited pages"),
            self._work,
            lambda _changes: True,
            pause_ms=_PAUSE_MS,
        )
        self._look.found.connect(self._show)
        self._look.failed.connect(self._on_failed)
        self._fill_pickers()
        self.choose(scope)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        title = Label(self.tr("Ledger of cited pages"), "strong")
        left = (title, self.scope, self.grouping, self.sort)
        box.addWidget(ActBar(theme, left, (self.output,)))
        box.addWidget(self.table, 1)
        self.setFocusProxy(self.table.view)

    def choose(self, scope: Scope) -> None:
        """Count something else."""
        self._fill_scopes(scope)
        self._look.now()

    def _work(self) -> Work:
        read, scope = self._context.workspace.read, self._chosen_scope()
        ledgers = Ledgers(read, self._context.bibliographies)
        grouping, sort = Grouping(self.grouping.currentData()), LedgerSort(self.sort.currentData())

        def work(_job: "JobContext") -> _Read:
            works = _works_of(ledgers, scope)
            groups, _keys = ledger_groups(read, works, grouping, sort)
            return _Read(tuple(groups), tuple(works))

        return work

    def _show(self, found: _Read) -> None:
        self.table.show_groups(found.groups)
        grouping, sort = Grouping(self.grouping.currentData()), LedgerSort(self.sort.currentData())
        self.output.set_works(found.works, self.scope.currentText(), grouping, sort)

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)

    def _chosen_scope(self) -> Scope:
        found = self.scope.currentData()
        return found if isinstance(found, Scope) else Scope()

    def _fill_scopes(self, chosen: Scope) -> None:
        read = self._context.workspace.read
        self.scope.clear()
        self.scope.addItem(self.tr("the whole library"), Scope())
        for collection in read.collections():
            self._add_scope(collection, Scope(collection=collection.id))
        for bibliography in read.bibliographies():
            if not bibliography.archived:
                self._add_scope(bibliography, Scope(bibliography=bibliography.id))
        scopes = [self.scope.itemData(row) for row in range(self.scope.count())]
        self.scope.setCurrentIndex(scopes.index(chosen) if chosen in scopes else 0)

    def _add_scope(self, named: Collection | Bibliography, scope: Scope) -> None:
        self.scope.addItem(self.tr("“%1”").replace("%1", named.name), scope)

    def _fill_pickers(self) -> None:
        for grouping, text in (
            (Grouping.NONE, self.tr("without groups")),
            (Grouping.LAW, self.tr("cases, statutes, other")),
            (Grouping.TYPE, self.tr("by kind of work")),
        ):
            self.grouping.addItem(text, grouping.value)
        for sort, text in (
            (LedgerSort.TITLE, self.tr("by title")),
            (LedgerSort.AUTHOR, self.tr("by author")),
            (LedgerSort.YEAR, self.tr("by year")),
            (LedgerSort.CITATIONS, self.tr("most cited first")),
        ):
            self.sort.addItem(text, sort.value)
        for picker in (self.scope, self.grouping, self.sort):
            picker.activated.connect(lambda _row: self._look.now())


def _works_of(ledgers: Ledgers, scope: Scope) -> list[LedgerWork]:
    if scope.collection is not None:
        return ledgers.of_collection(scope.collection)
    if scope.bibliography is not None:
        return ledgers.of_bibliography(scope.bibliography)
    return ledgers.of_library()

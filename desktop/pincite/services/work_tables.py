"""The table of works that results are grouped, narrowed and ordered by, as new as the library."""

from collections.abc import Iterable

from pincite.library.library import Library
from pincite.library.queries import Reader
from pincite.library.values import WorkRow
from pincite.model.annotations import Annotation
from pincite.model.changes import Changes
from pincite.model.documents import Document
from pincite.model.items import Collection
from pincite.model.pacing import Check, paced, unhurried
from pincite.search.grouping import WorkFacts, WorkTable
from pincite.search.ordering import Facet

_MANY = 500
"""Changed works from which on reading all of them costs less than choosing."""


class WorkTables:
    """Gives the table as of now; works that have changed are read again. One thread at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._seq = -1
        self._rows: dict[str, WorkRow] = {}
        self._table = WorkTable((), {})

    def now(self, check: Check = unhurried) -> WorkTable:
        """The table of all live works."""
        seq = self._library.last_seq()
        if seq != self._seq:
            self._read_changes(check)
            self._seq = seq
        return self._table

    def _read_changes(self, check: Check) -> None:
        read = self._library.reader
        changes = self._library.changes_since(self._seq) if self._seq >= 0 else None
        touched = _touched(read, changes) if changes is not None else set()
        if changes is None or len(touched) > _MANY:
            self._rows = {row.id: row for row in read.work_rows(check=check)}
        elif touched:
            for id in touched:
                self._rows.pop(id, None)
            self._rows.update({row.id: row for row in read.work_rows(touched)})
        elif not (changes.documents or changes.collections):
            return
        paths = _paths(read.collections())
        works = (_facts(row, paths) for row in paced(self._rows.values(), check))
        self._table = WorkTable(works, read.works_of_documents())


def _touched(read: Reader, changes: Changes) -> set[str]:
    """Works that changed, or whose annotations did: these have tags, too."""
    touched: set[str] = set(changes.items)
    for id in changes.annotations if len(changes.annotations) <= _MANY else ():
        mark = read.get(Annotation, id)
        document = read.get(Document, mark.document) if mark else None
        if document is not None:
            touched.add(document.item)
    return touched


def _facts(row: WorkRow, paths: dict[str, tuple[str, ...]]) -> WorkFacts:
    values = {
        Facet.YEAR: (str(row.year),) if row.year is not None else (),
        Facet.AUTHOR: row.authors,
        Facet.TYPE: (row.type,),
        Facet.TAG: row.tags,
        Facet.COLLECTION: tuple(p for c in row.collections for p in paths.get(c, ())),
    }
    return WorkFacts(row.id, row.year, row.author, values)


def _paths(collections: Iterable[Collection]) -> dict[str, tuple[str, ...]]:
    """For each collection its path and those of the collections that it is in: "Trade › Prices"."""
    known = {str(c.id): c for c in collections}
    found = {}
    for id in known:
        names: list[str] = []
        at: Collection | None = known[id]
        while at is not None and len(names) <= len(known):
            names.insert(0, at.name)
            at = known.get(str(at.parent)) if at.parent else None
        found[id] = tuple(" › ".join(names[: n + 1]) for n in range(len(names)))
    return found

"""The ledger of a bibliography, an item, a collection, the library or a manuscript."""

from collections.abc import Iterable, Iterator, Mapping

from pincite.citing.ledger import LedgerEntry, LedgerOrigin, LedgerWork, build_ledger
from pincite.importing.manuscripts.markdown import read_markdown
from pincite.library.queries import Reader
from pincite.library.values import ItemQuery
from pincite.model.annotations import Annotation
from pincite.model.citations import CitationState
from pincite.model.documents import Document
from pincite.model.ids import BibliographyId, CollectionId, ItemId, Sha256
from pincite.model.items import Item
from pincite.model.manuscripts import FindingState, Report
from pincite.model.mentions import MentionState
from pincite.services.bibliographies import BibliographyService, ledger_entries
from pincite.services.mentions import Targets
from pincite.services.reading import citable_locator, document_to_read

_STATES = frozenset(state.value for state in CitationState)


class Ledgers:
    """Gathers what cites pages of works. What it reads grows with the scope: run it in a job.

    Args:
        origins: only what is cited from these counts.
    """

    def __init__(
        self,
        read: Reader,
        bibliographies: BibliographyService,
        origins: Iterable[LedgerOrigin] = LedgerOrigin,
    ) -> None:
        self._read = read
        self._bibliographies = bibliographies
        self._origins = frozenset(origins)

    def of_bibliography(self, bibliography: BibliographyId) -> list[LedgerWork]:
        """The pages that a bibliography cites."""
        rows = self._bibliographies.cited(bibliography)
        return self._ledger(ledger_entries(self._read, rows))

    def of_items(self, ids: Iterable[ItemId]) -> list[LedgerWork]:
        """Everything that names pages of these items: citations, marks, mentions and notes."""
        wanted = dict.fromkeys(ids)
        entries: list[LedgerEntry] = []
        targets = Targets(self._read)
        for item in self._read.items(wanted):
            rows = self._bibliographies.cited_of_item(item.id)
            entries += ledger_entries(self._read, rows)
            entries += self._marks(item, {row.citation.annotation for row in rows})
            entries += self._mentions(item, targets)
        entries += self._notes(wanted)
        return self._ledger(entries)

    def of_collection(self, collection: CollectionId) -> list[LedgerWork]:
        """As `of_items`, for the members of a collection and of those inside it."""
        inside = [collection]
        for each in inside:
            inside += [c.id for c in self._read.collections() if c.parent == each]
        ids = [i for c in inside for i in self._read.item_ids(ItemQuery(collection=c))]
        return self.of_items(ids)

    def of_library(self) -> list[LedgerWork]:
        """As `of_items`, for all of the library."""
        return self.of_items(self._read.item_ids())

    def of_report(self, report: Report) -> list[LedgerWork]:
        """The pages that a manuscript cites."""
        return self._ledger(
            LedgerEntry(
                finding.item.id,
                finding.item.title,
                finding.locator,
                report.path.name,
                _state(finding.state),
                finding.page_index,
                LedgerOrigin.MANUSCRIPT,
                text=finding.place.described,
            )
            for finding in report.findings
            if finding.item is not None
        )

    def _ledger(self, entries: Iterable[LedgerEntry]) -> list[LedgerWork]:
        found = [entry for entry in entries if entry.origin in self._origins]
        maps = {}
        for id in dict.fromkeys(entry.item for entry in found):
            document = document_to_read(self._read, id)
            if document is not None and not document.is_article:
                maps[id] = self._read.page_map(document.sha256)
        return build_ledger(found, maps)

    def _marks(self, item: Item, cited: set[str | None]) -> Iterator[LedgerEntry]:
        """Annotations that no citation stands for."""
        documents = {d.sha256: d for d in self._read.documents_of(item.id)}
        for mark in self._read.annotations_of_item(item.id):
            if mark.id not in cited and mark.document in documents:
                yield self._mark(item, documents[mark.document], mark)

    def _mark(self, item: Item, document: Document, mark: Annotation) -> LedgerEntry:
        return LedgerEntry(
            item.id,
            item.title,
            citable_locator(self._read, document, mark.anchor),
            document.name,
            CitationState.UNCHECKED,
            mark.anchor.page_index,
            LedgerOrigin.ANNOTATION,
            mark.id,
            (mark.anchor.quote or mark.comment),
        )

    def _mentions(self, item: Item, targets: Targets) -> Iterator[LedgerEntry]:
        found = self._read.mentions_of_item(item.id)
        checked = self._read.check_summaries(mention.id for mention in found)
        for mention in found:
            if mention.state is MentionState.SUGGESTED:
                continue
            check = checked.get(mention.id)
            yield LedgerEntry(
                item.id,
                item.title,
                mention.place,
                self._title_of(mention.document),
                check.state if check else CitationState.UNCHECKED,
                targets.of(mention).page_index,
                LedgerOrigin.MENTION,
                mention.id,
                (mention.quotation or mention.anchor.quote),
            )

    def _title_of(self, sha: Sha256) -> str:
        document = self._read.get(Document, sha)
        item = self._read.get(Item, document.item) if document else None
        return (item.title or item.key) if item else ""

    def _notes(self, wanted: Mapping[ItemId, None]) -> Iterator[LedgerEntry]:
        """Page citations in notes, as Markdown writes them: [@adler2014, p. 23]."""
        targets = Targets(self._read)
        for note in self._read.all_notes():
            if "@" not in note.text:
                continue
            for block in read_markdown(note.text).blocks:
                for cite in (cite for group in block.groups for cite in group.cites):
                    item = self._read.item_by_key(cite.key)
                    if item is None or item.trashed or item.id not in wanted:
                        continue
                    index = targets.at(item.id, cite.locator).page_index
                    yield LedgerEntry(
                        item.id, item.title, cite.locator, note.title, CitationState.UNCHECKED,
                        index, LedgerOrigin.NOTE, note.id, block.text,
                    )  # fmt: skip


def _state(state: FindingState) -> CitationState:
    return CitationState(state.value) if state.value in _STATES else CitationState.UNCHECKED

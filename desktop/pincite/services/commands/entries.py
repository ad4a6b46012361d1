"""Commands on what stands in a bibliography in order: citations, and headings between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.citations import Bibliography, Citation, Heading
from pincite.model.ids import AnnotationId, BibliographyId, CitationId, HeadingId, ItemId, fresh_id
from pincite.model.locators import Locator
from pincite.services.errors import NothingFoundError, ServiceError

Entry = Citation | Heading
EntryId = CitationId | HeadingId


@dataclass(frozen=True, slots=True)
class CiteDraft:
    """What is to be cited: a work, a place in it, or a passage that was marked.

    Attributes:
        document: the file that `locator` was taken from; empty for the one that is read.
    """

    item: ItemId
    locator: Locator = Locator()
    annotation: AnnotationId | None = None
    quotation: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class AddCitations:
    """Cite several places, in their order, before an entry or at the end (None)."""

    bibliography: BibliographyId
    drafts: tuple[CiteDraft, ...]
    before: EntryId | None = None
    label: str = "Cite"

    def apply(self, tx: Transaction) -> None:
        """Put each in its place."""
        time = utc_now()
        made = tuple(
            Citation(
                CitationId(fresh_id()),
                self.bibliography,
                draft.item,
                draft.locator,
                draft.annotation,
                draft.quotation,
                document=draft.document,
                created=time,
                modified=time,
            )
            for draft in self.drafts
        )
        place(tx, self.bibliography, made, self.before)


@dataclass(frozen=True, slots=True)
class MoveEntries:
    """Move citations and headings, in their present order, before another entry or to the end.

    Args:
        into: the bibliography that they go to; None for the one that they are in.
    """

    entries: tuple[EntryId, ...]
    before: EntryId | None = None
    into: BibliographyId | None = None
    label: str = "Reorder citations"

    def apply(self, tx: Transaction) -> None:
        """Renumber what has to move."""
        origin = _home_of(tx, self.entries)
        if origin is None:
            return
        moving = tuple(e for e in entries_of(tx, origin) if e.id in self.entries)
        target = self.into or origin.id
        if target != origin.id:
            _take_headings(tx, origin, self.entries)
        moved = (replace(e, bibliography=target) if isinstance(e, Citation) else e for e in moving)
        place(tx, target, tuple(moved), self.before)


@dataclass(frozen=True, slots=True)
class CopyEntries:
    """Put copies of citations and headings, in their order, into a bibliography."""

    entries: tuple[EntryId, ...]
    into: BibliographyId
    before: EntryId | None = None
    label: str = "Copy citations"

    def apply(self, tx: Transaction) -> None:
        """Put a new record for each."""
        origin = _home_of(tx, self.entries)
        if origin is None:
            raise NothingFoundError("These citations are no longer in the library.")
        chosen = [e for e in entries_of(tx, origin) if e.id in self.entries]
        place(tx, self.into, copies(chosen, self.into), self.before)


@dataclass(frozen=True, slots=True)
class AddHeading:
    """Put a heading before an entry, or at the end (None)."""

    bibliography: BibliographyId
    title: str
    before: EntryId | None = None
    id: HeadingId = field(default_factory=lambda: HeadingId(fresh_id()))
    label: str = "Add heading"

    def apply(self, tx: Transaction) -> None:
        """Put it in its place."""
        heading = Heading(self.id, _title(self.title))
        place(tx, self.bibliography, (heading,), self.before)


@dataclass(frozen=True, slots=True)
class RenameHeading:
    """Give a heading another text."""

    bibliography: BibliographyId
    heading: HeadingId
    title: str
    label: str = "Rename heading"

    def apply(self, tx: Transaction) -> None:
        """Put the bibliography with it."""
        owner, title = bibliography_in(tx, self.bibliography), _title(self.title)
        if not any(h.id == self.heading for h in owner.headings):
            raise NothingFoundError("This heading is no longer in the bibliography.")
        renamed = tuple(
            replace(h, title=title) if h.id == self.heading else h for h in owner.headings
        )
        if renamed != owner.headings:
            tx.put(replace(owner, headings=renamed, modified=utc_now()))


@dataclass(frozen=True, slots=True)
class RemoveEntries:
    """Take citations out, into the trash, and headings away; what stood under them stays."""

    entries: tuple[EntryId, ...]
    bibliography: BibliographyId
    label: str = "Remove from the bibliography"

    def apply(self, tx: Transaction) -> None:
        """Mark citations as trashed now."""
        owner = bibliography_in(tx, self.bibliography)
        _take_headings(tx, owner, self.entries)
        headings = {heading.id for heading in owner.headings}
        for id in self.entries:
            if id not in headings:
                tx.put(replace(citation_in(tx, CitationId(id)), trashed=utc_now()))


def bibliography_in(tx: Transaction, bibliography_id: BibliographyId) -> Bibliography:
    """The bibliography of that id.

    Raises:
        NothingFoundError: there is none.
    """
    bibliography = tx.get(Bibliography, bibliography_id)
    if bibliography is None:
        raise NothingFoundError("This bibliography is no longer in the library.")
    return bibliography


def citation_in(tx: Transaction, citation_id: CitationId) -> Citation:
    """The citation of that id.

    Raises:
        NothingFoundError: there is none.
    """
    citation = tx.get(Citation, citation_id)
    if citation is None:
        raise NothingFoundError("This citation is no longer in the bibliography.")
    return citation


def entries_of(tx: Transaction, bibliography: Bibliography) -> list[Entry]:
    """Citations and headings of a bibliography by their positions."""
    entries: list[Entry] = [*tx.citations_of(bibliography.id), *bibliography.headings]
    return sorted(entries, key=lambda entry: entry.position)


def copies(entries: Iterable[Entry], into: BibliographyId) -> tuple[Entry, ...]:
    """New entries that say the same, for another bibliography or the same one."""
    time = utc_now()
    return tuple(
        replace(entry, id=HeadingId(fresh_id()))
        if isinstance(entry, Heading)
        else replace(
            entry, id=CitationId(fresh_id()), bibliography=into, created=time, modified=time
        )
        for entry in entries
    )


def place(
    tx: Transaction,
    bibliography_id: BibliographyId,
    moving: Sequence[Entry],
    before: EntryId | None,
) -> None:
    """Write `moving` between its new neighbours; the others keep their positions."""
    owner = bibliography_in(tx, bibliography_id)
    ids = {entry.id for entry in moving}
    staying = [entry for entry in entries_of(tx, owner) if entry.id not in ids]
    at = next((i for i, entry in enumerate(staying) if entry.id == before), len(staying))
    low = staying[at - 1].position if at > 0 else (staying[0].position - 1.0 if staying else 0.0)
    high = staying[at].position if at < len(staying) else low + len(moving) + 1.0
    step = (high - low) / (len(moving) + 1)
    if step < 1e-9:
        order = [*staying[:at], *moving, *staying[at:]]
        _write(tx, owner, [replace(e, position=float(n)) for n, e in enumerate(order, start=1)])
    else:
        placed = (replace(e, position=low + n * step) for n, e in enumerate(moving, start=1))
        _write(tx, owner, list(placed))


def _write(tx: Transaction, owner: Bibliography, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if isinstance(entry, Citation):
            tx.put(entry)
    headings = {entry.id: entry for entry in entries if isinstance(entry, Heading)}
    if headings:
        kept = [heading for heading in owner.headings if heading.id not in headings]
        tx.put(replace(owner, headings=(*kept, *headings.values()), modified=utc_now()))


def _home_of(tx: Transaction, entries: Sequence[EntryId]) -> Bibliography | None:
    """The bibliography that entries stand in."""
    for id in entries:
        citation = tx.get(Citation, CitationId(id))
        if citation is not None:
            return bibliography_in(tx, citation.bibliography)
    wanted = set(entries)
    owners = (b for b in tx.bibliographies() if wanted & {h.id for h in b.headings})
    return next(owners, None)


def _take_headings(tx: Transaction, owner: Bibliography, ids: Sequence[EntryId]) -> None:
    kept = tuple(heading for heading in owner.headings if heading.id not in ids)
    if kept != owner.headings:
        tx.put(replace(owner, headings=kept, modified=utc_now()))


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise ServiceError("A heading needs a text.")
    return title

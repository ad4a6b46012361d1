"""What a bibliography tab shows, read in one go off the GUI thread."""

from collections.abc import Set as Group
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pincite.citing.ledger import LedgerWork
from pincite.model.changes import Changes
from pincite.model.citations import Bibliography, Heading
from pincite.model.ids import BibliographyId
from pincite.model.listing import Annotated, Listing
from pincite.services.bibliographies import BibliographyService, ItemCite
from pincite.services.cited_rows import CitedRow
from pincite.services.sections import Section, live_rows
from pincite.services.standings import needs_a_look
from pincite.services.workspace import Workspace

_JUST_NOW = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading as the list shows it.

    Attributes:
        count: of the citations under it; `to_mend` of them need a look.
    """

    heading: Heading
    count: int
    to_mend: int = 0
    is_open: bool = True


EntryRow = CitedRow | HeadingRow


@dataclass(frozen=True, slots=True)
class Contents:
    """A bibliography at one moment.

    Attributes:
        bibliography: None when it is gone or in the trash.
        sections: its groups, with citations of works in the trash.
        works: the ledger, of this bibliography or of the library.
        is_active: "Cite" adds to it.
        is_whole_library: the ledger is that of the library.
        beside: what the list of works is made of besides the citations; see
            `BibliographyService.beside`.
    """

    bibliography: Bibliography | None
    sections: tuple[Section, ...] = ()
    works: tuple[LedgerWork, ...] = ()
    is_active: bool = False
    is_whole_library: bool = False
    beside: tuple[object, ...] = ()

    @property
    def rows(self) -> tuple[CitedRow, ...]:
        """All citations from top to bottom, with those of works in the trash."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def live(self) -> tuple[CitedRow, ...]:
        """The citations that are formatted."""
        return tuple(live_rows(self.sections))

    @property
    def cites(self) -> tuple[ItemCite, ...]:
        """The citations as the formatter takes them."""
        return tuple(ItemCite.of(row) for row in self.live)

    @property
    def work_count(self) -> int:
        """How many works are cited."""
        return len({row.item.id for row in self.rows})

    @property
    def formatting(self) -> tuple[object, ...]:
        """All that the formatted page depends on; equal when nothing has to be formatted anew."""
        if self.bibliography is None:
            return ()
        shown = self.bibliography.shown
        return (
            self.bibliography.style,
            self.bibliography.locale,
            self.bibliography.ordering,
            self.bibliography.listing,
            self.beside,
            shown.page_quotations,
            shown.page_notes,
            tuple((s.heading.title if s.heading else "", len(s.rows)) for s in self.sections),
            tuple(
                (r.quotation, r.note) for r in self.live if shown.page_quotations | shown.page_notes
            ),
            *(row.citation.id for row in self.live),
            *self.cites,
        )

    def is_touched_by(self, changes: Changes) -> bool:
        """True when `changes` may have changed anything of it.

        Citations and bibliographies always may: a new one is not known here yet. So may documents,
        to which a citation that had none is resolved.
        """
        if changes.citations or changes.bibliographies or changes.documents or changes.styles:
            return True
        listing = self.bibliography.listing if self.bibliography else Listing()
        if changes.items & set(listing.uncited):
            return True
        if changes.notes and listing.annotated is Annotated.NOTES:
            return True
        if self.is_whole_library:
            return bool(changes.items or changes.pages or changes.annotations or changes.checks)
        rows = self.rows
        return bool(
            changes.checks & {row.citation.id for row in rows}
            or changes.items & {row.item.id for row in rows}
            or changes.pages & {row.document.sha256 for row in rows if row.document}
            or changes.annotations & {row.citation.annotation for row in rows}
        )


def read_contents(
    workspace: Workspace,
    service: BibliographyService,
    bibliography_id: BibliographyId,
    *,
    is_whole_library: bool = False,
) -> Contents:
    """Read a bibliography, its citations and the ledger; for a job."""
    bibliography = workspace.read.get(Bibliography, bibliography_id)
    if bibliography is None or bibliography.trashed:
        return Contents(None)
    active = service.active()
    sections = service.sections(bibliography_id)
    ledger = service.ledger() if is_whole_library else service.ledger_of(live_rows(sections))
    return Contents(
        bibliography,
        tuple(sections),
        tuple(ledger),
        active is not None and active.id == bibliography_id,
        is_whole_library,
        service.beside(bibliography, sections),
    )


def entry_rows(sections: tuple[Section, ...], closed: Group[str]) -> list[EntryRow]:
    """Headings and the citations of the groups that are open, from top to bottom."""
    rows: list[EntryRow] = []
    for section in sections:
        is_open = section.heading is None or section.heading.id not in closed
        if section.heading is not None:
            to_mend = sum(map(needs_a_look, section.rows))
            rows.append(HeadingRow(section.heading, len(section.rows), to_mend, is_open))
        if is_open:
            rows += section.rows
    return rows


def is_just_made(contents: Contents) -> bool:
    """True for one that is empty and a few moments old: its name is still to be given."""
    if contents.bibliography is None or contents.sections:
        return False
    try:
        made = datetime.fromisoformat(contents.bibliography.created)
    except ValueError:
        return False
    return datetime.now(UTC) - made.astimezone(UTC) < _JUST_NOW

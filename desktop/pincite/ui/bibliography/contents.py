"""What a bibliography tab shows, read in one go off the GUI thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pincite.citing.ledger import LedgerWork
from pincite.model.changes import Changes
from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId, CitationId
from pincite.services.bibliographies import BibliographyService, ItemCite
from pincite.services.cited_rows import CitedRow
from pincite.services.commands.bibliographies import MoveCitations
from pincite.services.workspace import Workspace

_JUST_NOW = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Contents:
    """A bibliography at one moment.

    Attributes:
        bibliography: None when it is gone or in the trash.
        works: the ledger, of this bibliography or of the library.
        is_active: "Cite" adds to it.
        is_whole_library: the ledger is that of the library.
    """

    bibliography: Bibliography | None
    rows: tuple[CitedRow, ...] = ()
    works: tuple[LedgerWork, ...] = ()
    is_active: bool = False
    is_whole_library: bool = False

    @property
    def cites(self) -> tuple[ItemCite, ...]:
        """The citations as the formatter takes them."""
        return tuple(ItemCite.of(row) for row in self.rows)

    @property
    def work_count(self) -> int:
        """How many works are cited."""
        return len({row.item.id for row in self.rows})

    @property
    def formatting(self) -> tuple[object, ...]:
        """All that the formatted text depends on; equal when nothing has to be formatted anew."""
        if self.bibliography is None:
            return ()
        return (self.bibliography.style, self.bibliography.locale, *self.cites)

    def is_touched_by(self, changes: Changes) -> bool:
        """True when `changes` may have changed anything of it.

        Citations and bibliographies always may: a new one is not known here yet. So may documents,
        to which a citation that had none is resolved.
        """
        if changes.citations or changes.bibliographies or changes.documents:
            return True
        if self.is_whole_library:
            return bool(changes.items or changes.pages or changes.annotations or changes.checks)
        return bool(
            changes.checks & {row.citation.id for row in self.rows}
            or changes.items & {row.item.id for row in self.rows}
            or changes.pages & {row.document.sha256 for row in self.rows if row.document}
            or changes.annotations & {row.citation.annotation for row in self.rows}
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
    rows = service.cited(bibliography_id)
    return Contents(
        bibliography,
        tuple(rows),
        tuple(service.ledger() if is_whole_library else service.ledger_of(rows)),
        active is not None and active.id == bibliography_id,
        is_whole_library,
    )


def is_just_made(contents: Contents) -> bool:
    """True for one that is empty and a few moments old: its name is still to be given."""
    if contents.bibliography is None or contents.rows:
        return False
    try:
        made = datetime.fromisoformat(contents.bibliography.created)
    except ValueError:
        return False
    return datetime.now(UTC) - made.astimezone(UTC) < _JUST_NOW


def moved_up(order: Sequence[CitationId], chosen: Sequence[CitationId]) -> MoveCitations | None:
    """The command that puts the chosen citations one place up, as one block; None at the top."""
    places = [i for i, citation in enumerate(order) if citation in chosen]
    if not places or (places[0] == 0 and places == list(range(len(places)))):
        return None
    return MoveCitations(tuple(order[i] for i in places), order[max(0, places[0] - 1)])


def moved_down(order: Sequence[CitationId], chosen: Sequence[CitationId]) -> MoveCitations | None:
    """The command that puts the chosen citations one place down, as one block; None at the end."""
    places = [i for i, citation in enumerate(order) if citation in chosen]
    if not places or places == list(range(len(order) - len(places), len(order))):
        return None
    rest = [i for i in range(places[-1] + 2, len(order)) if i not in places]
    return MoveCitations(tuple(order[i] for i in places), order[rest[0]] if rest else None)


def moved_before(
    order: Sequence[CitationId], chosen: Sequence[CitationId], row: int
) -> MoveCitations | None:
    """The command that puts the chosen citations before the one in `row` (the end: len or -1).

    Returns:
        None when the order would stay as it is.
    """
    start = len(order) if row < 0 else row
    before = next((c for c in order[start:] if c not in chosen), None)
    staying = [c for c in order if c not in chosen]
    at = staying.index(before) if before is not None else len(staying)
    moving = [c for c in order if c in chosen]
    if not moving or [*staying[:at], *moving, *staying[at:]] == list(order):
        return None
    return MoveCitations(tuple(moving), before)

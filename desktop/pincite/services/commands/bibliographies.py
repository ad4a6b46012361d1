"""Commands on bibliographies and their citations."""

from dataclasses import dataclass, field, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.citations import (
    DEFAULT_LOCALE,
    DEFAULT_STYLE,
    Bibliography,
    Citation,
    Heading,
    Ordering,
    Shown,
)
from pincite.model.ids import AnnotationId, BibliographyId, CitationId, ItemId, fresh_id
from pincite.model.listing import Listing
from pincite.model.locators import Locator
from pincite.services.commands.entries import (
    EntryId,
    bibliography_in,
    citation_in,
    copies,
    entries_of,
    place,
)
from pincite.services.errors import ServiceError


@dataclass(frozen=True, slots=True)
class AddBibliography:
    """Create an empty bibliography; names are unique."""

    name: str
    style: str = DEFAULT_STYLE
    locale: str = DEFAULT_LOCALE
    id: BibliographyId = field(default_factory=lambda: BibliographyId(fresh_id()))
    label: str = "New bibliography"

    def apply(self, tx: Transaction) -> None:
        """Put it with the present time."""
        _check_name(tx, self.name, None)
        time = utc_now()
        tx.put(
            Bibliography(
                self.id, self.name.strip(), self.style, self.locale, created=time, modified=time
            )
        )


@dataclass(frozen=True, slots=True)
class EditBibliography:
    """Change a bibliography's name, style, locale, order or what it shows; None leaves a value."""

    bibliography: BibliographyId
    name: str | None = None
    style: str | None = None
    locale: str | None = None
    ordering: Ordering | None = None
    shown: Shown | None = None
    listing: Listing | None = None

    @property
    def label(self) -> str:
        """Named after what changes."""
        if self.name is not None:
            return "Rename bibliography"
        if self.ordering is not None:
            return "Change order of citations"
        if self.listing is not None:
            return "Change list of works"
        return "Change what is shown" if self.shown is not None else "Change citation style"

    def apply(self, tx: Transaction) -> None:
        """Put it with the changes."""
        old = bibliography_in(tx, self.bibliography)
        if self.name is not None:
            _check_name(tx, self.name, self.bibliography)
        new = replace(
            old,
            name=old.name if self.name is None else self.name.strip(),
            style=self.style or old.style,
            locale=self.locale or old.locale,
            ordering=self.ordering or old.ordering,
            shown=self.shown or old.shown,
            listing=self.listing or old.listing,
        )
        if new != old:
            tx.put(replace(new, modified=utc_now()))


@dataclass(frozen=True, slots=True)
class DuplicateBibliography:
    """Make a bibliography that holds the same citations and headings under another name."""

    bibliography: BibliographyId
    name: str
    id: BibliographyId = field(default_factory=lambda: BibliographyId(fresh_id()))
    label: str = "Duplicate bibliography"

    def apply(self, tx: Transaction) -> None:
        """Put the new bibliography, then its citations."""
        _check_name(tx, self.name, None)
        old, time = bibliography_in(tx, self.bibliography), utc_now()
        entries = copies(entries_of(tx, old), self.id)
        headings = tuple(entry for entry in entries if isinstance(entry, Heading))
        tx.put(
            replace(
                old,
                id=self.id,
                name=self.name.strip(),
                headings=headings,
                archived="",
                created=time,
                modified=time,
            )
        )
        for entry in entries:
            if isinstance(entry, Citation):
                tx.put(entry)


@dataclass(frozen=True, slots=True)
class ArchiveBibliography:
    """Put a bibliography away, out of the lists; or bring it back."""

    bibliography: BibliographyId
    is_archived: bool = True

    @property
    def label(self) -> str:
        """Named after the direction."""
        return "Archive bibliography" if self.is_archived else "Take out of the archive"

    def apply(self, tx: Transaction) -> None:
        """Put it with the time, or without."""
        old = bibliography_in(tx, self.bibliography)
        if bool(old.archived) != self.is_archived:
            tx.put(replace(old, archived=utc_now() if self.is_archived else ""))


@dataclass(frozen=True, slots=True)
class TrashBibliography:
    """Move a bibliography to the trash; its citations go with it."""

    bibliography: BibliographyId
    label: str = "Delete bibliography"

    def apply(self, tx: Transaction) -> None:
        """Mark it as trashed now."""
        tx.put(replace(bibliography_in(tx, self.bibliography), trashed=utc_now()))


@dataclass(frozen=True, slots=True)
class AddCitation:
    """Add a citation at the end of a bibliography, or before another entry.

    A citation bound to an annotation takes its locator from the annotation's pages.
    """

    bibliography: BibliographyId
    item: ItemId
    locator: Locator = Locator()
    annotation: AnnotationId | None = None
    quotation: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    before: EntryId | None = None
    id: CitationId = field(default_factory=lambda: CitationId(fresh_id()))
    label: str = "Cite"

    def apply(self, tx: Transaction) -> None:
        """Put it in its place."""
        time = utc_now()
        citation = Citation(
            self.id,
            self.bibliography,
            self.item,
            self.locator,
            self.annotation,
            self.quotation,
            self.prefix,
            self.suffix,
            self.suppress_author,
            created=time,
            modified=time,
        )
        place(tx, self.bibliography, (citation,), self.before)


@dataclass(frozen=True, slots=True)
class EditCitation:
    """Change a citation; None leaves a value as it is.

    Typing a locator unbinds the citation from its annotation: it then stays as typed.
    """

    citation: CitationId
    locator: Locator | None = None
    prefix: str | None = None
    suffix: str | None = None
    suppress_author: bool | None = None
    quotation: str | None = None
    is_author_in_text: bool | None = None
    label: str = "Edit citation"

    def apply(self, tx: Transaction) -> None:
        """Put it with the changes."""
        old = citation_in(tx, self.citation)
        new = replace(
            old,
            locator=old.locator if self.locator is None else self.locator,
            annotation=old.annotation if self.locator is None else None,
            prefix=old.prefix if self.prefix is None else self.prefix,
            suffix=old.suffix if self.suffix is None else self.suffix,
            suppress_author=(
                old.suppress_author if self.suppress_author is None else self.suppress_author
            ),
            quotation=old.quotation if self.quotation is None else self.quotation,
            is_author_in_text=(
                old.is_author_in_text if self.is_author_in_text is None else self.is_author_in_text
            ),
        )
        if new != old:
            tx.put(replace(new, modified=utc_now()))


def _check_name(tx: Transaction, name: str, own: BibliographyId | None) -> None:
    if not name.strip():
        raise ServiceError("A bibliography needs a name.")
    other = tx.bibliography_by_name(name.strip())
    if other is not None and other.id != own:
        raise ServiceError(
            f"There is a bibliography named “{name.strip()}” already; choose another name."
        )

"""Commands on bibliographies and their citations."""

from dataclasses import dataclass, field, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.citations import DEFAULT_LOCALE, DEFAULT_STYLE, Bibliography, Citation
from pincite.model.ids import AnnotationId, BibliographyId, CitationId, ItemId, fresh_id
from pincite.model.locators import Locator
from pincite.services.errors import NothingFoundError, ServiceError


def _bibliography(tx: Transaction, bibliography_id: BibliographyId) -> Bibliography:
    bibliography = tx.get(Bibliography, bibliography_id)
    if bibliography is None:
        raise NothingFoundError("This bibliography is no longer in the library.")
    return bibliography


def _citation(tx: Transaction, citation_id: CitationId) -> Citation:
    citation = tx.get(Citation, citation_id)
    if citation is None:
        raise NothingFoundError("This citation is no longer in the bibliography.")
    return citation


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
    """Change a bibliography's name, style or locale; None leaves a value as it is."""

    bibliography: BibliographyId
    name: str | None = None
    style: str | None = None
    locale: str | None = None

    @property
    def label(self) -> str:
        """Named after what changes."""
        return "Rename bibliography" if self.name is not None else "Change citation style"

    def apply(self, tx: Transaction) -> None:
        """Put it with the changes."""
        old = _bibliography(tx, self.bibliography)
        if self.name is not None:
            _check_name(tx, self.name, self.bibliography)
        new = replace(
            old,
            name=old.name if self.name is None else self.name.strip(),
            style=self.style or old.style,
            locale=self.locale or old.locale,
        )
        if new != old:
            tx.put(replace(new, modified=utc_now()))


@dataclass(frozen=True, slots=True)
class TrashBibliography:
    """Move a bibliography to the trash; its citations go with it."""

    bibliography: BibliographyId
    label: str = "Delete bibliography"

    def apply(self, tx: Transaction) -> None:
        """Mark it as trashed now."""
        tx.put(replace(_bibliography(tx, self.bibliography), trashed=utc_now()))


@dataclass(frozen=True, slots=True)
class AddCitation:
    """Add a citation at the end of a bibliography, or before another citation.

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
    before: CitationId | None = None
    id: CitationId = field(default_factory=lambda: CitationId(fresh_id()))
    label: str = "Cite"

    def apply(self, tx: Transaction) -> None:
        """Put it in its place."""
        _bibliography(tx, self.bibliography)
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
        order = tx.citations_of(self.bibliography)
        _put_in_order(tx, order, (citation,), self.before)


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
    label: str = "Edit citation"

    def apply(self, tx: Transaction) -> None:
        """Put it with the changes."""
        old = _citation(tx, self.citation)
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
        )
        if new != old:
            tx.put(replace(new, modified=utc_now()))


@dataclass(frozen=True, slots=True)
class MoveCitations:
    """Move citations, in their present order, before another one or to the end (None)."""

    citations: tuple[CitationId, ...]
    before: CitationId | None = None
    label: str = "Reorder citations"

    def apply(self, tx: Transaction) -> None:
        """Renumber what has to move."""
        if not self.citations:
            return
        order = tx.citations_of(_citation(tx, self.citations[0]).bibliography)
        moving = tuple(c for c in order if c.id in self.citations)
        staying = [c for c in order if c.id not in self.citations]
        _put_in_order(tx, staying, moving, self.before)


@dataclass(frozen=True, slots=True)
class TrashCitations:
    """Take citations out of their bibliography, into the trash."""

    citations: tuple[CitationId, ...]
    label: str = "Remove citation"

    def apply(self, tx: Transaction) -> None:
        """Mark each as trashed now."""
        for citation_id in self.citations:
            tx.put(replace(_citation(tx, citation_id), trashed=utc_now()))


def _check_name(tx: Transaction, name: str, own: BibliographyId | None) -> None:
    if not name.strip():
        raise ServiceError("A bibliography needs a name.")
    other = tx.bibliography_by_name(name.strip())
    if other is not None and other.id != own:
        raise ServiceError(
            f"There is a bibliography named “{name.strip()}” already; choose another name."
        )


def _put_in_order(
    tx: Transaction,
    staying: list[Citation],
    moving: tuple[Citation, ...],
    before: CitationId | None,
) -> None:
    """Write `moving` between its new neighbours; the others keep their positions."""
    at = next((i for i, c in enumerate(staying) if c.id == before), len(staying))
    low = staying[at - 1].position if at > 0 else (staying[0].position - 1.0 if staying else 0.0)
    high = staying[at].position if at < len(staying) else low + len(moving) + 1.0
    step = (high - low) / (len(moving) + 1)
    if step < 1e-9:
        order = [*staying[:at], *moving, *staying[at:]]
        for number, citation in enumerate(order, start=1):
            tx.put(replace(citation, position=float(number)))
        return
    for number, citation in enumerate(moving, start=1):
        tx.put(replace(citation, position=low + number * step))

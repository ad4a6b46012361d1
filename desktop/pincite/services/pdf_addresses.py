"""Where the PDF of a work may be had: only addresses that its own metadata gives."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from pincite.importing.detect import is_address
from pincite.importing.resolving.errors import OfflineError, ResolvingError
from pincite.importing.resolving.sources import SourceChoices, Sources
from pincite.model.identifier_lists import IdentifierKind
from pincite.model.items import Item
from pincite.services.errors import ServiceError
from pincite.services.jobs import JobContext
from pincite.services.resolving import identifiers_of


@dataclass(frozen=True, slots=True)
class PdfAddress:
    """An address, and who gave it: a source, or the item's own URL."""

    url: str
    given_by: str


def pdf_addresses(
    item: Item, choices: SourceChoices, context: JobContext
) -> tuple[PdfAddress, ...]:
    """The addresses, best first: what the item says itself, then what sources say of it. In a job.

    Raises:
        OfflineError: this computer is not connected.
        ServiceError: there is no address.
    """
    found = list(_own(item))
    problem = ""
    with closing(Sources(choices, context)) as sources:
        for identifier in identifiers_of(item):
            if identifier.kind is IdentifierKind.ARXIV:
                # Its address follows from the number.
                continue
            try:
                said = sources.find(identifier)
                found += [PdfAddress(url, said.source) for url in said.pdfs]
            except OfflineError:
                raise
            except ResolvingError as error:
                problem = problem or str(error)
    if url := item.fields.get("URL", "").strip():
        found += [PdfAddress(url, "the item")] if is_address(url) else []
    once = {address.url: address for address in reversed(found)}
    if not once:
        raise ServiceError(
            problem
            or "Nothing that is known of this work gives an address of its PDF; add the "
            "file yourself, or complete the details first."
        )
    return tuple(once[url] for url in dict.fromkeys(address.url for address in found))


def _own(item: Item) -> Iterator[PdfAddress]:
    url = item.fields.get("URL", "").strip()
    if is_address(url) and url.lower().endswith(".pdf"):
        yield PdfAddress(url, "the item")
    for identifier in identifiers_of(item):
        if identifier.kind is IdentifierKind.ARXIV:
            yield PdfAddress(f"https://arxiv.org/pdf/{identifier.value}", "arXiv")
    if pmcid := item.fields.get("PMCID", "").strip():
        address = f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/pdf/"
        yield PdfAddress(address, "PubMed Central")

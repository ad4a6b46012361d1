"""What a .bib file says of works beyond their own fields: cited pages, quotations, files."""

from collections.abc import Sequence

from pincite.exporting.bib_extras import EntryExtras
from pincite.model.bib_options import BibOptions
from pincite.model.citations import Bibliography
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.bibliographies import BibliographyService
from pincite.services.cited_rows import CitedRow


def bib_extras(
    service: BibliographyService,
    items: Sequence[Item],
    options: BibOptions,
    bibliography: Bibliography | None = None,
) -> dict[ItemId, EntryExtras]:
    """What is to be said of each item, as far as the options want it.

    Args:
        bibliography: whose citations count; none does without it.
    """
    pages: dict[ItemId, str] = {}
    quoted: dict[ItemId, list[str]] = {}
    if bibliography is not None:
        works = service.ledger(bibliography.id) if options.pages else []
        pages = {work.item: ", ".join(work.pages) for work in works}
        for row in service.cited(bibliography.id) if options.annotations else []:
            if row.quotation:
                quoted.setdefault(row.item.id, []).append(_quotation(row))
    return {
        item.id: EntryExtras(
            pages.get(item.id, ""),
            "\n\n".join(quoted.get(item.id, ())),
            _files(service, item) if options.files else (),
        )
        for item in items
    }


def _quotation(row: CitedRow) -> str:
    place = f" ({row.locator.described})" if row.locator else ""
    return f"“{' '.join(row.quotation.split())}”{place}"


def _files(service: BibliographyService, item: Item) -> tuple[str, ...]:
    return tuple(
        str(service.files.path(document.sha256, document.name))
        for document in service.read.documents_of(item.id)
    )

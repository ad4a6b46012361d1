"""Export: items, bibliographies, annotations and ledgers in the formats of other programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import Grouping, LedgerGroup, LedgerSort, group_ledger
from pincite.exporting.annotations import quotations_markdown
from pincite.exporting.bib_keys import bib_key
from pincite.exporting.commands import COMMANDS, KeyCite
from pincite.exporting.formats import FORMATS, Format, Material, format_named
from pincite.exporting.ledger import LEDGER_FORMATS
from pincite.exporting.ledger_docx import ledger_docx
from pincite.exporting.papers.paper import Paper
from pincite.library.queries import Reader
from pincite.model.annotations import Annotation, Colour
from pincite.model.bib_options import USUAL, BibOptions
from pincite.model.citations import Bibliography
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.services.annotation_export import NO_NAMES, annotated_in
from pincite.services.bib_extras import bib_extras
from pincite.services.bibliographies import BibliographyService, ItemCite
from pincite.services.copying import Quoted
from pincite.services.errors import ServiceError
from pincite.services.kept_bib import BIB_FORMATS, kept_bib
from pincite.services.papers import bibliography_paper, reference_paper
from pincite.services.quoting import quotation_with_citation

EXPORT_FORMATS = tuple(FORMATS)
"""Names of the formats of a bibliography or of items."""

CITE_FORMATS = ("text", "html", "rtf", *(name for name in COMMANDS))
"""Ways to write single citations: formatted, or as commands of writing tools."""


def export_bibliography(
    service: BibliographyService,
    bibliography: Bibliography,
    format_name: str,
    *,
    style: str = "",
    author: str = "",
    keeps_file: bool = True,
    bib: BibOptions = USUAL,
) -> str | bytes:
    """A bibliography in a format; blocks while the engine formats, so call it in a job.

    Args:
        format_name: one of `EXPORT_FORMATS`.
        style: overrules the bibliography's own style.
        author: named in documents; may be empty.
        keeps_file: a .bib keeps the text of the file that its works came in with.
        bib: how a .bib is written.

    Returns:
        Text, or the bytes of a file where the format is no text.

    Raises:
        UnknownFormatError, CitingError: the format or the style is unknown.
    """
    chosen = format_named(format_name)
    rows = service.cited(bibliography.id)
    items = tuple({row.item.id: row.item for row in rows}.values())
    named = replace(bibliography, style=style or bibliography.style)
    paper = bibliography_paper(service, named, author) if chosen.is_formatted else None
    material = Material(
        items=items,
        extras=bib_extras(service, items, bib, bibliography),
        bib=bib,
        paper=paper or Paper(bibliography.name),
        clusters=tuple((_key_cite(ItemCite.of(row)),) for row in rows),
    )
    return _written(service, chosen, material, keeps_file=keeps_file)


def export_items(
    service: BibliographyService,
    items: Sequence[Item],
    format_name: str,
    *,
    style: str,
    locale: str = "en-US",
    title: str = "Bibliography",
    keeps_file: bool = True,
    bib: BibOptions = USUAL,
) -> str | bytes:
    """Items in a format, without citations; blocks like `export_bibliography`.

    Raises:
        ServiceError: the format writes citations, which items alone do not have.
    """
    chosen = format_named(format_name)
    if chosen.needs_citations:
        raise ServiceError(
            f"“{chosen.name}” writes citations: name a bibliography; `pincite cite` cites items."
        )
    paper = Paper(title)
    if chosen.is_formatted:
        paper = reference_paper(service, items, style=style, locale=locale, title=title)
    material = Material(tuple(items), bib_extras(service, items, bib), bib, paper)
    return _written(service, chosen, material, keeps_file=keeps_file)


def _written(
    service: BibliographyService, chosen: Format, material: Material, *, keeps_file: bool
) -> str | bytes:
    kept = None
    # A file that is kept as it was cannot be written in another way too.
    is_as_ever = replace(material.bib, pages=True) == USUAL
    if keeps_file and is_as_ever and chosen.name in BIB_FORMATS:
        kept = kept_bib(service.read, material.items, chosen.name, material.extras)
    return chosen.write(material) if kept is None else kept


@dataclass(frozen=True, slots=True)
class Cited:
    """Citations on the spot: one text for each, and the reference list where the form has one."""

    citations: tuple[str, ...]
    entries: tuple[str, ...] = ()
    remark: str = ""


def cite_items(
    service: BibliographyService,
    cites: Sequence[ItemCite],
    format_name: str,
    style: str,
    locale: str,
) -> Cited:
    """Citations that stand in no bibliography, as formatted text or commands; blocks.

    Args:
        format_name: one of `CITE_FORMATS`.
    """
    if format_name in COMMANDS:
        return Cited(tuple(COMMANDS[format_name]([_key_cite(cite)]) for cite in cites))
    result = service.format_cites(cites, style, locale, format_name)
    return Cited(result.citations, result.bibliography, result.remark)


def copied_markdown(
    reader: Reader, annotations: Sequence[Annotation], colour_names: Mapping[Colour, str] = NO_NAMES
) -> str:
    """Annotations as Markdown to be put into a text: quotation, citation, link; in their order."""
    found = [annotated_in(reader, *part, colour_names) for part in _by_document(annotations)]
    return quotations_markdown(entry for entry in found if entry is not None)


def copied_quotations(reader: Reader, annotations: Sequence[Annotation]) -> str:
    """The words of annotations with their citations, a paragraph each, in their order."""
    lines = []
    for sha, marks in _by_document(annotations):
        found = annotated_in(reader, sha, marks)
        if found is not None:
            lines += [
                quotation_with_citation(a.anchor, found.item, found.locator(a)) for a in marks
            ]
    return "\n\n".join(lines)


def quoted_annotations(reader: Reader, annotations: Sequence[Annotation]) -> list[Quoted]:
    """Annotations as citations with the words that they mark, in their order."""
    found = []
    for sha, marks in _by_document(annotations):
        entry = annotated_in(reader, sha, marks)
        if entry is not None:
            found += [Quoted(ItemCite(entry.item, entry.locator(a)), a.anchor.quote) for a in marks]
    return found


def _by_document(
    annotations: Sequence[Annotation],
) -> Iterator[tuple[Sha256, tuple[Annotation, ...]]]:
    return ((sha, tuple(marks)) for sha, marks in groupby(annotations, key=lambda a: a.document))


def export_ledger(
    reader: Reader,
    works: Sequence[LedgerWork],
    format_name: str,
    grouping: Grouping = Grouping.NONE,
    sort: LedgerSort = LedgerSort.TITLE,
) -> str:
    """A ledger as a table; works are named by their citation keys.

    Args:
        format_name: a key of `exporting.ledger.LEDGER_FORMATS`.
    """
    groups, keys = ledger_groups(reader, works, grouping, sort)
    return LEDGER_FORMATS[format_name](groups, keys)


def export_ledger_docx(
    reader: Reader,
    works: Sequence[LedgerWork],
    title: str,
    grouping: Grouping = Grouping.NONE,
    sort: LedgerSort = LedgerSort.TITLE,
) -> bytes:
    """A ledger as a Word document; see `export_ledger`."""
    groups, keys = ledger_groups(reader, works, grouping, sort)
    return ledger_docx(groups, keys, title)


def ledger_groups(
    reader: Reader, works: Sequence[LedgerWork], grouping: Grouping, sort: LedgerSort
) -> tuple[list[LedgerGroup], dict[ItemId, str]]:
    """Works in groups and in order, and the keys of their items."""
    items = {item.id: item for item in reader.items(work.item for work in works)}
    keys = {id: item.key for id, item in items.items()}
    return group_ledger(works, items, grouping, sort), keys


def _key_cite(cite: ItemCite) -> KeyCite:
    return KeyCite(bib_key(cite.item), cite.locator, cite.prefix, cite.suffix, cite.suppress_author)

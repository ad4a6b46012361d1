"""Export: items, bibliographies, annotations and ledgers in the formats of other programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pincite.citing import styles
from pincite.citing.csl_engine import CslResult
from pincite.citing.ledger import LedgerWork
from pincite.exporting.annotations import (
    AnnotatedDocument,
    annotation_rows,
    annotations_json,
    annotations_jsonld,
    annotations_markdown,
)
from pincite.exporting.bib_keys import bib_key
from pincite.exporting.commands import COMMANDS, KeyCite
from pincite.exporting.formats import FORMATS, Format, Material, format_named
from pincite.exporting.ledger import LEDGER_FORMATS
from pincite.library.queries import Reader
from pincite.model.citations import Bibliography
from pincite.model.items import Item
from pincite.services.bibliographies import BibliographyService, ItemCite
from pincite.services.errors import ServiceError
from pincite.services.reading import citable_locator

EXPORT_FORMATS = tuple(FORMATS)
"""Names of the formats of a bibliography or of items."""

CITE_FORMATS = ("text", "html", "rtf", *(name for name in COMMANDS))
"""Ways to write single citations: formatted, or as commands of writing tools."""

ANNOTATION_FORMATS = MappingProxyType(
    {"json": annotations_json, "jsonld": annotations_jsonld, "markdown": annotations_markdown}
)


def check_style(name: str) -> None:
    """Refuse an unknown citation style early.

    Raises:
        StyleNotFoundError: there is none of that name; the sentence names near ones.
    """
    styles.style_xml(name)


def export_bibliography(
    service: BibliographyService, bibliography: Bibliography, format_name: str, *, style: str = ""
) -> str:
    """A bibliography in a format; blocks while the engine formats, so call it in a job.

    Args:
        format_name: one of `EXPORT_FORMATS`.
        style: overrules the bibliography's own style.

    Raises:
        UnknownFormatError, CitingError: the format or the style is unknown.
    """
    chosen = format_named(format_name)
    rows = service.cited(bibliography.id)
    cites = [ItemCite.of(row) for row in rows]
    material = Material(
        title=bibliography.name,
        items=tuple({row.item.id: row.item for row in rows}.values()),
        pincites={work.item: ", ".join(work.pages) for work in service.ledger(bibliography.id)},
        rendered=_rendered(
            service, cites, chosen, style or bibliography.style, bibliography.locale
        ),
        clusters=tuple((_key_cite(cite),) for cite in cites),
        language=bibliography.locale,
    )
    return chosen.write(material)


def export_items(
    service: BibliographyService,
    items: Sequence[Item],
    format_name: str,
    *,
    style: str,
    locale: str = "en-US",
    title: str = "Bibliography",
) -> str:
    """Items in a format, without citations; blocks like `export_bibliography`.

    Raises:
        ServiceError: the format writes citations, which items alone do not have.
    """
    chosen = format_named(format_name)
    if chosen.needs_citations:
        raise ServiceError(
            f"“{chosen.name}” writes citations: name a bibliography; `pincite cite` cites items."
        )
    rendered = CslResult((), ())
    if chosen.rendering:
        rendered = service.format_items(items, style, locale, chosen.rendering)
    return chosen.write(Material(title, tuple(items), rendered=rendered, language=locale))


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


def annotation_shapes(reader: Reader, item: Item) -> list[dict[str, Any]]:
    """The annotations of an item's documents as JSON objects, in reading order."""
    return annotation_rows(_annotated(reader, item))


def export_annotations(reader: Reader, item: Item, format_name: str) -> str:
    """The annotations of an item's documents, in reading order.

    Args:
        format_name: a key of `ANNOTATION_FORMATS`.
    """
    return ANNOTATION_FORMATS[format_name](_annotated(reader, item))


def export_ledger(reader: Reader, works: Sequence[LedgerWork], format_name: str) -> str:
    """A ledger as a table; works are named by their citation keys.

    Args:
        format_name: a key of `exporting.ledger.LEDGER_FORMATS`.
    """
    keys = {item.id: item.key for item in reader.items(work.item for work in works)}
    return LEDGER_FORMATS[format_name](works, keys)


def _annotated(reader: Reader, item: Item) -> list[AnnotatedDocument]:
    found = []
    for document in reader.documents_of(item.id):
        annotations = tuple(reader.annotations_of(document.sha256))
        locators = {}
        if document.is_article:
            locators = {a.id: citable_locator(reader, document, a.anchor) for a in annotations}
        page_map = reader.page_map(document.sha256)
        found.append(AnnotatedDocument(item, document, page_map, annotations, locators))
    return found


def _rendered(
    service: BibliographyService, cites: list[ItemCite], chosen: Format, style: str, locale: str
) -> CslResult:
    if not chosen.rendering:
        return CslResult((), ())
    return service.format_cites(cites, style, locale, chosen.rendering)


def _key_cite(cite: ItemCite) -> KeyCite:
    return KeyCite(bib_key(cite.item), cite.locator, cite.prefix, cite.suffix, cite.suppress_author)

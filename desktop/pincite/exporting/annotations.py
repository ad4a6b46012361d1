"""Annotations for other programs: Markdown, W3C Web Annotation JSON-LD, rows of JSON.

Source: W3C Web Annotation Data Model (2017); W3C Selectors and States.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pincite.exporting.bib_keys import bib_key
from pincite.exporting.commands import KeyCite, locator_words
from pincite.exporting.commands.pandoc import pandoc_command
from pincite.exporting.marks import escape_markdown
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind, Reply
from pincite.model.documents import Document, PageMap
from pincite.model.ids import AnnotationId
from pincite.model.items import Item
from pincite.model.locators import Locator, page_locator

_NO_LOCATORS: Mapping[AnnotationId, Locator] = MappingProxyType({})
_NO_NAMES: Mapping[Colour, str] = MappingProxyType({})
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_KIND_NAMES = {
    AnnotationKind.NOTE: "Page note", AnnotationKind.AREA: "Area",
    AnnotationKind.INK: "Drawing", AnnotationKind.TEXT: "Text box",
}  # fmt: skip
_QUOTATION_NAMES = {
    QuotationKind.DIRECT: "direct quotation", QuotationKind.INDIRECT: "indirect quotation",
    QuotationKind.SUMMARY: "summary", QuotationKind.COMMENT: "comment",
}  # fmt: skip
_MOTIVES = {
    AnnotationKind.NOTE: "commenting", AnnotationKind.TEXT: "commenting",
    AnnotationKind.STRIKEOUT: "editing", AnnotationKind.SQUIGGLE: "editing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its annotations, in the order in which they shall be written.

    Attributes:
        locators: where to cite an annotation, for documents without pages of their own; those not
            named are cited by the labels of their pages.
        colour_names: what the user calls colours; the others have no name.
    """

    item: Item
    document: Document
    page_map: PageMap
    annotations: tuple[Annotation, ...]
    locators: Mapping[AnnotationId, Locator] = field(default_factory=lambda: _NO_LOCATORS)
    colour_names: Mapping[Colour, str] = field(default_factory=lambda: _NO_NAMES)

    def locator(self, annotation: Annotation) -> Locator:
        """Where an annotation is cited."""
        if annotation.id in self.locators:
            return self.locators[annotation.id]
        anchor = annotation.anchor
        indexes = range(anchor.page_index, anchor.last_page_index + 1)
        return page_locator([self.page_map.label(index).label for index in indexes])

    def label(self, annotation: Annotation) -> str:
        """What its place is called: the printed page, or "¶ 4" where pages are made by us."""
        if annotation.id in self.locators:
            return self.locators[annotation.id].described
        return self.page_map.label(annotation.anchor.page_index).label


def annotation_link(annotation: AnnotationId) -> str:
    """The address that opens an annotation in Pincite."""
    return f"pincite://annotation/{annotation}"


def annotation_rows(documents: Iterable[AnnotatedDocument]) -> list[dict[str, Any]]:
    """One JSON object for each annotation, in the shape that the command line prints."""
    return [_row(found, a) for found in documents for a in found.annotations]


def annotations_json(documents: Iterable[AnnotatedDocument]) -> str:
    """The rows as a JSON document."""
    rows = {"annotations": annotation_rows(documents)}
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def annotations_markdown(documents: Iterable[AnnotatedDocument]) -> str:
    """Markdown: quotations with their citation by printed page and a link back, then comments."""
    parts: list[str] = []
    for found in documents:
        if not found.annotations:
            continue
        parts.append(f"# {escape_markdown(found.item.title or found.document.name)}")
        parts += [_markdown_of(found, annotation) for annotation in found.annotations]
    return "\n\n".join(parts) + "\n" if parts else ""


def quotations_markdown(documents: Iterable[AnnotatedDocument]) -> str:
    """Markdown as `annotations_markdown` writes it, without titles: to be put into a text."""
    parts = [_markdown_of(found, a) for found in documents for a in found.annotations]
    return "\n\n".join(parts) + "\n" if parts else ""


def annotations_jsonld(documents: Iterable[AnnotatedDocument]) -> str:
    """A W3C annotation collection in JSON-LD; a document is named by its sha256."""
    items = [_jsonld_of(found, a) for found in documents for a in found.annotations]
    page = {
        "@context": _CONTEXT,
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _row(found: AnnotatedDocument, annotation: Annotation) -> dict[str, Any]:
    index = annotation.anchor.page_index
    return {
        "id": annotation.id,
        "item": found.item.key or found.item.id,
        "document": annotation.document,
        "kind": annotation.kind.value,
        "colour": annotation.colour.value,
        "page_index": index,
        "page_label": found.label(annotation),
        "locator": locator_words(found.locator(annotation)),
        "text": annotation.anchor.quote,
        "comment": annotation.comment,
        "core": annotation.core,
        "tags": list(annotation.tags),
        "quotation_kind": annotation.quotation_kind.value,
        "author": annotation.author,
        "replies": [
            {"author": r.author, "text": r.text, "created": r.created} for r in annotation.replies
        ],
        "created": annotation.created,
        "modified": annotation.modified,
    }


def _markdown_of(found: AnnotatedDocument, annotation: Annotation) -> str:
    cite = pandoc_command([KeyCite(bib_key(found.item), found.locator(annotation))])
    link = f"[\u2197]({annotation_link(annotation.id)})"
    parts = [f"**{escape_markdown(annotation.core)}**"] if annotation.core else []
    quote = escape_markdown(annotation.anchor.quote)
    if annotation.kind is AnnotationKind.STRIKEOUT and quote:
        quote = f"~~{quote}~~"
    parts.append(f"> {quote or f'*{_name_of(annotation.kind)}*'} {cite} {link}")
    if annotation.comment.strip():
        parts.append(annotation.comment.strip())
    if annotation.replies:
        parts.append("\n".join(_reply_line(reply) for reply in annotation.replies))
    about = _about(found, annotation)
    if about:
        parts.append(about)
    return "\n\n".join(parts)


def _name_of(kind: AnnotationKind) -> str:
    return _KIND_NAMES.get(kind) or kind.value.capitalize()


def _reply_line(reply: Reply) -> str:
    text = escape_markdown(" ".join(reply.text.split()))
    return f"- {escape_markdown(reply.author)}: {text}" if reply.author else f"- {text}"


def _about(found: AnnotatedDocument, annotation: Annotation) -> str:
    """One line: what the colour means, what the quotation is unless direct, whose it is, tags."""
    is_quoted = annotation.kind.marks_text and bool(annotation.anchor.quote)
    kind = annotation.quotation_kind if is_quoted else QuotationKind.DIRECT
    words = (
        escape_markdown(found.colour_names.get(annotation.colour, "")),
        "" if kind is QuotationKind.DIRECT else _QUOTATION_NAMES[kind],
        escape_markdown(annotation.author),
        " ".join("#" + "-".join(tag.split()) for tag in annotation.tags),
    )
    return " · ".join(word for word in words if word)


def _jsonld_of(found: AnnotatedDocument, annotation: Annotation) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": f"urn:uuid:{_dashed(annotation.id)}",
        "type": "Annotation",
        "motivation": _MOTIVES.get(annotation.kind, "highlighting"),
        "target": {
            "source": f"urn:sha256:{annotation.document}",
            "dcterms:title": found.item.title,
            "selector": _selectors(found, annotation),
        },
    }
    if annotation.created:
        record["created"] = annotation.created
    if annotation.modified:
        record["modified"] = annotation.modified
    if annotation.author:
        record["creator"] = {"type": "Person", "name": annotation.author}
    bodies = _bodies(annotation)
    if bodies:
        record["body"] = bodies
    return record


def _bodies(annotation: Annotation) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    if annotation.comment:
        bodies.append(
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "format": "text/markdown",
                "value": annotation.comment,
            }
        )
    if annotation.core:
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": annotation.core})
    bodies += [
        {"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in annotation.tags
    ]
    return bodies + [_reply_body(reply) for reply in annotation.replies]


def _reply_body(reply: Reply) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "TextualBody", "purpose": "replying", "value": reply.text}
    if reply.author:
        body["creator"] = {"type": "Person", "name": reply.author}
    if reply.created:
        body["created"] = reply.created
    return body


def _selectors(found: AnnotatedDocument, annotation: Annotation) -> list[dict[str, Any]]:
    anchor = annotation.anchor
    page: dict[str, Any] = {
        "type": "FragmentSelector",
        "value": f"page={anchor.page_index + 1}",
        "rdfs:label": found.label(annotation),
    }
    if found.document.media_type == "application/pdf":
        # RFC 8118, PDF fragment identifiers: pages count from 1.
        page["conformsTo"] = "http://tools.ietf.org/rfc/rfc8118"
    inner: list[dict[str, Any]] = []
    if anchor.quote:
        quote = {"exact": anchor.quote, "prefix": anchor.before, "suffix": anchor.after}
        inner.append({"type": "TextQuoteSelector"} | {k: v for k, v in quote.items() if v})
    if anchor.start >= 0 and anchor.quote and anchor.last_page_index == anchor.page_index:
        end = anchor.start + len(anchor.quote)
        inner.append({"type": "TextPositionSelector", "start": anchor.start, "end": end})
    if inner:
        page["refinedBy"] = inner
    return [page]


def _dashed(identifier: str) -> str:
    parts = (identifier[:8], identifier[8:12], identifier[12:16], identifier[16:20])
    return "-".join((*parts, identifier[20:]))

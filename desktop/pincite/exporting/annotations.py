"""Annotations and notes of works for other programs: Markdown, and rows of JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pincite.exporting.bib_keys import bib_key
from pincite.exporting.commands import KeyCite, locator_words
from pincite.exporting.commands.pandoc import pandoc_command
from pincite.exporting.marks import escape_markdown
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind, Reply
from pincite.model.citations import DEFAULT_LOCALE, DEFAULT_STYLE
from pincite.model.documents import Document, PageMap
from pincite.model.ids import AnnotationId
from pincite.model.items import Item
from pincite.model.locators import Locator, page_locator
from pincite.model.notes import Note

_NO_LOCATORS: Mapping[AnnotationId, Locator] = MappingProxyType({})
_NO_NAMES: Mapping[Colour, str] = MappingProxyType({})
_KIND_NAMES = {
    AnnotationKind.NOTE: "Page note", AnnotationKind.AREA: "Area",
    AnnotationKind.INK: "Drawing", AnnotationKind.TEXT: "Text box",
}  # fmt: skip
_QUOTATION_NAMES = {
    QuotationKind.DIRECT: "direct quotation", QuotationKind.INDIRECT: "indirect quotation",
    QuotationKind.SUMMARY: "summary", QuotationKind.COMMENT: "comment",
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


@dataclass(frozen=True, slots=True)
class AnnotatedWork:
    """A work with what was marked in its documents, and the notes on it."""

    item: Item
    documents: tuple[AnnotatedDocument, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def marked(self) -> tuple[tuple[AnnotatedDocument, Annotation], ...]:
        """All annotations, each with its document."""
        return tuple((found, a) for found in self.documents for a in found.annotations)

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to tell of it."""
        return not self.notes and not self.marked


@dataclass(frozen=True, slots=True)
class Reading:
    """What is given away together: works, under a title where they are more than one.

    Attributes:
        notes: on all of them, such as those of a collection.
        style: name of the CSL style in which a reference manager shall format the citations.
    """

    title: str
    works: tuple[AnnotatedWork, ...]
    notes: tuple[Note, ...] = ()
    style: str = DEFAULT_STYLE
    language: str = DEFAULT_LOCALE
    author: str = ""


def annotation_link(annotation: AnnotationId) -> str:
    """The address that opens an annotation in Pincite."""
    return f"pincite://annotation/{annotation}"


def item_link(item: Item) -> str:
    """The address that shows a work in Pincite."""
    return f"pincite://item/{item.id}"


def annotation_rows(documents: Iterable[AnnotatedDocument]) -> list[dict[str, Any]]:
    """One JSON object for each annotation, in the shape that the command line prints."""
    return [_row(found, a) for found in documents for a in found.annotations]


def note_rows(works: Iterable[AnnotatedWork]) -> list[dict[str, Any]]:
    """One JSON object for each note on works."""
    return [
        {"id": note.id, "item": work.item.key or work.item.id, "text": note.text,
         "created": note.created, "modified": note.modified}
        for work in works
        for note in work.notes
    ]  # fmt: skip


def reading_json(reading: Reading) -> str:
    """The rows as a JSON document."""
    documents = (found for work in reading.works for found in work.documents)
    rows = {"annotations": annotation_rows(documents), "notes": note_rows(reading.works)}
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def reading_markdown(reading: Reading) -> str:
    """Markdown: quotations with their citation by printed page and a link back, then comments."""
    parts = [note.text.strip() for note in reading.notes]
    for work in reading.works:
        if not work.is_empty:
            parts += _work_markdown(work)
    return "\n\n".join(parts) + "\n" if parts else ""


def _work_markdown(work: AnnotatedWork) -> Iterator[str]:
    marked = [found for found in work.documents if found.annotations]
    name = marked[0].document.name if marked else work.item.key
    yield f"# {escape_markdown(work.item.title or name)}"
    for found in marked:
        if len(marked) > 1:
            yield f"## {escape_markdown(found.document.name)}"
        for annotation in found.annotations:
            yield annotation_markdown(found, annotation)
    if work.notes:
        yield "## Notes"
    yield from (note.text.strip() for note in work.notes)


def quotations_markdown(documents: Iterable[AnnotatedDocument]) -> str:
    """Markdown as `reading_markdown` writes it, without titles: to be put into a text."""
    parts = [annotation_markdown(found, a) for found in documents for a in found.annotations]
    return "\n\n".join(parts) + "\n" if parts else ""


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


def annotation_markdown(found: AnnotatedDocument, annotation: Annotation) -> str:
    """An annotation as Markdown: quotation, citation, link back, comment, replies, tags."""
    cite = pandoc_command([KeyCite(bib_key(found.item), found.locator(annotation))])
    link = f"[\u2197]({annotation_link(annotation.id)})"
    parts = [f"**{escape_markdown(annotation.core)}**"] if annotation.core else []
    parts.append(f"> {quote_markdown(annotation)} {cite} {link}")
    if annotation.comment.strip():
        parts.append(annotation.comment.strip())
    if annotation.replies:
        parts.append("\n".join(map(reply_line, annotation.replies)))
    about = about_markdown(found, annotation)
    if about:
        parts.append(about)
    return "\n\n".join(parts)


def quote_markdown(annotation: Annotation) -> str:
    """The words of an annotation in one line of Markdown, or what it is when it has none."""
    quote = escape_markdown(" ".join(annotation.anchor.quote.split()))
    if annotation.kind is AnnotationKind.STRIKEOUT and quote:
        quote = f"~~{quote}~~"
    return quote or f"*{kind_name(annotation.kind)}*"


def kind_name(kind: AnnotationKind) -> str:
    """What a mark is called."""
    return _KIND_NAMES.get(kind) or kind.value.capitalize()


def reply_line(reply: Reply) -> str:
    """An answer as an item of a list."""
    text = escape_markdown(" ".join(reply.text.split()))
    return f"- {escape_markdown(reply.author)}: {text}" if reply.author else f"- {text}"


def about_markdown(found: AnnotatedDocument, annotation: Annotation) -> str:
    """One line: what the colour means, what the quotation is unless direct, whose it is, tags."""
    words = (
        *map(escape_markdown, about(found, annotation)),
        " ".join("#" + "-".join(tag.split()) for tag in annotation.tags),
    )
    return " · ".join(word for word in words if word)


def about(found: AnnotatedDocument, annotation: Annotation) -> tuple[str, ...]:
    """What the colour means, what the quotation is unless direct, whose it is."""
    is_quoted = annotation.kind.marks_text and bool(annotation.anchor.quote)
    kind = annotation.quotation_kind if is_quoted else QuotationKind.DIRECT
    words = (
        found.colour_names.get(annotation.colour, ""),
        "" if kind is QuotationKind.DIRECT else _QUOTATION_NAMES[kind],
        annotation.author,
    )
    return tuple(word for word in words if word)

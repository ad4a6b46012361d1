"""Places that a search found, with names and lines for people."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.checks import Chunk
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, ItemId
from pincite.model.items import Item
from pincite.model.notes import Note
from pincite.search.snippets import Snippet, snippet
from pincite.services.reading import place_label

if TYPE_CHECKING:
    from pincite.search.index import IndexHit


class View(StrEnum):
    """What is listed: pages, works, or annotations and notes."""

    PAGES = "pages"
    WORKS = "works"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand.

    Attributes:
        where: "text", "title", "note" or "annotation".
        page_index, page_label: of the page; None and "" for titles and notes.
        start, end: in the text of the page what to show first; -1 and 0 when there is no such.
        annotation: the annotation found, when it is one; `colour` is its own, "#rrggbb".
        chunks: what was looked for beside what stands there, where a passage was looked for.
    """

    item: ItemId
    title: str
    where: str
    snippet: Snippet
    score: float
    document: Document | None = None
    page_index: int | None = None
    page_label: str = ""
    annotation: AnnotationId | None = None
    start: int = -1
    end: int = 0
    colour: str = ""
    chunks: tuple[Chunk, ...] = ()

    def scored(self, score: float) -> "Hit":
        """The same with another score."""
        return replace(self, score=score)

    @property
    def differences(self) -> int:
        """How many words differ from the passage that was looked for."""
        return sum(
            max(len(chunk.quoted.split()), len(chunk.found.split()))
            for chunk in self.chunks
            if not chunk.is_same
        )


def load_hit(reader: Reader, found: "IndexHit", terms: tuple[str, ...]) -> Hit | None:
    """What the index found, as it is shown; None when it is gone meanwhile, or in the trash."""
    if found.where == "text" and found.pid is not None:
        return load_page(reader, found.pid, found.score, terms)
    if found.where == "annotation" and found.record_id:
        return _annotation_hit(reader, found, terms)
    if found.where == "note" and found.record_id:
        note = reader.get(Note, found.record_id)
        item = reader.get(Item, note.item) if note and note.item else None
        if note is None or note.trashed or item is None or item.trashed:
            return None
        return Hit(item.id, item.title, "note", snippet(note.text, terms), found.score)
    item = reader.get(Item, found.record_id or "")
    if item is None or item.trashed:
        return None
    return Hit(item.id, item.title, "title", snippet(item.title, terms), found.score)


def load_page(reader: Reader, pid: int, score: float, terms: tuple[str, ...]) -> Hit | None:
    """A page by the number of its text."""
    place = reader.pages_by_number([pid]).get(pid)
    if place is None:
        return None
    document = reader.get(Document, place[0])
    item = reader.get(Item, document.item) if document else None
    if document is None or document.trashed or item is None or item.trashed:
        return None
    line = snippet(reader.page_text(*place) or "", terms)
    label = place_label(reader, document, place[1], line.at)
    return Hit(item.id, item.title, "text", line, score, document, place[1], label, start=line.at)


def _annotation_hit(reader: Reader, found: "IndexHit", terms: tuple[str, ...]) -> Hit | None:
    annotation = reader.get(Annotation, found.record_id or "")
    document = reader.get(Document, annotation.document) if annotation else None
    item = reader.get(Item, document.item) if document else None
    if annotation is None or annotation.trashed or document is None or item is None or item.trashed:
        return None
    text = "\n".join(t for t in (annotation.comment, annotation.anchor.quote) if t)
    page = annotation.anchor.page_index
    return Hit(
        item.id,
        item.title,
        "annotation",
        snippet(text, terms),
        found.score,
        document,
        page,
        place_label(reader, document, page, annotation.anchor.start),
        annotation.id,
        colour=annotation.colour.hex,
    )

"""The shapes of `--json`: records as plain dictionaries. Keys may be added, never renamed."""

from typing import TYPE_CHECKING, Any

from pincite.citing.csl_json import to_csl_json
from pincite.library.queries import Reader
from pincite.model.creators import Creator
from pincite.model.documents import Document
from pincite.model.items import Collection, Item
from pincite.model.notes import Note
from pincite.model.reading_states import state_of

if TYPE_CHECKING:
    from pincite.services.cited_rows import CitedRow
    from pincite.services.hits import Hit


def creator_shape(creator: Creator) -> dict[str, str]:
    """A creator with its role and the parts of its name that it has."""
    if creator.literal:
        return {"literal": creator.literal, "role": creator.role}
    family = " ".join(p for p in (creator.non_dropping_particle, creator.family) if p)
    shape = {"family": family, "given": creator.given, "role": creator.role}
    if creator.suffix:
        shape["suffix"] = creator.suffix
    return shape


def item_shape(reader: Reader, item: Item) -> dict[str, Any]:
    """An item as `list` gives it."""
    names = [reader.get(Collection, c) for c in item.collections]
    return {
        "item": item.key,
        "id": item.id,
        "type": item.type,
        "title": item.title,
        "creators": [creator_shape(c) for c in item.creators],
        "issued": item.issued,
        "container": item.fields.get("container-title", ""),
        "documents": len(reader.documents_of(item.id)),
        "annotations": len(reader.annotations_of_item(item.id)),
        "tags": list(item.tags),
        "collections": [c.name for c in names if c is not None],
        "draft": item.is_draft,
    }


def document_shape(document: Document) -> dict[str, Any]:
    """A document as `show` gives it."""
    return {
        "sha256": document.sha256,
        "name": document.name,
        "media_type": document.media_type,
        "pages": document.pages,
        "problem": document.problem,
        "replaced_by": document.replaced_by or None,
    }


def full_item_shape(reader: Reader, item: Item) -> dict[str, Any]:
    """An item as `show` gives it: with CSL-JSON, documents, annotations and notes."""
    # Not above: `list` is done before the formats of the export are loaded.
    from pincite.services.annotation_export import annotation_shapes

    return {
        **item_shape(reader, item),
        "csl": to_csl_json(item),
        "sources": dict(item.sources),
        "documents": [document_shape(d) for d in reader.documents_of(item.id)],
        "annotations": annotation_shapes(reader, item),
        "reading": state_of(item.reading, item.reading_since, reader.last_read(item.id)).value,
        "automatic_tags": list(item.automatic_tags),
        "tasks": [
            {"id": t.id, "text": t.text, "done": bool(t.done)} for t in reader.tasks_of(item.id)
        ],
        "related": [other.key for other in reader.related_to(item.id)],
        "notes": [note_shape(n) for n in reader.notes_of(item.id)],
    }


def note_shape(note: Note) -> dict[str, str]:
    """A note with its Markdown text."""
    return {"id": note.id, "text": note.text, "created": note.created}


def place_words(label: str) -> str:
    """A page label for people: "p. 23"; a paragraph, "¶ 4", says itself what it is."""
    return label if label.startswith("¶") or not label else f"p. {label}"


def hit_shape(reader: Reader, hit: "Hit") -> dict[str, Any]:
    """A search hit; "item" is the citation key."""
    item = reader.get(Item, hit.item)
    return {
        "item": item.key if item else hit.item,
        "title": hit.title,
        "where": hit.where,
        "document": hit.document.sha256 if hit.document else None,
        "page_index": hit.page_index,
        "page_label": hit.page_label,
        "snippet": hit.snippet.text,
        "score": round(hit.score, 4),
    }


def passage_shape(reader: Reader, hit: "Hit") -> dict[str, Any]:
    """A passage like the one looked for: `hit_shape` and how they differ."""
    return {
        **hit_shape(reader, hit),
        "state": "near" if hit.differences else "same",
        "differences": hit.differences,
        "chunks": [
            {"wanted": chunk.quoted, "found": chunk.found, "is_same": chunk.is_same}
            for chunk in hit.chunks
        ],
    }


def citation_shape(row: "CitedRow", text: str) -> dict[str, Any]:
    """A citation of a bibliography with its formatted text."""
    from pincite.services.standings import standing_of

    return {
        "id": row.citation.id,
        "item": row.item.key,
        "title": row.item.title,
        "locator": row.locator.described,
        "quotation": row.quotation,
        "annotation": row.citation.annotation,
        "page_index": row.page_index,
        "document": row.document.sha256 if row.document else None,
        "document_name": row.document.name if row.document else "",
        "state": row.state.value,
        "standing": standing_of(row).value,
        "prefix": row.citation.prefix,
        "suffix": row.citation.suffix,
        "text": text,
    }

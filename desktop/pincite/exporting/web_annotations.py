"""Annotations and notes as a W3C annotation collection in JSON-LD.

Source: W3C Web Annotation Data Model and Vocabulary (2017); RFC 3778, 3 (fragments of PDF), which
the model names for pages.
"""

import json
import uuid
from typing import Any

from pincite.exporting.annotations import AnnotatedDocument, Reading, item_link
from pincite.model.annotations import Annotation, AnnotationKind, Reply
from pincite.model.documents import Document
from pincite.model.items import Item
from pincite.model.notes import Note

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PDF = "application/pdf"
_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
_MOTIVES = {
    AnnotationKind.NOTE: "commenting", AnnotationKind.TEXT: "commenting",
    AnnotationKind.STRIKEOUT: "editing", AnnotationKind.SQUIGGLE: "editing",
}  # fmt: skip


def reading_jsonld(reading: Reading) -> str:
    """An annotation collection with one page; a document is named by its sha256."""
    items = [_jsonld_of(found, a) for work in reading.works for found, a in work.marked]
    items += [_note(note, item_link(work.item)) for work in reading.works for note in work.notes]
    items += [_note(note, "") for note in reading.notes]
    name = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(item["id"] for item in items))
    page = {
        "id": f"urn:uuid:{uuid.uuid5(name, 'page')}",
        "type": "AnnotationPage",
        "partOf": f"urn:uuid:{name}",
        "startIndex": 0,
        "items": items,
    }
    collection = {
        "@context": _CONTEXT,
        "id": f"urn:uuid:{name}",
        "type": "AnnotationCollection",
        "label": reading.title,
        "total": len(items),
        "first": page,
    }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def urn(identifier: str) -> str:
    """The name of something that has an id of ours."""
    return f"urn:uuid:{uuid_of(identifier)}"


def uuid_of(identifier: str) -> str:
    """An id of ours, which has 32 digits, as a UUID; another one gets a UUID of its own."""
    try:
        return str(uuid.UUID(hex=identifier))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"pincite:{identifier}"))


def _note(note: Note, target: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": urn(note.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": _body("describing", note.text) | {"format": "text/markdown"},
        "target": target or urn(note.collection or note.id),
    }
    return record | _times(note.created, note.modified)


def _times(created: str, modified: str) -> dict[str, str]:
    return {name: t for name, t in (("created", created), ("modified", modified)) if t}


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _jsonld_of(found: AnnotatedDocument, annotation: Annotation) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": urn(annotation.id),
        "type": "Annotation",
        "motivation": _MOTIVES.get(annotation.kind, "highlighting"),
        "target": {
            "type": "SpecificResource",
            "source": _source(found.item, found.document),
            "selector": _selectors(found, annotation),
        },
    }
    record |= _times(annotation.created, annotation.modified)
    if annotation.author:
        record["creator"] = _person(annotation.author)
    bodies = _bodies(annotation)
    if bodies:
        record["body"] = bodies
    return record


def _source(item: Item, document: Document) -> dict[str, Any]:
    kind = {"format": document.media_type} if document.media_type else {}
    return {"id": f"urn:sha256:{document.sha256}", "dcterms:title": item.title} | kind


def _person(name: str) -> dict[str, str]:
    return {"type": "Person", "name": name}


def _bodies(annotation: Annotation) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    if annotation.comment:
        bodies.append(_body("commenting", annotation.comment) | {"format": "text/markdown"})
    if annotation.core:
        bodies.append(_body("describing", annotation.core))
    bodies += [_body("tagging", tag) for tag in annotation.tags]
    return bodies + [_reply_body(reply) for reply in annotation.replies]


def _reply_body(reply: Reply) -> dict[str, Any]:
    body = _body("replying", reply.text)
    if reply.author:
        body["creator"] = _person(reply.author)
    if reply.created:
        body["created"] = reply.created
    return body


def _selectors(found: AnnotatedDocument, annotation: Annotation) -> list[dict[str, Any]]:
    """Several ways to find the same passage, the surest first."""
    anchor = annotation.anchor
    made: list[dict[str, Any]] = []
    if anchor.quote:
        quote = {"exact": anchor.quote, "prefix": anchor.before, "suffix": anchor.after}
        made.append({"type": "TextQuoteSelector"} | {k: v for k, v in quote.items() if v})
    place = {"type": "FragmentSelector", "value": _fragment(annotation)}
    if found.document.media_type == _PDF:
        made.append(place | {"conformsTo": _FRAGMENTS})
    elif not made:
        made.append(place)
    # As printed, for readers; programs find the place without it.
    made[-1]["rdfs:label"] = found.label(annotation)
    return made


def _fragment(annotation: Annotation) -> str:
    """The page, from 1, and the box of the passage on it: left, top, width and height in points."""
    anchor = annotation.anchor
    page = f"page={anchor.page_index + 1}"
    quads = anchor.places[0].quads if anchor.places else ()
    if not quads:
        return page
    left, top = min(q.x0 for q in quads), min(q.y0 for q in quads)
    wide, high = max(q.x1 for q in quads) - left, max(q.y1 for q in quads) - top
    return f"{page}&viewrect={left:.1f},{top:.1f},{wide:.1f},{high:.1f}"

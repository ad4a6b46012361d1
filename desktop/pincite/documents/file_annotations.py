"""Annotations that stand in a PDF file, in terms of our model."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha1
from typing import TypeVar

from pincite.documents.pdf_values import (
    hex_colour,
    is_coloured,
    iso_date,
    nearest_colour,
    plain_text,
    text_style,
)
from pincite.documents.wire import Message, Value
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import (
    Annotation,
    AnnotationKind,
    Colour,
    QuotationKind,
    Reply,
    Stroke,
)
from pincite.model.folding import fold
from pincite.model.ids import AnnotationId, Sha256
from pincite.model.texts import as_quoted

OWN_ORIGIN = "pincite:"
"""Head of the origin of an annotation that Pincite wrote; its id follows."""
_ZOTERO_ORIGIN = "zotero:"
_ZOTERO_NAME = "Zotero-"
_LEAST_EXTENT_PT = 1.0
_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class FileAnnotation:
    """An annotation as it stands in a file.

    Attributes:
        annotation: what it would be in the library. `origin` is its name in the file and unique
            there; `id` is made from it, `document` is empty.
        ordinals: places in its page's array of annotations, its own and those of its replies.
        colour_hex: as in the file, "#rrggbb"; empty where the file has none.
        is_faithful: we paint its like; False for stamps, arrows and what else has looks of its own.
    """

    annotation: Annotation
    ordinals: tuple[int, ...]
    colour_hex: str = ""
    is_faithful: bool = True

    @property
    def own_id(self) -> AnnotationId | None:
        """Its id where Pincite wrote it; that of an annotation of the library, maybe."""
        origin = self.annotation.origin
        if not origin.startswith(OWN_ORIGIN):
            return None
        # One that runs over a page end has a mark on each page: "id", "id/2".
        return AnnotationId(origin.removeprefix(OWN_ORIGIN).partition("/")[0])


class FileAnnotations:
    """Collects the annotations of a document, portion by portion in the order of its pages."""

    def __init__(self) -> None:
        self._found: list[FileAnnotation] = []
        self._seen: dict[str, int] = {}

    def add(self, rows: Iterable[Value]) -> None:
        """Take what the worker answered to "annotations"."""
        for row in rows:
            made = _annotation(Message(row)) if isinstance(row, dict) else None
            if made is None:
                continue
            origin = made.annotation.origin
            self._seen[origin] = self._seen.get(origin, 0) + 1
            if self._seen[origin] > 1:
                origin = f"{origin}#{self._seen[origin]}"
            named = replace(made.annotation, id=AnnotationId(f"file:{origin}"), origin=origin)
            self._found.append(replace(made, annotation=named))

    def all(self) -> tuple[FileAnnotation, ...]:
        """All that was added, in reading order."""
        return tuple(sorted(self._found, key=lambda f: f.annotation.reading_order))


def _annotation(row: Message) -> FileAnnotation | None:
    kind = AnnotationKind(row.text("kind"))
    quads = tuple(q for value in row.rows("quads") if (q := _quad(value)) is not None)
    if not quads:
        return None
    anchor = _anchor(row, quads)
    colour, size = _style(row, kind)
    meant, core, named = _own(row)
    comment = plain_text(row.text("contents"), row.text("rich"))
    if kind.marks_text and fold(comment) == fold(anchor.quote):
        # Some programs write the words that are marked once more as a comment.
        comment = ""
    created, modified = iso_date(row.text("created")), iso_date(row.text("modified"))
    annotation = Annotation(
        id=AnnotationId(""),
        document=Sha256(""),
        kind=kind,
        anchor=anchor,
        colour=named or nearest_colour(colour),
        comment=comment,
        tags=_tags(row),
        quotation_kind=meant or QuotationKind.DIRECT,
        core=core,
        strokes=tuple(s for value in row.rows("strokes") if (s := _stroke(value)) is not None),
        font_pt=size,
        author=" ".join((row.text("zotero_author") or row.text("author")).split()),
        origin=_origin(row),
        replies=tuple(_replies(row.rows("replies"))),
        created=created or modified,
        modified=modified or created,
    )
    ordinals = tuple(o for o in row.rows("ordinals") if isinstance(o, int))
    return FileAnnotation(annotation, ordinals, colour, bool(row.header.get("is_faithful")))


def _anchor(row: Message, quads: tuple[Quad, ...]) -> Anchor:
    page = row.whole("page")
    has_text = "start" in row.header
    return Anchor(
        page_index=page,
        places=(PageQuads(page, quads),),
        quote=as_quoted(row.text("text")),
        before=row.text("before"),
        after=row.text("after"),
        start=row.whole("start") if has_text else -1,
    )


def _style(row: Message, kind: AnnotationKind) -> tuple[str, float]:
    """Colour as in the file and size of letters."""
    colour = hex_colour([c for c in row.rows("colour") if isinstance(c, float)])
    if kind is not AnnotationKind.TEXT:
        return colour, 0.0
    letters, size = text_style(row.text("style"))
    # A text box's /C is its ground, often white or the yellow of a slip of paper.
    return letters if is_coloured(letters) else colour, row.real("font") or size


def _own(row: Message) -> tuple[QuotationKind | None, str, Colour | None]:
    match row.rows("own"):
        case [str(meant), str(core), str(colour)]:
            return _member(QuotationKind, meant), core, _member(Colour, colour)
    return None, "", None


def _member(kind: type[_E], value: str) -> _E | None:
    return next((member for member in kind if member.value == value), None)


def _tags(row: Message) -> tuple[str, ...]:
    tags: list[object] = list(row.rows("own_tags"))
    if not tags and row.text("zotero_tags"):
        try:
            value = json.loads(row.text("zotero_tags"))
        except ValueError:
            value = None
        tags = value if isinstance(value, list) else []
    cleaned = (" ".join(tag.split()) for tag in tags if isinstance(tag, str))
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))


def _origin(row: Message) -> str:
    """Its name in the file, the same at every reading of the same file."""
    name, key = row.text("name").strip(), row.text("zotero_key").strip()
    if name and "own" in row.header:
        return OWN_ORIGIN + name
    if key or name.startswith(_ZOTERO_NAME):
        return _ZOTERO_ORIGIN + (key or name.removeprefix(_ZOTERO_NAME))
    if name:
        return f"name:{name}"
    parts = [row.text(part) for part in ("subtype", "contents", "created", "modified")]
    boxes = [f"{side:.1f}" for q in row.rows("quads") if isinstance(q, list) for side in q]
    digest = sha1("\n".join((*parts, *boxes)).encode("utf-8", "replace"), usedforsecurity=False)
    return f"page {row.whole('page') + 1}:{digest.hexdigest()[:16]}"


def _replies(rows: Iterable[Value]) -> list[Reply]:
    """In the order they were given; marks of review ("Accepted") are none."""
    replies: list[Reply] = []
    for row in rows:
        match row:
            case [str(author), str(contents), str(created), str(modified), str(state)]:
                text = plain_text(contents)
                if text and not state:
                    time = iso_date(created) or iso_date(modified)
                    replies.append(Reply(" ".join(author.split()), text, time))
    if all(reply.created for reply in replies):
        replies.sort(key=lambda reply: reply.created)
    return replies


def _quad(value: Value) -> Quad | None:
    match value:
        case [float(x0), float(y0), float(x1), float(y1)]:
            # A line drawn level or upright has no extent one way; it must still be met by a click.
            return Quad(x0, y0, max(x1, x0 + _LEAST_EXTENT_PT), max(y1, y0 + _LEAST_EXTENT_PT))
    return None


def _stroke(value: Value) -> Stroke | None:
    match value:
        case [float(width), *points] if len(points) >= 2:
            return Stroke(width, tuple(p for p in points if isinstance(p, float)))
    return None

"""Putting a mark where a person says that it belongs in the new file."""

from dataclasses import replace

from pincite.library.queries import Reader
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Stroke
from pincite.model.documents import Document
from pincite.model.locators import Locator
from pincite.model.replacements import MarkKind, ReplacedMark, Replacement
from pincite.services.commands.replacing import PlaceMark
from pincite.services.reading import citable_locator

_GAP_PT = 4.0


def placed_by_hand(
    read: Reader, replacement: Replacement, mark: ReplacedMark, chosen: Anchor
) -> PlaceMark:
    """The command that puts a mark on a passage, or beside it when it marks no words.

    Args:
        chosen: the passage of the new file; a page alone for a citation by page.
    """
    document = read.get(Document, replacement.new)
    place = citable_locator(read, document, chosen) if document is not None else Locator()
    annotation = None
    if mark.kind is MarkKind.ANNOTATION:
        annotation = read.get(Annotation, mark.subject)
    if annotation is None or annotation.kind.marks_text:
        return PlaceMark(mark.id, chosen, place)
    anchor = _beside(annotation, chosen)
    return PlaceMark(mark.id, anchor, place, _strokes(annotation, anchor))


def _beside(annotation: Annotation, chosen: Anchor) -> Anchor:
    """A mark without words: an area frames the passage, anything else keeps its size beside it."""
    quads = chosen.places[0].quads if chosen.places else ()
    if not quads:
        return chosen
    around = Quad(
        min(q.x0 for q in quads), min(q.y0 for q in quads),
        max(q.x1 for q in quads), max(q.y1 for q in quads),
    )  # fmt: skip
    box = around
    if annotation.kind is not AnnotationKind.AREA:
        old = annotation.anchor.places[0].quads[0] if annotation.anchor.places else around
        width, height = old.x1 - old.x0, old.y1 - old.y0
        left = max(0.0, around.x0 - width - _GAP_PT)
        box = Quad(left, around.y0, left + width, around.y0 + height)
    page = chosen.places[0].page_index
    return replace(
        chosen, page_index=page, places=(PageQuads(page, (box,)),), quote="", before="", after="",
        start=-1,
    )  # fmt: skip


def _strokes(annotation: Annotation, anchor: Anchor) -> tuple[Stroke, ...]:
    """A drawing's strokes, moved as its box was."""
    places = annotation.anchor.places
    if not annotation.strokes or not places or not places[0].quads or not anchor.places:
        return annotation.strokes
    was, now = places[0].quads[0], anchor.places[0].quads[0]
    by = (now.x0 - was.x0, now.y0 - was.y0)
    return tuple(
        replace(stroke, points=tuple(p + by[n % 2] for n, p in enumerate(stroke.points)))
        for stroke in annotation.strokes
    )

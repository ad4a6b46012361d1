"""Commands that make one annotation of several, and several of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.anchors import ELISION, Anchor, PageQuads
from pincite.model.annotations import Annotation
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, fresh_id
from pincite.services.commands.annotations import stored_annotation, stored_annotations
from pincite.services.commands.citations import rebind_citations, release_citations
from pincite.services.errors import ServiceError
from pincite.services.reading import citable_locator
from pincite.services.stretches import Stretch, anchor_of, divided, stretches_of, united


@dataclass(frozen=True, slots=True)
class MergeAnnotations:
    """Make one mark of several marks of text in a document.

    The first in reading order stays and takes in the others: their words in reading order with
    "[…]" where something was left out, their comments, tags and replies. Citations of the others
    are bound to it, and the others go to the trash.
    """

    annotation_ids: tuple[AnnotationId, ...]
    label: str = "Merge annotations"

    def apply(self, tx: Transaction) -> None:
        """Put the result, rebind, trash the rest."""
        marks = sorted(stored_annotations(tx, self.annotation_ids), key=_text_order)
        _check_mergeable(marks)
        first, time = marks[0], utc_now()
        tx.put(
            replace(
                first,
                anchor=_joined_anchor(tx, marks),
                comment="\n\n".join(_distinct(a.comment.strip() for a in marks)),
                tags=tuple(_distinct(tag for a in marks for tag in a.tags)),
                core="; ".join(_distinct(a.core for a in marks)),
                replies=tuple(reply for a in marks for reply in a.replies),
                modified=time,
            )
        )
        for other in marks[1:]:
            rebind_citations(tx, other, first.id)
            tx.put(replace(other, trashed=time))


@dataclass(frozen=True, slots=True)
class SplitAnnotation:
    """Make several marks of one: one a page, else one a passage, else one a paragraph.

    The first part keeps the comment, the core statement and the replies; all keep colour, kind and
    tags. A citation whose pages would become fewer keeps those pages and is no longer bound.
    """

    annotation_id: AnnotationId
    label: str = "Split annotation"

    def apply(self, tx: Transaction) -> None:
        """Put the parts."""
        whole = stored_annotation(tx, self.annotation_id)
        anchors = _parts(tx, whole)
        first = replace(whole, anchor=anchors[0], modified=utc_now())
        document = tx.get(Document, whole.document)
        if document is not None and citable_locator(tx, document, whole.anchor) != citable_locator(
            tx, document, first.anchor
        ):
            release_citations(tx, whole)
        tx.put(first)
        for anchor in anchors[1:]:
            fresh = AnnotationId(fresh_id())
            tx.put(
                replace(first, id=fresh, anchor=anchor, comment="", core="", replies=(), origin="")
            )


def _text_order(mark: Annotation) -> tuple[float, ...]:
    """By place in the text where that is known: columns make the height on the page misleading."""
    page, y, x = mark.reading_order
    return (page, mark.anchor.start, y, x)


def _check_mergeable(marks: Sequence[Annotation]) -> None:
    if len(marks) < 2:
        raise ServiceError("Select two or more annotations to merge them.")
    if len({mark.document for mark in marks}) > 1:
        raise ServiceError("Annotations of different documents cannot be merged.")
    if not all(mark.kind.marks_text for mark in marks):
        raise ServiceError(
            "Only marks of text can be merged: highlights, underlines, strikeouts and squiggles."
        )


def _distinct(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(text for text in texts if text)


def _texts(tx: Transaction, mark: Annotation, last: int) -> dict[int, str]:
    """Stored texts of the pages from where a mark begins, with a neighbour at both ends."""
    pages = range(max(mark.anchor.page_index - 1, 0), last + 2)
    texts = ((page, tx.page_text(mark.document, page)) for page in pages)
    return {page: text for page, text in texts if text is not None}


def _joined_anchor(tx: Transaction, marks: Sequence[Annotation]) -> Anchor:
    texts = _texts(tx, marks[0], max(mark.anchor.last_page_index for mark in marks))
    stretches: list[Stretch] = []
    for mark in marks:
        found = stretches_of(mark.anchor, texts)
        if not found:
            return _by_boxes([m.anchor for m in marks])
        stretches += found
    return anchor_of(united(stretches, texts), texts)


def _by_boxes(anchors: Sequence[Anchor]) -> Anchor:
    """Anchors one after another, for pages whose text is not known."""
    pages = sorted({place.page_index for anchor in anchors for place in anchor.places})
    quads = {
        page: tuple(
            q for a in anchors for place in a.places if place.page_index == page
            for q in place.quads
        )
        for page in pages
    }  # fmt: skip
    return replace(
        anchors[0],
        places=tuple(PageQuads(page, quads[page]) for page in pages),
        quote=ELISION.join(anchor.quote for anchor in anchors if anchor.quote),
        after=anchors[-1].after,
        text_range=None,
    )


def _parts(tx: Transaction, whole: Annotation) -> list[Anchor]:
    if not whole.kind.marks_text:
        raise ServiceError("Only a mark of text can be split.")
    anchor = whole.anchor
    if not anchor.quote and len(anchor.places) > 1:
        return [Anchor(place.page_index, (place,)) for place in anchor.places]
    texts = _texts(tx, whole, anchor.last_page_index)
    stretches = stretches_of(anchor, texts)
    if not stretches:
        raise ServiceError(
            "This annotation cannot be split, because its words do not stand in the text of its "
            "pages as they are quoted. Delete it and mark the passages one by one."
        )
    parts = divided(stretches, anchor, texts)
    if len(parts) < 2:
        raise ServiceError(
            "This annotation stands in one paragraph of one page, so there is nowhere to split it."
        )
    return [anchor_of(part, texts) for part in parts]

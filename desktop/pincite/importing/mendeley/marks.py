"""Highlights and notes that Mendeley put on the pages of PDFs.

Pages count from 1 there. Boxes are in points from the bottom left of the page; those of a passage
are one for each line, those of a rectangle one, whose corners come in any order. The words are not
kept: what lies under the boxes is what was marked.
"""

from collections.abc import Iterable, Mapping

from pincite.importing.foreign.records import Box, ForeignMark, PageBoxes, Position
from pincite.importing.mendeley.notes import note_markdown
from pincite.importing.mendeley.values import Row, real, time, uuid, whole
from pincite.model.annotations import AnnotationKind

_NOTE_SIDE_PT = 18.0


def highlight(row: Row, rects: Iterable[Row], author: str) -> ForeignMark:
    """A highlight with its boxes; without a position when none of them can be read."""
    pages: dict[int, list[Box]] = {}
    for rect in rects:
        page, box = whole(rect.get("page")), _box(rect)
        if page is not None and page >= 1 and box is not None:
            pages.setdefault(page - 1, []).append(box)
    boxes = tuple(PageBoxes(index, _in_lines(pages[index])) for index in sorted(pages))
    return ForeignMark(
        key=_key(row),
        kind=AnnotationKind.HIGHLIGHT,
        colour=row.get("color", ""),
        position=Position(boxes[0].page_index, boxes) if boxes else None,
        author=author,
        added=time(row.get("createdTime")),
    )


def sticky_note(row: Row, author: str) -> ForeignMark:
    """A note at a point; without a position when the point cannot be read."""
    page, x, y = whole(row.get("page")), real(row.get("x")), real(row.get("y"))
    position = None
    if page is not None and page >= 1 and x is not None and y is not None:
        half = _NOTE_SIDE_PT / 2
        left, bottom = max(x - half, 0.0), max(y - half, 0.0)
        box = (left, bottom, left + _NOTE_SIDE_PT, bottom + _NOTE_SIDE_PT)
        position = Position(page - 1, (PageBoxes(page - 1, (box,)),))
    return ForeignMark(
        key=_key(row),
        kind=AnnotationKind.NOTE,
        comment=note_markdown(row.get("note") or row.get("text", "")),
        colour=row.get("color", ""),
        position=position,
        author=author,
        added=time(row.get("createdTime")),
        modified=time(row.get("modifiedTime")),
    )


def authors(profiles: Iterable[Row]) -> tuple[dict[str, str], frozenset[str]]:
    """Names by the ids of profiles, and how the user is called, by name and by id."""
    names: dict[str, str] = {}
    own: set[str] = set()
    for row in profiles:
        id_ = uuid(row.get("uuid"))
        parts = (row.get("firstName", ""), row.get("lastName", ""))
        full = " ".join(" ".join(parts).split())
        shown = " ".join(row.get("displayName", "").split())
        names[id_] = shown or full
        if row.get("isSelf", "").strip().lower() in ("1", "true"):
            own |= {id_, full, shown} - {""}
    return names, frozenset(own)


def author_of(row: Row, names: Mapping[str, str], own: frozenset[str]) -> str:
    """Who made a mark; empty for the user."""
    id_, written = uuid(row.get("profileUuid")), " ".join(row.get("author", "").split())
    if id_ in own or written in own:
        return ""
    return names.get(id_) or written


def _key(row: Row) -> str:
    return uuid(row.get("uuid")) or f"mark {row.get('id', '')}"


def _box(row: Row) -> Box | None:
    x1, y1, x2, y2 = (real(row.get(name)) for name in ("x1", "y1", "x2", "y2"))
    if x1 is None or y1 is None or x2 is None or y2 is None:
        return None
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _in_lines(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """From top to bottom and from left to right."""
    return tuple(sorted(boxes, key=lambda box: (-box[3], box[0])))

"""The annotations that stand in a PDF, read off its objects and not through MuPDF's annotations.

MuPDF makes up appearances when it loads annotations, and stops at the first that is broken.

Source: ISO 32000-2, 12.5 (annotations), 12.5.6.2 (markup annotations, replies).
"""

from time import monotonic

from pincite.documents.under import cuts_words, words_under
from pincite.documents.wire import Message
from pincite.documents.worker import engine
from pincite.documents.worker import pdf_objects as objects
from pincite.documents.worker.pdf_objects import PageSpace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pincite.documents.wire import Value

    Box = tuple[float, float, float, float]

KINDS = {
    "Highlight": "highlight", "Underline": "underline", "StrikeOut": "strikeout",
    "Squiggly": "squiggle", "Text": "note", "FreeText": "text", "Square": "area", "Ink": "ink",
    "Circle": "area", "Stamp": "area", "Line": "ink", "PolyLine": "ink", "Polygon": "ink",
    "Caret": "note", "FileAttachment": "note",
}  # fmt: skip
"""Subtype in the file -> the kind that comes nearest; all others are no marks of a reader."""

_TEXT_KINDS = ("highlight", "underline", "strikeout", "squiggle")
_FAITHFUL = (
    "Highlight", "Underline", "StrikeOut", "Squiggly", "Text", "FreeText", "Square", "Ink",
)  # fmt: skip
"""What looks with us much as it does in the file; stamps, arrows and circles do not."""
_MOST_ON_PAGE = 5_000
_MOST_POINTS = 20_000
_MOST_QUADS = 2_000
_MOST_CHARACTERS = 60_000
_HIDDEN = 1 << 1
_NOTE_SIDE_PT = 18.0
_CHAIN = 50
_STRINGS = {
    "contents": "Contents", "rich": "RC", "author": "T", "created": "CreationDate",
    "modified": "M", "name": "NM", "style": "DA",
    "zotero_key": "Zotero:Key", "zotero_author": "Zotero:AuthorName", "zotero_tags": "Zotero:Tags",
}  # fmt: skip
_OWN_STRINGS = ("Kind", "Core", "Colour")


def answer_many(document: "Any", indices: range, detail: str, *, seconds: float) -> Message:
    """Annotations of neighbouring pages, as many as `seconds` allow but at least one.

    Args:
        detail: "words" tells which words are marked; with "letters" those that are marked in part
            are cut where the mark ends, which takes longer; "" does neither.

    Returns:
        The header has "annotations", one dictionary each, and "next", the page to go on with.
    """
    until = monotonic() + seconds
    found: list[Value] = []
    following = indices.start
    for index in indices:
        following = index + 1
        try:
            rows = _on_page(document, index, detail)
        except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere; other pages go on)
            rows = []
        found += rows
        if monotonic() > until:
            break
    return Message({"annotations": found, "next": following})


def _on_page(document: "Any", index: int, detail: str) -> "list[Value]":
    mu = engine.full().mupdf
    page_object = mu.pdf_lookup_page_obj(objects.pdf_of(document), index)
    marks = _marks(objects.entry(page_object, "Annots"))
    if not marks:
        return []
    space = PageSpace(page_object)
    replies = _replies(marks)
    rows: list[dict[str, Value]] = []
    shown: list[list[Box]] = []
    for place, (mark, kind) in marks.items():
        if place in replies or int(objects.number(mark, "F")) & _HIDDEN:
            continue
        try:
            row, boxes = _row(mark, kind, space)
        except Exception:  # noqa: BLE001  (a broken entry costs only itself)
            continue
        answers = [p for p, parent in replies.items() if parent == place]
        row["page"] = index
        row["ordinals"] = [place, *answers]
        row["replies"] = [_reply(marks[p][0]) for p in answers]
        rows.append(row)
        shown.append(boxes)
    _add_words(rows, shown, document, index, detail)
    return list(rows)


def _marks(annots: "Any") -> "dict[int, tuple[Any, str]]":
    """Place in the page's array -> annotation and its kind."""
    marks: dict[int, tuple[Any, str]] = {}
    for place, mark in enumerate(objects.entries(annots)):
        kind = KINDS.get(objects.name(mark, "Subtype"))
        if kind is not None:
            marks[place] = (mark, kind)
        if len(marks) >= _MOST_ON_PAGE:
            break
    return marks


def _replies(marks: "dict[int, tuple[Any, str]]") -> dict[int, int]:
    """Place of a reply -> place of what it answers in the end; states and groups are left out."""
    mu = engine.full().mupdf
    places = {int(mu.pdf_to_num(mark)): place for place, (mark, _) in marks.items()}
    places.pop(0, None)
    parents: dict[int, int] = {}
    for place, (mark, _) in marks.items():
        answered = objects.entry(mark, "IRT")
        parent = places.get(int(mu.pdf_to_num(answered)))
        if parent is not None and parent != place and objects.name(mark, "RT") != "Group":
            parents[place] = parent
    return {place: root for place in parents if (root := _root(place, parents)) is not None}


def _root(place: int, parents: dict[int, int]) -> int | None:
    """The end of a chain of replies; None when it goes in a circle."""
    for _ in range(_CHAIN):
        if place not in parents:
            return place
        place = parents[place]
    return None


def _reply(mark: "Any") -> "Value":
    """Author, text, creation and modification date, and a state ("Accepted") it may stand for."""
    values = [objects.text(mark, key) for key in ("T", "Contents", "CreationDate", "M")]
    return [*(value[:_MOST_CHARACTERS] for value in values), objects.text(mark, "StateModel")]


def _row(mark: "Any", kind: str, space: PageSpace) -> "tuple[dict[str, Value], list[Box]]":
    """The annotation as it is sent, and its boxes as displayed."""
    subtype = objects.name(mark, "Subtype")
    row: dict[str, Value] = {
        key: objects.text(mark, name)[:_MOST_CHARACTERS] for key, name in _STRINGS.items()
    }
    strokes = _strokes(mark, subtype, space) if kind == "ink" else []
    boxes = _boxes(mark, kind, space, strokes)
    row["subtype"] = subtype
    row["kind"] = kind
    row["is_faithful"] = subtype in _FAITHFUL
    row["quads"] = [space.kept_box(box) for box in boxes]
    row["strokes"] = [[width, *space.kept_points(points)] for width, points in strokes]
    row["colour"] = _colour(mark)
    row["font"] = objects.number(mark, "Zotero:FontSize")
    _add_own(row, mark)
    return row, boxes


def _add_own(row: "dict[str, Value]", mark: "Any") -> None:
    """What Pincite wrote beside the standard entries; see `annotations_write`."""
    own = objects.entry(mark, "Pincite")
    mu = engine.full().mupdf
    if mu.pdf_is_dict(own):
        row["own"] = [objects.text(own, key) for key in _OWN_STRINGS]
        row["own_tags"] = [
            str(mu.pdf_to_text_string(tag)) for tag in objects.entries(objects.entry(own, "Tags"))
        ]


def _colour(mark: "Any") -> "Value":
    """Components from 0 to 1, as many as the file has (1 grey, 3 RGB, 4 CMYK)."""
    for key in ("Zotero:Color", "C", "IC"):
        values = objects.numbers(objects.entry(mark, key))
        if len(values) in (1, 3, 4):
            return [min(max(value, 0.0), 1.0) for value in values]
    return []


def _boxes(
    mark: "Any", kind: str, space: PageSpace, strokes: "list[tuple[float, list[float]]]"
) -> "list[Box]":
    """As displayed, in the order of the file; at least one.

    Raises:
        ValueError: there is no place on the page.
    """
    if kind in _TEXT_KINDS:
        corners = objects.numbers(objects.entry(mark, "QuadPoints"))[: 8 * _MOST_QUADS]
        boxes = [space.box(corners[at : at + 8]) for at in range(0, len(corners) - 7, 8)]
        boxes = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
        if boxes:
            return boxes
    if strokes:
        points = [value for _, stroke in strokes for value in stroke]
        return [(min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2]))]
    sides = _sides(mark, kind)
    return [icon_box(sides, space) if kind == "note" else space.box(sides)]


def icon_box(sides: "Sequence[float]", space: PageSpace) -> "Box":
    """Where a note's icon is displayed.

    It neither grows nor turns with the page: the corner that is the upper left one on the page
    before it is turned stays where it is, and the icon stands upright to the right of it.

    Source: ISO 32000-2, 12.5.6.4 (text annotations behave as NoZoom and NoRotate).
    """
    x, y = space.displayed([min(sides[0], sides[2]), max(sides[1], sides[3])])
    return (x, y, x + _NOTE_SIDE_PT, y + _NOTE_SIDE_PT)


def _sides(mark: "Any", kind: str) -> list[float]:
    """Two corners in the file's coordinates; without the room that /Rect has for borders.

    Raises:
        ValueError: there is no place on the page.
    """
    sides = objects.numbers(objects.entry(mark, "Zotero:Rect")) if kind == "text" else []
    if len(sides) == 4:
        return sides
    sides = objects.numbers(objects.entry(mark, "Rect"))
    if len(sides) < 4:
        raise ValueError("no place")
    room = objects.numbers(objects.entry(mark, "RD"))
    if len(room) == 4 and kind in ("area", "text"):
        left, right = sorted((sides[0], sides[2]))
        bottom, top = sorted((sides[1], sides[3]))
        inner = [left + room[0], bottom + room[3], right - room[2], top - room[1]]
        if inner[0] < inner[2] and inner[1] < inner[3]:
            return inner
    return sides[:4]


def _strokes(mark: "Any", subtype: str, space: PageSpace) -> "list[tuple[float, list[float]]]":
    """Width and displayed points of each line."""
    style = objects.entry(mark, "BS")
    width = objects.number(style, "W")
    if engine.full().mupdf.pdf_is_null(objects.entry(style, "W")):
        border = objects.numbers(objects.entry(mark, "Border"))
        width = border[2] if len(border) > 2 else 1.0
    if subtype == "Ink":
        paths = [objects.numbers(path) for path in objects.entries(objects.entry(mark, "InkList"))]
    else:
        paths = [objects.numbers(objects.entry(mark, "L" if subtype == "Line" else "Vertices"))]
        if subtype == "Polygon":
            paths[0] += paths[0][:2]
    left = _MOST_POINTS
    strokes: list[tuple[float, list[float]]] = []
    for path in paths:
        points = path[: 2 * min(len(path) // 2, left)]
        left -= len(points) // 2
        if points:
            strokes.append((width, space.displayed(points)))
    return strokes


def _add_words(
    rows: "list[dict[str, Value]]",
    boxes: "list[list[Box]]",
    document: "Any",
    index: int,
    detail: str,
) -> None:
    """Add the words under marks of text: what they say, where they begin, what is around them."""
    from pincite.documents.worker.words import read_words

    marking = [
        (row, shown) for row, shown in zip(rows, boxes, strict=True) if row["kind"] in _TEXT_KINDS
    ]
    if not marking or not detail:
        return
    try:
        words = read_words(document[index])
        for row, shown in marking:
            row.update(words_under(shown, words))
        cut = [(row, shown) for row, shown in marking if cuts_words(shown, words)]
        if cut and detail == "letters":
            words = read_words(document[index], edges=True)
            for row, shown in cut:
                row.update(words_under(shown, words))
    except Exception:  # noqa: BLE001  (a page whose text cannot be read has marks all the same)
        return

"""Writing annotations into an opened PDF and giving back the bytes to append, or a new file.

Source: ISO 32000-2, 12.5.6 (annotation types).
"""

from pincite.documents.wire import Message
from pincite.documents.worker import engine, pdf_bytes
from pincite.documents.worker import pdf_objects as objects
from pincite.documents.worker.pdf_objects import PageSpace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pincite.documents.wire import Value

    Box = tuple[float, float, float, float]

_SUBTYPES = {
    "highlight": "HIGHLIGHT", "underline": "UNDERLINE", "strikeout": "STRIKE_OUT",
    "squiggle": "SQUIGGLY", "note": "TEXT", "text": "FREE_TEXT", "area": "SQUARE", "ink": "INK",
}  # fmt: skip
_TEXT_KINDS = ("highlight", "underline", "strikeout", "squiggle")
_PRINT, _ICON_FLAGS, _REPLY_FLAGS = 0b100, 0b11100, 0b11110
"""Icons neither grow nor turn with the page. Replies are hidden: programs that know no replies
would draw a second note over the first."""
_HIGHLIGHT_STRENGTH = 0.5
_FRAME_PT = 1.5
_TEXT_PT = 12.0
_UPRIGHT_FROM_PT = 30.0


def make(document: "Any", request: Message) -> Message:
    """Change annotations and write the file.

    The request has rows of places to "remove" (page, place in its array), dictionaries of marks
    whose words to "amend" and of "marks" to add; "whole" asks for a new file.

    Returns:
        "appended" tells whether the blob goes after the original's bytes or is a file of its own;
        "failed" has the numbers of the marks that could not be added, from 0.
    """
    pdf = objects.pdf_of(document)
    for row in request.rows("amend"):
        if isinstance(row, dict):
            _amend(pdf, Message(row))
    _remove(pdf, request.rows("remove"))
    failed: list[Value] = []
    by_page: dict[int, list[tuple[int, Message]]] = {}
    for number, row in enumerate(request.rows("marks")):
        mark = Message(row if isinstance(row, dict) else {})
        by_page.setdefault(mark.whole("page"), []).append((number, mark))
    for index, marks in sorted(by_page.items()):
        failed += _add_to_page(document, pdf, index, marks)
    appends = not request.header.get("whole") and bool(
        engine.full().mupdf.pdf_can_be_saved_incrementally(pdf)
    )
    blob = pdf_bytes.appendix(pdf, request.whole("size")) if appends else pdf_bytes.whole(pdf)
    return Message({"appended": appends, "failed": failed}, blob)


def _add_to_page(
    document: "Any", pdf: "Any", index: int, marks: "list[tuple[int, Message]]"
) -> "list[Value]":
    mu = engine.full().mupdf
    try:
        page_object = mu.pdf_lookup_page_obj(pdf, index)
        array = objects.entry(page_object, "Annots")
        if not mu.pdf_is_null(array) and not mu.pdf_is_array(array):
            mu.pdf_dict_dels(page_object, "Annots")
        space = PageSpace(page_object)
        fz_page = document[index]
        page = mu.pdf_page_from_fz_page(fz_page.this)
    except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere; other pages go on)
        return [number for number, _ in marks]
    failed: list[Value] = []
    for number, mark in marks:
        try:
            _add(pdf, page, space, mark)
        except Exception:  # noqa: BLE001  (one that fails is reported, the others are written)
            failed.append(number)
    return failed


def _add(pdf: "Any", page: "Any", space: PageSpace, mark: Message) -> None:
    mu = engine.full().mupdf
    kind = mark.text("kind")
    boxes = [space.displayed_box(box) for box in _boxes(mark.rows("quads"))]
    if not boxes or kind not in _SUBTYPES:
        raise ValueError(kind)
    annotation = mu.pdf_create_annot(page, getattr(mu, f"PDF_ANNOT_{_SUBTYPES[kind]}"))
    try:
        holder = mu.pdf_annot_obj(annotation)
        _shape(annotation, holder, space, mark, boxes)
        colour = _reals(mark.rows("colour"))
        if kind == "text":
            _style_text(holder, mark, colour)
        else:
            objects.put_numbers(holder, pdf, "C", colour)
        _say(pdf, holder, mark)
        mu.pdf_update_annot(annotation)
        if kind == "note":
            _place_icon(pdf, holder, space, boxes[0])
    except Exception:
        mu.pdf_delete_annot(page, annotation)
        raise
    for row in mark.rows("replies"):
        _answer(pdf, page, holder, row)


def _shape(
    annotation: "Any",
    holder: "Any",
    space: PageSpace,
    mark: Message,
    boxes: "Sequence[Box]",
) -> None:
    """Where it stands and what is drawn there."""
    mu = engine.full().mupdf
    kind = mark.text("kind")
    mu.pdf_set_annot_flags(annotation, _PRINT)
    if kind in _TEXT_KINDS:
        for box in boxes:
            mu.pdf_add_annot_quad_point(annotation, _corners(box, space.turn))
        if kind == "highlight":
            mu.pdf_set_annot_opacity(annotation, _HIGHLIGHT_STRENGTH)
        return
    if kind == "ink":
        _draw(annotation, space, mark)
        return
    mu.pdf_set_annot_rect(annotation, mu.FzRect(*boxes[0]))
    if kind == "area":
        mu.pdf_set_annot_border_width(annotation, _FRAME_PT)
    elif kind == "note":
        mu.pdf_dict_puts(holder, "Name", mu.pdf_new_name("Note"))
    else:
        # MuPDF begins every text box with a pointer to nowhere, which others draw.
        mu.pdf_dict_dels(holder, "CL")


def _corners(box: "Box", turn: int) -> "Any":
    """The box as a quad whose corners follow the text: lines run from `ll` to `lr`."""
    mu = engine.full().mupdf
    x0, y0, x1, y1 = box
    if y1 - y0 <= max(1.5 * (x1 - x0), _UPRIGHT_FROM_PT):
        return mu.fz_quad_from_rect(mu.FzRect(x0, y0, x1, y1))
    quad = mu.FzQuad()
    downwards = ((x1, y0), (x1, y1), (x0, y0), (x0, y1))
    upwards = ((x0, y1), (x0, y0), (x1, y1), (x1, y0))
    for name, (x, y) in zip(
        ("ul", "ur", "ll", "lr"), downwards if turn == 90 else upwards, strict=True
    ):
        corner = getattr(quad, name)
        corner.x, corner.y = x, y
    return quad


def _draw(annotation: "Any", space: PageSpace, mark: Message) -> None:
    """All strokes in the width of the first: a file has one width for a drawing."""
    mu = engine.full().mupdf
    width = 0.0
    for row in mark.rows("strokes"):
        values = _reals(row)
        width = width or values[0]
        mu.pdf_add_annot_ink_list_stroke(annotation)
        points = values[1:]
        if len(points) == 2:
            # A dot is a line to itself; a single point is not drawn.
            points += points
        for x, y in zip(points[::2], points[1::2], strict=False):
            shown = space.displayed_box((x, y, x, y))
            mu.pdf_add_annot_ink_list_stroke_vertex(annotation, mu.FzPoint(shown[0], shown[1]))
    mu.pdf_set_annot_border_width(annotation, width or 1.0)


def _style_text(holder: "Any", mark: Message, colour: "Sequence[float]") -> None:
    size = mark.real("font") or _TEXT_PT
    # Letters in the bare colours of highlighters are hard to read on white.
    inks = " ".join(f"{0.38 * part:.3f}" for part in colour)
    objects.put_text(holder, "DA", f"/Helv {size:g} Tf {inks} rg")


def _say(pdf: "Any", holder: "Any", mark: Message) -> None:
    """Words, names and dates; what the standard has no place for goes into a key of our own."""
    mu = engine.full().mupdf
    for key, name in (
        ("Contents", "contents"), ("T", "author"), ("M", "modified"), ("CreationDate", "created"),
        ("NM", "name"),
    ):  # fmt: skip
        if mark.text(name):
            objects.put_text(holder, key, mark.text(name))
    own = mu.pdf_new_dict(pdf, 4)
    for key, name in (("Kind", "quotation_kind"), ("Core", "core"), ("Colour", "colour_name")):
        if mark.text(name):
            objects.put_text(own, key, mark.text(name))
    tags = [tag for tag in mark.rows("tags") if isinstance(tag, str)]
    if tags:
        array = mu.pdf_new_array(pdf, len(tags))
        for tag in tags:
            mu.pdf_array_push(array, mu.pdf_new_text_string(tag))
        mu.pdf_dict_puts(own, "Tags", array)
    mu.pdf_dict_puts(holder, "Pincite", own)


def _place_icon(pdf: "Any", holder: "Any", space: PageSpace, box: "Box") -> None:
    """Give the note our size; see `annotations.icon_box` for what its place means."""
    mu = engine.full().mupdf
    corner = mu.fz_transform_point(mu.FzPoint(box[0], box[1]), mu.fz_invert_matrix(space.matrix))
    width, height = box[2] - box[0], box[3] - box[1]
    rect = [corner.x, corner.y - height, corner.x + width, corner.y]
    objects.put_numbers(holder, pdf, "Rect", rect)
    mu.pdf_dict_puts(holder, "F", mu.pdf_new_int(_ICON_FLAGS))


def _answer(pdf: "Any", page: "Any", parent: "Any", row: "Value") -> None:
    mu = engine.full().mupdf
    match row:
        case [str(author), str(contents), str(created)]:
            reply = mu.pdf_annot_obj(mu.pdf_create_annot_raw(page, mu.PDF_ANNOT_TEXT))
        case _:
            return
    rect = objects.numbers(objects.entry(parent, "Rect"))
    objects.put_numbers(reply, pdf, "Rect", rect)
    mu.pdf_dict_puts(reply, "F", mu.pdf_new_int(_REPLY_FLAGS))
    mu.pdf_dict_puts(reply, "IRT", parent)
    mu.pdf_dict_puts(reply, "RT", mu.pdf_new_name("R"))
    for key, value in (("T", author), ("Contents", contents), ("M", created)):
        if value:
            objects.put_text(reply, key, value)
    if created:
        objects.put_text(reply, "CreationDate", created)


def _amend(pdf: "Any", mark: Message) -> None:
    """Put other words to an annotation that keeps its looks."""
    mu = engine.full().mupdf
    array = objects.entry(mu.pdf_lookup_page_obj(pdf, mark.whole("page")), "Annots")
    holder = mu.pdf_array_get(array, mark.whole("place"))
    if mu.pdf_is_dict(holder):
        mu.pdf_dict_dels(holder, "RC")
        mu.pdf_dict_dels(holder, "Contents")
        _say(pdf, holder, mark)


def _remove(pdf: "Any", rows: "Sequence[Value]") -> None:
    """Take annotations out of their pages, with the windows that belong to them."""
    mu = engine.full().mupdf
    places: dict[int, set[int]] = {}
    for row in rows:
        match row:
            case [int(page), int(place)]:
                places.setdefault(page, set()).add(place)
    for index, gone in places.items():
        array = objects.entry(mu.pdf_lookup_page_obj(pdf, index), "Annots")
        marks = list(objects.entries(array))
        popups = {
            int(mu.pdf_to_num(objects.entry(mark, "Popup")))
            for place, mark in enumerate(marks)
            if place in gone
        } - {0}
        for place in range(len(marks) - 1, -1, -1):
            if place in gone or int(mu.pdf_to_num(marks[place])) in popups:
                mu.pdf_array_delete(array, place)


def _boxes(rows: "Sequence[Value]") -> "list[Box]":
    boxes = []
    for row in rows:
        match row:
            case [float(x0), float(y0), float(x1), float(y1)]:
                boxes.append((x0, y0, x1, y1))
    return boxes


def _reals(row: "Value") -> list[float]:
    return [v for v in row if isinstance(v, float)] if isinstance(row, list) else []

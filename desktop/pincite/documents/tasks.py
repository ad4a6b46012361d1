"""What a window can ask for, as tasks for a worker."""

from pincite.documents.queue import LATER, TEXT, URGENT, Task
from pincite.documents.wire import Value

_MARGINS_S = 0.03
"""What the measuring of margins may hold up a page that is wanted meanwhile."""


def whole_page(
    index: int, width_px: int, height_px: int, *, generation: int, coarse: bool, pictures: bool
) -> Task:
    """A whole page, stretched to a size.

    Args:
        coarse: handed back in the event.
        pictures: tell where pictures stand on it.
    """
    values = _drawing(index, width_px, height_px, pictures=pictures)
    what = "coarse" if coarse else "page"
    return Task("draw", values, rank=URGENT, generation=generation, what=what)


def tile(
    index: int,
    scale: float,
    box: tuple[int, int, int, int],
    *,
    generation: int,
    pictures: bool,
) -> Task:
    """A part of a page: `box` is x, y, width, height in pixels of the page at `scale` a point."""
    values = _drawing_of_part(index, scale, box, pictures=pictures)
    return Task("part", values, rank=URGENT, generation=generation, what="tile")


def preview(index: int, scale: float, box: tuple[int, int, int, int], *, pictures: bool) -> Task:
    """A part of a page for a look at it beside the page in view; see `tile`."""
    values = _drawing_of_part(index, scale, box, pictures=pictures)
    return Task("part", values, rank=URGENT, what="preview")


def thumbnail(index: int, width_px: int, size_pt: tuple[float, float]) -> Task:
    """A small picture of a page as wide as this."""
    height_px = round(width_px * size_pt[1] / size_pt[0])
    values = _drawing(index, width_px, height_px, pictures=False)
    return Task("draw", values, rank=LATER, what="thumbnail")


def text(index: int) -> Task:
    """The words of a page, with edges of characters where there are any."""
    return Task("text", {"page": index, "edges": True}, rank=TEXT)


def links(index: int) -> Task:
    """The links of a page."""
    return Task("links", {"page": index}, rank=TEXT)


def outline() -> Task:
    """The outline of the document."""
    return Task("outline", {}, rank=LATER)


def margins(first: int, count: int) -> Task:
    """Where the content of some pages lies, of as many as are measured quickly."""
    return Task("margins", {"first": first, "count": count, "seconds": _MARGINS_S}, rank=LATER)


def opening(path: str, password: str, hidden: "list[Value]") -> Task:
    """The order to open the document, and from then on to read nothing else.

    Args:
        hidden: annotations to be left out of pictures.
    """
    values: dict[str, Value] = {
        "path": path, "password": password, "only": True, "hidden": hidden,
    }  # fmt: skip
    return Task("open", values, rank=URGENT)


def _drawing(index: int, width_px: int, height_px: int, *, pictures: bool) -> dict[str, Value]:
    values: dict[str, Value] = {
        "page": index, "width": max(1, width_px), "height": max(1, height_px),
    }  # fmt: skip
    if pictures:
        values["pictures"] = True
    return values


def _drawing_of_part(
    index: int, scale: float, box: tuple[int, int, int, int], *, pictures: bool
) -> dict[str, Value]:
    x_px, y_px, width_px, height_px = box
    values = _drawing(index, width_px, height_px, pictures=pictures)
    return {**values, "scale": float(scale), "x": x_px, "y": y_px}

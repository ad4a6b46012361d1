"""Which part of each page to show when white margins are cut off. Pure.

Left and right pages have a box each in common, so that the text block stays where it is from page
to page; both boxes are equally high, so that lines of two pages side by side stay level. A page
with more on it than the others is shown with all of it.
"""

from collections.abc import Iterable, Mapping, Sequence

from pincite.model.anchors import Quad

PADDING_PT = 9.0
"""White that is left around the content."""

_FEW = 4
_SMALLEST_SHARE = 0.2
"""Of width and height: a page with a single word on it is not blown up to fill the window."""

Size = tuple[float, float]
Kind = tuple[float, float, int]


def kind_of(index: int, size: Size) -> Kind:
    """Pages of a kind share a box: those of a size, and odd and even ones among them."""
    return round(size[0]), round(size[1]), index % 2


def common_boxes(sizes: Sequence[Size], contents: Mapping[int, Quad | None]) -> dict[Kind, Quad]:
    """The box of most pages of each kind; the tenth that reach out furthest do not count.

    Args:
        contents: boxes around the content of some pages; None for a blank page.
    """
    kinds: dict[Kind, list[Quad]] = {}
    for index, box in contents.items():
        if box is not None:
            kinds.setdefault(kind_of(index, sizes[index]), []).append(box)
    common = {kind: _box_of_most(boxes) for kind, boxes in kinds.items()}
    return {kind: _as_high_as(box, common.get(_other_side(kind))) for kind, box in common.items()}


def crop_for(size: Size, contents: Iterable[Quad | None], common: Quad | None) -> Quad | None:
    """The part of a page to show; None to show it whole.

    Args:
        contents: boxes around all that is on it; None for what is blank or not known.
        common: the box of its kind; None when there is none.
    """
    boxes = [box for box in (*contents, common) if box is not None]
    if not boxes:
        return None
    width, height = size
    x0, x1 = _widened(
        min(b.x0 for b in boxes) - PADDING_PT, max(b.x1 for b in boxes) + PADDING_PT, width
    )
    y0, y1 = _widened(
        min(b.y0 for b in boxes) - PADDING_PT, max(b.y1 for b in boxes) + PADDING_PT, height
    )
    return Quad(x0, y0, x1, y1)


def _box_of_most(boxes: list[Quad]) -> Quad:
    skipped = 0 if len(boxes) < _FEW else max(1, len(boxes) // 10)
    return Quad(
        sorted(box.x0 for box in boxes)[skipped],
        sorted(box.y0 for box in boxes)[skipped],
        sorted(box.x1 for box in boxes)[-1 - skipped],
        sorted(box.y1 for box in boxes)[-1 - skipped],
    )


def _other_side(kind: Kind) -> Kind:
    return (*kind[:2], 1 - kind[2])


def _as_high_as(box: Quad, other: Quad | None) -> Quad:
    if other is None:
        return box
    return Quad(box.x0, min(box.y0, other.y0), box.x1, max(box.y1, other.y1))


def _widened(start: float, end: float, length: float) -> tuple[float, float]:
    """The stretch within 0 and `length`, made as long as the smallest share of it."""
    missing = max(0.0, length * _SMALLEST_SHARE - (end - start)) / 2
    return max(0.0, start - missing), min(length, end + missing)

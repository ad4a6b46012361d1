"""The links of a page: where they stand and where they lead.

Source: MuPDF's `fitz.h` (fz_link, fz_link_dest).
"""

from math import isfinite

from pincite.documents.geometry import box_from_display
from pincite.documents.wire import Message
from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pincite.documents.wire import Value
    from pincite.documents.worker.raster import Raster

MOST_LINKS = 2000
_LONGEST_ADDRESS = 4000


def answer(raster: "Raster", index: int) -> Message:
    """Rows of x0, y0, x1, y1 (unrotated page), page index, x, y (as displayed), and an address.

    The page index is -1 for an address; x and y are None where the link does not tell.
    """
    mu = engine.bare()
    page = mu.ll_fz_load_page(raster.document, index)
    try:
        first = mu.ll_fz_load_links(page)
        try:
            return Message({"links": _rows(mu, raster, index, first)})
        finally:
            mu.ll_fz_drop_link(first)
    finally:
        mu.ll_fz_drop_page(page)


def _rows(mu: "Any", raster: "Raster", index: int, link: "Any") -> "list[Value]":
    width, height, turn = raster.size(index)
    targets: dict[str, list[Value] | None] = {}
    rows: list[Value] = []
    while link and len(rows) < MOST_LINKS:
        address = str(mu.fz_link_uri_get(link) or "")[:_LONGEST_ADDRESS]
        if address not in targets:
            targets[address] = _target(mu, raster, address)
        target = targets[address]
        box = engine.sides(mu.fz_link_rect_get(link))
        if target is not None and all(isfinite(side) for side in box):
            rows.append([*box_from_display(box, width, height, turn), *target])
        link = mu.fz_link_next_get(link)
    return rows


def _target(mu: "Any", raster: "Raster", address: str) -> "list[Value] | None":
    """Page index, x, y and address; None for a link that leads nowhere."""
    if not address:
        return None
    if mu.ll_fz_is_external_link(address):
        return [-1, None, None, address]
    try:
        place = mu.ll_fz_resolve_link_dest(raster.document, address)
        page = mu.ll_fz_page_number_from_location(raster.document, mu.fz_link_dest_loc_get(place))
        x_pt, y_pt = _known(mu.fz_link_dest_x_get(place)), _known(mu.fz_link_dest_y_get(place))
        mu.delete_fz_link_dest(place)
    except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere)
        return None
    return [page, x_pt, y_pt, ""] if 0 <= page < raster.pages else None


def _known(value: float) -> float | None:
    return float(value) if isfinite(value) else None

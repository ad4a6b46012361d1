"""Pages to pixels: a PDF opened by the bare binding, its page sizes and display lists.

Source: MuPDF's `fitz.h` (fz_display_list, fz_draw_device) and `pdf/page.h`.
"""

from pincite.documents.worker import engine
from pincite.documents.worker.engine import sides
from pincite.documents.worker.hidden import HiddenMarks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any

    from pincite.documents.wire import Value

    Box = tuple[float, float, float, float]

LISTS_KEPT = 24
_EDGE_PX = 2


class PasswordNeeded(Exception):
    """The file is encrypted and the password given, if any, does not open it."""


class Raster:
    """A PDF for drawing.

    Args:
        file: path of the PDF.
        password: tried when the file is encrypted.

    Raises:
        PasswordNeeded: see the class.
        EngineError: MuPDF cannot open it.
    """

    def __init__(self, file: str, password: str = "") -> None:
        self._mu = engine.bare()
        self._pdf = self._mu.ll_pdf_open_document(file)
        self._doc = self._mu.pdf_document_super_get(self._pdf)
        self._lists: dict[int, tuple[Any, Box]] = {}
        self._hidden = HiddenMarks(self._mu, self._pdf)
        needs = bool(self._mu.ll_fz_needs_password(self._doc))
        if needs and not self._mu.ll_fz_authenticate_password(self._doc, password):
            self.close()
            raise PasswordNeeded
        self.is_encrypted = needs
        self.pages = int(self._mu.ll_fz_count_pages(self._doc))

    def close(self) -> None:
        """Free the document; the object is of no use afterwards."""
        for display_list, _ in self._lists.values():
            self._mu.ll_fz_drop_display_list(display_list)
        self._lists.clear()
        self._mu.ll_fz_drop_document(self._doc)

    @property
    def document(self) -> "Any":
        """The document in MuPDF's terms (fz_document), for those who read it in other ways."""
        return self._doc

    @property
    def can_annotate(self) -> bool:
        """True when notes can be appended to the file without writing it anew."""
        return not (self.is_encrypted or self._mu.ll_pdf_was_repaired(self._pdf))

    def size(self, index: int) -> tuple[float, float, int]:
        """Width and height of a page in points as displayed, and its rotation in degrees."""
        mu = self._mu
        page = mu.ll_pdf_lookup_page_obj(self._pdf, index)
        box, matrix = mu.new_fz_rect(), mu.new_fz_matrix()
        mu.ll_pdf_page_obj_transform(page, box, matrix)
        bounds = mu.ll_fz_transform_rect(box, matrix)
        turn = mu.ll_pdf_to_int(mu.ll_pdf_dict_gets_inheritable(page, "Rotate"))
        x0, y0, x1, y1 = sides(bounds)
        return x1 - x0, y1 - y0, (round(turn / 90) * 90) % 360

    def hide_only(self, rows: "list[Value]") -> None:
        """Leave out annotations, rows of page and place in its array; show all others again."""
        marks = set()
        for row in rows:
            match row:
                case [int(page), int(place)] if 0 <= page < self.pages:
                    marks.add((page, place))
        for index in self._hidden.hide_only(marks):
            if index in self._lists:
                self._mu.ll_fz_drop_display_list(self._lists.pop(index)[0])

    def has_annotation(self, index: int, subtypes: "Container[str]") -> bool:
        """True when an annotation of one of these subtypes stands on the page, or it is broken."""
        mu = self._mu
        try:
            page = mu.ll_pdf_lookup_page_obj(self._pdf, index)
            found = mu.ll_pdf_dict_gets(page, "Annots")
            return any(
                mu.ll_pdf_to_name(mu.ll_pdf_dict_gets(mu.ll_pdf_array_get(found, at), "Subtype"))
                in subtypes
                for at in range(mu.ll_pdf_array_len(found))
            )
        except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere; others look closer)
            return True

    def draw(self, index: int, width: int, height: int, pixels: memoryview) -> None:
        """Draw a whole page, stretched to `width` x `height`, as RGB888 without padding."""
        x0, y0, x1, y1 = self.display_list(index)[1]
        scale_x, scale_y = width / max(x1 - x0, 0.01), height / max(y1 - y0, 0.01)
        self._draw(index, (scale_x, scale_y, -x0 * scale_x, -y0 * scale_y), width, height, pixels)

    def draw_part(
        self, index: int, scale: float, x: int, y: int, width: int, height: int, pixels: memoryview
    ) -> None:
        """Draw the part of a page at `scale` pixels a point whose top left pixel is (x, y)."""
        x0, y0, _, _ = self.display_list(index)[1]
        self._draw(index, (scale, scale, -x0 * scale - x, -y0 * scale - y), width, height, pixels)

    def contents(self, index: int) -> "Any":
        """A display list of the page without annotations; the caller frees it."""
        page = self._mu.ll_fz_load_page(self._doc, index)
        try:
            return self._mu.ll_fz_new_display_list_from_page_contents(page)
        finally:
            self._mu.ll_fz_drop_page(page)

    def _draw(
        self,
        index: int,
        matrix: tuple[float, float, float, float],
        width: int,
        height: int,
        pixels: memoryview,
    ) -> None:
        mu = self._mu
        display_list = self.display_list(index)[0]
        target = mu.ll_fz_new_pixmap_with_bbox_and_data(
            mu.ll_fz_device_rgb(),
            mu.ll_fz_make_irect(0, 0, width, height),
            None,
            0,
            mu.python_mutable_buffer_data(pixels),
        )
        try:
            mu.ll_fz_clear_pixmap_with_value(target, 255)
            turn = mu.ll_fz_make_matrix(matrix[0], 0, 0, matrix[1], matrix[2], matrix[3])
            device = mu.ll_fz_new_draw_device(turn, target)
            try:
                identity = mu.ll_fz_make_matrix(1, 0, 0, 1, 0, 0)
                clip = mu.ll_fz_make_rect(*_drawn_box(matrix, width, height))
                mu.ll_fz_run_display_list(display_list, device, identity, clip, None)
                mu.ll_fz_close_device(device)
            finally:
                mu.ll_fz_drop_device(device)
        finally:
            mu.ll_fz_drop_pixmap(target)

    def display_list(self, index: int) -> "tuple[Any, Box]":
        """The display list of a page and its bounds, made once and kept while it is in use."""
        if index in self._lists:
            entry = self._lists.pop(index)
            self._lists[index] = entry
            return entry
        mu = self._mu
        page = mu.ll_fz_load_page(self._doc, index)
        try:
            entry = (
                mu.ll_fz_new_display_list_from_page(page),
                sides(mu.ll_fz_bound_page(page)),
            )
        finally:
            mu.ll_fz_drop_page(page)
        self._lists[index] = entry
        if len(self._lists) > LISTS_KEPT:
            oldest = next(iter(self._lists))
            mu.ll_fz_drop_display_list(self._lists.pop(oldest)[0])
        return entry


def _drawn_box(
    matrix: tuple[float, float, float, float], width: int, height: int
) -> tuple[float, float, float, float]:
    """What is drawn, in the coordinates of the display list: what lies outside is skipped."""
    across, down, x, y = matrix
    return (
        (-_EDGE_PX - x) / across,
        (-_EDGE_PX - y) / down,
        (width + _EDGE_PX - x) / across,
        (height + _EDGE_PX - y) / down,
    )

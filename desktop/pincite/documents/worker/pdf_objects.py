"""Values in the objects of a PDF, whatever stands there: a wrong type is as good as nothing.

The functions take objects of MuPDF's class `PdfObj`, which follow references by themselves.
"""

from pincite.documents.wire import Message
from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from pincite.documents.wire import Value

_FARTHEST = 1e6
"""Points beyond which a coordinate is nonsense."""


def pdf_of(document: "Any") -> "Any":
    """MuPDF's document behind PyMuPDF's."""
    return engine.full().mupdf.pdf_document_from_fz_document(document.this)


def entry(holder: "Any", key: str) -> "Any":
    """The object under `key`; the null object when there is none."""
    return engine.full().mupdf.pdf_dict_gets(holder, key)


def text(holder: "Any", key: str) -> str:
    """The text string under `key`."""
    mu = engine.full().mupdf
    value = mu.pdf_dict_gets(holder, key)
    return str(mu.pdf_to_text_string(value)) if mu.pdf_is_string(value) else ""


def name(holder: "Any", key: str) -> str:
    """The name under `key`, without its slash."""
    mu = engine.full().mupdf
    return str(mu.pdf_to_name(mu.pdf_dict_gets(holder, key)))


def number(holder: "Any", key: str) -> float:
    """The number under `key`; 0 when there is none."""
    mu = engine.full().mupdf
    return float(mu.pdf_to_real(mu.pdf_dict_gets(holder, key)))


def numbers(array: "Any") -> list[float]:
    """The numbers of an array in order; empty when one of its entries is none."""
    found: list[float] = []
    mu = engine.full().mupdf
    for value in entries(array):
        if not mu.pdf_is_number(value):
            return []
        real = float(mu.pdf_to_real(value))
        if not -_FARTHEST < real < _FARTHEST:
            return []
        found.append(real)
    return found


def entries(array: "Any") -> "Iterator[Any]":
    """The objects in an array; none when it is something else."""
    mu = engine.full().mupdf
    if mu.pdf_is_array(array):
        for place in range(mu.pdf_array_len(array)):
            yield mu.pdf_array_get(array, place)


def put_numbers(holder: "Any", pdf: "Any", key: str, values: "Sequence[float]") -> None:
    """Store an array of numbers under `key`."""
    mu = engine.full().mupdf
    array = mu.pdf_new_array(pdf, len(values))
    for value in values:
        mu.pdf_array_push_real(array, value)
    mu.pdf_dict_puts(holder, key, array)


def put_text(holder: "Any", key: str, value: str) -> None:
    """Store a text string under `key`."""
    mu = engine.full().mupdf
    mu.pdf_dict_puts(holder, key, mu.pdf_new_text_string(value))


class PageSpace:
    """Coordinates of one page: as they stand in the file, as displayed, and as we keep them.

    Kept are points of the unrotated page, origin top left of the crop box; see `geometry`.

    Source: ISO 32000-2, 14.11.2 (page boundaries), 7.7.3.3 (Rotate, UserUnit).
    """

    def __init__(self, page_object: "Any") -> None:
        mu = engine.full().mupdf
        box, self.matrix = mu.FzRect(), mu.FzMatrix()
        mu.pdf_page_obj_transform(page_object, box, self.matrix)
        shown = mu.fz_transform_rect(box, self.matrix)
        self.width = float(shown.x1 - shown.x0)
        self.height = float(shown.y1 - shown.y0)
        turn = int(mu.pdf_to_int(mu.pdf_dict_gets_inheritable(page_object, "Rotate"))) % 360
        self.turn = 0 if turn % 90 else turn

    def displayed(self, values: "Sequence[float]") -> list[float]:
        """Points of the file (x and y by turns) as displayed."""
        m = self.matrix
        shown: list[float] = []
        for x, y in zip(values[::2], values[1::2], strict=False):
            shown.append(m.a * x + m.c * y + m.e)
            shown.append(m.b * x + m.d * y + m.f)
        return shown

    def box(self, values: "Sequence[float]") -> tuple[float, float, float, float]:
        """The box around points of the file, as displayed."""
        shown = self.displayed(values)
        return min(shown[::2]), min(shown[1::2]), max(shown[::2]), max(shown[1::2])

    def kept_box(self, box: tuple[float, float, float, float]) -> list[float]:
        """A displayed box as it is kept."""
        from pincite.documents.geometry import box_from_display

        return list(box_from_display(box, self.width, self.height, self.turn))

    def kept_points(self, shown: "Sequence[float]") -> list[float]:
        """Displayed points as they are kept."""
        from pincite.documents.geometry import point_from_display

        kept: list[float] = []
        for x, y in zip(shown[::2], shown[1::2], strict=False):
            kept += point_from_display(x, y, self.width, self.height, self.turn)
        return kept

    def displayed_box(
        self, box: tuple[float, float, float, float]
    ) -> tuple[float, float, float, float]:
        """A kept box as displayed."""
        from pincite.documents.geometry import box_to_display

        return box_to_display(box, self.width, self.height, self.turn)


def spaces(document: "Any", pages: range) -> "Message":
    """How points of the file become points as displayed: rows of page index, matrix, size, turn.

    A file that is no PDF has none; a page that is broken is left out.
    """
    mu = engine.full().mupdf
    pdf = pdf_of(document)
    rows: list[Value] = []
    for index in pages if pdf.m_internal else ():
        try:
            space = PageSpace(mu.pdf_lookup_page_obj(pdf, index))
        except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere)
            continue
        m = space.matrix
        matrix = [float(value) for value in (m.a, m.b, m.c, m.d, m.e, m.f)]
        rows.append([index, matrix, space.width, space.height, space.turn])
    return Message({"spaces": rows})

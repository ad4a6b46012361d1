"""Points as they stand in a PDF file, as we keep them: see `geometry`."""

from collections.abc import Sequence
from dataclasses import dataclass

from pincite.documents.geometry import box_from_display, point_from_display
from pincite.documents.wire import Value
from pincite.model.anchors import Quad


@dataclass(frozen=True, slots=True)
class FileSpace:
    """How points of the file on one page become points of the unrotated page.

    Attributes:
        matrix: a, b, c, d, e, f, from the file to the page as displayed.
        width, height: as displayed, in points.
        turn: degrees clockwise.
    """

    matrix: tuple[float, ...]
    width: float
    height: float
    turn: int

    def quad(self, box: Sequence[float]) -> Quad:
        """A box of the file (x0, y0, x1, y1)."""
        first, second = self._displayed(box[0], box[1]), self._displayed(box[2], box[3])
        shown = (
            min(first[0], second[0]),
            min(first[1], second[1]),
            max(first[0], second[0]),
            max(first[1], second[1]),
        )
        return Quad(*box_from_display(shown, self.width, self.height, self.turn))

    def points(self, values: Sequence[float]) -> tuple[float, ...]:
        """Points of the file, x and y by turns."""
        kept: list[float] = []
        for x, y in zip(values[::2], values[1::2], strict=False):
            shown = self._displayed(x, y)
            kept += point_from_display(*shown, self.width, self.height, self.turn)
        return tuple(kept)

    def _displayed(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


def spaces_from(rows: Sequence[Value]) -> dict[int, FileSpace]:
    """Page index -> its space, from a worker's answer."""
    found = {}
    for row in rows:
        match row:
            case [int(index), [*matrix], float(width), float(height), int(turn)]:
                numbers = tuple(v for v in matrix if isinstance(v, float))
                if len(numbers) == 6:
                    found[index] = FileSpace(numbers, width, height, turn)
    return found

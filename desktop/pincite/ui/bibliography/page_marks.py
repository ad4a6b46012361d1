"""A strip of the pages of a work, as cells of which those with cited pages are marked."""

from collections.abc import Iterator
from dataclasses import dataclass

_GAP_PX = 1.0
_LEAST_CELL_PX = 4
_MOST_CELL_PX = 24.0


@dataclass(frozen=True, slots=True)
class PageMarks:
    """One cell a page, or a run of pages where there are too many for the width.

    Attributes:
        marks: cited pages, from 0; those beyond the last page are left out.
    """

    page_count: int
    marks: tuple[int, ...]
    width_px: int

    @property
    def cell_count(self) -> int:
        """How many cells there are; 0 for a work without pages."""
        return min(self.page_count, max(1, self.width_px // _LEAST_CELL_PX))

    def cells(self) -> Iterator[tuple[float, float, bool]]:
        """Left edge and width of each cell, and whether one of its pages is cited."""
        count = self.cell_count
        if not count:
            return
        step = self._step(count)
        cited = {self._cell_of(page, count) for page in self.marks}
        for cell in range(count):
            yield cell * step, max(1.0, step - _GAP_PX), cell in cited

    def page_at(self, x_px: float) -> int | None:
        """The cited page at a place of the strip, or one cell beside it; None where none is."""
        count = self.cell_count
        if not count:
            return None
        cell = int(x_px // self._step(count))
        near = ((abs(self._cell_of(page, count) - cell), page) for page in self.marks)
        distance, page = min(near, default=(2, 0))
        return page if distance <= 1 else None

    def _step(self, count: int) -> float:
        # A work of three pages does not fill the table with three beams.
        return min(_MOST_CELL_PX, self.width_px / count)

    def _cell_of(self, page: int, count: int) -> int:
        return page * count // self.page_count

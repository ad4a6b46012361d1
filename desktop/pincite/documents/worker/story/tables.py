"""Tables: which can be set as one, how wide their columns are, and the others as running text."""

from typing import NamedTuple

from pincite.documents.worker.story.breaking import break_long_words, longest_word
from pincite.documents.worker.story.tree import add_class, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_CELL_EM = 0.56
"""Width of a character in tables, as a share of the size of type."""
_TYPE_PT, _DENSE_PT = 9.2, 7.6
_PADDING_PT = 11.5
_MOST_COLUMNS = 14
_LONGEST_CELL = 700
"""Characters; a taller cell is in danger of growing over a page, which Story cannot end."""
_SHORT_WORD = 7
"""Words up to this length are never broken."""


class _Grid(NamedTuple):
    rows: "list[list[HtmlElement]]"
    columns: int


def set_tables(root: "HtmlElement", measure_em: float) -> None:
    """Prepare every table for a measure, in units of the size of the running text."""
    # Inner ones come last in document order and are judged first.
    for table in reversed(list(root.iter("table"))):
        if _is_layout(table, _grid(table)):
            unwrap(table)
            continue
        _raise_caption(table)
        _fill_rows(table)
        grid = _grid(table)
        if not _fits(table, grid, measure_em * 11.0):
            unwrap(table)
        else:
            _align_figures(grid)


def unwrap_all(root: "HtmlElement") -> None:
    """All tables as running text."""
    for table in reversed(list(root.iter("table"))):
        unwrap(table)


def unwrap(table: "HtmlElement") -> None:
    """A table as blocks, row by row and cell by cell."""
    is_data = len(_grid(table).rows) > 1 and table.find(".//table") is None
    for element in list(table.iter()):
        if element is not table and _table_of(element) is not table:
            continue
        if element.tag == "th":
            add_class(element, "head")
        if element.tag == "tr" and is_data:
            add_class(element, "row")
        if element.tag == "caption":
            add_class(element, "caption")
        if element.tag in ("td", "th", "tr", "caption", "thead", "tbody", "tfoot"):
            element.tag = "div"
        elif element.tag in ("col", "colgroup"):
            element.drop_tree()
    table.tag = "div"
    if is_data:
        add_class(table, "rows")


def column_share(cell: "HtmlElement") -> float:
    """The share of the width of its table that a cell may take up."""
    row = cell.getparent()
    cells = 1 if row is None else sum(map(_span, row))
    return _span(cell) / max(1, cells)


def _table_of(element: "HtmlElement") -> "HtmlElement | None":
    return next(element.iterancestors("table"), None)


def _grid(table: "HtmlElement") -> _Grid:
    rows = [
        [cell for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
        if _table_of(row) is table
    ]
    return _Grid(rows, max((sum(map(_span, row)) for row in rows), default=0))


def _span(cell: "HtmlElement", name: str = "colspan") -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), 100)) if value.isdecimal() else 1


def _raise_caption(table: "HtmlElement") -> None:
    """The caption as a block above its table: Story would set it below, in the middle."""
    for caption in table.findall("caption"):
        caption.tag = "div"
        caption.tail = None
        add_class(caption, "caption")
        table.addprevious(caption)


def _fill_rows(table: "HtmlElement") -> None:
    """Empty cells under those over several rows, which Story does not know."""
    open_spans: dict[int, int] = {}
    for row in [row for row in table.iter("tr") if _table_of(row) is table]:
        column, going_on = 0, {}
        for cell in [cell for cell in row if cell.tag in ("td", "th")]:
            while open_spans.get(column, 0):
                cell.addprevious(cell.makeelement("td"))
                going_on[column] = open_spans[column] - 1
                column += 1
            for _ in range(_span(cell)):
                going_on[column] = _span(cell, "rowspan") - 1
                column += 1
            cell.attrib.pop("rowspan", None)
        for rest in sorted(c for c in open_spans if c >= column and open_spans[c]):
            row.append(row.makeelement("td"))
            going_on[rest] = open_spans[rest] - 1
        open_spans = going_on


def _is_layout(table: "HtmlElement", grid: _Grid) -> bool:
    """True where a table only arranges what is no table: one column, pictures, articles."""
    if grid.columns < 2 or len(grid.rows) < 2 or grid.columns > _MOST_COLUMNS:
        return True
    if table.find(".//table") is not None or table.find(".//figure") is not None:
        return True
    return any(len(text_of(cell)) > _LONGEST_CELL for row in grid.rows for cell in row)


def _fits(table: "HtmlElement", grid: _Grid, measure_pt: float) -> bool:
    """Make the columns narrow enough, by smaller type and then by breaking words."""
    for dense, type_pt in ((False, _TYPE_PT), (True, _DENSE_PT)):
        room = (measure_pt - grid.columns * _PADDING_PT) / (_CELL_EM * type_pt)
        least = _least_widths(grid)
        if sum(least) <= room or dense:
            break
    if dense:
        add_class(table, "dense")
    longest = _longest_that_fits(least, room)
    if longest < _SHORT_WORD:
        return False
    if longest < max(least):
        for row in grid.rows:
            for cell in row:
                break_long_words(cell, longest)
    if sum(_whole_widths(grid)) > 0.66 * room:
        add_class(table, "full")
    return True


def _longest_that_fits(least: list[int], room: float) -> int:
    """The longest word that may stay whole so that all columns fit."""
    longest = max(least, default=0)
    while longest >= _SHORT_WORD and sum(min(width, longest) for width in least) > room:
        longest -= 1
    return max(longest, _SHORT_WORD if max(least, default=0) < _SHORT_WORD else 0)


def _least_widths(grid: _Grid) -> list[int]:
    return _widths(grid, longest_word)


def _whole_widths(grid: _Grid) -> list[int]:
    return _widths(grid, len)


def _widths(grid: _Grid, measure: "Callable[[str], int]") -> list[int]:
    widths = [0] * grid.columns
    for row in grid.rows:
        column = 0
        for cell in row:
            span = _span(cell)
            if span == 1 and column < grid.columns:
                widths[column] = max(widths[column], measure(text_of(cell)))
            column += span
    return widths


def _align_figures(grid: _Grid) -> None:
    """Columns of numbers stand at the right, with their heads."""
    for column in range(grid.columns):
        cells = [row[column] for row in grid.rows if len(row) == grid.columns]
        bodies = [text_of(cell) for cell in cells if cell.tag == "td"]
        filled = [text for text in bodies if text]
        if len(filled) >= 2 and 0.8 * len(filled) <= sum(map(_is_figure, filled)):
            for cell in cells:
                add_class(cell, "figure")


def _is_figure(text: str) -> bool:
    digits = sum(c.isdigit() for c in text)
    return (
        digits > 0 and len(text) <= 16 and digits + sum(not c.isalnum() for c in text) == len(text)
    )

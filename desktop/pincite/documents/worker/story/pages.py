"""Setting prepared markup page by page with MuPDF's Story, and where all of it stands then.

Story breaks pages wherever they are full. Before a page is drawn it may be placed again in a
shorter box: so a heading goes with the text below it, a figure with its caption, and no paragraph
leaves a single line behind.
"""

import io
from time import monotonic
from typing import NamedTuple

from pincite.documents.worker import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pincite.documents.worker.story.book import Book
    from pincite.documents.worker.story.sheet import Sheet

_LEAST_FULL = 0.4
"""Share of a page that stays filled when the rest goes to the next one."""

_FREE_PT = 0.5
_SHORTENINGS = 6
"""Tries of each kind before a page is taken as it is."""


class Seen(NamedTuple):
    """An element on a page: where it begins or ends there, in points."""

    begins: bool
    ends: bool
    id: str
    href: str
    heading: int
    text: str
    box: tuple[float, float, float, float]


class Setting(NamedTuple):
    """A PDF, and what its pages hold, in reading order."""

    data: bytes
    pages: "list[list[Seen]]"

    def places(self) -> dict[str, tuple[int, float]]:
        """Page and height at which each element with an id begins."""
        found: dict[str, tuple[int, float]] = {}
        for number, page in enumerate(self.pages):
            for seen in page:
                if seen.id and seen.begins:
                    found.setdefault(seen.id, (number, seen.box[1]))
        return found


def set_pages(book: "Book", sheet: "Sheet", most: int, until: float) -> Setting | None:
    """Place a story page by page.

    Returns:
        None when it goes in circles, there would be more than `most` pages, or time is over.
    """
    pymupdf = engine.full()
    archive = pymupdf.Archive()
    for name, data in book.pictures.items():
        archive.add(data, name)
    story = pymupdf.Story(book.html, user_css=sheet.style(), archive=archive)
    buffer = io.BytesIO()
    writer = pymupdf.DocumentWriter(buffer)
    page_box = pymupdf.Rect(0, 0, sheet.width_pt, sheet.height_pt)
    pages: list[list[Seen]] = []
    known: set[str] = set()
    has_more = True
    while has_more:
        if len(pages) >= most or monotonic() > until:
            return None
        device = writer.begin_page(page_box)
        has_more, page = _place(story, book, sheet)
        begun = {seen.id for seen in page if seen.id and seen.begins}
        if len(begun) > 1 and begun <= known:
            return None
        known |= begun
        story.draw(device)
        writer.end_page()
        pages.append(page)
    writer.close()
    return Setting(buffer.getvalue(), pages)


def _place(story: "Any", book: "Book", sheet: "Sheet") -> tuple[bool, list[Seen]]:
    """Place the next page, and tell whether there is more to come."""
    has_more, page, bottom = _within(story, sheet, sheet.box[3])
    end = _better_end(page, book, sheet) if has_more else None
    if end is not None and end < bottom:
        has_more, page, bottom = _within(story, sheet, end)
    return has_more, page


def _within(story: "Any", sheet: "Sheet", bottom: float) -> tuple[bool, list[Seen], float]:
    """Place the next page above a height, or a little higher where Story runs out of the box.

    Where a page ends at the border of a box or in a picture, Story sometimes misses it and goes on
    below the sheet. A shorter box makes it break elsewhere: by some lines, or else right below an
    element that it has placed as it should.
    """
    left, top, right, _ = sheet.box
    whole = _try(story, (left, top, right, bottom))
    if not _runs_out(whole[1], bottom):
        return (*whole, bottom)
    for lower in _shorter(whole[1], bottom, top, sheet.line_pt):
        has_more, page = _try(story, (left, top, right, lower))
        if not _runs_out(page, lower):
            return has_more, page, lower
    return (*_try(story, (left, top, right, bottom)), bottom)


def _runs_out(page: list[Seen], bottom: float) -> bool:
    # Half of what `_better_end` leaves free: a heading cut off there may come back by a hair.
    return any(seen.begins and seen.box[1] > bottom + 0.5 * _FREE_PT for seen in page)


def _shorter(page: list[Seen], bottom: float, top: float, line_pt: float) -> "Iterator[float]":
    for step in range(1, _SHORTENINGS):
        yield bottom - step * 0.4 * line_pt
    ends = {seen.box[3] for seen in page if seen.ends and top + line_pt < seen.box[3] < bottom}
    for end in sorted(ends, reverse=True)[:_SHORTENINGS]:
        yield end + 0.5


def _try(story: "Any", box: tuple[float, float, float, float]) -> tuple[bool, list[Seen]]:
    has_more, _ = story.place(engine.full().Rect(*box))
    page: list[Seen] = []

    # Story wants a function of exactly one argument.
    def note(at: "Any") -> None:
        box = tuple(at.rect)
        text = at.text or "" if at.heading else ""
        state = at.open_close
        page.append(Seen(bool(state & 1), bool(state & 2), at.id, at.href, at.heading, text, box))

    story.element_positions(note)
    return bool(has_more), page


def _better_end(page: list[Seen], book: "Book", sheet: "Sheet") -> float | None:
    """The height above which the page should end, so that what goes together stays so."""
    _, top, _, bottom = sheet.box
    least = top + _LEAST_FULL * (bottom - top)
    # What begins and ends at once is a run of words in the element, not the element.
    ended = {seen.id for seen in page if seen.id and seen.ends and not seen.begins}
    begun = {seen.id: seen.box for seen in reversed(page) if seen.id and seen.begins}
    torn = (start for start in _torn(begun, ended, book, bottom - 1.9 * sheet.line_pt))
    end = min((start for start in torn if start > least), default=bottom)
    for heading, follower in reversed(book.followers.items()):
        start = begun[heading][1] if heading in begun else bottom
        next_start = begun[follower][1] if follower in begun else bottom
        if least < start < end and next_start > end - 1.5 * sheet.line_pt:
            end = start
    # A little above, or the first line would still find room.
    return end - _FREE_PT if end < bottom else None


def _torn(
    begun: "dict[str, tuple[float, float, float, float]]",
    ended: set[str],
    book: "Book",
    last_lines: float,
) -> "Iterator[float]":
    """Tops of elements that go over the end of the page and should not."""
    for name, (_, start, _, end) in begun.items():
        is_orphan = start > last_lines and name.startswith("para-")
        if name not in ended and (is_orphan or name in book.kept):
            yield start
        elif end - start < book.kept.get(name, 0.0) - 1.0:
            # Story says that a picture has ended where it is cut.
            yield start

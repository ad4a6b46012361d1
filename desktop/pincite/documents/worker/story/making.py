"""Making a reading copy: the best setting of an article that loses nothing of it.

Story drops text at some page breaks and may never end, so each setting is counted against the
article. What fails is tried again in another box, then with its tables as running text, then as
bare paragraphs, and at last line by line.

Source: measured on 130 articles at three margins: 1 to 10 of 390 runs lost text; a table cell
taller than a page makes `place` ask for further pages for ever (PyMuPDF issue 5119).
"""

from time import monotonic
from typing import NamedTuple

from pincite.documents.wire import Message
from pincite.documents.worker import engine
from pincite.documents.worker.story import anchors, guard, links
from pincite.documents.worker.story.book import Book, made_ready, paragraphs_only
from pincite.documents.worker.story.lines import Lines
from pincite.documents.worker.story.pages import Seen, set_pages
from pincite.documents.worker.story.sheet import Sheet
from pincite.documents.worker.story.tree import Block, blocks, parsed
from pincite.documents.worker.words import PageWords, read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from pincite.documents.wire import Value

_NUDGES_PT = (0.0, 8.0, 4.0, 14.0, 20.0, 27.0)
_CHARACTERS_A_PAGE = 400
_BREAKS_A_PAGE = 12
_SPARE_PAGES = 20


class Copy(NamedTuple):
    """A reading copy that was made.

    Attributes:
        layout: "article" as it was, "unwrapped" with all tables as running text, "plain"
            paragraphs only, or "lines".
        starts: page and offset in its text of each block that has an id.
    """

    layout: str
    document: "Any"
    pages: list[PageWords]
    starts: dict[str, tuple[int, int]]


class _Pages(NamedTuple):
    """Pages with or without what Story says of them."""

    data: bytes
    seen: "list[list[Seen]]"
    places: dict[str, tuple[int, float]]
    targets: dict[str, str]


def make(request: Message) -> Message:
    """Lay out `html` within `seconds`: a PDF as blob, rows of paragraph number, page, offset.

    With `bare` it is set line by line at once, which always ends.
    """
    until = monotonic() + (request.real("seconds") or 20.0)
    html, sheet = request.text("html"), Sheet.of(request.text("size"))
    is_bare = bool(request.header.get("bare"))
    copy = in_lines(html, sheet) if is_bare else copy_of(html, sheet, until)
    copy.document.set_metadata({"title": request.text("title"), "producer": "Pincite"})
    copy.document.subset_fonts()
    header: dict[str, Value] = {
        "pages": len(copy.pages),
        "layout": copy.layout,
        "paragraphs": list(anchors.rows(copy.starts)),
    }
    return Message(header, bytes(copy.document.tobytes(garbage=1, deflate=True)))


def copy_of(html: str, sheet: Sheet, until: float) -> Copy:
    """The best reading copy that can be made before `until`."""
    text = blocks(parsed(html))
    for layout, prepare, nudge_pt in _attempts(html):
        if monotonic() > until:
            break
        nudged = sheet._replace(nudge_pt=nudge_pt)
        try:
            copy = _attempt(layout, prepare(nudged), nudged, text, until)
        except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere)
            continue
        if copy is not None:
            return copy
    return in_lines(html, sheet)


def _attempt(layout: str, book: Book, sheet: Sheet, text: list[Block], until: float) -> Copy | None:
    """A copy in one way; None unless all of the article stands in it."""
    setting = set_pages(book, sheet, _most_pages(book), until)
    if setting is None:
        return None
    made = _Pages(setting.data, setting.pages, setting.places(), book.targets)
    copy = _read(layout, made, text)
    drawn = [page.text for page in copy.pages]
    return copy if guard.is_complete(text, drawn, copy.starts) else None


def in_lines(html: str, sheet: Sheet) -> Copy:
    """The reading copy of last resort."""
    text = blocks(parsed(html))
    lines = Lines(sheet)
    for block in text:
        lines.add(block)
    return _read("lines", _Pages(lines.finished(), [], lines.places, {}), text)


def _attempts(html: str) -> "Iterator[tuple[str, Callable[[Sheet], Book], float]]":
    for nudge in _NUDGES_PT:
        yield "article", lambda sheet: made_ready(html, sheet), nudge
    for nudge in _NUDGES_PT[:2]:
        yield "unwrapped", lambda sheet: made_ready(html, sheet, has_tables=False), nudge
    for nudge in _NUDGES_PT[:2]:
        yield "plain", lambda sheet: paragraphs_only(html, sheet), nudge


def _most_pages(book: Book) -> int:
    """More pages than an article can need: beyond them Story goes round in circles."""
    html = book.html
    breaks = html.count("\n") + sum(html.count(tag) for tag in ("<br", "<p", "<li", "<tr", "<h"))
    return (
        len(html) // _CHARACTERS_A_PAGE
        + breaks // _BREAKS_A_PAGE
        + len(book.pictures)
        + _SPARE_PAGES
    )


def _read(layout: str, made: _Pages, text: list[Block]) -> Copy:
    document = engine.full().open("pdf", made.data)
    pages = [read_words(page) for page in document]
    shown = {name: made.places[at] for name, at in made.targets.items() if at in made.places}
    links.write_links(document, made.seen, shown)
    links.write_outline(document, made.seen)
    return Copy(layout, document, pages, anchors.starts_of(text, made.places, pages))

"""Articles to pages with MuPDF's Story, behind a guard: Story drops text and may never end.

Source: measured on 130 articles at three margins: 1 to 10 of 390 runs lost text; a table cell
taller than a page makes `place` ask for further pages for ever (PyMuPDF issue 5119).
"""

import base64
import binascii
import io
import re
from time import monotonic

from pincite.documents.wire import Message
from pincite.documents.worker import engine, markup
from pincite.documents.worker.refusal import Refusal
from pincite.documents.worker.words import PageWords, read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from pincite.documents.wire import Value

PAGE = (468.0, 684.0)
"""6.5 x 9.5 inches: about 65 characters in a line of 11 point serif type."""
MARGINS = (48.0, 54.0, 48.0, 58.0)
COMPLETE = 0.999
"""Share of the letters and digits of the article that must stand on the pages."""
COMPLETE_SHAPED = 0.8
"""The same for scripts whose letters join: what is drawn is not what was written."""
_CHARACTERS_A_PAGE = 400
_SPARE_PAGES = 20
_NUDGES_PT = (0.0, 8.0, -8.0)
_PARAGRAPH = re.compile(r"^para-(\d{1,6})$")
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_SCALES = {"small": 0.86, "medium": 1.0, "large": 1.24}
_DATA_URI = re.compile(r"""(["'])data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)\1""")
_CSS = """
@page { margin: 0; }
body { margin: 0; font-family: serif; font-size: 11pt; line-height: 1.42; color: #1a1a1a; }
h1 { font-size: 19pt; line-height: 1.2; margin: 0 0 10pt 0; }
h2 { font-size: 14pt; line-height: 1.25; margin: 16pt 0 5pt 0; }
h3, h4, h5, h6 { font-size: 11.5pt; line-height: 1.3; margin: 12pt 0 4pt 0; }
p { margin: 0 0 7pt 0; }
blockquote { margin: 7pt 18pt 9pt 18pt; font-size: 10.3pt; color: #333333; }
li { margin: 0 0 3pt 0; }
figure { margin: 10pt 0; }
figcaption, caption { font-size: 9pt; color: #555555; margin: 3pt 0 8pt 0; }
pre { font-size: 8.5pt; white-space: pre-wrap; overflow-wrap: break-word;
      background-color: #f4f4f2; }
code { font-size: 9.5pt; }
table { font-size: 9pt; margin: 8pt 0; }
td, th { padding: 2pt 4pt; }
a { color: #1f4e79; text-decoration: none; }
hr { margin: 8pt 0; }
"""


class _Layout:
    """A PDF that was made, and where its elements stand."""

    def __init__(
        self, data: bytes, places: "dict[str, tuple[int, float]]", outline: "list[Any]"
    ) -> None:
        self.data = data
        self.places = places
        self.outline = outline


def make(request: Message) -> Message:
    """Lay out `html` within `seconds`: a PDF as blob, rows of paragraph number, page, offset."""
    html = request.text("html")
    until = monotonic() + (request.real("seconds") or 20.0)
    css = _style(request.text("size"))
    for layout_name, body, nudge in _attempts(html):
        if monotonic() > until:
            break
        layout = _laid_out(body, css, nudge, until)
        if layout is None:
            continue
        document = engine.full().open("pdf", layout.data)
        pages = [read_words(page) for page in document]
        if not markup.is_complete(html, "".join(p.text for p in pages), COMPLETE, COMPLETE_SHAPED):
            continue
        return Message(
            {
                "pages": len(pages),
                "layout": layout_name,
                "paragraphs": list(_paragraphs(layout, pages)),
            },
            _finished(document, layout, request.text("title")),
        )
    raise Refusal("story")


def _attempts(html: str) -> "Iterator[tuple[str, str, float]]":
    for nudge in _NUDGES_PT:
        yield "article", html, nudge
    unwrapped = markup.without_tables(html)
    for nudge in _NUDGES_PT[:2]:
        yield "unwrapped", unwrapped, nudge
    for nudge in _NUDGES_PT:
        yield "plain", markup.plain(html), nudge


def _style(size: str) -> str:
    """The style sheet in type of a size ("small", "medium", "large")."""
    scale = _SCALES.get(size, 1.0)
    return _POINTS.sub(lambda match: f"{float(match[1]) * scale:.4g}pt", _CSS)


def _laid_out(html: str, css: str, nudge: float, until: float) -> _Layout | None:
    """Place the story page by page; None when there are too many pages, or the time is over."""
    pymupdf = engine.full()
    archive = pymupdf.Archive()
    story = pymupdf.Story(_with_pictures(html, archive), user_css=css, archive=archive)
    left, top, right, bottom = MARGINS
    box = pymupdf.Rect(left, top, PAGE[0] - right - nudge, PAGE[1] - bottom - nudge)
    most = len(html) // _CHARACTERS_A_PAGE + _SPARE_PAGES
    buffer = io.BytesIO()
    writer = pymupdf.DocumentWriter(buffer)
    places: dict[str, tuple[int, float]] = {}
    outline: list[Any] = []
    count, has_more = 0, 1
    while has_more:
        if count >= most or monotonic() > until:
            return None
        device = writer.begin_page(pymupdf.Rect(0, 0, *PAGE))
        has_more, _ = story.place(box)
        story.element_positions(_noter(count, places, outline))
        story.draw(device)
        writer.end_page()
        count += 1
    writer.close()
    return _Layout(buffer.getvalue(), places, outline)


def _noter(
    page: int, places: "dict[str, tuple[int, float]]", outline: "list[Any]"
) -> "Callable[[Any], None]":
    """A function of one argument, as Story demands, that notes where an element begins."""

    def note(element: "Any") -> None:
        if not element.open_close & 1:
            return
        if element.id and element.id not in places:
            places[element.id] = (page, float(element.rect[1]))
        if element.heading:
            heading = " ".join((element.text or "").split())
            outline.append([int(element.heading), heading, page + 1, float(element.rect[1])])

    return note


def _with_pictures(html: str, archive: "Any") -> str:
    """Move pictures from data: URIs into the archive, where Story finds them."""
    count = 0

    def stored(match: "re.Match[str]") -> str:
        nonlocal count
        try:
            data = base64.b64decode(match[2], validate=False)
        except (binascii.Error, ValueError):
            return match[0]
        count += 1
        name = f"picture-{count}"
        archive.add(data, name)
        return f"{match[1]}{name}{match[1]}"

    return _DATA_URI.sub(stored, html)


def _paragraphs(layout: _Layout, pages: list[PageWords]) -> "Iterator[Value]":
    for name, (page, y) in layout.places.items():
        match = _PARAGRAPH.match(name)
        if match is None:
            continue
        place = _first_word(pages, page, y)
        if place is not None:
            yield [int(match[1]), *place]


def _first_word(pages: list[PageWords], page: int, y: float) -> tuple[int, int] | None:
    """Page and offset of the first word at or below `y`; on the next page when none is left."""
    words = pages[page]
    for i, start in enumerate(words.starts):
        middle = (words.boxes[4 * i + 1] + words.boxes[4 * i + 3]) / 2
        if middle > y:
            return page, start
    return (page + 1, 0) if page + 1 < len(pages) else None


def _finished(document: "Any", layout: _Layout, title: str) -> bytes:
    level = 0
    entries = []
    for depth, heading, page, y in layout.outline:
        level = min(depth, level + 1)
        target = {"kind": 1, "page": page - 1, "to": engine.full().Point(0, y), "zoom": 0.0}
        entries.append([level, heading[:200] or "—", page, target])
    if entries:
        document.set_toc(entries)
    document.set_metadata({"title": title, "producer": "Pincite"})
    document.subset_fonts()
    return bytes(document.tobytes(garbage=3, deflate=True))

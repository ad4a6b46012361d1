"""The sample report: cover, roman front matter, chapters, appendix and bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from samples import charts
from samples.lines import Ink, Style, Typefaces, pymupdf, set_paragraph
from samples.markup import Manuscript, read
from samples.output import HERE, Facts, charis, save, source
from samples.pages import Column, Frame, Mark, Path, Sheet, Stack, Strip
from samples.setting import Design, Setter, pile, set_table, stacked_lines

WIDTH, HEIGHT = 595.0, 842.0
BLUE = charts.INK
FRAME = Frame(146.0, 122.0, 324.0, 17.2 * 31)
BODY = Style(10.8, 17.2, indent=17.2)
DESIGN = Design(
    measure=FRAME.width,
    body=BODY,
    quote=replace(BODY, size=10.0, left=24, right=24, indent=0.0),
    item=replace(BODY, size=9.6, leading=14.2, indent=0.0, hang=18.0),
    note=Style(8.2, 11.2),
    caption=Style(8.6, 12.0, align="left", hyphenate=False),
    cell=Style(8.8, 13.0),
    headings=(
        Style(21.0, 26.0, align="left", font="b", colour=BLUE, hyphenate=False),
        Style(12.0, 15.6, align="left", font="b", colour=BLUE, hyphenate=False),
    ),
    chapter_sink=78.0,
    restarts_notes=True,
)
FRONT_DESIGN = replace(
    DESIGN,
    body=replace(BODY, size=10.2, leading=15.4),
    item=replace(DESIGN.item, leading=13.6),
    numbered=False,
)
FACTS = Facts(
    title="Harbour Towns and the Price of Grain",
    authors=("Ruth Adler", "Chidi Okafor"),
    publisher="Institute for Trade History",
    date="2014-05-12",
    subject="Institute for Trade History, report 27",
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page to be drawn: its column, the number at its foot and its running head."""

    column: Column
    label: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents and, when it has a level up to 2, of the bookmarks."""

    level: int
    title: str
    label: str
    page_index: int


def build(path: FilePath) -> None:
    """Typeset the report and write it to `path`."""
    faces = charis()
    setter = Setter(DESIGN, faces, _charts())
    body = _numbered(_columns(setter.set(_chapters())), [])
    back = _numbered(_columns(_appendix(faces)), body)
    leaves = body + back
    entries = _entries(leaves, len(ROMAN))
    front = _front(faces, entries, setter.captions)
    document = pymupdf.open()
    _cover(document, faces)
    _imprint(document, faces)
    _title_page(document, faces)
    for leaf in front:
        _draw(document, leaf, faces)
    if len(document) != len(ROMAN):
        raise ValueError(f"front matter has {len(document)} pages, not {len(ROMAN)}")
    for leaf in leaves:
        _draw(document, leaf, faces)
    marks = _entries(front, 3) + entries
    document.set_toc([[e.level, e.title, e.page_index + 1] for e in marks if e.level < 3])
    _link_contents(document, entries)
    save(document, path, FACTS)


def _charts() -> dict[str, Any]:
    prices = HERE / "prices.csv"
    return {"prices": partial(charts.price_chart, prices), "gaps": charts.gap_chart}


def _chapters() -> Manuscript:
    return read(source("report-1.md") + "\n\n" + source("report-2.md"))


def _columns(strips: Sequence[Strip]) -> list[Column]:
    stack = Stack(strips)
    columns: list[Column] = []
    while stack:
        columns.append(stack.take_column(FRAME.height))
    return columns


def _numbered(columns: Sequence[Column], before: Sequence[Leaf]) -> list[Leaf]:
    """Give each page its arabic number and the title of its chapter as running head."""
    leaves: list[Leaf] = []
    head = ""
    for number, column in enumerate(columns, len(before) + 1):
        opening = _opening(column)
        if opening:
            head = opening.title
        running = head if number % 2 and not opening else FACTS.title
        leaves.append(Leaf(column, str(number), "" if opening else running))
    return leaves


def _opening(column: Column) -> Mark | None:
    marks = (strip.mark for _, strip in column.placed if strip.mark)
    return next((mark for mark in marks if mark.level == 1), None)


def _entries(leaves: Sequence[Leaf], offset: int) -> list[Entry]:
    found: list[Entry] = []
    for index, leaf in enumerate(leaves, offset):
        for _, strip in leaf.column.placed:
            if strip.mark:
                mark = strip.mark
                title = _numbered_title(mark)
                found.append(Entry(mark.level, title, leaf.label, index))
    return found


def _numbered_title(mark: Mark) -> str:
    if mark.number.isdigit():
        return f"{mark.number}. {mark.title}"
    return f"Appendix {mark.number}. {mark.title}" if mark.number else mark.title


def _appendix(faces: Typefaces) -> list[Strip]:
    setter = Setter(replace(DESIGN, numbered=False), faces, {})
    prices, sources = source("report-back.md").split("!prices")
    strips = setter.set(read(prices))
    mark = Mark(1, "Prices of Rye", "A")
    label = Ink(0.0, DESIGN.chapter_sink - 24.0, "Appendix A", "i", 12.0, BLUE)
    strips[0] = replace(strips[0], mark=mark, inks=(label, *strips[0].inks))
    return [*strips, *_price_tables(faces), *setter.set(read(sources))]


def _price_tables(faces: Typefaces) -> list[Strip]:
    head = ("Year", *charts.TOWNS)
    rows = charts.read_prices(HERE / "prices.csv")
    style = replace(DESIGN.cell, leading=12.6)
    parts = (rows[:21], rows[21:])
    tables = [set_table((head, *part), style, FRAME.width, faces) for part in parts]
    return [replace(tables[0], gap=12.0), tables[1]]


def _front(faces: Typefaces, entries: Sequence[Entry], captions: dict[str, str]) -> list[Leaf]:
    setter = Setter(FRONT_DESIGN, faces, {})
    foreword, thanks, summary, measures, chronology = (
        setter.set(read("# " + part)) for part in source("report-front.md").split("# ")[1:]
    )
    listed = [e for e in entries if e.level < 3]
    strips = [
        *foreword,
        *_contents("Contents", [_contents_row(e) for e in listed], setter, faces),
        *_contents("Tables and Figures", _caption_rows(entries, captions), setter, faces),
        *thanks,
        *summary,
        *measures,
        *chronology,
    ]
    columns = _columns(strips)
    return [
        Leaf(column, label, "" if _opening(column) else FACTS.title)
        for column, label in zip(columns, ROMAN[3:], strict=True)
    ]


def _contents_row(entry: Entry) -> tuple[int, str, str]:
    return entry.level, entry.title, entry.label


def _caption_rows(entries: Sequence[Entry], captions: dict[str, str]) -> list[tuple[int, str, str]]:
    labels = {e.title: e.label for e in entries if e.level == 9}
    rows = []
    for kind in ("Table", "Figure"):
        for name in (n for n in captions if n.startswith(kind)):
            short = captions[name].split(". ")[0].split(", in shillings")[0].rstrip(".")
            rows.append((3, f"{name}. {short}", labels[name]))
    return rows


def _contents(
    title: str, rows: Sequence[tuple[int, str, str]], setter: Setter, faces: Typefaces
) -> list[Strip]:
    strips = setter.set(read(f"# {title}"))
    for level, text, label in rows:
        strips.append(_contents_line(level, text, label, faces))
    return strips


def _contents_line(level: int, text: str, label: str, faces: Typefaces) -> Strip:
    font = "b" if level == 1 else "r"
    left = 15.6 if level == 2 else 0.0
    style = Style(
        9.8, 15.2, left=left, right=44.0, hang=15.6, align="left", font=font, hyphenate=False
    )
    strip = pile(stacked_lines(set_paragraph(text, style, FRAME.width, faces, {}), style, 0, {}))
    last = strip.inks[-1]
    end = last.x + faces.width(last.text, last.font, last.size)
    right = FRAME.width - faces.width(label, font, 9.8)
    inks = [*strip.inks]
    if level > 1:
        dots = _steps(FRAME.width - 26.0, -5.2, end + 5.0)
        inks += [Ink(x, last.y, ".", "r", 9.8, (0.45, 0.45, 0.45)) for x in reversed(dots)]
    inks.append(Ink(right, last.y, label, font, 9.8))
    gap = 9.0 if level == 1 else (5.0 if level == 3 else 0.0)
    return replace(strip, inks=tuple(inks), gap=gap, keeps=level == 1)


def _steps(start: float, step: float, end: float) -> list[float]:
    values = []
    while start > end:
        values.append(start)
        start += step
    return values


def _draw(document: Any, leaf: Leaf, faces: Typefaces) -> None:
    sheet = Sheet(document.new_page(width=WIDTH, height=HEIGHT), faces)
    if leaf.head:
        _running_head(sheet, leaf, faces)
    sheet.column(leaf.column, FRAME)
    width = faces.width(leaf.label, "r", 9.4)
    sheet.ink(Ink(FRAME.x + (FRAME.width - width) / 2, 730.0, leaf.label, "r", 9.4))
    sheet.finish()


def _running_head(sheet: Sheet, leaf: Leaf, faces: Typefaces) -> None:
    width = faces.width(leaf.head, "i", 9.0)
    x = FRAME.x if leaf.head == FACTS.title else FRAME.x + FRAME.width - width
    sheet.ink(Ink(x, 96.0, leaf.head, "i", 9.0))
    sheet.path(Path(((FRAME.x, 103.0), (FRAME.x + FRAME.width, 103.0)), 0.35))


def _cover(document: Any, faces: Typefaces) -> None:
    sheet = Sheet(document.new_page(width=WIDTH, height=HEIGHT), faces)
    sheet.path(_box(0, 0, WIDTH, HEIGHT, BLUE))
    sheet.path(_box(0, 560, WIDTH, HEIGHT, (0.95, 0.92, 0.86)))
    for row in range(5):
        sheet.path(_wave(575.0 + 17.0 * row, 0.55 + 0.09 * row))
    _scales(sheet)
    white = (1.0, 1.0, 1.0)
    sheet.ink(Ink(72, 92, "Institute for Trade History", "r", 12.5, white))
    sheet.ink(Ink(72, 110, "Report 27", "i", 11.0, white))
    sheet.ink(Ink(72, 398, "Harbour Towns", "b", 37.0, white))
    sheet.ink(Ink(72, 442, "and the Price of Grain", "b", 37.0, white))
    sheet.ink(Ink(72, 500, "Ruth Adler and Chidi Okafor", "r", 16.0, white))
    sheet.ink(Ink(72, 760, "May 2014", "r", 12.5, BLUE))
    sheet.finish()


def _box(x0: float, y0: float, x1: float, y1: float, fill: tuple[float, float, float]) -> Path:
    return Path(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), 0.0, fill, fill)


def _wave(y: float, tone: float) -> Path:
    points = []
    for step in range(60):
        phase = (step * 10.2) % 68.0 / 68.0
        points.append((step * 10.2, y + 9.0 * (2.0 * phase - 1.0) ** 2))
    return Path(tuple(points), 1.6, (tone * 0.55, tone * 0.78, tone))


def _scales(sheet: Sheet) -> None:
    gold = (0.86, 0.70, 0.36)
    shapes = (
        ((430.0, 168.0), (430.0, 330.0)),
        ((398.0, 330.0), (462.0, 330.0)),
        ((350.0, 204.0), (510.0, 180.0)),
        ((350.0, 204.0), (326.0, 268.0), (374.0, 268.0), (350.0, 204.0)),
        ((510.0, 180.0), (486.0, 244.0), (534.0, 244.0), (510.0, 180.0)),
    )
    for points in shapes:
        sheet.path(Path(points, 2.2, gold))
    for x, y in ((350.0, 268.0), (510.0, 244.0)):
        bowl = ((x - 28, y), (x + 28, y), (x + 17, y + 11), (x - 17, y + 11))
        sheet.path(Path(bowl, 1.0, gold, gold))


def _imprint(document: Any, faces: Typefaces) -> None:
    sheet = Sheet(document.new_page(width=WIDTH, height=HEIGHT), faces)
    lines = source("report-imprint.txt").strip("\n").split("\n")
    y = 730.0 - 46.0 - 14.0 * len(lines)
    for number, line in enumerate(lines):
        sheet.ink(Ink(FRAME.x, y + 14.0 * number, line, "r", 9.0))
    width = faces.width("ii", "r", 9.4)
    sheet.ink(Ink(FRAME.x + (FRAME.width - width) / 2, 730.0, "ii", "r", 9.4))
    sheet.finish()


def _title_page(document: Any, faces: Typefaces) -> None:
    sheet = Sheet(document.new_page(width=WIDTH, height=HEIGHT), faces)
    sheet.ink(Ink(FRAME.x, 230, "Harbour Towns", "b", 29.0, BLUE))
    sheet.ink(Ink(FRAME.x, 266, "and the Price of Grain", "b", 29.0, BLUE))
    sheet.path(Path(((FRAME.x, 290.0), (FRAME.x + 42, 290.0)), 1.1, BLUE))
    sheet.ink(Ink(FRAME.x, 330, "Ruth Adler", "r", 15.0))
    sheet.ink(Ink(FRAME.x, 352, "Chidi Okafor", "r", 15.0))
    sheet.ink(Ink(FRAME.x, 640, "Institute for Trade History", "r", 11.5))
    sheet.ink(Ink(FRAME.x, 657, "Brackmouth, May 2014", "r", 11.5))
    width = faces.width("iii", "r", 9.4)
    sheet.ink(Ink(FRAME.x + (FRAME.width - width) / 2, 730.0, "iii", "r", 9.4))
    sheet.finish()


def _link_contents(document: Any, entries: Sequence[Entry]) -> None:
    """Make each line of the contents a link to its page."""
    waiting = [e for e in entries if e.level < 3]
    for page in (document[i] for i in range(3, len(ROMAN))):
        if "Contents" not in page.get_text()[:400] and not waiting:
            return
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                text = "".join(span["text"] for span in line["spans"])
                entry = next((e for e in waiting if text.startswith(e.title)), None)
                if entry and FRAME.x - 1 <= line["bbox"][0] < FRAME.x + 40:
                    waiting.remove(entry)
                    _link(page, line["bbox"][1], entry.page_index)


def _link(page: Any, top: float, page_index: int) -> None:
    area = pymupdf.Rect(FRAME.x, top, FRAME.x + FRAME.width, top + 14.0)
    target = {"kind": pymupdf.LINK_GOTO, "from": area, "page": page_index}
    page.insert_link({**target, "to": pymupdf.Point(0, 0)})

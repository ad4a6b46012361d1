"""The sample journal article: two columns, first page 1123, page labels in the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from samples import charts
from samples.lines import Ink, Style, Typefaces, pymupdf, set_paragraph
from samples.markup import Manuscript, read
from samples.output import Facts, save, source, times
from samples.pages import Column, Frame, Path, Sheet, Stack, Strip
from samples.setting import Design, Setter, pile, stacked_lines

WIDTH, HEIGHT = 468.0, 664.0
LEFT, TOP, MEASURE, GUTTER = 50.0, 80.0, 175.0, 18.0
LEADING = 14.4
FULL = 2 * MEASURE + GUTTER
LINES = 33
FIRST_PAGE = 1123
DOI = "10.5555/example.1998.1123"
JOURNAL = "Journal of Coastal Economic History"
BODY = Style(11.0, LEADING, indent=11.0)
DESIGN = Design(
    measure=MEASURE,
    body=BODY,
    quote=replace(BODY, size=9.6, left=12, right=12, indent=0.0),
    item=replace(BODY, size=9.2, leading=11.4, indent=0.0, hang=12.0, align="left"),
    note=Style(8.4, 10.2),
    caption=Style(8.6, 10.8, align="left", hyphenate=False),
    cell=Style(8.6, 11.6),
    headings=(Style(11.0, LEADING, align="left", font="b", hyphenate=False),),
    numbered=False,
)
FACTS = Facts(
    title="Storm Tides and the Grain Market of a Northern Coast",
    authors=("Pieter Achterberg",),
    publisher="Ister University Press",
    date="1998-12-01",
    subject=f"{JOURNAL} 41(4), 1998, pp. 1123\u20131136. doi:{DOI}",
    extra=(
        f"<prism:publicationName>{JOURNAL}</prism:publicationName><prism:volume>41</prism:volume>"
        "<prism:number>4</prism:number><prism:startingPage>1123</prism:startingPage>"
        f"<prism:endingPage>1136</prism:endingPage><prism:doi>{DOI}</prism:doi>"
    ),
)


@dataclass(frozen=True, slots=True)
class Spread:
    """The two columns of one page and the top of both."""

    columns: tuple[Column, ...]
    top: float


def build(path: FilePath) -> None:
    """Typeset the article and write it to `path`."""
    faces = times()
    manuscript = read(source("article.md"))
    opening = _opening(manuscript, faces)
    setter = Setter(DESIGN, faces, {"tide": charts.tide_chart, "balls": charts.ball_chart})
    spreads = _spreads(setter.set(manuscript), opening.height)
    document = pymupdf.open()
    outline: list[list[Any]] = []
    for index, spread in enumerate(spreads):
        sheet = Sheet(document.new_page(width=WIDTH, height=HEIGHT), faces)
        if index == 0:
            _first_head(sheet, opening)
        else:
            _running_head(sheet, index, faces)
        _columns(sheet, spread)
        if index == 0:
            _first_foot(sheet, faces)
        sheet.finish()
        outline += _outline(spread, index)
    document.set_toc(outline)
    document.set_page_labels(
        [{"startpage": 0, "prefix": "", "style": "D", "firstpagenum": FIRST_PAGE}]
    )
    _link_doi(document[0])
    save(document, path, FACTS)


def _spreads(strips: Sequence[Strip], taken: float) -> list[Spread]:
    stack = Stack(strips)
    spreads: list[Spread] = []
    while stack:
        top = TOP + (taken if not spreads else 0.0)
        height = LEADING * LINES - (taken if not spreads else 0.0)
        columns = [stack.take_column(height)]
        if stack:
            columns.append(stack.take_column(height))
        spreads.append(Spread(tuple(columns), top))
    return spreads


def _opening(manuscript: Manuscript, faces: Typefaces) -> Strip:
    """Title, author, abstract and keywords across both columns; a whole number of lines high."""
    head = manuscript.head
    parts = (
        (head["title"], Style(19.0, 23.0, align="left", font="b", hyphenate=False), 0.0),
        (head["author"], Style(12.0, 15.0, align="left"), 10.0),
        (head["affiliation"], Style(10.0, 13.0, align="left", font="i"), 0.0),
        (f"**Abstract.** {head['abstract']}", Style(9.4, 12.0, left=18.0, right=18.0), 14.0),
        (f"**Keywords:** {head['keywords']}", Style(9.4, 12.0, left=18.0, align="left"), 5.0),
    )
    strips = []
    for text, style, gap in parts:
        lines = set_paragraph(text, style, FULL, faces, {})
        strips.append(replace(pile(stacked_lines(lines, style, 0.0, {})), gap=gap))
    strip = pile(strips)
    rule = Path(((0.0, strip.height + 11.0), (FULL, strip.height + 11.0)), 0.5)
    lines_taken = -(-(strip.height + 24.0) // LEADING)
    return replace(strip, height=lines_taken * LEADING, paths=(rule,))


def _first_head(sheet: Sheet, opening: Strip) -> None:
    sheet.ink(Ink(LEFT, 48.0, JOURNAL, "i", 9.4))
    sheet.ink(Ink(LEFT, 60.0, "41(4), 1998, pp. 1123\u20131136", "r", 9.4))
    sheet.strip(opening, LEFT, TOP)


def _first_foot(sheet: Sheet, faces: Typefaces) -> None:
    y = TOP + LEADING * LINES + 26.0
    sheet.ink(Ink(LEFT, y, f"https://doi.org/{DOI}", "r", 8.6))
    sheet.ink(
        Ink(
            LEFT,
            y + 11.0,
            "\u00a9 1998 No rights reserved (CC0 1.0). An invented sample.",
            "r",
            8.6,
        )
    )
    label = str(FIRST_PAGE)
    width = faces.width(label, "r", 9.8)
    sheet.ink(Ink(LEFT + FULL - width, y + 11.0, label, "r", 9.8))


def _running_head(sheet: Sheet, index: int, faces: Typefaces) -> None:
    number = FIRST_PAGE + index
    label = str(number)
    width = faces.width(label, "r", 9.8)
    if number % 2:
        title = "Storm Tides and the Grain Market"
        sheet.ink(Ink(LEFT, 56.0, title, "i", 9.8))
        sheet.ink(Ink(LEFT + FULL - width, 56.0, label, "r", 9.8))
    else:
        author = FACTS.authors[0]
        sheet.ink(Ink(LEFT, 56.0, label, "r", 9.8))
        sheet.ink(Ink(LEFT + FULL - faces.width(author, "i", 9.8), 56.0, author, "i", 9.8))
    sheet.path(Path(((LEFT, 62.0), (LEFT + FULL, 62.0)), 0.4))


def _columns(sheet: Sheet, spread: Spread) -> None:
    height = LEADING * LINES - (spread.top - TOP)
    for number, column in enumerate(spread.columns):
        x = LEFT + number * (MEASURE + GUTTER)
        sheet.column(column, Frame(x, spread.top, MEASURE, height))


def _outline(spread: Spread, index: int) -> list[list[Any]]:
    strips = (strip for column in spread.columns for _, strip in column.placed)
    marks = (strip.mark for strip in strips if strip.mark and strip.mark.level == 1)
    return [[1, mark.title, index + 1] for mark in marks]


def _link_doi(page: Any) -> None:
    (area,) = page.search_for(f"https://doi.org/{DOI}")
    page.insert_link({"kind": pymupdf.LINK_URI, "from": area, "uri": f"https://doi.org/{DOI}"})

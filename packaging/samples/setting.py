"""Manuscript blocks set as strips, in the styles of one design."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from samples.lines import Ink, Line, Style, Typefaces, set_paragraph
from samples.markup import Block, Manuscript
from samples.pages import Mark, Path, Strip

Chart = Callable[[float, Typefaces], Strip]


@dataclass(frozen=True, slots=True)
class Design:
    """The styles of a document; `measure` is the width of its column in points."""

    measure: float
    body: Style
    quote: Style
    item: Style
    note: Style
    caption: Style
    cell: Style
    headings: tuple[Style, ...]
    chapter_sink: float = 0.0
    numbered: bool = True
    restarts_notes: bool = False


class Setter:
    """Sets manuscripts; counts chapters, tables, figures and notes as it goes."""

    def __init__(self, design: Design, faces: Typefaces, charts: Mapping[str, Chart]) -> None:
        self._design = design
        self._faces = faces
        self._charts = charts
        self._chapters = 0
        self._tables = 0
        self._figures = 0
        self.captions: dict[str, str] = {}

    def set(self, manuscript: Manuscript) -> list[Strip]:
        """Strips of all blocks, each line carrying its footnotes."""
        marks = self._note_numbers(manuscript)
        notes = {key: self._note(marks[key], text) for key, text in manuscript.notes.items()}
        strips: list[Strip] = []
        previous = "heading"
        for block in manuscript.blocks:
            strips += self._block(block, previous, marks, notes)
            previous = block.kind if block.kind not in ("table", "figure") else previous
        return strips

    def _note_numbers(self, manuscript: Manuscript) -> dict[str, str]:
        numbers: dict[str, str] = {}
        count = 0
        for block in manuscript.blocks:
            if self._design.restarts_notes and block.kind == "heading" and block.level == 1:
                count = 0
            for key in re.findall(r"\[\^([\w-]+)\]", block.text):
                count += 1
                numbers[key] = str(count)
        return numbers

    def _block(
        self,
        block: Block,
        previous: str,
        marks: Mapping[str, str],
        notes: Mapping[str, Strip],
    ) -> list[Strip]:
        design = self._design
        if block.kind == "heading":
            return [self._heading(block)]
        if block.kind == "table":
            return [self._table(block)]
        if block.kind == "figure":
            return [self._figure(block)]
        if block.kind == "directive":
            return self._directive(block)
        style = {"quote": design.quote, "item": design.item}.get(block.kind, design.body)
        if block.kind == "text" and previous != "text":
            style = replace(style, indent=0.0)
        lines = set_paragraph(block.text, style, design.measure, self._faces, marks)
        around = 0.5 * design.body.leading
        is_set_off = block.kind == "quote" or previous == "quote"
        gap = around if is_set_off or (block.kind == "item" and previous != "item") else 0.0
        return stacked_lines(lines, style, gap, notes)

    def _directive(self, block: Block) -> list[Strip]:
        if block.name == "newpage":
            return [Strip(0.0, forces=True)]
        if block.name != "sign":
            raise ValueError(f"unknown directive: {block.name}")
        style = replace(self._design.body, indent=0.0, align="right", font="i")
        lines = set_paragraph(block.text, style, self._design.measure, self._faces, {})
        return stacked_lines(lines, style, style.leading, {})

    def _note(self, number: str, text: str) -> Strip:
        style = self._design.note
        lines = set_paragraph(
            f"{number}.~{text}".replace("~", "\u2002"),
            style,
            self._design.measure,
            self._faces,
            {},
        )
        return pile(stacked_lines(lines, style, 0.0, {}))

    def _heading(self, block: Block) -> Strip:
        design = self._design
        style = design.headings[block.level - 1]
        number = ""
        if block.level == 1 and design.numbered:
            self._chapters += 1
            number = str(self._chapters)
        elif block.level == 1 and design.chapter_sink == 0.0 and block.name != "plain":
            self._chapters += 1
            number = self._roman(self._chapters)
        title = f"{number}. {block.text}" if number and not design.chapter_sink else block.text
        lines = set_paragraph(title, style, design.measure, self._faces, {})
        mark = Mark(block.level, block.text, number)
        if block.level == 1 and design.chapter_sink:
            return self._chapter_head(lines, style, number, mark)
        strip = pile(stacked_lines(lines, style, 0.0, {}))
        after = 0.3 * design.body.leading
        total = _grid(strip.height + after + 0.7 * design.body.leading, design.body.leading)
        gap = total - strip.height - after
        return replace(
            strip, height=strip.height + after, gap=gap, keeps=True, mark=mark, elastic=True
        )

    @staticmethod
    def _roman(number: int) -> str:
        return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[
            number - 1
        ]

    def _chapter_head(self, lines: list[Line], style: Style, number: str, mark: Mark) -> Strip:
        title = pile(stacked_lines(lines, style, 0.0, {}))
        top = self._design.chapter_sink
        inks = [_moved(ink, 0.0, top) for ink in title.inks]
        rule = Path(((0.0, top - 14.0), (42.0, top - 14.0)), 1.1, (0.13, 0.27, 0.38))
        if number:
            inks.insert(0, Ink(0.0, top - 24.0, f"Chapter {number}", "i", 12.0, (0.13, 0.27, 0.38)))
        leading = self._design.body.leading
        height = _grid(top + title.height + 1.6 * leading, leading)
        return Strip(height, tuple(inks), (rule,), keeps=True, forces=True, mark=mark)

    def _caption(self, label: str, text: str) -> Strip:
        style = self._design.caption
        lines = set_paragraph(f"**{label}.** {text}", style, self._design.measure, self._faces, {})
        return pile(stacked_lines(lines, style, 0.0, {}))

    def _figure(self, block: Block) -> Strip:
        self._figures += 1
        label = f"Figure {self._figures}"
        self.captions[label] = block.text
        chart = self._charts[block.name](self._design.measure, self._faces)
        caption = self._caption(label, block.text)
        return self._floated(pile([chart, replace(caption, gap=6.0)]))

    def _table(self, block: Block) -> Strip:
        self._tables += 1
        label = f"Table {self._tables}"
        self.captions[label] = block.text
        caption = self._caption(label, block.text)
        table = set_table(block.rows, self._design.cell, self._design.measure, self._faces)
        return self._floated(pile([caption, replace(table, gap=4.0)]))

    def _floated(self, strip: Strip) -> Strip:
        leading = self._design.body.leading
        total = _grid(strip.height + 1.7 * leading, leading)
        return replace(
            strip,
            height=total - 0.8 * leading,
            gap=0.8 * leading,
            floats=True,
            mark=Mark(9, next(reversed(self.captions))),
        )


def set_table(
    rows: tuple[tuple[str, ...], ...], style: Style, measure: float, faces: Typefaces
) -> Strip:
    """A ruled table as wide as `measure`, its first row the head; columns of figures end flush."""
    head, *body = rows
    count = len(head)
    widths = [
        max(faces.width(_plain(row[c]), "r", style.size) for row in rows) for c in range(count)
    ]
    spare = (measure - sum(widths)) / max(1, count - 1)
    numeric = [all(_is_figure(row[c]) for row in body) for c in range(count)]
    lefts = [sum(widths[:c]) + spare * c for c in range(count)]
    inks: list[Ink] = []
    top = 5.0
    paths = [_rule(0.0, measure, 0.8)]
    for number, row in enumerate(rows):
        y = top + number * style.leading + (5.0 if number else 0.0) + 0.74 * style.leading
        for c, cell in enumerate(row):
            font = "i" if number == 0 or cell.startswith("*") else "r"
            text = _plain(cell)
            room = widths[c] - faces.width(text, font, style.size)
            x = lefts[c] + (room if numeric[c] else 0.0)
            inks.append(Ink(x, y, text, font, style.size))
            if c < count - 1:
                inks.append(Ink(x + widths[c] - (room if numeric[c] else 0.0), y, " ", "r", 4.0))
    middle = top + style.leading + 2.5
    height = top + len(rows) * style.leading + 9.0
    paths += [_rule(middle, measure, 0.4), _rule(height, measure, 0.8)]
    return Strip(height, tuple(inks), tuple(paths))


def stacked_lines(
    lines: list[Line], style: Style, gap: float, notes: Mapping[str, Strip]
) -> list[Strip]:
    """One strip a line; the first two and the last two are kept together."""
    strips: list[Strip] = []
    for number, line in enumerate(lines):
        baseline = 0.74 * style.leading
        inks = tuple(_moved(ink, 0.0, baseline) for ink in line.inks)
        is_tied = len(lines) > 1 and number in (0, len(lines) - 2)
        called = tuple(notes[key] for key in line.notes)
        strips.append(
            Strip(style.leading, inks, (), called, gap if number == 0 else 0.0, keeps=is_tied)
        )
    return strips


def pile(strips: list[Strip]) -> Strip:
    """Strips joined into one that is never divided."""
    inks: list[Ink] = []
    paths: list[Path] = []
    y = 0.0
    for number, strip in enumerate(strips):
        y += strip.gap if number else 0.0
        inks += [_moved(ink, 0.0, y) for ink in strip.inks]
        paths += [
            replace(path, points=tuple((px, py + y) for px, py in path.points))
            for path in strip.paths
        ]
        y += strip.height
    return Strip(y, tuple(inks), tuple(paths))


def _moved(ink: Ink, dx: float, dy: float) -> Ink:
    return replace(ink, x=ink.x + dx, y=ink.y + dy)


def _rule(y: float, measure: float, width: float) -> Path:
    return Path(((0.0, y), (measure, y)), width)


def _plain(cell: str) -> str:
    return cell.strip("*")


def _is_figure(cell: str) -> bool:
    return re.fullmatch(r"[+\u2013\d.,% *]+", cell) is not None


def _grid(height: float, leading: float) -> float:
    return math.ceil(height / leading - 0.01) * leading

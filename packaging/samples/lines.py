"""Paragraphs broken into justified lines by total fit.

Source: D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice and
Experience 11 (1981).
"""

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# PyMuPDF carries annotations for some calls only, so under strict checking it is used as Any.
pymupdf: Any = importlib.import_module("pymupdf")

MARK_SCALE = 0.64
MARK_RISE = 0.34
_TOKEN = re.compile(r"(\*\*|\*|\[\^[\w-]+\])")


@dataclass(frozen=True, slots=True)
class Ink:
    """One run of text; `x` and `y` (baseline) in points from the top left of its strip."""

    x: float
    y: float
    text: str
    font: str
    size: float
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: sizes in points; `align` is justify, left, centre or right."""

    size: float
    leading: float
    indent: float = 0.0
    left: float = 0.0
    right: float = 0.0
    hang: float = 0.0
    align: str = "justify"
    font: str = "r"
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)
    hyphenate: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: its inks on baseline 0, and the keys of the footnotes called in it."""

    inks: tuple[Ink, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font; a footnote call when `note` is set."""

    text: str
    font: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or its part up to where a line may end; `after` is space, hyphen, dash or end."""

    runs: tuple[Run, ...]
    width: float
    after: str


class Typefaces:
    """The fonts of a document by the letter of their style, and the words they may hyphenate."""

    def __init__(self, fonts: Mapping[str, Any], hyphens: Mapping[str, tuple[int, ...]]) -> None:
        self.fonts = fonts
        self.hyphens = hyphens

    def width(self, text: str, font: str, size: float) -> float:
        """Width of `text` in points."""
        return float(self.fonts[font].text_length(text.replace("\u00a0", " "), fontsize=size))

    def run_width(self, run: Run, size: float) -> float:
        """Width of a run; footnote calls are smaller."""
        return self.width(run.text, run.font, size * (MARK_SCALE if run.note else 1.0))

    def breaks(self, word: str) -> tuple[int, ...]:
        """Offsets at which `word` may be hyphenated."""
        core = word.strip("\u201c\u201d\u2018\u2019.,;:?!()[]")
        start = word.find(core)
        key = core.removesuffix("\u2019s").lower()
        return tuple(start + at for at in self.hyphens.get(key, ()))


def read_hyphens(listing: str) -> dict[str, tuple[int, ...]]:
    """Words with their breaks, written `har-bour`, as offsets by word."""
    found: dict[str, tuple[int, ...]] = {}
    for entry in listing.split():
        parts = entry.split("-")
        ends = [sum(len(p) for p in parts[: i + 1]) for i in range(len(parts) - 1)]
        found["".join(parts)] = tuple(ends)
    return found


def set_paragraph(
    text: str, style: Style, measure: float, faces: Typefaces, marks: Mapping[str, str]
) -> list[Line]:
    """Break `text` to `measure` points; `marks` gives the number printed for each footnote key."""
    pieces = _pieces(text, style, faces, marks)
    width = measure - style.left - style.right
    first = width - style.indent
    rest = width - style.hang
    ends = _best_breaks(pieces, style, faces, first, rest)
    lines: list[Line] = []
    start = 0
    for number, end in enumerate(ends):
        offset = style.left + (style.indent if number == 0 else style.hang)
        room = first if number == 0 else rest
        is_last = end == len(pieces)
        lines.append(_set_line(pieces[start:end], style, faces, offset, room, is_last=is_last))
        start = end
    return lines


def _words(text: str, base: str, marks: Mapping[str, str]) -> list[list[Run]]:
    words: list[list[Run]] = [[]]
    font = base
    for token in _TOKEN.split(text):
        if token in ("*", "**"):
            font = base if font != base else _switched(base, token)
        elif token.startswith("[^"):
            words[-1].append(Run(marks[token[2:-1]], base, note=token[2:-1]))
        else:
            parts = token.split(" ")
            for number, part in enumerate(parts):
                if number:
                    words.append([])
                if part:
                    words[-1].append(Run(part, font))
    return [word for word in words if word]


def _switched(base: str, token: str) -> str:
    if token == "**":
        return "b"
    return "r" if base == "i" else "i"


def _pieces(text: str, style: Style, faces: Typefaces, marks: Mapping[str, str]) -> list[Piece]:
    pieces: list[Piece] = []
    words = _words(text, style.font, marks)
    for number, word in enumerate(words, 1):
        may_hyphenate = style.hyphenate and number < len(words)
        pieces += _word_pieces(word, style, faces, hyphenate=may_hyphenate)
    if pieces:
        last = pieces[-1]
        pieces[-1] = Piece(last.runs, last.width, "end")
    return pieces


def _word_pieces(
    word: list[Run], style: Style, faces: Typefaces, *, hyphenate: bool
) -> list[Piece]:
    pieces: list[Piece] = []
    pending: list[Run] = []

    def close(after: str) -> None:
        width = sum(faces.run_width(run, style.size) for run in pending)
        pieces.append(Piece(tuple(pending), width, after))
        pending.clear()

    for run in word:
        start = 0
        for at, kind in _run_breaks(run, faces, hyphenate=hyphenate):
            pending.append(Run(run.text[start:at], run.font))
            close(kind)
            start = at
        pending.append(Run(run.text[start:], run.font, run.note))
    close("space")
    return pieces


def _run_breaks(run: Run, faces: Typefaces, *, hyphenate: bool) -> list[tuple[int, str]]:
    if run.note:
        return []
    joints = [
        (m.end(), "dash") for m in re.finditer(r"(?<=\w)[-\u2013\u2014/](?=[^\W\d]{3})", run.text)
    ]
    if joints or not hyphenate:
        return joints
    return [(at, "hyphen") for at in faces.breaks(run.text)]


def _best_breaks(
    pieces: list[Piece], style: Style, faces: Typefaces, first: float, rest: float
) -> list[int]:
    """Piece counts at which lines end, with the least total demerits."""
    space = faces.width(" ", style.font, style.size)
    hyphen = faces.width("-", style.font, style.size)
    best: dict[int, tuple[float, int, bool]] = {0: (0.0, -1, False)}
    for start in range(len(pieces)):
        if start not in best:
            continue
        base, _, was_hyphen = best[start]
        room = first if start == 0 else rest
        natural = 0.0
        spaces = 0
        for end in range(start + 1, len(pieces) + 1):
            piece = pieces[end - 1]
            natural += piece.width
            extra = hyphen if piece.after == "hyphen" else 0.0
            slack = room - natural - extra
            shrink = 0.28 * space * spaces
            is_tight = slack < -(shrink if style.align == "justify" else 0.0) - 0.01
            if is_tight and end > start + 1:
                if slack < -0.5 * room:
                    break
                cost = 1e9
            else:
                cost = _demerits(piece, slack, spaces * space, style, was_hyphen=was_hyphen)
                if piece.after == "end" and natural < max(2.2 * style.indent, 0.12 * room):
                    cost += 9000.0
            total = base + cost
            if end not in best or total < best[end][0]:
                best[end] = (total, start, piece.after == "hyphen")
            if piece.after == "space":
                natural += space
                spaces += 1
    ends: list[int] = []
    at = len(pieces)
    while at > 0:
        ends.append(at)
        at = best[at][1]
    return ends[::-1]


def _demerits(
    piece: Piece, slack: float, space_width: float, style: Style, *, was_hyphen: bool
) -> float:
    if piece.after == "end" and slack >= 0:
        return 1.0
    if style.align != "justify":
        return (1.0 + slack / style.size) ** 2
    if slack >= 0:
        ratio = slack / (0.5 * space_width + 0.01)
    else:
        ratio = -slack / (0.28 * space_width + 0.01)
    bad = 100.0 * min(ratio, 8.0) ** 3
    penalty = {"hyphen": 55.0, "dash": 25.0}.get(piece.after, 0.0)
    twice = 6000.0 if was_hyphen and piece.after in ("hyphen", "dash") else 0.0
    return (1.0 + bad + penalty) ** 2 + twice


def _set_line(
    pieces: list[Piece],
    style: Style,
    faces: Typefaces,
    offset: float,
    room: float,
    *,
    is_last: bool,
) -> Line:
    space = faces.width(" ", style.font, style.size)
    spaces = sum(p.after == "space" for p in pieces[:-1])
    natural = sum(p.width for p in pieces) + spaces * space
    if pieces[-1].after == "hyphen":
        natural += faces.width("-", style.font, style.size)
    slack = room - natural
    gap = space
    if style.align == "justify" and spaces and (not is_last or slack < 0):
        gap += slack / spaces
    x = offset + {"centre": slack / 2, "right": slack}.get(style.align, 0.0)
    inks: list[Ink] = []
    notes: list[str] = []
    for number, piece in enumerate(pieces):
        for run in piece.runs:
            inks.append(_ink(run, x, style))
            x += faces.run_width(run, style.size)
            if run.note:
                notes.append(run.note)
        is_end = number == len(pieces) - 1
        if is_end and piece.after == "hyphen":
            inks.append(Ink(x, 0.0, "-", piece.runs[-1].font, style.size, style.colour))
        if not is_end and piece.after == "space":
            inks.append(Ink(x, 0.0, " ", style.font, style.size, style.colour))
            x += gap
    return Line(tuple(inks), tuple(notes))


def _ink(run: Run, x: float, style: Style) -> Ink:
    if run.note:
        rise = -MARK_RISE * style.size
        return Ink(x, rise, run.text, run.font, style.size * MARK_SCALE, style.colour)
    return Ink(x, 0.0, run.text.replace("\u00a0", " "), run.font, style.size, style.colour)

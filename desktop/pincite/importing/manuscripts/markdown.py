"""Markdown for Pandoc, Quarto and R Markdown: `[see @key, p. 23; -@other]`, `@key [23]`.

Source: Pandoc User's Guide, "Citation syntax", "Footnotes", "Block quotations".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pincite.citing.mentions.locators import labelled_at
from pincite.importing.manuscripts.flow import Block, BlockKind, Flow
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import read_place
from pincite.model.locators import Locator
from pincite.model.manuscripts import Place

_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*(?:\{[^}]*\})?$")
_QUOTE = re.compile(r"^ {0,3}>\s?")
_NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:\s*(?P<text>.*)$")
_LIST = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)]|\([a-z@#]\))\s+")
_KEY = r"(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>[\w*](?:[\w:.#$%&+?<>~/-]*[\w/])?))"
_CITE = re.compile(rf"(?<![\w@.\\])(?P<minus>-?)@{_KEY}")
_CODE = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_MATH = re.compile(r"\$\$.*?\$\$|(?<![\\\w$])\$(?=\S)[^$\n]{1,300}(?<=\S)\$(?!\d)", re.S)
_IMAGE = re.compile(r"!\[(?P<text>[^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")
_LINK = re.compile(r"(?<!\^)\[(?P<text>[^\]@]*)\]\((?:[^()]|\([^()]*\))*\)(?:\{[^}]*\})?")
_INLINE_NOTE = "^["
_NOTE_MARK = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
_EMPHASIS = re.compile(
    r"(?<!\\)(\*{1,3}|~~)(?=\S)|(?<=\S)(\*{1,3}|~~)|(?<!\w)_{1,2}(?=\w)|(?<=\S)_{1,2}(?!\w)"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~^$|@'\"-])")
_CROSS = ("fig-", "tbl-", "sec-", "eq-", "lst-", "thm-", "def-", "fig:", "tab:", "sec:", "eq:")
"""What Quarto's cross-references begin with; they look like citation keys."""


def read_markdown(text: str) -> Flow:
    """The blocks of a Markdown text."""
    flow = Flow()
    paragraphs, notes = _paragraphs(text)
    reading = _Reading(flow, notes)
    for paragraph in paragraphs:
        block = flow.begin(Place(paragraph.line, is_line=True), paragraph.kind)
        reading.add(paragraph.text, block, paragraph.line)
    return flow


@dataclass(slots=True)
class _Paragraph:
    line: int
    kind: BlockKind
    text: str


def _paragraphs(text: str) -> tuple[list[_Paragraph], dict[str, _Paragraph]]:
    """Paragraphs with the line each begins at, and the notes by name."""
    found: list[_Paragraph] = []
    notes: dict[str, _Paragraph] = {}
    current: _Paragraph | None = None
    for number, line in _text_lines(_without_comments(text)):
        quote = _QUOTE.match(line)
        kind = BlockKind.QUOTATION if quote else BlockKind.TEXT
        if quote:
            line = re.sub(r"^(?: {0,3}>\s?)+", "", line)
        heading, note = _HEADING.match(line), _NOTE.match(line)
        if not line.strip():
            current = None
        elif heading:
            found.append(_Paragraph(number, BlockKind.HEADING, heading["text"]))
            current = None
        elif note:
            current = notes.setdefault(note["name"], _Paragraph(number, kind, note["text"]))
        elif current is None or _LIST.match(line) or (quote and current.kind is not kind):
            owner = _note_before(notes, line, current, number)
            if owner is not None:
                owner.text += f"\n{line.strip()}"
                current = owner
            else:
                current = _Paragraph(number, kind, _LIST.sub("", line))
                found.append(current)
        else:
            current.text += f"\n{line.strip()}"
    return found, notes


def _note_before(
    notes: dict[str, _Paragraph], line: str, current: _Paragraph | None, number: int
) -> _Paragraph | None:
    """The note that an indented paragraph goes on with."""
    if current is not None or not line.startswith(("    ", "\t")) or not notes:
        return None
    last = max(notes.values(), key=lambda n: n.line)
    end = last.line + last.text.count("\n")
    return last if number - end <= 2 else None


def _text_lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is no code, metadata or raw block."""
    lines = text.split("\n")
    at = _after_metadata(lines)
    fence = ""
    for number in range(at, len(lines)):
        line = lines[number].expandtabs(4)
        mark = _FENCE.match(line)
        if fence:
            if mark and mark["mark"].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        if mark:
            fence = mark["mark"]
            yield number + 1, ""
            continue
        if re.match(r"^\s*:{3,}", line) or re.fullmatch(r"\s*(?:[-*_=]\s*){3,}", line):
            yield number + 1, ""
            continue
        yield number + 1, line


def _after_metadata(lines: list[str]) -> int:
    if not lines or lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return number + 1
    return 0


def _without_comments(text: str) -> str:
    """The text with comments blanked, line ends kept."""
    return _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text)


class _Reading:
    def __init__(self, flow: Flow, notes: dict[str, _Paragraph]) -> None:
        self._flow = flow
        self._notes = notes
        self._count = 0

    def add(self, text: str, block: Block, line: int) -> None:
        """Append Markdown to a block, its citations and notes where they stand."""
        at = done = 0
        while at < len(text):
            step = self._step(text, at, block, line, done)
            if step > at:
                done = step
            at = max(step, at + 1)
        block.add(_plain(text[done:]))

    def _step(self, text: str, at: int, block: Block, line: int, done: int) -> int:
        """The offset after what begins at `at`; `at` itself when nothing does."""
        character = text[at]
        if character in "`$" and (code := (_CODE if character == "`" else _MATH).match(text, at)):
            block.add(_plain(text[done:at]))
            block.add(code[0].strip("`$") if character == "`" else " ")
            return code.end()
        if character == "!" and (image := _IMAGE.match(text, at)):
            block.add(_plain(text[done:at]))
            return image.end()
        if character == "^" and text.startswith(_INLINE_NOTE, at):
            end = _bracket_end(text, at + 1)
            if end:
                block.add(_plain(text[done:at]))
                self._add_note(text[at + 2 : end - 1], block, line + text.count("\n", 0, at))
                return end
        if character == "[":
            return self._bracket(text, at, block, line, done)
        if character in "@-":
            return self._bare(text, at, block, line, done)
        return at

    def _bracket(self, text: str, at: int, block: Block, line: int, done: int) -> int:
        mark = _NOTE_MARK.match(text, at)
        if mark:
            block.add(_plain(text[done:at]))
            note = self._notes.get(mark["name"])
            if note is not None and block.kind is not BlockKind.NOTE:
                self._add_note(note.text, block, note.line)
            return mark.end()
        end = _bracket_end(text, at)
        if not end or text[end : end + 1] in ("(", ":"):
            return at
        cites = cites_in_brackets(text[at + 1 : end - 1])
        if not cites:
            return at
        block.add(_plain(text[done:at]))
        block.cite(cites, text[at:end])
        _at_line(block, line + text.count("\n", 0, at))
        return end

    def _bare(self, text: str, at: int, block: Block, line: int, done: int) -> int:
        found = _CITE.match(text, at)
        key = _key(found)
        if found is None or not key or (at and text[at - 1] == "@"):
            return at
        end, locator, suffix = found.end(), Locator(), ""
        more: tuple[Cite, ...] = ()
        place = re.compile(r"\s?\[").match(text, end)
        if place:
            close = _bracket_end(text, place.end() - 1)
            inside = text[place.end() : close - 1] if close else ""
            if close and text[close : close + 1] != "(" and not inside.startswith("^"):
                first, _, rest = inside.partition(";") if "@" in inside else (inside, "", "")
                if "@" not in first:
                    locator, suffix = read_place(first)
                    more, end = cites_in_brackets(rest), close
        if end == found.end():
            locator, end = _unbracketed_place(text, end)
        block.add(_plain(text[done:at]))
        block.cite((Cite(key=key, locator=locator, suffix=suffix), *more), text[at:end])
        _at_line(block, line + text.count("\n", 0, at))
        return end

    def _add_note(self, text: str, block: Block, line: int) -> None:
        self._count += 1
        note = self._flow.note(block, str(self._count), Place(line, is_line=True))
        self.add(text, note, line)


def _unbracketed_place(text: str, at: int) -> tuple[Locator, int]:
    """The "p. 23" of "@key, p. 23", which Pandoc takes for text but people mean as the place."""
    blank = re.compile(r",?[ \n]").match(text, at)
    found = labelled_at(text, blank.end(), len(text)) if blank else None
    return (found.locator, found.end) if found else (Locator(), at)


def cites_in_brackets(text: str) -> tuple[Cite, ...]:
    """The cites of `see @a, pp. 3-5; -@b, ch. 2`; empty when a part of it has no key."""
    cites = []
    for part in _split(text):
        found = next((m for m in _CITE.finditer(part) if _key(m)), None)
        if found is None:
            return ()
        locator, suffix = read_place(_plain(part[found.end() :]))
        prefix = _plain(part[: found.start()]).strip()
        cites.append(Cite(key=_key(found), locator=locator, prefix=prefix, suffix=suffix))
    return tuple(cites)


def _split(text: str) -> list[str]:
    """Parts between semicolons that are followed by a key somewhere; others belong together."""
    parts: list[str] = []
    for part in text.split(";"):
        if parts and not _CITE.search(part):
            parts[-1] += f";{part}"
        else:
            parts.append(part)
    return parts


def _key(found: "re.Match[str] | None") -> str:
    if found is None:
        return ""
    key = found["braced"] or found["plain"] or ""
    return "" if key.lower().startswith(_CROSS) else str(key)


def _bracket_end(text: str, at: int) -> int:
    """The offset after the bracket that closes the one at `at`; 0 when none does."""
    depth = 0
    for place in range(at, min(len(text), at + 5000)):
        if text[place] == "\\":
            continue
        if text[place] == "[" and text[place - 1 : place] != "\\":
            depth += 1
        elif text[place] == "]" and text[place - 1 : place] != "\\":
            depth -= 1
            if not depth:
                return place + 1
    return 0


def _at_line(block: Block, line: int) -> None:
    """Remember the line of the citation just added."""
    block.groups[-1].line = line


def _plain(text: str) -> str:
    """Markdown as plain text: links by their words, no emphasis, no tags, no escapes."""
    text = _LINK.sub(lambda m: m["text"], text)
    text = _TAG.sub(" ", text)
    text = _EMPHASIS.sub("", text)
    text = text.replace("---", "—").replace("--", "–").replace("...", "…")
    return _ESCAPE.sub(lambda m: m[1], text)

"""Cutting a .bib file into blocks, so that every character of it is kept and none stops it.

Source: Patashnik, "BibTeXing" (1988); bibtex.web on what stands outside of entries. Where a file is
broken, an entry costs at most itself: it ends before the next line that begins an entry.
"""

import re
from collections.abc import Iterator

from pincite.importing.references.bibtex.blocks import (
    Block,
    BlockKind,
    Field,
    Part,
    PartKind,
    Problem,
)
from pincite.importing.references.bibtex.reading import EndOfEntryError, Reader

_OPENING = re.compile(r"@[ \t]*(?P<type>[^\W\d_][\w.:+-]*)\s*(?P<open>[{(])")
_NEXT_ENTRY = re.compile(r"^[ \t]*@[ \t]*[^\W\d_][\w-]*\s*[{(][^\n{}=\"]*(?:,|\s*=)", re.MULTILINE)
_KEY = re.compile(r"[^\s,{}=\"]*")
_LOOSE_KEY = re.compile(r"[^,={}\n]*(?=,)")
_NEXT_FIELD = re.compile(r"(?:,|^)\s*(?=[A-Za-z][\w-]*\s*=\s*[{\"\w])", re.MULTILINE)
_OPEN_VALUE = re.compile(r"(?P<name>[A-Za-z][\w-]*)\s*=\s*[{\"](?P<text>.*)", re.DOTALL)
_CLOSE = {"{": "}", "(": ")"}


def scan(text: str) -> list[Block]:
    """The blocks of a file in order; together they are the whole text."""
    return list(_Scanner(text).blocks())


_NEXT_FIELD = re.compile(r"(?:,|^)\s*(?=[A-Za-z][\w-]*\s*=\s*[{\"\w])", re.MULTILINE)


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._reader = Reader(text)

    def blocks(self) -> Iterator[Block]:
        done = 0
        at = self._opening(0)
        while at is not None:
            block = self._block(at)
            if at.start() > done:
                yield Block(BlockKind.TEXT, done, at.start())
            yield block
            done = block.end
            at = self._opening(done)
        if done < len(self._text):
            yield Block(BlockKind.TEXT, done, len(self._text))

    def _opening(self, start: int) -> re.Match[str] | None:
        """The next opening of a block; one right behind "%" is commented out, as biber has it."""
        for match in _OPENING.finditer(self._text, start):
            line = self._text.rfind("\n", start, match.start()) + 1 or start
            before = self._text[line : match.start()].strip()
            if not before or before.strip("% \t"):
                return match
        return None

    def _block(self, opening: re.Match[str]) -> Block:
        match opening["type"].lower():
            case "comment":
                return self._loose(opening, BlockKind.COMMENT)
            case "preamble":
                return self._loose(opening, BlockKind.PREAMBLE)
            case "string":
                return self._string(opening)
            case _:
                return self._entry(opening)

    def _loose(self, opening: re.Match[str], kind: BlockKind) -> Block:
        end = self._reader.balanced(opening.end("open"), len(self._text))
        if end is None:
            line_end = self._text.find("\n", opening.end())
            end = len(self._text) if line_end < 0 else line_end
        return Block(kind, opening.start(), end)

    def _string(self, opening: re.Match[str]) -> Block:
        limit = self._limit(opening)
        try:
            at = self._reader.skip(opening.end("open"))
            name, at = self._reader.name(at)
            value, at = self._reader.field(name, at, limit)
            at = self._reader.skip(at)
            if self._text[at : at + 1] != _CLOSE[opening["open"]]:
                raise EndOfEntryError(at, "the macro has no end")
        except EndOfEntryError as error:
            end = min(limit, self._reader.line_end(error.at))
            problem = self._reader.problem(
                error.at, f"This @string cannot be read: {error.message}."
            )
            return Block(BlockKind.STRING, opening.start(), end, problems=(problem,))
        return Block(BlockKind.STRING, opening.start(), at + 1, key=name, fields=(value,))

    def _entry(self, opening: re.Match[str]) -> Block:
        limit = self._limit(opening)
        reader = _Entry(self._reader, opening, len(self._text))
        block = reader.read()
        if not block.is_closed and limit < block.end:
            # A brace is missing: what follows is not part of this entry.
            block = _Entry(self._reader, opening, limit).read()
        return block

    def _limit(self, opening: re.Match[str]) -> int:
        following = _NEXT_ENTRY.search(self._text, opening.end())
        return following.start() if following else len(self._text)


class _Entry:
    """Reads one entry up to a limit, past what is wrong in it."""

    def __init__(self, reader: Reader, opening: re.Match[str], limit: int) -> None:
        self._reader = reader
        self._text = opening.string
        self._opening = opening
        self._close = _CLOSE[opening["open"]]
        self._limit = limit
        self._fields: list[Field] = []
        self._problems: list[Problem] = []

    def read(self) -> Block:
        key, at = self._key(self._opening.end("open"))
        end, is_closed = self._body(at)
        return Block(
            BlockKind.ENTRY,
            self._opening.start(),
            end,
            self._opening["type"],
            key,
            tuple(self._fields),
            tuple(self._problems),
            is_closed,
        )

    def _key(self, at: int) -> tuple[str, int]:
        at = self._reader.skip(at)
        match = _KEY.match(self._text, at, self._limit)
        end = match.end() if match else at
        following = self._reader.skip(end)
        sign = self._text[following : following + 1]
        if sign == "=":
            self._note(at, "The entry has no key.")
            return "", at
        if sign not in (",", self._close):
            loose = _LOOSE_KEY.match(self._text, at, self._limit)
            if loose and loose[0].strip() and "\n" not in loose[0]:
                return loose[0].strip(), loose.end()
            self._note(at, "There is no comma after the key.")
        return self._text[at:end], end

    def _body(self, at: int) -> tuple[int, bool]:
        """Read the fields; where the entry ends, and whether with its brace."""
        has_comma = True
        while True:
            at = self._reader.skip(at)
            if at >= self._limit:
                self._note(self._opening.start(), "The entry is not closed.")
                return self._limit, False
            sign = self._text[at]
            if sign == self._close:
                return at + 1, True
            if sign == ",":
                has_comma = True
                at += 1
                continue
            if sign == "@" and _OPENING.match(self._text, at):
                self._note(self._opening.start(), "The entry is not closed.")
                return at, False
            if not has_comma and self._fields:
                self._note(at, f"There is no comma after “{self._fields[-1].name}”.")
            has_comma = False
            try:
                name, after = self._reader.name(at)
                field, at = self._reader.field(name, after, self._limit)
                self._fields.append(field)
            except EndOfEntryError as error:
                found = self._resume(error, at)
                if found is None:
                    return self._limit, False
                at = found

    def _resume(self, error: EndOfEntryError, at: int) -> int | None:
        """Where reading goes on behind something that cannot be read; None at the entry's end."""
        self._note(error.at, f"Something here cannot be read: {error.message}.")
        entry = _NEXT_ENTRY.search(self._text, at + 1, self._limit)
        limit = entry.start() if entry else self._limit
        # Without a value the name is what is wrong, and the next one may be right behind it.
        has_value = "=" in self._text[at : error.at]
        start = max(error.at, at + 1) if has_value else at + 1
        following = _NEXT_FIELD.search(self._text, start, limit)
        if following:
            self._salvage(at, following.start())
            return following.end()
        self._salvage(at, limit)
        close = self._text.find(self._close, start, limit)
        return close if close >= 0 and not self._has_open_value(at) else None

    def _salvage(self, at: int, end: int) -> None:
        """Keep what a value without its end says, up to where the next field begins."""
        match = _OPEN_VALUE.match(self._text, at, end)
        if match:
            text = match["text"].rstrip().rstrip(",").rstrip('}" \t\r\n')
            part = Part(PartKind.BRACES, text)
            self._fields.append(Field(match["name"], (part,), match.start("text") - 1, end))

    def _has_open_value(self, at: int) -> bool:
        return bool(_OPEN_VALUE.match(self._text, at, self._limit))

    def _note(self, at: int, message: str) -> None:
        self._problems.append(self._reader.problem(at, message))

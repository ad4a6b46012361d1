"""The smallest pieces of a .bib file: names, values in braces and quotes, and where they end."""

import re
from bisect import bisect_right

from pincite.importing.references.bibtex.blocks import Field, Part, PartKind, Problem

_NAME = re.compile(r"[^\s=,{}\"#%@()']+")
_BARE = re.compile(r"[^\s#,{}()\"=@]+")
_SPACE = re.compile(r"\s*")
_BRACES = re.compile(r"[{}]")
_BRACES_OR_PARENTHESIS = re.compile(r"[{})]")
_BRACES_OR_QUOTE = re.compile(r'[{}"]')
_AFTER_VALUE = re.compile(r"\s*(?:,|[})]|#|$|[A-Za-z][\w-]*\s*=)")


class EndOfEntryError(Exception):
    """An entry cannot be read further at a place."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


class Reader:
    """Reads pieces of a text at places; raises `EndOfEntryError` where none is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [match.end() for match in re.finditer(r"\r\n|\r|\n", text)]

    def skip(self, at: int) -> int:
        """Behind the white space at a place."""
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def name(self, at: int) -> tuple[str, int]:
        """The name of a field, and the place behind it."""
        match = _NAME.match(self._text, at)
        if match is None:
            raise EndOfEntryError(at, "a name of a field was expected")
        return match[0], match.end()

    def field(self, name: str, at: int, limit: int) -> tuple[Field, int]:
        """A field whose name was read: its value, and the place behind it."""
        at = self.skip(at)
        if self._text[at : at + 1] != "=":
            raise EndOfEntryError(at, f"“{name}” is not followed by “=”")
        start = self.skip(at + 1)
        parts, end = self._value(start, limit)
        return Field(name, tuple(parts), start, end), end

    def _value(self, at: int, limit: int) -> tuple[list[Part], int]:
        parts: list[Part] = []
        while True:
            part, end = self._part(at, limit)
            if part is not None:
                parts.append(part)
            following = self.skip(end)
            if part is None or self._text[following : following + 1] != "#":
                return parts, end
            at = self.skip(following + 1)

    def _part(self, at: int, limit: int) -> tuple[Part | None, int]:
        sign = self._text[at : at + 1]
        if sign == "{":
            end = self.balanced(at + 1, limit)
            if end is None:
                raise EndOfEntryError(at, "a brace is opened and not closed")
            return Part(PartKind.BRACES, self._text[at + 1 : end - 1]), end
        if sign == '"':
            end = self._quoted(at + 1, limit)
            if end is None:
                raise EndOfEntryError(at, "a quotation mark is opened and not closed")
            return Part(PartKind.QUOTES, self._text[at + 1 : end - 1]), end
        bare = _BARE.match(self._text, at, limit)
        if bare is None:
            return None, at
        is_number = bare[0][:1].isdigit()
        return Part(PartKind.NUMBER if is_number else PartKind.MACRO, bare[0]), bare.end()

    def balanced(self, at: int, limit: int) -> int | None:
        """Behind the sign that closes the brace or parenthesis before `at`; None without one."""
        opener = self._text[at - 1]
        if opener == "(":
            return self._parenthesis(at, limit)
        depth = 1
        for match in _BRACES.finditer(self._text, at, limit):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                return match.end()
        return None

    def _parenthesis(self, at: int, limit: int) -> int | None:
        depth = 0
        for match in _BRACES_OR_PARENTHESIS.finditer(self._text, at, limit):
            if match[0] == ")" and depth <= 0:
                return match.end()
            depth += {"{": 1, "}": -1}.get(match[0], 0)
        return None

    def _quoted(self, at: int, limit: int) -> int | None:
        """Behind the closing mark: one outside of braces, and not in the middle of a sentence."""
        depth = 0
        for match in _BRACES_OR_QUOTE.finditer(self._text, at, limit):
            if match[0] != '"':
                depth += 1 if match[0] == "{" else -1
            elif depth <= 0 and _AFTER_VALUE.match(self._text, match.end(), limit):
                return match.end()
        return None

    def line_end(self, at: int) -> int:
        """Where the next line begins."""
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end + 1

    def problem(self, at: int, message: str) -> Problem:
        """Something wrong at a place, with its line."""
        return Problem(bisect_right(self._lines, at) + 1, message)

"""LaTeX source and its arguments: balanced braces and brackets, comments left out."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_SPACE = re.compile(r"(?:[ \t]|%[^\n]*\n[ \t]*|\n(?![ \t]*\n))*")
_LONGEST = 400_000


@dataclass(frozen=True, slots=True)
class Span:
    """An argument: its inside from `start` to `end`, and where the source goes on after it."""

    start: int
    end: int
    after: int


class Source:
    """The text of one file.

    Attributes:
        file: its name relative to the manuscript's folder; empty for the manuscript itself.
    """

    def __init__(self, text: str, file: str = "") -> None:
        self.text = text
        self.file = file

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    def line_of(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._breaks, offset - 1) + 1

    def past_space(self, at: int) -> int:
        """The offset after blanks and comments, but not past an empty line."""
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def argument(self, at: int) -> Span | None:
        """The argument in braces at `at`, blanks before it skipped; None when there is none."""
        return self._balanced(self.past_space(at), "{", "}")

    def option(self, at: int) -> Span | None:
        """The argument in square brackets at `at`; None when there is none."""
        return self._balanced(self.past_space(at), "[", "]")

    def rounded(self, at: int) -> Span | None:
        """The argument in round brackets at `at`, as multiple citations have; None without."""
        return self._balanced(self.past_space(at), "(", ")")

    def options(self, at: int, most: int = 2) -> tuple[list[Span], int]:
        """The arguments in square brackets from `at` on, and the offset after them."""
        found: list[Span] = []
        while len(found) < most and (option := self.option(at)):
            found.append(option)
            at = option.after
        return found, at

    def _balanced(self, at: int, opening: str, closing: str) -> Span | None:
        text = self.text
        if text[at : at + 1] != opening:
            return None
        depth, inner, place = 0, 0, at
        stop = min(len(text), at + _LONGEST)
        while place < stop:
            character = text[place]
            if character == "\\":
                place += 2
                continue
            if character == "%":
                place = _line_end(text, place)
                continue
            if character == opening and not inner:
                depth += 1
            elif character == closing and not inner:
                depth -= 1
                if not depth:
                    return Span(at + 1, place, place + 1)
            elif character == "{":
                inner += 1
            elif character == "}":
                inner = max(0, inner - 1)
            place += 1
        return None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1

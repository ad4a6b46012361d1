"""Stretches of a text that stand in quotation marks."""

from collections.abc import Iterator
from dataclasses import dataclass

_CLOSING = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’", "「": "」",
    "『": "』", '"': '"', "'": "'",
}  # fmt: skip
_SINGLE = "‘‚'"
_BEFORE_OPENING = "([{—–-/“„«‘‚"
_LONGEST = 6000
_LONGEST_SINGLE = 2500


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch with its marks: `start` at the opening one, `end` after the closing one."""

    start: int
    end: int

    def inside(self, text: str) -> str:
        """The words between the marks."""
        return text[self.start + 1 : self.end - 1].strip()


def quoted_in(text: str) -> list[Quoted]:
    """The outermost stretches in quotation marks, in order; marks without a partner are passed."""
    return list(_spans(text))


def _spans(text: str) -> Iterator[Quoted]:
    at = 0
    while at < len(text):
        if text[at] in _CLOSING and _opens(text, at):
            end = _end_of(text, at)
            if end:
                yield Quoted(at, end)
                at = end
                continue
        at += 1


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or after.isspace():
        # French sets a space inside its marks.
        return text[at] == "«" and after in ("\u00a0", "\u202f", " ")
    if text[at] in "“„「『":
        return True
    return not before or before.isspace() or before in _BEFORE_OPENING


def _end_of(text: str, at: int) -> int:
    """The offset after the mark that closes the one at `at`; 0 when none does."""
    opening = text[at]
    closing = _CLOSING[opening]
    if opening in _SINGLE:
        return _end_of_single(text, at, closing)
    depth, stop = 0, min(len(text), at + _LONGEST)
    for place in range(at + 1, stop):
        character = text[place]
        if character in closing and (opening != '"' or _closes(text, place)):
            if not depth:
                return place + 1
            depth -= 1
        elif character == opening != '"':
            depth += 1
    return 0


def _closes(text: str, at: int) -> bool:
    return not text[at - 1].isspace() or not text[at + 1 : at + 2].isalnum()


def _end_of_single(text: str, at: int, closing: str) -> int:
    """As `_end_of`, for marks that are apostrophes, too."""
    stop = min(len(text), at + _LONGEST_SINGLE)
    for place in range(at + 2, stop):
        if text[place] not in closing or text[place + 1 : place + 2].isalnum():
            continue
        if text[place - 1].isspace() or _is_genitive(text, place, stop, closing):
            continue
        return place + 1
    return 0


def _is_genitive(text: str, at: int, stop: int, closing: str) -> bool:
    """The mark in "the merchants’ granaries’ is an apostrophe: a later one closes."""
    if text[at - 1] != "s" or not text[at + 1 : at + 3].strip().islower():
        return False
    for place in range(at + 1, stop):
        if text[place] in _SINGLE and text[place] not in closing:
            return False
        if text[place] in closing and not text[place + 1 : place + 2].isalnum():
            return True
    return False

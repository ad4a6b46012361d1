"""Roman numerals, as front matter is numbered."""

import re

_PARTS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_NUMERAL = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def numeral(number: int) -> str:
    """A positive number in lower-case roman numerals: 4 is "iv"."""
    text = ""
    for value_, letters in _PARTS:
        while number >= value_:
            text += letters
            number -= value_
    return text


def value(text: str) -> int | None:
    """The number that a roman numeral says, case ignored; None when it is not a regular one."""
    folded = text.strip().lower()
    if not folded or not _NUMERAL.fullmatch(folded):
        return None
    total = 0
    for number, letters in _PARTS:
        while folded.startswith(letters):
            total += number
            folded = folded[len(letters) :]
    return total

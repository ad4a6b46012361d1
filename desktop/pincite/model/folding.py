"""Text reduced to letters and digits: what typesetting changes falls away.

Ligatures, hyphens at line ends, kinds of quotation marks and dashes, accents, case and spaces do
not matter to a comparison of such texts.
"""

import unicodedata

PLAIN_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
        "þ": "th", "ð": "d", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart, though people type and sort them as these.

For `str.translate` of a text whose case is folded (which makes "ss" of "ß").
"""

_DROPPED_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip
"""Accents of Latin, Greek and Cyrillic, points and vowels of Hebrew and Arabic, variants.

The marks of other scripts (vowels of Devanagari, voiced kana) make other words, and stay.
"""
_TATWEEL = "\u0640"
"""Only stretches an Arabic word."""


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = letters = _letters_of(chr(code))
        return letters


def _letters_of(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character).casefold()
    # Case folding may give characters that come apart again.
    kept = "".join(c for c in unicodedata.normalize("NFKD", apart) if _is_kept(c))
    return kept.translate(PLAIN_LETTERS)


def _is_kept(character: str) -> bool:
    if character.isalnum():
        return character != _TATWEEL
    if not unicodedata.category(character).startswith("M"):
        return False
    code = ord(character)
    return not any(first <= code <= last for first, last in _DROPPED_MARKS)


_TABLE = _Table()


def fold(text: str) -> str:
    """Letters and digits of a text, compatibility forms taken apart, without accents and case."""
    return text.translate(_TABLE)


def fold_with_origins(text: str) -> tuple[str, list[int]]:
    """`fold`, and for each character of the result the offset in `text` that it comes from."""
    parts: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        letters = _TABLE[ord(character)]
        if letters:
            parts.append(letters)
            origins.extend([offset] * len(letters))
    return "".join(parts), origins

"""Text reduced to letters and digits, with a way back: what typesetting changes falls away.

Ligatures, hyphens at line ends, kinds of quotation marks and dashes, accents, case and spaces do
not matter to a comparison of such texts.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache


class Folded:
    """One or more texts folded into one string of letters and digits.

    Attributes:
        text: the folded texts, one after the other.
        origins: for each character of `text` the offset, in its text, of the character it is from.
        begins: for each text the place in `text` where it begins.
    """

    __slots__ = ("begins", "origins", "text")

    def __init__(self, texts: Iterable[str]) -> None:
        parts: list[str] = []
        self.origins: list[int] = []
        self.begins: list[int] = []
        for text in texts:
            self.begins.append(len(self.origins))
            for offset, character in enumerate(text):
                letters = fold_character(character)
                if letters:
                    parts.append(letters)
                    self.origins.extend([offset] * len(letters))
        self.text = "".join(parts)

    def text_of(self, at: int) -> int:
        """Number of the text that the folded character at `at` comes from."""
        return bisect_right(self.begins, at) - 1


def fold(text: str) -> str:
    """Letters and digits of a text, compatibility forms taken apart, without accents and case."""
    return "".join(map(fold_character, text))


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """What is left of one character; empty for spaces, marks and signs.

    Raised digits are footnote marks far more often than powers, and are dropped.
    """
    if unicodedata.category(character) == "No" and "<super>" in unicodedata.decomposition(
        character
    ):
        return ""
    apart = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in apart if c.isalnum())

"""Quotations drawn from texts by chance, as people would write them down, and altered ones."""

import random
import re
from collections.abc import Callable, Sequence

TRUE_KINDS = ("verbatim", "straight", "elided", "bracketed", "hyphenated")
ALTERED_KINDS = ("word changed", "not inserted", "words swapped")

_OTHER_WORDS = ("perhaps", "nevertheless", "harbour", "seventeen", "against", "never", "few")
_ELISIONS = (" … ", " ... ", " [...] ", " [. . .] ", " […] ", "… ")


class Quoter:
    """Draws quotations from running text; the same seed draws the same ones.

    Args:
        paragraphs: lists of words as they are printed, joined where lines divide them.
    """

    def __init__(self, paragraphs: Sequence[Sequence[str]], seed: int) -> None:
        self._paragraphs = [list(p) for p in paragraphs if len(p) >= 14]
        self._random = random.Random(seed)
        self._kinds: dict[str, Callable[[], str]] = {
            "verbatim": lambda: " ".join(self._sample(8, 60)),
            "straight": lambda: _straight(" ".join(self._sample(8, 60))),
            "elided": self._elided,
            "bracketed": self._bracketed,
            "hyphenated": self._hyphenated,
            "word changed": self._word_changed,
            "not inserted": self._not_inserted,
            "words swapped": self._words_swapped,
        }

    @property
    def can_quote(self) -> bool:
        """True when there is enough text."""
        return bool(self._paragraphs)

    def draw(self, kind: str) -> str:
        """A quotation of a kind."""
        return self._kinds[kind]()

    def _sample(self, least: int, most: int) -> list[str]:
        words = self._random.choice(self._paragraphs)
        count = min(self._random.randint(least, most), len(words))
        start = self._random.randint(0, len(words) - count)
        return words[start : start + count]

    def _elided(self) -> str:
        words = self._sample(14, 70)
        first = self._random.randint(3, len(words) // 2 - 2)
        last = self._random.randint(len(words) // 2, len(words) - 4)
        return " ".join(words[:first]) + self._random.choice(_ELISIONS) + " ".join(words[last:])

    def _bracketed(self) -> str:
        words = self._sample(14, 50)
        words[0] = f"[{words[0][:1].swapcase()}]{words[0][1:]}"
        at = self._random.randint(4, len(words) - 4)
        words[at] = self._random.choice(("[the captain]", f"{words[at]} [sic]", "[it]"))
        return " ".join(words)

    def _hyphenated(self) -> str:
        """As it is copied from a page that divides words at line ends."""
        words = self._sample(8, 50)
        long = [n for n, word in enumerate(words) if len(word) > 6 and word.isalpha()]
        for at in long[:3]:
            cut = len(words[at]) // 2
            words[at] = f"{words[at][:cut]}-\n{words[at][cut:]}"
        return " ".join(words)

    def _word_changed(self) -> str:
        words = self._sample(12, 50)
        at = self._random.randrange(1, len(words) - 1)
        others = [word for word in _OTHER_WORDS if word != words[at].casefold()]
        words[at] = self._random.choice(others)
        return " ".join(words)

    def _not_inserted(self) -> str:
        words = self._sample(12, 50)
        words.insert(self._random.randrange(1, len(words)), "not")
        return " ".join(words)

    def _words_swapped(self) -> str:
        while True:
            words = self._sample(12, 50)
            pairs = [
                n for n in range(1, len(words) - 2) if _letters(words[n]) != _letters(words[n + 1])
            ]
            pairs = [n for n in pairs if _letters(words[n]) and _letters(words[n + 1])]
            if pairs:
                at = self._random.choice(pairs)
                words[at], words[at + 1] = words[at + 1], words[at]
                return " ".join(words)


def _letters(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())


def _straight(text: str) -> str:
    pairs = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-"}
    return re.sub("[“”‘’—–]", lambda match: pairs[match[0]], text)

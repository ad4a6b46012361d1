"""Capitals of English titles."""

import re

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "via",
        "vs",
        "with",
        "de",
        "der",
        "die",
        "und",
        "et",
        "la",
        "le",
        "du",
        "des",
        "e",
        "y",
        "di",
        "della",
    ]
)
_WORD = re.compile(r"[^\W_][\w'’]*")


def title_case(text: str) -> str:
    """The text with capitals on its words, but for small ones between; other letters stay."""
    words = list(_WORD.finditer(text))
    made, end = [], 0
    for number, match in enumerate(words):
        word, before = match[0], text[end : match.start()]
        begins = number == 0 or bool(re.search(r"[.:?!(]\s*$", before))
        if begins or word.lower() not in _SMALL:
            word = word[0].upper() + word[1:]
        made += [before, word]
        end = match.end()
    return "".join(made) + text[end:]

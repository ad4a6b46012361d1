"""The words of names and titles that citation keys are made of, in plain ASCII, case kept."""

import re
from collections.abc import Iterator, Sequence

from pincite.citing.transliterate import ascii_of
from pincite.model.creators import Creator

_ROLES = ("author", "editor", "director", "container-author", "compiler", "translator")
SKIPPED = frozenset(
    (
        "a", "an", "and", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the",
        "to", "with", "der", "die", "das", "den", "dem", "des", "ein", "eine", "und", "von", "zu",
        "le", "la", "les", "l", "un", "une", "du", "de", "et", "el", "los", "las", "il", "lo",
        "gli",
    )
)  # fmt: skip
"""Words without weight, which keys leave out."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ACRONYM = re.compile(r"\b(?:[A-Z]{2,}|(?:[A-Z]\.){2,})(?=\W|$)")


def first_role(creators: Sequence[Creator]) -> list[Creator]:
    """Those whom a work goes by: its authors, else its editors, and so on."""
    for role in _ROLES:
        found = [c for c in creators if c.role == role]
        if found:
            return found
    return list(creators)


def of_creator(creator: Creator) -> str:
    """A family name; of a body its acronym, its initials, or its first word of weight."""
    if not creator.literal:
        return letters(creator.family) or letters(creator.given)
    acronym = _ACRONYM.search(creator.literal)
    if acronym and creator.literal != creator.literal.upper():
        return letters(acronym[0])
    words = list(weighty(creator.literal))
    if len(words) > 2 and all(word[:1].isupper() for word in words):
        return "".join(letters(word)[:1] for word in words)
    return letters(words[0]) if words else letters(creator.literal)


def weighty(text: str) -> Iterator[str]:
    """The words of a text but for articles, prepositions and the like, as they are written."""
    for word in _WORD.findall(text):
        # "L'Étranger" and "d'Alembert": what stands before the mark is an article.
        bare = re.sub(r"^[dlDL]['\u2019]", "", word)
        if bare.casefold() not in SKIPPED:
            yield bare


def all_words(text: str) -> list[str]:
    """All words of a text, in ASCII letters and digits."""
    return [word for word in map(letters, _WORD.findall(text)) if word]


def letters(text: str) -> str:
    """The letters and digits of a text, spelt in ASCII."""
    return re.sub(r"[^A-Za-z0-9]", "", ascii_of(text))

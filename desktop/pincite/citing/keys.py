"""Citation keys: made once from an item, unique in the library, legal in BibTeX."""

import itertools
import re
import string
from collections.abc import Container, Iterator

from pincite.citing.transliterate import ascii_of
from pincite.model import dates
from pincite.model.creators import Creator
from pincite.model.items import Item, ItemDraft

_ROLES = ("author", "editor", "director", "container-author", "compiler", "translator")
_SKIPPED = frozenset(
    (
        "a", "an", "and", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the",
        "to", "with", "der", "die", "das", "den", "dem", "des", "ein", "eine", "und", "von", "zu",
        "le", "la", "les", "l", "un", "une", "du", "de", "et", "el", "los", "las", "il", "lo",
        "gli",
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ACRONYM = re.compile(r"\b(?:[A-Z]{2,}|(?:[A-Z]\.){2,})(?=\W|$)")


def make_key(item: Item | ItemDraft, taken: Container[str]) -> str:
    """A key such as "adler2014": family name and year, then "a", "b", … where that is taken.

    A body gives its acronym ("rand") or its first word of weight, a work without names the first
    such word of its title. Keys hold lower-case ASCII letters and digits only. Existing keys are
    never changed by it: what is in `taken` stays, and the new one gets a letter.

    Args:
        taken: the keys in use.
    """
    base = _stem(item) + _year(item)
    return next(key for key in _numbered(base) if key not in taken)


def legal_key(text: str) -> str:
    """A key typed by a person as BibTeX, BibLaTeX, Pandoc and Typst all accept it.

    Case, digits, hyphens, colons, dots and underscores stay; white space and everything else goes.
    """
    return re.sub(r"[^A-Za-z0-9:._-]+", "", ascii_of(text)).strip(":._-")


def _stem(item: Item | ItemDraft) -> str:
    creators = _first_role(item.creators)
    named = _of_creator(creators[0]) if creators else ""
    title = item.fields.get("title", "")
    return named or _first_word(title) or _letters(item.type.replace("document", "")) or "work"


def _first_role(creators: tuple[Creator, ...]) -> list[Creator]:
    for role in _ROLES:
        found = [c for c in creators if c.role == role]
        if found:
            return found
    return list(creators)


def _of_creator(creator: Creator) -> str:
    if not creator.literal:
        return _letters(creator.family) or _letters(creator.given)
    acronym = _ACRONYM.search(creator.literal)
    if acronym and creator.literal != creator.literal.upper():
        return _letters(acronym[0])
    words = list(_weighty(creator.literal))
    if len(words) > 2 and all(word[:1].isupper() for word in words):
        return "".join(_letters(word)[:1] for word in words)
    return _letters(words[0]) if words else _letters(creator.literal)


def _first_word(title: str) -> str:
    words = [_letters(word) for word in _weighty(re.sub(r"<[^>]*>", "", title))]
    return next((word for word in words if word), "")


def _weighty(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        # "L'Étranger" and "d'Alembert": what stands before the mark is an article.
        bare = re.sub(r"^[dlDL]['\u2019]", "", word)
        if bare.casefold() not in _SKIPPED:
            yield bare


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", ascii_of(text).lower())


def _year(item: Item | ItemDraft) -> str:
    number = dates.year(item.dates.get("issued", ""))
    return "" if number is None else str(abs(number))


def _numbered(base: str) -> Iterator[str]:
    yield base
    for length in itertools.count(1):
        for letters in itertools.product(string.ascii_lowercase, repeat=length):
            yield base + "".join(letters)

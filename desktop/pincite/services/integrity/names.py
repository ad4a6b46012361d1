"""Checks of names."""

import re
from collections.abc import Callable, Iterator

from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.services.cleaning.names import (
    holds_several,
    is_in_capitals,
    is_misplaced_comma,
    marks_behind,
)
from pincite.services.integrity.findings import Found

_ET_AL = re.compile(r"\bet\.?\s+al\b|^(?:others|and others|u\.\s?a\.)$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


def check_capitals(item: Item) -> Found:
    """Persons' names are in mixed case; styles that want capitals make them."""
    yield from _each(item, is_in_capitals, "“%” is in capitals.")


def check_et_al(item: Item) -> Found:
    """Styles shorten lists of names; in the record the others are missing."""
    sentence = "“%” is not a name; add the other persons, and styles shorten the list themselves."
    yield from _each(item, lambda c: bool(_ET_AL.search(c.literal or c.family)), sentence)


def check_digits(item: Item) -> Found:
    """Figures in a person's name are marks of footnotes or something else altogether."""

    def is_odd(creator: Creator) -> bool:
        texts = creator.family, creator.given
        return marks_behind(creator) or any(_DIGIT.search(t) for t in texts)

    yield from _each(item, is_odd, "“%” has figures or marks of footnotes in it.")


def check_comma(item: Item) -> Found:
    """Family and given name stand apart."""
    sentence = "“%” is one piece; family and given name belong apart."
    yield from _each(item, is_misplaced_comma, sentence)


def check_several(item: Item) -> Found:
    """Each person has a place of their own."""
    yield from _each(item, holds_several, "“%” names more than one person.")


def _each(
    item: Item, is_wrong: Callable[[Creator], bool], sentence: str
) -> Iterator[tuple[str, str]]:
    wrong: dict[str, list[str]] = {}
    for creator in item.creators:
        if is_wrong(creator):
            wrong.setdefault(creator.role, []).append(creator.full)
    for role, names in wrong.items():
        yield role, sentence.replace("%", "”, “".join(names))

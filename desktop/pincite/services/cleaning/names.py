"""Clean-ups of names: capitals, initials, what is no part of a name."""

import re
from dataclasses import replace

from pincite.importing.names import (
    is_corporate,
    looks_like_person,
    parse_name,
    parse_names,
    split_names,
)
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.services.cleaning.knowledge import Knowledge

_MC = re.compile(r"\b(Mc|O['’])([a-z])")
_MARKS_BEHIND = re.compile(r"(?<=[^\W\d_])[\d*†‡§¶]+(?:\s*,\s*[\d*†‡§¶]+)*$")
_TIGHT = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_])")
_BARE_INITIALS = re.compile(r"^[A-ZÀ-ÖØ-Þ]{1,3}$|^[A-ZÀ-ÖØ-Þ](?:\s[A-ZÀ-ÖØ-Þ]){1,3}$")
_SEVERAL = re.compile(r"\s+(?:and|und|&)\s+|\s*;\s*")


def clean_names(item: Item, _knowledge: Knowledge) -> Item:
    """Names in mixed case with their parts in place and initials with points and spaces."""
    made: list[Creator] = []
    for creator in item.creators:
        made += [_tidy(each) for each in _apart(creator)]
    return replace(item, creators=tuple(dict.fromkeys(made)))


def is_in_capitals(creator: Creator) -> bool:
    """True for a person's name printed in capitals; not for initials and bodies ("OECD")."""
    if creator.literal:
        return False
    family = creator.family
    if not family.isupper() or sum(c.isalpha() for c in family) < 3:
        return False
    # A single short word is an acronym as likely as a name ("IBM").
    return bool(creator.given) or " " in family or len(family) > 5


def holds_several(creator: Creator) -> bool:
    """True when two or more persons stand in the place of one."""
    text = creator.literal or " ".join(p for p in (creator.given, creator.family) if p)
    if not _SEVERAL.search(text) or (creator.literal and is_corporate(creator.literal)):
        return False
    return len(parse_names(text, creator.role)) > 1


def marks_behind(creator: Creator) -> bool:
    """True when the mark of a footnote hangs on a name ("Adler1")."""
    return any(_MARKS_BEHIND.search(part) for part in (creator.family, creator.given) if part)


def is_misplaced_comma(creator: Creator) -> bool:
    """True when a part of a name holds the comma that should divide the parts."""
    if creator.literal:
        return bool(re.match(r"^[^\W\d_][\w'’-]+,\s*[^\W\d_][\w.\s-]*$", creator.literal)) and (
            not is_corporate(creator.literal)
        )
    return "," in creator.family


def _apart(creator: Creator) -> tuple[Creator, ...]:
    if holds_several(creator):
        text = creator.literal or " ".join(p for p in (creator.given, creator.family) if p)
        pieces = split_names(text)
        # In a list that was cut or mixed up, nobody can tell what belongs together.
        if all(looks_like_person(piece.replace(",", " ")) for piece in pieces):
            return tuple(parse_name(piece, creator.role) for piece in pieces)
    if is_misplaced_comma(creator):
        text = creator.literal or f"{creator.family}, {creator.given}".strip(" ,")
        return (parse_name(text, creator.role),)
    return (creator,)


def _tidy(creator: Creator) -> Creator:
    if creator.literal:
        return creator
    family = _MARKS_BEHIND.sub("", creator.family)
    given = _MARKS_BEHIND.sub("", creator.given)
    if is_in_capitals(creator):
        family = _mixed(family)
        if given.isupper() and any(len(word.strip(".")) > 2 for word in given.split()):
            given = _mixed(given)
    # Where the family name is in capitals too, "AMY" is a name; "JR" is hardly one.
    is_word = creator.family.isupper() and len(given) > 2 and " " not in given
    return replace(creator, family=family, given=given if is_word else _initials(given))


def _mixed(text: str) -> str:
    return _MC.sub(lambda m: m[1] + m[2].upper(), text.title().replace("’S", "’s"))


def _initials(given: str) -> str:
    """Initials with points and spaces: "J. A." for "J.A." and "JA"."""
    if _BARE_INITIALS.match(given):
        return " ".join(f"{letter}." for letter in given.replace(" ", ""))
    return _TIGHT.sub(" ", given) if "." in given else given

"""Creators as texts that people type, and back."""

from collections.abc import Sequence
from dataclasses import replace

from pincite.importing.names import family_first, parse_name, parse_names
from pincite.model.creators import Creator


def creators_text(creators: Sequence[Creator], role: str) -> str:
    """Those in a role as people type them: "Adler, Ruth; Port Commission"."""
    return "; ".join(c.full for c in creators if c.role == role)


def name_texts(creator: Creator) -> tuple[str, str]:
    """Family name and given names as two lines: "van Gogh", "Vincent"; a body has no second."""
    if creator.literal:
        return creator.literal, ""
    given = " ".join(p for p in (creator.given, creator.dropping_particle) if p)
    family = " ".join(p for p in (creator.non_dropping_particle, creator.family) if p)
    return family, ", ".join(p for p in (given, creator.suffix) if p)


def creator_from(role: str, family: str, given: str) -> Creator:
    """The person whose name was typed in two lines; a suffix follows the given names, "A., Jr."."""
    given, _, suffix = given.partition(",")
    family, given = " ".join(family.split()), " ".join(given.split())
    if not given and not suffix:
        return replace(family_first(role, family, ""), given="")
    return family_first(role, family, given, suffix.strip())


def creators_in(text: str, role: str) -> tuple[Creator, ...]:
    """All names in a list that was pasted: parted by ";", one a line, or as in a byline."""
    lines = [part.strip() for line in text.splitlines() for part in line.split(";")]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        return parse_names(text, role=role)
    return tuple(parse_name(line, role) for line in lines)


def in_one_line(creator: Creator) -> Creator:
    """A person's name as that of a body: "Port Commission" that was taken for two parts."""
    family, given = name_texts(creator)
    return Creator(creator.role, literal=" ".join(p for p in (given, family) if p))


def in_two_lines(creator: Creator) -> Creator:
    """The name of a body as that of a person: the last word is the family name."""
    *given, family = creator.literal.split() or [""]
    return creator_from(creator.role, family, " ".join(given))


def swapped(creator: Creator) -> Creator:
    """Family and given names exchanged, where they came the wrong way round."""
    family, given = name_texts(creator)
    return creator_from(creator.role, given, family)

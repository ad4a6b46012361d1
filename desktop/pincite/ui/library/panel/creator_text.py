"""Creators as one line of text, and back."""

from collections.abc import Sequence

from pincite.model.creators import Creator


def creators_text(creators: Sequence[Creator], role: str) -> str:
    """Those in a role as people type them: "Adler, Ruth; Port Commission"."""
    return "; ".join(c.full for c in creators if c.role == role)


def creators_from(text: str, role: str, old: Sequence[Creator]) -> tuple[Creator, ...]:
    """Creators of a line, parted by ";": "Family, Given" is a person, anything else a body.

    A name that was there before keeps its parts (particles, suffix), which the line cannot tell.

    Args:
        old: creators of the item in any role.

    Returns:
        The new creators of the role only.
    """
    known = {c.full: c for c in old if c.role == role}
    names = [" ".join(name.split()) for name in text.split(";")]
    return tuple(known.get(name) or _creator(name, role) for name in names if name)


def with_role(old: Sequence[Creator], role: str, new: Sequence[Creator]) -> tuple[Creator, ...]:
    """All creators after those of one role were replaced; the others keep their order."""
    kept = [c for c in old if c.role != role]
    place = next((i for i, c in enumerate(old) if c.role == role), len(kept))
    place = min(place, len(kept))
    return (*kept[:place], *new, *kept[place:])


def _creator(name: str, role: str) -> Creator:
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        return Creator(role=role, literal=name)
    return Creator(role=role, family=family, given=given)

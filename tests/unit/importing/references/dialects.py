"""What a record is expected to say, in one line."""

from dataclasses import dataclass, field

from pincite.importing.references.formats import reference_format
from pincite.importing.references.reference import Reference


@dataclass(frozen=True)
class Case:
    """A record and some of what is read from it.

    Attributes:
        says: variables and dates with their values; empty for one that must not be there.
        people: "role: full name", all in order; not looked at when empty.
        tags, notes: all of them; not looked at when empty.
    """

    name: str
    text: str
    type: str
    says: dict[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def only(data: bytes, suffix: str = "") -> Reference:
    """The one work of a file."""
    format = reference_format(data, f"x{suffix}")
    assert format is not None
    (reference,) = format.read(data).references
    return reference


def check(case: Case, reference: Reference) -> None:
    """Compare what a case expects."""
    draft = reference.draft
    said = {**draft.fields, **draft.dates}
    assert draft.type == case.type
    assert {name: said.get(name, "") for name in case.says} == case.says
    if case.people:
        assert tuple(f"{c.role}: {c.full}" for c in draft.creators) == case.people
    if case.tags:
        assert draft.tags == case.tags
    if case.notes:
        assert reference.notes == case.notes

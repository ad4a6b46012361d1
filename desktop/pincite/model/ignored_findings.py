"""Findings of the check of the library that somebody has looked at and leaves as they are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IgnoredFinding:
    """What a person said once: this is right as it is.

    Attributes:
        id: made of the kind of the finding, the record and its field.
        value: what was found there; a finding about another value is a new one.
    """

    id: str
    value: str = ""
    created: str = ""

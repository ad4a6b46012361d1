"""A MARC record, whatever it was packed in.

Source: ISO 2709; Library of Congress, MARC 21 Format for Bibliographic Data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pincite.importing.references.gathering import one_line

_NOT_FILED = re.compile("[\x88\x89\x98\x9c\u0098\u009c¬]|<<(?=\\S)|(?<=\\S)>>")


@dataclass(frozen=True, slots=True)
class MarcField:
    """A field: `text` of a control field, else indicators and subfields in order."""

    tag: str
    indicators: str = "  "
    subfields: tuple[tuple[str, str], ...] = ()
    text: str = ""

    def first(self, codes: str) -> str:
        """The first subfield with one of the codes, tried in their order; empty without one."""
        return next((text for code in codes for text in self.every(code)), "")

    def every(self, codes: str) -> list[str]:
        """All subfields with one of the codes, in the order of the record."""
        return [
            value
            for code, text in self.subfields
            if code in codes and (value := one_line(_NOT_FILED.sub("", text)))
        ]


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """A record: its leader of 24 characters and its fields in order."""

    leader: str
    fields: tuple[MarcField, ...]

    def all(self, *tags: str) -> Iterator[MarcField]:
        """Fields of these tags: those of the first tag first."""
        return (field for tag in tags for field in self.fields if field.tag == tag)

    def first(self, *tags: str) -> MarcField | None:
        """The first field of these tags."""
        return next(self.all(*tags), None)

    def text(self, tag: str, codes: str) -> str:
        """The first such subfield of the first field that has one; empty without."""
        return next((text for field in self.all(tag) if (text := field.first(codes))), "")

    def control(self, tag: str) -> str:
        """The text of a control field."""
        field = self.first(tag)
        return field.text if field else ""

    @property
    def kind(self) -> str:
        """What the leader says the work is: type of record and bibliographic level."""
        return self.leader[6:8].ljust(2)

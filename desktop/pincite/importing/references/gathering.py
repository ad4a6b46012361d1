"""What is gathered of a work while its record is read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from pincite.importing.references.bibtex.dates import edtf
from pincite.importing.references.reference import Quotation, Reference, ReferenceFile
from pincite.model.creators import Creator
from pincite.model.items import ItemDraft

Record = TypeVar("Record")

BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What a record that breaks every rule of its format can set off in a reader."""
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Gathering:
    """A work in the making: what is put first stays, and nothing empty is put."""

    type: str = "document"
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    creators: list[Creator] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    chosen_tags: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)

    def put(self, variable: str, value: str) -> None:
        """Set a variable unless it has a value already; white space counts as one space."""
        value = one_line(value)
        if variable and value:
            self.fields.setdefault(variable, value)

    def put_text(self, variable: str, value: str) -> None:
        """Set a variable whose paragraphs are kept."""
        value = "\n".join(line for part in value.splitlines() if (line := one_line(part)))
        if value:
            self.fields.setdefault(variable, value)

    def put_date(self, variable: str, value: str) -> None:
        """Set a date, as EDTF where it can be read so, else as typed."""
        value = one_line(value)
        if variable and value:
            self.dates.setdefault(variable, edtf(value))

    def add(self, creator: Creator | None) -> None:
        """Add a name unless it is empty or there in that role."""
        if creator is None or creator in self.creators:
            return
        if creator.family or creator.given or creator.literal:
            self.creators.append(creator)

    def tag(self, *names: str) -> None:
        """Add keywords, each once."""
        for name in map(one_line, names):
            if name and name not in self.tags:
                self.tags.append(name)

    def note(self, text: str) -> None:
        """Add what somebody wrote about the work."""
        text = text.strip()
        if text and text not in self.notes:
            self.notes.append(text)

    @property
    def says_something(self) -> bool:
        """False for a record with neither a title nor anybody who made it."""
        return bool(self.creators or self.fields or self.dates)

    def reference(self, number: int = 0, line: int = 0) -> Reference:
        """The work as it is taken in."""
        draft = ItemDraft(
            type=self.type,
            fields=self.fields,
            creators=tuple(self.creators),
            dates=self.dates,
            tags=tuple(self.tags),
            chosen_tags=frozenset(self.chosen_tags),
            key=self.key,
            aliases=tuple(dict.fromkeys(self.aliases)),
        )
        return Reference(
            draft,
            files=tuple(dict.fromkeys(self.files)),
            notes=tuple(self.notes),
            groups=tuple(dict.fromkeys(self.groups)),
            number=number,
            line=line,
            quotations=tuple(self.quotations),
        )


def one_line(text: str) -> str:
    """The text with single spaces and none around it."""
    return _SPACES.sub(" ", text).strip()


def gather(
    format: str,
    records: Iterable[tuple[int, Record]],
    read: Callable[[Record], Gathering | None],
    problems: Iterable[tuple[int, str]] = (),
) -> ReferenceFile:
    """The works in the records of a file; one that is broken costs itself.

    Args:
        records: each with the line where it begins, 0 when unknown.
        read: gives None for what is no work.
        problems: what the file itself showed, read after the records.
    """
    references: list[Reference] = []
    broken: list[tuple[int, str]] = []
    for number, (line, record) in enumerate(records):
        try:
            found = read(record)
        except BROKEN:
            found = Gathering()
        if found is None:
            continue
        if found.says_something:
            references.append(found.reference(number, line))
        else:
            broken.append((line, f"Record {number + 1} says nothing about a work."))
    return ReferenceFile(format, tuple(references), (*broken, *problems))

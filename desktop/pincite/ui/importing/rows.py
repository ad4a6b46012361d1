"""The rows of the summary: works of lists, and records that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pincite.model.creators import short_names
from pincite.model.dates import year
from pincite.model.rich_text import plain_text
from pincite.services.import_plans import DEFAULTS, Decision, ImportPlan
from pincite.services.references import Candidate, Standing


class Kind(StrEnum):
    """What of an import is looked at."""

    ALL = "all"
    NEW = "new"
    KNOWN = "known"
    DOUBT = "doubt"
    BROKEN = "broken"


_KINDS = {
    Standing.NEW: Kind.NEW, Standing.KNOWN: Kind.KNOWN, Standing.REPEATED: Kind.KNOWN,
    Standing.IN_DOUBT: Kind.DOUBT,
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """A work, or what is wrong with a record of a file.

    Attributes:
        candidate: None for what cannot be read.
        line: in the file, from 1; 0 when unknown.
        problem: a sentence; empty for works that were read whole.
    """

    candidate: Candidate | None
    file: str
    line: int
    kind: Kind
    problem: str = ""
    decision: Decision = Decision.LEAVE
    title: str = ""
    names: str = ""
    year: str = ""
    unchecked: Decision = field(default=Decision.LEAVE)
    """What it means not to take the work in."""

    @property
    def is_taken(self) -> bool:
        """Whether it becomes a new item."""
        return self.decision is Decision.NEW


def rows_of(plan: ImportPlan) -> list[Row]:
    """Broken records where they stand in their file, works in order."""
    rows = [Row(None, name, 0, Kind.BROKEN, sentence) for name, sentence in plan.failed]
    for each in plan.lists:
        file = each.path.name
        mine = [_work_row(candidate, file) for candidate in each.candidates]
        broken = [Row(None, file, line, Kind.BROKEN, text) for line, text in each.problems]
        rows += _merged(mine, broken)
    return rows


def _merged(works: list[Row], broken: list[Row]) -> Iterator[Row]:
    waiting = sorted(broken, key=lambda row: row.line)
    for work in works:
        while waiting and waiting[0].line < work.line:
            yield waiting.pop(0)
        yield work
    yield from waiting


def _work_row(candidate: Candidate, file: str) -> Row:
    draft = candidate.reference.draft
    issued = year(draft.dates.get("issued", ""))
    remarks = [sentence for _, sentence in candidate.reference.remarks]
    return Row(
        candidate,
        file,
        candidate.reference.line,
        _KINDS[candidate.standing],
        " ".join(remarks),
        DEFAULTS[candidate.standing],
        plain_text(draft.fields.get("title", "")),
        short_names(draft.creators),
        draft.dates.get("issued", "") if issued is None else str(issued),
        Decision.SAME if candidate.like is not None else Decision.LEAVE,
    )

"""What an import would do, to be looked at and decided before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pincite.citing.duplicates import KnownWorks
from pincite.importing.references.formats import (
    ReferenceFormat,
    format_of,
    reference_format,
    works_within,
)
from pincite.importing.references.reference import Reference
from pincite.library.queries import Reader
from pincite.model.errors import PinciteError
from pincite.model.ids import ItemId
from pincite.services.jobs import JobContext
from pincite.services.pasting import Passage
from pincite.services.references import (
    Candidate,
    ReferencePlan,
    Standing,
    known_works,
    plan_data,
    plan_file,
)
from pincite.services.sources import one_by_one

Source = Path | str | Passage
"""A file or folder, an address, or a passage from the clipboard."""


class Decision(StrEnum):
    """What is to become of a work of a list."""

    NEW = "new"
    SAME = "same"
    LEAVE = "leave"


DEFAULTS: Mapping[Standing, Decision] = {
    Standing.NEW: Decision.NEW,
    Standing.IN_DOUBT: Decision.NEW,
    Standing.KNOWN: Decision.SAME,
    Standing.REPEATED: Decision.LEAVE,
}
"""What becomes of a work when nobody decides: nothing is lost, and nothing comes twice."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is to be imported.

    Attributes:
        lists: lists of references, compared with the library and with each other.
        failed: names of lists that cannot be read, and why.
        others: files, addresses and passages that are no such lists.
    """

    lists: tuple[ReferencePlan, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    others: tuple[Source, ...] = ()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The works of all lists, in order."""
        return tuple(candidate for plan in self.lists for candidate in plan.candidates)

    def decided(
        self, decisions: Sequence[Decision], group: str = ""
    ) -> "tuple[ReferencePlan, ...]":
        """The lists as somebody decided on them.

        Args:
            decisions: one for each of `candidates`.
            group: name of a collection that the new works are to be in; made if missing.
        """
        made, start = [], 0
        for plan in self.lists:
            end = start + len(plan.candidates)
            chosen = _decided(plan.candidates, decisions[start:end], group)
            kept = {candidate.reference.number for candidate in chosen}
            numbers = (candidate.reference.number for candidate in plan.candidates)
            left_out = tuple(number for number in numbers if number not in kept)
            made.append(replace(plan, candidates=chosen, left_out=left_out))
            start = end
        return tuple(made)


def _decided(
    candidates: Sequence[Candidate], decisions: Sequence[Decision], group: str
) -> tuple[Candidate, ...]:
    made = []
    for candidate, decision in zip(candidates, decisions, strict=True):
        if decision is Decision.NEW:
            reference = candidate.reference
            groups = (*reference.groups, *([group] if group else ()))
            reference = replace(reference, groups=groups)
            made.append(replace(candidate, reference=reference, standing=Standing.NEW))
        elif decision is Decision.SAME and candidate.like is not None:
            made.append(replace(candidate, standing=Standing.KNOWN))
    return tuple(made)


def plan_import(
    read: Reader,
    sources: Sequence[Source],
    context: JobContext,
    *,
    is_recursive: bool = True,
    looks_within: bool = False,
) -> ImportPlan:
    """Find the lists of references among what is to be imported, and compare them. In a job.

    Args:
        looks_within: offer the works that a web page or a Word document tells of, too, where it was
            named itself and not only lies in a folder.

    Raises:
        Cancelled: the job was stopped.
    """
    lists: list[ReferencePlan] = []
    twins = _Twins()
    failed: list[tuple[str, str]] = []
    others: list[Source] = []
    known: KnownWorks | None = None
    every = list(one_by_one(sources, is_recursive))
    for number, source in enumerate(every):
        format = list_format(source)
        context.progress(number, len(every), source if isinstance(source, str) else source.name)
        if format is None:
            others.append(source)
            format = format_within(source) if looks_within and source in sources else None
        if format is None or isinstance(source, str):
            continue
        known = known or known_works(read)
        try:
            plan = planned(source, format, known)
        except (PinciteError, OSError) as error:
            failed.append((source.name, _sentence(error)))
            continue
        lists.append(twins.marked(plan))
    return ImportPlan(tuple(lists), tuple(failed), tuple(others))


def format_within(source: Source) -> ReferenceFormat | None:
    """The format of the works that a document tells of besides itself; None without any."""
    return works_within(source) if isinstance(source, Path) else None


def list_format(source: Source) -> ReferenceFormat | None:
    """The format of a file or a passage that is a list of references; else None."""
    if isinstance(source, Passage):
        return reference_format(source.text.encode(), "")
    return format_of(source) if isinstance(source, Path) else None


def planned(source: Path | Passage, format: ReferenceFormat, known: KnownWorks) -> ReferencePlan:
    """A list compared with known works.

    Raises:
        ServiceError, OSError: nothing in it can be read.
    """
    if isinstance(source, Path):
        return plan_file(source, format, known)
    return plan_data(source.text.encode(), Path("Pasted text"), format, known, is_pasted=True)


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"The file could not be read: {error.strerror or 'it cannot be opened'}."
    return str(error)


class _Twins:
    """Works that come more than once in what is imported, as in joined exports of databases."""

    def __init__(self) -> None:
        self._seen = KnownWorks(())
        self._from: dict[ItemId, tuple[int, Reference]] = {}
        self._lists = 0

    def marked(self, plan: ReferencePlan) -> ReferencePlan:
        """The plan with its twins marked: surely another list's, in doubt those of its own.

        One list may well have a work twice, as under two keys that texts cite it by.
        """
        self._lists += 1
        return replace(plan, candidates=tuple(self._looked_up(c) for c in plan.candidates))

    def _looked_up(self, candidate: Candidate) -> Candidate:
        match = None
        if candidate.standing is Standing.NEW:
            match = self._seen.find(candidate.reference.draft)
        item = candidate.as_item()
        self._seen.add(item)
        self._from[item.id] = (self._lists, candidate.reference)
        if match is None or not match.is_sure:
            return candidate
        number, twin = self._from[match.item.id]
        standing = Standing.IN_DOUBT if number == self._lists else Standing.REPEATED
        return replace(candidate, standing=standing, twin=twin)

"""Bringing bibliographic data in: which works of a file are new, known, or in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pincite.citing.duplicates import KnownWorks
from pincite.importing.references.attached_files import AttachedFiles
from pincite.importing.references.formats import ReferenceFormat
from pincite.importing.references.reference import Reference, ReferenceFile
from pincite.library.library import utc_now
from pincite.library.queries import Reader
from pincite.model.ids import CollectionId, ItemId, fresh_id
from pincite.model.items import Item
from pincite.model.reference_sources import ReferenceSource, SourceEntry
from pincite.services.commands.references import AddReferences, NewReference
from pincite.services.errors import ServiceError
from pincite.services.workspace import Workspace

LARGEST_FILE = 512 * 1024 * 1024


class Standing(StrEnum):
    """How a work of a file stands to the library."""

    NEW = "new"
    KNOWN = "known"
    IN_DOUBT = "in doubt"
    REPEATED = "repeated"
    """Another list that is imported with it has it, too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work of a file, before it is taken in.

    Attributes:
        like: the item that is the same, surely when known, perhaps when in doubt.
        twin: what is the same before it in what is imported, where no item is.
        files: those of its files that are there.
        missing_files: those that are not, as written.
    """

    reference: Reference
    standing: Standing
    like: Item | None = None
    files: tuple[Path, ...] = ()
    missing_files: tuple[str, ...] = ()
    twin: Reference | None = None

    def as_item(self) -> Item:
        """The item that it would become."""
        return _item(self.reference, (), ())


@dataclass(frozen=True, slots=True)
class ReferencePlan:
    """What taking a file in would do; nothing has been written yet.

    Attributes:
        left_out: numbers of the entries that somebody does not want.
    """

    path: Path
    file: ReferenceFile
    candidates: tuple[Candidate, ...]
    left_out: tuple[int, ...] = ()

    @property
    def problems(self) -> tuple[tuple[int, str], ...]:
        """Records that could not be read at all: line from 1 (0 when unknown) and one sentence."""
        return self.file.problems

    def count(self, standing: Standing) -> int:
        """How many works stand so."""
        return sum(1 for candidate in self.candidates if candidate.standing is standing)


@dataclass(frozen=True, slots=True)
class Taken:
    """A work that was taken in, or found there already."""

    candidate: Candidate
    item: Item


def plan_references(read: Reader, path: Path, format: ReferenceFormat) -> ReferencePlan:
    """Read a file and compare it with the library. Not for the GUI thread.

    Raises:
        ServiceError: there is nothing in the file that can be taken.
        OSError: it cannot be read.
    """
    return plan_file(path, format, known_works(read))


def known_works(read: Reader) -> KnownWorks:
    """The works of a library, to compare others with."""
    return KnownWorks(item for item in read.items(read.item_ids()) if not item.trashed)


def plan_file(path: Path, format: ReferenceFormat, known: KnownWorks) -> ReferencePlan:
    """Read a file and compare it with known works; see `plan_references`."""
    if path.stat().st_size > LARGEST_FILE:
        raise ServiceError(
            "The file is larger than 512 MB, which no list of references is; choose another."
        )
    return plan_data(path.read_bytes(), path, format, known)


def plan_data(
    data: bytes,
    path: Path,
    format: ReferenceFormat,
    known: KnownWorks,
    *,
    is_pasted: bool = False,
) -> ReferencePlan:
    """The same of data that were read already.

    Args:
        path: where they are from; of what was pasted, only a name.
    """
    found = format.read(data)
    if not found.references:
        told = f" {at_line(*found.problems[0])}" if found.problems else ""
        raise ServiceError(f"There is no {format.name} record in the file that can be read.{told}")
    return compared(found, path, known, None if is_pasted else path.parent)


def compared(
    file: ReferenceFile, path: Path, known: KnownWorks, folder: Path | None = None
) -> ReferencePlan:
    """Works that were read already, compared with known ones.

    Args:
        folder: where the files that they name may be.
    """
    attached = AttachedFiles(folder, file.folders)
    candidates = (candidate_of(reference, known, attached) for reference in file.references)
    return ReferencePlan(path, file, tuple(candidates))


def take_references(
    workspace: Workspace,
    plan: ReferencePlan,
    *,
    collections: Sequence[CollectionId] = (),
    tags: Sequence[str] = (),
    group: object = None,
) -> list[Taken]:
    """Take in what is new or in doubt, as one step that can be undone.

    Returns:
        All works of the plan in order, with their items.
    """
    new: dict[int, ItemId] = {}
    added = []
    for number, candidate in enumerate(plan.candidates):
        if candidate.standing is Standing.KNOWN:
            continue
        reference = candidate.reference
        item = _item(reference, tuple(collections), tuple(tags))
        new[number] = item.id
        added.append(NewReference(item, reference.notes, reference.groups, reference.number))
    known = [
        (c.reference.number, c.like)
        for c in plan.candidates
        if c.like and c.standing is Standing.KNOWN
    ]
    source = _source(plan, known) if added and plan.file.text else None
    if added:
        command = AddReferences(tuple(added), source, plan.file.notes)
        workspace.run_now(command, group, group=group)
    items = {item.id: item for item in workspace.read.items(new.values())}
    taken = []
    for number, candidate in enumerate(plan.candidates):
        stored = items.get(new[number]) if number in new else candidate.like
        if stored is not None:
            taken.append(Taken(candidate, stored))
    return taken


def at_line(line: int, sentence: str) -> str:
    """A sentence about a file with its line, where the format has lines."""
    return f"Line {line}: {sentence}" if line else sentence


def _source(plan: ReferencePlan, known: Sequence[tuple[int, Item]]) -> ReferenceSource:
    entries = [SourceEntry(n, item.id, item.key, item.modified) for n, item in known]
    # Their items never were, so they stand in no file that is written from this one.
    entries += [SourceEntry(n, ItemId(fresh_id()), "", "") for n in plan.left_out]
    return ReferenceSource(
        fresh_id(), plan.path.name, plan.file.text, plan.file.encoding, tuple(entries), utc_now()
    )


def candidate_of(
    reference: Reference, known: KnownWorks, attached: AttachedFiles | None = None
) -> Candidate:
    """A work compared with known ones, with those of its files that are there.

    Args:
        attached: finds them; without it only whole paths are looked at.
    """
    match = known.find(reference.draft)
    standing = Standing.NEW
    if match is not None:
        standing = Standing.KNOWN if match.is_sure else Standing.IN_DOUBT
    there, missing = _files(reference, attached or AttachedFiles(None))
    return Candidate(reference, standing, match.item if match else None, there, missing)


def _files(
    reference: Reference, attached: AttachedFiles
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    found = {name: attached.find(name) for name in reference.files}
    there = dict.fromkeys(path for path in found.values() if path is not None)
    return tuple(there), tuple(name for name, path in found.items() if path is None)


def _item(
    reference: Reference, collections: tuple[CollectionId, ...], tags: tuple[str, ...]
) -> Item:
    draft = reference.draft
    time = utc_now()
    return Item(
        id=ItemId(fresh_id()),
        type=draft.type,
        key=draft.key,
        fields=draft.fields,
        creators=draft.creators,
        dates=draft.dates,
        tags=tuple(dict.fromkeys((*draft.tags, *tags))),
        automatic_tags=tuple(tag for tag in draft.tags if tag not in {*tags, *draft.chosen_tags}),
        collections=collections,
        sources=draft.sources,
        is_draft=reference.is_draft,
        former_keys=draft.former_keys,
        aliases=draft.aliases,
        added=reference.added or time,
        modified=time,
    )

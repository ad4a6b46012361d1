"""Bringing in a whole library of another program: works, files, annotations; none of it twice."""

from dataclasses import dataclass
from pathlib import Path

from pincite.importing.foreign.programs import ForeignProgram
from pincite.importing.foreign.records import ForeignContent, ForeignLibrary
from pincite.importing.references.reference import ReferenceFile
from pincite.library.foreign import ForeignTablesError
from pincite.library.queries import ItemQuery, Reader
from pincite.services.commands.references import RecognisedItem, RecogniseItems
from pincite.services.errors import ServiceError
from pincite.services.references import (
    Candidate,
    ReferencePlan,
    Standing,
    candidate_of,
    known_works,
)


@dataclass(frozen=True, slots=True)
class FoundLibraries:
    """What another program keeps at a path, ready to be taken in."""

    path: Path
    program: str
    content: ForeignContent

    @property
    def libraries(self) -> tuple[ForeignLibrary, ...]:
        """The user's own, and those of groups."""
        return self.content.libraries


def read_foreign(program: ForeignProgram, path: Path) -> FoundLibraries:
    """Read all that is there. Not for the GUI thread.

    Raises:
        ServiceError, ForeignLibraryError: it cannot be read.
    """
    try:
        return FoundLibraries(path, program.name, program.read(path))
    except ForeignTablesError as error:
        raise ServiceError(
            f"The library of {program.name} in {path} cannot be read. {error}"
        ) from error


def plan_of(read: Reader, found: FoundLibraries, library: ForeignLibrary) -> ReferencePlan:
    """The works of a library, compared with those that are here.

    What is in our trash already stays there. A work in the trash of the other program that is here
    under another name is left alone, or ours would follow it into the trash.
    """
    known = known_works(read)
    trash = read.items(read.item_ids(ItemQuery(section="trash")))
    left = {alias for item in trash for alias in item.aliases}
    candidates = []
    # What lives comes first: of two works with the same file it is the one that gets it.
    for item in sorted(library.items, key=lambda item: item.is_trashed):
        candidate = candidate_of(item.work, known)
        is_other = candidate.standing is Standing.KNOWN and not _is_named(candidate)
        if left.isdisjoint(item.work.draft.aliases) and not (item.is_trashed and is_other):
            candidates.append(candidate)
    name = f"{found.program}: {library.name}" if library.name else found.program
    folder = found.path if found.path.is_dir() else found.path.parent
    works = tuple(candidate.reference for candidate in candidates)
    return ReferencePlan(folder / name, ReferenceFile(found.program, works), tuple(candidates))


def recognised(plan: ReferencePlan) -> RecogniseItems | None:
    """The works that are here already, but not yet by the name that the other program has."""
    items = tuple(
        RecognisedItem(c.like.id, c.reference.draft.aliases, c.reference.groups)
        for c in plan.candidates
        if c.like is not None and c.standing is Standing.KNOWN and not _is_named(c)
    )
    return RecogniseItems(items) if items else None


def _is_named(candidate: Candidate) -> bool:
    aliases = candidate.reference.draft.aliases
    return candidate.like is not None and not set(aliases).isdisjoint(candidate.like.aliases)


def alone_in(found: FoundLibraries) -> list[Path]:
    """The files that belong to no work there."""
    return [file.path for library in found.libraries for file in library.files]

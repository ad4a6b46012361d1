"""Bringing in a whole Zotero library: works, files, annotations, notes; none of it twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pincite.citing.duplicates import KnownWorks
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.zotero.folder import open_tables
from pincite.importing.zotero.reading import read_libraries
from pincite.importing.zotero.records import (
    ZoteroAttachment,
    ZoteroLibrary,
)
from pincite.importing.zotero.works import file_of, work_of
from pincite.library.foreign import ForeignTablesError
from pincite.library.queries import ItemQuery, Reader
from pincite.services.errors import ServiceError
from pincite.services.references import ReferencePlan, candidate_of, known_works


@dataclass(slots=True)
class ZoteroFolder:
    """What a data folder holds, ready to be taken in.

    Attributes:
        plans: one for each library in it.
    """

    folder: Path
    libraries: list[ZoteroLibrary] = field(default_factory=list)
    plans: list[ReferencePlan] = field(default_factory=list)

    def files(
        self, attachments: tuple[ZoteroAttachment, ...]
    ) -> Iterator[tuple[Path, ZoteroAttachment]]:
        """Those that are there and not in the trash, with their paths."""
        for attachment in attachments:
            path = None if attachment.is_trashed else file_of(self.folder, attachment)
            if path is not None:
                yield path, attachment


def read_zotero(read: Reader, folder: Path) -> ZoteroFolder:
    """Read the folder and compare its works with the library. Not for the GUI thread.

    Raises:
        ServiceError: it cannot be read.
    """
    try:
        with open_tables(folder) as tables:
            libraries = read_libraries(tables)
    except ForeignTablesError as error:
        raise ServiceError(f"The library of Zotero in {folder} cannot be read. {error}") from error
    known = known_works(read)
    trash = read.items(read.item_ids(ItemQuery(section="trash")))
    left = {alias for item in trash for alias in item.aliases}
    found = ZoteroFolder(folder, libraries)
    found.plans += [_plan(found, each, known, left) for each in libraries]
    return found


def _plan(
    found: ZoteroFolder, library: ZoteroLibrary, known: KnownWorks, left: set[str]
) -> ReferencePlan:
    """What is in our trash already stays there: those aliases are `left` out."""
    works = []
    for number, item in enumerate(library.items):
        files = tuple(str(path) for path, _ in found.files(item.attachments))
        works.append(work_of(library, item, number, files))
    works = [work for work in works if left.isdisjoint(work.draft.aliases)]
    candidates = tuple(candidate_of(work, known) for work in works)
    name = f"Zotero: {library.name}" if library.name else "Zotero"
    return ReferencePlan(found.folder / name, ReferenceFile("Zotero", tuple(works)), candidates)


def alone_in(found: ZoteroFolder) -> list[Path]:
    """The files that belong to no item of Zotero."""
    return [path for library in found.libraries for path, _ in found.files(library.attachments)]

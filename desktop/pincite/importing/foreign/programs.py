"""The programs whose whole libraries can be read, told by what lies at a path."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pincite.importing.foreign.records import ForeignContent
from pincite.importing.mendeley.folder import is_mendeley_library
from pincite.importing.mendeley.library import read_mendeley
from pincite.importing.zotero.folder import is_zotero_library
from pincite.importing.zotero.reading import read_zotero


@dataclass(frozen=True, slots=True)
class ForeignProgram:
    """A program that keeps libraries.

    Attributes:
        is_at: true for its data folder or the file of a library.
        read: all that is there; may raise ForeignLibraryError or ForeignTablesError.
    """

    name: str
    is_at: Callable[[Path], bool]
    read: Callable[[Path], ForeignContent]


PROGRAMS: tuple[ForeignProgram, ...] = (
    ForeignProgram("Zotero", is_zotero_library, read_zotero),
    ForeignProgram("Mendeley", is_mendeley_library, read_mendeley),
)
SUFFIX = ".sqlite"
"""Of the files that hold such libraries, for dialogs."""


def program_at(path: Path) -> ForeignProgram | None:
    """The program whose library lies at a path; None for anything else."""
    return next((program for program in PROGRAMS if program.is_at(path)), None)

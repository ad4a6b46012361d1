"""Several libraries: their names, and which were open last."""

from collections.abc import Sequence
from pathlib import Path

from pincite.services.errors import ServiceError

MOST = 8
"""Libraries that are remembered."""


def library_name(folder: Path) -> str:
    """What a library is called: as its folder."""
    return folder.name or str(folder)


def is_library(folder: Path) -> bool:
    """True when there is a library in the folder."""
    # Here, not above: a window is on the screen before anything of the library is loaded.
    from pincite.library.library import FILE_NAME

    return (folder / FILE_NAME).is_file()


def remembered(recent: Sequence[str], folder: Path) -> list[str]:
    """The libraries that were open last, this one first."""
    path = str(folder)
    return [path, *(each for each in recent if each != path)][:MOST]


def check_new(folder: Path) -> None:
    """Refuse a folder in which a new library would lie among other things.

    Raises:
        ServiceError: there is a library, or something else.
    """
    if is_library(folder):
        raise ServiceError(f"There is a library in {folder} already; open it instead.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ServiceError(f"There is something in {folder} already; choose an empty folder.")


def check_old(folder: Path) -> None:
    """Refuse a folder in which there is no library.

    Raises:
        ServiceError: as said.
    """
    if not is_library(folder):
        raise ServiceError(
            f"There is no library in {folder}; choose the folder with library.sqlite in it."
        )

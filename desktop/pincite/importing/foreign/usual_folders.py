"""Where other programs keep their libraries unless somebody chose another place.

Source: the manuals of Zotero and Mendeley Desktop on where the data lie.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from pincite.importing.foreign.programs import program_at

_MENDELEY = ("Mendeley Ltd/Mendeley Desktop", "Mendeley Ltd./Mendeley Desktop")


def usual_folders(home: Path) -> list[Path]:
    """Those of the usual folders that hold a library."""
    return [folder for folder in _usual(home) if program_at(folder) is not None]


def _usual(home: Path) -> Iterator[Path]:
    yield home / "Zotero"
    yield home / "Library" / "Application Support" / "Mendeley Desktop"
    local = os.environ.get("LOCALAPPDATA")
    above = [home / ".local" / "share" / "data", *([Path(local)] if local else [])]
    yield from (folder / name for folder in above for name in _MENDELEY)

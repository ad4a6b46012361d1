"""Where the files lie that a file of references names."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

_STORES = ("PDF", "files", "Citavi Attachments", "CitaviFiles")
"""Folders beside an export in which programs keep the files."""
_DRIVE = re.compile(r"/[A-Za-z]:[/\\]")


class AttachedFiles:
    """Finds the files that a file of references in `folder` names.

    Args:
        folder: None for a text that was pasted, of which only whole paths are found.
        stores: other folders where they lie, whole paths or from `folder`.
    """

    def __init__(self, folder: Path | None, stores: Iterable[str] = ()) -> None:
        self._folder = folder
        self._stores = (*stores, *_STORES)

    def find(self, name: str) -> Path | None:
        """The file of that name, as another program wrote it; None when it is nowhere."""
        return next((place for place in self._places(name) if _is_file(place)), None)

    def _places(self, name: str) -> Iterator[Path]:
        path = path_named(name)
        folder = self._folder
        if folder is None:
            if Path(path).expanduser().is_absolute():
                yield Path(path).expanduser()
            return
        if name.startswith("internal-pdf:"):
            inner = unquote(name.removeprefix("internal-pdf:").lstrip("/"))
            yield from (store / inner for store in self._endnote_stores)
            yield folder / Path(inner).name
            return
        yield folder / (Path(path).expanduser() if path.startswith("~/") else Path(path))
        yield folder / unquote(path)
        yield from (folder / store / path for store in self._stores)
        # A library that was moved: its files lie beside it under the same name.
        last = Path(path.replace("\\", "/")).name
        yield folder / last
        yield from (folder / store / last for store in self._stores)

    @cached_property
    def _endnote_stores(self) -> tuple[Path, ...]:
        """EndNote's library "Works.enl" keeps its files in "Works.Data/PDF"."""
        if self._folder is None:
            return ()
        try:
            data = sorted(each for each in self._folder.iterdir() if each.suffix.lower() == ".data")
        except OSError:
            data = []
        return (self._folder / "PDF", *(each / "PDF" for each in data))


def path_named(address: str) -> str:
    """The path that a file: address names, on whatever system it was written; a path stays."""
    if not address.startswith("file:"):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return unquote(address.removeprefix("file:"))
    path = unquote(parts.path)
    if _DRIVE.match(path):
        return path[1:]
    is_share = parts.netloc not in ("", "localhost")
    return f"//{unquote(parts.netloc)}{path}" if is_share else path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False

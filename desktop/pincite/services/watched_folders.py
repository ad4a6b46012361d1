"""Which folders a library watches, and where their new files go."""

import json
import logging
import os
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pincite.library.queries import Reader
from pincite.model.changes import Changes
from pincite.model.ids import CollectionId
from pincite.services.errors import ServiceError
from pincite.services.workspace import Workspace

logger = logging.getLogger(__name__)

FOLDERS = "watched_folders"
"""The setting of a library that names them."""

Loaded = TypeVar("Loaded", list[Any], dict[str, Any])


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder that is looked at.

    Attributes:
        path: absolute.
        collection: where new items are filed.
        is_paused: the user wants it left alone for now.
    """

    path: str
    collection: CollectionId | None = None
    is_paused: bool = False

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return Path(self.path).name or self.path


def watched_folders(read: Reader) -> tuple[WatchedFolder, ...]:
    """The folders that a library watches."""
    made = []
    for each in loaded_setting(read, FOLDERS, list):
        if isinstance(each, dict) and isinstance(each.get("path"), str):
            collection = each.get("collection")
            named = CollectionId(collection) if isinstance(collection, str) else None
            made.append(WatchedFolder(each["path"], named, each.get("is_paused") is True))
    return tuple(made)


def save_watched_folders(
    workspace: Workspace, folders: Sequence[WatchedFolder]
) -> "Future[Changes]":
    """Watch these and no others."""
    made = [{"path": f.path, "collection": f.collection, "is_paused": f.is_paused} for f in folders]
    return workspace.save_setting(FOLDERS, json.dumps(made))


def watchable(workspace: Workspace, folder: Path) -> WatchedFolder:
    """A folder as it would be watched; nothing is written.

    Raises:
        ServiceError: it is no folder, or the library's own.
    """
    path = Path(os.path.abspath(folder))
    if not path.is_dir():
        raise ServiceError(f"“{folder}” is no folder; name one that is there.")
    home = workspace.library.folder.resolve()
    if path.resolve().is_relative_to(home):
        raise ServiceError(
            f"“{folder}” belongs to the library itself, so it is not watched; choose another."
        )
    return WatchedFolder(str(path))


def loaded_setting(read: Reader, name: str, kind: type[Loaded]) -> Loaded:
    """A setting of the library that is JSON of a kind; an empty one where it is none."""
    text = read.setting(name)
    try:
        value = json.loads(text) if text else kind()
    except ValueError:
        logger.info("A setting of the library could not be read: %s", name)
        return kind()
    return value if isinstance(value, kind) else kind()

"""Looking at watched folders: what is new comes in, and nothing is ever moved or deleted."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pincite.model.errors import PinciteError
from pincite.model.items import Collection
from pincite.services.errors import ServiceError
from pincite.services.importer import ImportedFile, Importer
from pincite.services.jobs import Cancelled, JobContext
from pincite.services.sources import is_for_import
from pincite.services.watched_folders import WatchedFolder, loaded_setting, watched_folders
from pincite.services.workspace import Workspace

STABLE_S = 10.0
"""A file that nobody has written to for so long is whole."""

_SEEN = "watched_files"
_LEAST_FREE = 200_000_000
_MOST_FILES = 50_000


@dataclass(frozen=True, slots=True)
class Round:
    """What one look at a folder brought.

    Attributes:
        files: what became of new files, in order.
        problem: why the folder could not be looked at, as a sentence; it is tried again.
        waiting: files that were being written to a moment ago.
    """

    folder: WatchedFolder
    files: tuple[ImportedFile, ...] = ()
    problem: str = ""
    waiting: int = 0

    def count(self, status: str) -> int:
        """How many files have this status."""
        return sum(1 for entry in self.files if entry.status == status)


class FolderWatch:
    """Looks at watched folders; for one thread.

    Which files were dealt with is kept with the library: what the user has deleted here does not
    come again, and what could not be read is tried again only when it has changed.

    Args:
        now: the time in seconds, as files have it.
    """

    def __init__(self, workspace: Workspace, now: Callable[[], float] = time.time) -> None:
        self._workspace = workspace
        self._now = now

    def look(self, context: JobContext) -> list[Round]:
        """Import what is new in each folder that is not paused. In a job.

        Raises:
            Cancelled: the job was stopped.
        """
        rounds = []
        for folder in watched_folders(self._workspace.read):
            context.check()
            if not folder.is_paused:
                rounds.append(self._look_at(folder, context))
        return rounds

    def _look_at(self, folder: WatchedFolder, context: JobContext) -> Round:
        seen = self._seen(folder)
        try:
            there = dict(self._files(folder))
            new = {name: state for name, state in there.items() if seen.get(name) != state}
            whole = [name for name, state in new.items() if self._is_whole(state)]
            if not whole:
                return Round(folder, waiting=len(new))
            self._check_room()
            root = _root(folder)
            wanted = [root / name for name in whole if is_for_import(root / name, root)]
            files = self._imported(folder, wanted, context)
        except Cancelled:
            raise
        except (PinciteError, OSError) as error:
            return Round(folder, problem=_problem(folder, error))
        kept = {name: state for name, state in seen.items() if name in there}
        self._keep_seen(folder, {**kept, **{name: there[name] for name in whole}})
        return Round(folder, tuple(files), waiting=len(new) - len(whole))

    def _imported(
        self, folder: WatchedFolder, paths: Sequence[Path], context: JobContext
    ) -> list[ImportedFile]:
        if not paths:
            return []
        collection = folder.collection
        there = self._workspace.read.get(Collection, collection) if collection else None
        place = there.id if there is not None and not there.trashed else None
        report = Importer(self._workspace, collection=place).run(paths, context)
        context.check()
        return report.files

    def _files(self, folder: WatchedFolder) -> Iterator[tuple[str, list[int]]]:
        """Each file with its size and time of change, by its name below the folder."""
        own = self._own_paths()
        root = _root(folder)
        for count, path in enumerate(_walk(root, own)):
            if count >= _MOST_FILES:
                raise ServiceError(
                    f"there are more than {_MOST_FILES:,} files in it; choose a folder with fewer."
                )
            stat = path.stat()
            yield str(path.relative_to(root)), [stat.st_size, stat.st_mtime_ns]

    def _own_paths(self) -> frozenset[str]:
        """What we write ourselves: the library, and files that are kept up to date."""
        library = self._workspace.library
        exports = (export.path for export in self._workspace.read.kept_exports())
        return frozenset((str(library.folder.resolve()), *map(os.path.realpath, exports)))

    def _is_whole(self, state: list[int]) -> bool:
        size, changed_ns = state
        # A clock that runs ahead, as on other computers, gives times to come.
        return size > 0 and abs(self._now() - changed_ns / 1e9) >= STABLE_S

    def _check_room(self) -> None:
        if shutil.disk_usage(self._workspace.library.folder).free < _LEAST_FREE:
            raise ServiceError("the disk of the library is nearly full; make room on it.")

    def _seen(self, folder: WatchedFolder) -> Mapping[str, list[int]]:
        found = loaded_setting(self._workspace.read, _SEEN, dict).get(folder.path)
        return found if isinstance(found, dict) else {}

    def _keep_seen(self, folder: WatchedFolder, seen: Mapping[str, list[int]]) -> None:
        read = self._workspace.read
        watched = {each.path for each in watched_folders(read)}
        others = loaded_setting(read, _SEEN, dict)
        kept = {path: files for path, files in others.items() if path in watched}
        kept[folder.path] = dict(seen)
        self._workspace.save_setting(_SEEN, json.dumps(kept)).result()


def _root(folder: WatchedFolder) -> Path:
    return Path(os.path.realpath(folder.path))


def _walk(folder: Path, own: frozenset[str]) -> Iterator[Path]:
    """Files at any depth; hidden ones, links to folders and what is our own left out."""
    with os.scandir(folder) as entries:
        # By name, so that the work is done in the order in which people see it.
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith(".") or entry.path in own:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), own)
        elif entry.is_file():
            yield Path(entry.path)


def _problem(folder: WatchedFolder, error: Exception) -> str:
    if not isinstance(error, OSError):
        reason = str(error)
    elif not Path(folder.path).exists():
        reason = "it is not there; bring it back, or watch another."
    else:
        where = f"“{Path(str(error.filename)).name}” in it" if error.filename else "it"
        reason = f"{where} cannot be read: {error.strerror or 'unknown reason'}."
    return f"The watched folder “{folder.name}” waits, because {reason}"

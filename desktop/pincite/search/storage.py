"""Folders of Whoosh: files flushed to the disk before a commit counts, and leftovers swept."""

import os
import re
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from pincite.search.manifest import sync_folder

_TOC = re.compile(r"^_MAIN_\d+\.toc$")
# Whoosh 2.7.4 never removes the table of contents it was writing when its process died.
_TOC_LEFTOVER = re.compile(r"^_MAIN_\d+\.toc\..+$")


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types.
    """File storage that survives a power cut: Whoosh itself never calls fsync."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._unsynced: set[str] = set()

    def create_file(self, name: str, **options: Any) -> Any:
        """Open a new file for writing, and remember that it has to reach the disk."""
        self._unsynced.add(name)
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename; before a table of contents counts, all that it names is on the disk."""
        is_commit = _TOC.match(newname) is not None
        if is_commit:
            self._sync_files()
        super().rename_file(oldname, newname, safe=safe)
        if is_commit:
            sync_folder(Path(self.folder))

    def _sync_files(self) -> None:
        for name in self._unsynced:
            path = Path(self.folder) / name
            if not path.exists():
                continue
            descriptor = os.open(path, os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        self._unsynced.clear()


def sweep(folder: Path) -> int:
    """Remove what a killed writer left in an index folder and Whoosh does not clean up.

    Only the owner of the write lock may call this.

    Returns:
        The number of files removed.
    """
    leftovers = [p for p in folder.iterdir() if _TOC_LEFTOVER.match(p.name)]
    leftovers += list(folder.glob("*.tmp/*"))
    for path in leftovers:
        path.unlink(missing_ok=True)
    for directory in folder.glob("*.tmp"):
        directory.rmdir()
    return len(leftovers)

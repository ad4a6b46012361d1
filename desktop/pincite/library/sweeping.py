"""Files that no document owns any more: which may go, and their removal.

Emptying the trash removes records; undo and a restored backup can bring those back, and want to
find the files where they were. So a file stays for thirty days after its record went. It goes
with the texts of its pages, which are kept for the same reason.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pincite.library.backups import Backup, BackupKind, backups_in
from pincite.library.database import Database
from pincite.library.errors import DamagedLibraryError
from pincite.library.library import FILE_NAME, Library
from pincite.library.transaction import Transaction
from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.recognition import Recognition

KEPT = timedelta(days=30)
"""How long a file stays after its record went, and is kept for the backups made in that time."""

_IN_WORK = timedelta(minutes=10)
"""A file without a document may be that of an import under way until it is this old."""


@dataclass(frozen=True, slots=True)
class UnownedFile:
    """The file of no document, with what lies beside it.

    Attributes:
        newest: when the last of its files was written, in seconds since 1970.
    """

    sha256: Sha256
    size_bytes: int
    newest: float


@dataclass(frozen=True, slots=True)
class Swept:
    """What was removed: documents' files, and the room that they took."""

    count: int = 0
    size_bytes: int = 0


def files_to_spare(library: Library) -> list[UnownedFile]:
    """Those that may go when somebody wants the room now, in order of their sha256.

    A library that a restored backup took the place of is kept whole: one returns to it. Files
    that an import may be working on are left out, too.

    Raises:
        LibraryError: a backup cannot be read.
    """
    newest = time.time() - _IN_WORK.total_seconds()
    unowned = [file for file in _unowned(library) if file.newest < newest]
    return _without_backups(library, unowned, lambda each: each.kind is BackupKind.REPLACED)


def outlived_files(library: Library, now: datetime | None = None) -> list[UnownedFile]:
    """Those that nothing has needed for thirty days, in order of their sha256.

    Neither was the file written nor its record removed in that time, and no backup of that time
    has the record.

    Raises:
        LibraryError: a backup cannot be read.
    """
    since = (now or datetime.now(UTC)) - KEPT
    unowned = [file for file in _unowned(library) if file.newest < since.timestamp()]
    if unowned:
        recent = _removed_since(library, since)
        unowned = [file for file in unowned if file.sha256 not in recent]
    return _without_backups(
        library, unowned, lambda each: each.kind is BackupKind.REPLACED or each.at >= since
    )


def sweep(
    library: Library, files: Iterable[UnownedFile], check: Callable[[], None] = lambda: None
) -> Swept:
    """Remove files and the texts of their pages, unless a document owns them by now.

    An import that finds its file there already and writes the record at this moment looks for the
    file again afterwards.

    Args:
        check: called before each; raises to stop there.

    Raises:
        LibraryError: a file cannot be removed, or nothing can be written; others are gone by then.
    """
    count = size = 0
    for file in files:
        check()
        with library.transaction() as tx:
            if tx.get(Document, file.sha256) is not None:
                continue
            drop_texts(tx, file.sha256)
            library.files.remove(file.sha256)
        count, size = count + 1, size + file.size_bytes
    library.files.remove_temporary()
    return Swept(count, size)


def drop_texts(tx: Transaction, sha256: Sha256) -> None:
    """Remove what was read from a document that is gone."""
    tx.put_page_texts(sha256, ())
    tx.put_paragraphs(sha256, ())
    tx.put_outline(sha256, ())
    tx.remove(Recognition, sha256)
    tx.remove_recognised_texts(sha256)


def _unowned(library: Library) -> list[UnownedFile]:
    found: defaultdict[Sha256, list[Path]] = defaultdict(list)
    for sha256, path in library.files.stored():
        found[sha256].append(path)
    # Asked after the files: a document that comes in meanwhile owns its file by then.
    owned = _documents_in(library.folder / FILE_NAME, library)
    files = []
    for sha256, paths in found.items():
        if sha256 not in owned:
            try:
                stats = [path.stat() for path in paths]
            except FileNotFoundError:
                # Another process sweeps, too.
                continue
            size, newest = sum(s.st_size for s in stats), max(s.st_mtime for s in stats)
            files.append(UnownedFile(sha256, size, newest))
    return files


def _documents_in(path: Path, library: Library | None = None) -> set[str]:
    database = Database(path, library.read_mode if library else "immutable")
    try:
        return {row[0] for row in database.rows("SELECT id FROM documents")}
    finally:
        database.close()


def _removed_since(library: Library, since: datetime) -> set[str]:
    database = Database(library.folder / FILE_NAME, library.read_mode)
    try:
        rows = database.rows(
            "SELECT id FROM tombstones WHERE kind = 'document' AND at >= ?", (since.isoformat(),)
        )
        return {row[0] for row in rows}
    finally:
        database.close()


def _without_backups(
    library: Library, files: list[UnownedFile], counts: Callable[[Backup], bool]
) -> list[UnownedFile]:
    """The files that none of the backups that count has the record of."""
    for backup in backups_in(library.folder) if files else ():
        if counts(backup):
            try:
                needed = _documents_in(backup.path)
            except DamagedLibraryError:
                # It cannot be restored.
                continue
            files = [file for file in files if file.sha256 not in needed]
    return files

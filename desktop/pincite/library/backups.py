"""Backups of a library's records; its files are the user's own and can be copied as they are.

A library keeps its backups in its folder `backups/`:

    library-20260131-093000.sqlite        made on schedule or when asked for
    library-v9-20260131093000.sqlite      made before the file was brought to a later version
    library-replaced-20260131-093000.sqlite   what a restored backup took the place of
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pincite.library.copying import copy_database
from pincite.library.database import Database
from pincite.library.disk import fsync_file, fsync_folder, os_error_sentence
from pincite.library.errors import (
    DamagedLibraryError,
    LibraryBusyError,
    LibraryError,
    LibraryNotFoundError,
)
from pincite.library.library import FILE_NAME, Library
from pincite.library.migrations import APPLICATION_ID, check_file

FOLDER = "backups"
DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""Days, weeks and months of which the newest backup is kept."""

_OTHERS = 6
_NAME = re.compile(
    r"^library-(?:(?P<version>v\d+)-|(?P<replaced>replaced)-)?(?P<day>\d{8})-?(?P<time>\d{6})"
    r"(?:-\d+)?\.sqlite$"
)


class BackupKind(StrEnum):
    """Why a backup was made."""

    MADE = "made"
    VERSION = "before a new version"
    REPLACED = "replaced by a restored backup"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the library's folder.

    Attributes:
        at: when it was made, in UTC.
        size: in bytes.
    """

    path: Path
    at: datetime
    kind: BackupKind
    size: int


def backup(library: Library, target: Path) -> None:
    """Write everything but the documents' files into one SQLite file, while the library is in use.

    It is opened and checked before it is called made.

    Args:
        target: the file to write; a file of that name is replaced when the copy is complete.

    Raises:
        DiskFullError, LibraryNotWritableError, LibraryError: the copy could not be made.
        DamagedLibraryError: it is not sound; it was removed again.
    """
    if target.resolve() == (library.folder / FILE_NAME).resolve():
        raise LibraryError(
            f"{target} is the library itself, so no backup was written over it; name another file."
        )
    # A connection of its own: a writer in this or another process goes on meanwhile.
    source = Database(library.folder / FILE_NAME, library.read_mode)
    try:
        copy_database(source, target)
    finally:
        source.close()


def verify(path: Path) -> int:
    """Open a backup and check that it is whole.

    Returns:
        The number of its items.

    Raises:
        LibraryNotFoundError: there is no such file.
        DamagedLibraryError: it is no library, or broken.
        NewerLibraryError: a later version of the program made it.
    """
    try:
        check_file(path)
    except FileNotFoundError as error:
        raise LibraryNotFoundError(f"There is no backup {path}; check its name.") from error
    except OSError as error:
        raise LibraryError(f"The backup {path} could not be read; check the disk.") from error
    database = Database(path, "immutable")
    try:
        is_library = database.value("PRAGMA application_id") == APPLICATION_ID
        if not is_library or database.value("PRAGMA quick_check(1)") != "ok":
            raise DamagedLibraryError(
                f"The backup {path} is damaged or is none; choose another one."
            )
        return int(database.value("SELECT count(*) FROM items"))
    finally:
        database.close()


def make_backup(library: Library, now: datetime | None = None) -> Backup:
    """Make a backup in the library's folder, and let go of old ones.

    Raises:
        LibraryError: see `backup`; the old ones then all stay.
    """
    now = now or datetime.now(UTC)
    target = _free(library.folder / FOLDER / f"library-{now:%Y%m%d-%H%M%S}.sqlite")
    backup(library, target)
    for old in outlived(backups_in(library.folder), now):
        with suppress(OSError):
            old.path.unlink()
    return Backup(target, now, BackupKind.MADE, target.stat().st_size)


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a library's folder, the newest first; other files there are left out."""
    found = []
    for path in (folder / FOLDER).glob("library-*.sqlite"):
        match = _NAME.match(path.name)
        try:
            if match is not None:
                found.append(_backup(path, match))
        except (OSError, ValueError):
            # Gone meanwhile, or somebody has given a file a name with no time in it.
            continue
    return sorted(found, key=lambda each: (each.at, len(each.path.name)), reverse=True)


def outlived(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Those that need not be kept: neither the newest of their day, week or month, nor of note."""
    made = [each for each in backups if each.kind is BackupKind.MADE]
    kept: set[Path] = set()
    for limit, name in (
        (DAILY, lambda at: f"{at:%Y%m%d}"),
        (WEEKLY, lambda at: f"{at:%G-%V}"),
        (MONTHLY, lambda at: f"{at:%Y%m}"),
    ):
        kept |= _newest_of(made, limit, name)
    for kind in (BackupKind.VERSION, BackupKind.REPLACED):
        kept |= {each.path for each in [b for b in backups if b.kind is kind][:_OTHERS]}
    # One from the future tells of a clock that was wrong once; it is not ours to judge.
    return [each for each in backups if each.path not in kept and each.at <= now]


def is_due(library: Library, now: datetime | None = None) -> bool:
    """True when the last backup is of an earlier day and the library has changed since."""
    now = now or datetime.now(UTC)
    made = [each for each in backups_in(library.folder) if each.kind is BackupKind.MADE]
    if library.is_read_only or not library.last_seq():
        return False
    if not made:
        return True
    return made[0].at.date() < now.date() and _last_seq(made[0].path) != library.last_seq()


def restore(folder: Path, chosen: Path, now: datetime | None = None) -> Path | None:
    """Put a backup in the place of a library that nobody has open; the old one is kept aside.

    Returns:
        Where the library that was there lies now; None when there was none.

    Raises:
        LibraryBusyError: the library is open somewhere.
        DamagedLibraryError, NewerLibraryError, LibraryNotFoundError: the backup is not sound.
        DiskFullError, LibraryNotWritableError, LibraryError: it could not be put there.
    """
    verify(chosen)
    now = now or datetime.now(UTC)
    path = folder / FILE_NAME
    part = path.with_name(f"{FILE_NAME}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FOLDER).mkdir(exist_ok=True)
        try:
            shutil.copyfile(chosen, part)
            fsync_file(part)
            aside = _set_aside(path, folder / FOLDER, now) if path.exists() else None
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        fsync_folder(folder)
        # The index tells of the other state, and numbers pages as that did; it is made anew.
        shutil.rmtree(folder / "index", ignore_errors=True)
    except OSError as error:
        raise os_error_sentence(error, path) from error
    return aside


def _set_aside(path: Path, folder: Path, now: datetime) -> Path:
    aside = _free(folder / f"library-replaced-{now:%Y%m%d-%H%M%S}.sqlite")
    if _is_sound(path):
        take_for_one(path)
    try:
        # A second name, so that there is a library at every moment.
        os.link(path, aside)
    except OSError:
        # USB sticks know no second names.
        os.replace(path, aside)
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    return aside


def _is_sound(path: Path) -> bool:
    """A damaged library is what one restores for; it is put aside as it is."""
    try:
        check_file(path)
    except (LibraryError, OSError):
        return False
    return path.stat().st_size > 0


def take_for_one(path: Path) -> None:
    """Bring everything into the one file, which SQLite does only while nobody else has it open.

    Raises:
        LibraryBusyError: somebody has it open.
    """
    database = Database(path, "rw")
    try:
        database.run("PRAGMA busy_timeout = 0")
        if database.value("PRAGMA journal_mode = DELETE") != "delete":
            raise LibraryBusyError("")
    except LibraryBusyError as error:
        raise LibraryBusyError(
            f"The library {path.parent} is open in another window or program, so it was left as it "
            "is; close it there and try again."
        ) from error
    except DamagedLibraryError:
        return
    finally:
        database.close()


def _backup(path: Path, match: re.Match[str]) -> Backup:
    at = datetime.strptime(match["day"] + match["time"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    kind = BackupKind.MADE
    if match["version"]:
        kind = BackupKind.VERSION
    elif match["replaced"]:
        kind = BackupKind.REPLACED
    return Backup(path, at, kind, path.stat().st_size)


def _newest_of(backups: Iterable[Backup], limit: int, name: Callable[[datetime], str]) -> set[Path]:
    """The newest backup of each of the last spans of time in which there is one."""
    newest: dict[str, Path] = {}
    for each in backups:
        if name(each.at) not in newest and len(newest) < limit:
            newest[name(each.at)] = each.path
    return set(newest.values())


def _last_seq(path: Path) -> int:
    try:
        database = Database(path, "immutable")
    except LibraryError:
        return -1
    try:
        return int(database.value("SELECT max(seq) FROM changes") or 0)
    except LibraryError:
        return -1
    finally:
        database.close()


def _free(path: Path) -> Path:
    """The path itself, or with a number where a file of the name is there."""
    free, number = path, 2
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free

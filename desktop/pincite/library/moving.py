"""Moving a library to another folder, also on another disk."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from pincite.library.backups import FOLDER, take_for_one, verify
from pincite.library.disk import fsync_file, fsync_folder, os_error_sentence
from pincite.library.errors import LibraryError
from pincite.library.library import FILE_NAME

_PARTS = (FILE_NAME, "files", "index", FOLDER)


def move_library(source: Path, target: Path, told: Callable[[int, int], None]) -> None:
    """Move a library that nobody has open; it is whole at one of both places at any time.

    On the same disk its folder gets another name. Else all is copied and compared before the old
    files go; files in the folder that are not the library's stay there.

    Args:
        told: called with the bytes copied and those in all; may raise to stop: nothing has moved.

    Raises:
        LibraryBusyError: it is open somewhere.
        LibraryError: there is something at the target, or it cannot be written.
    """
    check_target(source, target)
    take_for_one(source / FILE_NAME)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rmdir()
        if _is_renamed(source, target):
            return
        _copy(source, target, told)
    except OSError as error:
        raise os_error_sentence(error, target) from error
    _remove(source)


def _is_renamed(source: Path, target: Path) -> bool:
    """On the same disk this is one step, however much there is; from disk to disk it fails."""
    try:
        os.rename(source, target)
    except OSError:
        return False
    with suppress(OSError):
        fsync_folder(target.parent)
    return True


def check_target(source: Path, target: Path) -> None:
    """Refuse a place where a library cannot go.

    Raises:
        LibraryError: something is there already, or it lies within the library.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise LibraryError(f"There is something in {target} already; choose an empty folder.")
    if source.resolve() in (target.resolve(), *target.resolve().parents):
        raise LibraryError("A library cannot be moved into itself; choose another folder.")


def _copy(source: Path, target: Path, told: Callable[[int, int], None]) -> None:
    """All or nothing: what was copied before it failed is taken away."""
    whole = target.with_name(f"{target.name}.part")
    shutil.rmtree(whole, ignore_errors=True)
    try:
        paths = list(_files_of(source))
        total = sum(path.stat().st_size for path in paths)
        if shutil.disk_usage(whole.parent).free < total:
            # Better now than after an hour of copying.
            raise OSError(errno.ENOSPC, "")
        done = 0
        for path in paths:
            told(done, total)
            to = whole / path.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, to)
            fsync_file(to)
            done += path.stat().st_size
        # The old files go next: a stick that is pulled out then has to have the new ones.
        for folder in (whole, *(path for path in whole.rglob("*") if path.is_dir())):
            fsync_folder(folder)
        _compare(source, whole, paths)
        os.rename(whole, target)
        fsync_folder(target.parent)
    except BaseException:
        shutil.rmtree(whole, ignore_errors=True)
        raise


def _compare(source: Path, whole: Path, paths: list[Path]) -> None:
    """Every file has its length, and the library opens."""
    for path in paths:
        copied = whole / path.relative_to(source)
        if copied.stat().st_size != path.stat().st_size:
            raise LibraryError(f"{path.name} was not copied whole, so the library was not moved.")
    verify(whole / FILE_NAME)


def _files_of(folder: Path) -> Iterator[Path]:
    for name in _PARTS:
        path = folder / name
        if path.is_dir():
            yield from (each for each in sorted(path.rglob("*")) if each.is_file())
        elif path.exists():
            yield path


def _remove(source: Path) -> None:
    for name in _PARTS:
        path = source / name
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    with suppress(OSError):
        # Files of somebody else are in it.
        source.rmdir()

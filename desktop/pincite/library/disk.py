"""Writing files so that a crash leaves the old or the new one, and saying why it failed."""

import errno
import os
from pathlib import Path

from pincite.library.errors import DiskFullError, LibraryError, LibraryNotWritableError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST})


def os_error_sentence(error: OSError, path: Path) -> LibraryError:
    """What the operating system says about writing `path`, as an error of the library."""
    if error.errno in _FULL:
        return DiskFullError(
            f"There is no room left on the disk for {path}, so it was not written; "
            "make room and try again."
        )
    if error.errno in _REFUSED:
        return LibraryNotWritableError(
            f"{path} could not be written because its folder or disk does not allow it; "
            "change the permissions or choose another folder."
        )
    reason = error.strerror or type(error).__name__
    return LibraryError(f"{path} could not be written ({reason}); check the disk and try again.")


def fsync_file(path: Path) -> None:
    """Make the contents of a file survive a power cut."""
    # Windows wants it open for writing; elsewhere one that is write-protected will do.
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fsync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

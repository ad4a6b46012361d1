"""The files of documents: stored once, by sha256, under a readable name."""

import hashlib
import os
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pincite.library.disk import fsync_folder, os_error_sentence
from pincite.library.errors import FileChangedError, FileUnreadableError
from pincite.model.ids import Sha256, fresh_id

_CHUNK = 1 << 20
_TEMPORARY = ".part"
_LONGEST_NAME_BYTES = 180
_LONGEST_SUFFIX = 12
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
_STARTED = time.time()
"""When this process began, nearly: this module is loaded early."""


def sha256_of(path: Path) -> Sha256:
    """The sha256 of a file's contents.

    Raises:
        FileUnreadableError: it cannot be read.
    """
    digest = hashlib.sha256()
    for chunk in _chunks_of(path):
        digest.update(chunk)
    return Sha256(digest.hexdigest())


def safe_name(name: str) -> str:
    """`name` as a file name that every file system takes; the suffix is kept.

    At most 180 bytes of UTF-8, in NFC, without characters and device names that Windows forbids.

    Source: Microsoft, "Naming Files, Paths, and Namespaces"; NAME_MAX is 255 bytes on Linux, and
    some encrypted file systems allow 143 characters.
    """
    text = unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode()
    text = " ".join(_FORBIDDEN.sub(" ", text).split()).strip(" .")
    stem, dot, suffix = text.rpartition(".")
    if not dot or not stem or len(suffix) > _LONGEST_SUFFIX:
        stem, suffix = text, ""
    ending = f".{suffix.strip()}" if suffix.strip() else ""
    room = _LONGEST_NAME_BYTES - len(ending.encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") or "document"
    if _RESERVED.match(stem + ending):
        stem = f"_{stem}"
    return stem + ending


class FileStore:
    """Files under `folder`, as `ab/abcd…/name`. A file under its final name is whole.

    The row of a document is written after its file: a crash in between leaves a file without a row,
    which the doctor finds, never a row without a file.
    """

    def __init__(self, folder: Path) -> None:
        """Keep files under `folder`, which may not be there yet."""
        self.folder = folder

    def path(self, sha256: Sha256, name: str) -> Path:
        """Where a file is, or would be."""
        return self.folder / sha256[:2] / sha256 / safe_name(name)

    def exists(self, sha256: Sha256, name: str) -> bool:
        """True when the file is there."""
        return self.path(sha256, name).is_file()

    def add(self, source: Path, sha256: Sha256, name: str) -> Path:
        """Copy a file into the library; nothing happens when it is there already.

        Returns:
            Its path in the library.

        Raises:
            FileChangedError: the contents of `source` are not (or no longer) those of `sha256`.
            FileUnreadableError: `source` cannot be read.
            DiskFullError, LibraryNotWritableError, LibraryError: it cannot be written.
        """
        digest = hashlib.sha256()

        def chunks() -> Iterator[bytes]:
            for chunk in _chunks_of(source):
                digest.update(chunk)
                yield chunk
            if digest.hexdigest() != sha256:
                raise FileChangedError(
                    f"{source.name} changed while it was being copied into the library, so it was "
                    "left out; import it again when the program that writes it has finished."
                )

        return self._write(chunks(), self.path(sha256, name))

    def add_bytes(self, data: bytes, sha256: Sha256, name: str) -> Path:
        """Write a file of a document, such as the reading copy of an article.

        Args:
            sha256: of the document; the contents of a reading copy are not checked against it.

        Raises:
            DiskFullError, LibraryNotWritableError, LibraryError: it cannot be written.
        """
        return self._write(iter((data,)), self.path(sha256, name))

    def replace_bytes(self, data: bytes, sha256: Sha256, name: str) -> Path:
        """`add_bytes` for what may be there already and is others now.

        Raises:
            DiskFullError, LibraryNotWritableError, LibraryError: it cannot be written.
        """
        self.remove_one(sha256, name)
        return self.add_bytes(data, sha256, name)

    def remove_one(self, sha256: Sha256, name: str) -> None:
        """Remove one file of a document; nothing happens when it is not there.

        Raises:
            LibraryNotWritableError, LibraryError: it cannot be removed.
        """
        path = self.path(sha256, name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise os_error_sentence(error, path) from error

    def remove(self, sha256: Sha256) -> None:
        """Remove all files of a document; nothing happens when there are none."""
        folder = self.folder / sha256[:2] / sha256
        try:
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                path.unlink()
            if folder.is_dir():
                folder.rmdir()
        except OSError as error:
            raise os_error_sentence(error, folder) from error

    def stored(self) -> Iterator[tuple[Sha256, Path]]:
        """Every file under its final name, with the sha256 that its folder says."""
        for path in sorted(self.folder.glob("??/*/*")):
            if path.is_file():
                yield Sha256(path.parent.name), path

    def remove_temporary(self) -> int:
        """Remove what copies that were cut short left; the number of files removed.

        Files younger than this process are left: another process may be writing them.
        """
        removed = 0
        for path in self.folder.glob(f"*{_TEMPORARY}"):
            try:
                if path.stat().st_mtime < _STARTED:
                    path.unlink()
                    removed += 1
            except OSError:
                continue  # Another process has swept it, or still holds it open on Windows.
        return removed

    def _write(self, chunks: Iterator[bytes], target: Path) -> Path:
        # In `files/` itself and not beside the target: one place to sweep, on the same disk.
        part = self.folder / f"{fresh_id()}{_TEMPORARY}"
        try:
            if target.is_file():
                return target
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part.open("xb") as file:
                    _fill(file, chunks)
                os.replace(part, target)
            except BaseException:
                with suppress(OSError):
                    # Only when nothing else is in it.
                    target.parent.rmdir()
                raise
            finally:
                part.unlink(missing_ok=True)
            for folder in (target.parent, target.parent.parent, self.folder):
                fsync_folder(folder)
        except OSError as error:
            raise os_error_sentence(error, target) from error
        return target


def _fill(file: BinaryIO, chunks: Iterator[bytes]) -> None:
    for chunk in chunks:
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())


def _chunks_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileUnreadableError(
            f"{path.name} could not be read ({reason}); check that it is there and may be opened."
        ) from error

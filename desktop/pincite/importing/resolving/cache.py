"""What sources said, kept on disk for a while and up to a size."""

import contextlib
import hashlib
import json
import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path

from pincite.importing.answers import Answer

logger = logging.getLogger(__name__)

FRESH_S = 7 * 24 * 3600.0
"""So long an answer is taken for true without asking again."""
LARGEST = 20_000_000
"""Bytes of all that is kept; the oldest goes first."""

_KEPT_HEADERS = ("content-type", "etag", "last-modified")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer from the cache.

    Attributes:
        is_fresh: it need not be asked for again.
    """

    answer: Answer
    is_fresh: bool

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for the answer only when it is another by now."""
        headers = self.answer.headers
        pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        return {ours: headers[theirs] for ours, theirs in pairs if headers.get(theirs)}


class AnswerCache:
    """One file for each address that was asked; broken ones are as good as missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, url: str, accept: str) -> Kept | None:
        """The answer that is kept for an address; None without one."""
        path = self._path(url, accept)
        try:
            head, data = path.read_bytes().split(b"\n", 1)
            said = json.loads(head)
            headers = {str(name): str(value) for name, value in said["headers"].items()}
            answer = Answer(str(said["url"]), 200, headers, str(said["charset"]), data)
            return Kept(answer, 0 <= time.time() - float(said["time"]) < FRESH_S)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, LookupError, AttributeError, TypeError):
            logger.info("A kept answer could not be read", exc_info=True)
            return None

    def keep(self, url: str, accept: str, answer: Answer) -> None:
        """Keep an answer as of now. That it cannot be kept is no reason to stop."""
        headers = {n: answer.headers[n] for n in _KEPT_HEADERS if n in answer.headers}
        head = {"url": answer.url, "headers": headers, "charset": answer.charset}
        data = json.dumps({**head, "time": time.time()}).encode() + b"\n" + answer.data
        path = self._path(url, accept)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary = path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_bytes(data)
            temporary.replace(path)
            self._prune()
        except OSError:
            logger.info("An answer could not be kept", exc_info=True)

    def _prune(self) -> None:
        entries = []
        for path in self._folder.iterdir():
            with contextlib.suppress(OSError):
                stat = path.stat()
                entries.append((stat.st_mtime, stat.st_size, path))
        size = sum(entry[1] for entry in entries)
        for _, one, path in sorted(entries):
            if size <= LARGEST:
                break
            path.unlink(missing_ok=True)
            size -= one

    def _path(self, url: str, accept: str) -> Path:
        name = hashlib.sha256(f"{accept}\n{url}".encode()).hexdigest()
        return self._folder / f"{name}.answer"

"""The index worker of a window: a process that is there while something is to be indexed."""

import subprocess
import time
from pathlib import Path

from pincite.search.errors import IndexMissingError, SearchIndexError
from pincite.search.manifest import has_manifest, read_manifest
from pincite.services.finding import index_folder
from pincite.services.processes import start_module

_AGAIN_AFTER_S = 10.0


class Indexer:
    """Starts the index worker when the index is behind the library.

    The process follows the library, ends by itself when nothing has come for a while, and also when
    the window's process dies, since its standard input then ends. It holds 22 MB, which somebody
    who only reads need not spend.
    """

    def __init__(self, library_folder: Path) -> None:
        self._folder = library_folder
        self._process: subprocess.Popen[bytes] | None = None
        self._indexed_seq = 0
        self._not_before = 0.0

    @property
    def is_running(self) -> bool:
        """True while the process lives."""
        return self._process is not None and self._process.poll() is None

    def follow(self, last_seq: int) -> None:
        """See to it that the library's changes up to this number get into the index; cheap.

        A process that ended before it came so far is started again, but not at once.

        Raises:
            OSError: no process can be started.
        """
        if self.is_running or (last_seq <= self._indexed_seq and self._has_index(last_seq)):
            return
        self._indexed_seq = self._seq_of_index()
        if last_seq > self._indexed_seq and time.monotonic() >= self._not_before:
            self._not_before = time.monotonic() + _AGAIN_AFTER_S
            self._start()

    def close(self) -> None:
        """Ask the process to end; it is killed when it does not within two seconds."""
        if self._process is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(2.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _has_index(self, last_seq: int) -> bool:
        """False when there was one and somebody found it damaged."""
        return not last_seq or has_manifest(index_folder(self._folder))

    def _seq_of_index(self) -> int:
        try:
            return read_manifest(index_folder(self._folder)).seq
        except IndexMissingError:
            return 0
        except SearchIndexError:
            # The worker makes it anew.
            return -1

    def _start(self) -> None:
        self._process = start_module(
            "pincite.services.index_worker", [str(self._folder)], stdout=subprocess.DEVNULL
        )

"""Several builder processes, for a whole library or the import of many works at once."""

import json
import logging
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, Self

from pincite.model.ids import Sha256
from pincite.search.index import BuiltPages, Segment
from pincite.services.processes import start_module

logger = logging.getLogger(__name__)

_MOST_BUILDERS = 4
# Shared among the builders, so that all together stay below 300 MB.
_WORDS_AT_ONCE = 4_000_000
_DOCUMENTS_AT_ONCE = 8
_REQUESTS_AHEAD = 2


class Builders:
    """Builder processes; leaving the `with` block ends those that still run."""

    def __init__(self, library_folder: Path, pages_folder: Path) -> None:
        count = min(os.cpu_count() or 1, _MOST_BUILDERS)
        arguments = [str(library_folder), str(pages_folder), str(_WORDS_AT_ONCE // count)]
        self._processes = [
            start_module("pincite.services.index_builder", arguments) for _ in range(count)
        ]
        self._answers: Queue[tuple[subprocess.Popen[bytes], dict[str, Any] | None]] = Queue()
        for process in self._processes:
            Thread(target=self._listen, args=(process,), daemon=True).start()

    def build(self, documents: Sequence[Sha256]) -> Iterator[tuple[BuiltPages, Sequence[Sha256]]]:
        """Give each segment as it is ready, with the documents that are in it.

        A process that fails leaves out what it had not finished.
        """
        waiting = (
            documents[i : i + _DOCUMENTS_AT_ONCE]
            for i in range(0, len(documents), _DOCUMENTS_AT_ONCE)
        )
        running = set(self._processes)
        for process in self._processes:
            for _ in range(_REQUESTS_AHEAD):
                _ask(process, next(waiting, None))
        while running:
            process, answer = self._answers.get()
            if answer is None:
                running.discard(process)
            elif "taken" in answer:
                _ask(process, next(waiting, None))
            else:
                segment = Segment.from_json(answer["segment"]) if answer["segment"] else None
                built = BuiltPages(segment, tuple(answer["numbers"]))
                yield built, [Sha256(sha256) for sha256 in answer["documents"]]

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._answers.put((process, json.loads(line)))
        self._answers.put((process, None))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            if process.wait() > 0:
                logger.error("A builder of the search index failed")
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()


def _ask(process: subprocess.Popen[bytes], documents: Sequence[Sha256] | None) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(documents or "finish").encode() + b"\n")
        process.stdin.flush()
    except OSError:
        # It has ended; its listener says so.
        logger.debug("A builder takes no more requests", exc_info=True)

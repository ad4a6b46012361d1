"""The index worker's process: `python -m pincite.services.index_worker LIBRARY-FOLDER`.

It watches the library and indexes what changes. Sole writer while it runs; ends when its standard
input ends, or when nothing has changed for a while.
"""

import contextlib
import logging
import os
import select
import sys
import time
from pathlib import Path

from pincite.library.library import Library
from pincite.model.errors import PinciteError
from pincite.search.errors import IndexBrokenError, IndexBusyError
from pincite.search.index import IndexWriter
from pincite.services.indexing import bring_up_to_date, folder_of, open_or_rebuild
from pincite.services.jobs import Cancelled, JobContext, Progress
from pincite.services.text_indexes import make_missing_indexes

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 0.2
TEXTS_AFTER_S = 1.0
MERGE_AFTER_S = 3.0
IDLE_S = 20.0
RETRY_AFTER_S = 2.0


def main(arguments: list[str]) -> int:
    """Follow the library in the folder named, until standard input ends."""
    logging.basicConfig(level=logging.ERROR)
    with contextlib.suppress(OSError):
        os.nice(10)
    library = Library.open(Path(arguments[0]), create=False)
    try:
        library.files.remove_temporary()
        while not _input_ended(0.0):
            try:
                with open_or_rebuild(folder_of(library)) as writer:
                    follow(library, writer)
                    return 0
            except IndexBusyError:
                _input_ended(RETRY_AFTER_S)
            except IndexBrokenError:
                logger.exception("The index is damaged; it is made anew")
                folder_of(library).discard()
            except PinciteError:
                logger.exception("Indexing stopped; trying again")
                _input_ended(RETRY_AFTER_S)
    finally:
        library.close()
    return 0


def follow(library: Library, writer: IndexWriter) -> None:
    """Index each change as it comes; do the rest when nothing comes, and return after a while."""
    idle_since, version, has_texts = time.monotonic(), -1, False
    while True:
        seen = library.data_version()
        if seen != version:
            version, idle_since, has_texts = seen, time.monotonic(), False
            bring_up_to_date(library, writer, JobContext(_end_with_input))
        elif not has_texts and time.monotonic() - idle_since > TEXTS_AFTER_S:
            has_texts = make_texts_while_idle(library)
        elif time.monotonic() - idle_since > MERGE_AFTER_S and writer.needs_merge():
            merge_while_idle(library, writer, version)
        elif time.monotonic() - idle_since > IDLE_S:
            return
        if _input_ended(LOOK_EVERY_S):
            return


def make_texts_while_idle(library: Library) -> bool:
    """Make text indexes that documents lack, which no search needs; False when a change came."""
    seq = library.last_seq()

    def check(progress: Progress) -> None:
        _end_with_input(progress)
        if library.last_seq() != seq:
            raise Cancelled

    with contextlib.suppress(Cancelled):
        make_missing_indexes(library, JobContext(check))
    return library.last_seq() == seq


def merge_while_idle(library: Library, writer: IndexWriter, version: int) -> None:
    """Join small segments until all is done, the library changes, or standard input ends."""

    def check() -> None:
        if library.data_version() != version or _input_ended(0.0):
            raise Cancelled

    with contextlib.suppress(Cancelled):
        writer.merge(check)


def _end_with_input(progress: Progress) -> None:
    del progress
    if _input_ended(0.0):
        # Nothing is lost: the next indexer goes on from the last whole commit.
        os._exit(0)


def _input_ended(wait_s: float) -> bool:
    ready, _, _ = select.select([sys.stdin], [], [], wait_s)
    return bool(ready) and not os.read(sys.stdin.fileno(), 4096)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

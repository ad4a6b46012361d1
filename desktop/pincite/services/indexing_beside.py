"""Indexing beside other work of this process, such as an import on the command line."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pincite.library.library import Library
from pincite.model.errors import PinciteError
from pincite.services.jobs import JobContext

logger = logging.getLogger(__name__)

_LOOK_EVERY_S = 0.3


@contextmanager
def indexing_beside(library: Library) -> Iterator[None]:
    """Index what comes while the block goes on, in a thread; the rest is for `update_index`.

    Where another process is writing the index, or it cannot be written, nothing happens here.
    """
    is_over = threading.Event()
    thread = threading.Thread(target=_follow, args=(library, is_over), name="indexing")
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _follow(library: Library, is_over: threading.Event) -> None:
    # Here, not above: it takes 0.2 s to load, which passes while the first files are read.
    from pincite.services.indexing import bring_up_to_date, folder_of, open_or_rebuild

    try:
        with open_or_rebuild(folder_of(library)) as writer:
            while not is_over.wait(_LOOK_EVERY_S):
                bring_up_to_date(library, writer, JobContext())
    except PinciteError:
        logger.info("Nothing is indexed meanwhile", exc_info=True)

"""Whether the window waits while the search index is written.

    QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_index_wait [PAGES]

Opens the window on a library of generated pages and watches its event loop: with nothing to do,
while all pages are indexed anew, while parts are joined, and while another program puts works into
the library, one after the other. Prints figures; asserts nothing.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from tests.bench.bench_import import Pulse, print_gaps
from tests.bench.figures import line, machine
from tests.bench.search_corpus import make_library
from tests.bench.window import let_pass, open_window

from pincite.library.library import Library
from pincite.model.documents import Document
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.search.errors import SearchIndexError
from pincite.search.index import IndexFolder
from pincite.search.manifest import read_manifest
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext

_PAGES = 20_000
_LOOK_EVERY_MS = 100
_LONGEST_S = 300.0
_WORKS = 60
_PAGES_OF_WORK = 20
_IDLE_S, _JOINING_S = 5.0, 6.0


def main() -> None:
    """Watch the loop, idle and during each kind of work."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else _PAGES
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "library"
        make_library(folder, pages)
        with closing(Library.open(folder, create=False)) as library:
            update_index(library, JobContext())
            last = library.last_seq()
        with open_window(folder, is_indexing=True):
            let_pass(2.0)
            print_beats("window, nothing to index", beats_for(_IDLE_S))
        IndexFolder(folder / "index").discard()
        shutil.rmtree(folder / "index")
        with open_window(folder, is_indexing=True):
            took, pulse = beats_until(lambda: indexed(folder) >= last)
            print_beats(f"window, {pages} pages indexed in {took:.0f} s", pulse)
            print_beats("window, parts are joined", beats_for(_JOINING_S))
            adding = threading.Thread(target=add_works, args=(folder,))
            adding.start()
            took, pulse = beats_until(lambda: not adding.is_alive() and indexed(folder) > last)
            print_beats(f"window, {_WORKS} works come in {took:.0f} s", pulse)


def beats_for(seconds: float) -> Pulse:
    """Let the window's loop run for a while."""
    end = time.perf_counter() + seconds
    return beats_until(lambda: time.perf_counter() > end)[1]


def print_beats(name: str, pulse: Pulse) -> None:
    """A line about the gaps, and one about what the window did in them itself."""
    print_gaps(name, pulse.gaps)
    print(line("    of it work of the window's own", pulse.work, 16.0), flush=True)


def beats_until(is_done: Callable[[], bool]) -> tuple[float, Pulse]:
    """Let the window's loop run; the seconds it took, and the beats."""
    loop, look, pulse = QEventLoop(), QTimer(), Pulse()
    began = time.perf_counter()

    def ask() -> None:
        if is_done() or time.perf_counter() - began > _LONGEST_S:
            loop.quit()

    look.timeout.connect(ask)
    look.start(_LOOK_EVERY_MS)
    pulse.start()
    loop.exec()
    look.stop()
    pulse.stop()
    return time.perf_counter() - began, pulse


def indexed(library: Path) -> int:
    """The number of the last change that is in the index."""
    try:
        return read_manifest(library / "index").seq
    except SearchIndexError:
        return -1


def add_works(folder: Path) -> None:
    """Put works with a document each into the library, as another program would."""
    text = " ".join(f"word{n} herring harbour ledger" for n in range(120))
    with closing(Library.open(folder, create=False)) as library:
        for number in range(_WORKS):
            sha = Sha256(f"{10**9 + number:064x}")
            with library.transaction() as tx:
                item = Item(ItemId(f"{10**9 + number:032x}"), fields={"title": f"Late {number}"})
                tx.put(item)
                tx.put(Document(sha, item.id, "a.pdf", "application/pdf", pages=_PAGES_OF_WORK))
                tx.put_page_texts(sha, [(page, text) for page in range(_PAGES_OF_WORK)])
            time.sleep(0.1)


if __name__ == "__main__":
    main()

"""Results by work, facets, similar pages, repeated passages, and the window's loop meanwhile.

    python -m tests.bench.bench_results [PAGES] [FOLDER]

FOLDER keeps the library for another time. Prints figures; asserts nothing.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from tests.bench.figures import line, machine, percentile
from tests.bench.search_corpus import Questions, make_library
from tests.bench.window import open_window

from pincite.model.creators import Creator
from pincite.model.documents import Document
from pincite.search.ordering import Facet, Order
from pincite.services.finding import Finder
from pincite.services.hits import View
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.services.results import Found, load_works
from pincite.services.workspace import Workspace
from pincite.ui.search.results_pane import ResultsPane

V = TypeVar("V")
A = TypeVar("A")

_PAGES = 20_000
_AT_ONCE = 20
_PASSAGES = 30
_PASSAGE_WORDS = 40
_WRONG_EVERY = 13


def main() -> None:
    """Run all measurements."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else _PAGES
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else scratch) / "library"
        questions = make_library(folder, pages)
        space = Workspace.open(folder)
        dress(space)
        update_index(space.library, JobContext())
        print(f"{pages} pages")
        results(space, questions)
        passages(space)
        space.close()
        window(folder, questions)


def dress(space: Workspace) -> None:
    """Give the works years, authors and tags, so that there is something to count."""
    chance = random.Random(3)
    ids = space.read.item_ids()
    with space.library.transaction() as tx:
        for item in space.read.items(ids):
            author = Creator(family=f"Author{chance.randrange(400)}", given="Ida")
            tags = tuple(f"tag {n}" for n in chance.sample(range(60), 3))
            year = str(chance.randrange(1900, 2025))
            tx.put(replace(item, creators=(author,), tags=tags, dates={"issued": year}))


def results(space: Workspace, questions: Questions) -> None:
    """All hits by work with facets; the lines of the first works; narrowing and another order."""
    finder = Finder(space)
    finder.find("the")
    words = [*questions.common[:15], *questions.mid[:15], *questions.rare[:15]]
    founds, seconds = _timed(lambda word: finder.find(word), words)
    print(line("all hits by work", seconds))
    founds = [found for found in founds if found.views]
    print(line("… with facets", _timed(_arranged, founds)[1]))
    print(line("… narrowed, newest first", _timed(_narrowed, founds)[1]))
    print(line("lines of 20 works", _timed(lambda found: _loaded(space, found), founds)[1]))


def _arranged(found: Found) -> object:
    return found.views[View.PAGES].arranged()


def _narrowed(found: Found) -> object:
    hits = found.views[View.PAGES]
    values = hits.arranged().facets[Facet.YEAR]
    choice = {Facet.YEAR: frozenset(value.name for value in values[:3])}
    return hits.arranged(Order.NEWEST, choice)


def _loaded(space: Workspace, found: Found) -> object:
    arranged = found.views[View.PAGES].arranged()
    return load_works(space.read, found, View.PAGES, arranged, range(_AT_ONCE))


def passages(space: Workspace) -> None:
    """Pages like a page; passages as they stand, badly recognised, and over the end of a page."""
    finder, chance = Finder(space), random.Random(7)
    documents = list(space.read.documents_by_number().values())
    chosen = [
        (document, 2)
        for sha256 in chance.sample(documents, min(_PASSAGES, len(documents)))
        if (document := space.read.get(Document, sha256)) is not None and document.pages > 4
    ]
    print(line("pages like a page", _timed(lambda place: finder.similar(*place), chosen)[1]))
    ways: dict[str, Callable[[Document, int], str]] = {
        "as it stands": lambda document, page: _words(space, document, page),
        "every 13th letter wrong": lambda document, page: _noisy(_words(space, document, page)),
        "over the end of a page": lambda document, page: _over_end(space, document, page),
    }
    for name, passage in ways.items():
        asked = [(passage(*place), *place) for place in chosen]
        founds, seconds = _timed(lambda one: finder.elsewhere(one[0]), asked)
        right = sum(
            _has(found, document, page)
            for found, (_, document, page) in zip(founds, asked, strict=True)
        )
        print(line(f"a passage {name}: {right} of {len(asked)} found", seconds))


def _words(space: Workspace, document: Document, page: int) -> str:
    words = (space.read.page_text(document.sha256, page) or "").split()
    return " ".join(words[60 : 60 + _PASSAGE_WORDS])


def _over_end(space: Workspace, document: Document, page: int) -> str:
    before = (space.read.page_text(document.sha256, page) or "").split()
    after = (space.read.page_text(document.sha256, page + 1) or "").split()
    half = _PASSAGE_WORDS // 2
    return " ".join([*before[-half:], *after[:half]])


def _noisy(text: str) -> str:
    wrong = (n % _WRONG_EVERY == _WRONG_EVERY - 1 and c.isalpha() for n, c in enumerate(text))
    return "".join("x" if is_wrong else c for is_wrong, c in zip(wrong, text, strict=True))


def _has(found: Found, document: Document, page: int) -> bool:
    arranged = found.views[View.PAGES].arranged()
    numbers = (n for g in range(arranged.work_count) for n in arranged.group(g).hits)
    hits = [hit for number in numbers if (hit := found.load(number)) is not None]
    return any(hit.document == document and hit.page_index == page for hit in hits)


def window(folder: Path, questions: Questions) -> None:
    """From the last key to the list; what the loop did at a time while one types and narrows."""
    with open_window(folder, is_indexing=False) as opened:
        tab = opened.window.library_tab
        assert tab is not None
        pane = tab.findChild(ResultsPane)
        assert isinstance(pane, ResultsPane)
        listed: list[object] = []
        pane.control.listed.connect(listed.append)
        steps: list[float] = []
        seconds = []
        for word in (*questions.common[:8], *questions.mid[:8]):
            count, start = len(listed), time.perf_counter()
            tab.search(word)
            while len(listed) == count:
                _step(steps)
                time.sleep(0.001)
            seconds.append(time.perf_counter() - start)
            for order in Order:
                pane._order.setCurrentIndex(pane._order.findData(order))
                pane._order.activated.emit(pane._order.currentIndex())
                _steps(steps, 0.15)
            pane.view.scrollToBottom()
            _steps(steps, 0.2)
        print(line("from a word to its list (120 ms of it waiting for keys)", seconds))
        _print_steps(steps)


def _step(steps: list[float]) -> None:
    # Of the thread, not of the clock: other processes make it wait, too.
    start = time.thread_time()
    QCoreApplication.processEvents()
    steps.append(time.thread_time() - start)


def _steps(steps: list[float], seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        _step(steps)
        time.sleep(0.001)


def _print_steps(steps: list[float]) -> None:
    times = sorted(step * 1000 for step in steps)
    p50, p99, p999 = (percentile(times, percent) for percent in (50, 99, 99.9))
    shown = f"p50 {p50:.1f}, p99 {p99:.1f}, p99.9 {p999:.1f}, most {times[-1]:.1f} ms"
    print(f"one turn of the window's loop, in its own time: {shown}, {len(times)} turns")


def _timed(act: Callable[[V], A], values: Iterable[V]) -> tuple[list[A], list[float]]:
    answers: list[A] = []
    seconds = []
    for value in values:
        start = time.perf_counter()
        answers.append(act(value))
        seconds.append(time.perf_counter() - start)
    return answers, seconds


if __name__ == "__main__":
    main()

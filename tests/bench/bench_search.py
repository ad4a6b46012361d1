"""Speed, size and memory of the search index beside other engines, in one run.

    python -m tests.bench.bench_search [PAGES] [--keep FOLDER] [--skip-peers]

Generates a library of pages (seeded, see `search_corpus`), builds the index from its stored texts
with the command of the program, and asks it and the peers the same questions. 20 000 pages take
two minutes; 200 000, for which the goals hold, take a quarter of an hour and 3 GB of disk. tantivy
takes part when it is installed.
"""

import argparse
import gc
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.figures import machine, percentile
from tests.bench.memory import family, pss_mib
from tests.bench.search_corpus import Questions, make_library
from tests.bench.search_peers import (
    PAGE_TEXT,
    Engine,
    Fts5,
    Ours,
    StockWhoosh,
    Tantivy,
    stored_pages,
)

from pincite.library.library import Library
from pincite.search.index import IndexFolder
from pincite.services.finding import Finder
from pincite.services.workspace import Workspace

_STOCK_PAGES = 2000
_ADDITIONS = 30
_NEW_PAGES = 20
# What takes longer is asked once.
_PATIENCE_S = 0.2
_QUESTION_KINDS = (
    *("rare", "mid", "common", "and2", "and3", "or3", "phrase", "stop_phrase", "prefix", "typed"),
)


def main() -> None:
    """Build, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="keep the library here, and use it again")
    parser.add_argument("--skip-peers", action="store_true")
    arguments = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        base = arguments.keep or Path(scratch)
        base.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        questions = make_library(base / "library", arguments.pages)
        print(f"library of {arguments.pages} pages in {time.perf_counter() - start:.0f} s")
        rebuild(base / "library", arguments.pages)
        ours = Ours(base / "library" / "index")
        print_held(ours, questions)
        engines: list[Engine] = [ours]
        if not arguments.skip_peers:
            engines += build_peers(base / "library", Path(scratch), arguments.pages)
        ask_all(engines, questions)
        ask_ours(ours, questions, base / "library", engines)
        check_counts(ours, engines, questions)
        add_documents(base / "library", questions)


def rebuild(library: Path, pages: int) -> None:
    """Build the index anew, with the command that users have."""
    with measured("rebuild", pages) as figures:
        run_command(library, "rebuild", figures)
    size = IndexFolder(library / "index").size()
    print(f"index {size / 1e6:.0f} MB, {size / pages:.0f} bytes a page")


def print_held(ours: Ours, questions: Questions) -> None:
    """How much memory is taken by asking all questions; mapped files of the index apart."""
    before = _anonymous_mb()
    for kind in _QUESTION_KINDS:
        for question in getattr(questions, kind):
            ours.search(kind, question)
    gc.collect()
    print(f"searching holds {_anonymous_mb() - before:.0f} MB beside the mapped index")


def _anonymous_mb() -> float:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(li.split()[1]) / 1024 for li in lines if li.startswith("RssAnon")), 0.0)


def run_command(library: Path, act: str, figures: dict[str, float]) -> None:
    """Run `pincite index …` and watch the memory of its processes."""
    environment = {**os.environ, "PINCITE_LIBRARY": str(library)}
    command = [sys.executable, "-m", "pincite", "index", act]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        watch = threading.Thread(target=_watch, args=(process, figures))
        watch.start()
        if process.wait():
            raise SystemExit(f"index {act} failed")
        watch.join()


def _watch(process: subprocess.Popen[bytes], figures: dict[str, float]) -> None:
    while process.poll() is None:
        together = sum(map(pss_mib, family(process.pid)))
        figures["memory"] = max(figures.get("memory", 0.0), together)
        time.sleep(0.1)


@contextmanager
def measured(name: str, pages: int) -> Iterator[dict[str, float]]:
    """Print pages per second of wall time and of all processors, and memory where it is known."""
    figures: dict[str, float] = {}
    start, cpu = time.perf_counter(), _cpu_seconds()
    yield figures
    wall, used = time.perf_counter() - start, _cpu_seconds() - cpu
    memory = f"   memory {figures['memory']:.0f} MB" if "memory" in figures else ""
    print(
        f"{name:16} {pages / wall:8.0f} pages/s   {pages / used:8.0f} per CPU second"
        f"   {wall:6.1f} s{memory}",
        flush=True,
    )


def _cpu_seconds() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def build_peers(folder: Path, scratch: Path, pages: int) -> list[Engine]:
    """Index the same texts with the peers."""
    found: list[Engine] = []
    with closing(Library.open(folder, create=False)) as library:
        fts5 = Fts5(scratch / "fts5.db")
        with measured("FTS5", pages):
            fts5.build(stored_pages(library))
        print(f"FTS5 index {fts5.size() / 1e6:.0f} MB")
        found.append(fts5)
        try:
            tantivy = Tantivy(scratch / "tantivy")
            with measured("tantivy", pages):
                tantivy.build(stored_pages(library))
            print(f"tantivy index {tantivy.size() / 1e6:.0f} MB")
            found.append(tantivy)
        except ImportError:
            print("tantivy is not installed")
        stock = StockWhoosh()
        with measured("Whoosh alone", _STOCK_PAGES):
            stock.build(stored_pages(library, _STOCK_PAGES))
    return found


def ask_all(engines: Iterable[Engine], questions: Questions) -> None:
    """Each kind of question: the first time each is asked, and again."""
    for kind in _QUESTION_KINDS:
        for engine in engines:
            first: list[float] = []
            again: list[float] = []
            for question in getattr(questions, kind):
                if kind in ("common", "typed", "phrase", "and2"):
                    engine.reopen()
                act = partial(engine.search, kind, question)
                first.append(_seconds(act))
                if first[-1] > _PATIENCE_S:
                    again.append(first[-1])
                else:
                    again += [_seconds(act), _seconds(act)]
            print(
                f"{kind:12} {engine.name:8} {_figures(again)}   first {_figures(first)}", flush=True
            )


def ask_ours(ours: Ours, questions: Questions, library: Path, engines: Iterable[Engine]) -> None:
    """Filters, lines of text, works instead of pages; and what memory the searches hold."""
    fts5 = next((engine for engine in engines if isinstance(engine, Fts5)), None)
    collections = sqlite3.connect(":memory:") if fts5 is None else fts5.database
    collections.execute("CREATE TABLE IF NOT EXISTS members (doc INTEGER, coll INTEGER)")
    collections.executemany(
        "INSERT INTO members VALUES (?, ?)", ((n, n % 30) for n in range(12_000))
    )
    words = questions.common[:15] + questions.mid[:15]

    def filtered(word: str, number: int) -> None:
        sql = f"SELECT doc FROM members WHERE coll = {number}"
        wanted = frozenset(row[0] + 1 for row in collections.execute(sql))
        ours.ask("common", word, documents=wanted)

    times = [_seconds(lambda w=w, n=n: filtered(w, n)) for n, w in enumerate(words)]  # type: ignore[misc]
    print(f"filter       Pincite  {_figures(times)}")
    if fts5 is not None:
        times = [
            _seconds(lambda w=w, n=n: fts5.search_in(w, f"SELECT doc FROM members WHERE coll={n}"))  # type: ignore[misc]
            for n, w in enumerate(words)
        ]
        print(f"filter       FTS5     {_figures(times)}")
    with closing(Workspace.open(library)) as workspace, closing(Finder(workspace)) as finder:
        for name, texts in (("20 lines", words), ("typed lines", questions.typed)):
            shown = partial(finder.search, where=PAGE_TEXT, limit=20, is_typing=texts is not words)
            first = [_seconds(partial(shown, text)) for text in texts]
            times = [_seconds(partial(shown, text)) for text in texts]
            print(f"{name:12} Pincite  {_figures(times)}   first {_figures(first)}")
    times = [_seconds(lambda w=w: ours.ask("common", w, by_document=True)) for w in words]  # type: ignore[misc]
    print(f"by document  Pincite  {_figures(times)}")


def check_counts(ours: Ours, engines: Iterable[Engine], questions: Questions) -> None:
    """Every question has as many pages here as with FTS5."""
    fts5 = next((engine for engine in engines if isinstance(engine, Fts5)), None)
    if fts5 is None:
        return
    asked = differing = 0
    for kind in set(_QUESTION_KINDS) - {"typed"}:
        for question in getattr(questions, kind):
            asked += 1
            differing += ours.count(kind, question) != fts5.count(kind, question)
    print(f"counts that differ from FTS5: {differing} of {asked}")


def add_documents(library: Path, questions: Questions) -> None:
    """A document of 20 pages becomes searchable, flushed to the disk, again and again."""
    ours = Ours(library / "index")
    times = []
    with ours.folder.open_writer() as writer:
        for number in range(_ADDITIONS):
            text = " ".join(questions.mid + questions.rare + questions.common) * 5
            pages = [(10**8 + i, i, f"{text} needle{number}") for i in range(_NEW_PAGES)]

            def add(number: int = number, pages: list[tuple[int, int, str]] = pages) -> None:
                writer.replace_pages(10**6 + number, pages)
                writer.commit(writer.last_seq)
                ours.reader.reopen()
                found = ours.ask("rare", f"needle{number}").total
                assert found == _NEW_PAGES

            times.append(_seconds(add))
        print(f"add 20 pages Pincite  {_figures(times)}")
        start = time.perf_counter()
        writer.merge()
        print(f"joining the {_ADDITIONS} additions took {time.perf_counter() - start:.2f} s")


def _seconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _figures(seconds: list[float]) -> str:
    times = sorted(second * 1000 for second in seconds)
    return f"p50 {percentile(times, 50):8.2f}   p95 {percentile(times, 95):8.2f} ms"


if __name__ == "__main__":
    main()

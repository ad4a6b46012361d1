"""Whether the window survives every file: opened, drawn, read and closed as the reader does it.

    QT_QPA_PLATFORM=offscreen python tests/bench/bench_survival.py [FOLDER] [EVERY]

Each file goes through `DocumentFeed` in a running event loop, with the real limits of time; EVERY
takes only each so many-th file. The exit status is 1 when a request was left without an outcome in
its limit and half a second, or when a failure was not a sentence.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from tests.bench.figures import machine, percentile

from pincite.documents.process import WorkerPool
from pincite.documents.protocol import DocumentInfo
from pincite.documents.queue import LIMIT_OF_OTHERS_S, LIMITS_S
from pincite.documents.viewing import ViewSession
from pincite.ui.reader.pages.rendering import DocumentFeed, PageTrouble

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "pdf"
GRACE_S = 0.5
TICK_MS = 2
NOT_FOR_PEOPLE = re.compile(r"Traceback|Error\b|Exception|0x[0-9a-f]{4}|code=|\bNone\b|\.py\b")
STEPS = ("page", "text", "links", "outline", "last page")
LIMITS = {
    "page": LIMITS_S["open"] + LIMITS_S["draw"],
    "text": LIMITS_S["text"],
    "links": LIMIT_OF_OTHERS_S,
    "outline": LIMIT_OF_OTHERS_S,
    "last page": LIMITS_S["draw"],
}


@dataclass
class Tally:
    """What became of all files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    waits: list[tuple[float, str, str]] = field(default_factory=list)
    sentences: list[tuple[str, str]] = field(default_factory=list)


class Visit(QObject):
    """One file in the window: one step after another, each until it has an outcome."""

    def __init__(
        self, path: Path, pool: WorkerPool, tally: Tally, then: Callable[[], None]
    ) -> None:
        super().__init__()
        self._path, self._tally, self._then = path, tally, then
        self._pages = 0
        self._outcome = "whole"
        self._steps = iter(STEPS)
        self._step = ""
        self._since = perf_counter()
        self._feed = DocumentFeed(ViewSession(path, pool), self)
        self._feed.opened.connect(self._on_opened)
        self._feed.page_rendered.connect(lambda _: self._done("page", "last page"))
        self._feed.page_failed.connect(self._on_page_failed)
        self._feed.text_ready.connect(lambda _: self._done("text"))
        self._feed.links_ready.connect(lambda _: self._done("links"))
        self._feed.outline_ready.connect(lambda _: self._done("outline"))
        self._feed.password_needed.connect(lambda _: self._end("password asked"))
        self._feed.document_failed.connect(self._on_failed)
        self._next()
        self._feed.start()

    @property
    def doing(self) -> str:
        """What it waits for, and of which file."""
        return f"{self._step}: {self._path.name}"

    def _on_opened(self, info: DocumentInfo) -> None:
        self._pages = info.pages

    def _on_page_failed(self, trouble: PageTrouble) -> None:
        self._outcome = "with a page that cannot be shown"
        self._tally.sentences.append((self._path.name, trouble.message))
        self._done("page", "last page")

    def _on_failed(self, sentence: str) -> None:
        self._tally.sentences.append((self._path.name, sentence))
        self._end("a sentence")

    def _done(self, *steps: str) -> None:
        if self._step in steps:
            self._next()

    def _next(self) -> None:
        self._note()
        self._step = next(self._steps, "")
        self._since = perf_counter()
        match self._step:
            case "page":
                self._feed.request_page(0, 816, 1056, generation=1)
            case "text":
                self._feed.request_text(0)
            case "links":
                self._feed.request_links(0)
            case "outline":
                self._feed.request_outline()
            case "last page":
                self._feed.request_page(max(0, self._pages - 1), 815, 1055, generation=2)
            case _:
                self._end(self._outcome)

    def _note(self) -> None:
        if self._step:
            waited = perf_counter() - self._since
            self._tally.waits.append((waited - LIMITS[self._step], self._step, self._path.name))

    def _end(self, outcome: str) -> None:
        self._note()
        self._step = ""
        self._tally.outcomes[outcome] += 1
        self._feed.close()
        # Not from within the feed's own signal.
        QTimer.singleShot(0, self._then)


class Survival(QObject):
    """Visits one file after another and watches the event loop meanwhile."""

    def __init__(self, app: QApplication, files: list[Path]) -> None:
        super().__init__(app)
        self.tally = Tally()
        self.gaps: list[tuple[float, str]] = []
        self._app = app
        self._files: Iterator[Path] = iter(files)
        self._pool = WorkerPool()
        self._visit: Visit | None = None
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def go_on(self) -> None:
        """Visit the next file, or end."""
        if self._visit is not None:
            self._visit.deleteLater()
        path = next(self._files, None)
        if path is None:
            self._pool.close()
            self._app.quit()
            return
        self._visit = Visit(path, self._pool, self.tally, self.go_on)

    def _tick(self) -> None:
        now = perf_counter()
        during = self._visit.doing if self._visit is not None else ""
        self.gaps.append((now - self._last, during))
        self._last = now


def main() -> int:
    """Visit all files and print what became of them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() == ".pdf")[::every]
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    print(machine())
    survival = Survival(app, files)
    began = perf_counter()
    QTimer.singleShot(0, survival.go_on)
    app.exec()
    return report(survival, len(files), perf_counter() - began)


def report(survival: Survival, count: int, seconds: float) -> int:
    """Print the figures; 1 when one of them is not as it must be."""
    tally, gaps = survival.tally, sorted(gap * 1000 for gap, _ in survival.gaps)
    answered = sum(tally.outcomes.values())
    print(f"window alive after {answered} of {count} files in {seconds:.0f} s")
    for outcome, number in tally.outcomes.most_common():
        print(f"  {number:4} {outcome}")
    bad = [s for s in tally.sentences if not is_sentence(s[1])]
    print(f"failures told: {len(tally.sentences)}, of these no sentence: {len(bad)}")
    for text, number in Counter(s[1].replace(s[0], "…") for s in tally.sentences).most_common():
        print(f"  {number:4} {text}")
    for name, text in bad:
        print(f"  BAD {name}: {text}")
    late = [wait for wait in tally.waits if wait[0] > GRACE_S]
    worst = sorted(((w + LIMITS[step], step, name) for w, step, name in tally.waits), reverse=True)
    for waited, step, name in worst[:5]:
        print(f"  waited {waited:6.2f} s of {LIMITS[step] + GRACE_S:g} s for {step}: {name}")
    print(f"over the limit and half a second: {len(late)}")
    print(
        f"gaps of the event loop (timer of {TICK_MS} ms): median {percentile(gaps, 50):.1f} ms, "
        f"p99 {percentile(gaps, 99):.1f} ms, max {gaps[-1]:.1f} ms"
    )
    for gap, during in sorted(survival.gaps, reverse=True)[:5]:
        print(f"  {gap * 1000:6.1f} ms during {during}")
    return int(bool(late or bad or answered < count))


def is_sentence(text: str) -> bool:
    """True for one plain sentence, or two joined by a semicolon, without words of programmers."""
    begins = text[:1].isupper() or text[:1] == "“"
    return begins and text.endswith(".") and not NOT_FOR_PEOPLE.search(text)


if __name__ == "__main__":
    sys.exit(main())

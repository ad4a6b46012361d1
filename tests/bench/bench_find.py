"""Finding in a long document: time to the first hit and to all of them, and the longest event.

Usage: QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_find [PDF]   (without: 1321 made pages)

The texts are in memory, as they are from the second search on. The first hit is looked for from the
middle of the document.
"""

import argparse
import statistics
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

from pincite.documents.reading import DocumentReader
from pincite.ui.reader.find.finding import FindOptions, pattern_for
from pincite.ui.reader.find.finding_session import FindSession

_PAGES = 1321
_RUNS = 5
_WORDS = (
    "the", "harbour", "option", "price of grain", "measures taken", "café", "zebra crossing", "e",
)  # fmt: skip
_LINE = (
    "The harbour towns kept the measures taken at the quay, and the price of grain was cried in "
    "every option of the mar-\nket; a café stood where naïve merchants had weighed twice. "
)


class _Texts(QObject):
    """Texts that are all there, in the place of `DocumentWords`."""

    grew = Signal()

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self.texts = texts
        self.is_complete = True


def _texts(path: Path | None) -> list[str]:
    if path is None:
        return [_LINE * 14 + f"\n{number}" for number in range(_PAGES)]
    with DocumentReader(path) as reader:
        return [page.text for page in reader.texts(words=False)]


def _run(session: FindSession, words: str, options: FindOptions) -> tuple[float, float, float, int]:
    """Milliseconds to the first hit, to all of them, of the longest event, and the hits."""
    start = time.perf_counter()
    first, longest = 0.0, 0.0
    session.search(pattern_for(words, options))
    middle = len(session.words.texts) // 2
    if session.peek(middle) is not None:
        first = time.perf_counter() - start
    while not session.is_finished:
        begun = time.perf_counter()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        now = time.perf_counter()
        longest = max(longest, now - begun)
        if not first and session.hits and session.hits[-1].page_index >= middle:
            first = now - start
    return first * 1000, (time.perf_counter() - start) * 1000, longest * 1000, len(session.hits)


def main() -> None:
    """Measure each of the queries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path)
    arguments = parser.parse_args()
    application = QCoreApplication([])
    texts = _texts(arguments.path)
    session = FindSession(_Texts(texts), application)  # type: ignore[arg-type]  # all that it asks of them
    print(f"{len(texts)} pages, {sum(map(len, texts)) / 1e6:.1f} million characters")
    for words in _WORDS:
        runs = [_run(session, words, FindOptions()) for _ in range(_RUNS)]
        columns = list(zip(*runs, strict=True))
        first, all_, longest = (statistics.median(column) for column in columns[:3])
        print(
            f"{words:16} {runs[0][3]:6} hits  first {first:6.1f} ms  all {all_:6.1f} ms  "
            f"longest event {longest:5.1f} ms"
        )


if __name__ == "__main__":
    main()

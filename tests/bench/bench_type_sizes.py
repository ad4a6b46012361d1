"""Type sizes of articles: do places stay on their words, and how long does a switch take.

    python -m tests.bench.bench_type_sizes [--articles N] [--passages N]

Random passages of the copy in medium type are sought in the other sizes and back, and in the stored
text. The switch is timed in the real window: from the key to the moment when all that is seen of
the other copy has been drawn, and the longest stretch in which the window did nothing else.
Prints figures; asserts nothing.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bench_articles import _PAGES
from tests.bench.figures import line, machine
from tests.bench.window import let_pass, open_window, wait_until

from pincite.documents.flat_copy import FlatCopy
from pincite.documents.projection import Projection
from pincite.library.library import Library
from pincite.model.documents import Document, TypeSize
from pincite.model.errors import PinciteError
from pincite.model.ids import Sha256
from pincite.model.texts import anchor_across
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.reading_copies import ReadingCopies
from pincite.services.workspace import Workspace
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab

_OTHERS = (TypeSize.SMALL, TypeSize.LARGE)
_LEAST_LETTERS = 200


@dataclass(slots=True)
class Counts:
    """How many passages were sought, and how many were right."""

    sought: int = 0
    on_words: int = 0
    back: int = 0
    ranged: int = 0
    in_text: int = 0


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--passages", type=int, default=2000)
    arguments = parser.parse_args()
    print(machine())
    if not _PAGES.exists():
        print(f"Skipped: there are no pages in {_PAGES}.")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "library"
        documents = _imported(folder, arguments.articles)
        _measure_places(folder, documents, arguments.passages)
        _measure_switches(folder, documents)


def _imported(folder: Path, count: int) -> list[Sha256]:
    sources = sorted(_PAGES.glob("*/source.html"))[: 2 * count]
    workspace = Workspace.open(folder)
    report = Importer(workspace).run(sources, JobContext())
    workspace.close()
    return [f.sha256 for f in report.files if f.status == "new" and f.sha256 is not None][:count]


def _documents(library: Library, shas: list[Sha256]) -> Iterator[Document]:
    for sha in shas:
        document = library.reader.get(Document, sha)
        if document is not None:
            yield document


def _measure_places(folder: Path, shas: list[Sha256], passages: int) -> None:
    library = Library.open(folder)
    copies, counts = ReadingCopies(library.files, library.reader), Counts()
    chance, first_s, again_s, failed = random.Random(4), [], [], 0
    each = -(-passages // (len(_OTHERS) * len(shas)))
    for document in _documents(library, shas):
        for size in _OTHERS:
            begun = time.perf_counter()
            try:
                copy = copies.load(document, size)
            except PinciteError:
                failed += 1
                continue
            first_s.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            copies.load(document, size)
            again_s.append(time.perf_counter() - begun)
            if copy.way is not None and len(copy.usual.signs.text) >= _LEAST_LETTERS:
                _seek(copy.way, copy.running, each, chance, counts)
    library.close()
    print(f"{len(shas)} articles, {failed} copies not made")
    print(f"passages on the same words     {counts.on_words}/{counts.sought}")
    print(f"the very same there and back   {counts.back}/{counts.sought}")
    print(f"the same words in the text     {counts.in_text}/{counts.ranged}")
    print(line("a copy made and read (job)", first_s, 500))
    print(line("a copy read again (job)", again_s))


def _seek(
    way: Projection, running: Projection | None, count: int, chance: random.Random, counts: Counts
) -> None:
    back, signs = way.reversed(), way.source.signs.text
    for _ in range(count):
        start = chance.randrange(len(signs) - 10)
        parts = way.source.parts_of((start, min(len(signs), start + chance.randrange(3, 400))))
        anchor = anchor_across([page for page, _, _ in parts], parts[0][1], parts[-1][2])
        moved = way.anchor(anchor)
        counts.sought += 1
        counts.on_words += way.holds_same_words(anchor, moved)
        counts.back += back.anchor(moved, keeps_quote=False) == anchor
        if running is not None:
            counts.ranged += 1
            found = running.text_range(anchor)
            counts.in_text += found is not None and _has_words(running.target, found, anchor.quote)


def _has_words(text: FlatCopy, found: object, quote: str) -> bool:
    """Whether letters and digits agree; marks before list entries are no part of the text."""
    from pincite.model.anchors import TextRange

    assert isinstance(found, TextRange)
    begin = next((p.start for p in text.laid.paragraphs if p.number == found.block), 0)
    there = text.laid.pages[0].text[begin + found.start : begin + found.end]
    return _letters(there) == _letters(quote)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _measure_switches(folder: Path, shas: list[Sha256]) -> None:
    first: list[float] = []
    again: list[float] = []
    blocked: list[float] = []
    with open_window(folder, is_indexing=False) as opened:
        opened.window.resize(1400, 900)
        for sha in shas[:12]:
            opened.context.open_reader(sha, None, (), None)
            tab = opened.window.findChildren(ReaderTab)[-1]
            pane = tab.pane
            wait_until(lambda p=pane: TypeSize.MEDIUM in p.sizes.copies)  # type: ignore[misc]  # mypy has no types for defaults
            let_pass(1.2)
            for times, sizes in ((first, _OTHERS), (again, (TypeSize.MEDIUM, *_OTHERS))):
                for size in sizes:
                    taken, longest = _switched(pane, size)
                    times.append(taken)
                    blocked.append(longest)
                    let_pass(0.3)
            tab.closed.emit()
            let_pass(0.1)
    print(line("a switch, the copy in the library already", first, 500))
    print(line("a switch back", again, 100))
    print(line("longest time without an answer", blocked, 100))


def _switched(pane: ReaderPane, size: TypeSize) -> tuple[float, float]:
    """Seconds until all is drawn, and the longest without handling events."""
    settled: list[float] = []
    pane.sizes.switched.connect(lambda: settled.append(0.0))
    pane.pictures.settled.connect(lambda: settled.append(time.perf_counter()))
    begun = last = time.perf_counter()
    longest = 0.0

    def is_done() -> bool:
        nonlocal last, longest
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        return 0.0 in settled and settled[-1] > 0.0

    pane.sizes.choose(size)
    wait_until(is_done)
    return settled[-1] - begun, longest


if __name__ == "__main__":
    main()

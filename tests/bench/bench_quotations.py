"""Checks of quotations: how many true ones are verified, how many altered ones pass, how fast.

Usage: python -m tests.bench.bench_quotations [--editions FOLDER] [--source FILE.epub]
    [--pdfs FOLDER] [--seed N] [--shown N]

From two editions of one book, quotations are drawn from the clean source (an EPUB) and checked
against both; from 20 PDFs, chosen by chance, they are drawn from the blocks of the file's own text.
True quotations that are not verified, and
altered ones that are, are printed. Last, a page map is corrected that 500 citations hang on.
"""

import argparse
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import pymupdf
from tests.bench.quoting import ALTERED_KINDS, TRUE_KINDS, Quoter

from pincite.citing.csl_engine import CslEngine
from pincite.citing.quotations.checking import check_quotation
from pincite.documents.errors import DocumentError
from pincite.documents.reading import DocumentReader
from pincite.documents.text_index import build_index
from pincite.documents.workbench import Workbench
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.citations import Bibliography, CitationState
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.folding import fold
from pincite.model.ids import AnnotationId, ItemId, Sha256
from pincite.model.items import Item
from pincite.model.locators import Locator, parse_locator
from pincite.model.text_index import TextIndex
from pincite.model.texts import as_quoted
from pincite.services.bibliographies import BibliographyService
from pincite.services.checks import Checks
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.bibliographies import AddBibliography, AddCitation
from pincite.services.commands.pages import OffsetPageLabels
from pincite.services.commands.records import SaveRecords
from pincite.services.jobs import JobContext
from pincite.services.text_indexes import TextIndexes
from pincite.services.workspace import Batch, Command, Workspace

DATA = Path(__file__).parents[3] / "shared" / "data"
_EACH = {"editions": (160, 200), "pdfs": (160, 200)}
"""True and altered quotations of each kind, over all files of a set."""
_PDFS = 20
_SHA = Sha256("5" * 64)
_PAGES, _CITATIONS = 320, 500


class Tally:
    """Counts of states by kind of quotation, and how long the checks took."""

    def __init__(self, shown: int) -> None:
        self.states: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.times_ms: list[float] = []
        self._shown = shown

    def check(self, index: TextIndex, kind: str, quotation: str, name: str) -> None:
        """Check one quotation against one document."""
        start = time.perf_counter()
        verdict = check_quotation(index, PageMap(Sha256("")), quotation, Locator())
        self.times_ms.append(1000 * (time.perf_counter() - start))
        self.states[kind][verdict.state.value] += 1
        is_true, is_verified = kind in TRUE_KINDS, verdict.state is CitationState.VERIFIED
        if is_true != is_verified and self._shown > 0:
            self._shown -= 1
            print(f"  {name}: {kind} is {verdict.state.value}\n    {quotation!r}")
            print(f"    {verdict.found!r}")

    def report(self, title: str) -> None:
        """Print it."""
        print(title)
        for kind in (*TRUE_KINDS, *ALTERED_KINDS):
            print(f"  {kind:14} {dict(self.states[kind])}")
        for label, kinds in (("true", TRUE_KINDS), ("altered", ALTERED_KINDS)):
            total = sum(sum(self.states[kind].values()) for kind in kinds)
            good = sum(self.states[kind]["verified"] for kind in kinds)
            print(f"  {label}: {good} of {total} verified ({100 * good / max(1, total):.2f} %)")
        times = sorted(self.times_ms)
        at = [times[int(len(times) * share)] for share in (0.5, 0.95)]
        print(f"  ms a check: median {at[0]:.2f}, p95 {at[1]:.2f}, longest {times[-1]:.1f}")


def source_paragraphs(path: Path) -> list[str]:
    """The paragraphs that both editions are set from.

    They were made from the book as MuPDF lays it out: a line that begins with a capital begins a
    paragraph there, and short ones were left out.
    """
    with pymupdf.open(path) as book:
        text = "\n".join(page.get_text() for page in book)
    parts = re.split(r"\n(?=[A-Z“\"])", text)
    return [p for p in (" ".join(part.split()) for part in parts) if len(p) > 120]


def quoted_part(paragraphs: Sequence[str], index: TextIndex) -> list[list[str]]:
    """The paragraphs from the first to the last whose beginning stands in a document."""
    known = [n for n, p in enumerate(paragraphs) if fold(p)[:60] in index.text]
    return [p.split() for p in paragraphs[known[0] : known[-1] + 1]]


def own_paragraphs(index: TextIndex) -> list[list[str]]:
    """The blocks of running text of a document, without halves of words at their ends."""
    blocks = []
    is_divided = False
    for number in range(index.page_count):
        for block in index.page(number).page.text.split("\n\n"):
            words = as_quoted(block).split()[is_divided:]
            is_divided = block.rstrip().endswith("-")
            words = words[: len(words) - is_divided]
            letters = sum(c.isalpha() for word in words for c in word)
            if len(words) >= 14 and letters > 0.75 * len("".join(words)):
                blocks.append(words)
    return blocks


def measure_editions(arguments: argparse.Namespace) -> None:
    """Quotations of the clean source in both editions."""
    paragraphs = source_paragraphs(arguments.source)
    tally = Tally(arguments.shown)
    for path in sorted(arguments.editions.glob("*.pdf")):
        index = _index(path, None)
        quoter = Quoter(quoted_part(paragraphs, index), arguments.seed)
        _draw(tally, [(path.name, index, quoter)], "editions")
    tally.report("Editions")


def measure_pdfs(arguments: argparse.Namespace) -> None:
    """Quotations of the own text of PDFs chosen by chance."""
    paths = sorted(arguments.pdfs.rglob("*.pdf"))
    random.Random(arguments.seed).shuffle(paths)
    chosen: list[tuple[str, TextIndex, Quoter]] = []
    with Workbench() as bench:
        for path in paths:
            if len(chosen) == _PDFS:
                break
            try:
                index = _index(path, bench, least=4000)
            except DocumentError:
                continue
            quoter = Quoter(own_paragraphs(index), arguments.seed)
            if len(index.text) > 4000 and quoter.can_quote:
                chosen.append((path.name, index, quoter))
    tally = Tally(arguments.shown)
    _draw(tally, chosen, "pdfs")
    tally.report("PDFs: " + ", ".join(name for name, _, _ in chosen))


def measure_page_map() -> None:
    """Correct the page numbers of a document that 500 citations are made of."""
    with tempfile.TemporaryDirectory() as folder:
        space = Workspace.open(Path(folder))
        service = BibliographyService(space, CslEngine)
        thesis, checks = _cite_often(space)
        report = checks.run(checks.of_bibliography(thesis), JobContext())
        print(f"Page map: {len(report.checks)} citations of a document of {_PAGES} pages")
        times = []
        for offset in range(1, 8):
            start = time.perf_counter()
            changes = space.run_now(OffsetPageLabels(_SHA, offset))
            done = time.perf_counter()
            rows = service.cited(thesis.id)
            read = time.perf_counter()
            service.ledger_of(rows)
            end = time.perf_counter()
            assert {row.state for row in rows[::2]} == {CitationState.MOVED}
            assert {row.state for row in rows[1::2]} == {CitationState.VERIFIED}
            times.append([1000 * t for t in (done - start, read - done, end - read, end - start)])
        names = ("command", "citations", "ledger", "all")
        for name, column in zip(names, zip(*times, strict=True), strict=True):
            print(f"  {name:10} median {sorted(column)[len(column) // 2]:.1f} ms")
        start = time.perf_counter()
        checks.run(checks.touched_by(changes), JobContext())
        print(f"  checked again behind in {1000 * (time.perf_counter() - start):.0f} ms")
        space.undo().result()
        assert space.read.page_map(_SHA).label(0).label == "7"
        space.close()


def _cite_often(space: Workspace) -> tuple[Bibliography, Checks]:
    """Every page says what no other says; half of the citations are typed, half are highlights."""
    item = Item(ItemId("work"), "book", "work", {"title": "Work"})
    found = tuple(PageLabel(str(n + 1)) for n in range(_PAGES))
    document = Document(_SHA, item.id, "w.pdf", "application/pdf", pages=_PAGES)
    space.run_now(SaveRecords("", (item, document, PageMap(_SHA, found))))
    with space.library.transaction() as tx:
        tx.put_page_texts(
            _SHA, ((n, f"Page {n} has the sentence {n} times {n}. " * 40) for n in range(_PAGES))
        )
    thesis = AddBibliography("Thesis")
    commands: list[Command] = [thesis]
    for n in range(_CITATIONS):
        page = n % _PAGES
        quotation = f"Page {page} has the sentence {page} times"
        if n % 2:
            place = PageQuads(page, (Quad(0, 0, 9, 9),))
            mark = Annotation(
                AnnotationId(f"a{n}"), _SHA, AnnotationKind.HIGHLIGHT,
                Anchor(page, (place,), quotation),
            )  # fmt: skip
            commands.append(AddAnnotation(mark))
            commands.append(AddCitation(thesis.id, item.id, annotation=mark.id))
        else:
            locator = parse_locator(str(page + 1))
            commands.append(AddCitation(thesis.id, item.id, locator, quotation=quotation))
    space.run_now(Batch("Cite", tuple(commands)))
    bibliography = space.read.bibliography_by_name("Thesis")
    assert bibliography is not None
    return bibliography, Checks(space, TextIndexes(space.library))


def _draw(tally: Tally, files: Sequence[tuple[str, TextIndex, Quoter]], part: str) -> None:
    for kinds, each in zip((TRUE_KINDS, ALTERED_KINDS), _EACH[part], strict=True):
        for kind in kinds:
            for number in range(each):
                name, index, quoter = files[number % len(files)]
                tally.check(index, kind, quoter.draw(kind), name)


def _index(path: Path, bench: Workbench | None, least: int = 0) -> TextIndex:
    start = time.perf_counter()
    with DocumentReader(path, workbench=bench) as reader:
        pages = list(reader.texts(raised=True))
    read = time.perf_counter()
    index = build_index(pages)
    done = time.perf_counter()
    if len(index.text) > least:
        print(
            f"{path.name}: {len(pages)} pages read in {1000 * (read - start):.0f} ms, "
            f"index made in {1000 * (done - read):.0f} ms"
        )
    return index


def main() -> None:
    """Measure what is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--editions", type=Path, default=DATA / "editions")
    parser.add_argument(
        "--source",
        type=Path,
        default=DATA / "pdf/zotero/test__tests__data__moby_dick__book.epub",
    )
    parser.add_argument("--pdfs", type=Path, default=DATA / "pdf")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--shown", type=int, default=10)
    arguments = parser.parse_args()
    if arguments.editions.exists() and arguments.source.exists():
        measure_editions(arguments)
    if arguments.pdfs.exists():
        measure_pdfs(arguments)
    measure_page_map()


if __name__ == "__main__":
    main()

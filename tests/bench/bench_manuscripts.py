"""Manuscripts: are all planted errors found and none invented, in five formats, and how fast.

    python -m tests.bench.bench_manuscripts [--citations N] [--seed N] [FILE.pdf ...]

Makes a library of two works, invented and printed on the spot, and of the PDFs that are named (else
of `shared/data/editions` where there is such a folder). Of each 200 citations a tenth has a wrong
page, an altered word, or a work that the library lacks; the same manuscript is written as Word
file with Zotero's fields, OpenDocument text with Zotero's marks, Markdown, LaTeX and Typst.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.bench.figures import machine
from tests.bench.manuscripts import Source, Use, draw, write
from tests.unit.documents.samples import text_pdf

from pincite.citing.csl_json import to_csl_json
from pincite.library.queries import Reader
from pincite.model.documents import LabelSource
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.manuscripts import Finding, FindingState
from pincite.model.texts import as_quoted
from pincite.services.commands.items import EditItem
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.manuscripts.checking import check_manuscript
from pincite.services.manuscripts.quotations import QuotationChecks
from pincite.services.reading import document_to_read
from pincite.services.text_indexes import TextIndexes, make_missing_indexes
from pincite.services.workspace import Workspace

_GOAL_S = 10.0
_EXPECTED = {
    "wrong page": FindingState.MOVED,
    "altered word": FindingState.CLOSE,
    "missing item": FindingState.MISSING,
}
_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "den",
    "dor",
    "el",
    "fa",
    "gan",
    "hir",
    "in",
    "ka",
    "lo",
    "mar",
    "na",
    "or",
    "pel",
    "ra",
    "sen",
    "ta",
    "ul",
    "ver",
    "wa",
    "zo",
]
_SYLLABLES_TEXT = "ba be bo da den dor el fa gan hir in ka lo mar na or pel ra sen ta ul ver wa zo"
_SMALL_TEXT = "the of and in a to that was it for on with as by his at which from they but not"
_SYLLABLES, _SMALL = _SYLLABLES_TEXT.split(), _SMALL_TEXT.split()


def main() -> None:
    """Make the library and the manuscripts, check them, and print what came out."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--citations", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [_invented(folder / f"invented {n}.pdf", n) for n in (1, 2)]
        files += chosen.files or _editions()
        workspace = Workspace.open(folder / "library")
        sources = _library(workspace, files)
        started = time.perf_counter()
        made_indexes = make_missing_indexes(workspace.library, JobContext())
        seconds = time.perf_counter() - started
        print(f"{made_indexes} works, {seconds:.1f} s for their text indexes after the import")
        uses = draw(sources, chosen.citations, chosen.seed)
        made = write(uses, folder, chosen.seed)
        is_right = [_check(workspace, path, uses) for path in made.values()]
        workspace.close()
    sys.exit(not all(is_right))


def _editions() -> list[Path]:
    folders = (p / "shared" / "data" / "editions" for p in Path(__file__).parents)
    return [path for folder in folders if folder.exists() for path in sorted(folder.glob("*.pdf"))]


def _invented(path: Path, seed: int) -> Path:
    """A work of 40 pages, numbered, of words that mean nothing."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(900)]
    pages = []
    for number in range(40):
        lines = []
        for _ in range(24):
            sentence = chance.choices(words, k=9)
            sentence[1::2] = chance.choices(_SMALL, k=4)
            lines.append(f"{' '.join(sentence).capitalize()}.")
        pages.append(f"{' '.join(lines)}\n\n\n{number + 11}")
    return text_pdf(path, pages)


def _library(workspace: Workspace, files: Sequence[Path]) -> list[Source]:
    Importer(workspace).run(files, JobContext())
    sources = []
    for number, id in enumerate(workspace.read.item_ids()):
        title = f"The Made Book of Number {'abcdefgh'[number]}"
        workspace.run_now(EditItem(id, {"title": title}, key=f"made{number}"))
        sources.append(_source(workspace.read, id))
    return sources


def _source(read: Reader, id: ItemId) -> Source:
    item = read.get(Item, id)
    document = document_to_read(read, id)
    assert item is not None
    assert document is not None
    page_map = read.page_map(document.sha256)
    pages = dict(read.page_texts(document.sha256))
    counts = Counter(entry.label for entry in page_map.labels())
    # A page whose number is only reckoned, or printed twice, is none that one could cite surely.
    sure = [
        i
        for i, entry in enumerate(page_map.labels())
        if counts[entry.label] == 1 and entry.source is not LabelSource.EXTRAPOLATED
    ]
    labels = [page_map.label(i).label for i in sure]
    texts = [as_quoted(pages.get(i, "")) for i in sure]
    return Source(item.key, to_csl_json(item), labels, texts)


def _check(workspace: Workspace, path: Path, uses: Sequence[Use]) -> bool:
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    checks = QuotationChecks(workspace.read, TextIndexes(workspace.library))
    started = time.perf_counter()
    report = check_manuscript(workspace.read, checks, path)
    seconds = time.perf_counter() - started
    planted = sum(bool(use.error) for use in uses)
    found = invented = 0
    if len(report.findings) != len(uses):
        print(f"  {path.name}: {len(report.findings)} findings of {len(uses)} citations")
    for use, finding in zip(uses, report.findings, strict=False):
        is_right = _is_right(use, finding)
        found += bool(use.error) and is_right
        invented += not use.error and not is_right
        if not is_right:
            print(
                f"  {use.error or 'right'} -> {finding.state}: {finding.written} {finding.remark}"
            )
            print(f"      {use.quotation}\n      {finding.quotation}\n      {finding.found_text}")
    is_untouched = before == (path.read_bytes(), path.stat().st_mtime_ns)
    print(
        f"{path.suffix[1:]:5} {len(report.findings)} of {len(uses)} citations, errors found "
        f"{found} of {planted}, invented {invented}, {seconds:.2f} s "
        f"(goal {_GOAL_S:g} s), manuscript {'untouched' if is_untouched else 'CHANGED'}"
    )
    is_all = len(report.findings) == len(uses) and found == planted and not invented
    return is_all and seconds < _GOAL_S and is_untouched


def _is_right(use: Use, finding: Finding) -> bool:
    if not use.error:
        wanted = FindingState.VERIFIED if use.quotation else FindingState.UNCHECKED
        return finding.state is wanted and finding.item is not None
    if finding.state is not _EXPECTED[use.error]:
        return False
    return use.error != "wrong page" or use.stands_on in finding.found_on


if __name__ == "__main__":
    main()

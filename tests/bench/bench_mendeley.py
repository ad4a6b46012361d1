"""How long a library of Mendeley takes to come in, and whether its highlights stand on their words.

    python -m tests.bench.bench_mendeley [WORKS] [PDFS] [HIGHLIGHTS]

2000 works, 200 PDFs of six pages, some of them turned, and 2000 highlights of twelve words unless
said otherwise. Mendeley keeps no words: each must be found under its boxes.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pymupdf
from tests.bench.figures import machine
from tests.unit.importing.mendeley_folder import MendeleyFolderMaker

from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

_PAGES, _LENGTH, _HEIGHT = 6, 12, 648
_WORDS = (
    *("harbour", "grain", "weigher", "scale", "market", "bread", "price", "winter", "ledger"),
    *("town", "council", "letter", "ship", "cargo", "warehouse", "clerk", "stone", "bridge"),
)

Rect = tuple[int, float, float, float, float]


def main() -> None:
    """Make the library, bring it in, count."""
    works, pdfs, marks = [int(argument) for argument in sys.argv[1:4]] or (2000, 200, 2000)
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "Mendeley Desktop"
        wanted = _make(folder, works, pdfs, marks)
        workspace = Workspace.open(Path(scratch) / "library")
        begin = time.perf_counter()
        report = Importer(workspace).run([folder], JobContext())
        print(f"{works} works, {pdfs} PDFs, {marks} marks: {time.perf_counter() - begin:.0f} s")
        print(Counter(entry.status for entry in report.files))
        missed = wanted - _found(workspace)
        print(f"highlights on their words: {wanted.total() - missed.total()} of {wanted.total()}")
        begin = time.perf_counter()
        again = Importer(workspace).run([folder], JobContext()).count("new")
        print(f"again: {again} new, {time.perf_counter() - begin:.0f} s")
        workspace.close()


def _make(folder: Path, works: int, pdfs: int, marks: int) -> Counter[str]:
    """The library; gives the words of its highlights."""
    chance = random.Random(5)
    made = MendeleyFolderMaker(folder)
    wanted: Counter[str] = Counter()
    for number in range(works):
        title = " ".join(chance.choices(_WORDS, k=7)) + f" {number}"
        group = 7 if number % 10 == 9 else 0
        work = made.work(title, {"year": 1998}, people=(f"Ann Name{number % 997}",), group=group)
        made.collect(work, f"Folder {number % 20}")
        if number < pdfs:
            with pymupdf.open() as document:
                _fill(document, chance, is_turned=number % 5 == 0)
                path = folder / f"work {number}.pdf"
                document.save(path)
                hash_ = made.attach(work, path)
                for _ in range(marks // pdfs):
                    words, rects = _passage(document, chance)
                    made.highlight(work, hash_, rects)
                    wanted[words] += 1
    made.close()
    return wanted


def _fill(document: pymupdf.Document, chance: random.Random, *, is_turned: bool) -> None:
    for index in range(_PAGES):
        page = document.new_page(width=432, height=_HEIGHT)
        text = " ".join(chance.choices(_WORDS, k=240))
        page.insert_textbox((40, 40, 392, 600), text, fontsize=10)
        if is_turned and index % 2:
            page.set_rotation(90)


def _passage(document: pymupdf.Document, chance: random.Random) -> tuple[str, list[Rect]]:
    """Words in a row, and a box for each of their lines as the file counts."""
    index = chance.randrange(_PAGES)
    page = document[index]
    turn = page.rotation
    page.set_rotation(0)
    words = page.get_text("words")
    page.set_rotation(turn)
    start = chance.randrange(len(words) - _LENGTH)
    run = words[start : start + _LENGTH]
    lines: dict[tuple[int, int], Rect] = {}
    for x0, y0, x1, y1, _, block, line, _ in run:
        left = lines[block, line][1] if (block, line) in lines else x0
        lines[block, line] = (index + 1, left, _HEIGHT - y1, x1, _HEIGHT - y0)
    return " ".join(word[4] for word in run), list(lines.values())


def _found(workspace: Workspace) -> Counter[str]:
    read = workspace.read
    return Counter(
        mark.anchor.quote
        for item in read.items(read.item_ids())
        for document in read.documents_of(item.id)
        for mark in read.annotations_of(document.sha256)
    )


if __name__ == "__main__":
    main()

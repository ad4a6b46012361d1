"""How long a Zotero library takes to come in, and whether its annotations stand on their words.

    python -m tests.bench.bench_zotero [ITEMS] [PDFS] [ANNOTATIONS]

10 000 items, 3000 PDFs of six pages and 20 000 annotations unless said otherwise; goal 300 seconds.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pymupdf
from tests.bench.figures import machine
from tests.unit.importing.zotero_folder import ZoteroFolderMaker

from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

_PAGES = 6
_WORDS = (
    *("harbour", "grain", "weigher", "scale", "market", "bread", "price", "winter", "ledger"),
    *("town", "council", "letter", "ship", "cargo", "warehouse", "clerk", "stone", "bridge"),
    *("river", "island", "summer", "debt", "loan", "ration", "record", "archive"),
)


def main() -> None:
    """Make the folder, bring it in, count."""
    counts = [int(argument) for argument in sys.argv[1:4]]
    items, pdfs, marks = counts or (10_000, 3000, 20_000)
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        begin = time.perf_counter()
        folder = Path(scratch) / "Zotero"
        make_folder(folder, items, pdfs, marks)
        print(f"made in {time.perf_counter() - begin:.0f} s")
        workspace = Workspace.open(Path(scratch) / "library")
        begin = time.perf_counter()
        report = Importer(workspace).run([folder], JobContext())
        took = time.perf_counter() - begin
        print(f"{items} items, {pdfs} PDFs, {marks} annotations: {took:.0f} s")
        print(Counter(entry.status for entry in report.files))
        for entry in report.files:
            if entry.status == "failed":
                print(" ", entry.message)
        _check(workspace)
        begin = time.perf_counter()
        again = Importer(workspace).run([folder], JobContext()).count("new")
        print(f"again: {again} new, {time.perf_counter() - begin:.0f} s")
        workspace.close()


def make_folder(folder: Path, items: int, pdfs: int, marks: int) -> None:
    """A data folder of Zotero; the first items have PDFs, and these the annotations."""
    chance = random.Random(5)
    made = ZoteroFolderMaker(folder)
    each, more = divmod(marks, pdfs)
    for number in range(items):
        key = made.work(
            {
                "title": " ".join(chance.choices(_WORDS, k=7)) + f" {number}",
                "date": "1998-00-00 1998",
            },
            authors=(f"{chance.choice(_WORDS).title()}{number % 997}, A.",),
            tags=(chance.choice(_WORDS),),
        )
        if number < pdfs:
            data, places = _pdf(number, chance)
            file = made.attach(f"work {number}.pdf", data, key)
            for page, box, text in places[: each + (number < more)]:
                position = {"pageIndex": page, "rects": [box]}
                made.mark(file, "highlight", position, text=text, label=str(page + 101))
    made.close()


def _pdf(number: int, chance: random.Random) -> tuple[bytes, list[tuple[int, list[float], str]]]:
    document = pymupdf.open()
    places = []
    for index in range(_PAGES):
        page = document.new_page(width=432, height=648)
        words = [f"{chance.choice(_WORDS)}" for _ in range(240)]
        words[40] = f"mark{number}x{index}"
        words[90] = f"sign{number}x{index}"
        page.insert_textbox((40, 40, 392, 600), " ".join(words), fontsize=10)
        page.insert_text((210, 630), str(index + 101), fontsize=9)
        for wanted in (words[40], words[90]):
            box = page.search_for(wanted)[0]
            places.append((index, [box.x0, 648 - box.y1, box.x1, 648 - box.y0], wanted))
    chance.shuffle(places)
    return document.tobytes(), places


def _check(workspace: Workspace) -> None:
    """Each mark must stand on its word, and its page must be called as Zotero called it."""
    read = workspace.read
    right = wrong = 0
    for item in read.items(read.item_ids()):
        for document in read.documents_of(item.id):
            texts = dict(read.page_texts(document.sha256))
            labels = read.page_map(document.sha256)
            for mark in read.annotations_of(document.sha256):
                anchor = mark.anchor
                page = anchor.page_index
                found = texts[page][anchor.start : anchor.start + len(anchor.quote)]
                is_right = found == anchor.quote and labels.label(page).label == str(page + 101)
                right, wrong = right + is_right, wrong + (not is_right)
    print(f"annotations on their words and pages: {right}; not: {wrong}")


if __name__ == "__main__":
    main()

"""How fast documents open and read, and whether every file ends in a page or a sentence.

    python tests/bench/bench_documents.py [FOLDER]

Prints figures; the exit status is 1 when a file hung or failed without a sentence.
"""

import os
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from pincite.documents.errors import DocumentError
from pincite.documents.process import WorkerProcess
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "pdf"
WIDTH, HEIGHT = 1224, 1584
ROUNDS = 9
STEP_S = 10.0


def main() -> int:
    """Run all measurements."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    with tempfile.TemporaryDirectory() as scratch:
        long_file = make_long_file(Path(scratch) / "long.pdf", 1000)
        first_pages(long_file)
        throughput(long_file)
    return survive(sorted(p for p in folder.rglob("*") if p.suffix.lower() == ".pdf"))


def make_long_file(path: Path, pages: int, lines: int = 45) -> Path:
    """A PDF with `pages` pages of plain text and printed numbers, written by hand."""
    text = "(The page that people cite is the printed one, not the one that a file counts.) Tj T*\n"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    kids = []
    for number in range(1, pages + 1):
        foot = f"BT /F1 9 Tf 300 40 Td ({number + 10}) Tj ET"
        stream = f"BT /F1 11 Tf 13 TL 72 720 Td {text * lines}ET {foot}"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Count {pages}/Kids[{' '.join(kids)}]>>"
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(out)
    return path


def first_pages(path: Path) -> None:
    """Time from nothing to the first page's pixels, in a cold and in a warm worker, and jumps."""
    cold, warm, jumps = [], [], []
    for _ in range(ROUNDS):
        began = perf_counter()
        worker = WorkerProcess()
        draw(worker, path, 0)
        cold.append(perf_counter() - began)
        began = perf_counter()
        draw(worker, path, 0)
        warm.append(perf_counter() - began)
        began = perf_counter()
        draw(worker, None, 999)
        jumps.append(perf_counter() - began)
        worker.kill()
        worker.reap()
    for name, times in (("cold", cold), ("warm", warm), ("jump to page 1000", jumps)):
        print(
            f"first page {WIDTH}x{HEIGHT}, {name}: median {statistics.median(times) * 1000:.0f} ms"
            f" ({min(times) * 1000:.0f}..{max(times) * 1000:.0f})"
        )


def draw(worker: WorkerProcess, path: Path | None, index: int) -> None:
    """Open a file if one is given, and draw a page."""
    if path is not None:
        assert worker.ask("open", {"path": str(path)}, STEP_S) is not None
    assert worker.pixels is not None
    place = worker.pixels.take(WIDTH * HEIGHT * 3)
    assert place is not None
    values = {"page": index, "width": WIDTH, "height": HEIGHT, "at": place}
    answer = worker.ask("draw", values, STEP_S)
    assert answer is not None
    assert "error" not in answer.header, answer.header
    worker.pixels.free(place)


def throughput(path: Path) -> None:
    """Pages of text per second in one worker, by the clock and by the processor."""
    for words in (False, True):
        spent = os.times()
        with Workbench() as bench, DocumentReader(path, workbench=bench) as reader:
            reader.page_text(0)
            began = perf_counter()
            count = sum(1 for _ in reader.texts(words=words))
            took = perf_counter() - began
        now = os.times()
        # With the start of the worker and the import of PyMuPDF.
        worker = now.children_user + now.children_system
        worker -= spent.children_user + spent.children_system
        print(
            f"{'text and words' if words else 'text'}: {count / took:.0f} pages/s by the clock, "
            f"{count / worker:.0f} pages per processor second of the worker"
        )


def survive(files: list[Path]) -> int:
    """Open every file, draw its first page, read all its text."""
    outcomes: Counter[str] = Counter()
    odd: list[str] = []
    pages = 0
    slowest = (0.0, "")
    began_all = perf_counter()
    with Workbench() as bench:
        for path in files:
            began = perf_counter()
            try:
                with DocumentReader(path, workbench=bench, deadline_s=STEP_S) as reader:
                    reader.render_png(0, 96)
                    pages += sum(1 for _ in reader.texts(words=False))
                    outcomes["some pages failed" if reader.failed_pages else "ok"] += 1
                    odd += [f"{path.name}: {m}" for m in list(reader.failed_pages.values())[:1]]
            except DocumentError as error:
                outcomes[type(error).__name__] += 1
                odd.append(f"{path.name}: {error}")
            slowest = max(slowest, (perf_counter() - began, path.name))
    took = perf_counter() - began_all
    for line in odd:
        print("  ", line)
    print(f"{len(files)} files, {pages} pages in {took:.1f} s: {dict(outcomes)}")
    print(f"slowest file: {slowest[1]}, {slowest[0]:.1f} s")
    return 0 if slowest[0] < 5 * STEP_S else 1


if __name__ == "__main__":
    sys.exit(main())

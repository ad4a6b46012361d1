"""Text recognition: seconds a page and words found, on scans made of documents with text.

Usage: python -m tests.bench.bench_ocr [--pages N] [--dpi DPI] [PDF …]  (without: the sample report)

Pages of each PDF are turned into pictures; what is recognised on them is compared with the text
that the PDF has. "Words" is the share of true words found (each counted as often as it stands
there); "order" the share of runs of 80 letters that stand in one piece.
"""

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pymupdf

from pincite import assets
from pincite.documents.reading import DocumentReader
from pincite.documents.recognising import PageRecogniser, language_data
from pincite.model.folding import fold

_SNIPPET = 80


def make_scan(source: Path, target: Path, indices: Sequence[int], dpi: int) -> None:
    """A PDF of pictures of some pages."""
    document = pymupdf.open()
    with pymupdf.open(source) as original:
        for index in indices:
            page = original[index]
            scan = document.new_page(width=page.rect.width, height=page.rect.height)
            picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).tobytes("jpg")
            scan.insert_image(scan.rect, stream=picture)
    document.save(target)


def words_found(true: str, read: str) -> float:
    """The share of true words that were read."""
    wanted = Counter(filter(None, map(fold, true.split())))
    found = wanted & Counter(filter(None, map(fold, read.split())))
    return found.total() / max(1, wanted.total())


def in_order(true: str, read: str) -> float:
    """The share of snippets of the true text that stand in one piece."""
    wanted, found = fold(true), fold(read)
    starts = range(0, max(1, len(wanted) - _SNIPPET), _SNIPPET)
    return sum(wanted[at : at + _SNIPPET] in found for at in starts) / max(1, len(starts))


def measure(path: Path, pages: int, dpi: int) -> None:
    """Print one row for a document."""
    data = language_data()
    if data is None:
        raise SystemExit("no language data of Tesseract is installed")
    with DocumentReader(path) as reader:
        texts = [text.text for text in reader.texts(words=False)]
    full = [index for index, text in enumerate(texts) if len(text) > 800]
    chosen = full[:: max(1, len(full) // pages)][:pages]
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder) / "scan.pdf"
        make_scan(path, scan, chosen, dpi)
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.monotonic()
        with PageRecogniser(scan, data, lambda: False) as recogniser:
            read = [recogniser.read(place, "eng").text for place in range(len(chosen))]
        wall = time.monotonic() - started
        cpu = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    count = max(1, len(chosen))
    words = [words_found(texts[i], text) for i, text in zip(chosen, read, strict=True)]
    order = [in_order(texts[i], text) for i, text in zip(chosen, read, strict=True)]
    print(
        f"{path.name[:28]:28} {len(chosen):3} pages  {cpu / count:5.1f} s CPU a page  "
        f"{wall / count:5.1f} s wall  "
        f"words {sum(words) / count:.3f}  order {sum(order) / count:.3f}",
        flush=True,
    )


def main() -> None:
    """Measure each document named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--dpi", type=int, default=200, help="of the scan")
    arguments = parser.parse_args()
    sample = assets.root() / "samples" / "harbour-towns.pdf"
    for path in arguments.paths or [sample]:
        measure(path, arguments.pages, arguments.dpi)


if __name__ == "__main__":
    main()

"""Reading order: how much of a text stands in one piece in an edition set in columns.

Usage: python -m tests.bench.bench_order COLUMNS.pdf BOOK.pdf

Both hold the same text; the book, in one column, is taken for the true order. Of each page of the
book runs of 80 letters are looked for in the other edition: the share that stands in one piece, by
our text, by PyMuPDF's own order, and by its order "sorted" from top to bottom. Then the same for a
copy of the other edition that was written row by row across the columns, as some programs do.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pymupdf

from pincite.documents.reading import DocumentReader
from pincite.model.folding import fold

_LENGTH, _STEP = 80, 400


def snippets(texts: Sequence[str]) -> list[str]:
    """Runs of folded letters from the middle of pages, where no running heads are."""
    found = []
    for text in texts:
        folded = fold(text)
        found += [folded[at : at + _LENGTH] for at in range(_STEP, len(folded) - _STEP, _STEP)]
    return found


def _ours(path: Path) -> list[str]:
    with DocumentReader(path) as reader:
        return [page.text for page in reader.texts(words=False)]


def _plain(path: Path, *, is_sorted: bool) -> list[str]:
    with pymupdf.open(path) as document:
        return [page.get_text(sort=is_sorted) for page in document]


def _written_by_rows(source: Path, target: Path) -> None:
    """The same words in the same places, written from left to right across the columns."""
    copy = pymupdf.open()
    with pymupdf.open(source) as document:
        for page in document:
            sheet = copy.new_page(width=page.rect.width, height=page.rect.height)
            for word in sorted(page.get_text("words"), key=lambda w: (round(w[3]), w[0])):
                text = word[4].encode("latin-1", "ignore").decode("latin-1")
                size = (word[2] - word[0]) / max(0.1, pymupdf.get_text_length(text, "tiro", 1))
                sheet.insert_text((word[0], word[3] - 2), text, fontsize=size, fontname="tiro")
    copy.save(target)


def _print(path: Path, wanted: Sequence[str]) -> None:
    for name, texts in (
        ("ours", _ours(path)),
        ("PyMuPDF", _plain(path, is_sorted=False)),
        ("PyMuPDF, sorted", _plain(path, is_sorted=True)),
    ):
        whole = "".join(map(fold, texts))
        print(f"  {name:16} {sum(run in whole for run in wanted) / max(1, len(wanted)):.3f}")


def main() -> None:
    """Measure one pair of editions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("columns", type=Path)
    parser.add_argument("book", type=Path)
    arguments = parser.parse_args()
    wanted = snippets(_ours(arguments.book))
    print(f"{len(wanted)} runs of {_LENGTH} letters")
    print("as it is")
    _print(arguments.columns, wanted)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rows.pdf"
        _written_by_rows(arguments.columns, copy)
        print("written by rows")
        _print(copy, wanted)


if __name__ == "__main__":
    main()

"""Printed page numbers: how many are right when the catalogue's labels are hidden.

Usage: python -m tests.bench.bench_labels FOLDER … [--documents] [--folds N]

Truth are documents whose catalogue has labels that do not merely count the pages, and that print
them on a third of their pages or more. Every document is labelled as at import, without its
catalogue. A page is right, wrong, or has none: then the number of the file page stands for it, and
is not taken for a printed number. "Doubtful" are those of all that are shown as such,
"[11]?". Beside it what one arabic offset for the whole document gives, which needs three pages of
the first 25.

With --folds the documents are split by name into so many parts and each part is shown by itself: a
figure that hangs on a few documents is seen at once.
"""

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pincite.documents.errors import DocumentError
from pincite.documents.labels import catalogue_labels, infer_labels, page_map
from pincite.documents.numbers import Printed
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.model import roman
from pincite.model.documents import LabelSource
from pincite.model.ids import Sha256

_FEW_WORDS = 50
_OFFSET_LOOKS_AT, _OFFSET_NEEDS = 25, 3
_DOUBTFUL = (LabelSource.EXTRAPOLATED,)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with true labels, and what stands at the heads and feet of its pages."""

    name: str
    labels: tuple[str, ...]
    printed: tuple[Sequence[Printed], ...]
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Numbers of pages."""

    right: int = 0
    wrong: int = 0
    none: int = 0
    doubtful_right: int = 0
    doubtful_wrong: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right,
            self.wrong + other.wrong,
            self.none + other.none,
            self.doubtful_right + other.doubtful_right,
            self.doubtful_wrong + other.doubtful_wrong,
        )

    def __str__(self) -> str:
        pages = max(1, self.right + self.wrong + self.none)
        shares = [100 * n / pages for n in (self.right, self.none, self.wrong)]
        return "right {:5.1f} %  none {:5.1f} %  wrong {:4.1f} %".format(*shares) + (
            f"  ({pages} pages; doubtful: {self.doubtful_right} right, {self.doubtful_wrong} wrong)"
        )


def labelled(folders: Sequence[Path]) -> Iterator[Labelled]:
    """The documents with true labels."""
    paths = sorted({path for folder in folders for path in folder.rglob("*.pdf")})
    with Workbench() as bench:
        for path in paths:
            try:
                found = _read(path, bench)
            except DocumentError:
                continue
            if found is not None and _is_true(found):
                yield found


def _read(path: Path, bench: Workbench) -> Labelled | None:
    with DocumentReader(path, workbench=bench, deadline_s=20.0) as reader:
        pages = reader.page_count
        labels = catalogue_labels(reader._label_rules(), pages)
        if pages < 2 or list(labels) == [str(i + 1) for i in range(pages)] or not any(labels):
            return None
        for _ in reader.texts(words=False):
            pass
        printed = tuple(reader._printed.get(i, []) for i in range(pages))
        words = tuple(reader._word_counts.get(i, 0) for i in range(pages))
        return Labelled(path.name, labels, printed, words)


def _is_true(document: Labelled) -> bool:
    """The labels are printed on a third of the pages."""
    shown = sum(
        any(_text(number) == label.lower() for number in printed)
        for label, printed in zip(document.labels, document.printed, strict=True)
    )
    return sum(document.words) > _FEW_WORDS and 3 * shown >= len(document.labels)


def _text(number: Printed) -> str:
    return str(number[1]) if number[0] == "a" else roman.numeral(number[1])


def ours(document: Labelled) -> Score:
    """As at import, the catalogue hidden."""
    inferred = infer_labels(document.printed, document.words)
    found = page_map(Sha256(""), len(document.labels), inferred=inferred).found
    score = Counter[str]()
    for entry, label in zip(found, document.labels, strict=True):
        if not label:
            continue
        if entry.source is LabelSource.INDEX:
            score["none"] += 1
            continue
        what = "right" if entry.label.lower() == label.lower() else "wrong"
        score[what] += 1
        if entry.source in _DOUBTFUL:
            score[f"doubtful_{what}"] += 1
    return Score(**score)


def one_offset(document: Labelled) -> Score:
    """One arabic offset for the whole document, if three of the first pages agree on it."""
    seen = Counter[int]()
    for index, printed in enumerate(document.printed[:_OFFSET_LOOKS_AT]):
        seen.update({value - index for kind, value, *_ in printed if kind == "a"})
    offset, count = seen.most_common(1)[0] if seen else (0, 0)
    if count < _OFFSET_NEEDS:
        return Score(none=sum(map(bool, document.labels)))
    numbers = [index + offset for index in range(len(document.labels))]
    pairs = [pair for pair in zip(numbers, document.labels, strict=True) if pair[1]]
    return Score(
        right=sum(str(number) == label for number, label in pairs),
        wrong=sum(number > 0 and str(number) != label for number, label in pairs),
        none=sum(number <= 0 for number, _ in pairs),
    )


def main() -> None:
    """Measure the documents in the folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--documents", action="store_true", help="a line for each")
    parser.add_argument("--folds", type=int, default=1)
    arguments = parser.parse_args()
    documents = list(labelled(arguments.folders))
    for fold in range(arguments.folds if arguments.folds > 1 else 0):
        part = [d for d in documents if zlib.crc32(d.name.encode()) % arguments.folds == fold]
        print(f"part {fold + 1}: {len(part):3} documents  {sum(map(ours, part), Score())}")
    if arguments.documents:
        for document in documents:
            print(f"{document.name[-44:]:44} {ours(document)}")
    print(f"{len(documents)} documents")
    print(f"ours        {sum(map(ours, documents), Score())}")
    print(f"one offset  {sum(map(one_offset, documents), Score())}")


if __name__ == "__main__":
    main()

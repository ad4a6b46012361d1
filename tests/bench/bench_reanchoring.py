"""Marks found again in another file of the work: how many are right, and how many wrongly sure.

Usage: python -m tests.bench.bench_reanchoring OLD.pdf NEW.pdf [--count N] [--noise PERCENT …]
       python -m tests.bench.bench_reanchoring --again FILE.pdf …

Marks of one or two words, phrases, sentences and paragraphs are drawn from the old file by a seed,
a fourth of the count each. The truth is not asked of what is measured: around either end of a mark
the text is taken that stands exactly once in both files, and it says where that end is. Marks whose
surroundings do not stand so in the new file are not drawn; how many those were is printed.

"Right" is a mark that begins and ends within two letters of the truth (four with noise). "Sure" is
what needs no confirmation. With --noise letters of the new file are misread as by text recognition.
With --again the new file is made from the text of the old one, on pages of another size.
"""

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import machine, percentile

from pincite.documents.articles import make_reading_copy
from pincite.documents.errors import DocumentError
from pincite.documents.moving import Moved, Mover
from pincite.documents.reading import DocumentReader
from pincite.documents.text_index import build_index
from pincite.documents.workbench import Workbench
from pincite.model.anchors import Anchor
from pincite.model.folding import fold
from pincite.model.replacements import SURE
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText

KINDS = ("1-2 words", "phrase", "sentence", "paragraph")
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*$")
_MOST_TRIES = 60
_SAME = 6
_MISREAD = "abcdefghilmnorstuw"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark on the old file, and the places of its ends in the text of the new one."""

    kind: str
    anchor: Anchor
    start: int
    end: int


@dataclass(slots=True)
class Tally:
    """What became of the marks of a kind."""

    right: int = 0
    wrong: int = 0
    lost: int = 0
    sure_right: int = 0
    sure_wrong: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.right + self.wrong + self.lost


def pages_of(path: Path, bench: Workbench) -> list[PageText]:
    """The texts of a file's pages."""
    with DocumentReader(path, workbench=bench, deadline_s=30.0) as reader:
        return list(reader.texts(raised=True))


def drawn(old: TextIndex, new: TextIndex, count: int, seed: int) -> tuple[list[Drawn], int]:
    """Marks with their truths, and how many were passed over because they have none."""
    chance, marks, passed = random.Random(seed), list[Drawn](), 0
    for kind in KINDS:
        wanted, tries = count // len(KINDS), 0
        while wanted and tries < _MOST_TRIES * count:
            tries += 1
            anchor = _any_mark(old, kind, chance)
            if anchor is None:
                continue
            truth = _truth(old, new, anchor)
            if truth is None:
                passed += 1
                continue
            marks.append(Drawn(kind, anchor, *truth))
            wanted -= 1
    return marks, passed


def _any_mark(old: TextIndex, kind: str, chance: random.Random) -> Anchor | None:
    """A mark as one makes it: from a word to a word, over the end of a page now and then."""
    index = chance.randrange(old.page_count)
    text = old.page(index).page.text
    words = list(_WORD.finditer(text))
    if len(words) < 30:
        return None
    first = chance.randrange(len(words))
    count = _word_count(words, first, kind, chance)
    last = first + count - 1
    start = old.place_of(index, words[first].start())
    if last < len(words):
        end = old.place_of(index, words[last].end())
    elif index + 1 < old.page_count:
        beyond = list(_WORD.finditer(old.page(index + 1).page.text))
        rest = last - len(words)
        if rest >= len(beyond):
            return None
        end = old.place_of(index + 1, beyond[rest].end())
    else:
        return None
    return old.anchor([(start, end)]) if end - start >= 6 else None


def _word_count(
    words: Sequence[re.Match[str]], first: int, kind: str, chance: random.Random
) -> int:
    if kind == "1-2 words":
        return chance.randint(1, 2)
    if kind == "phrase":
        return chance.randint(3, 8)
    if kind == "paragraph":
        return chance.randint(50, 120)
    ends = (n for n in range(first + 5, len(words)) if _SENTENCE_END.search(words[n][0]))
    return min(next(ends, first + 20) - first + 1, 40)


def _truth(old: TextIndex, new: TextIndex, anchor: Anchor) -> tuple[int, int] | None:
    """Where the ends of a mark are in the new text as it is read."""
    reading = old.reading
    first = old.place_of(anchor.page_index, anchor.start)
    last = first + len(fold(anchor.quote)) - 1
    if reading.place(reading.at(first)) != first or last >= len(old.text):
        return None
    if reading.place(reading.at(last)) != last:
        return None
    start = _one_end(reading.text, new.reading.text, reading.at(first), inside=_SAME)
    end = _one_end(reading.text, new.reading.text, reading.at(last) + 1, inside=-_SAME)
    if start is None or end is None or not 0 < end - start < 3 * (last - first) + 3000:
        return None
    return start, end


def _one_end(old: str, new: str, at: int, *, inside: int) -> int | None:
    """A place of the new text, by surroundings that stand once in either text.

    Args:
        inside: letters of the mark from there on (before it where negative) that must be the same:
            what has been put in between a mark and its surroundings is no part of it.
    """
    for length in (60, 150, 400, 1000):
        for before, after in ((length, length), (length, 0), (0, length)):
            low = max(0, at - before)
            around = old[low : at + after]
            if len(around) < 40 or old.count(around) != 1 or new.count(around) != 1:
                continue
            found = new.index(around) + at - low
            if _stretch(old, at, inside) == _stretch(new, found, inside):
                return found
    return None


def _stretch(text: str, at: int, length: int) -> str:
    return text[at : at + length] if length > 0 else text[max(0, at + length) : at]


def misread(
    pages: Sequence[PageText], rate: float, seed: int
) -> tuple[list[PageText], list[list[int]]]:
    """Pages with letters changed, left out and doubled, and for each where its characters went."""
    chance = random.Random(seed)
    noisy, moved = [], []
    for page in pages:
        parts: list[str] = []
        places: list[int] = []
        length = 0
        for character in page.text:
            places.append(length)
            roll = chance.random() if character.isalnum() else 1.0
            part = character
            if roll < rate * 0.6:
                part = chance.choice(_MISREAD)
            elif roll < rate * 0.8:
                part = ""
            elif roll < rate:
                part = character + chance.choice("ilr")
            parts.append(part)
            length += len(part)
        places.append(length)
        noisy.append(PageText(page.index, "".join(parts)))
        moved.append(places)
    return noisy, moved


def measure(
    marks: Sequence[Drawn],
    mover: Mover,
    new: TextIndex,
    place: Callable[[int], int],
    slack: int,
    tell: bool,
) -> tuple[dict[str, Tally], list[float]]:
    """What becomes of the marks, and the milliseconds each takes."""
    tallies = {kind: Tally() for kind in KINDS}
    times = []
    for mark in marks:
        begun = time.perf_counter()
        moved = mover.passage(mark.anchor)
        times.append((time.perf_counter() - begun) * 1000)
        tally = tallies[mark.kind]
        if moved is None:
            tally.lost += 1
            continue
        is_right = _is_right(moved, new, place(mark.start), place(mark.end - 1) + 1, slack)
        is_sure = moved.confidence >= SURE
        if is_right:
            tally.right += 1
            tally.sure_right += is_sure
        else:
            tally.wrong += 1
            tally.sure_wrong += is_sure
        if tell and not (is_right and is_sure):
            print(f"  {'right' if is_right else 'WRONG'} {moved.confidence:.2f} {mark.kind}:")
            print(f"    {mark.anchor.quote[:110]!r}\n    {moved.anchor.quote[:110]!r}")
    return tallies, times


def _is_right(moved: Moved, new: TextIndex, start: int, end: int, slack: int) -> bool:
    anchor = moved.anchor
    first = new.reading.at(new.place_of(anchor.page_index, anchor.start))
    if abs(first - start) > slack or new.page_at(new.reading.place(start)) != anchor.page_index:
        return False
    # The end by the text that follows, since a passage over a page end is not one run.
    last_page = new.page(anchor.last_page_index)
    found = last_page.page.text.find(anchor.after) if anchor.after else len(last_page.page.text)
    while found >= 0:
        if abs(new.reading.at(last_page.place(found)) - end) <= slack:
            return True
        found = last_page.page.text.find(anchor.after, found + 1) if anchor.after else -1
    return False


def report(name: str, tallies: dict[str, Tally], times: list[float]) -> None:
    """Print a line for each kind of mark, and one for all."""
    whole = Tally(*(sum(getattr(t, f) for t in tallies.values()) for f in Tally.__slots__))
    print(name)
    for kind, tally in (*tallies.items(), ("all", whole)):
        total = max(1, tally.total)
        doubtful = tally.right + tally.wrong - tally.sure_right - tally.sure_wrong
        print(
            f"  {kind:10} n {tally.total:4}  right {100 * tally.right / total:6.2f} %"
            f"  wrong {100 * tally.wrong / total:5.2f} %  lost {100 * tally.lost / total:5.2f} %"
            f"  wrong and sure {100 * tally.sure_wrong / total:5.2f} %"
            f"  to be confirmed {100 * doubtful / total:5.2f} %"
        )
    times.sort()
    print(f"  ms a mark: median {statistics.median(times):.2f}  p95 {percentile(times, 95):.2f}")


def compare(
    name: str,
    old_pages: Sequence[PageText],
    new_pages: Sequence[PageText],
    arguments: argparse.Namespace,
) -> None:
    """Measure two files, without noise and with it."""
    old, new = build_index(old_pages), build_index(new_pages)
    marks, passed = drawn(old, new, arguments.count, arguments.seed)
    print(f"{name}: {len(marks)} marks, {passed} passed over for want of a truth")
    if not marks:
        return
    begun = time.perf_counter()
    mover = Mover(old, new)
    print(f"  both texts aligned in {(time.perf_counter() - begun) * 1000:.0f} ms")
    report("  clean", *measure(marks, mover, new, lambda at: at, 2, arguments.marks))
    for percent in arguments.noise:
        noisy_pages, moved = misread(new_pages, percent / 100, arguments.seed)
        noisy = build_index(noisy_pages)

        def place(at: int, moved: list[list[int]] = moved, noisy: TextIndex = noisy) -> int:
            stretch = new.stretches(new.reading.place(at), new.reading.place(at) + 1)[0]
            offset = moved[stretch.page_index][stretch.start]
            return noisy.reading.at(noisy.place_of(stretch.page_index, offset))

        figures = measure(marks, Mover(old, noisy), noisy, place, 4, arguments.marks)
        report(f"  {percent:g} % of letters misread", *figures)


def laid_out_again(pages: Sequence[PageText], folder: Path, bench: Workbench) -> list[PageText]:
    """The pages of a file that is made from the text of another one."""
    body = "".join(
        f"<p>{_escaped(' '.join(block.split()))}</p>"
        for page in pages
        for block in re.split(r"\n\s*\n", page.text)
        if block.strip()
    )
    path = folder / "again.pdf"
    make_reading_copy(f"<html><body>{body}</body></html>", path, workbench=bench)
    return pages_of(path, bench)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _again(paths: Sequence[Path], arguments: argparse.Namespace) -> None:
    with Workbench() as bench, tempfile.TemporaryDirectory() as scratch:
        for path in _found(paths):
            try:
                old_pages = pages_of(path, bench)
                new_pages = laid_out_again(old_pages, Path(scratch), bench)
            except DocumentError as error:
                print(f"{path.name}: {error}")
                continue
            compare(path.name, old_pages, new_pages, arguments)
            bench.recycle()


def _found(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else (path,)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--again", action="store_true", help="make the second file of each")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, nargs="*", default=[])
    parser.add_argument("--marks", action="store_true", help="print those not right and sure")
    arguments = parser.parse_args()
    print(machine())
    if arguments.again:
        _again(arguments.files, arguments)
        return
    old, new = arguments.files
    with Workbench() as bench:
        compare(f"{old.name} -> {new.name}", pages_of(old, bench), pages_of(new, bench), arguments)


if __name__ == "__main__":
    main()

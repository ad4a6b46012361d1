"""Citations in texts: how many are found and read rightly, and how fast.

Usage: python -m tests.bench.bench_mentions [--labelled FILE.jsonl …] [--text FOLDER …] [--shown N]

A labelled file has a line for each sentence: {"text", "spans": [{"start", "end", "kind", "name",
"locator_type", "from", "to", "is_guess"}]}. A find matches a span when they share half of what both
cover; a field is right when it is the same, "et al." and signs in names aside. Guesses of the
program count like all finds.

The notes of the tests, whose works are known, and their names of bodies and titles are always
measured: what "ibid." and its kin lead to, and what a name that a person has not confirmed yet is
suggested to be.

Of the folders every `.txt`, `.html`, `.html.gz` and `.pdf` is read, and each find is printed with
what is around it, to be judged by eye: is it a citation of a place, and are work and place right? A
"?" marks a guess; those of works that nothing is known of are not shown to anybody, nor here.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import html
from tests.unit.citing.mentions.footnotes import aliases, read_all

from pincite.citing.mentions.finding import find
from pincite.citing.mentions.grammar import Found
from pincite.citing.mentions.resolving import KnownNames, resolve
from pincite.citing.mentions.scanning import scan
from pincite.citing.mentions.works import WorkIndex
from pincite.documents.errors import DocumentError
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.model.ids import Sha256
from pincite.model.mentions import Mention

_KINDS = {"loc": "locator", "num": "number"}
_LOCATORS = {"para": "paragraph", "time": "timestamp", "article": "article-locator"}
_BLOCKS = ("p", "li", "blockquote", "h1", "h2", "h3", "h4", "pre", "td", "figcaption")


def score(path: Path) -> str:
    """Precision, recall, F1 and the share of all fields right, over a labelled file."""
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = find(row["text"])
        used: set[int] = set()
        for span in row["spans"]:
            at = next((i for i, f in enumerate(found) if i not in used and _meets(f, span)), None)
            if at is None:
                counts["missed"] += 1
                print(f"  missed  {row['text'][span['start'] : span['end']]}")
                continue
            used.add(at)
            counts["right"] += 1
            wrong = _wrong_fields(found[at], span)
            counts["whole"] += not wrong
            if wrong:
                print(f"  {', '.join(wrong):20} {row['text'][span['start'] : span['end']]}")
        counts["false"] += len(found) - len(used)
        for i, each in enumerate(found):
            if i not in used:
                print(f"  false   {row['text'][each.start : each.end]}   in: {row['text']}")
    right = counts["right"]
    precision = right / max(1, right + counts["false"])
    recall = right / max(1, right + counts["missed"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    whole = counts["whole"] / max(1, right)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  all fields {whole:.3f}"


def _meets(found: Found, span: dict[str, Any]) -> bool:
    start, end = int(span["start"]), int(span["end"])
    shared = min(found.end, end) - max(found.start, start)
    return shared > 0 and 2 * shared >= max(found.end, end) - min(found.start, start)


def _wrong_fields(found: Found, span: dict[str, Any]) -> list[str]:
    first = found.locator.ranges[0] if found.locator else None
    kind = _LOCATORS.get(span["locator_type"], span["locator_type"])
    pairs = {
        "kind": (found.kind.value, _KINDS.get(span["kind"], span["kind"])),
        "name": (_plain(found.work), _plain(span["name"])),
        "locator": (found.locator.kind if first else "", kind),
        "from": (first.first if first else "", span["from"]),
        "to": (first.last if first else "", span["to"]),
    }
    return [name for name, (ours, theirs) in pairs.items() if ours != theirs]


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower().replace(" et al", "")).strip()


def measure_works() -> None:
    """Print how many citations that lead back, and how many short names, lead to the right work."""
    backs = [(name, back) for name, found in read_all() for back in found]
    for name, back in backs:
        if not back.is_right:
            print(f"  wrong   {name}: {back.words[-40:]!r} for {back.wanted}")
    right = sum(back.is_right for _, back in backs)
    print(f"ibid., op. cit. and the like: {right / len(backs):.3f} of {len(backs)}")
    names = list(aliases())
    for alias, wanted, found in names:
        if found != wanted:
            print(f"  wrong   {alias}: {found or 'nothing'} for {wanted}")
    share = sum(found == wanted for _, wanted, found in names) / len(names)
    print(f"names suggested rightly: {share:.3f} of {len(names)}")


def texts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and pages of each file that can be read."""
    with Workbench() as bench:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.suffix == ".txt":
                yield path.name, [path.read_text(encoding="utf-8", errors="replace")]
            elif path.suffix in (".html", ".htm", ".gz"):
                data = path.read_bytes()
                data = gzip.decompress(data) if path.suffix == ".gz" else data
                yield f"{path.parent.name}/{path.name}", [_blocks(data)]
            elif path.suffix == ".pdf":
                try:
                    with DocumentReader(path, workbench=bench, deadline_s=20.0) as reader:
                        yield path.name, [page.text for page in reader.texts(words=False)]
                except DocumentError:
                    continue


def _blocks(data: bytes) -> str:
    tree = html.document_fromstring(data)
    found = []
    for element in tree.iter(*_BLOCKS):
        if not any(inside.tag in _BLOCKS for inside in element.iterdescendants()):
            found.append(" ".join("".join(map(str, element.itertext())).split()))
    return "\n\n".join(found)


def run_over(folders: Sequence[Path], shown: int) -> None:
    """Print what is found in running text, and words a second."""
    words, seconds, count, guesses = 0, 0.0, 0, 0
    for folder in folders:
        for name, pages in texts(folder):
            started = time.process_time()
            mentions = scan(Sha256("0" * 64), list(enumerate(pages)))
            seconds += time.process_time() - started
            words += sum(len(page.split()) for page in pages)
            mentions = resolve(mentions, KnownNames((), Sha256("0" * 64)), WorkIndex(()))
            guesses += sum(m.is_guess for m in mentions)
            count += len(mentions)
            for mention in mentions[:shown]:
                print(_line(name, mention))
    rate = words / max(seconds, 1e-9)
    print(
        f"{count} citations, {guesses} of them guesses, in {words} words, "
        f"{rate / 1000:.0f} k words/s (whole scan, CPU)"
    )


def _line(name: str, mention: Mention) -> str:
    before = " ".join(mention.anchor.before.split())[-40:]
    after = " ".join(mention.anchor.after.split())[:25]
    place = f"{mention.locator.kind} {mention.locator}"
    sign = "?" if mention.is_guess else " "
    return (
        f"{name[:16]:16} {sign} {mention.kind.value:8} {mention.work[:24]:24} {place:16} "
        f"{before} >> {mention.anchor.quote} << {after}"
    )


def main() -> None:
    """Measure the files and folders named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labelled", nargs="*", type=Path, default=[])
    parser.add_argument("--text", nargs="*", type=Path, default=[])
    parser.add_argument("--shown", type=int, default=1000, help="finds shown of each file")
    arguments = parser.parse_args()
    find("576 U.S. 644, 681 (2015)")  # loads the tables of reporters
    measure_works()
    for path in arguments.labelled:
        print(f"{path.name}: {score(path)}")
    if arguments.text:
        run_over(arguments.text, arguments.shown)


if __name__ == "__main__":
    main()

"""What biber and bibtex say of the .bib files that we write, for all works of a folder of them.

    python -m tests.bench.bench_bib_acceptance FOLDER [--sources]

All entries of all files are read into items, written as one BibLaTeX and one BibTeX file, and given
to `biber --tool` and to `bibtex` with its four styles of 1988. Each warning is printed with the
times that it came; with `--sources` biber is asked of each source file too, for comparison.
"""

import argparse
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.bench.figures import machine

from pincite.exporting.bib_file import to_biblatex, to_bibtex
from pincite.importing.references.bibtex.file import read_bib
from pincite.model.ids import ItemId
from pincite.model.items import Item

_STYLES = ("plain", "alpha", "abbrv", "unsrt")


def main() -> None:
    """Read, write, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sources", action="store_true")
    parser.add_argument("--keep", type=Path, help="put the files that are written here")
    arguments = parser.parse_args()
    print(machine())
    files = sorted(arguments.folder.rglob("*.bib"))
    items = list(_items(files))
    print(f"{len(items)} works of {len(files)} files")
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "lx.bib").write_text(to_biblatex(items), encoding="utf-8")
        (folder / "bt.bib").write_text(to_bibtex(items), encoding="utf-8")
        _report("biber", _biber(folder / "lx.bib"))
        for style in _STYLES:
            _report(f"bibtex, {style}", _bibtex(folder, "bt", style))
        if arguments.sources:
            said = Counter[str]()
            for file in files:
                copy = folder / "source.bib"
                shutil.copyfile(file, copy)
                said.update(_kind(line) for line in _biber(copy))
            print(f"biber of the sources: {said.total()} warnings")
            _print(said)


def _items(files: Iterable[Path]) -> Iterator[Item]:
    number = 0
    for file in files:
        for reference in read_bib(file.read_bytes()).references:
            draft = reference.draft
            number += 1
            yield Item(
                ItemId(f"{number:08}"),
                draft.type,
                draft.key,
                draft.fields,
                draft.creators,
                draft.dates,
                draft.tags,
            )


def _biber(path: Path) -> list[str]:
    run = subprocess.run(
        ["biber", "--tool", "--output-file", "/dev/null", path.name],
        cwd=path.parent,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    lines = run.stdout.splitlines() + run.stderr.splitlines()
    return [line for line in lines if not line.startswith("INFO")]


def _bibtex(folder: Path, name: str, style: str) -> list[str]:
    (folder / "a.aux").write_text(
        f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{{name}}}\n"
    )
    found = subprocess.run(
        ["kpsewhich", f"{style}.bst"], capture_output=True, text=True, check=False
    ).stdout.strip()
    run = subprocess.run(
        ["bibtex", "a"],
        cwd=folder,
        env={**os.environ, "BIBINPUTS": ".:", "BSTINPUTS": f"{Path(found).parent}:"},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    lines = run.stdout.splitlines()
    return [x for x in lines if re.search(r"Warning|error|I was|I couldn|---line|Illegal", x)]


def _kind(line: str) -> str:
    return re.sub(r"'[^']*'|\d+|\"[^\"]*\"|\S+\.bib\S*", "…", line)


def _report(name: str, said: list[str]) -> None:
    print(f"{name}: {len(said)} warnings")
    _print(Counter(map(_kind, said)))
    for line in said[:20]:
        print("   ", line[:200])


def _print(said: Counter[str]) -> None:
    for kind, times in said.most_common(20):
        print(f"{times:6}  {kind[:160]}")


if __name__ == "__main__":
    main()

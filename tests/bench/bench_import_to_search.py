"""From a folder of PDFs to a search that finds their pages, beside recollindex in the same run.

    python -m tests.bench.bench_import_to_search [FOLDER] [--files N] [--rounds N]

Takes the PDFs of FOLDER twice: as many small files, and bound into a few big ones. `pincite import`
ends when everything is searchable; recollindex (Debian's recoll) is left out where it is not
installed. Both begin with nothing, take turns, and are given the same pages.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pymupdf
from tests.bench.figures import machine

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "pdf"
_SMALL_FILES = 300
_SMALL_PAGES = 20
_BIG_FILES = 4
_ROUNDS = 3
_GOAL = 1.5


def main() -> None:
    """Make the folders, let both index them, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--files", type=int, default=_SMALL_FILES, help="small files to take")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    arguments = parser.parse_args()
    print(machine())
    pymupdf.TOOLS.mupdf_display_errors(False)
    found = readable(arguments.folder)
    if not found:
        print(f"Skipped: there are no PDFs in {arguments.folder}.")
        return
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        small = many_small(found, base / "small", arguments.files)
        measure("many small files", base / "small", small, base, arguments.rounds)
        big = few_big(found, base / "big")
        measure("few big files", base / "big", big, base, arguments.rounds)


def readable(folder: Path) -> list[tuple[Path, int]]:
    """The PDFs that open without a password, and how many pages they have."""
    found = []
    for path in sorted(folder.rglob("*.pdf")):
        try:
            with pymupdf.open(path) as document:
                if document.page_count and not document.needs_pass:
                    found.append((path, document.page_count))
        except (RuntimeError, ValueError):
            continue
    return found


def many_small(found: Sequence[tuple[Path, int]], folder: Path, count: int) -> int:
    """Copy short files of all makers; returns the number of their pages."""
    folder.mkdir()
    short = [(path, pages) for path, pages in found if pages <= _SMALL_PAGES]
    chosen = short[:: max(1, len(short) // count)][:count]
    for number, (path, _) in enumerate(chosen):
        shutil.copyfile(path, folder / f"{number:04}-{path.name[-60:]}")
    return sum(pages for _, pages in chosen)


def few_big(found: Sequence[tuple[Path, int]], folder: Path) -> int:
    """Bind all pages into a few books, and take the longest files as they are."""
    folder.mkdir()
    longest = sorted(found, key=lambda each: -each[1])[:2]
    total = 0
    for path, pages in longest:
        shutil.copyfile(path, folder / path.name)
        total += pages
    others = [path for path, _ in found if (path, _) not in longest]
    for number in range(_BIG_FILES):
        with pymupdf.open() as book:
            for path in others[number::_BIG_FILES]:
                try:
                    with pymupdf.open(path) as document:
                        book.insert_pdf(document, annots=False, links=False)
                except (RuntimeError, ValueError):
                    continue
            book.save(folder / f"book-{number}.pdf", garbage=3, deflate=True)
            total += book.page_count
    return total


def measure(name: str, folder: Path, pages: int, scratch: Path, rounds: int) -> None:
    """Let both index the folder by turns, and print the medians."""
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"-- {name}: {len(list(folder.iterdir()))} files, {pages} pages, {size / 1e6:.0f} MB")
    acts = {"pincite": with_pincite}
    if shutil.which("recollindex"):
        acts["recollindex"] = with_recoll
    times: dict[str, list[float]] = {act: [] for act in acts}
    for number in range(rounds):
        for act, run in acts.items():
            base = scratch / f"{act}-{folder.name}-{number}"
            base.mkdir()
            times[act].append(run(folder, base))
            shutil.rmtree(base)
    for act, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{act:12} {median:6.1f} s   {pages / median:6.0f} pages/s   of {rounds} rounds")
    if "recollindex" not in times:
        print("recollindex is not installed; there is nothing to compare with")
        return
    ratio = statistics.median(times["recollindex"]) / statistics.median(times["pincite"])
    print(f"ratio {ratio:.2f}   goal {_GOAL:g} {'met' if ratio >= _GOAL else 'MISSED'}")


def with_pincite(folder: Path, base: Path) -> float:
    """Seconds of an import into an empty library, until all of it is searchable."""
    environment = {
        **os.environ, "HOME": str(base), "XDG_CONFIG_HOME": str(base / "config"),
        "PINCITE_LIBRARY": str(base / "library"),
    }  # fmt: skip
    command = [sys.executable, "-m", "pincite", "--json", "import", str(folder)]
    began = time.perf_counter()
    # Damaged files among them are told, and make its exit status; the others are in.
    subprocess.run(command, env=environment, check=False, capture_output=True)
    took = time.perf_counter() - began
    status = subprocess.run(
        [sys.executable, "-m", "pincite", "--json", "index", "status"],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(status.stdout)
    found = found.get("data", found)
    assert found["is_current"], found
    assert found["pages"], found
    return took


def with_recoll(folder: Path, base: Path) -> float:
    """Seconds of recollindex into an empty index, as it is set up by Debian."""
    settings = base / "recoll"
    settings.mkdir()
    (settings / "recoll.conf").write_text(f"topdirs = {folder}\n", encoding="utf-8")
    environment = {**os.environ, "HOME": str(base), "RECOLL_CONFDIR": str(settings)}
    began = time.perf_counter()
    subprocess.run(
        ["recollindex", "-c", str(settings)], env=environment, check=True, capture_output=True
    )
    took = time.perf_counter() - began
    assert list((settings / "xapiandb").iterdir())
    return took


if __name__ == "__main__":
    main()

"""From a folder of PDFs to a search that finds their pages, beside recollindex in the same run.

    python -m tests.bench.bench_import_to_search [FOLDER] [--files N] [--rounds N]

Takes the PDFs of FOLDER twice: as many small files, and bound into a few big ones. `pincite import`
counts until its index has the last page; recollindex (Debian's recoll) is left out where it is not
installed. Both begin with nothing, take turns, and are given the same pages. recollindex would give
way to whatever else runs; here it need not.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pymupdf
from tests.bench.figures import machine

from pincite.library.library import Library
from pincite.search.errors import SearchIndexError
from pincite.search.manifest import read_manifest
from pincite.services.indexing import index_status

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "pdf"
_SMALL_FILES = 300
_SMALL_PAGES = 20
_BIG_FILES = 4
_ROUNDS = 3
_LOOK_EVERY_S = 0.01
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
    processor = dict.fromkeys(acts, 0.0)
    for number in range(rounds):
        for act, run in acts.items():
            base = scratch / f"{act}-{folder.name}-{number}"
            base.mkdir()
            before = _children_s()
            times[act].append(run(folder, base))
            processor[act] += (_children_s() - before) / rounds
            shutil.rmtree(base)
    for act, seconds in times.items():
        median = statistics.median(seconds)
        print(
            f"{act:12} {median:6.1f} s   {pages / median:6.0f} pages/s   "
            f"processor {processor[act]:.1f} s   of {rounds} rounds"
        )
    if "recollindex" not in times:
        print("recollindex is not installed; there is nothing to compare with")
        return
    ratio = statistics.median(times["recollindex"]) / statistics.median(times["pincite"])
    print(f"ratio {ratio:.2f}   goal {_GOAL:g} {'met' if ratio >= _GOAL else 'MISSED'}")


def _children_s() -> float:
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def with_pincite(folder: Path, base: Path) -> float:
    """Seconds of an import into an empty library, until the last page is searchable."""
    environment = {
        **os.environ, "HOME": str(base), "XDG_CONFIG_HOME": str(base / "config"),
        "PINCITE_LIBRARY": str(base / "library"),
    }  # fmt: skip
    command = [sys.executable, "-m", "pincite", "import", str(folder)]
    began = time.perf_counter()
    seen: dict[int, float] = {}
    # Damaged files among them are told, and make its exit status; the others are in.
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            seen.setdefault(searchable_pages(base / "library"), time.perf_counter() - began)
            time.sleep(_LOOK_EVERY_S)
    took = time.perf_counter() - began
    with closing(Library.open(base / "library", create=False)) as library:
        assert index_status(library).is_current
    pages = searchable_pages(base / "library")
    assert pages
    # What documents cite is looked for afterwards.
    return seen.get(pages, took)


def searchable_pages(library: Path) -> int:
    """Pages of the last commit of the index."""
    try:
        return sum(segment.alive_count for segment in read_manifest(library / "index").pages)
    except SearchIndexError:
        return 0


def with_recoll(folder: Path, base: Path) -> float:
    """Seconds of recollindex into an empty index, otherwise as it is set up by Debian."""
    settings = base / "recoll"
    settings.mkdir()
    lines = f"topdirs = {folder}\nidxniceprio = 0\n"
    (settings / "recoll.conf").write_text(lines, encoding="utf-8")
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

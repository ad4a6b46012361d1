"""Writers of the search index killed at random moments: `… bench_search_survival [TRIALS]`.

After each kill the index must be exactly as of one commit, no older than the last that the writer
reported, and no file may be left over once the next writer has started.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pincite.search.index import (
    IndexFolder,
    IndexMissingError,
    IndexReader,
    IndexWriter,
    RecordEntry,
)

_DOCUMENTS = 7
_NOTES = 11
_MOST_COMMITS = 3
_LONGEST_LIFE_S = 0.06


@dataclass
class Outcome:
    """How many kills there were, and what was found after them.

    Attributes:
        consistent: kills after which all was as of one commit.
        moved: kills after which there was something new.
        left_over: files that nobody names, before the sweep and after it, all kills together.
    """

    trials: int = 0
    consistent: int = 0
    moved: int = 0
    left_over: int = 0
    left_after_sweep: int = 0


def kill_writers(folder: Path, trials: int, seed: int = 1) -> Outcome:
    """Kill so many writers, each at a random moment of its work."""
    chance, outcome = random.Random(seed), Outcome()
    seen = 0
    for _ in range(trials):
        commits, life_s = chance.randint(0, _MOST_COMMITS), chance.random() * _LONGEST_LIFE_S
        reported = _run_and_kill(folder, commits, life_s)
        outcome.trials += 1
        outcome.left_over += len(list(_unnamed(folder)))
        with IndexWriter(folder) as writer:
            now = writer.last_seq
        outcome.left_after_sweep += len(list(_unnamed(folder)))
        outcome.consistent += now >= max(seen, reported) and _is_as_of(folder, now)
        outcome.moved += now > seen
        seen = now
    return outcome


def _run_and_kill(folder: Path, commits: int, life_s: float) -> int:
    """Let a writer commit so often, and live a little longer.

    Returns:
        The number of the last commit that the writer reported; 0 for none.
    """
    command = [sys.executable, "-m", "tests.bench.bench_search_survival", "--write", str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        process.stdout.readline()
        reported = [process.stdout.readline() for _ in range(commits)]
        time.sleep(life_s)
        process.send_signal(signal.SIGKILL)
        reported += process.stdout.readlines()
    return int(reported[-1]) if reported else 0


def write(folder: Path) -> None:
    """Change, commit and join, until killed."""
    with IndexWriter(folder) as writer:
        print("ready", flush=True)
        step = writer.last_seq
        while True:
            step += 1
            pages = [(step * 100 + i, i, f"step{step} common words") for i in range(_size(step))]
            writer.replace_pages(step % _DOCUMENTS, pages)
            if step % 5 == 0:
                writer.remove_document((step + 3) % _DOCUMENTS)
            note = str(step % _NOTES)
            writer.replace_record(RecordEntry("note", note, text=f"step{step} remark"))
            writer.commit(step)
            print(step, flush=True)
            if step % 4 == 0:
                writer.optimize()
            elif step % 3 == 0:
                writer.merge()


def _size(step: int) -> int:
    return 20 + step % 13


def _is_as_of(folder: Path, step: int) -> bool:
    """True when the index has what `write` had written at this step, and nothing else."""
    # All documents and notes are replaced within so many steps.
    last_steps = range(max(1, step - 3 * _NOTES), step + 1)
    documents: dict[int, int] = {}
    notes: dict[int, int] = {}
    for each in last_steps:
        documents[each % _DOCUMENTS] = each
        if each % 5 == 0:
            documents.pop((each + 3) % _DOCUMENTS, None)
        notes[each % _NOTES] = each
    if not step:
        return True
    with IndexReader(folder) as reader:
        reader.verify()
        found = [reader.search(f"step{each}").total for each in last_steps]
        pages, remarks = (reader.search(word).total for word in ("common", "remark"))
    expected = [
        (_size(each) if documents.get(each % _DOCUMENTS) == each else 0)
        + (notes[each % _NOTES] == each)
        for each in last_steps
    ]
    totals = (sum(map(_size, documents.values())), len(notes))
    return found == expected and (pages, remarks) == totals


def _unnamed(folder: Path) -> Iterator[Path]:
    """Files of the index that the manifest does not name."""
    try:
        manifest = IndexFolder(folder).manifest()
        build = folder / manifest.build
        named = {build / "pages" / segment.name for segment in manifest.pages}
        named |= {build / "records" / segment.name for segment in manifest.records}
    except IndexMissingError:
        # The first writer was killed at once.
        named = set()
    named |= {folder / "manifest.json", folder / "writer.lock"}
    return (path for path in folder.rglob("*") if path.is_file() and path not in named)


def main() -> None:
    """Kill writers, and tell what was found; or be one, for `kill_writers`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trials", nargs="?", type=int, default=200)
    parser.add_argument("--write", type=Path, help="be a writer of the index in this folder")
    arguments = parser.parse_args()
    if arguments.write:
        write(arguments.write)
    with tempfile.TemporaryDirectory() as scratch:
        outcome = kill_writers(Path(scratch) / "index", arguments.trials)
    print(
        f"{outcome.trials} kills: {outcome.consistent} consistent, {outcome.moved} with something "
        f"new; files left over {outcome.left_over}, after the sweep {outcome.left_after_sweep}"
    )


if __name__ == "__main__":
    main()

"""The check and the clean-ups of a large library, and a backup of it: seconds.

    python -m tests.bench.bench_integrity [ITEMS]

An invented library (50 000 items unless said), each with a document whose file is missing and every
tenth with a fault of another kind; prints what was found of what was put in.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tests.bench.bench_library import fill
from tests.bench.figures import machine

from pincite.library.backups import make_backup, verify
from pincite.library.library import Library
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.services.cleaning.actions import CLEAN_UPS, find_changes
from pincite.services.commands.cleaning import ChangeValues
from pincite.services.integrity.checking import check_library, counts_of, mending_of
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

_FAULTS: dict[str, Callable[[Item], Item]] = {
    "edition": lambda item: _with(item, edition="2nd ed."),
    "html": lambda item: _with(item, title=f"{item.title} &amp; more"),
    "pages": lambda item: _with(item, page="many"),
    "isbn": lambda item: _with(item, ISBN="978-0-306-40615-8"),
    "name-capitals": lambda item: replace(
        item, creators=(Creator(family="HAVEN", given="ADA"), *item.creators)
    ),
    "date": lambda item: replace(item, dates={"issued": "soon"}),
}


def main() -> None:
    """Make the library, check it, mend it, clean it, back it up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", nargs="?", type=int, default=50_000)
    count = parser.parse_args().items
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library")
        fill(library, count)
        put = _add_faults(library)
        workspace = Workspace(library)
        found = _timed("check of all items", lambda: check_library(library, JobContext()))
        counts = counts_of(found)
        for kind, number in put.items():
            print(f"  {kind:16} {counts.get(kind, 0)} found of {number}")
        mends = [finding for finding in found if finding.mend]
        _timed(f"mending {len(mends)} findings", lambda: workspace.run_now(mending_of(mends)))
        usual = [each for each in CLEAN_UPS if each.is_usual]
        read = library.reader
        _timed(
            "preview of the usual clean-ups", lambda: find_changes(read, usual, None, JobContext())
        )
        cases = [each for each in CLEAN_UPS if each.name == "title-case"]
        changes = _timed(
            "preview of titles with capitals", lambda: find_changes(read, cases, None, JobContext())
        )
        command = ChangeValues(tuple(changes))
        _timed(f"changing {len(changes)} titles", lambda: workspace.run_now(command))
        made = _timed("backup, checked", lambda: make_backup(library))
        print(f"  {made.size / 1e6:.0f} MB, {verify(made.path)} items")
        workspace.close()


def _add_faults(library: Library) -> dict[str, int]:
    chance = random.Random(5)
    ids = library.reader.item_ids()
    put = dict.fromkeys(_FAULTS, 0)
    with library.transaction() as tx:
        for item in library.reader.items(chance.sample(ids, len(ids) // 10)):
            kind = chance.choice(list(_FAULTS))
            tx.put(_FAULTS[kind](item))
            put[kind] += 1
    return put


def _with(item: Item, **fields: str) -> Item:
    return replace(item, fields={**item.fields, **fields})


T = TypeVar("T")


def _timed(name: str, act: Callable[[], T]) -> T:
    begin, used = time.perf_counter(), time.process_time()
    result = act()
    seconds, processor = time.perf_counter() - begin, time.process_time() - used
    print(f"{name:36} {seconds:6.1f} s, {processor:.1f} s of processor")
    return result


if __name__ == "__main__":
    main()

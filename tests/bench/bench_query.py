"""The query language in a large library: other forms, fields of pages, works, completion.

    python tests/bench/bench_query.py FOLDER

FOLDER is a library of `bench_search.py --keep`; its index is brought up to date first.
Milliseconds, p50 and p95 of several runs; "first" is with nothing remembered.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from pincite.search.index import IndexFolder
from pincite.services.completing import matching, values_of
from pincite.services.finding import Finder
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

_SENTENCES = (
    "the governments considered walking",
    "financial economies of the nation",
    "computations of running processes",
)
_FIELDS = ("label:7", "page:7", "page:100..", "year:2000..", "has:files", "-has:notes", "type:book")
_NEAR = ("government NEAR/5 nation", "comp* NEAR/5 process*", "economi~ NEAR/9 the")
_FUZZY = ("goverment~", "proces~", "economi~2")
_VALUES = ("author", "tag", "year", "cites", "lang", "type")


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def tell(name: str, times: list[float]) -> None:
    """One line."""
    times.sort()
    last = times[max(0, int(len(times) * 0.95) - 1)]
    print(f"{name:32} p50 {times[len(times) // 2]:7.2f}  p95 {last:7.2f}  n {len(times)}")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    folder = parser.parse_args().library
    space = Workspace.open(folder, create=False)
    update_index(space.library, JobContext())
    typed = [text[:n] for text in _SENTENCES for n in range(2, len(text) + 1)]
    where = frozenset({"text"})
    with IndexFolder(folder / "index").open_reader() as reader:
        print(f"{reader.page_count} pages")
        for run in ("first", "again"):
            times = [
                timed(lambda t=text: reader.search(t, where=where, prefix_last=True))  # type: ignore[misc]
                for text in typed
            ]
            tell(f"keystroke, {run}", times)
    finder = Finder(space)
    for name, queries in (("fields", _FIELDS), ("nearness", _NEAR), ("typos", _FUZZY)):
        for query in queries:
            times = [timed(lambda q=query: finder.search(q)) for _ in range(5)]  # type: ignore[misc]
            tell(f"{name}: {query}", times)
            times = [timed(lambda q=query: finder.works(q)) for _ in range(5)]  # type: ignore[misc]
            tell(f"{name}, all works: {query}", times)
    for name in _VALUES:
        values = values_of(space.read, name)
        tell(f"values of {name}", [timed(lambda n=name: values_of(space.read, n))])  # type: ignore[misc]
        tell(f"completion of {name}", [timed(lambda v=values: matching(v, "s", 8))])  # type: ignore[misc]
    finder.close()
    space.close()


if __name__ == "__main__":
    main()

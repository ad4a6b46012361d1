"""Speed of the search index on generated pages: `python -m tests.bench.bench_search [PAGES]`.

The pages are the same in every run: words of a Zipf distribution, some of them in phrases.
"""

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pincite.search.analysis import tokens
from pincite.search.index import IndexFolder, IndexReader
from pincite.search.snippets import snippet

_SEED = 7
_PAGES_PER_DOCUMENT = 20
_WORDS_PER_PAGE = 450
_VOCABULARY = 40_000


def generate_pages(count: int) -> Iterator[str]:
    """`count` pages of words as a book has them: few common ones, many rare ones."""
    rng = random.Random(_SEED)
    syllables = ["ka", "lo", "mi", "ter", "en", "us", "ra", "tion", "de", "per", "st", "ing", "o"]
    words = list(
        dict.fromkeys(
            "".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(_VOCABULARY * 2)
        )
    )[:_VOCABULARY]
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    for _ in range(count):
        page = rng.choices(words, cum_weights=weights, k=_WORDS_PER_PAGE)
        yield "\n".join(" ".join(page[i : i + 11]) for i in range(0, len(page), 11))


def _median_ms(act: Callable[[], object], times: int = 15) -> float:
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        durations.append((time.perf_counter() - start) * 1000)
    return statistics.median(durations)


def _index(folder: IndexFolder, pages: list[str]) -> None:
    with folder.open_writer() as writer:
        start, cpu = time.perf_counter(), time.process_time()
        for first in range(0, len(pages), _PAGES_PER_DOCUMENT):
            part = pages[first : first + _PAGES_PER_DOCUMENT]
            entries = [(first + i, i, text) for i, text in enumerate(part)]
            writer.replace_pages(first // _PAGES_PER_DOCUMENT, entries)
        writer.commit(1)
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        print(f"index        {len(pages) / wall:8.0f} pages/s ({len(pages) / cpu:.0f} per CPU s)")
        entries = [(10**6 + i, i, text) for i, text in enumerate(pages[:_PAGES_PER_DOCUMENT])]

        def add() -> None:
            writer.replace_pages(10**6, entries)
            writer.commit(2)

        print(f"add 20 pages {_median_ms(add, 5):8.1f} ms")


def _search(reader: IndexReader, pages: list[str]) -> None:
    words = sorted({word for page in pages[:200] for word in tokens(page)})
    common, rare = tokens(pages[0])[0], max(words, key=len)
    two = " ".join(tokens(pages[1])[5:7])
    for name, query in (
        ("common", common),
        ("rare", rare),
        ("and", f"{common} {two}"),
        ("or", f"{rare} OR {two.replace(' ', ' OR ')}"),
        ("phrase", f'"{two}"'),
        ("prefix", f"{rare[:4]}*"),
    ):
        total = reader.search(query).total
        print(f"{name:12} {_median_ms(lambda q=query: reader.search(q)):8.2f} ms  {total} hits")  # type: ignore[misc]
    marks = (common, *two.split())
    print(f"20 snippets  {_median_ms(lambda: [snippet(p, marks) for p in pages[:20]]):8.2f} ms")


def main() -> None:
    """Generate, index, search, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=3000)
    pages = list(generate_pages(parser.parse_args().pages))
    start = time.perf_counter()
    for page in pages:
        tokens(page)
    print(f"words        {len(pages) / (time.perf_counter() - start):8.0f} pages/s")
    with tempfile.TemporaryDirectory() as scratch:
        folder = IndexFolder(Path(scratch) / "index")
        _index(folder, pages)
        print(f"size         {folder.size() / 1e6:8.1f} MB")
        print(f"open         {_median_ms(lambda: folder.open_reader().close()):8.2f} ms")
        with folder.open_reader() as reader:
            _search(reader, pages)


if __name__ == "__main__":
    main()

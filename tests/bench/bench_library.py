"""Times of the library with many items; prints figures, asserts nothing.

Usage: python tests/bench/bench_library.py [ITEMS]
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pincite.library.library import Library
from pincite.library.queries import ItemQuery, ReadingPlace
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation
from pincite.model.creators import Creator
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, CollectionId, ItemId, Sha256, TaskId
from pincite.model.items import Item
from pincite.model.reading_states import ReadingState
from pincite.model.tasks import Task

_WORDS = [
    *("river", "market", "treaty", "border", "census", "archive", "harvest", "climate"),
    *("labour", "memory", "police", "school", "court", "trade", "railway", "language"),
    *("migration", "reform", "island", "steel"),
]
_REPEATS = 15


def _item(n: int, chance: random.Random) -> Item:
    title = " ".join(chance.choices(_WORDS, k=9))
    return Item(
        id=ItemId(f"{chance.getrandbits(128):032x}"),
        type=chance.choice(("book", "article-journal", "report")),
        key=f"{chance.choice(_WORDS)}{n}",
        fields={
            "title": title.capitalize(),
            "container-title": f"Journal of {chance.choice(_WORDS)}",
            "DOI": f"10.5555/{n}",
            "abstract": " ".join(chance.choices(_WORDS, k=150)),
        },
        creators=tuple(
            Creator(family=chance.choice(_WORDS).capitalize(), given="Ada") for _ in range(3)
        ),
        dates={"issued": str(chance.randint(1900, 2025))},
        tags=(tags := tuple(chance.sample(_WORDS, k=2))),
        automatic_tags=tags[: n % 2],
        reading=ReadingState.READ if n % 10 == 0 else None,
        collections=(CollectionId(chance.choice(_WORDS)),),
        added=f"2025-01-{n % 28 + 1:02}T10:00:00.000Z",
    )


def fill(library: Library, count: int) -> float:
    """Put `count` invented items with a document each; every second one is marked. Seconds."""
    chance = random.Random(7)
    begin = time.perf_counter()
    with library.transaction() as tx:
        for n in range(count):
            item = _item(n, chance)
            sha = Sha256(f"{n:064x}")
            tx.put(item)
            tx.put(Document(sha, item.id, "a.pdf", "application/pdf", pages=10, added=item.added))
            if n % 5 == 0:
                place = ReadingPlace(n % 9, at=f"2026-01-{n % 28 + 1:02}T10:00:00+00:00")
                tx.put_reading_place(sha, place)
                tx.put(Task(TaskId(f"{n:032x}"), item.id, "check quotation", item.added))
            if n % 2 == 0:
                box = Quad(70.5, 100.25, 300.125, 112.5)
                anchor = Anchor(3, (PageQuads(3, (box, box)),), quote=item.title)
                tx.put(Annotation(AnnotationId(f"{n:032x}"), sha, "highlight", anchor))  # type: ignore[arg-type]
    return time.perf_counter() - begin


def _show(name: str, act: Callable[[], object]) -> None:
    times = []
    for _ in range(_REPEATS):
        begin = time.perf_counter()
        act()
        times.append((time.perf_counter() - begin) * 1000)
    print(f"{name:44} median {statistics.median(times):8.2f} ms   worst {max(times):8.2f} ms")


def _queries(library: Library) -> None:
    read = library.reader
    ids = read.item_ids()
    for sort in (
        "title",
        "creators",
        "year",
        "added",
        "modified",
        "annotations",
        "key",
        "read",
        "reading",
    ):
        _show(f"item_ids sort={sort}", lambda sort=sort: read.item_ids(sort=sort))  # type: ignore[misc]
    queries = {
        "one word": ItemQuery("river"),
        "three letters": ItemQuery("riv"),
        "three words": ItemQuery("river treaty ada"),
        "no hit": ItemQuery("zzz"),
        "tag": ItemQuery(tags=("river",)),
        "collection": ItemQuery(collection=CollectionId("river")),
        "type and word": ItemQuery("steel", types=("book",)),
        "untagged": ItemQuery(section="untagged"),
        "trash": ItemQuery(section="trash"),
        "tasks": ItemQuery(section="tasks"),
    }
    for name, query in queries.items():
        _show(
            f"item_ids {name}, by title",
            lambda query=query: read.item_ids(query, sort="title", descending=False),  # type: ignore[misc]
        )
    _show("item_rows of 60", lambda: read.item_rows(ids[:60]))
    _show("item_rows of all", lambda: read.item_rows(ids))
    _show("items of all", lambda: read.items(ids))
    _show("tags", read.tags)
    _show("open_task_count", read.open_task_count)
    _show("open_tasks", read.open_tasks)
    _show("state:unread", lambda: read.filtered("state", "unread"))
    _show("collection_counts", read.collection_counts)
    _show("all_annotations", lambda: list(read.all_annotations()))
    _show("find_items by key", lambda: read.find_items("river10"))
    _show("item_by_identifier", lambda: read.item_by_identifier("DOI", "10.5555/77"))
    _show("data_version", library.data_version)
    _show("changes_since of 10 entries", lambda: library.changes_since(library.last_seq() - 10))


def _writes(library: Library) -> None:
    texts = [(i, " ".join(random.Random(i).choices(_WORDS, k=450))) for i in range(300)]
    sha = Sha256("f" * 64)

    item = library.reader.items(library.reader.item_ids()[:1])[0]

    def edit(durable: bool) -> None:
        with library.transaction(durable=durable) as tx:
            tx.put(replace(item, modified=str(time.time_ns())))

    def pages() -> None:
        with library.transaction(durable=False) as tx:
            tx.put_page_texts(sha, texts)

    _show("put one item, durable", lambda: edit(True))
    _show("put one item, not durable", lambda: edit(False))
    _show("put_page_texts of 300 pages", pages)
    _show("page_numbers of 300 pages", lambda: library.reader.page_numbers(sha))


def main() -> None:
    """Make a library in a temporary folder and time it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder))
        print(f"put {count} items with documents: {fill(library, count):.2f} s")
        size = sum(p.stat().st_size for p in Path(folder).glob("library.sqlite*"))
        print(f"size of the file: {size / 2**20:.1f} MiB")
        _queries(library)
        _writes(library)
        library.close()
        _show("open and close", lambda: Library.open(Path(folder)).close())


if __name__ == "__main__":
    main()

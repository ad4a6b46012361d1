"""Where else a passage is said, and which pages are like a page."""

import hashlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.services.commands.items import AddItem
from pincite.services.commands.records import SaveRecords
from pincite.services.finding import Finder
from pincite.services.hits import Hit, View
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.services.repeated_passages import Place
from pincite.services.results import Found
from pincite.services.workspace import Workspace

_PASSAGE = (
    "the harbour master weighed the grain twice before the storm and wrote both figures into the "
    "ledger that the council had sealed"
)
_FILLER = (
    "merchants", "council", "barley", "quay", "winter", "tariff", "ships", "letter", "rope",
    "warehouse", "captain", "tide", "silver", "clerk", "bread", "market", "north", "stone",
)  # fmt: skip


def _filler(seed: int, words: int = 120) -> str:
    chosen = random.Random(seed).choices(_FILLER, k=words)
    lines = [" ".join(chosen[n : n + 9]) for n in range(0, words, 9)]
    return "\n".join(lines)


def _add(space: Workspace, name: str, pages: list[str]) -> Sha256:
    sha = Sha256(hashlib.sha256(name.encode()).hexdigest())
    space.run_now(AddItem(Item(ItemId(name), "book", fields={"title": name})))
    document = Document(sha, ItemId(name), "file.pdf", "application/pdf", pages=len(pages))
    labels = tuple(PageLabel(str(n + 51)) for n in range(len(pages)))
    space.run_now(SaveRecords("Import", (document, PageMap(sha, labels))))
    with space.library.transaction() as tx:
        tx.put_page_texts(sha, list(enumerate(pages)))
    return sha


@pytest.fixture
def space(library_folder: Path) -> Iterator[Workspace]:
    """An open library."""
    opened = Workspace.open(library_folder)
    yield opened
    opened.close()


def _hits(found: Found) -> list[Hit]:
    arranged = found.views[View.PAGES].arranged()
    numbers = [n for g in range(arranged.work_count) for n in arranged.group(g).hits]
    return [hit for number in numbers if (hit := found.load(number)) is not None]


def _look(space: Workspace, passage: str = _PASSAGE, known: Place | None = None) -> list[Hit]:
    update_index(space.library, JobContext())
    return _hits(Finder(space).elsewhere(passage, known))


def _noisy(text: str) -> str:
    """Every eleventh letter read wrong."""
    return "".join("c" if n % 11 == 5 and c.isalpha() else c for n, c in enumerate(text))


def _hyphenated(text: str) -> str:
    """Lines that end in other places, words divided at their ends."""
    return text.replace("harbour", "har-\nbour").replace("figures", "fi-\ngures")


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        (str, True),
        (_hyphenated, True),
        (lambda text: text.replace("twice", "three times"), False),
        (_noisy, False),
    ],
    ids=["same", "other line ends", "other words", "badly recognised"],
)
def test_a_passage_is_found_in_another_work(
    space: Workspace, change: Callable[[str], str], is_same: bool
) -> None:
    for number in range(6):
        _add(space, f"other {number}", [_filler(number), _filler(number + 50)])
    _add(space, "copy", [_filler(90), f"{_filler(91)}\n{change(_PASSAGE)}\n{_filler(92)}"])
    (hit,) = _look(space)
    assert (hit.title, hit.page_label, hit.differences == 0) == ("copy", "52", is_same)


def test_words_that_differ_are_told_and_marked(space: Workspace) -> None:
    _add(space, "copy", [f"{_filler(1)}\n{_PASSAGE.replace('twice', 'once')}\n{_filler(2)}"])
    (hit,) = _look(space)
    assert hit.differences == 1
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["once"]


def test_a_passage_over_the_end_of_a_page_is_found_where_it_begins(space: Workspace) -> None:
    words = _PASSAGE.split()
    head = "The Harbour Books\n\n"
    pages = [
        f"{head}{_filler(n)}\n{' '.join(words[:10]) if n == 2 else ''}\n\n{51 + n}"
        for n in range(3)
    ]
    pages.append(f"{head}{' '.join(words[10:])}\n{_filler(9)}\n\n54")
    _add(space, "copy", pages)
    (hit,) = _look(space)
    assert (hit.page_label, hit.differences) == ("53", 0)


def test_the_nearest_comes_first_and_the_place_itself_is_left_out(space: Workspace) -> None:
    own = _add(space, "source", [_PASSAGE])
    _add(space, "near", [_PASSAGE.replace("twice", "once").replace("sealed", "signed")])
    _add(space, "same", [f"{_filler(1)}\n{_PASSAGE}"])
    assert [hit.title for hit in _look(space, known=Place(own, 0))] == ["same", "near"]


def test_common_words_side_by_side_are_enough(space: Workspace) -> None:
    for number in range(8):
        _add(space, f"other {number}", [f"it is not that which we have and {_filler(number)}"])
    said = "that which is not and that which we have not is not that which it is"
    _add(space, "copy", [f"{_filler(30)}\n{said}\n{_filler(31)}"])
    assert [hit.title for hit in _look(space, said)] == ["copy"]


def test_a_passage_of_a_script_without_spaces_is_found(space: Workspace) -> None:
    said = "我们研究水素的性质和用途"
    _add(space, "copy", [f"第一章\n{said}\n完"])
    _add(space, "other", ["我们的书"])
    assert [hit.title for hit in _look(space, said)] == ["copy"]


def test_what_nobody_says_is_not_found(space: Workspace) -> None:
    for number in range(6):
        _add(space, f"other {number}", [_filler(number)])
    update_index(space.library, JobContext())
    found = Finder(space).elsewhere(_PASSAGE)
    assert _hits(found) == []
    assert found.message.startswith("No other page has this passage")


def test_pages_like_a_page_share_its_rare_words(space: Workspace) -> None:
    own = "the assize of bread fixed the weight of the farthing loaf by the price of wheat"
    sha = _add(space, "source", [own, "assize of bread and farthing loaf again"])
    _add(space, "like", [f"{_filler(1)} the farthing loaf and the assize of bread in wheat years"])
    for number in range(6):
        _add(space, f"other {number}", [_filler(number)])
    update_index(space.library, JobContext())
    document = space.read.get(Document, sha)
    assert document is not None
    found = Finder(space).similar(document, 0)
    assert [hit.title for hit in _hits(found)] == ["like"]
    assert found.title == "Like p. 51 of source"


def test_a_page_without_words_has_no_page_like_it(space: Workspace) -> None:
    sha = _add(space, "source", ["12 13 14"])
    update_index(space.library, JobContext())
    document = space.read.get(Document, sha)
    assert document is not None
    found = Finder(space).similar(document, 0)
    assert found.message == "This page has no words that would tell it from other pages."

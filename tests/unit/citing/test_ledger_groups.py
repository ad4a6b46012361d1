import pytest

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import Grouping, LedgerSort, group_ledger
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item

ITEMS = {
    item.id: item
    for item in (
        Item(ItemId("a"), "legal_case", "a", {"title": "Roe"}, (), {"issued": "1973"}),
        Item(ItemId("b"), "book", "b", {"title": "Bread"}, (Creator(family="Young"),),
             {"issued": "2001"}),
        Item(ItemId("c"), "legislation", "c", {"title": "Corn Act"}, (), {"issued": "1815"}),
        Item(ItemId("d"), "book", "d", {"title": "Aal"}, (Creator(family="Bell"),)),
    )
}  # fmt: skip
WORKS = [
    LedgerWork(id, item.title, ("1",), number)
    for number, (id, item) in enumerate(ITEMS.items(), start=1)
]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (LedgerSort.TITLE, "dbca"),
        (LedgerSort.AUTHOR, "dcab"),
        (LedgerSort.YEAR, "cabd"),
        (LedgerSort.CITATIONS, "dcba"),
    ],
)
def test_works_are_sorted(sort: LedgerSort, order: str) -> None:
    [group] = group_ledger(WORKS, ITEMS, Grouping.NONE, sort)
    assert "".join(work.item for work in group.works) == order


def test_authorities_are_grouped_as_lawyers_do() -> None:
    groups = group_ledger(WORKS, ITEMS, Grouping.LAW)
    assert [(g.title, [w.item for w in g.works]) for g in groups] == [
        ("Cases", ["a"]),
        ("Statutes", ["c"]),
        ("Other authorities", ["d", "b"]),
    ]


def test_groups_by_kind_of_work() -> None:
    titles = [g.title for g in group_ledger(WORKS, ITEMS, Grouping.TYPE)]
    assert titles == ["Books", "Cases", "Statutes"]


def test_no_works_make_no_groups() -> None:
    assert group_ledger([], {}) == group_ledger([], {}, Grouping.LAW) == []

"""Lists of items: filtered, sorted, counted."""

from dataclasses import replace

import pytest
from tests.unit.library import factories
from tests.unit.library.factories import ALL, COLLECTION, DOCUMENT, ITEM, ITEM_ID, SHA, TIME

from pincite.library.library import Library
from pincite.library.queries import ItemQuery, ItemRow, ReadingPlace, TagCount
from pincite.library.values import SECTIONS, SORTS
from pincite.model.creators import Creator
from pincite.model.ids import CollectionId, ItemId
from pincite.model.items import Item
from pincite.model.reading_states import ReadingState
from pincite.model.records import Record


def _put(library: Library, *records: Record) -> None:
    with library.transaction(durable=False) as tx:
        for record in records:
            tx.put(record)


@pytest.mark.parametrize(
    "text",
    ["FERRI", "fahrmann", "aelva lower", "2019", "harbour", "annals", "boats", "fährmann2019"],
)
def test_the_filter_finds_words_anywhere_accents_and_case_aside(
    library: Library, text: str
) -> None:
    _put(library, ITEM, factories.item(1, "Other"))
    assert library.reader.item_ids(ItemQuery(text)) == [ITEM_ID]


@pytest.mark.parametrize("text", ["ferries bridges", "%", "_", "'"])
def test_the_filter_wants_every_word_as_it_stands(library: Library, text: str) -> None:
    _put(library, ITEM)
    assert library.reader.item_ids(ItemQuery(text)) == []


def test_sections(library: Library) -> None:
    plain = factories.item(1, added="1")
    trashed = factories.item(2, trashed=TIME)
    _put(library, ITEM, DOCUMENT, plain, trashed)
    with library.transaction() as tx:
        tx.put_reading_place(SHA, ReadingPlace(0, at=TIME))
    read = library.reader
    found = {section: read.item_ids(ItemQuery(section=section)) for section in SECTIONS}
    assert found == {
        "all": [ITEM_ID, plain.id],
        "recent": [ITEM_ID],
        "drafts": [ITEM_ID],
        "untagged": [plain.id],
        "tasks": [],
        "trash": [trashed.id],
    }
    assert read.item_count() == 2


def test_sorting_by_each_column_and_back(library: Library) -> None:
    names = ("Ábel", "zeta", "Mid")
    items = [
        factories.item(n, name, creators=(Creator(family=name),), key=name, added=str(n),
                       modified=str(n), dates={"issued": f"190{n}"}, type=kind)
        for n, (name, kind) in enumerate(zip(names, ("book", "thesis", "report"), strict=True))
    ]  # fmt: skip
    _put(library, *items)
    for sort in ("title", "creators", "key", "type"):
        order = library.reader.item_ids(sort=sort, descending=False)
        assert order == [items[0].id, items[2].id, items[1].id]
        assert library.reader.item_ids(sort=sort) == order[::-1]
    for sort in ("year", "added", "modified"):
        assert library.reader.item_ids(sort=sort, descending=False) == [i.id for i in items]


def test_sorting_by_annotations_and_by_last_reading(library: Library) -> None:
    few, many = factories.item(1, "few"), factories.item(2, "many")
    first, second = factories.document(1, few), factories.document(2, many)
    marks = [factories.mark(n, second) for n in (1, 2)]
    _put(library, few, many, first, second, factories.mark(3, first), *marks)
    with library.transaction() as tx:
        tx.put_reading_place(first.sha256, ReadingPlace(0, at="2"))
        tx.put_reading_place(second.sha256, ReadingPlace(0, at="1"))
    assert library.reader.item_ids(sort="annotations") == [many.id, few.id]
    assert library.reader.item_ids(sort="read") == [few.id, many.id]


def test_a_sort_or_section_that_is_not_there_is_a_mistake(library: Library) -> None:
    with pytest.raises(ValueError, match="sort"):
        library.reader.item_ids(sort="id; drop table items")
    with pytest.raises(ValueError, match="section"):
        library.reader.item_ids(ItemQuery(section="nothing"))


def test_tags_of_annotations_count_for_their_item(library: Library) -> None:
    _put(library, *ALL, factories.item(1, tags=("claim", "rivers")))
    assert library.reader.item_ids(ItemQuery(tags=("claim", "rivers"))) == [
        ITEM_ID,
        factories.item(1).id,
    ]
    assert library.reader.tags() == [
        TagCount("Boats", 1),
        TagCount("claim", 2),
        TagCount("rivers", 2),
        TagCount("rivers 2", 1),
    ]


def test_a_trashed_item_hides_its_tags_annotations_and_notes(library: Library) -> None:
    _put(library, *ALL, replace(ITEM, trashed=TIME))
    read = library.reader
    assert read.tags() == []
    assert read.collection_counts() == {}
    assert list(read.all_annotations()) == []
    assert list(read.all_notes()) == []
    assert not read.document_exists(SHA)
    assert read.annotations_of(SHA) == [factories.ANNOTATION]
    assert read.get(Item, ITEM_ID) == replace(ITEM, trashed=TIME)


@pytest.mark.parametrize("count", [3, 700])
def test_of_few_and_of_many_ids_those_that_fit_come_sorted(library: Library, count: int) -> None:
    items = [factories.item(n, f"Boat {n:03}" if n % 2 else f"Ship {n:03}") for n in range(count)]
    _put(library, *items, factories.item(999, "Boat 999"))
    query = ItemQuery("boat", ids=tuple(item.id for item in items))
    expected = [items[n].id for n in range(count) if n % 2]
    assert library.reader.item_ids(query, sort="title", descending=False) == expected


def test_conditions_hold_together(library: Library) -> None:
    _put(library, *ALL, factories.item(1, type="report"))
    read = library.reader
    query = ItemQuery("ferries", "drafts", COLLECTION.id, ("rivers",), (ITEM_ID,), ("report",))
    assert read.item_ids(query) == [ITEM_ID]
    assert read.item_count(query) == 1
    for other in (
        replace(query, collection=CollectionId("x")),
        replace(query, tags=("rivers", "x")),
        replace(query, ids=()),
        replace(query, types=("book",)),
    ):
        assert read.item_ids(other) == []
    assert read.collection_counts() == {COLLECTION.id: 1}
    assert read.collections() == [COLLECTION]


def test_a_row_counts_live_documents_and_annotations(library: Library) -> None:
    gone = factories.document(5, ITEM, trashed=TIME, problem="Torn.")
    problem = factories.document(6, ITEM, problem="Torn.")
    dead = factories.mark(7, DOCUMENT, trashed=TIME)
    _put(library, *ALL, gone, problem, dead, factories.mark(8, gone))
    assert library.reader.item_rows([ItemId("unknown"), ITEM_ID]) == [
        ItemRow(
            ITEM_ID, ITEM.title, "Fährmann", "2019", "report", ITEM.key, "Annals of Crossings",
            TIME, TIME, 2, 1, is_draft=True, tags=ITEM.tags, has_problem=True,
            reading=ReadingState.UNREAD, tasks=0,
        )
    ]  # fmt: skip


def test_items_come_in_the_order_asked(library: Library) -> None:
    items = [factories.item(n) for n in range(5)]
    _put(library, *items)
    wanted = [items[3].id, ItemId("unknown"), items[0].id]
    assert library.reader.items(wanted) == [items[3], items[0]]


@pytest.mark.parametrize(
    "reference",
    ["Fährmann2019", "FAHRMANN2019", ITEM_ID, ITEM_ID.upper(), "a" * 8, SHA, SHA[:8], f" {SHA} "],
)
def test_an_item_is_found_by_key_id_or_sha256(library: Library, reference: str) -> None:
    _put(library, *ALL)
    assert library.reader.find_items(reference) == [ITEM]


@pytest.mark.parametrize("reference", ["", "aaaaaaa", "c0f*ee00", "unknown"])
def test_short_prefixes_and_patterns_find_nothing(library: Library, reference: str) -> None:
    _put(library, *ALL)
    assert library.reader.find_items(reference) == []


def test_an_ambiguous_prefix_finds_all_and_a_trashed_item_only_when_nothing_lives(
    library: Library,
) -> None:
    items = [factories.item(n, added=str(n)) for n in (1, 2)]
    _put(library, *items)
    assert library.reader.find_items("00000000") == items
    _put(library, *(replace(item, trashed=TIME) for item in items[:1]))
    assert library.reader.find_items("00000000") == items[1:]
    _put(library, *(replace(item, trashed=TIME) for item in items))
    assert len(library.reader.find_items("00000000")) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DOI", "https://doi.org/10.5555/FERRY.19"),
        ("ISBN", "0306406152"),
        ("arXiv", "arXiv:2101.00001v3"),
        ("PMID", "77"),
    ],
)
def test_an_item_is_found_by_identifier_however_it_is_spelled(
    library: Library, name: str, value: str
) -> None:
    fields = {**ITEM.fields, "PMID": "77", "number": "arXiv:2101.00001"}
    item = replace(ITEM, fields=fields, collections=())
    _put(library, item)
    assert library.reader.item_by_identifier(name, value) == item
    _put(library, replace(item, trashed=TIME))
    assert library.reader.item_by_identifier(name, value) is None


def test_keys_of_trashed_items_stay_in_use_and_live_ones_come_first(library: Library) -> None:
    live, dead = factories.item(2, key="same"), factories.item(1, key="same", trashed=TIME)
    _put(library, live, dead, factories.item(3), factories.item(4, key="gone", trashed=TIME))
    assert library.reader.keys() == {"same", "gone"}
    assert library.reader.item_by_key("same") == live
    assert library.reader.item_by_key("SAME") is None


def test_ten_thousand_items_are_listed_sorted_and_filtered(library: Library) -> None:
    items = [factories.item(n, f"Title {n % 97}", added=f"{n:06}") for n in range(10_000)]
    _put(library, *items)
    read = library.reader
    assert read.item_ids() == [item.id for item in reversed(items)]
    assert len(read.item_ids(ItemQuery("title 13"), sort="title")) == 103
    assert len(read.item_rows([item.id for item in items])) == 10_000
    for sort in SORTS:
        assert len(read.item_ids(sort=sort)) == 10_000

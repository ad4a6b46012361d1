"""Every record comes back as it went in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.library import factories

from pincite.library.codec import decode, encode
from pincite.library.errors import DamagedLibraryError
from pincite.library.folding import fold
from pincite.library.library import Library
from pincite.model.creators import Creator
from pincite.model.csl import FIELDS, TYPES
from pincite.model.documents import Document, PageMap
from pincite.model.ids import CollectionId, ItemId, Sha256
from pincite.model.items import Item
from pincite.model.records import Record, record_id

_text = st.text(max_size=12)
_creators = st.builds(Creator, _text, _text, _text, _text, _text, _text, _text)
_items = st.builds(
    Item,
    id=st.uuids().map(lambda u: ItemId(u.hex)),
    type=st.sampled_from(TYPES),
    key=_text,
    fields=st.dictionaries(st.sampled_from(sorted(FIELDS)), _text, max_size=4),
    creators=st.lists(_creators, max_size=3).map(tuple),
    dates=st.dictionaries(st.sampled_from(["issued", "accessed"]), _text),
    tags=st.lists(_text, max_size=4).map(tuple),
    collections=st.lists(_text.map(CollectionId), max_size=2).map(tuple),
    is_draft=st.booleans(),
    trashed=st.sampled_from(["", factories.TIME]),
)


@pytest.mark.parametrize("record", factories.ALL, ids=lambda r: type(r).__name__)
def test_a_record_comes_back_as_it_was_put(library: Library, record: Record) -> None:
    with library.transaction() as tx:
        for each in factories.ALL:
            tx.put(each)
        assert tx.get(type(record), record_id(record)) == record
    assert library.reader.get(type(record), record_id(record)) == record


@given(_items)
def test_any_item_survives_its_json(item: Item) -> None:
    assert decode(Item, encode(item)) == item


def test_many_sorts_of_items_come_back_from_the_file(library: Library) -> None:
    @given(_items)
    def come_back(item: Item) -> None:
        with library.transaction(durable=False) as tx:
            tx.put(item)
        assert library.reader.get(Item, item.id) == item

    come_back()


def test_tags_keep_their_order_and_their_doubles(library: Library) -> None:
    item = factories.item(1, tags=("b", "a", "b"))
    with library.transaction() as tx:
        tx.put(item)
    assert library.reader.get(Item, item.id) == item


def test_half_of_a_surrogate_pair_in_a_title_is_kept(library: Library) -> None:
    item = factories.item(1, "broken \ud835 title", tags=("\udc00",))
    with library.transaction() as tx:
        tx.put(item)
    assert library.reader.get(Item, item.id) == item
    assert library.reader.item_rows([item.id])[0].title == "broken ? title"


def test_an_unknown_record_is_none(library: Library) -> None:
    assert library.reader.get(Item, "nothing") is None
    assert library.reader.get(PageMap, "nothing") is None


def test_a_known_document_has_a_page_map_from_the_first(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(factories.ITEM)
        tx.put(factories.DOCUMENT)
    page_map = library.reader.get(PageMap, factories.SHA)
    assert page_map is not None
    assert [entry.label for entry in page_map.labels()] == ["1", "2", "3"]


def test_fields_that_are_not_known_are_ignored_and_missing_ones_have_their_default() -> None:
    text = '{"sha256":"ab","item":"cd","name":"n","media_type":"m","of_tomorrow":[1]}'
    expected = Document(Sha256("ab"), ItemId("cd"), "n", "m")
    assert decode(Document, text) == expected


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", '{"id":1,"creators":3}'])
def test_json_that_is_no_record_means_a_damaged_library(text: str) -> None:
    with pytest.raises(DamagedLibraryError):
        decode(Item, text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ünïted  Nations", "united nations"),
        ("STRASSE straße", "strasse strasse"),
        ("Łódź Ørsted Œuvre ﬁn", "lodz orsted oeuvre fin"),
        ("Ａｂｃ", "abc"),
        ("İstanbul", "istanbul"),
    ],
)
def test_folding_leaves_out_accents_case_and_width(text: str, folded: str) -> None:
    assert fold(text) == folded

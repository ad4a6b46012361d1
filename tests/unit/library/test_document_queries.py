"""Page texts, page maps and what else is known of a document."""

from dataclasses import replace

import pytest
from tests.unit.library import factories
from tests.unit.library.factories import DOCUMENT, ITEM, PAGE_MAP, SHA, TIME

from pincite.library.library import Library
from pincite.model.documents import PageMap
from pincite.model.ids import Sha256


def test_page_texts_come_back_in_page_order_and_bit_for_bit(library: Library) -> None:
    texts = {2: "", 0: "naïve \ud835 \x00 text", 1: "b" * 100_000}
    with library.transaction(durable=False) as tx:
        tx.put_page_texts(SHA, texts.items())
    assert list(library.reader.page_texts(SHA)) == sorted(texts.items())
    assert library.reader.page_text(SHA, 0) == texts[0]
    assert library.reader.page_text(SHA, 3) is None
    assert library.reader.page_text(Sha256("unknown"), 0) is None


def test_a_long_document_is_read_whole(library: Library) -> None:
    texts = [(i, f"page {i}") for i in range(200)]
    with library.transaction(durable=False) as tx:
        tx.put_page_texts(SHA, texts)
    assert list(library.reader.page_texts(SHA)) == texts


def test_pages_that_stay_keep_their_number_and_no_number_is_used_twice(library: Library) -> None:
    with library.transaction(durable=False) as tx:
        tx.put_page_texts(SHA, [(0, "a"), (1, "b")])
    (first, *_), (second, *_) = library.reader.page_numbers(SHA)
    with library.transaction(durable=False) as tx:
        tx.put_page_texts(SHA, [(0, "changed")])
    assert library.reader.page_numbers(SHA) == [(first, 0, "changed")]
    with library.transaction(durable=False) as tx:
        tx.put_page_texts(SHA, [(0, "changed"), (1, "again")])
    third = library.reader.page_numbers(SHA)[1][0]
    assert third not in (first, second)
    assert library.reader.pages_by_number([first, second, third]) == {
        first: (SHA, 0),
        third: (SHA, 1),
    }


def test_a_document_has_its_number_before_it_has_texts(library: Library) -> None:
    assert library.reader.document_number(SHA) == 0
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(DOCUMENT)
        number = tx.document_number(SHA)
        tx.put_page_texts(SHA, [(0, "a")])
        assert tx.document_number(SHA) == number > 0


def test_page_texts_stay_when_the_document_is_removed(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(DOCUMENT)
        tx.put_page_texts(SHA, [(0, "a")])
    with library.transaction() as tx:
        tx.remove(type(DOCUMENT), SHA)
    assert library.reader.page_text(SHA, 0) == "a"
    assert not library.reader.document_exists(SHA)


@pytest.mark.parametrize("trashed", ["", TIME])
def test_lists_of_documents_leave_out_what_is_in_the_trash(library: Library, trashed: str) -> None:
    document = replace(DOCUMENT, trashed=trashed)
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(document)
    assert library.reader.documents_of(ITEM.id) == ([] if trashed else [document])
    assert library.reader.document_exists(SHA) is not bool(trashed)


def test_a_stored_page_map_is_given_and_an_unknown_document_has_an_empty_one(
    library: Library,
) -> None:
    with library.transaction() as tx:
        tx.put(PAGE_MAP)
    assert library.reader.page_map(SHA) == PAGE_MAP
    assert library.reader.page_map(Sha256("unknown")) == PageMap(Sha256("unknown"))


def test_an_outline_with_broken_letters_is_stored(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(factories.DOCUMENT)
    assert library.reader.outline(SHA) == []
    assert library.reader.paragraphs(SHA) == []
    assert library.reader.reading_place(SHA) is None


def test_what_documents_and_annotations_belong_to(library: Library) -> None:
    with library.transaction() as tx:
        for record in factories.ALL:
            tx.put(record)
    read, mark = library.reader, factories.ANNOTATION.id
    assert read.items_with((), ()) == set()
    assert read.items_with((SHA,), ()) == read.items_with((), (mark,)) == {ITEM.id}
    assert read.items_with((SHA, Sha256("gone")), (mark,)) is None

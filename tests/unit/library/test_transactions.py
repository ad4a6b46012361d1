"""One transaction: all or nothing, with its images and its entries in the log."""

import threading
from dataclasses import replace

import pytest
from tests.unit.library import factories
from tests.unit.library.factories import DOCUMENT, ITEM, ITEM_ID, NOTE, PAGE_MAP, SHA

from pincite.library.errors import BrokenReferenceError
from pincite.library.library import Library
from pincite.library.queries import ReadingPlace
from pincite.library.transaction import Touched
from pincite.model.changes import Changes
from pincite.model.documents import Document, OutlineEntry, PageMap, Paragraph
from pincite.model.items import Item
from pincite.model.notes import Note


class _StopError(Exception):
    pass


def test_an_exception_takes_everything_back(library: Library) -> None:
    def stop() -> None:
        with library.transaction() as tx:
            tx.put(ITEM)
            raise _StopError

    with pytest.raises(_StopError):
        stop()
    assert library.reader.get(Item, ITEM_ID) is None
    assert library.changes_since(0) == Changes()


def test_changes_name_every_record(library: Library) -> None:
    with library.transaction() as tx:
        for record in factories.ALL:
            tx.put(record)
    expected = Changes(
        items=frozenset({ITEM_ID}),
        collections=frozenset({factories.COLLECTION.id}),
        documents=frozenset({SHA}),
        pages=frozenset({SHA}),
        annotations=frozenset({factories.ANNOTATION.id}),
        notes=frozenset({NOTE.id}),
        bibliographies=frozenset({factories.BIBLIOGRAPHY.id}),
        citations=frozenset({factories.CITATION.id}),
        seq=len(factories.ALL),
    )
    assert tx.changes == expected
    assert library.changes_since(0) == expected
    assert library.last_seq() == expected.seq


def test_changes_since_gives_only_what_came_after(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
    seq = library.last_seq()
    with library.transaction() as tx:
        tx.put(NOTE)
    assert library.changes_since(seq) == Changes(notes=frozenset({NOTE.id}), seq=seq + 1)
    assert library.changes_since(seq + 1) == Changes(seq=seq + 1)


def test_touched_gives_the_first_image_before_and_the_last_after(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(NOTE)
    first, second = replace(ITEM, key="one"), replace(ITEM, key="two")
    with library.transaction() as tx:
        tx.put(first)
        tx.put(second)
        tx.remove(Note, NOTE.id)
        tx.put(DOCUMENT)
    assert tx.touched == (
        Touched(Item, ITEM_ID, ITEM, second),
        Touched(Note, NOTE.id, NOTE, None),
        Touched(Document, SHA, None, DOCUMENT),
    )


def test_what_ends_as_it_began_is_not_touched(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
    with library.transaction() as tx:
        tx.put(replace(ITEM, key="other"))
        tx.put(ITEM)
        tx.put(NOTE)
        tx.remove(Note, NOTE.id)
    assert tx.touched == ()


def test_putting_an_equal_record_changes_nothing(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
    seq = library.last_seq()
    with library.transaction() as tx:
        tx.put(replace(ITEM))
    assert library.last_seq() == seq
    assert not tx.changes


def test_images_of_a_page_map_agree_with_what_get_says(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(DOCUMENT)
    unlabelled = library.reader.get(PageMap, SHA)
    with library.transaction() as tx:
        tx.put(PAGE_MAP)
    assert tx.touched == (Touched(PageMap, SHA, unlabelled, PAGE_MAP),)
    with library.transaction() as tx:
        tx.remove(PageMap, SHA)
    assert tx.touched == (Touched(PageMap, SHA, PAGE_MAP, unlabelled),)


def test_undoing_an_import_from_its_images_and_redoing_it(library: Library) -> None:
    with library.transaction() as tx:
        for record in factories.ALL:
            tx.put(record)
    step = tx.touched
    with library.transaction() as tx:
        for touched in reversed(step):
            assert tx.get(touched.kind, touched.id) == touched.after
            if touched.before is None:
                tx.remove(touched.kind, touched.id)
            else:
                tx.put(touched.before)
    assert library.reader.item_ids() == []
    with library.transaction() as tx:
        for touched in step:
            assert tx.get(touched.kind, touched.id) == touched.before
            assert touched.after is not None
            tx.put(touched.after)
    assert [library.reader.get(t.kind, t.id) for t in step] == [t.after for t in step]


def test_removing_leaves_a_tombstone_until_the_record_comes_back(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.remove(Item, ITEM_ID)
        assert tx._database.rows("SELECT kind, id FROM tombstones") == [("item", ITEM_ID)]
        tx.put(ITEM)
        assert tx._database.rows("SELECT * FROM tombstones") == []


def test_removing_what_is_not_there_does_nothing(library: Library) -> None:
    with library.transaction() as tx:
        tx.remove(Item, "nothing")
    assert not tx.changes


def test_a_record_that_others_belong_to_cannot_be_removed_alone(library: Library) -> None:
    with library.transaction() as tx:
        tx.put(ITEM)
        tx.put(NOTE)
    with pytest.raises(BrokenReferenceError), library.transaction() as tx:
        tx.remove(Item, ITEM_ID)
    assert library.reader.get(Item, ITEM_ID) == ITEM
    with library.transaction() as tx:
        tx.remove(Item, ITEM_ID)
        tx.remove(Note, NOTE.id)
    assert library.reader.get(Item, ITEM_ID) is None


def test_a_transaction_inside_a_transaction_is_refused_and_the_outer_one_goes_on(
    library: Library,
) -> None:
    with library.transaction() as tx:
        with pytest.raises(RuntimeError), library.transaction():
            pass
        tx.put(ITEM)
    assert library.reader.get(Item, ITEM_ID) == ITEM


def test_derived_data_is_logged_for_the_index_but_not_touched(library: Library) -> None:
    with library.transaction(durable=False) as tx:
        tx.put_page_texts(SHA, [(0, "one")])
    assert tx.touched == ()
    assert library.changes_since(0) == Changes(pages=frozenset({SHA}), seq=1)


def test_places_and_settings_are_kept_without_an_entry_in_the_log(library: Library) -> None:
    place = ReadingPlace(3, 0.25, 1.5, factories.TIME, "two paged")
    with library.transaction(durable=False) as tx:
        tx.put_reading_place(SHA, place)
        tx.put_setting("active_bibliography", "x")
        tx.put_setting("active_bibliography", "y")
    assert library.reader.reading_place(SHA) == place
    assert library.reader.reading_place(DOCUMENT.sha256) == place
    assert library.reader.setting("active_bibliography") == "y"
    assert library.reader.setting("unknown") is None
    assert library.last_seq() == 0


def test_paragraphs_and_outlines_are_replaced_as_a_whole(library: Library) -> None:
    outline = [OutlineEntry(1, "Begin", 0), OutlineEntry(2, "End", 4, 7.5)]
    with library.transaction(durable=False) as tx:
        tx.put_paragraphs(SHA, [Paragraph(1, 0, 0), Paragraph(2, 0, 90)])
        tx.put_paragraphs(SHA, [Paragraph(1, 0, 5)])
        tx.put_outline(SHA, outline)
    assert library.reader.paragraphs(SHA) == [Paragraph(1, 0, 5)]
    assert library.reader.outline(SHA) == outline


def test_threads_take_turns_and_lose_nothing(library: Library) -> None:
    def write(first: int) -> None:
        for n in range(first, first + 20):
            with library.transaction(durable=False) as tx:
                tx.put(factories.item(n))
            assert library.reader.get(Item, factories.item(n).id) is not None

    threads = [threading.Thread(target=write, args=(n * 100,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert library.reader.item_count() == 80

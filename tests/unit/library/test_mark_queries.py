"""Lists of annotations, notes, bibliographies and citations."""

from dataclasses import replace

from tests.unit.library import factories
from tests.unit.library.factories import ALL, ANNOTATION, BIBLIOGRAPHY, CITATION, ITEM_ID, TIME

from pincite.library.library import Library
from pincite.model.anchors import Anchor
from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId, CitationId, NoteId
from pincite.model.notes import Note
from pincite.model.records import Record


def _put(library: Library, *records: Record) -> None:
    with library.transaction(durable=False) as tx:
        for record in records:
            tx.put(record)


def test_annotations_come_in_reading_order_without_the_trash(library: Library) -> None:
    item = factories.item(1)
    document = factories.document(1, item)
    low = factories.mark(1, document, page_index=1, y=500)
    high = factories.mark(2, document, page_index=1, y=50)
    first = factories.mark(3, document, page_index=0, y=700)
    note = replace(factories.mark(4, document), anchor=Anchor(2))
    dead = factories.mark(5, document, page_index=1, y=60, trashed=TIME)
    _put(library, item, document, low, high, first, note, dead)
    read = library.reader
    assert read.annotations_of(document.sha256) == [first, high, low, note]
    everything = read.annotations_of(document.sha256, trashed=True)
    assert everything == [first, high, dead, low, note]
    assert everything == sorted(everything, key=lambda a: a.reading_order)
    assert read.annotations_of_item(item.id) == [first, high, low, note]
    assert list(read.all_annotations()) == [first, high, low, note]


def test_annotations_of_a_trashed_document_are_hidden_with_it(library: Library) -> None:
    item = factories.item(1)
    document = factories.document(1, item, trashed=TIME)
    mark = factories.mark(1, document)
    _put(library, item, document, mark)
    assert list(library.reader.all_annotations()) == []
    assert library.reader.annotations_of_item(item.id) == []
    assert library.reader.annotations_of(document.sha256) == [mark]


def test_notes_by_item_and_of_the_library(library: Library) -> None:
    own = Note(NoteId("0" * 32), "library", created="1")
    dead = Note(NoteId("9" * 32), "dead", item=ITEM_ID, trashed=TIME)
    _put(library, *ALL, own, dead)
    assert library.reader.notes_of(ITEM_ID) == [factories.NOTE]
    assert list(library.reader.all_notes()) == [own, factories.NOTE]


def test_bibliographies_by_name(library: Library) -> None:
    other = Bibliography(BibliographyId("0" * 32), "thesis", created="0")
    dead = Bibliography(BibliographyId("1" * 32), "Dead", trashed=TIME)
    _put(library, BIBLIOGRAPHY, other, dead)
    read = library.reader
    assert read.bibliographies() == [other, BIBLIOGRAPHY]
    assert read.bibliography_by_name("Thesis") == BIBLIOGRAPHY
    assert read.bibliography_by_name("thesis") == other
    assert read.bibliography_by_name("THÉSIS") == other
    assert read.bibliography_by_name("Dead") is None


def test_citations_in_the_order_of_the_bibliography(library: Library) -> None:
    before = replace(CITATION, id=CitationId("0" * 32), position=-1.0, annotation=None)
    dead = replace(CITATION, id=CitationId("1" * 32), trashed=TIME)
    _put(library, *ALL, before, dead)
    read = library.reader
    assert read.citations_of(BIBLIOGRAPHY.id) == [before, CITATION]
    assert read.citations_of_item(ITEM_ID) == [before, CITATION]
    assert read.citations_of_annotation(ANNOTATION.id) == [CITATION]


def test_citations_of_a_trashed_bibliography_do_not_count_for_the_item(library: Library) -> None:
    _put(library, *ALL, replace(BIBLIOGRAPHY, trashed=TIME))
    assert library.reader.citations_of(BIBLIOGRAPHY.id) == [CITATION]
    assert library.reader.citations_of_item(ITEM_ID) == []
    assert library.reader.citations_of_annotation(ANNOTATION.id) == []

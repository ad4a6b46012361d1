"""The index follows the library."""

import errno
import mmap
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import AnnotationId, ItemId, Sha256
from pincite.model.items import Item
from pincite.search.engine.evaluate import SegmentEvaluator
from pincite.search.engine.segment_file import SegmentFile
from pincite.search.errors import SearchIndexError
from pincite.search.manifest import read_manifest
from pincite.services import indexing
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.items import AddItem, EditItem, RestoreItems, TrashItems
from pincite.services.commands.notes import AddNote
from pincite.services.commands.records import SaveRecords
from pincite.services.finding import Finder
from pincite.services.indexing import (
    folder_of,
    index_status,
    rebuild_index,
    update_index,
    verify_index,
)
from pincite.services.indexing_beside import indexing_beside
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

GRAIN, FILE = ItemId("grain"), Sha256("f" * 64)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    space.run_now(AddItem(Item(GRAIN, fields={"title": "The Long Count"})))
    document = Document(FILE, GRAIN, "grain.pdf", "application/pdf", pages=2)
    labels = (PageLabel("xii"), PageLabel("1"))
    space.run_now(SaveRecords("Import", (document, PageMap(FILE, labels))))
    with space.library.transaction() as tx:
        tx.put_page_texts(FILE, [(0, "the bakers weighed bread"), (1, "the merchants sold grain")])
    yield space
    space.close()


@pytest.fixture
def finder(workspace: Workspace) -> Iterator[Finder]:
    update_index(workspace.library, JobContext())
    found = Finder(workspace)
    yield found
    found.close()


def places(finder: Finder, query: str, *, is_typing: bool = False) -> list[tuple[str, str]]:
    """Where a query is found: kind of place and printed page."""
    found = finder.search(query, is_typing=is_typing)
    return [(hit.where, hit.page_label) for hit in found.hits]


def test_pages_are_found_by_their_words_with_their_labels(finder: Finder) -> None:
    assert places(finder, "bakers bread") == [("text", "xii")]
    assert places(finder, "bakers grain") == []


def test_an_unfinished_word_is_found_while_typing(finder: Finder) -> None:
    assert places(finder, "merch", is_typing=True) == [("text", "1")]


def test_titles_notes_and_annotations_are_found(workspace: Workspace, finder: Finder) -> None:
    anchor = Anchor(1, quote="sold grain")
    mark = Annotation(AnnotationId("a"), FILE, AnnotationKind.HIGHLIGHT, anchor, comment="doubtful")
    workspace.run_now(AddAnnotation(mark))
    workspace.run_now(AddNote("compare the tariffs", GRAIN))
    update_index(workspace.library, JobContext())
    assert places(finder, "count") == [("title", "")]
    assert places(finder, "doubtful") == [("annotation", "1")]
    assert places(finder, "tariffs") == [("note", "")]


def test_an_edited_title_is_found_under_its_new_name_only(
    workspace: Workspace, finder: Finder
) -> None:
    workspace.run_now(EditItem(GRAIN, fields={"title": "Measures"}))
    update_index(workspace.library, JobContext())
    assert places(finder, "measures") == [("title", "")]
    assert places(finder, "count") == []


def test_trashed_works_are_not_found_and_come_back(workspace: Workspace, finder: Finder) -> None:
    workspace.run_now(TrashItems((GRAIN,)))
    update_index(workspace.library, JobContext())
    assert finder.search("bakers").total == 0
    workspace.run_now(RestoreItems((GRAIN,)))
    update_index(workspace.library, JobContext())
    assert places(finder, "bakers") == [("text", "xii")]


def test_a_broken_index_is_made_anew(workspace: Workspace, finder: Finder) -> None:
    (workspace.library.folder / "index" / "manifest.json").write_text("{", encoding="utf-8")
    assert not index_status(workspace.library).is_current
    update_index(workspace.library, JobContext())
    assert index_status(workspace.library).is_current
    assert places(finder, "bakers") == [("text", "xii")]


def test_a_missing_index_is_a_message_not_an_error(workspace: Workspace) -> None:
    found = Finder(workspace).search("bakers")
    assert found.hits == ()
    assert found.message


def test_titles_are_found_without_an_index(workspace: Workspace) -> None:
    found = Finder(workspace).search('"long count"')
    assert [(hit.item, hit.where) for hit in found.hits] == [(GRAIN, "title")]
    assert "Only titles" in found.message


def test_a_damaged_file_is_told_and_the_index_made_anew(
    workspace: Workspace, finder: Finder
) -> None:
    (segment,) = (workspace.library.folder / "index").glob("build-*/pages/*.segment")
    segment.write_bytes(segment.read_bytes()[:-30])
    assert "damaged" in Finder(workspace).search("bakers").message
    assert not index_status(workspace.library).is_current
    update_index(workspace.library, JobContext())
    assert places(finder, "bakers") == [("text", "xii")]


def test_a_changed_byte_is_found_by_its_checksum(workspace: Workspace, finder: Finder) -> None:
    verify_index(workspace.library)
    (segment,) = (workspace.library.folder / "index").glob("build-*/pages/*.segment")
    data = bytearray(segment.read_bytes())
    data[data.index(b"bread")] ^= 1
    segment.write_bytes(data)
    with pytest.raises(SearchIndexError):
        verify_index(workspace.library)


@pytest.mark.logs("A search failed")
def test_a_fault_of_the_program_is_told_and_the_index_stays(
    workspace: Workspace, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise IndexError

    with monkeypatch.context() as patch:
        patch.setattr(SegmentEvaluator, "best_of_term", fail)
        found = finder.search("bakers")
        assert "fault in the program" in found.message
        assert "Only titles" in found.message
    assert index_status(workspace.library).is_current
    assert places(finder, "bakers") == [("text", "xii")]


def test_damage_that_makes_a_search_fail_is_damage(workspace: Workspace, finder: Finder) -> None:
    finder.close()
    (segment,) = (workspace.library.folder / "index").glob("build-*/pages/*.segment")
    opened = SegmentFile(segment)
    at = segment.read_bytes().index(opened.array("text/pages").tobytes(), 9)
    data = bytearray(segment.read_bytes())
    data[at : at + opened.array("text/pages").nbytes] = b"\xff" * opened.array("text/pages").nbytes
    segment.write_bytes(data)
    assert "damaged" in finder.search('"the bakers"').message + finder.search("bakers").message
    assert not index_status(workspace.library).is_current


def test_an_index_that_cannot_be_read_now_stays(
    workspace: Workspace, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder.close()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    with monkeypatch.context() as patch:
        patch.setattr(mmap, "mmap", refuse)
        assert "Too many open files" in finder.search("bakers").message
        with pytest.raises(SearchIndexError):
            update_index(workspace.library, JobContext())
    assert index_status(workspace.library).is_current
    assert places(finder, "bakers") == [("text", "xii")]


def test_a_search_says_when_much_is_still_to_come(workspace: Workspace, finder: Finder) -> None:
    for number in range(120):
        workspace.run_now(AddNote(f"note {number}", GRAIN))
    assert "brought up to date" in finder.search("bakers").message
    update_index(workspace.library, JobContext())
    assert finder.search("bakers").message == ""


def test_many_documents_are_indexed_side_by_side(
    workspace: Workspace, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.library.transaction() as tx:
        for number in range(5):
            sha = Sha256(f"{number:064x}")
            tx.put(Document(sha, GRAIN, f"{number}.pdf", "application/pdf", pages=1))
            tx.put_page_texts(sha, [(0, f"herring number{number}")])
        # Its old pages must go; it has no words any more.
        tx.put_page_texts(FILE, [])
    monkeypatch.setattr(indexing, "MANY_PAGES", 2)
    update_index(workspace.library, JobContext())
    assert finder.search("herring").total == 5
    assert finder.search("bakers").total == 0
    assert index_status(workspace.library).pages == 5


def test_a_rebuilt_index_has_everything(workspace: Workspace, finder: Finder) -> None:
    rebuild_index(workspace.library, JobContext())
    assert places(finder, "bakers") == [("text", "xii")]
    assert index_status(workspace.library).behind == 0


def test_a_corrected_language_changes_which_forms_are_found(
    workspace: Workspace, finder: Finder
) -> None:
    workspace.run_now(EditItem(GRAIN, fields={"language": "en"}))
    update_index(workspace.library, JobContext())
    assert places(finder, "weighing") == [("text", "xii")]
    workspace.run_now(EditItem(GRAIN, fields={"language": "fi"}))
    update_index(workspace.library, JobContext())
    assert places(finder, "weighing") == []
    assert places(finder, "weighed") == [("text", "xii")]


def test_a_rebuilt_index_is_in_few_parts(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.library.transaction() as tx:
        for number in range(5):
            sha = Sha256(f"{number:064x}")
            tx.put(Document(sha, GRAIN, f"{number}.pdf", "application/pdf", pages=1))
            tx.put_page_texts(sha, [(0, f"herring number{number}")])
    monkeypatch.setattr(indexing, "PAGES_PER_COMMIT", 1)
    rebuild_index(workspace.library, JobContext())
    assert len(read_manifest(workspace.library.folder / "index").pages) == 1


def test_what_comes_is_indexed_beside_other_work(workspace: Workspace) -> None:
    with indexing_beside(workspace.library):
        workspace.run_now(AddNote("of herring", GRAIN))
        until = time.monotonic() + 30
        while not index_status(workspace.library).is_current:
            assert time.monotonic() < until
    assert places(Finder(workspace), "herring") == [("note", "")]


def test_nothing_happens_beside_while_another_writes_the_index(workspace: Workspace) -> None:
    with folder_of(workspace.library).open_writer(), indexing_beside(workspace.library):
        workspace.run_now(AddNote("of herring", GRAIN))
    assert not index_status(workspace.library).is_current

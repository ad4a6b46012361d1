"""The index on disk: what is put in is found, lasts, and is there once."""

import json
import os
from pathlib import Path

import pytest
from tests.bench.bench_search_survival import kill_writers

from pincite.search.index import (
    IndexBrokenError,
    IndexBusyError,
    IndexFolder,
    IndexMissingError,
    IndexOutdatedError,
    IndexReader,
    IndexWriter,
    RecordEntry,
)
from pincite.search.query_parsing import parse_query


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library mit Umlaut ä" / "index"


def _pids(folder: Path, query: str) -> list[int]:
    with IndexReader(folder) as reader:
        return sorted(hit.pid or 0 for hit in reader.search(query, limit=1000).hits)


def test_many_words_of_which_no_two_begin_alike_are_kept(folder: Path) -> None:
    """No beginning is shared by enough postings to be kept apart, though there are many."""
    letters = [chr(0x4E00 + n) for n in range(5000)]
    with IndexWriter(folder) as writer:
        writer.replace_pages(7, [(70, 0, " ".join(letters))])
        writer.commit(1)
    assert _pids(folder, letters[4321]) == [70]


def test_pages_are_found_with_their_numbers(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_pages(7, [(70, 0, "nothing here"), (71, 1, "a café on the corner")])
        writer.commit(1)
    with IndexReader(folder) as reader:
        result = reader.search("CAFE corner")
    assert result.total == 1
    hit = result.hits[0]
    assert (hit.where, hit.pid, hit.document, hit.page_index) == ("text", 71, 7, 1)
    assert result.terms == ("cafe", "corner")


@pytest.mark.parametrize(
    ("query", "pids"),
    [
        ("fox", [1, 2]),
        ('"brown fox"', [1]),
        ("fox -lazy", [2]),
        ("lazy OR sleepy", [1, 3]),
        ("sle*", [3]),
        ("the the", [1, 2]),
        ('"of the"', [2]),
        ("fox cat", []),
        ("wellknown", [4]),
        ("well-known", [4]),
    ],
)
def test_queries(folder: Path, query: str, pids: list[int]) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_pages(
            1,
            [
                (1, 0, "the quick brown fox and the lazy dog"),
                (2, 1, "brown bear, fox of the forest"),
                (3, 2, "a sleepy cat"),
                (4, 3, "a well-\nknown fact"),
            ],
        )
        writer.commit(1)
    assert _pids(folder, query) == pids


def test_a_document_replaced_is_there_once(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_pages(1, [(1, 0, "old words")])
        writer.replace_pages(2, [(2, 0, "other words")])
        writer.commit(1)
        writer.replace_pages(1, [(3, 0, "new words")])
        writer.replace_pages(1, [(4, 0, "newer words")])
        writer.commit(2)
    assert _pids(folder, "words") == [2, 4]
    assert _pids(folder, "old") == []


def test_removed_documents_and_records_are_not_found(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_pages(1, [(1, 0, "words")])
        writer.replace_record(RecordEntry("note", "n", "i", text="words"))
        writer.commit(1)
        writer.remove_document(1)
        writer.remove_record("note", "n")
        writer.remove_document(99)
        writer.commit(2)
    with IndexReader(folder) as reader:
        assert reader.search("words").total == 0


def test_records_are_found_by_kind_and_item(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_record(RecordEntry("title", "a", "a", title="Whales", creators="Adler, R."))
        writer.replace_record(RecordEntry("note", "b", "a", text="about whales"))
        writer.replace_record(RecordEntry("annotation", "c", "d", text="no whales"))
        writer.commit(1)
    with IndexReader(folder) as reader:
        hits = reader.search("whales").hits
        assert [(h.where, h.record_id, h.item_id) for h in hits[:1]] == [("title", "a", "a")]
        assert {h.where for h in hits} == {"title", "note", "annotation"}
        notes = reader.search("whales", where=frozenset({"note"}))
        assert [(h.where, h.record_id) for h in notes.hits] == [("note", "b")]
        assert reader.search("adler", where=frozenset({"text"})).total == 0
        of_item = reader.search("whales", items=frozenset({"d"}))
        assert [h.record_id for h in of_item.hits] == ["c"]


def test_a_search_can_be_kept_to_documents_and_paged(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        for document in range(5):
            pages = [(document * 10 + i, i, f"common {'word ' * i}") for i in range(4)]
            writer.replace_pages(document, pages)
        writer.commit(1)
    with IndexReader(folder) as reader:
        some = reader.search("common", documents=frozenset({2, 4}), limit=100)
        assert {hit.document for hit in some.hits} == {2, 4}
        assert some.total == 8
        everything = [h.pid for h in reader.search("common", limit=100).hits]
        parts = [reader.search("common", limit=7, offset=o).hits for o in (0, 7, 14)]
        assert [hit.pid for part in parts for hit in part] == everything


def test_nothing_is_seen_before_the_commit_nor_after_a_close_without(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_pages(1, [(1, 0, "kept")])
        writer.commit(4)
        reader = IndexReader(folder)
        writer.replace_pages(2, [(2, 0, "dropped")])
        assert reader.is_current()
    with reader:
        reader.reopen()
        assert reader.search("dropped").total == 0
    with IndexWriter(folder) as writer:
        assert writer.last_seq == 4
        assert writer.page_count == 1


def test_a_reader_sees_a_commit_after_reopening(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        writer.commit(1)
        with IndexReader(folder) as reader:
            writer.replace_pages(1, [(1, 0, "words")])
            writer.commit(2)
            assert not reader.is_current()
            assert reader.search("words").total == 0
            reader.reopen()
            assert reader.is_current()
            assert reader.seq == 2
            assert reader.search("words").total == 1


def test_merging_changes_nothing_that_is_found(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        for number in range(10):
            writer.replace_pages(number, [(number, 0, f"common word{number}")])
            writer.commit(number)
        writer.remove_document(3)
        writer.commit(10)
        before = _pids(folder, "common")
        assert writer.needs_merge()
        writer.merge()
        assert not writer.needs_merge()
        assert writer.last_seq == 10
    assert _pids(folder, "common") == before == [0, 1, 2, 4, 5, 6, 7, 8, 9]


def test_only_one_writer_at_a_time(folder: Path) -> None:
    with IndexWriter(folder), pytest.raises(IndexBusyError):
        IndexWriter(folder)
    IndexWriter(folder).close()


def test_a_missing_index_is_told_apart(folder: Path) -> None:
    with pytest.raises(IndexMissingError):
        IndexReader(folder)


@pytest.mark.parametrize("name", ["manifest.json", "build-*/pages/*.segment"])
def test_damage_is_told_and_a_rebuild_helps(folder: Path, name: str) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_pages(1, [(1, 0, "words")])
        writer.commit(1)
    for path in folder.glob(name):
        path.write_bytes(b"\x80garbage")
    with pytest.raises(IndexBrokenError), IndexReader(folder) as reader:
        reader.search("words")
    with pytest.raises(IndexBrokenError):
        IndexWriter(folder)
    with IndexFolder(folder).rebuild() as writer:
        writer.replace_pages(1, [(1, 0, "words again")])
        writer.publish(5)
    assert _pids(folder, "again") == [1]


def test_an_index_of_another_version_is_not_read(folder: Path) -> None:
    IndexWriter(folder).close()
    with IndexWriter(folder) as writer:
        writer.commit(1)
    manifest = folder / "manifest.json"
    values = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(values | {"analyser": 0}))
    with pytest.raises(IndexOutdatedError):
        IndexReader(folder)
    with pytest.raises(IndexOutdatedError):
        IndexWriter(folder)


def test_a_rebuild_leaves_the_old_index_in_use_until_it_is_published(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_pages(1, [(1, 0, "old words")])
        writer.commit(3)
    with IndexWriter.rebuild(folder) as writer:
        writer.replace_pages(1, [(1, 0, "new words")])
        writer.commit(1)
        assert _pids(folder, "old") == [1]
        writer.publish(3)
        assert _pids(folder, "old") == []
        assert _pids(folder, "new") == [1]
    assert len(list(folder.glob("build-*"))) == 1


def test_an_abandoned_rebuild_leaves_nothing_behind(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        writer.replace_pages(1, [(1, 0, "old words")])
        writer.commit(3)
    with IndexWriter.rebuild(folder) as writer:
        writer.replace_pages(1, [(1, 0, "new words")])
        writer.commit(1)
    assert _pids(folder, "words") == [1]
    assert len(list(folder.glob("build-*"))) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_killed_writers_leave_a_whole_index_and_nothing_else(folder: Path) -> None:
    outcome = kill_writers(folder, trials=4, seed=3)
    assert (outcome.consistent, outcome.left_after_sweep) == (4, 0)
    assert outcome.moved


def test_records_come_as_columns_with_what_they_belong_to(folder: Path) -> None:
    with IndexWriter(folder) as writer:
        entries = [
            RecordEntry("title", "salt", "salt", title="Salt and tide"),
            RecordEntry("note", "n1", "salt", text="the tide again"),
            RecordEntry("annotation", "a1", "grain", text="tide"),
            RecordEntry("note", "n2", text="a tide of no work"),
            RecordEntry("title", "grain", "grain", title="Grain"),
        ]
        for entry in entries:
            writer.replace_record(entry)
        writer.commit(1)
        writer.replace_record(RecordEntry("title", "later", "later", title="Tide tables"))
        writer.commit(2)
    tree = parse_query("tide").tree
    assert tree is not None
    with IndexReader(folder) as reader:
        found = reader.record_matches(tree)
        one_by_one = reader.search("tide", where=frozenset({"title", "note", "annotation"}))
    hits = [found.hit(number) for number in range(len(found))]
    assert sorted(hits, key=lambda hit: hit.record_id or "") == sorted(
        one_by_one.hits, key=lambda hit: hit.record_id or ""
    )
    assert found.items() == {"salt", "grain", "later"}
    assert list(found.annotations().values()) == ["a1"]
    marks = {hit.record_id for hit, is_mark in zip(hits, found.are_marks, strict=True) if is_mark}
    assert marks == {"a1", "n1", "n2"}

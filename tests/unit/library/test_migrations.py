"""Older libraries are brought forward, newer ones are left alone."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tests.unit.library import factories
from tests.unit.library.make_version_1 import PAGES

from pincite.library.database import Database
from pincite.library.errors import LibraryError, NewerLibraryError
from pincite.library.library import FILE_NAME, Library
from pincite.library.migrations import APPLICATION_ID, CURRENT_VERSION, migrate
from pincite.library.queries import ReadingPlace
from pincite.model.anchors import Anchor, Quad
from pincite.model.changes import Changes
from pincite.model.documents import Paragraph
from pincite.model.ids import MentionId, WorkNameId
from pincite.model.mentions import Mention, MentionKind, WorkName
from pincite.model.recognition import Recognition, RecognitionRun
from pincite.model.records import record_id
from pincite.model.texts import PageText, Word

_STORED = Path(__file__).parents[2] / "files" / "library-v1" / FILE_NAME


@pytest.fixture
def old_folder(tmp_path: Path) -> Path:
    """A copy of the stored library of version 1."""
    shutil.copyfile(_STORED, tmp_path / FILE_NAME)
    return tmp_path


def _version(path: Path) -> int:
    with closing(Database(path, "ro")) as database:
        return int(database.value("PRAGMA user_version"))


def _schema(path: Path) -> list[tuple[str, ...]]:
    with closing(Database(path, "ro")) as database:
        return database.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")


def test_everything_in_a_library_of_version_1_is_there(old_folder: Path) -> None:
    assert _version(old_folder / FILE_NAME) == 1
    with closing(Library.open(old_folder, create=False)) as library:
        read = library.reader
        for record in factories.ALL:
            assert read.get(type(record), record_id(record)) == record
        assert list(read.page_texts(factories.SHA)) == list(PAGES)
        assert read.setting("active_bibliography") == factories.BIBLIOGRAPHY.id
        assert read.item_ids() == [factories.ITEM_ID]
        assert read.annotations_of_item(factories.ITEM_ID) == [factories.ANNOTATION]
        assert read.citations_of(factories.BIBLIOGRAPHY.id) == [factories.CITATION]
        assert library.last_seq() == len(factories.ALL) + 1
        assert library.changes_since(0).items == {factories.ITEM_ID}


def test_what_version_2_adds_works_in_a_library_of_version_1(old_folder: Path) -> None:
    with closing(Library.open(old_folder)) as library:
        with library.transaction() as tx:
            tx.put_paragraphs(factories.SHA, [Paragraph(1, 0, 0)])
            tx.put_reading_place(factories.SHA, ReadingPlace(1))
        assert library.reader.paragraphs(factories.SHA) == [Paragraph(1, 0, 0)]
    assert _version(old_folder / FILE_NAME) == CURRENT_VERSION


def test_places_of_version_2_are_kept_without_a_view(tmp_path: Path) -> None:
    with closing(Database(tmp_path / FILE_NAME, "rwc")) as database:
        migrate(database, tmp_path, lambda: factories.TIME, target=2)
        row = (factories.SHA, 4, 0.5, 1.25, factories.TIME)
        database.run(
            "INSERT INTO reading_places (document, page_index, y_fraction, zoom, at) "
            "VALUES (?, ?, ?, ?, ?)",
            row,
        )
    with closing(Library.open(tmp_path)) as library:
        place = library.reader.reading_place(factories.SHA)
    assert place == ReadingPlace(4, 0.5, 1.25, factories.TIME, "")


def test_what_version_3_adds_works_in_a_library_of_version_1(old_folder: Path) -> None:
    page = PageText(0, "Grain", (Word(0, 5, Quad(1, 2, 30, 12), 0),))
    run = RecognitionRun("run", "eng", "Tesseract")
    with closing(Library.open(old_folder)) as library:
        with library.transaction() as tx:
            tx.put_recognised_texts(factories.SHA, run.id, [page])
            tx.put(Recognition(factories.SHA).with_pages(run, (0,)))
        assert library.reader.recognised_page(factories.SHA, 0) == page
        assert list(library.reader.page_texts(factories.SHA)) == [(0, "Grain"), PAGES[1]]


def test_what_version_5_adds_works_in_a_library_of_version_1(old_folder: Path) -> None:
    mention = Mention(MentionId("m"), factories.SHA, MentionKind.AUTHOR, Anchor(1, start=4), 9)
    name = WorkName(WorkNameId("n"), "", "RAND", factories.ITEM_ID)
    with closing(Library.open(old_folder)) as library:
        with library.transaction() as tx:
            tx.put(mention)
            tx.put(name)
        read = library.reader
        assert read.unscanned_documents(1) == [factories.SHA]
        assert (read.mentions_of(factories.SHA), read.work_names()) == ([mention], [name])


def test_a_copy_is_made_first(old_folder: Path) -> None:
    Library.open(old_folder, clock=lambda: "2026-05-06T07:08:09.000Z").close()
    copies = list((old_folder / "backups").iterdir())
    assert [copy.name for copy in copies] == ["library-v1-20260506070809.sqlite"]
    assert _version(copies[0]) == 1
    Library.open(old_folder).close()
    assert len(list((old_folder / "backups").iterdir())) == 1


def test_an_old_library_ends_with_the_schema_of_a_new_one(old_folder: Path) -> None:
    Library.open(old_folder).close()
    Library.open(old_folder / "new").close()
    assert _schema(old_folder / FILE_NAME) == _schema(old_folder / "new" / FILE_NAME)


def test_a_newer_library_is_refused_and_not_touched(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    path = tmp_path / FILE_NAME
    with closing(Database(path, "rw")) as database:
        database.run(f"PRAGMA user_version = {CURRENT_VERSION + 1}")
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir()))
    with pytest.raises(NewerLibraryError, match="newer version of Pincite"):
        Library.open(tmp_path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before


def test_a_newer_version_still_in_the_write_ahead_log_is_refused(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        library._writer.run(f"PRAGMA user_version = {CURRENT_VERSION + 1}")
        with pytest.raises(NewerLibraryError):
            Library.open(tmp_path)


def test_a_library_brought_forward_while_open_is_written_no_more(library: Library) -> None:
    with closing(Database(library.folder / FILE_NAME, "rw")) as newer:
        newer.run(f"PRAGMA user_version = {CURRENT_VERSION + 1}")
    with pytest.raises(NewerLibraryError), library.transaction():
        pass
    assert library.reader.item_ids() == []


def test_a_step_that_fails_leaves_the_version_before_it(
    old_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = ((), ("CREATE TABLE half (x)", "this is no SQL"))
    monkeypatch.setattr("pincite.library.migrations._VERSIONS", steps)
    with pytest.raises(LibraryError):
        Library.open(old_folder)
    assert _version(old_folder / FILE_NAME) == 1
    assert "half" not in {name for _type, name, *_rest in _schema(old_folder / FILE_NAME)}


def test_a_step_that_another_process_has_done_is_not_done_again(old_folder: Path) -> None:
    path = old_folder / FILE_NAME
    with closing(Database(path, "rw")) as late:
        Library.open(old_folder).close()
        migrate(late, old_folder / "backups", lambda: factories.TIME)
        assert late.value("PRAGMA application_id") == APPLICATION_ID
    with closing(Library.open(old_folder)) as library:
        assert library.changes_since(library.last_seq()) == Changes(seq=library.last_seq())


def test_pages_of_a_library_of_version_1_are_found_by_their_labels(old_folder: Path) -> None:
    with closing(Library.open(old_folder, create=False)) as library:
        read = library.reader
        number = read.document_number(factories.SHA)
        for index, entry in enumerate(read.page_map(factories.SHA).labels()):
            found = read.filtered("label", entry.label.upper())
            assert (number, index) in found.pages
        assert read.saved_searches() == []

"""A whole library of Mendeley Desktop comes in with its files and marks, and nothing twice."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from tests.unit.documents.samples import numbered_pdf, text_pdf
from tests.unit.importing.mendeley_folder import ACCOUNT, MendeleyFolderMaker, encrypt

from pincite.library.queries import ItemQuery
from pincite.model.annotations import Annotation, AnnotationKind, Colour
from pincite.model.documents import Document
from pincite.model.ids import ItemId, fresh_id
from pincite.model.items import Item
from pincite.model.reading_states import ReadingState
from pincite.services.commands.items import AddItem
from pincite.services.commands.records import RemoveRecords, SaveRecords
from pincite.services.importer import Importer, ImportReport
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

Rect = tuple[int, float, float, float, float]


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[MendeleyFolderMaker]:
    maker = MendeleyFolderMaker(tmp_path / "Mendeley Desktop")
    yield maker
    maker.close()


@pytest.fixture
def mendeley(made: MendeleyFolderMaker, tmp_path: Path) -> Path:
    """A library with a book, its file and marks, a group, something in the trash."""
    book = made.work(
        "Harbour Towns",
        {"year": 2014, "month": 5, "publisher": "North Press", "citationKey": "adler2014",
         "doi": "10.5555/abc", "favourite": "true", "read": "true",
         "note": "<m:bold>Weighed</m:bold> twice<m:linebreak></m:linebreak>p. 3"},
        people=("Ruth Adler", "Corporation", "Claire Moreau (DocumentEditor)"),
    )  # fmt: skip
    made.insert("DocumentTags", documentId=book, tag="ports")
    made.insert("DocumentKeywords", documentId=book, keyword="Economics")
    made.collect(book, "Grain", "Prices")
    made.collect(book, "Thesis")
    pdf = numbered_pdf(tmp_path / "towns of grain.pdf", ["23", "24", "25"])
    hash_ = made.attach(book, pdf)
    made.insert("LastReadStates", documentId=book, hash=hash_, page=3)
    made.highlight(book, hash_, _rects_of(pdf, 1, "passage returns"), "#dcffb0")
    made.sticky(book, hash_, 1, "Ask <b>why</b>", author="Chidi Okafor", profileUuid="other")
    made.highlight(book, hash_, [(3, 40, 40, 60, 60)], unlinked="true")
    draft = made.work("Guessed by a machine", {"confirmed": "false"}, kind="Generic")
    made.collect(draft, "Thesis")
    storm = made.work("Storm tides", {"year": 2019}, people=("Ama Boateng",), group=7)
    made.collect(storm, "Winter")
    made.work(
        "Harbour Towns", {"year": 2014, "doi": "10.5555/abc"}, people=("Ruth Adler",), group=7
    )
    made.work("Old", is_trashed=True)
    made.work("Gone", {"deletionPending": "true"})
    made.work("Only cited", {"onlyReference": "true"})
    made.database.commit()
    return made.folder


def _rects_of(pdf: Path, index: int, words: str, place: int = 2) -> list[Rect]:
    """Where words stand on a page, as Mendeley writes it: page from 1, y from the bottom."""
    with pymupdf.open(pdf) as document:
        page = document[index]
        found, height = page.search_for(words)[place], page.rect.height
        return [(index + 1, found.x0, height - found.y1, found.x1, height - found.y0)]


def bring_in(workspace: Workspace, path: Path) -> ImportReport:
    return Importer(workspace).run([path], JobContext())


def item(workspace: Workspace, key: str) -> Item:
    found = workspace.read.item_by_key(key)
    assert found is not None
    return found


def titled(workspace: Workspace, title: str) -> Item:
    read = workspace.read
    (found,) = (each for each in read.items(read.item_ids()) if each.title == title)
    return found


def collections_of(workspace: Workspace, found: Item) -> set[str]:
    every = {c.id: c for c in workspace.read.collections()}
    paths = set()
    for each in found.collections:
        names: list[str] = []
        at = every.get(each)
        while at is not None:
            names.insert(0, at.name)
            at = every.get(at.parent) if at.parent else None
        paths.add("/".join(names))
    return paths


def marks_of(workspace: Workspace, found: Item) -> list[Annotation]:
    (document,) = workspace.read.documents_of(found.id)
    return list(workspace.read.annotations_of(document.sha256))


def test_works_come_in_with_all_that_is_known_of_them(workspace: Workspace, mendeley: Path) -> None:
    report = bring_in(workspace, mendeley)
    assert [entry.message for entry in report.files if entry.status == "failed"] == []
    book = item(workspace, "adler2014")
    assert (book.type, book.title, book.issued) == ("book", "Harbour Towns", "2014-05")
    assert [(c.role, c.full) for c in book.creators] == [
        ("author", "Adler, Ruth"), ("author", "Corporation"), ("editor", "Moreau, Claire"),
    ]  # fmt: skip
    assert (set(book.tags), book.automatic_tags) == ({"ports", "★", "Economics"}, ("Economics",))
    assert book.aliases[0].startswith("mendeley:0000aaaa-0000-4000-8000-")
    assert (book.added[:19], book.reading) == ("2024-05-01T10:20:30", ReadingState.READ)
    assert [note.text for note in workspace.read.notes_of(book.id)] == ["**Weighed** twice  \np. 3"]
    draft = titled(workspace, "Guessed by a machine")
    assert (draft.is_draft, book.is_draft, draft.reading) == (True, False, None)


def test_folders_and_groups_are_collections_and_a_work_of_both_is_one(
    workspace: Workspace, mendeley: Path
) -> None:
    bring_in(workspace, mendeley)
    assert collections_of(workspace, item(workspace, "adler2014")) == {
        "Grain/Prices", "Thesis", "Harbour studies",
    }  # fmt: skip
    assert collections_of(workspace, titled(workspace, "Storm tides")) == {"Harbour studies/Winter"}
    assert len(item(workspace, "adler2014").aliases) == 2
    assert workspace.read.item_count(ItemQuery(section="trash")) == 1
    assert workspace.read.item_count(ItemQuery()) == 3


def test_marks_stand_on_their_words(workspace: Workspace, mendeley: Path) -> None:
    bring_in(workspace, mendeley)
    book = item(workspace, "adler2014")
    (document,) = workspace.read.documents_of(book.id)
    note, highlight = marks_of(workspace, book)
    assert (highlight.kind, highlight.colour) == (AnnotationKind.HIGHLIGHT, Colour.GREEN)
    assert (highlight.anchor.quote, highlight.anchor.page_index) == ("passage returns", 1)
    text = dict(workspace.read.page_texts(document.sha256))[1]
    assert text[highlight.anchor.start :].startswith("passage returns")
    assert text[: highlight.anchor.start].count("passage returns") == 2
    assert (highlight.author, highlight.created) == ("", "2016-02-23T18:04:10.000Z")
    assert (note.kind, note.comment, note.author) == (
        AnnotationKind.NOTE, "Ask **why**", "Chidi Okafor",
    )  # fmt: skip
    assert (note.colour, note.anchor.page_index) == (Colour.BLUE, 0)
    quad = note.anchor.places[0].quads[0]
    assert ((quad.x0 + quad.x1) / 2, (quad.y0 + quad.y1) / 2) == (100, 648 - 500)
    place = workspace.read.reading_place(document.sha256)
    assert place is not None
    assert place.page_index == 2


def test_a_highlight_of_several_lines_and_pages_is_one(
    workspace: Workspace, made: MendeleyFolderMaker, tmp_path: Path
) -> None:
    pdf = text_pdf(
        tmp_path / "a.pdf", ["First of all\nthe scales were\nweighed", "by the town clerk\nat dawn"]
    )
    book = made.work("Bread")
    hash_ = made.attach(book, pdf)
    rects = [
        *_rects_of(pdf, 0, "scales were", 0), *_rects_of(pdf, 0, "weighed", 0),
        *_rects_of(pdf, 1, "by the town", 0),
    ]  # fmt: skip
    # Corners come in any order, and so do lines.
    page, x1, y1, x2, y2 = rects[0]
    made.highlight(book, hash_, [rects[2], rects[1], (page, x2, y2, x1, y1)])
    made.database.commit()
    bring_in(workspace, made.folder)
    (mark,) = marks_of(workspace, titled(workspace, "Bread"))
    assert mark.anchor.quote == "scales were weighed by the town"
    assert [place.page_index for place in mark.anchor.places] == [0, 1]
    assert [len(place.quads) for place in mark.anchor.places] == [2, 1]


def test_a_word_that_is_marked_in_part_is_cut_there(
    workspace: Workspace, made: MendeleyFolderMaker, tmp_path: Path
) -> None:
    pdf = text_pdf(tmp_path / "a.pdf", ["The harbourmaster of the old town"])
    book = made.work("Bread")
    made.highlight(book, made.attach(book, pdf), _rects_of(pdf, 0, "master of", 0))
    made.database.commit()
    bring_in(workspace, made.folder)
    (mark,) = marks_of(workspace, titled(workspace, "Bread"))
    assert mark.anchor.quote == "master of"


def test_a_rectangle_without_words_stays_where_it_is(
    workspace: Workspace, made: MendeleyFolderMaker, tmp_path: Path
) -> None:
    pdf = text_pdf(tmp_path / "a.pdf", ["Above the figure"])
    book = made.work("Bread")
    hash_ = made.attach(book, pdf)
    made.highlight(book, hash_, [(1, 60, 100, 160, 200)], "#ffc4fb")
    made.highlight(book, hash_, [(9, 60, 100, 160, 200)])
    made.database.commit()
    report = bring_in(workspace, made.folder)
    (mark,) = marks_of(workspace, titled(workspace, "Bread"))
    quad = mark.anchor.places[0].quads[0]
    assert (quad.x0, quad.y0, quad.x1, quad.y1) == (60, 448, 160, 548)
    assert (mark.anchor.quote, mark.colour) == ("", Colour.MAGENTA)
    assert [f.message for f in report.files if f.status == "failed"] == [
        "1 annotation of “a.pdf” could not be placed."
    ]


def test_coming_again_brings_only_what_is_new(
    workspace: Workspace, made: MendeleyFolderMaker, mendeley: Path, tmp_path: Path
) -> None:
    bring_in(workspace, mendeley)
    before = workspace.library.last_seq()
    assert bring_in(workspace, mendeley).count("new") == 0
    assert workspace.library.last_seq() == before
    pdf = tmp_path / "towns of grain.pdf"
    hash_ = made.database.execute("SELECT hash FROM Files").fetchone()[0]
    made.highlight(1, hash_, _rects_of(pdf, 2, "passage returns"))
    made.database.commit()
    bring_in(workspace, mendeley)
    assert len(marks_of(workspace, item(workspace, "adler2014"))) == 3


def test_a_note_that_was_changed_here_does_not_come_again(
    workspace: Workspace, mendeley: Path
) -> None:
    bring_in(workspace, mendeley)
    book = item(workspace, "adler2014")
    (note,) = workspace.read.notes_of(book.id)
    workspace.run_now(SaveRecords("Edit note", (replace(note, text="Mine now"),)))
    bring_in(workspace, mendeley)
    assert [each.text for each in workspace.read.notes_of(book.id)] == ["Mine now"]


def test_a_work_that_was_here_before_gets_its_name_collections_and_notes(
    workspace: Workspace, mendeley: Path
) -> None:
    mine = Item(
        ItemId(fresh_id()), "book", "mine", {"title": "Harbour Towns", "DOI": "10.5555/ABC"}
    )
    workspace.run_now(AddItem(mine))
    bring_in(workspace, mendeley)
    book = item(workspace, "mine")
    assert collections_of(workspace, book) == {"Grain/Prices", "Thesis", "Harbour studies"}
    assert len(workspace.read.notes_of(book.id)) == 1
    assert len(marks_of(workspace, book)) == 2
    workspace.undo().result()
    assert (item(workspace, "mine").aliases, item(workspace, "mine").collections) == ((), ())


def test_a_copy_in_the_trash_there_leaves_ours_alone(
    workspace: Workspace, made: MendeleyFolderMaker
) -> None:
    fields = {"doi": "10.5555/abc", "year": 2014}
    made.work("Harbour Towns", fields, people=("Ruth Adler",))
    made.work("Harbour Towns", fields, people=("Ruth Adler",), group=7, is_trashed=True)
    made.database.commit()
    bring_in(workspace, made.folder)
    assert titled(workspace, "Harbour Towns").trashed == ""
    assert workspace.read.item_count(ItemQuery(section="trash")) == 0


def test_a_file_goes_to_the_work_that_lives(
    workspace: Workspace, made: MendeleyFolderMaker, tmp_path: Path
) -> None:
    pdf = text_pdf(tmp_path / "a.pdf", ["Some words"])
    made.attach(made.work("Thrown away", is_trashed=True), pdf)
    made.attach(made.work("Kept"), pdf)
    made.database.commit()
    bring_in(workspace, made.folder)
    assert len(workspace.read.documents_of(titled(workspace, "Kept").id)) == 1


def test_one_undo_takes_it_all_back(workspace: Workspace, mendeley: Path) -> None:
    assert bring_in(workspace, mendeley).count("new") > 0
    workspace.undo().result()
    assert workspace.read.item_ids() == []
    assert workspace.read.collections() == []


def test_files_are_found_beside_a_library_that_was_moved(
    workspace: Workspace, made: MendeleyFolderMaker, tmp_path: Path
) -> None:
    downloaded = made.folder / "Downloaded"
    downloaded.mkdir()
    there = numbered_pdf(downloaded / "Adler - Towns é.pdf", ["1"])
    old = "file:///C:/Users/Ruth/AppData/Local/Mendeley%20Ltd/Mendeley%20Desktop/Downloaded/"
    book = made.work("Bread")
    made.attach(book, there, written=f"{old}Adler%20-%20Towns%20%C3%A9.pdf")
    made.attach(book, tmp_path / "gone.pdf")
    made.attach(made.work("Rope"), tmp_path / "online.pdf", written="")
    made.database.commit()
    report = bring_in(workspace, made.folder)
    (document,) = workspace.read.documents_of(titled(workspace, "Bread").id)
    assert isinstance(document, Document)
    assert document.name == "Adler - Towns é.pdf"
    messages = [entry.message for entry in report.files]
    assert f"Its file “{tmp_path / 'gone.pdf'}” was not found." in messages
    assert any("kept online only" in message for message in messages)


def test_notes_on_a_file_that_is_gone_become_notes_of_the_work(
    workspace: Workspace, made: MendeleyFolderMaker, tmp_path: Path
) -> None:
    book = made.work("Bread")
    hash_ = made.attach(book, tmp_path / "gone.pdf")
    made.sticky(book, hash_, 4, "Ask why")
    made.highlight(book, hash_, [(1, 1, 1, 2, 2)])
    made.database.commit()
    report = bring_in(workspace, made.folder)
    (note,) = workspace.read.notes_of(titled(workspace, "Bread").id)
    assert note.text == "Page 4 of the file: Ask why"
    assert any(entry.message.startswith("1 highlight belongs") for entry in report.files)


def test_the_file_of_a_library_does_as_well_as_its_folder(
    workspace: Workspace, mendeley: Path
) -> None:
    (mendeley / "online.sqlite").write_bytes(b"not a library")
    renamed = (mendeley / ACCOUNT).rename(mendeley / "backup.sqlite")
    assert bring_in(workspace, renamed).count("failed") == 0
    assert titled(workspace, "Storm tides").issued == "2019"
    assert bring_in(workspace, mendeley).count("new") == 0


@pytest.mark.parametrize("names_file", [True, False])
def test_an_encrypted_library_says_what_to_do(
    workspace: Workspace, made: MendeleyFolderMaker, names_file: bool
) -> None:
    made.work("Bread")
    made.database.commit()
    encrypt(made.folder / ACCOUNT)
    (entry,) = bring_in(workspace, made.folder / ACCOUNT if names_file else made.folder).files
    assert entry.status == "failed"
    assert "is encrypted, as from Mendeley Desktop 1.19 on" in entry.message
    assert "Export the library there as BibTeX" in entry.message
    assert workspace.read.item_ids() == []


def test_a_library_that_can_be_read_beside_an_encrypted_one_comes_in(
    workspace: Workspace, mendeley: Path
) -> None:
    other = mendeley / "chidi@example.org@www.mendeley.com.sqlite"
    other.write_bytes((mendeley / ACCOUNT).read_bytes())
    encrypt(other)
    report = bring_in(workspace, mendeley)
    assert report.count("failed") == 1
    assert titled(workspace, "Storm tides").year == "2019"


def test_it_is_read_while_mendeley_runs(workspace: Workspace, mendeley: Path) -> None:
    connection = sqlite3.connect(mendeley / ACCOUNT, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        assert bring_in(workspace, mendeley).count("failed") == 0
    finally:
        connection.close()
    assert titled(workspace, "Storm tides").year == "2019"


def test_a_damaged_library_is_one_sentence(workspace: Workspace, mendeley: Path) -> None:
    data = bytearray((mendeley / ACCOUNT).read_bytes())
    for at in range(4096, len(data) - 4096, 4096):
        data[at : at + 40] = b"\xff" * 40
    (mendeley / ACCOUNT).write_bytes(data)
    report = bring_in(workspace, mendeley)
    assert report.count("failed") == 1
    assert "damaged" in report.files[0].message
    assert workspace.read.item_ids() == []


def test_only_the_two_tables_are_needed(workspace: Workspace, made: MendeleyFolderMaker) -> None:
    made.work("Bread", people=("Ruth Adler",))
    names = made.database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (name,) in names:
        if name not in ("Documents", "DocumentContributors"):
            made.database.execute(f"DROP TABLE {name}")
    made.database.commit()
    assert bring_in(workspace, made.folder).count("failed") == 0
    assert [c.full for c in titled(workspace, "Bread").creators] == ["Adler, Ruth"]


def test_broken_rows_cost_only_themselves(
    workspace: Workspace, made: MendeleyFolderMaker, tmp_path: Path
) -> None:
    pdf = text_pdf(tmp_path / "a.pdf", ["Some words"])
    made.insert("Documents", title=None, type=17, added="long ago", month=99)
    book = made.work("Bread", {"year": 2014, "month": 13, "day": 40, "pmid": 1.5, "added": 1e30})
    hash_ = made.attach(book, pdf)
    made.attach(book, pdf)
    made.highlight(book, hash_, [("x", None, "y", 3, 4)], "pink")  # type: ignore[list-item]
    made.highlight(book, hash_, [], profileUuid=None, createdTime="yesterday")
    made.highlight(book, hash_, _rects_of(pdf, 0, "Some words", 0), "#FF0000", uuid=None)
    made.sticky(book, hash_, 0, "On no page", x="left", y=None)
    made.insert("DocumentFiles", documentId=None, hash=None)
    made.insert("DocumentContributors", documentId=book)
    made.insert("Folders", id=5, name="Round", parentId=6)
    made.insert("Folders", id=6, name="And/round", parentId=5)
    made.insert("DocumentFolders", documentId=book, folderId=5)
    made.insert("DocumentFolders", documentId=book, folderId=404)
    made.insert("DocumentUrls", documentId=book, position=0, url=b"http://example.org/\xff")
    made.database.commit()
    report = bring_in(workspace, made.folder)
    found = titled(workspace, "Bread")
    assert (found.issued, found.fields["URL"]) == ("2014", "http://example.org/\ufffd")
    assert collections_of(workspace, found) == {"And-round/Round"}
    (mark,) = marks_of(workspace, found)
    assert (mark.anchor.quote, mark.colour) == ("Some words", Colour.RED)
    assert [note.text for note in workspace.read.notes_of(found.id)] == ["On no page"]
    failed = [entry.message for entry in report.files if entry.status == "failed"]
    assert failed == ["2 annotations of “a.pdf” could not be placed."]
    assert titled(workspace, "Untitled").aliases == ("mendeley:document 1",)


def test_what_was_removed_here_for_good_can_come_again(
    workspace: Workspace, mendeley: Path
) -> None:
    bring_in(workspace, mendeley)
    storm = titled(workspace, "Storm tides")
    workspace.run_now(RemoveRecords("Remove", (storm,)))
    assert bring_in(workspace, mendeley).count("new") == 1

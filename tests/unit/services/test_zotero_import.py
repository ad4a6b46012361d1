"""A whole Zotero library comes in, annotations on their words, and nothing comes twice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from tests.unit.documents.samples import numbered_pdf
from tests.unit.importing.zotero_books import CHAPTERS, PAGE, book, in_book, on_page
from tests.unit.importing.zotero_folder import ZoteroFolderMaker, citing, lock

from pincite.library.queries import ItemQuery
from pincite.model.annotations import AnnotationKind, Colour
from pincite.model.documents import Document
from pincite.model.items import Item
from pincite.services.commands.records import SaveRecords
from pincite.services.commands.tags import TAG_COLOURS, colours_text, tag_colours
from pincite.services.importer import Importer, ImportReport
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


@pytest.fixture
def zotero(tmp_path: Path) -> Path:
    """A library with a book, its file, marks, notes, a group, something in the trash."""
    made = ZoteroFolderMaker(tmp_path / "Zotero")
    book = made.work(
        {
            "title": "Harbour Towns",
            "date": "2014-05-00 May 2014",
            "publisher": "North Press",
            "extra": "Citation Key: adler2014\nDOI: 10.5555/abc",
        },
        authors=("Adler, Ruth", "RAND Corporation"),
        tags=("ports",),
    )
    made.collect(book, "Grain", "Prices")
    pdf = numbered_pdf(tmp_path / "towns.pdf", ["23", "24", "25"])
    box = _box_of(pdf, 1, "passage returns")
    file = made.attach("towns.pdf", pdf.read_bytes(), book)
    place = {"pageIndex": 1, "rects": [box]}
    made.mark(file, "highlight", place, text="passage returns", colour="#5fb236", label="xxiv",
              comment="<b>So</b> it is")  # fmt: skip
    made.mark(file, "note", {"pageIndex": 0, "rects": [[100, 500, 122, 522]]}, comment="Ask")
    made.mark(file, "ink", {"pageIndex": 2, "width": 2, "paths": [[10, 20, 30, 40]]})
    made.mark(file, "highlight", place, text="passage returns", is_external=True)
    made.setting("lastPageIndex_u_" + file, "2")
    made.setting("tagColors", '[{"name": "ports", "color": "#FF6666"}]')
    made.note(citing(book, "23-24"), book)
    made.note("<p>Of nothing</p>")
    made.tag(book, "Economics", is_automatic=True)
    made.relate(book, made.work({"title": "Grain prices"}))
    made.search("“Grain”", ("collection", "is", "Grain"), ("tag", "isNot", "read"))
    made.search("Odd", ("numPages", "is", "7"))
    made.work({"title": "Storm tides"}, library=2)
    made.trash(made.work({"title": "Old"}))
    made.close()
    return tmp_path / "Zotero"


def _box_of(pdf: Path, index: int, word: str) -> list[float]:
    """Where a word stands, as Zotero writes it: from the bottom left."""
    with pymupdf.open(pdf) as document:
        page = document[index]
        # The third of many places: which one it is only the box tells.
        found = page.search_for(word)[2]
        height = page.rect.height
        return [found.x0, height - found.y1, found.x1, height - found.y0]


def bring_in(workspace: Workspace, folder: Path) -> ImportReport:
    return Importer(workspace).run([folder], JobContext())


def item(workspace: Workspace, key: str) -> Item:
    found = workspace.read.item_by_key(key)
    assert found is not None
    return found


def test_works_come_in_with_all_that_is_known_of_them(workspace: Workspace, zotero: Path) -> None:
    bring_in(workspace, zotero)
    book = item(workspace, "adler2014")
    assert (book.type, book.title, book.issued) == ("book", "Harbour Towns", "2014-05")
    assert [c.full for c in book.creators] == ["Adler, Ruth", "RAND Corporation"]
    assert (book.tags, book.fields["DOI"]) == (("ports", "Economics"), "10.5555/abc")
    assert book.automatic_tags == ("Economics",)
    assert book.added.startswith("2024-05-01")
    names = {c.id: c.name for c in workspace.read.collections()}
    assert [names[c] for c in book.collections] == ["Prices"]
    titles = {i.title for i in workspace.read.items(workspace.read.item_ids())}
    assert titles == {"Harbour Towns", "Grain prices", "Storm tides"}
    assert "Harbour studies" in names.values()
    assert workspace.read.item_count(ItemQuery(section="trash")) == 1


def test_annotations_stand_on_their_words_and_pages_keep_their_labels(
    workspace: Workspace, zotero: Path
) -> None:
    bring_in(workspace, zotero)
    (document,) = workspace.read.documents_of(item(workspace, "adler2014").id)
    marks = {a.kind: a for a in workspace.read.annotations_of(document.sha256)}
    assert set(marks) == {AnnotationKind.HIGHLIGHT, AnnotationKind.NOTE, AnnotationKind.INK}
    highlight = marks[AnnotationKind.HIGHLIGHT]
    assert (highlight.anchor.quote, highlight.anchor.page_index) == ("passage returns", 1)
    assert highlight.anchor.start == _third(workspace, document, "passage returns")
    assert (highlight.colour, highlight.comment) == (Colour.GREEN, "**So** it is")
    page_map = workspace.read.page_map(document.sha256)
    assert [page_map.label(i).label for i in range(3)] == ["23", "xxiv", "25"]
    note = marks[AnnotationKind.NOTE].anchor.places[0].quads[0]
    assert (note.x0, note.y0, note.y1) == (100, 648 - 522, 648 - 500)
    assert marks[AnnotationKind.INK].strokes[0].points == (10, 628, 30, 608)
    place = workspace.read.reading_place(document.sha256)
    assert place is not None
    assert place.page_index == 2


def _third(workspace: Workspace, document: Document, words: str) -> int:
    text = dict(workspace.read.page_texts(document.sha256))[1]
    place = -1
    for _ in range(3):
        place = text.index(words, place + 1)
    return place


def test_notes_keep_their_page_citations(workspace: Workspace, zotero: Path) -> None:
    bring_in(workspace, zotero)
    (note,) = workspace.read.notes_of(item(workspace, "adler2014").id)
    assert note.text == "He says so [@adler2014, pp. 23-24]."
    assert [n.text for n in workspace.read.all_notes() if n.item is None] == ["Of nothing"]


def test_relations_come_in_and_colours_given_here_stay(workspace: Workspace, zotero: Path) -> None:
    workspace.save_setting(TAG_COLOURS, colours_text({"read": "#112233"})).result()
    bring_in(workspace, zotero)
    related = workspace.read.related_to(item(workspace, "adler2014").id)
    assert [each.title for each in related] == ["Grain prices"]
    assert tag_colours(workspace.read) == {"read": "#112233", "ports": "#FF6666"}


def test_saved_searches_come_in_and_what_cannot_be_said_is_told(
    workspace: Workspace, zotero: Path
) -> None:
    report = bring_in(workspace, zotero)
    saved = [(each.name, each.query) for each in workspace.read.saved_searches()]
    assert saved == [("Grain", 'collection:"Grain" -tag:"read"')]
    assert any("“Odd”" in file.message for file in report.files)


def test_coming_again_brings_only_what_is_new(workspace: Workspace, zotero: Path) -> None:
    bring_in(workspace, zotero)
    before = workspace.library.last_seq()
    report = bring_in(workspace, zotero)
    assert report.count("new") == 0
    assert workspace.library.last_seq() == before


def test_it_is_read_while_zotero_runs_and_one_undo_takes_it_back(
    workspace: Workspace, zotero: Path
) -> None:
    connection = lock(zotero)
    try:
        assert bring_in(workspace, zotero).count("new") > 0
    finally:
        connection.close()
    workspace.undo().result()
    assert workspace.read.item_ids() == []


def test_the_file_of_the_library_does_as_well_as_its_folder(
    workspace: Workspace, zotero: Path
) -> None:
    assert bring_in(workspace, zotero / "zotero.sqlite").count("new") > 0
    assert bring_in(workspace, zotero).count("new") == 0
    assert len(workspace.read.documents_of(item(workspace, "adler2014").id)) == 1


def test_a_note_that_was_changed_here_does_not_come_again(
    workspace: Workspace, zotero: Path
) -> None:
    bring_in(workspace, zotero)
    book = item(workspace, "adler2014")
    (note,) = workspace.read.notes_of(book.id)
    workspace.run_now(SaveRecords("Edit note", (replace(note, text="Mine now"),)))
    bring_in(workspace, zotero)
    assert [each.text for each in workspace.read.notes_of(book.id)] == ["Mine now"]


def test_a_broken_library_is_one_sentence(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "Zotero"
    folder.mkdir()
    (folder / "zotero.sqlite").write_bytes(b"SQLite format 3\x00 and then nothing of use")
    (entry,) = bring_in(workspace, folder).files
    assert (entry.status, "damaged" in entry.message) == ("failed", True)


ROSE = "the price of bread rose"


def _after(workspace: Workspace) -> list[str]:
    """What follows each passage of the one article there is, in the order of the text."""
    (found,) = workspace.read.items(workspace.read.item_ids())
    (document,) = workspace.read.documents_of(found.id)
    texts = dict(workspace.read.page_texts(document.sha256))
    marks = workspace.read.annotations_of(document.sha256)
    assert {" ".join(mark.anchor.quote.split()) for mark in marks} <= {ROSE}
    ends = ((m.anchor.page_index, m.anchor.start + len(m.anchor.quote)) for m in marks)
    return [" ".join(texts[page][end : end + 30].split())[:12].strip() for page, end in ends]


@pytest.mark.parametrize(
    ("chapter", "steps", "sort_index", "after"),
    [
        (0, "/4/2,/1:95,/1:118", "", ", and nobody"),
        (1, "/4/6,/3:83,/3:106", "", ", as the sec"),
        (1, "/4/8,/3:54,/3:77", "", "once, and be"),
        (1, "/4/8,/3:103,/3:126", "", "twice, said"),
        (1, "/4/10[late],/1:17,/1:40", "", "beyond what"),
        (1, "/4/90,/1:17,/1:40", "00001|00000500", "beyond what"),
        (9, "/4/90,/1:17,/1:40", "", ", and nobody"),
    ],
)
def test_a_passage_of_a_book_stands_where_zotero_has_it(
    workspace: Workspace, tmp_path: Path, chapter: int, steps: str, sort_index: str, after: str
) -> None:
    made = ZoteroFolderMaker(tmp_path / "Zotero")
    file = made.attach("bread.epub", book(CHAPTERS), made.work({"title": "Bread"}))
    made.mark(file, "highlight", in_book(chapter, steps), text=ROSE, sort_index=sort_index)
    made.close()
    bring_in(workspace, tmp_path / "Zotero")
    (found,) = _after(workspace)
    assert found == after


@pytest.mark.parametrize(
    ("css", "start", "after"),
    [
        ("#a", 95, ", and nobody"),
        ("#b", 27, ", and he put"),
        ("body > div > p:nth-child(4)", 39, "for her own"),
        ("p:hover", 0, ", and nobody"),
    ],
)
def test_a_passage_of_a_web_page_stands_where_zotero_has_it(
    workspace: Workspace, tmp_path: Path, css: str, start: int, after: str
) -> None:
    made = ZoteroFolderMaker(tmp_path / "Zotero")
    file = made.attach("bread.html", PAGE.encode(), made.work({"title": "Bread"}))
    made.mark(file, "highlight", on_page(css, start), text=ROSE, sort_index="none")
    made.close()
    bring_in(workspace, tmp_path / "Zotero")
    (found,) = _after(workspace)
    assert found == after

"""What Mendeley says of works, in the terms of CSL."""

import random
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from tests.unit.importing.mendeley_folder import ACCOUNT, MendeleyFolderMaker

from pincite.importing.foreign.programs import program_at
from pincite.importing.mendeley.library import read_mendeley
from pincite.importing.mendeley.marks import author_of, authors, highlight
from pincite.importing.mendeley.notes import note_markdown
from pincite.importing.mendeley.values import is_true, time
from pincite.importing.mendeley.works import MendeleyWork, work_of
from pincite.importing.references.attached_files import AttachedFiles
from pincite.model.items import ItemDraft


def draft(kind: str, **row: str) -> ItemDraft:
    return work_of(MendeleyWork({"type": kind, "title": "Bread", **row}), "mendeley:1", 0).draft


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        ("JournalArticle", {}, "article-journal"),
        ("BookSection", {}, "chapter"),
        ("ConferenceProceedings", {}, "paper-conference"),
        ("TelevisionBroadcast", {}, "broadcast"),
        ("Hearing", {}, "hearing"),
        ("Statute", {}, "legislation"),
        ("Generic", {"issn": "1234-5679"}, "article-journal"),
        ("Generic", {"isbn": "9780140449150"}, "book"),
        ("Of next year", {}, "document"),
        ("", {}, "document"),
    ],
)
def test_types(kind: str, row: dict[str, str], expected: str) -> None:
    assert draft(kind, **row).type == expected


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        (
            "JournalArticle",
            {"publication": "Harbour Review", "volume": "12", "issue": "3", "pages": "23 -- 41",
             "pmid": "123456", "shortTitle": "B"},
            {"container-title": "Harbour Review", "volume": "12", "issue": "3", "page": "23-41",
             "PMID": "123456", "title-short": "B"},
        ),
        (
            "Book",
            {"pages": "310", "city": "Leith", "country": "Scotland", "publisher": "North Press"},
            {"number-of-pages": "310", "publisher-place": "Leith, Scotland",
             "publisher": "North Press"},
        ),
        (
            "Thesis",
            {"institution": "Leith College", "department": "History", "userType": "Ph.D.",
             "advisor": "Moreau"},
            {"publisher": "Leith College", "division": "History", "genre": "Ph.D.",
             "note": "Advisor: Moreau"},
        ),
        (
            "Report",
            {"institution": "RAND", "publisher": "North Press"},
            {"publisher": "North Press", "note": "Institution: RAND"},
        ),
        ("WorkingPaper", {"institution": "RAND"}, {"publisher": "RAND", "genre": "Working paper"}),
        ("ComputerProgram", {"revisionNumber": "2.1"}, {"version": "2.1"}),
        (
            "Patent",
            {"country": "France", "applicationNumber": "7", "owner": "Boateng"},
            {"jurisdiction": "France", "call-number": "7", "note": "Owner: Boateng"},
        ),
        (
            "Statute",
            {"code": "Harbour Code", "codeVolume": "2", "codeSection": "9", "publicLawNumber": "1"},
            {"container-title": "Harbour Code", "volume": "2", "section": "9", "number": "1"},
        ),
        ("Generic", {"arxivId": "2101.00001"}, {"number": "arXiv:2101.00001"}),
    ],
)  # fmt: skip
def test_fields(kind: str, row: dict[str, str], expected: dict[str, str]) -> None:
    assert draft(kind, **row).fields == {"title": "Bread", **expected}


def test_makers_of_films_direct_them() -> None:
    row = {"contribution": "DocumentAuthor", "firstNames": "R", "lastName": "Adler"}
    other = {"contribution": "DocumentActor", "lastName": "Troupe"}
    film = work_of(MendeleyWork({"type": "Film"}, [row, other]), "mendeley:1", 0).draft
    assert [(c.role, c.full) for c in film.creators] == [
        ("director", "Adler, R."), ("contributor", "Troupe"),
    ]  # fmt: skip


def test_further_addresses_are_a_note() -> None:
    urls = ["http://example.org/a", "http://example.org/a.pdf"]
    work = work_of(MendeleyWork({"title": "Bread"}, urls=urls), "mendeley:1", 0)
    assert work.draft.fields["URL"] == urls[0]
    assert work.notes == ("Also at:\n\n- <http://example.org/a.pdf>",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<m:note><m:italic>So</m:italic> it <m:underline>is</m:underline></m:note>", "*So* it is"),
        ("One<m:linebreak/>two", "One  \ntwo"),
        ("<m:center>Middle</m:center>", "Middle"),
        ("<p>One</p><p>two &amp; three</p>", "One\n\ntwo & three"),
        ("p < 0.05 and q > 1", "p < 0.05 and q > 1"),
        ("Plain\nlines", "Plain\nlines"),
        (" \n", ""),
        ("<m:bold>cut off", "**cut off**"),
        ("<script>alert(1)</script><b>x</b>", "**x**"),
    ],
)
def test_notes(text: str, expected: str) -> None:
    assert note_markdown(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1714558830000", "2024-05-01T10:20:30.000Z"),
        ("1714558830", "2024-05-01T10:20:30.000Z"),
        ("2016-02-23T18:04:10Z", "2016-02-23T18:04:10.000Z"),
        ("2016-02-23T19:04:10+01:00", "2016-02-23T18:04:10.000Z"),
        ("yesterday", ""),
        ("nan", ""),
        ("1e300", ""),
        (None, ""),
    ],
)
def test_times(value: str | None, expected: str) -> None:
    assert time(value) == expected


def test_truth() -> None:
    assert [is_true(v) for v in ("true", "1", "false", "0", None)] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_boxes_are_sorted_by_page_and_line() -> None:
    rects = [
        {"page": "3", "x1": "9", "y1": "50", "x2": "1", "y2": "40"},
        {"page": "2", "x1": "0", "y1": "10", "x2": "5", "y2": "20"},
        {"page": "2", "x1": "0", "y1": "30", "x2": "5", "y2": "40"},
        {"page": "0", "x1": "0", "y1": "30", "x2": "5", "y2": "40"},
        {"page": "2", "x1": "inf", "y1": "30", "x2": "5", "y2": "40"},
    ]
    mark = highlight({"uuid": "{AB}"}, rects, "")
    assert mark.key == "ab"
    assert mark.position is not None
    assert [(p.page_index, p.boxes) for p in mark.position.boxes] == [
        (1, ((0, 30, 5, 40), (0, 10, 5, 20))), (2, ((1, 40, 9, 50),)),
    ]  # fmt: skip


def test_marks_of_the_user_have_no_author() -> None:
    names, own = authors([
        {"uuid": "me", "firstName": "Ruth", "lastName": "Adler", "isSelf": "1"},
        {"uuid": "other", "firstName": "Chidi", "lastName": "Okafor", "isSelf": "0"},
    ])  # fmt: skip
    rows = [{"profileUuid": "me"}, {"author": "Ruth Adler"}, {"profileUuid": "other"},
            {"author": "Somebody"}, {}]  # fmt: skip
    assert [author_of(row, names, own) for row in rows] == [
        "", "", "Chidi Okafor", "Somebody", "",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_rows_hold_works_come_of_them(tmp_path: Path, seed: int) -> None:
    """Values of all types in all columns, as hands, other programs and lost syncs leave them."""
    chance = random.Random(seed)
    made = MendeleyFolderMaker(tmp_path)
    tables = made.database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        columns = [row[1] for row in made.database.execute(f"PRAGMA table_info({table})")]
        for number in range(8):
            values = {column: _any_value(chance) for column in columns if chance.random() < 0.7}
            if "id" in columns:
                values["id"] = 100 + number
            # Rows that belong to something, mostly.
            for column in ("documentId", "highlightId", "folderId", "parentId"):
                if column in columns and chance.random() < 0.8:
                    values[column] = 100 + chance.randrange(8)
            # Numbers that the schema keeps apart, and rows without any value.
            with suppress(sqlite3.IntegrityError, sqlite3.OperationalError):
                made.insert(table, **values)
    made.close()
    content = read_mendeley(tmp_path)
    for library in content.libraries:
        for item in library.items:
            assert item.work.draft.fields or item.work.draft.creators or item.work.draft.dates
            assert all(isinstance(note.markdown(lambda *_: ""), str) for note in item.notes)


def _any_value(chance: random.Random) -> object:
    return chance.choice([
        None, "", "true", "false", 0, 1, -1, 7, 2014, 1e30, -2.5, "2014", "x" * 300,
        "é\u200d", "ＡB",
        b"\xff\xfe\x00", b"http://example.org", "file:///a%2", "file://[", "<m:bold>x", "<p",
        "\x00\x07", "{AB-CD}", "nan", "inf", "/", "a/b", "2016-02-30T99:00", "DocumentAuthor",
        "Book", ";;,",
        9_007_199_254_740_993, "1,5", "\n\n", "-", "10.5555/", "Film", "#12345", "[0]",
    ])  # fmt: skip


def test_libraries_are_told_by_their_tables(tmp_path: Path) -> None:
    MendeleyFolderMaker(tmp_path / "data").close()
    (tmp_path / "data" / "monitor.sqlite").write_bytes(b"SQLite format 3\x00 and no more")
    empty = tmp_path / "empty"
    empty.mkdir()
    named = {
        path: program.name if (program := program_at(path)) else ""
        for path in (
            tmp_path / "data", tmp_path / "data" / ACCOUNT, tmp_path / "data" / "monitor.sqlite",
            empty, tmp_path / "nowhere",
        )
    }  # fmt: skip
    assert list(named.values()) == ["Mendeley", "Mendeley", "", "", ""]


def test_addresses_of_other_computers_are_found_by_their_names(tmp_path: Path) -> None:
    there = tmp_path / "Downloaded" / "a b.pdf"
    there.parent.mkdir()
    there.write_bytes(b"%PDF-")
    files = AttachedFiles(tmp_path, ("Downloaded",))
    for address in (
        "file:///C:/Users/Ruth/Papers/a%20b.pdf", "file://server/share/a%20b.pdf",
        "file:///Users/ruth/a%20b.pdf", there.as_uri(),
    ):  # fmt: skip
        assert files.find(address) == there
    assert files.find("file://[/%zz") is None

"""What Mendeley says of works, in the terms of CSL."""

from pathlib import Path

import pytest
from tests.unit.importing.mendeley_folder import ACCOUNT, MendeleyFolderMaker

from pincite.importing.foreign.programs import program_at
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

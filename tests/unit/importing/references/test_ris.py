"""RIS: dialects, dates, names, broken files."""

import pytest

from pincite.importing.references.formats import reference_format
from pincite.importing.references.reference import Reference, ReferenceFile
from pincite.model.creators import Creator


def read(text: str | bytes) -> ReferenceFile:
    data = text.encode() if isinstance(text, str) else text
    format = reference_format(data, "pasted")
    assert format is not None
    assert format.name == "RIS"
    return format.read(data)


def only(text: str | bytes) -> Reference:
    (reference,) = read(text).references
    return reference


def article(*lines: str, kind: str = "JOUR") -> str:
    return "\r\n".join((f"TY  - {kind}", "TI  - Salt and silence", *lines, "ER  - ", ""))


def test_an_article_of_a_journal() -> None:
    reference = only(
        article(
            "AU  - van Gogh, Vincent", "AU  - King, Martin Luther, Jr.",
            "AU  - World Health Organization,", "JF  - Journal of Salt", "JO  - J. Salt",
            "VL  - 12", "IS  - 3", "SP  - 551", "EP  - 65", "PY  - 2014", "DA  - 2014/06/01",
            "DO  - https://doi.org/10.1000/salt.1", "SN  - 0743-4618", "LA  - eng",
            "KW  - salt; sea", "KW  - silence", "AB  - First line", "second line.", "N1  - Read me",
            "UR  - https://example.org/salt", "Y2  - 2014/12/17", "ID  - gogh2014",
        )
    )  # fmt: skip
    draft = reference.draft
    assert draft.type == "article-journal"
    assert dict(draft.fields) == {
        "title": "Salt and silence", "container-title": "Journal of Salt",
        "container-title-short": "J. Salt", "volume": "12", "issue": "3", "page": "551-565",
        "DOI": "10.1000/salt.1", "ISSN": "0743-4618", "language": "en",
        "abstract": "First line second line.", "URL": "https://example.org/salt",
    }  # fmt: skip
    assert dict(draft.dates) == {"issued": "2014-06-01", "accessed": "2014-12-17"}
    assert draft.creators == (
        Creator("author", "Gogh", "Vincent", non_dropping_particle="van"),
        Creator("author", "King", "Martin Luther", suffix="Jr."),
        Creator("author", literal="World Health Organization"),
    )
    assert draft.tags == ("salt", "sea", "silence")
    assert draft.key == "gogh2014"
    assert reference.notes == ("Read me",)
    assert reference.line == 1


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        (("PY  - 2005///",), "2005"),
        (("PY  - 2016/12//",), "2016-12"),
        (("PY  - 1998///Spring",), "1998-21"),
        (("PY  - 2001/00/00/",), "2001"),
        (("PY  - 2010", "DA  - Jan 5"), "2010-01-05"),
        (("PY  - 2010", "DA  - 5 March 2010"), "2010-03-05"),
        (("PY  - 2013/04/18", "PY  - 2013/02/15/received"), "2013-04-18"),
        (("Y1  - 2006 May-Jun",), "2006-05/2006-06"),
        (("PY  - in press",), "in press"),
        (("PY  - ///",), ""),
    ],
)
def test_dates(lines: tuple[str, ...], issued: str) -> None:
    assert only(article(*lines)).draft.dates.get("issued", "") == issued


@pytest.mark.parametrize("dash", ["TY  - ", "TY - ", "TY  -  ", "\ufeffTY  - "])
def test_odd_blanks_around_the_dash(dash: str) -> None:
    reference = only(f"{dash}JOUR\nTI - One blank\nT2  -  Two\nER  -\n")
    assert reference.draft.fields["title"] == "One blank"
    assert reference.draft.fields["container-title"] == "Two"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    title = "Über die Größe französischer Bücher – é à ç"
    text = (
        f"TY  - BOOK\r\nTI  - {title}\r\nAU  - Müller, Jürgen\r\nPB  - Søren & Fils\r\nER  - \r\n"
    )
    assert only(text.encode(encoding)).draft.fields["title"] == title


def test_records_without_an_end_and_lines_that_belong_to_none() -> None:
    file = read(
        "Provider: Somebody\n\nTY  - BOOK\nTI  - One\nTY  - BOOK\nTI  - Two\nER  - \n"
        "stray words\nmore\nTY  - JOUR\nER  - \nTY  - BOOK\nTI  - Three\n"
    )
    assert [(r.draft.fields["title"], r.line) for r in file.references] == [
        ("One", 3), ("Two", 5), ("Three", 12),
    ]  # fmt: skip
    assert [line for line, _ in file.problems] == [10, 8, 12]


def test_a_record_whose_first_line_is_missing() -> None:
    reference = only("JF  - Journal\nTI  - Headless\nAU  - A, B\nPY  - 2001\nER  -\n")
    assert reference.draft.type == "article-journal"
    assert reference.line == 1


def test_keywords_and_addresses_on_lines_of_their_own() -> None:
    reference = only(article("KW  - one", "two", "three", "UR  - http://a.org/1", "http://a.org/2"))
    assert reference.draft.tags == ("one", "two", "three")
    assert reference.draft.fields["URL"] == "http://a.org/1"


def test_files_are_brought_along_and_addresses_are_not() -> None:
    reference = only(
        article("L1  - files/7/salt%201.pdf", "L1  - file:///C:/My%20Papers/salt.pdf",
                "L1  - https://a.org/x.pdf", "L2  - internal-pdf://0123/salt.pdf")
    )  # fmt: skip
    assert reference.files == (
        "files/7/salt%201.pdf", "file:///C:/My%20Papers/salt.pdf", "internal-pdf://0123/salt.pdf",
    )  # fmt: skip
    assert reference.draft.fields["URL"] == "https://a.org/x.pdf"


def test_a_book_and_its_series() -> None:
    draft = only(
        article("A2  - Editor, Sally", "T2  - Lecture Notes", "M1  - 42", "SP  - 312", "ET  - 2nd",
                "SN  - 978-3-642-32156-6", "CY  - Heidelberg", "PB  - Springer", kind="BOOK")
    ).draft  # fmt: skip
    assert draft.fields["collection-title"] == "Lecture Notes"
    assert draft.fields["collection-number"] == "42"
    assert draft.fields["number-of-pages"] == "312"
    assert draft.fields["ISBN"] == "978-3-642-32156-6"
    assert draft.creators == (Creator("collection-editor", "Editor", "Sally"),)


def test_the_volume_that_procite_calls_issue() -> None:
    draft = only(article("N1  - Record ID: 7", "VL  - 3rd", "IS  - 2", kind="BOOK")).draft
    assert (draft.fields["edition"], draft.fields["volume"]) == ("3rd", "2")


def test_identifiers_in_odd_places() -> None:
    draft = only(
        article("AN  - PMC3654245", "U1  - 23690738[pmid]", "M3  - doi: 10.1000/x.1", "M1  - 0")
    ).draft
    assert draft.fields["PMID"] == "23690738"
    assert draft.fields["PMCID"] == "PMC3654245"
    assert draft.fields["DOI"] == "10.1000/x.1"
    assert "issue" not in draft.fields
    assert "genre" not in draft.fields


def test_what_has_no_place_is_kept_in_the_note() -> None:
    assert only(article("U3  - shelf 4")).draft.fields["note"] == "U3: shelf 4"

"""PubMed, Web of Science, RefWorks and EndNote tagged files."""

import pytest

from pincite.importing.references.formats import reference_format
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.tagged.values import page_range, serial_numbers
from pincite.model.creators import Creator


def read(text: str, name: str) -> ReferenceFile:
    format = reference_format(text.encode(), "pasted.txt")
    assert format is not None
    assert format.name == name
    return format.read(text.encode())


PUBMED = """
PMID- 8692918
OWN - NLM
IS  - 0027-8424 (Print)
IS  - 1091-6490 (Linking)
VI  - 93
IP  - 14
DP  - 1996 Jul 9
TI  - The structure of
      an enzyme.
LID - 10.1000/enz [doi]
LID - S0002 [pii]
PG  - 6913-7
AB  - One line
      and another.
FAU - van Raaij, M J
AU  - van Raaij MJ
CN  - Salt Working Group
LA  - eng
PT  - Journal Article
PL  - UNITED STATES
TA  - Proc Natl
JT  - Proceedings
PMC - PMC38908
MH  - Animals
OT  - enzymes

PMID- 2
TI  - A chapter
BTI - Its book
FED - Editor, Sally A
AU  - Riegert-Johnson DL
PT  - Book Chapter
DP  - 2008 Winter
"""


def test_pubmed() -> None:
    first, second = read(PUBMED, "PubMed").references
    assert dict(first.draft.fields) == {
        "title": "The structure of an enzyme.", "container-title": "Proceedings",
        "container-title-short": "Proc Natl", "volume": "93", "issue": "14", "page": "6913-6917",
        "abstract": "One line and another.", "language": "en", "PMID": "8692918",
        "PMCID": "PMC38908", "DOI": "10.1000/enz", "ISSN": "0027-8424, 1091-6490",
    }  # fmt: skip
    assert first.draft.creators == (
        Creator("author", "Raaij", "M. J.", non_dropping_particle="van"),
        Creator("author", literal="Salt Working Group"),
    )
    assert first.draft.dates["issued"] == "1996-07-09"
    assert first.draft.tags == ("enzymes", "Animals")
    assert (first.line, second.line) == (2, 28)
    assert second.draft.type == "chapter"
    assert second.draft.fields["container-title"] == "Its book"
    assert second.draft.dates["issued"] == "2008-24"
    assert second.draft.creators == (
        Creator("editor", "Editor", "Sally A."),
        Creator("author", "Riegert-Johnson", "D. L."),
    )


WEB_OF_SCIENCE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Zelle, RM
   van Maris, AJA
AF Zelle, Rintze M.
   van Maris, Antonius J. A.
CA Yeast Consortium
TI A title over
   two lines
SO APPLIED MICROBIOLOGY
DE yeast; malic acid
VL 77
IS 3
BP 732
EP 738
DI 10.1128/AEM.1
PD FEB
PY 2011
PU AMER SOC OF MICROBIOLOGY
SN 0099-2240
EI 1098-5336
UT WOS:1
ER

PT P
AU SMITH J
TI A pump
PN US123
AE SALT INC
ER

EF
"""


def test_web_of_science() -> None:
    first, second = read(WEB_OF_SCIENCE, "Web of Science").references
    assert first.draft.creators == (
        Creator("author", "Zelle", "Rintze M."),
        Creator("author", "Maris", "Antonius J. A.", non_dropping_particle="van"),
        Creator("author", literal="Yeast Consortium"),
    )
    assert first.draft.fields["title"] == "A title over two lines"
    assert first.draft.fields["page"] == "732-738"
    assert first.draft.fields["ISSN"] == "0099-2240, 1098-5336"
    assert first.draft.fields["publisher"] == "Amer Soc of Microbiology"
    assert first.draft.dates["issued"] == "2011-02"
    assert first.draft.tags == ("yeast", "malic acid")
    assert second.draft.type == "patent"
    assert second.draft.fields["number"] == "US123"


REFWORKS = """RT Journal Article
SR Electronic(1)
ID 271
A1 Allan,Steven
A1 Gilbert,Paul
T1 Anger
JF Individual Differences
YR 2002
FD Feb
VO 32
IS 3
SP 551
OP 565
K1 Anger
K1 Status
NO A note
LA English

RT Dissertation
A1 Catrambone, C.D.
T1 Effect
YR 2000
SP 141
PB Rush University
"""


def test_refworks() -> None:
    first, second = read(REFWORKS, "RefWorks").references
    assert first.draft.creators[0] == Creator("author", "Allan", "Steven")
    assert first.draft.fields["page"] == "551-565"
    assert first.draft.dates["issued"] == "2002-02"
    assert first.draft.tags == ("Anger", "Status")
    assert first.notes == ("A note",)
    assert second.draft.type == "thesis"
    assert second.draft.fields["number-of-pages"] == "141"


ENDNOTE = """%0 Journal Article
%A Adler, Ruth
%A OECD,
%D 2019
%T Harbour towns
%J Journal of Harbours
%V 4
%N 2
%P 10-19
%8 March 3
%@ 1234-5679
%R 10.1000/harbour
%K ports
tides
%X An abstract.
%U https://example.org/h
%F adler2019

%0 Book
%A Okafor, Chidi
%E Editor, Sally
%T Tides
%B A series
%I Salt Press
%C Lagos
%P 312
"""


def test_endnote() -> None:
    first, second = read(ENDNOTE, "EndNote").references
    assert first.draft.creators == (
        Creator("author", "Adler", "Ruth"), Creator("author", literal="OECD"),
    )  # fmt: skip
    assert first.draft.dates["issued"] == "2019-03-03"
    assert first.draft.fields["ISSN"] == "1234-5679"
    assert first.draft.tags == ("ports", "tides")
    assert first.draft.key == "adler2019"
    assert second.draft.fields["collection-title"] == "A series"
    assert second.draft.fields["number-of-pages"] == "312"
    assert second.line == 19


def test_refer_without_types() -> None:
    text = "%A Brian Kernighan\n%T The C Language\n%I Prentice\n%D 1978\n\n%A A\n%T B\n%J C\n"
    first, second = read(text, "EndNote").references
    assert (first.draft.type, second.draft.type) == ("book", "article-journal")
    assert first.draft.creators == (Creator("author", "Kernighan", "Brian"),)


@pytest.mark.parametrize(
    "text",
    [
        "% A comment of LaTeX\n\\documentclass{article}\n% T more\n",
        "TYPE - not a record\nER - nor this\n",
        "Dear A,\n\nPT boats are boats.\nER doctors are doctors.\n",
        "RT is short for retweet\nT1 is a line\n",
        "%!PS-Adobe-3.0\n%%Title: x\n",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert reference_format(text.encode(), "notes.txt") is None


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("6913-7", "", "6913-6917"), ("551", "565", "551-565"), ("e12", "e15", "e12-e15"),
        ("99", "", "99"), ("1-22", "22", "1-22"), ("12", "12", "12"), ("", "7", "7"),
        ("S1080-6032(22)", "", "S1080-6032(22)"),
    ],
)  # fmt: skip
def test_pages(first: str, last: str, whole: str) -> None:
    assert page_range(first, last) == whole


def test_serial_numbers_by_their_shape() -> None:
    found = serial_numbers(["1234-5679 (print)", "978-3-16-148410-0"], is_book=False)
    assert found == ("978-3-16-148410-0", "1234-5679")
    assert serial_numbers(["odd"], is_book=True) == ("odd", "")

"""MARC in its two packings, its old letters, and the two families of tags."""

import pytest

from pincite.importing.references.formats import reference_format
from pincite.importing.references.marc.file import read_marc, read_marcxml
from pincite.importing.references.marc.isbd import without_marks, year_of
from pincite.importing.references.marc.marc8 import from_marc8
from pincite.model.creators import Creator

Fields = list[tuple[str, str]]
BOOK: Fields = [
    ("001", "1"),
    ("008", "880726s1999    nyu           000 0 eng d"),
    ("020", "  $a0881929115 (pbk.)"),
    ("050", "00$aF2681$b.X3"),
    ("100", "1 $aAdler, Ruth B.,$d1950-"),
    ("245", "14$aThe bread of Leith :$ba history /$cRuth Adler and Chidi Okafor."),
    ("250", "  $a2nd ed."),
    ("260", "  $aNew York, N.Y. :$bNorth Press,$cc1999."),
    ("300", "  $a[24], 432 p. ;$c22 cm."),
    ("490", "0 $aTowns ;$vv. 7"),
    ("500", "  $aHead pieces."),
    ("650", " 0$aBread$zScotland."),
    ("700", "1 $aOkafor, Chidi."),
    ("700", "1 $aSmith, Ann,$eillustrator."),
    ("856", "42$uhttps://example.org/cover"),
    ("856", "40$uhttps://example.org/text"),
]


def packed(fields: Fields, leader: str = "nam a", encoding: str = "utf-8") -> bytes:
    bodies = [text.replace("$", "\x1f").encode(encoding) + b"\x1e" for _, text in fields]
    directory, at = b"", 0
    for (tag, _), body in zip(fields, bodies, strict=True):
        directory += f"{tag}{len(body):04d}{at:05d}".encode()
        at += len(body)
    base = 24 + len(directory) + 1
    head = f"{base + at + 1:05d}{leader}22{base:05d}   4500".encode()
    return head + directory + b"\x1e" + b"".join(bodies) + b"\x1d"


def as_xml(fields: Fields) -> bytes:
    parts = []
    for tag, text in fields:
        if tag < "010":
            parts.append(f'<controlfield tag="{tag}">{text}</controlfield>')
            continue
        marks, *subfields = text.split("$")
        inner = "".join(f'<subfield code="{sub[0]}">{sub[1:]}</subfield>' for sub in subfields)
        parts.append(
            f'<datafield tag="{tag}" ind1="{marks[0]}" ind2="{marks[1]}">{inner}</datafield>'
        )
    return (
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record>'
        f"<leader>00000nam a2200000 a 4500</leader>{''.join(parts)}</record></collection>"
    ).encode()


@pytest.mark.parametrize("is_xml", [False, True])
def test_a_book_is_the_same_in_both_packings(is_xml: bool) -> None:
    (reference,) = (read_marcxml(as_xml(BOOK)) if is_xml else read_marc(packed(BOOK))).references
    draft = reference.draft
    assert draft.type == "book"
    assert dict(draft.fields) == {
        "title": "The bread of Leith: a history", "edition": "2nd ed", "ISBN": "0881929115",
        "publisher-place": "New York, N.Y.", "publisher": "North Press", "language": "eng",
        "number-of-pages": "432", "collection-title": "Towns", "collection-number": "v. 7",
        "call-number": "F2681 .X3", "URL": "https://example.org/text",
    }  # fmt: skip
    assert draft.creators == (
        Creator("author", "Adler", "Ruth B."),
        Creator("author", "Okafor", "Chidi"),
        Creator("illustrator", "Smith", "Ann"),
    )
    assert draft.dates == {"issued": "1999"}
    assert draft.tags == ("Bread", "Scotland")
    assert reference.notes == ("Head pieces",)


def test_lengths_that_are_wrong_do_not_matter() -> None:
    data = packed(
        [("245", "10$aBröt und Öl"), ("260", "  $aLeith"), *BOOK[2:3]], encoding="latin-1"
    )
    again = data.decode("latin-1").encode()
    (reference,) = read_marc(again).references
    assert reference.draft.fields["title"] == "Bröt und Öl"
    assert reference.draft.fields["publisher-place"] == "Leith"


def test_old_letters_are_composed() -> None:
    assert from_marc8(b"G\xe8odel, \xa2re, \xb1ad, H\x1bb2\x1bsO") == "Gödel, Øre, ład, H₂O"


def test_a_record_that_is_cut_off_says_so() -> None:
    data = packed(BOOK)
    found = read_marc(data + data[: len(data) // 2])
    assert len(found.references) == 2
    assert found.problems == ((0, "Record 2 is cut off; what there is of it was taken."),)


def test_an_article_in_a_journal() -> None:
    fields = [
        ("245", "10$aBread."),
        ("773", "0 $tPort studies.$gVol. 5, no. 2 (2000), p. 3-9$x1234-5678"),
    ]
    (reference,) = read_marc(packed(fields, "nab a")).references
    draft = reference.draft
    assert draft.type == "article-journal"
    assert dict(draft.fields) == {
        "title": "Bread", "container-title": "Port studies", "ISSN": "1234-5678", "volume": "5",
        "issue": "2", "page": "3-9",
    }  # fmt: skip
    assert draft.dates == {"issued": "2000"}


def test_unimarc_is_told_by_its_tags() -> None:
    fields = [
        ("010", "  $a978-2-07-036024-0$dbr."),
        ("101", "0 $afre"),
        ("200", "1 $aLe pain$eune histoire$fRuth Adler"),
        ("210", "  $aParis$cNord$d1999"),
        ("215", "  $a213 p."),
        ("700", " 1$aAdler$bRuth$4070"),
        ("702", " 1$aOkafor$bChidi$4730"),
    ]
    (reference,) = read_marc(packed(fields)).references
    draft = reference.draft
    assert dict(draft.fields) == {
        "title": "Le pain: une histoire", "publisher-place": "Paris", "publisher": "Nord",
        "number-of-pages": "213", "ISBN": "978-2-07-036024-0", "language": "fre",
    }  # fmt: skip
    assert [(c.role, c.full) for c in draft.creators] == [
        ("author", "Adler, Ruth"),
        ("translator", "Okafor, Chidi"),
    ]


def test_marc_is_told_by_its_leader() -> None:
    found = reference_format(packed(BOOK), "export.dat")
    assert found is not None
    assert found.name == "MARC"


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [("[1957?]", "1957?"), ("c1994-", "1994/.."), ("1804-1806.", "1804/1806"), ("[198-?]", "198X"),
     ("©2001", "2001"), ("[ca. 1850]", "1850~"), ("n.d.", "")],
)  # fmt: skip
def test_years_as_they_are_printed(printed: str, edtf: str) -> None:
    assert year_of(printed) == edtf


def test_marks_between_parts_belong_to_none() -> None:
    assert without_marks("Washington, D.C. :") == "Washington, D.C."
    assert without_marks("[Gillette, Wyo.]") == "Gillette, Wyo."
    assert without_marks("Bread /") == "Bread"

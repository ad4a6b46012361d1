import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.unit.importing.manuscript_files import (
    csl_code,
    docx,
    odt,
    packed,
    paragraph,
    reference_mark,
    run,
    word_field,
    zipped,
)

from pincite.importing.errors import ImportingError
from pincite.importing.manuscripts.manuscript import Citation, Cite, Manuscript
from pincite.importing.manuscripts.reading import read_manuscript

Save = Callable[[str, bytes], Manuscript]

ADLER = {
    "id": 7,
    "uris": ["http://zotero.org/users/1/items/ABCD2345"],
    "itemData": {"title": "Grain", "DOI": "10.1000/grain", "author": [{"family": "Adler"}]},
    "locator": "23-24",
    "prefix": "see",
}
QUOTED = "“the rule of the nearest granary”"


@pytest.fixture
def read(tmp_path: Path) -> Save:
    def save(name: str, data: bytes) -> Manuscript:
        (tmp_path / name).write_bytes(data)
        return read_manuscript(tmp_path / name)

    return save


def only(manuscript: Manuscript) -> Citation:
    assert len(manuscript.citations) == 1
    return manuscript.citations[0]


def is_adler(cite: Cite) -> bool:
    return cite.data.get("title") == "Grain" and cite.locator.described == "pp. 23–24"


def test_a_zotero_field_gives_record_place_and_quotation(read: Save) -> None:
    code = f" ADDIN ZOTERO_ITEM CSL_CITATION {csl_code(ADLER)} "
    body = paragraph(run("One.")) + paragraph(
        run("It was “the ru"), run("le of the nearest"), run(" granary” "),
        word_field(code, "(Adler 23–24)"), run(". More."),
    )  # fmt: skip
    citation = only(read("a.docx", docx(body)))
    assert citation.place.described == "paragraph 2"
    assert citation.quotations == ("the rule of the nearest granary",)
    assert is_adler(citation.cites[0])
    assert citation.cites[0].prefix == "see"
    assert citation.cites[0].uris == ("http://zotero.org/users/1/items/ABCD2345",)
    assert citation.written == "(Adler 23–24)"


def test_old_names_of_zotero_fields_are_read(read: Save) -> None:
    item = {"uri": ["u"], "itemData": {"title": "Grain"}, "LOCATOR": "4", "locatorType": "chapter"}
    code = "ADDIN ZOTERO_ITEM CSL_CITATION" + json.dumps({"CITATIONITEMS": [item]})
    cite = only(read("a.docx", docx(paragraph(word_field(code, "(4)"))))).cites[0]
    assert (cite.uris, cite.locator.described) == (("u",), "chapter 4")


def test_a_citation_in_a_footnote_belongs_to_the_words_at_its_mark(read: Save) -> None:
    body = paragraph(run(f"He called it {QUOTED}"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_code(ADLER)}"
    note = (
        f'<w:footnote w:id="2">{paragraph(run("See "), word_field(code, "Adler, 23"))}</w:footnote>'
    )
    citation = only(read("a.docx", docx(body, footnotes=note)))
    assert citation.place.described == "note 1, paragraph 1"
    assert citation.quotations == ("the rule of the nearest granary",)


def test_tracked_deletions_are_not_read(read: Save) -> None:
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_code(ADLER)}"
    body = paragraph(
        run("“the rule of "),
        "<w:del><w:r><w:delText>the farthest</w:delText></w:r></w:del>",
        f"<w:ins>{run('the nearest granary”')}</w:ins>",
        word_field(code, "(Adler)"),
        f"<w:del>{word_field(code, '(gone)')}</w:del>",
    )
    assert only(read("a.docx", docx(body))).quotations == ("the rule of the nearest granary",)


def test_a_quotation_set_off_belongs_to_the_citation_at_its_end(read: Save) -> None:
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_code(ADLER)}"
    indented = '<w:p><w:pPr><w:ind w:left="720"/></w:pPr>'
    body = f"{indented}{run('Words that are set off.')}</w:p>"
    body += f"{indented}{run('And more of them. ')}{word_field(code, '(Adler)')}</w:p>"
    expected = "Words that are set off. And more of them."
    assert only(read("a.docx", docx(body))).quotations == (expected,)


def test_mendeley_cite_keeps_its_citation_in_the_tag_of_a_control(read: Save) -> None:
    tag = f"MENDELEY_CITATION_v3_{packed(csl_code(ADLER))}"
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>'
        f"<w:sdtContent>{run('(Adler)')}</w:sdtContent></w:sdt>"
    )
    citation = only(read("a.docx", docx(paragraph(run(QUOTED), control))))
    assert is_adler(citation.cites[0])
    assert citation.quotations == ("the rule of the nearest granary",)


def test_old_mendeley_fields_are_read(read: Save) -> None:
    field = word_field(f"ADDIN CSL_CITATION {csl_code(ADLER)}", "(Adler)")
    assert is_adler(only(read("a.docx", docx(paragraph(field)))).cites[0])


ENDNOTE = (
    "<EndNote><Cite><Author>Adler</Author><Year>2014</Year><RecNum>3</RecNum>"
    "<Prefix>see </Prefix><Suffix>, p. 23</Suffix><record><ref-type name='Book'>6</ref-type>"
    "<contributors><authors><author>Adler, Jo</author></authors></contributors>"
    "<titles><title><style>Grain</style></title></titles></record></Cite></EndNote>"
)


@pytest.mark.parametrize("is_packed", [False, True])
def test_endnote_keeps_its_citation_in_the_code_or_in_a_field_within(
    read: Save, *, is_packed: bool
) -> None:
    if is_packed:
        inner = (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData>{packed(ENDNOTE)}</w:fldData>'
            "</w:fldChar></w:r><w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f"<w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r>{inner}"
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("(Adler)")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    else:
        field = word_field(f" ADDIN EN.CITE {ENDNOTE}", "(Adler)")
    cite = only(read("a.docx", docx(paragraph(run(QUOTED), field)))).cites[0]
    assert cite.data == {
        "title": "Grain",
        "type": "book",
        "author": [{"family": "Adler", "given": "Jo"}],
        "issued": {"raw": "2014"},
    }
    assert (cite.locator.described, cite.prefix, cite.suffix) == ("p. 23", "see", "")


def test_citavi_keeps_its_citation_in_the_code_of_a_field_in_a_control(read: Save) -> None:
    data = {
        "Entries": [
            {
                "PageRange": {"OriginalString": "23-25", "NumberingType": 0},
                "Reference": {"Title": "Grain", "CitationKey": "adler", "Doi": "10.1000/grain",
                              "Authors": [{"FirstName": "Jo", "LastName": "Adler"}]},
            }
        ]
    }  # fmt: skip
    field = word_field(f"ADDIN CitaviPlaceholder{{{packed(json.dumps(data))}}}", "(Adler)")
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="CitaviPlaceholder#1"/></w:sdtPr>'
        f"<w:sdtContent>{field}</w:sdtContent></w:sdt>"
    )
    cite = only(read("a.docx", docx(paragraph(control)))).cites[0]
    assert (cite.key, cite.locator.described) == ("adler", "pp. 23–25")
    assert cite.data["DOI"] == "10.1000/grain"


def test_words_own_citations_are_joined_with_its_sources(read: Save) -> None:
    source = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        "<b:Source><b:Tag>Adl14</b:Tag><b:Title>Grain</b:Title><b:Year>2014</b:Year><b:Author>"
        "<b:Author><b:NameList><b:Person><b:Last>Adler</b:Last></b:Person></b:NameList></b:Author>"
        "</b:Author></b:Source></b:Sources>"
    )
    field = (
        r'<w:fldSimple w:instr="CITATION Adl14 \l 1033 \p 23 \m Oka10">'
        f"{run('(Adler, 23)')}</w:fldSimple>"
    )
    made = docx(paragraph(field), parts={"customXml/item1.xml": source})
    first, second = only(read("a.docx", made)).cites
    assert (first.key, first.locator.described, first.data["title"]) == ("Adl14", "p. 23", "Grain")
    assert (second.key, dict(second.data)) == ("Oka10", {})


def test_the_list_of_references_is_not_read(read: Save) -> None:
    body = paragraph(word_field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Adler (2014, p. 9)."))
    assert read("a.docx", docx(body)).citations == ()


def test_citations_by_name_are_found_and_ibid_follows_a_field(read: Save) -> None:
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_code(ADLER)}"
    body = paragraph(run(f"{QUOTED} "), word_field(code, "(Adler 2014, 23)"), run(".")) + paragraph(
        run("And “the ships came late that year” (ibid., 24).")
    )
    manuscript = read("a.docx", docx(body))
    first, second = manuscript.citations
    assert second.cites[0].locator.described == "p. 24"
    assert second.quotations == ("the ships came late that year",)
    assert list(manuscript.known.values()) == [0]
    assert first.cites[0].mention is None


def test_zoteros_reference_marks_in_opendocument(read: Save) -> None:
    mark = reference_mark(f"ZOTERO_ITEM CSL_CITATION {csl_code(ADLER)} RNDabcdefghij", "(Adler)")
    citation = only(read("a.odt", odt(f"<text:p>It was {QUOTED} {mark}.</text:p>")))
    assert is_adler(citation.cites[0])
    assert citation.quotations == ("the rule of the nearest granary",)


def test_notes_and_deletions_of_opendocument(read: Save) -> None:
    mark = reference_mark(f"ZOTERO_ITEM CSL_CITATION {csl_code(ADLER)} RND1", "Adler")
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>(Bell 2001, p. 4)"
        "</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:p>It was {QUOTED}<text:note><text:note-citation>3</text:note-citation>"
        f"<text:note-body><text:p>{mark}</text:p></text:note-body></text:note>.</text:p>"
    )
    citation = only(read("a.odt", odt(body)))
    assert citation.place.described == "note 3, paragraph 1"
    assert citation.quotations == ("the rule of the nearest granary",)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("JABREF_adler2014 CID_1 ab12", ["adler2014"]),
        ("JABREF_adler CID_1, JABREF_bell CID_2 ab12", ["adler", "bell"]),
        ("JR_cite2_1_adler,bell", ["adler", "bell"]),
    ],
)
def test_jabrefs_reference_marks(read: Save, name: str, keys: list[str]) -> None:
    citation = only(read("a.odt", odt(f"<text:p>{reference_mark(name, '[1]')}</text:p>")))
    assert [cite.key for cite in citation.cites] == keys


def test_a_style_of_quotations_sets_off_in_opendocument(read: Save) -> None:
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Text">'
        "<style:paragraph-properties "
        'fo:margin-left="1cm"/></style:style>'
    )
    mark = reference_mark("JABREF_adler CID_1 x", "(Adler)")
    body = f'<text:p text:style-name="P1">Words that are set off. {mark}</text:p>'
    assert only(read("a.odt", odt(body, styles=styles))).quotations == ("Words that are set off.",)


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_a_broken_file_gives_one_sentence(read: Save, name: str) -> None:
    with pytest.raises(ImportingError, match="damaged"):
        read(name, b"PK\x03\x04 and nothing else")


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_an_archive_without_a_document_gives_one_sentence(read: Save, name: str) -> None:
    with pytest.raises(ImportingError, match="damaged"):
        read(name, zipped({"other.xml": "<a/>"}))


def test_an_archive_that_unpacks_to_too_much_gives_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 150_000_000)
    with pytest.raises(ImportingError, match="unpacks to more"):
        read_manuscript(path)


def test_entities_are_refused(read: Save) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "x">]><w:document xmlns:w="w">&b;</w:document>'
    with pytest.raises(ImportingError, match="damaged"):
        read("a.docx", zipped({"word/document.xml": bomb}))


def test_a_field_without_end_is_read(read: Save) -> None:
    body = paragraph(run("Text."), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("Gone."))
    assert read("a.docx", docx(body)).citations == ()

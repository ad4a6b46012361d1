"""Papers: text with live citations, as word processors and other readers take it."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from tests.unit.exporting.bib_items import ADLER, work

from pincite.citing.csl_engine import CslResult
from pincite.exporting.papers.compose import Passage, paper_of
from pincite.exporting.papers.docx import paper_docx
from pincite.exporting.papers.markup import blocks_of_markdown, entry_of, runs_of
from pincite.exporting.papers.odt import paper_odt
from pincite.exporting.papers.paper import Block, BlockKind, Mark, Paper, Run, WorkCite
from pincite.exporting.papers.plain import paper_markdown, paper_text
from pincite.exporting.papers.rtf import paper_rtf, rtf_text
from pincite.exporting.papers.web import paper_html
from pincite.importing.manuscripts.docx import read_docx
from pincite.importing.manuscripts.manuscript import Manuscript
from pincite.importing.manuscripts.odt import read_odt
from pincite.importing.manuscripts.reading import manuscript_of
from pincite.model.locators import parse_locator

BOOK = work("adler2014", "book", ADLER, title="Power & <i>Policy</i>", issued="2014")
LONG = "word " * 45
PASSAGES = (
    Passage(
        "one",
        (WorkCite(BOOK, parse_locator("pp. 23, 25-27"), prefix="see", suffix="with a table"),),
        "The price of bread",
        "So *what*?\n\n- first\n- second",
        heading="Prices & tides",
    ),
    Passage(
        "two",
        (WorkCite(BOOK, parse_locator("\u00b6 4")), WorkCite(BOOK, parse_locator("8:33"))),
        LONG,
    ),
    Passage("three", (WorkCite(BOOK, parse_locator("A-3"), suppress_author=True),)),
)
RESULT = CslResult(
    citations=("(see Adler &#38; B, 2014, pp.\u00a023, 25\u201327)", "<i>Ibid.</i>", "(2014, A-3)"),
    bibliography=(
        '<div class="csl-entry">Adler. <i>Power &#38; Policy</i>. https://doi.org/10.1/x.</div>',
    ),
    is_hanging=True,
)
WRITERS: dict[str, tuple[Callable[[Paper], bytes], Callable[[bytes, str], object]]] = {
    "docx": (paper_docx, read_docx),
    "odt": (paper_odt, read_odt),
}


def paper(*, is_note: bool) -> Paper:
    """Three citations with all that a bibliography may hold of them."""
    return paper_of(
        "Thesis <1>",
        PASSAGES,
        RESULT,
        style="apa",
        language="en-GB",
        is_note=is_note,
        author="A & B",
    )


def read_back(made: bytes, suffix: str) -> Manuscript:
    """What our own reading of manuscripts finds in a document."""
    flow = read_docx(made, "a.docx") if suffix == "docx" else read_odt(made, "a.odt")
    return manuscript_of(flow, f"a.{suffix}", has_names=True)


def part(made: bytes, name: str) -> etree._Element:
    """A file of a document, which is well-formed."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return etree.fromstring(archive.read(name))


def text_in(made: bytes, name: str) -> str:
    """The text of a file of a document."""
    return "".join(map(str, part(made, name).itertext()))


@pytest.mark.parametrize("is_note", [False, True])
@pytest.mark.parametrize("suffix", list(WRITERS))
def test_citations_are_read_back_with_their_places(suffix: str, *, is_note: bool) -> None:
    found = read_back(WRITERS[suffix][0](paper(is_note=is_note)), suffix)
    cites = [cite for citation in found.citations for cite in citation.cites]
    assert [cite.key for cite in cites] == ["adler2014"] * 4
    assert [(c.locator.kind, str(c.locator)) for c in cites] == [
        ("page", "23, 25\u201327"), ("paragraph", "4"), ("timestamp", "8:33"), ("page", "A-3"),
    ]  # fmt: skip
    assert (cites[0].prefix, cites[0].suffix) == ("see", "with a table")
    assert cites[0].uris == (f"pincite://item/{BOOK.id}",)
    assert cites[0].data["title"] == "Power & <i>Policy</i>"
    quotations = [q for citation in found.citations for q in citation.quotations]
    assert "The price of bread" in quotations
    assert LONG.strip() in quotations


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_notes_of_a_note_style_are_footnotes_of_the_document(suffix: str) -> None:
    made = WRITERS[suffix][0](paper(is_note=True))
    file = "word/footnotes.xml" if suffix == "docx" else "content.xml"
    tag = "{*}footnote" if suffix == "docx" else "{*}note"
    notes = [note for note in part(made, file).iter(tag) if note.get(_w("type")) is None]
    assert len(notes) == 3
    assert all("ZOTERO_ITEM CSL_CITATION" in etree.tostring(n).decode() for n in notes)
    in_text = WRITERS[suffix][0](paper(is_note=False))
    assert "Adler & B" in text_in(in_text, "word/document.xml" if suffix == "docx" else file)


def test_field_code_of_word_is_what_reference_managers_read() -> None:
    code = text_in(paper_docx(paper(is_note=True)), "word/footnotes.xml")
    found = re.search(r" ADDIN ZOTERO_ITEM CSL_CITATION (\{.*?csl-citation\.json\"\}) ", code)
    assert found is not None
    data = json.loads(found[1])
    assert data["properties"] == {
        "formattedCitation": "(see Adler & B, 2014, pp.\u00a023, 25\u201327)",
        "plainCitation": "(see Adler & B, 2014, pp.\u00a023, 25\u201327)",
        "noteIndex": 1,
    }
    item = data["citationItems"][0]
    assert (item["locator"], item["label"]) == ("23, 25-27", "page")
    assert (item["prefix"], item["suffix"]) == ("see ", " with a table")
    assert item["id"] == item["itemData"]["id"]
    assert "ADDIN ZOTERO_BIBL" in text_in(paper_docx(paper(is_note=True)), "word/document.xml")


@pytest.mark.parametrize(
    ("suffix", "file", "kind"),
    [("docx", "docProps/custom.xml", "Field"), ("odt", "meta.xml", "ReferenceMark")],
)
def test_preferences_name_style_language_and_kind_of_field(
    suffix: str, file: str, kind: str
) -> None:
    root = part(WRITERS[suffix][0](paper(is_note=True)), file)
    tag = "{*}property" if suffix == "docx" else "{*}user-defined"
    pieces = ["".join(map(str, e.itertext())) for e in root.iter(tag)]
    assert all(len(piece) <= 255 for piece in pieces)
    data = etree.fromstring("".join(pieces))
    style = data.find("style")
    assert style is not None
    assert style.get("id") == "http://www.zotero.org/styles/apa"
    assert style.get("locale") == "en-GB"
    prefs = {pref.get("name"): pref.get("value") for pref in data.iter("pref")}
    assert prefs == {"fieldType": kind, "noteType": "1"}


def test_marks_of_opendocument_have_names_of_their_own() -> None:
    same = [Passage("x", PASSAGES[0].cites), Passage("x", PASSAGES[0].cites)]
    result = CslResult(("(A)", "(A)"), ())
    made = paper_odt(paper_of("T", same, result, style="apa", language="en-US", is_note=False))
    names = [
        str(mark.get("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}name"))
        for mark in part(made, "content.xml").iter("{*}reference-mark-start")
    ]
    assert len(set(names)) == 2
    assert all(re.search(r"\} RND\w{10}$", name) for name in names)


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_the_same_paper_is_the_same_document(suffix: str) -> None:
    write = WRITERS[suffix][0]
    assert write(paper(is_note=True)) == write(paper(is_note=True))


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_words_that_xml_cannot_hold_are_left_out(suffix: str) -> None:
    odd = Paper("A\x00\x0b\ud800\uffff & <b>", (Block(BlockKind.TEXT, (Run("\x1f]]>  two"),)),))
    read_back(WRITERS[suffix][0](odd), suffix)


def test_html_of_a_note_style_links_notes_both_ways_and_is_inert() -> None:
    page = paper_html(paper(is_note=True))
    assert "<h1>Thesis &lt;1&gt;</h1>" in page
    assert 'href="#n1"' in page
    assert '<li id="n2" value="2"><i>Ibid.</i> <a href="#r2"' in page
    assert "<ul><li>first</li></ul>" in page
    assert '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>.</p>' in page
    bad = Paper("T", (Block(BlockKind.TEXT, (Run("x", link="javascript:alert(1)"),)),))
    assert "javascript" not in paper_html(bad)


def test_markdown_has_footnotes_and_shows_the_same_words() -> None:
    page = paper_markdown(paper(is_note=True))
    assert "\u201cThe price of bread\u201d[^1]\n" in page
    assert "\n\n[^2]: *Ibid.*\n" in page
    assert f"> {LONG.strip()}[^2]" in page
    assert "## Prices & tides" in page
    assert "<em>Power &amp; Policy</em>" in MarkdownIt().render(page)


def test_an_entry_with_a_number_is_no_list_in_markdown() -> None:
    entry = entry_of(
        '<div class="csl-entry"><div class="csl-left-margin">1.</div>'
        '<div class="csl-right-inline">Adler &#60;b&#62;.</div></div>'
    )
    assert paper_markdown(Paper("T", entries=(entry,))) == "# T\n\n1\\. Adler \\<b\\>.\n"
    assert "<ol>" not in MarkdownIt().render(paper_markdown(Paper("T", entries=(entry,))))


def test_text_lists_notes_and_references() -> None:
    page = paper_text(paper(is_note=True))
    assert "\u201cThe price of bread\u201d [1]" in page
    assert "Notes\n-----\n\n[1] (see Adler & B, 2014" in page
    assert page.endswith(
        "Bibliography\n------------\n\nAdler. Power & Policy. https://doi.org/10.1/x.\n"
    )


def test_rtf_has_footnotes_fields_and_letters_of_all_scripts() -> None:
    page = paper_rtf(paper(is_note=True))
    page.encode("ascii")
    assert page.count("\\footnote") == 3
    assert page.count("ADDIN ZOTERO_ITEM CSL_CITATION \\{") == 3
    assert page.count("{") - page.count("\\{") == page.count("}") - page.count("\\}")
    assert rtf_text("a{\u201c\U0001d11e") == "a\\{\\u8220?\\u-10188?\\u-8930?"


def test_engine_html_keeps_its_form() -> None:
    small = '<span style="font-variant:small-caps;">C</span>'
    text = f'<i>A<span style="font-style:normal;">B</span></i> {small}'
    assert runs_of(text) == (
        Run("A", frozenset({Mark.ITALIC})),
        Run("B "),
        Run("C", frozenset({Mark.SMALL_CAPS})),
    )


def test_markdown_of_comments_becomes_paragraphs() -> None:
    blocks = blocks_of_markdown(
        "# Head\n\nSome **bold** [link](https://a.example)\n\n> said\n\n- one"
    )
    assert [block.kind for block in blocks] == [
        BlockKind.SUBHEADING, BlockKind.REMARK, BlockKind.QUOTATION, BlockKind.BULLET,
    ]  # fmt: skip
    assert blocks[1].parts == (
        Run("Some "),
        Run("bold", frozenset({Mark.BOLD})),
        Run(" "),
        Run("link", link="https://a.example"),
    )


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _pandoc() -> str:
    program = shutil.which("pandoc")
    if program is None:
        return ""
    listed = subprocess.run(
        [program, "--list-extensions=docx"], capture_output=True, text=True, check=False
    )
    return program if "citations" in listed.stdout else ""


@pytest.mark.parametrize("is_note", [False, True])
def test_pandoc_reads_citations_with_their_places(tmp_path: Path, *, is_note: bool) -> None:
    program = _pandoc()
    if not program:
        pytest.skip("no Pandoc that reads citations of Word documents")
    (tmp_path / "a.docx").write_bytes(paper_docx(paper(is_note=is_note)))
    done = subprocess.run(
        [program, "-f", "docx+citations", "-t", "markdown", "--wrap=none", tmp_path / "a.docx"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "[see @adler2014, page 23, 25-27" in done.stdout
    assert "@adler2014, paragraph 4" in done.stdout
    assert "-@adler2014, page A-3" in done.stdout


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_libreoffice_opens_it_and_keeps_the_citations(tmp_path: Path, suffix: str) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice")
    file = tmp_path / f"paper.{suffix}"
    file.write_bytes(WRITERS[suffix][0](paper(is_note=False)))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "odt",
         "--outdir", str(tmp_path / "out"), str(file)],
        capture_output=True, check=True,
    )  # fmt: skip
    found = read_back((tmp_path / "out" / "paper.odt").read_bytes(), "odt")
    places = [str(c.locator) for citation in found.citations for c in citation.cites]
    assert places == ["23, 25\u201327", "4", "8:33", "A-3"]


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_a_list_without_citations_is_plain_text(suffix: str) -> None:
    made = WRITERS[suffix][0](Paper("T", entries=paper(is_note=False).entries, style="apa"))
    file = "word/document.xml" if suffix == "docx" else "content.xml"
    assert b"ZOTERO" not in etree.tostring(part(made, file))
    assert "Power & Policy" in text_in(made, file)

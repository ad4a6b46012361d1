"""Drafts from what a PDF says about itself."""

from dataclasses import dataclass, field

import pytest

from pincite.importing.pdf_metadata import draft_from_clues, is_plausible_title, iso_date
from pincite.model.items import ItemDraft


@dataclass(frozen=True)
class Line:
    text: str
    size_pt: float
    y_fraction: float
    page_index: int = 0
    is_rotated: bool = False


@dataclass(frozen=True)
class Clues:
    info: dict[str, str] = field(default_factory=dict)
    xmp: str = ""
    first_lines: tuple[Line, ...] = ()

    @property
    def first_text(self) -> str:
        return "\n".join(line.text for line in self.first_lines)


def _page(*lines: tuple[str, float]) -> tuple[Line, ...]:
    return tuple(Line(text, size, 0.05 + 0.02 * i) for i, (text, size) in enumerate(lines))


_PAPER = _page(
    ("Journal of Page Studies 12 (2014) 1123-1141", 9),
    ("On the Citation of Pages in a", 18),
    ("Time of Scrolling", 18),
    ("Ruth Adler∗, Chidi Okafor2 and", 11),
    ("Vincent van Gogh", 11),
    ("1 University of Examples", 9),
    ("Abstract", 10),
    *[("Some words of the text that fill the page and go on and on.", 10)] * 20,
    ("© 2014 The Authors. https://doi.org/10.1234/jps.2014.77", 8),
)


def _xmp(inner: str, attributes: str = "") -> str:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" '
        f"{attributes}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )


def _titled(title: str) -> str:
    return f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'


def _names(draft: ItemDraft) -> list[str]:
    return [creator.full for creator in draft.creators]


def test_a_paper_without_metadata_is_read_from_its_first_page() -> None:
    draft = draft_from_clues(Clues(first_lines=_PAPER), "x.pdf")
    assert draft.type == "article-journal"
    assert draft.fields == {
        "DOI": "10.1234/jps.2014.77",
        "title": "On the Citation of Pages in a Time of Scrolling",
    }
    assert _names(draft) == ["Adler, Ruth", "Okafor, Chidi", "van Gogh, Vincent"]
    assert draft.dates == {"issued": "2014"}
    assert draft.sources["title"] == "type size"
    assert draft.sources["DOI"] == "page text"


def test_what_a_publisher_declares_goes_first() -> None:
    xmp = _xmp(
        _titled("On the citation of pages")
        + "<dc:creator><rdf:Seq><rdf:li>Ruth Adler</rdf:li><rdf:li>Chidi Okafor</rdf:li></rdf:Seq>"
        "</dc:creator><prism:publicationName>Page Studies</prism:publicationName>"
        "<prism:startingPage>1123</prism:startingPage><prism:endingPage>1141</prism:endingPage>",
        'prism:doi="10.9999/ABC" prism:volume="12" prism:coverDate="2014-03-01"',
    )
    draft = draft_from_clues(Clues(xmp=xmp, first_lines=_PAPER), "x.pdf")
    assert draft.fields["title"] == "On the citation of pages"
    assert draft.fields["DOI"] == "10.9999/abc"
    assert draft.fields["container-title"] == "Page Studies"
    assert draft.fields["page"] == "1123–1141"
    assert draft.dates == {"issued": "2014-03-01"}
    assert _names(draft) == ["Adler, Ruth", "Okafor, Chidi"]
    assert set(draft.sources.values()) == {"xmp", "page text"}


@pytest.mark.parametrize(
    "title", ["Microsoft Word - paper.doc", "fit_hyp_M_3.00.eps", "5", "untitled", "Another Paper"]
)
def test_a_title_that_is_junk_or_not_on_the_page_is_not_taken(title: str) -> None:
    draft = draft_from_clues(Clues(info={"title": title}, first_lines=_PAPER), "x.pdf")
    assert draft.sources["title"] == "type size"


def test_a_declared_title_that_is_printed_is_taken() -> None:
    title = "On the Citation of Pages in a Time of Scrolling"
    draft = draft_from_clues(Clues(info={"title": title}, first_lines=_PAPER), "x.pdf")
    assert draft.sources["title"] == "info"
    assert len(draft.creators) == 3


def test_the_login_name_of_one_author_does_not_hide_the_others() -> None:
    draft = draft_from_clues(Clues(info={"author": "Ruth Adler"}, first_lines=_PAPER), "x.pdf")
    assert len(draft.creators) == 3
    assert draft.sources["author"] == "page text"


def test_rotated_lines_and_the_foot_of_the_page_give_no_title() -> None:
    lines = (
        Line("arXiv:1706.03762v5 [cs.CL] 6 Dec 2017", 20, 0.4, is_rotated=True),
        Line("Attention to Pages", 16, 0.1),
        Line("A LARGE NOTICE BELOW", 30, 0.9),
    )
    draft = draft_from_clues(Clues(first_lines=lines), "x.pdf")
    assert draft.fields["title"] == "Attention to Pages"
    assert draft.fields["number"] == "arXiv:1706.03762"
    assert draft.dates == {"issued": "2017-12-06"}
    assert draft.type == "article"


def test_a_file_without_any_clue_is_called_by_its_name() -> None:
    draft = draft_from_clues(Clues(), "adler_2014-paradoxes of_pages.PDF")
    assert draft.fields == {"title": "adler 2014 paradoxes of pages"}
    assert draft.sources == {"title": "file name"}


def test_an_isbn_makes_a_book() -> None:
    lines = _page(("Tall Whales", 24), ("ISBN 978-0-306-40615-7", 9))
    draft = draft_from_clues(Clues(first_lines=lines), "x.pdf")
    assert draft.type == "book"
    assert draft.fields["ISBN"] == "9780306406157"


def test_xmp_cannot_read_files_or_explode() -> None:
    xmp = (
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "lol">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + _xmp(_titled("&f;&b; Pages"))
    )
    draft = draft_from_clues(Clues(xmp=xmp), "x.pdf")
    assert "lol" not in draft.fields["title"]


@pytest.mark.parametrize("xmp", ["", "<", "no xml", "<a/>", "\x00" * 10, "<?xpacket?>"])
def test_broken_xmp_is_no_error(xmp: str) -> None:
    assert draft_from_clues(Clues(xmp=xmp), "x.pdf").fields == {"title": "x"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019-05-28", "2019-05-28"),
        ("2019-05-28T10:00:00Z", "2019-05-28"),
        ("D:20190528120000+02'00'", "2019-05-28"),
        ("2019/05", "2019-05"),
        ("May 2019", "2019"),
        ("", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert iso_date(text) == date


def test_plausible_titles() -> None:
    assert is_plausible_title("Paradoxes of Pages")
    assert is_plausible_title("Title IX and the Courts")
    assert not is_plausible_title("paper1.dvi")

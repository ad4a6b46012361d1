"""Notes are linked from the text and back, whatever a page says of them."""

import pytest
from lxml import html as lxml_html

from pincite.importing.articles.note_links import link_notes
from pincite.importing.sanitise import sanitise


def _linked(body: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(sanitise(link_notes(body)), create_parent="div")


def _leads(root: lxml_html.HtmlElement) -> list[tuple[str, bool]]:
    ids = {str(i) for i in root.xpath("//@id")}
    links = root.xpath(".//a[starts-with(@href, '#')]")
    return [(a.text_content(), str(a.get("href"))[1:] in ids) for a in links]


@pytest.mark.parametrize(
    "note",
    [
        '<aside id="n1"><p>1. The ledger.</p></aside>',
        '<p id="n1">1 The ledger.</p>',
        '<ol><li id="n1">The ledger.</li></ol>',
        '<p><a name="n1"></a>1. The ledger.</p>',
        '<p class="footnote"><span id="n1">The ledger.</span></p>',
    ],
)
def test_a_note_without_a_way_back_gets_one(note: str) -> None:
    found = _linked(f'<p>Text<sup><a href="#n1">1</a></sup> goes on.</p>{note}')
    assert _leads(found) == [("1", True), ("↩", True)]


def test_a_note_with_a_way_back_stays_as_it_is() -> None:
    found = _linked(
        '<p>Text <a name="r1" href="#n1">1</a>.</p><p id="n1">1. Ledger. <a href="#r1">up</a></p>'
    )
    assert _leads(found) == [("1", True), ("up", True)]


def test_contents_and_headings_get_no_way_back() -> None:
    body = '<ul><li><a href="#s1">1</a></li></ul><h2 id="s1">Ships</h2><p id="s2">Text.</p>'
    found = _linked(body + '<p><a href="#s2">Ships and their masters</a></p>')
    assert [words for words, _ in _leads(found)] == ["1", "Ships and their masters"]


def test_a_link_to_the_top_of_a_page_leads_nowhere_and_goes() -> None:
    assert "href" not in sanitise('<a href="#">Top</a>')

"""What of a page is its article, and what of its structure comes through."""

import pytest
from lxml import html as lxml_html

from pincite.importing.articles.extraction import extract_article

_PROSE = (
    "The harbour office kept a ledger, and in the ledger, day by day, every ship was entered with "
    "its captain, its cargo and the port from which it came, so that nothing could be lost. "
)


def _page(body: str, *, around: str = "") -> lxml_html.HtmlElement:
    text = "".join(f"<p>{_PROSE * 2}Paragraph {n}.</p>" for n in range(4))
    return lxml_html.document_fromstring(
        "<html><body><nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>Sport</a></li></ul>"
        f"</nav>{around}<article><h1>The ledger</h1>{text}{body}<p>{_PROSE * 2}The end.</p>"
        "</article><div class='related-posts'><h3>Related</h3><p>"
        f"<a href='/x'>{_PROSE}</a></p></div><footer>Imprint and cookies</footer></body></html>"
    )


def _article(body: str, *, around: str = "") -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(
        extract_article(_page(body, around=around)), create_parent="div"
    )


def test_navigation_and_related_articles_are_left_out() -> None:
    text = _article("").text_content()
    assert "Paragraph 0" in text
    assert "The end." in text
    for word in ("Home", "Sport", "Related", "Imprint"):
        assert word not in text


def test_a_heading_stays_with_the_text_below_it() -> None:
    found = _article(f"<h2>Ships</h2><p>{_PROSE}</p>")
    assert [h.text_content() for h in found.iter("h2")] == ["Ships"]


def test_links_to_notes_lead_both_ways() -> None:
    found = _article(
        f'<p id="ref1">{_PROSE}<a href="#n1">1</a></p>'
        '<ol class="footnotes"><li id="n1">Ledger, 12. <a href="#ref1">↩</a></li></ol>'
    )
    ids = {str(i) for i in found.xpath("//@id")}
    links = [str(h)[1:] for h in found.xpath("//a/@href")]
    assert links == ["n1", "ref1"]
    assert set(links) <= ids


def test_notes_outside_of_the_article_are_brought_in() -> None:
    found = _article(
        f'<p>{_PROSE}<a href="#n9">9</a></p>',
        around='<div class="widget"><div id="n9">A note in the margin.</div></div>',
    )
    assert "A note in the margin." in found.text_content()


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ('<img src="blank.gif" data-src="https://example.org/ship.jpg">', "ship.jpg"),
        ('<img srcset="s.jpg 300w, https://example.org/ship.jpg 900w">', "ship.jpg"),
        ('<img src="blank.gif"><noscript><img src="/ship.jpg"></noscript>', "ship.jpg"),
        ('<picture><source srcset="/ship.jpg 2x"><img></picture>', "ship.jpg"),
        ('<amp-img src="/ship.jpg"></amp-img>', "ship.jpg"),
    ],
)
def test_images_that_come_late_have_their_address(markup: str, source: str) -> None:
    found = _article(f"<figure>{markup}<figcaption>A ship</figcaption></figure>")
    assert [str(s).rsplit("/", 1)[-1] for s in found.xpath("//img/@src")] == [source]
    assert found.findtext(".//figcaption") == "A ship"


def test_a_figure_names_the_image_that_a_script_would_show() -> None:
    found = _article('<figure itemid="https://example.org/ship.jpg?w=2">'
                     "<figcaption>A ship</figcaption></figure>")  # fmt: skip
    assert found.xpath("//img/@src") == ["https://example.org/ship.jpg?w=2"]


def test_ids_made_of_headings_do_not_make_noise() -> None:
    found = _article(
        f'<section id="sharing-with-a-single-developer"><p>{_PROSE}Kept.</p></section>'
    )
    assert "Kept." in found.text_content()


def test_a_caption_that_only_a_class_tells_is_a_caption() -> None:
    found = _article(
        '<div class="photo"><img src="/ship.jpg"><p class="wp-caption-text">A ship</p></div>'
    )
    assert found.findtext(".//figure/figcaption") == "A ship"


def test_the_figure_between_heading_and_text_leads() -> None:
    page = lxml_html.document_fromstring(
        "<html><body><article><header><h1>The ledger</h1><figure><img src='/lead.jpg'>"
        "<figcaption>The harbour</figcaption></figure></header><div class='text'>"
        + "".join(f"<p>{_PROSE * 2}</p>" for _ in range(5))
        + "</div></article></body></html>"
    )
    assert extract_article(page).startswith("<figure><img")


def test_tables_lists_and_code_come_whole() -> None:
    found = _article(
        "<table><tr><th>Ship</th><th></th></tr><tr><td>Hope</td><td>12</td></tr></table>"
        "<ul><li>tar</li><li>rope and <a href='/rope'>yarn</a></li></ul><pre>a = 1\n  b</pre>"
    )
    assert [c.text_content() for c in found.iter("td", "th")] == ["Ship", "", "Hope", "12"]
    assert [i.text_content() for i in found.iter("li")] == ["tar", "rope and yarn"]
    assert found.findtext(".//pre") == "a = 1\n  b"


def test_formulas_come_as_their_source() -> None:
    found = _article(
        f'<p>{_PROSE}<script type="math/tex">x^2</script> and <math alttext="y_1"><mi>y</mi></math>'
        "</p>"
    )
    assert [c.text for c in found.iter("code")] == ["x^2", "y_1"]


def test_what_is_hidden_stays_out() -> None:
    assert "secret" not in _article('<p style="display: none">secret</p>').text_content()


def test_a_page_of_few_words_comes_as_it_is() -> None:
    page = lxml_html.document_fromstring("<html><body><p>Closed today.</p></body></html>")
    assert "Closed today." in extract_article(page)


def test_an_empty_page_has_no_article() -> None:
    assert extract_article(lxml_html.document_fromstring("<html><body></body></html>")) == ""


def test_a_note_in_an_aside_is_kept() -> None:
    found = _article(f'<p>{_PROSE}<a href="#n1">1</a></p><aside id="n1">1. The note.</aside>')
    assert "The note." in found.text_content()


def test_text_beside_a_box_within_a_line_is_kept() -> None:
    found = _article(f"<p>{_PROSE}</p><ul><li><cite>Adler, <div></div>Ports</cite> 1998.</li></ul>")
    assert "Adler, Ports 1998." in " ".join(found.text_content().split())


def test_a_heading_that_the_contents_repeat_word_for_word_is_kept() -> None:
    words = "Getting into trouble with a ledger that two offices share"
    found = _article(
        f'<ul><li><a href="#x">{words}</a></li></ul><h2 id="x">{words}</h2><p>{_PROSE}</p>'
    )
    assert [h.text_content() for h in found.iter("h2")] == [words]


def test_a_list_of_sources_under_a_heading_of_the_article_is_kept() -> None:
    sections = "".join(f"<h2>Part {n}</h2><p>{_PROSE}</p>" for n in range(3))
    links = '<ul><li><a href="https://example.org/">The ledger, online</a></li></ul>'
    found = _article(
        f"{sections}<h2>External links</h2>{links}"
        "<h2>Related</h2><ul><li><a href='/r'>Another story</a></li></ul>"
    )
    assert "The ledger, online" in found.text_content()
    assert "Another story" not in found.text_content()


def test_one_word_in_a_figure_is_no_caption() -> None:
    found = _article(f'<figure><img src="/ship.jpg"><span>Credit</span></figure><p>{_PROSE}</p>')
    assert not list(found.iter("figcaption"))

"""Web pages, Markdown and text as articles."""

from pathlib import Path

import pytest
from lxml import html as lxml_html

from pincite.importing.articles.draft import ArticleDraft
from pincite.importing.articles.html import read_html
from pincite.importing.articles.markdown import read_markdown
from pincite.importing.articles.paragraphs import number_paragraphs
from pincite.importing.articles.text import read_text
from pincite.importing.errors import NoTextError

_SHARED = next(
    (
        p / "shared/data/articles/readability"
        for p in Path(__file__).parents
        if (p / "shared/data/articles/readability").exists()
    ),
    Path("shared/data/articles/readability"),
)
_PROSE = "Some words that make a paragraph of an article long enough to be told from a menu. " * 4
_PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Whales of Wales | The Gazette</title>
<meta property="og:site_name" content="The Gazette">
<link rel="canonical" href="https://example.org/2019/05/whales">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Whales of Wales",
 "datePublished": "2019-05-28T23:30:00+01:00",
 "author": [{{"name": "Ruth Adler"}}, {{"name": "Bo Li"}}]}}
</script></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Whales of Wales</h1>
<figure><img src="https://example.org/w.jpg" data-src="x">
<figcaption>A whale at sea</figcaption></figure>
<p>{_PROSE}<a href="#fn1">1</a></p><p>{_PROSE}</p>
<figure><img src="data:image/png;base64,iVBORw0KGgo="><figcaption>A chart</figcaption></figure>
<blockquote><p>{_PROSE}</p></blockquote><h2>Part two</h2><p>{_PROSE}</p>
<ol class="footnotes"><li id="fn1">The note at the end.</li></ol>
<script>alert(1)</script></article></body></html>"""


def _read() -> ArticleDraft:
    return read_html(_PAGE.encode(), name="whales.html")


def test_a_page_says_what_it_is() -> None:
    draft = _read().draft
    assert draft.type == "article-newspaper"
    assert draft.fields == {
        "title": "Whales of Wales",
        "URL": "https://example.org/2019/05/whales",
        "container-title": "The Gazette",
        "language": "en-GB",
    }
    assert [creator.full for creator in draft.creators] == ["Adler, Ruth", "Li, Bo"]
    assert draft.dates == {"issued": "2019-05-28"}
    assert draft.sources["author"] == "JSON-LD"


def test_the_title_stands_once_above_a_byline_without_number() -> None:
    html = _read().html
    assert html.startswith(
        "<h1>Whales of Wales</h1>\n"
        '<p class="byline">Ruth Adler, Bo Li · The Gazette · 28 May 2019</p>'
    )
    assert html.count("Whales of Wales") == 1


def test_captions_images_in_the_file_and_notes_are_kept() -> None:
    article = _read()
    html = article.html
    assert "A whale at sea" in html
    assert "A chart" in html
    assert [image.data for image in article.images] == [b"\x89PNG\r\n\x1a\n"]
    assert f'src="asset:{article.images[0].name}"' in html
    assert 'href="#u-fn1"' in html
    assert 'id="u-fn1"' in html
    assert "The note at the end." in html


def test_a_base_address_does_not_lead_notes_astray() -> None:
    page = _PAGE.replace("<head>", '<head><base href="https://example.org/other/">')
    html = read_html(page.encode(), name="whales.html").html
    assert 'href="#u-fn1"' in html


def test_nothing_is_left_that_runs_or_loads() -> None:
    html = _read().html
    assert "alert" not in html
    assert "w.jpg" not in html


def test_paragraphs_are_numbered_in_order() -> None:
    article = _read()
    root = lxml_html.fragment_fromstring(article.html, create_parent="div")
    numbered = [e.get("id") for e in root.iter() if (e.get("id") or "").startswith("para-")]
    assert numbered == [f"para-{n}" for n in range(1, article.paragraph_count + 1)]
    assert article.paragraph_count == 5
    assert article.text.count("\n") == 4


def test_leaf_blocks_are_numbered_and_captions_are_not() -> None:
    numbered = number_paragraphs(
        "<p>a</p><blockquote><p>b</p></blockquote><ul><li>c<ul><li>d</li></ul></li></ul><pre>e</pre>"
        "<figure><figcaption><p>f</p></figcaption></figure><p>—</p><blockquote>g</blockquote>"
    )
    assert numbered.paragraphs == ("a", "b", "d", "e", "g")


def test_a_block_with_an_id_stays_a_target() -> None:
    html = number_paragraphs('<p id="u-x">a</p>').html
    assert html == '<p id="para-1"><a id="u-x"></a>a</p>'


def test_bare_text_can_be_cited_too() -> None:
    body = f"<html><body><div>{_PROSE}<br><br>{_PROSE}<b>bold</b></div></body></html>"
    assert read_html(body.encode(), name="a.html").paragraph_count == 2


def test_a_page_in_another_encoding_is_read() -> None:
    page = f'<meta charset="windows-1252"><title>Füße</title><p>{_PROSE}ß</p>'
    article = read_html(page.encode("cp1252"), name="a.html")
    assert article.draft.fields["title"] == "Füße"
    assert "ß" in article.text


def test_a_page_of_headings_can_be_looked_at() -> None:
    page = b"<title>Ships</title><article><h2>Hope</h2><h2>Charity</h2></article>"
    article = read_html(page, name="a.html")
    assert (article.paragraph_count, "Charity" in article.html) == (0, True)


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<script>x</script>", b"\x00\x01"])
def test_a_page_without_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(NoTextError, match=r"no text|not a web page"):
        read_html(data, name="empty.html")


def test_a_page_saved_by_a_browser_knows_where_it_came_from() -> None:
    page = (
        "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://example.org/a \n"
        f" saved date: Tue May 28 2019 10:00:00 GMT --><title>A page</title><p>{_PROSE}</p></html>"
    )
    draft = read_html(page.encode(), name="a.html").draft
    assert draft.fields["URL"] == "https://example.org/a"
    assert draft.dates["accessed"] == "2019-05-28"


def _facts(head: str, body: str = "") -> ArticleDraft:
    page = f"<html><head>{head}</head><body>{body}<article><p>{_PROSE * 3}</p></article></body>"
    return read_html(page.encode(), name="a.html")


def test_a_licence_is_kept_with_its_source() -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    draft = _facts(f'<link rel="license" href="{address}">').draft
    assert draft.fields["license"] == address
    assert draft.sources["license"] == "page"


def test_an_agency_behind_the_names_is_no_author() -> None:
    draft = _facts(
        '<meta name="author" content="By RUTH ADLER and CHIDI OKAFOR, Associated Press">'
    ).draft
    assert [creator.full for creator in draft.creators] == ["Adler, Ruth", "Okafor, Chidi"]


def test_a_byline_and_its_metadata_overrule_who_published_the_page() -> None:
    data = '{"@type": "NewsArticle", "author": {"name": "Ann Poster"}}'
    draft = _facts(
        f'<script type="application/ld+json">{data}</script>'
        '<meta name="author" content="Ruth Adler">',
        '<p class="byline">By Ruth Adler</p>',
    ).draft
    assert [creator.full for creator in draft.creators] == ["Adler, Ruth"]


def test_a_date_in_the_text_is_found() -> None:
    draft = _facts("<title>Notes</title>", "<div class='x'>Posted: 30 July 2018</div>").draft
    assert draft.dates == {"issued": "2018-07-30"}


def test_markdown_takes_title_author_and_date_from_its_front_matter() -> None:
    source = (
        '---\ntitle: "On Pages"\nauthor:\n  - Ruth Adler\n  - Okafor, Chidi\n'
        "date: 2014-03-01\n---\n"
        "# On Pages\n\nFirst *words*.\n\n> Quoted.\n\n- one\n- two\n\n<script>x</script>\n"
    )
    article = read_markdown(source.encode(), name="a.md")
    assert article.draft.fields["title"] == "On Pages"
    assert [c.full for c in article.draft.creators] == ["Adler, Ruth", "Okafor, Chidi"]
    assert article.draft.dates == {"issued": "2014-03-01"}
    assert article.html.count("On Pages") == 1
    assert article.text.split("\n") == ["First words.", "Quoted.", "one", "two"]
    assert "script" not in article.html


def test_markdown_without_front_matter_takes_its_first_heading() -> None:
    article = read_markdown(b"```\n# not this\n```\n\n# The *real* `title`\n\nText.", name="a.md")
    assert article.draft.fields["title"] == "The real title"


def test_text_takes_its_first_line_as_title() -> None:
    article = read_text(b"On Pages\n\nFirst\npart.\r\n\r\nSecond <b>.\n", name="a.txt")
    assert article.draft.fields["title"] == "On Pages"
    assert article.paragraph_count == 2
    assert "&lt;b&gt;" in article.html


def test_text_that_begins_with_prose_is_called_by_its_file() -> None:
    article = read_text(b"It was a dark night,\nand stormy.\n\nThe end.", name="dark_night.txt")
    assert article.draft.fields["title"] == "dark night"
    assert article.paragraph_count == 2


@pytest.mark.skipif(not _SHARED.exists(), reason="no web pages at hand")
@pytest.mark.parametrize("name", ["ars-1", "guardian-1", "heise", "wikipedia", "hukumusume"])
def test_real_pages_give_articles(name: str) -> None:
    folder = _SHARED / name
    if not folder.exists():
        pytest.skip("not at hand")
    article = read_html((folder / "source.html").read_bytes(), name="source.html")
    assert article.paragraph_count > 2
    assert article.draft.fields["title"]
    assert article.html.count("<h1>") == 1

"""Saved pages, books and text documents as articles; what is broken or hostile is refused."""

import base64
import io
import plistlib
import zipfile
from pathlib import Path

import pytest
from lxml import html as lxml_html

from pincite.importing.articles.docx import read_docx
from pincite.importing.articles.draft import ArticleDraft
from pincite.importing.articles.epub import read_epub
from pincite.importing.articles.files import read_article
from pincite.importing.articles.images import with_images_inside
from pincite.importing.articles.odt import read_odt
from pincite.importing.articles.packed import Package
from pincite.importing.articles.saved_pages import is_relative, read_mhtml, read_webarchive
from pincite.importing.detect import kind_of
from pincite.importing.errors import ImportingError

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
_PROSE = "The harbour office kept a ledger in which every ship was entered, day by day. " * 5


def _zip(files: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, compress_type=kind)
    return target.getvalue()


def _links(article: ArticleDraft) -> tuple[list[str], set[str]]:
    root = lxml_html.fragment_fromstring(article.html, create_parent="div")
    links = [str(h)[1:] for h in root.xpath("//a/@href[starts-with(., '#')]")]
    return links, {str(i) for i in root.xpath("//@id")}


def _epub(**more: str | bytes) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
        ),
        "OPS/book.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Ledger</dc:title>'
            "<dc:creator>Ruth Adler</dc:creator><dc:date>2014-03-01</dc:date>"
            "<dc:publisher>Harbour Press</dc:publisher><dc:language>en</dc:language>"
            "<dc:identifier>urn:isbn:9780306406157</dc:identifier></metadata><manifest>"
            '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            '<item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
        ),
        "OPS/nav.xhtml": (
            '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol>'
            '<li><a href="text/one.xhtml">Ships</a></li><li><a href="text/two.xhtml">Cargo</a></li>'
            "</ol></nav></body></html>"
        ),
        "OPS/text/one.xhtml": (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f'<body><p id="p">{_PROSE}<a href="two.xhtml#n1">1</a></p>'
            '<img src="../ship.png" alt="A ship"/></body></html>'
        ),
        "OPS/text/two.xhtml": (
            '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Cargo</h1>'
            f'<p id="p">{_PROSE}</p><p id="n1">A note. <a href="one.xhtml#p">back</a></p>'
            "<script>alert(1)</script></body></html>"
        ),
        "OPS/ship.png": PNG,
    }
    return {**files, **more}


def test_a_book_comes_with_its_chapters_in_order() -> None:
    article = read_epub(_zip(_epub()), name="ledger.epub")
    draft = article.draft
    assert (draft.type, draft.fields["title"]) == ("book", "The Ledger")
    assert draft.fields["publisher"] == "Harbour Press"
    assert draft.fields["ISBN"] == "9780306406157"
    assert draft.dates == {"issued": "2014-03-01"}
    assert [c.full for c in draft.creators] == ["Adler, Ruth"]
    assert set(draft.sources.values()) == {"EPUB"}
    root = lxml_html.fragment_fromstring(article.html, create_parent="div")
    assert [h.text for h in root.iter("h1", "h2")] == ["The Ledger", "Ships", "Cargo"]
    assert "alert" not in article.html


def test_links_between_chapters_lead_both_ways_and_images_come_along() -> None:
    article = read_epub(_zip(_epub()), name="ledger.epub")
    links, ids = _links(article)
    assert len(links) == 2
    assert set(links) <= ids
    assert [image.data for image in article.images] == [PNG]
    assert f'src="asset:{article.images[0].name}"' in article.html


@pytest.mark.parametrize(
    "more",
    [
        {"META-INF/rights.xml": "<rights/>"},
        {
            "META-INF/encryption.xml": (
                '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
                '<enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
                "</enc:EncryptedData></encryption>"
            )
        },
    ],
)
def test_a_protected_book_is_refused_with_the_reason(more: dict[str, str]) -> None:
    with pytest.raises(ImportingError, match="protected against copying"):
        read_epub(_zip({**_epub(), **more}), name="ledger.epub")


def test_obscured_fonts_are_no_protection() -> None:
    encryption = (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        '<enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>'
        "</enc:EncryptedData></encryption>"
    )
    book = _zip({**_epub(), "META-INF/encryption.xml": encryption})
    assert read_epub(book, name="a.epub").paragraph_count == 3


def test_entities_in_a_book_stay_unread() -> None:
    bomb = (
        '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    )
    opf = str(_epub()["OPS/book.opf"]).replace("The Ledger", "T&b;&x;")
    article = read_epub(_zip({**_epub(), "OPS/book.opf": bomb + opf}), name="a.epub")
    assert "aaaa" not in article.draft.fields["title"]


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pincite.importing.articles.packed._LARGEST_FILE", 1000)
    package = Package(_zip({"word/document.xml": b"a" * 5000}), "a.docx")
    with pytest.raises(ImportingError, match="unpacks to more"):
        package.read("word/document.xml")
    monkeypatch.setattr("pincite.importing.articles.packed._LARGEST_TOGETHER", 1000)
    with pytest.raises(ImportingError, match="unpacks to more"):
        Package(_zip({"word/document.xml": b"a" * 5000}), "a.docx")


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _docx(body: str, *, head: str = "") -> bytes:
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return _zip(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{kinds}"><Default Extension="xml" ContentType="application/xml"/>'
                "</Types>"
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
                f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="f" '
                f'Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>'
            ),
            "word/footnotes.xml": (
                f'<w:footnotes xmlns:w="{_WORD}"><w:footnote w:id="2"><w:p><w:r><w:t>The note.'
                "</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ),
            "word/document.xml": f'{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body>'
            "</w:document>",
            "docProps/core.xml": (
                '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                'xmlns:t="http://purl.org/dc/terms/"><dc:title>The Ledger</dc:title>'
                "<dc:creator>Ruth Adler</dc:creator><t:created>2014-03-01T10:00:00Z</t:created>"
                "</cp:coreProperties>"
            ),
        }
    )


def _paragraph(text: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def test_a_word_document_comes_with_its_notes() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    article = read_docx(_docx(_paragraph(_PROSE, note)), name="ledger.docx")
    assert article.draft.fields["title"] == "The Ledger"
    assert article.draft.dates == {"issued": "2014-03-01"}
    assert article.draft.sources["author"] == "document properties"
    links, ids = _links(article)
    assert len(links) == 2
    assert set(links) <= ids
    assert "The note." in article.text


def test_office_files_with_a_document_type_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]>'
    with pytest.raises(ImportingError, match="damaged"):
        read_docx(_docx(_paragraph("&x;"), head=bomb), name="a.docx")
    with pytest.raises(ImportingError, match="damaged"):
        read_odt(_zip({"content.xml": bomb + "<a/>"}), name="a.odt")


_ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def _odt() -> bytes:
    body = (
        '<text:h text:outline-level="1">The Ledger</text:h>'
        f"<text:p>{_PROSE}<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>The note.</text:p></text:note-body></text:note>"
        '<text:a xlink:href="https://example.org/">a link</text:a></text:p>'
        '<text:p text:style-name="Quotations">Quoted.</text:p>'
        "<text:list><text:list-item><text:p>tar</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Hope</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>'
    )
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODT_NAMES}><office:body><office:text>"
            f"{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_ODT_NAMES}><office:meta><meta:initial-creator>"
            "Ruth Adler</meta:initial-creator></office:meta></office:document-meta>",
            "Pictures/a.png": PNG,
        }
    )


def test_an_opendocument_text_comes_with_its_structure() -> None:
    article = read_odt(_odt(), name="ledger.odt")
    assert article.draft.fields["title"] == "The Ledger"
    assert [c.full for c in article.draft.creators] == ["Adler, Ruth"]
    links, ids = _links(article)
    assert len(links) == 2
    assert set(links) <= ids
    for markup in ("<blockquote", "<li", "<td", 'href="https://example.org/"', "asset:image-"):
        assert markup in article.html
    assert [image.data for image in article.images] == [PNG]


def _page(source: str) -> str:
    return (
        "<html><head><title>The harbour and its ledger</title></head><body><article>"
        f"<p>{_PROSE}</p><figure><img src='{source}'><figcaption>A ship</figcaption></figure>"
        f"<p>{_PROSE}</p></article></body></html>"
    )


def test_a_page_in_mhtml_knows_address_and_date_and_has_its_images() -> None:
    data = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/a\r\n"
        "Subject: The harbour\r\nDate: Tue, 28 May 2019 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/a"
        f"\r\n\r\n{_page('cid:ship@x')}\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <ship@x>"
        "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.b64encode(PNG).decode()}\r\n--b--\r\n"
    ).encode()
    article = read_mhtml(data, name="a.mhtml")
    assert article.draft.fields["URL"] == "https://example.org/a"
    assert article.draft.dates["accessed"] == "2019-05-28"
    assert [image.data for image in article.images] == [PNG]


def test_a_web_archive_has_its_images() -> None:
    data = plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": _page("/ship.png").encode(),
                "WebResourceURL": "https://example.org/a",
                "WebResourceTextEncodingName": "UTF-8",
            },
            "WebSubresources": [
                {"WebResourceURL": "https://example.org/ship.png", "WebResourceData": PNG}
            ],
        },
        fmt=plistlib.FMT_BINARY,
    )
    article = read_webarchive(data, name="a.webarchive")
    assert article.draft.fields["URL"] == "https://example.org/a"
    assert [image.data for image in article.images] == [PNG]


def test_a_page_takes_images_from_the_folder_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "the ship.png").write_bytes(PNG)
    (tmp_path / "a.html").write_text(_page("./a_files/the%20ship.png"), encoding="utf-8")
    article = read_article(tmp_path / "a.html", "html")
    assert [image.data for image in article.images] == [PNG]
    files = {image.name: image.data for image in article.images}
    assert "data:image/png;base64," in with_images_inside(article.html, files.get)


def test_a_page_reaches_nothing_outside_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    for source in ("../secret.png", str(tmp_path / "secret.png"), "link.png", "%2e%2e/secret.png",
                   (tmp_path / "secret.png").as_uri()):  # fmt: skip
        (folder / "a.html").write_text(_page(source), encoding="utf-8")
        assert read_article(folder / "a.html", "html").images == ()


@pytest.mark.parametrize(
    "address",
    ["", "/a.png", "\\\\server\\share\\a.png", "//server/a.png", "C:\\a.png", "c:a.png", "../a.png",
     "a/../../b.png", "a\\..\\..\\b.png", "file:///a.png", "https://example.org/a.png"],
)  # fmt: skip
def test_what_leaves_the_folder_is_no_relative_address(address: str) -> None:
    assert not is_relative(address)


@pytest.mark.parametrize(
    "suffix", [".epub", ".docx", ".odt", ".mhtml", ".webarchive", ".html", ".md", ".txt"]
)
@pytest.mark.parametrize(
    "data", [b"PK\x03\x04broken", _zip({"x": "y"}), b"bplist00\xff\xff", b"\x00\x01\x02", b"<"]
)
def test_broken_files_are_refused_with_a_sentence(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(data)
    kind = kind_of(path)
    if kind is None or kind in ("text", "markdown", "html"):
        return
    with pytest.raises(ImportingError, match=r"“broken.* cannot be imported because .*\.$"):
        read_article(path, kind)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.bin", _zip(_epub()), "epub"),
        ("a.bin", _odt(), "odt"),
        ("a.docx", _docx(""), "docx"),
        ("a.bin", plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY), "webarchive"),
        ("a.eml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", "mhtml"),
        ("a.zip", _zip({"a.txt": "b"}), None),
    ],
)
def test_formats_are_told_by_their_content(
    tmp_path: Path, name: str, data: bytes, kind: str | None
) -> None:
    (tmp_path / name).write_bytes(data)
    assert kind_of(tmp_path / name) == kind

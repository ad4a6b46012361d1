"""Files that hold too much, or not what they claim: refused with a sentence, in bounded time."""

import io
import plistlib
import zipfile
from typing import Any

import pytest

from pincite.importing.articles.docx import read_docx
from pincite.importing.articles.epub import read_epub
from pincite.importing.articles.html import read_html
from pincite.importing.articles.markdown import read_markdown
from pincite.importing.articles.odt import read_odt
from pincite.importing.articles.saved_pages import read_mhtml, read_webarchive
from pincite.importing.articles.text import read_text
from pincite.importing.errors import ImportingError

_PROSE = "<p>" + "The harbour office kept a ledger of every ship, day by day. " * 6 + "</p>"


def _zip(files: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    "page",
    [
        _PROSE * 20_000,
        "<div>" * 200_000 + _PROSE,
        "<div " + " ".join(f"a{n}=''" for n in range(20_000)) + ">" + _PROSE,
        "<!-- x -->" * 200_000 + _PROSE,
        "<p>" + "x" * 30_000 + "</p>" + _PROSE,
    ],
    ids=["text", "depth", "attributes", "comments", "word"],
)
def test_a_page_of_too_much_is_refused(page: str) -> None:
    with pytest.raises(ImportingError, match=r"cannot be imported because it h"):
        read_html(f"<html><body>{page}</body></html>".encode(), name="a.html")


def test_images_in_a_page_do_not_count() -> None:
    image = '<img src="data:image/png;base64,' + "A" * 7_000_000 + '">'
    found = read_html(f"<html><body>{_PROSE * 3}{image}</body></html>".encode(), name="a.html")
    assert found.paragraph_count == 3


def test_a_table_of_thousands_of_rows_comes_whole() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>ship {n}</td></tr>" for n in range(6_000))
    found = read_html(
        f"<html><body>{_PROSE * 3}<table>{rows}</table></body></html>".encode(), name="a.html"
    )
    assert found.html.count("<tr>") == 6_000


def test_text_and_markdown_of_too_much_are_refused() -> None:
    for read in (read_text, read_markdown):
        with pytest.raises(ImportingError, match="holds more"):
            read(b"x\n" * 400_000, name="a.txt")


def test_office_files_that_unpack_to_too_much_are_refused() -> None:
    big = "<w:p/>" * 6_000_000
    with pytest.raises(ImportingError, match="holds more"):
        read_docx(_zip({"word/document.xml": f"<w:document>{big}</w:document>"}), name="a.docx")
    with pytest.raises(ImportingError, match="holds more"):
        read_odt(_zip({"content.xml": f"<a>{big}</a>"}), name="a.odt")


def test_a_chapter_of_too_much_is_refused() -> None:
    files = {
        "META-INF/container.xml": (
            "<container><rootfiles><rootfile full-path='b'/></rootfiles></container>"
        ),
        "b": "<package><manifest><item id='c' href='c' media-type='text/html'/></manifest>"
        "<spine><itemref idref='c'/></spine></package>",
        "c": "<p>a b</p>" * 200_000,
    }
    with pytest.raises(ImportingError, match="holds more"):
        read_epub(_zip(files), name="a.epub")


@pytest.mark.parametrize(
    "archive",
    [
        {"WebMainResource": {"WebResourceData": 12_000_000_000}},
        {"WebMainResource": {"WebResourceData": "a string"}},
        {"WebMainResource": ["x"]},
        ["x"],
    ],
)
def test_a_web_archive_of_odd_types_is_damaged(archive: Any) -> None:
    with pytest.raises(ImportingError, match="damaged"):
        read_webarchive(plistlib.dumps(archive), name="a.webarchive")


def test_a_web_archive_with_odd_parts_comes_without_them() -> None:
    page = f"<html><body>{_PROSE * 3}</body></html>".encode()
    archive = {"WebMainResource": {"WebResourceData": page}, "WebSubresources": 5}
    found = read_webarchive(plistlib.dumps(archive), name="a.webarchive")
    assert found.paragraph_count == 3


def test_an_mhtml_file_without_its_parts_comes_with_its_text() -> None:
    data = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        'Content-Type: text/html; charset="nonsense"\r\n\r\n'
        f'<html><body>{_PROSE * 3}<img src="cid:gone"></body></html>\r\n'
    )
    assert read_mhtml(data.encode(), name="a.mhtml").paragraph_count == 3


def test_a_page_that_is_wrongly_called_utf_8_is_read() -> None:
    page = f"<html><head><meta charset='utf-8'></head><body>{_PROSE * 3}<p>Größe über alles, "
    page += "wie schön die Häfen früher waren, fünf Mäuse müssen höflich grüßen.</p></body></html>"
    found = read_html(page.encode("cp1252"), name="a.html")
    assert "Größe über alles" in found.text

"""What both documents share: fonts, metadata and files that come out the same each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path as FilePath
from typing import Any

from samples.lines import Typefaces, pymupdf, read_hyphens

HERE = FilePath(__file__).parent
Face = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """Bibliographic facts written into a PDF; `date` as YYYY-MM-DD."""

    title: str
    authors: tuple[str, ...]
    publisher: str
    date: str
    subject: str
    extra: str = ""


def source(name: str) -> str:
    """Text of a file beside this module."""
    return (HERE / name).read_text(encoding="utf-8")


def charis() -> Typefaces:
    """The serif that MuPDF carries for EPUB text, in three styles."""
    page = pymupdf.open().new_page()
    page.insert_htmlbox(
        (0, 0, 200, 200), "<body style='font-family:serif'>a<i>b</i><b>c</b></body>"
    )
    document = page.parent
    found = {f[3]: document.extract_font(f[0])[3] for f in page.get_fonts()}
    styles = {"r": "Regular", "i": "Italic", "b": "Bold"}
    fonts = {
        key: pymupdf.Font(fontbuffer=next(b for n, b in found.items() if n.endswith(style)))
        for key, style in styles.items()
    }
    return Typefaces(fonts, read_hyphens(source("hyphens.txt")))


def times() -> Typefaces:
    """The Times of the fourteen standard fonts."""
    names = {"r": "tiro", "i": "tiit", "b": "tibo"}
    fonts = {key: pymupdf.Font(name) for key, name in names.items()}
    return Typefaces(fonts, read_hyphens(source("hyphens.txt")))


def save(document: Any, path: FilePath, facts: Facts) -> None:
    """Write metadata and the file, without the time and without a random id."""
    stamp = f"D:{facts.date.replace('-', '')}090000Z"
    document.set_metadata(
        {
            "title": facts.title,
            "author": "; ".join(facts.authors),
            "subject": facts.subject,
            "producer": "Pincite samples",
            "creator": "make_samples.py",
            "creationDate": stamp,
            "modDate": stamp,
        }
    )
    document.set_xml_metadata(_xmp(facts))
    document.subset_fonts()
    document.save(path, garbage=4, deflate=True, use_objstms=1, no_new_id=True)


def _xmp(facts: Facts) -> str:
    authors = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in facts.authors)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(facts.title)}</rdf:li>'
        "</rdf:Alt></dc:title>"
        f"<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>"
        f"<dc:publisher><rdf:Bag><rdf:li>{escape(facts.publisher)}</rdf:li></rdf:Bag>"
        "</dc:publisher>"
        f"<dc:date><rdf:Seq><rdf:li>{facts.date}</rdf:li></rdf:Seq></dc:date>"
        "<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreateDate>{facts.date}T09:00:00Z</xmp:CreateDate>{facts.extra}"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )

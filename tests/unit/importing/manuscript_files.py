"""Word and OpenDocument files made in memory, with as little in them as a reader needs."""

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def docx(body: str, *, footnotes: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """A Word document from the XML of its body and of its footnotes."""
    made = {"word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'}
    if footnotes:
        made["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{_W}">{footnotes}</w:footnotes>'
    return zipped({**made, **(parts or {})})


def odt(body: str, *, styles: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument text from the XML of its body and of its automatic styles."""
    names = " ".join(
        f'xmlns:{name}="{_ODF}:{uri}:1.0"'
        for name, uri in (
            ("office", "office"), ("text", "text"), ("style", "style"),
            ("fo", "xsl-fo-compatible"), ("meta", "meta"), ("table", "table"),
        )
    )  # fmt: skip
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
         **(parts or {})}
    )  # fmt: skip


def run(text: str) -> str:
    """A run of text in a Word document."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def word_field(code: str, shown: str, *, packed: str = "") -> str:
    """A complex field, its code in two runs as Word likes to split it."""
    half = len(code) // 2
    data = f"<w:fldData>{packed}</w:fldData>" if packed else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code[:half])}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code[half:])}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def reference_mark(name: str, shown: str) -> str:
    """A citation in an OpenDocument text."""
    named = f'text:name="{escape(name)}"'
    return f"<text:reference-mark-start {named}/>{escape(shown)}<text:reference-mark-end {named}/>"


def csl_code(*items: Mapping[str, Any]) -> str:
    """The JSON that Zotero writes for a citation."""
    return json.dumps({"citationID": "x", "citationItems": list(items), "properties": {}})


def packed(text: str) -> str:
    """Text in Base64."""
    return base64.b64encode(text.encode()).decode()

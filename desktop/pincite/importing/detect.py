"""What kind of file something is, by its content first."""

import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal[
    "pdf", "html", "text", "markdown", "mhtml", "webarchive", "epub", "docx", "odt"
]  # fmt: skip

SUFFIXES = (
    ".pdf", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".webarchive", ".epub", ".docx", ".odt",
    ".txt", ".md", ".markdown",
)  # fmt: skip
"""What is taken from folders, and offered in dialogs."""

_HEAD = 65536
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|h1|title)[\s>].*</",
    re.I | re.S,
)
_BEFORE_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<", re.S)
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
_MHTML_HEAD = re.compile(
    rb"(?:^|\n)(?:MIME-Version:|Snapshot-Content-Location:|Content-Type:\s*multipart/related)", re.I
)
# What an archive is: the first entry of an EPUB or ODT is a plain file "mimetype".
_PACKED: tuple[tuple[bytes, Kind], ...] = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
)
_PACKED_NAMES: dict[str, Kind] = {".epub": "epub", ".odt": "odt", ".docx": "docx"}
_TEXT_NAMES = frozenset({".txt", ".text", ""})
# Characters that no text has: control characters other than tab, line ends, page break, escape.
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(path: Path) -> Kind | None:
    """The kind of a file; None for what cannot be read. Raises OSError."""
    with path.open("rb") as file:
        return kind_of_bytes(file.read(_HEAD), path.name)


def kind_of_bytes(head: bytes, name: str) -> Kind | None:
    """The kind of a file that begins with `head`.

    The header of a PDF may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H, note 13).
    An empty file has no kind.
    """
    suffix = Path(name).suffix.lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed_kind(head, suffix)
    if suffix == ".webarchive" or (head.startswith(b"bplist00") and b"WebMainResource" in head):
        return "webarchive"
    if not head or not _is_text(head):
        return None
    plain = _as_ascii(head)
    if suffix in (".mht", ".mhtml") or (
        b"multipart/related" in plain[:4096].lower() and _MHTML_HEAD.search(plain[:4096])
    ):
        return "mhtml"
    if _BEFORE_HTML.match(plain) and _HTML.search(plain):
        return "html"
    if suffix in _HTML_NAMES and b"<" in plain:
        return "html"
    if suffix in _MARKDOWN_NAMES:
        return "markdown"
    return "text" if suffix in _TEXT_NAMES or _looks_like_prose(plain) else None


def _packed_kind(head: bytes, suffix: str) -> Kind | None:
    for mark, kind in _PACKED:
        if mark in head[:128]:
            return kind
    if b"word/" in head or (b"[Content_Types].xml" in head and suffix == ".docx"):
        return "docx"
    return _PACKED_NAMES.get(suffix)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return b"\x00" not in head and len(_CONTROL.findall(head)) <= len(head) // 200


def _as_ascii(head: bytes) -> bytes:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace").encode("ascii", errors="replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def _looks_like_prose(plain: bytes) -> bool:
    """True for text under a strange name: mostly letters and spaces, as code and data are not."""
    letters = sum(map(len, re.findall(rb"[A-Za-z\x80-\xff ]+", plain)))
    return letters > 0.85 * len(plain)


def is_address(text: str) -> bool:
    """True for an address of the web and nothing else."""
    text = text.strip()
    if not text.lower().startswith(("http://", "https://")) or len(text.split()) != 1:
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False

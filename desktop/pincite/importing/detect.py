"""What kind of file something is, by its content first."""

import re
from pathlib import Path
from typing import Literal

Kind = Literal["pdf", "html", "text", "markdown"]

_HEAD = 65536
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|h1|title)[\s>].*</",
    re.I | re.S,
)
_BEFORE_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<", re.S)
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
_TEXT_NAMES = frozenset({".txt", ".text", ""})
# Characters that no text has: control characters other than tab, line ends, page break, escape.
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(path: Path) -> Kind | None:
    """The kind of a file; None for what is no text and no PDF. Raises OSError."""
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
    if not head or not _is_text(head):
        return None
    plain = _as_ascii(head)
    if _BEFORE_HTML.match(plain) and _HTML.search(plain):
        return "html"
    if suffix in _HTML_NAMES and b"<" in plain:
        return "html"
    if suffix in _MARKDOWN_NAMES:
        return "markdown"
    return "text" if suffix in _TEXT_NAMES or _looks_like_prose(plain) else None


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

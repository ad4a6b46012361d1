"""Bytes of unknown encoding as text."""

import re

from charset_normalizer import from_bytes

_DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]+encoding=["']([\w.-]+)""", re.I
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Browsers read these as Windows-1252; pages that say so mostly mean it (WHATWG Encoding, 4.2).
_AS_WINDOWS = frozenset({"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"})


def decode_html(data: bytes) -> str:
    """The text of a web page: byte order mark, then UTF-8, then what it declares, then a guess."""
    declared = _DECLARED.search(data[:4096])
    names = [n.decode("ascii").lower() for n in (declared.groups() if declared else ()) if n]
    return _decode(data, ["cp1252" if name in _AS_WINDOWS else name for name in names])


def decode_text(data: bytes) -> str:
    """The text of a plain file: byte order mark, then UTF-8, then a guess."""
    return _decode(data, [])


def _decode(data: bytes, names: list[str]) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for name in ["utf-8", *names]:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    if names and _is_known(names[0]) and not _is_misnamed(data, names[0]):
        return data.decode(names[0], errors="replace")
    guess = from_bytes(data[:200_000]).best()
    return data.decode(guess.encoding if guess else "cp1252", errors="replace")


def _is_misnamed(data: bytes, name: str) -> bool:
    """True for what is called UTF-8 and has more signs that are none than signs that are some."""
    if name not in ("utf-8", "utf8"):
        return False
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return 2 * wrong > sum(c > "\x7f" for c in text)


def _is_known(name: str) -> bool:
    try:
        "".encode(name)
    except LookupError:
        return False
    return True

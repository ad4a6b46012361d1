"""What a file is, by its first bytes; MuPDF would open a web page as if it were a PDF."""

_HEAD = 1024
_TAIL = 2048
_OTHERS = (
    (b"PK\x03\x04", "a ZIP, Office or EPUB file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"{\\rtf", "an RTF text"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"%!PS", "a PostScript file"),
)
_WEB = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<svg")


def other_kind(path: str) -> str | None:
    """What the file at `path` is when it is not a PDF; None when it may be one.

    Returns:
        None, "" for an unknown kind, "empty", or words for a sentence ("a PNG picture").

    Raises:
        OSError: the file cannot be read.
    """
    with open(path, "rb") as file:
        head = file.read(_HEAD)
        if not head:
            return "empty"
        if b"%PDF-" in head:
            return None
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read(_TAIL)
    if not head.strip(b"\0 \t\r\n") and not tail.strip(b"\0 \t\r\n"):
        return "empty"
    for magic, name in _OTHERS:
        if head.startswith(magic):
            return name
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_WEB):
        return "a web page or XML file"
    # A PDF that lost its first bytes is still repaired; a text file is not one.
    return None if b"startxref" in tail or b" obj" in head else ""

"""Files of records as text, whatever they were saved in."""

from charset_normalizer import from_bytes

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(data: bytes) -> str:
    """The text of a file: by its mark, as UTF-8, else by what its letters look like."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if wide := wide_encoding(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        return str(best) if best is not None else data.decode("cp1252", errors="replace")


def wide_encoding(data: bytes) -> str:
    """The UTF-16 that a text without a mark is in, as every other byte of it is 0; else empty."""
    head = data[:400]
    if head.count(0) * 3 < len(head) or not head:
        return ""
    return "utf-16-be" if head[0] == 0 else "utf-16-le"

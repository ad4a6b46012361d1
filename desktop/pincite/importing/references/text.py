"""Files of records as text, whatever they were saved in."""

import re

from charset_normalizer import from_bytes

# Other code pages read as this one: letters beside figures and signs, words of marked letters only.
_UNLIKELY = re.compile(r"[A-Za-z][¹³¥£¼¾¦¤±][a-z]|[a-z][À-ÖØ-Þ][a-z]")
_RUNS = re.compile(r"[À-ÖØ-öø-ÿ]{3,}")
_LETTERS = re.compile(r"[À-ÖØ-öø-ÿ]")
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
        if western := _western(data):
            return western
        best = from_bytes(data).best()
        return str(best) if best is not None else data.decode("cp1252", errors="replace")


def _western(data: bytes) -> str:
    """The text in Windows' Western letters, where it reads as such; else empty.

    Frequencies alone take "à" for the "ŕ" of the code page beside it: too few letters of a list of
    references have marks.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    foreign = _UNLIKELY.search(text) or len(_RUNS.findall(text)) > len(_LETTERS.findall(text)) // 20
    return "" if foreign else text


def wide_encoding(data: bytes) -> str:
    """The UTF-16 that a text without a mark is in, as every other byte of it is 0; else empty."""
    head = data[:400]
    if head.count(0) * 3 < len(head) or not head:
        return ""
    return "utf-16-be" if head[0] == 0 else "utf-16-le"

"""What cataloguing rules put between the parts of a description, and is part of none.

Source: IFLA, International Standard Bibliographic Description; AACR2; RDA.
"""

import re

_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_PAGES = re.compile(
    r"(\d+)\]?\s*(?:unnumbered )?(?:p\b|pp\b|pages?\b|s\b|S\b|Seiten?\b|str\b|leaves)"
)
_LONGEST = 200
"""More than any statement of extent has; numbers without end are slow to look at."""
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|etc|Co|Inc|Ltd|ed|vol|no|St|Calif|Mass|Conn))\.$")


def without_marks(text: str) -> str:
    """The part without the mark that leads to the next, and without the brackets round it."""
    text = text.strip().rstrip(" /:;,=").strip()
    if text.endswith(".") and not _ABBREVIATED.search(text) and not text.endswith(".."):
        text = text[:-1]
    if text.startswith("[") and text.endswith("]") and text.count("[") == 1:
        text = text[1:-1]
    # A bracket that was opened in another part.
    if text.count("]") > text.count("["):
        text = text.rstrip("]")
    elif text.count("[") > text.count("]"):
        text = text.lstrip("[")
    return text.strip()


def joined_title(title: str, rest: str = "", number: str = "", name: str = "") -> str:
    """A title with its remainder and the part that it is: "War: A history. Part 2: Peace"."""
    whole = without_marks(title)
    if rest := without_marks(rest):
        # An equals sign leads to the title in another language.
        mark = " = " if title.rstrip().endswith("=") else " " if whole[-1:] in "?!" else ": "
        whole = f"{whole}{mark}{rest}" if whole else rest
    part = ": ".join(p for p in (without_marks(number), without_marks(name)) if p)
    return f"{whole}. {part}" if part and whole else whole or part


def year_of(text: str) -> str:
    """The year of a date as printed: "[1957?]" is "1957?", "c1994-" is "1994/.."."""
    found = _YEAR.search(text)
    if found is None:
        decade = re.search(r"(?<!\d)(\d{3})[-_?]", text)
        return f"{decade[1]}X" if decade else ""
    rest = text[found.end() :]
    if last := re.match(r"\]?\s*[-–]\s*\[?(\d{4})", rest):
        return f"{found[1]}/{last[1]}"
    if re.match(r"\s*[-–]\s*[\].]*$", rest):
        return f"{found[1]}/.."
    if re.search(r"\bca?\.\s*$", text[: found.start()]) and "ca" in text:
        return f"{found[1]}~"
    return f"{found[1]}?" if rest.startswith("?") else found[1]


def pages_of(extent: str) -> str:
    """How many pages a description of the extent counts: 432 for "[24], 432 p."."""
    found = _PAGES.search(extent[:_LONGEST])
    return found[1] if found else ""


def isbn_of(text: str) -> str:
    """The ISBN without what is said about it: "0881929115 (pbk.)"."""
    found = re.match(r"\s*([0-9Xx][0-9Xx -]{8,})", text)
    return found[1].strip() if found else ""

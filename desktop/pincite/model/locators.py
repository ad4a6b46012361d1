"""Locators: the place in a work that a citation points to."""

import re
from dataclasses import dataclass

KINDS: tuple[str, ...] = (
    "page", "paragraph", "chapter", "section", "timestamp", "folio", "line", "note", "volume",
    "act", "appendix", "article-locator", "book", "canon", "column", "elocation", "equation",
    "figure", "issue", "opus", "part", "rule", "scene", "sub-verbo", "supplement", "table",
    "title-locator", "verse",
)  # fmt: skip
"""Locator kinds of CSL 1.0.2, the most used first."""

_RANGE = re.compile(r"\s*(?:--?|\u2013|\u2014)\s*")
_KIND_WORDS = {
    "p": "page", "pp": "page", "pg": "page", "pgs": "page", "page": "page", "pages": "page",
    "\u00b6": "paragraph", "\u00b6\u00b6": "paragraph", "para": "paragraph", "paras": "paragraph",
    "paragraph": "paragraph", "par": "paragraph", "ch": "chapter", "chap": "chapter",
    "chapter": "chapter", "\u00a7": "section", "\u00a7\u00a7": "section", "sec": "section",
    "section": "section", "fol": "folio", "f": "folio", "l": "line", "ll": "line", "n": "note",
    "vol": "volume", "fig": "figure", "tab": "table", "at": "timestamp", "t": "timestamp",
}  # fmt: skip
_PREFIXED = re.compile(r"^\s*(?P<kind>[^\W\d]+|[\u00a7\u00b6]+)\.?\s*(?P<rest>.+)$")
_TIME = re.compile(r"^\d{1,3}:\d{2}(?::\d{2})?$")


@dataclass(frozen=True, slots=True)
class LocatorRange:
    """From one label to another, both as printed; `last` is empty for a single place."""

    first: str
    last: str = ""

    def __str__(self) -> str:
        return f"{self.first}\u2013{self.last}" if self.last else self.first


@dataclass(frozen=True, slots=True)
class Locator:
    """A kind and one or more ranges of labels: "pp. 3, 10–11". Labels are text."""

    kind: str = "page"
    ranges: tuple[LocatorRange, ...] = ()

    def __str__(self) -> str:
        return ", ".join(str(r) for r in self.ranges)

    def __bool__(self) -> bool:
        return bool(self.ranges)

    @property
    def described(self) -> str:
        """For people: "p. 3", "pp. 10–11", "¶ 4", "8:33–9:09", "chapter 2"."""
        if not self.ranges:
            return ""
        many = len(self.ranges) > 1 or bool(self.ranges[0].last)
        signs = {
            "page": ("p.", "pp."),
            "paragraph": ("\u00b6", "\u00b6\u00b6"),
            "timestamp": ("", ""),
        }
        sign = signs.get(self.kind, (self.kind, self.kind))[many]
        return f"{sign} {self}".strip()


def parse_locator(text: str, kind: str = "") -> Locator:
    """Read a locator as people type it: "23", "pp. 3, 10-11", "¶ 4", "8:33-9:09", "ch. 4".

    Args:
        kind: a CSL locator kind that overrules what the text says; empty to take it from the text,
            which means a page when it says nothing.
    """
    found, rest = "page", text.strip()
    match = _PREFIXED.match(rest)
    if match and match["kind"].casefold() in _KIND_WORDS:
        found, rest = _KIND_WORDS[match["kind"].casefold()], match["rest"]
    ranges = tuple(_range_of(part) for part in re.split(r"\s*[,;]\s*", rest) if part.strip())
    if found == "page" and ranges and all(_TIME.match(r.first) for r in ranges):
        found = "timestamp"
    return Locator(kind or found, ranges)


def page_locator(labels: list[str]) -> Locator:
    """The locator of a passage that runs over pages with these labels, in order."""
    if not labels:
        return Locator()
    last = labels[-1] if labels[-1] != labels[0] else ""
    return Locator("page", (LocatorRange(labels[0], last),))


def _range_of(text: str) -> LocatorRange:
    ends = _RANGE.split(text.strip())
    # A label may hold a hyphen itself ("A-3"): only digits, roman numerals and times make a range.
    if len(ends) == 2 and all(
        re.fullmatch(r"[\d:]+|[ivxlcdmIVXLCDM]+|\d+[a-zA-Z]?", e) for e in ends
    ):
        return LocatorRange(ends[0], ends[1])
    return LocatorRange(text.strip())

"""Places in works as writing tools note them: "23", "pp. 3-5", "chapter 2, emphasis mine"."""

import re

from pincite.citing.mentions.locators import Place, any_at, bare_at
from pincite.model import roman
from pincite.model.locators import KINDS, Locator, parse_locator

_MORE = re.compile(r"\s*(?:,|;|&|and)\s*(?=\d)")
_LABEL_ONLY = re.compile(r"[A-Z]{1,3}-?\d{1,4}|\[\d+\]|\d{1,4}[rv]")
_CSL_KINDS = {"sub verbo": "sub-verbo", "article": "article-locator", "title": "title-locator"}


def read_place(text: str) -> tuple[Locator, str]:
    """The locator at the beginning of what stands after a key, and the rest of it.

    A bare number, or a roman one, is a page. What is no locator comes back as the rest.
    """
    text = " ".join(text.replace("\u00a0", " ").split()).strip(" ,{}")
    if not text:
        return Locator(), ""
    whole = _page_label(text)
    if whole:
        return whole, ""
    found = any_at(text, 0, len(text))
    if found is None:
        return Locator(), text
    found = _with_more(text, found)
    return found.locator, text[found.end :].strip(" ,;}")


def csl_locator(value: str, label: str = "") -> Locator:
    """A locator with the label of CSL; without one it is a page."""
    value = " ".join(value.split())
    kind = _CSL_KINDS.get(label.strip().lower(), label.strip().lower())
    if not value:
        return Locator()
    if kind and kind != "page":
        return parse_locator(value, kind if kind in KINDS else "")
    # People type the label again, or a time, although the box says "page".
    found, rest = read_place(value)
    return found if found and not rest else parse_locator(value)


def _page_label(text: str) -> Locator | None:
    """A text that is one page label as a whole: "xii", "A-3"."""
    if _LABEL_ONLY.fullmatch(text) or roman.value(text) is not None:
        return parse_locator(text)
    ends = re.split(r"\s*(?:--?|–)\s*", text)
    if len(ends) == 2 and all(roman.value(e) is not None for e in ends):
        return parse_locator(text)
    return None


def _with_more(text: str, found: Place) -> Place:
    """Pages and ranges that go on after a comma: "3, 10-11, 23"."""
    ranges, end = list(found.locator.ranges), found.end
    while found.kind == "page" and (more := _MORE.match(text, end)):
        following = bare_at(text, more.end(), len(text))
        if following is None:
            break
        ranges += following.locator.ranges
        end = following.end
    return Place(found.start, end, Locator(found.kind, tuple(ranges)), found.label)

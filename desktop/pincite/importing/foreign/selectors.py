"""Where annotations stand in books and web pages, as selectors say it.

Source: EPUB Canonical Fragment Identifiers 1.1 (IDPF), 2 and 3; W3C Web Annotation Data Model,
4.2.1 (fragment), 4.2.2 (CSS), 4.2.5 (text position), 4.3 (refinement); Selectors Level 3 (W3C) as
far as they lead from an element with an id, or from the top, down to one element.
"""

import json
import re
from dataclasses import dataclass

_ASSERTION = r"(?:\[(?P<{}>(?:\^.|[^\]^])*)\])?"
_TOKEN = re.compile(
    rf"/(?P<step>\d{{1,9}}){_ASSERTION.format('id')}|:(?P<offset>\d{{1,9}}){_ASSERTION.format('said')}"
    r"|(?P<sign>[!,])"
)
_COMPOUND = re.compile(
    r"(?P<tag>[a-z][\w-]*|\*)?(?P<rest>(?:#[\w-]+|\.[\w-]+|:nth-(?:child|of-type)\(\d{1,9}\))*)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)|:nth-(?P<of>[a-z-]+)\((?P<nth>\d+)\)")
_LONGEST = 65_000


@dataclass(frozen=True, slots=True)
class Step:
    """To a child: an even number for the n/2-th element, an odd one for the text between two.

    Attributes:
        id: of the element, where it is said.
    """

    number: int
    id: str = ""


@dataclass(frozen=True, slots=True)
class BookPlace:
    """Where a passage of a book begins.

    Attributes:
        chapter: number in the spine, from 0.
        steps: from the root of the chapter.
        offset: characters in the text that they lead to.
    """

    chapter: int
    steps: tuple[Step, ...]
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a passage of a web page begins.

    Attributes:
        xpath: of the element.
        offset: characters in its text.
    """

    xpath: str
    offset: int = 0


def read_selector(text: str) -> BookPlace | PagePlace | None:
    """The place that a position of an annotation names; None for places in PDFs and broken ones."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    value = found.get("value") if isinstance(found, dict) else None
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    if found.get("type") == "FragmentSelector":
        return read_cfi(value)
    if found.get("type") != "CssSelector":
        return None
    xpath = xpath_of(value)
    refined = found.get("refinedBy")
    start = refined.get("start") if isinstance(refined, dict) else 0
    return PagePlace(xpath, start) if xpath and isinstance(start, int) and start >= 0 else None


def read_cfi(text: str) -> BookPlace | None:
    """The place of a fragment identifier, of a range its begin; None when it leads nowhere."""
    match = re.fullmatch(r"epubcfi\((.*)\)", text.strip(), re.DOTALL)
    if match is None:
        return None
    parts: list[list[Step]] = [[]]
    at = offset = commas = 0
    while at < len(match[1]):
        token = _TOKEN.match(match[1], at)
        if token is None:
            return None
        at = token.end()
        if token["step"]:
            parts[-1].append(Step(int(token["step"]), re.sub(r"\^(.)", r"\1", token["id"] or "")))
        elif token["offset"]:
            offset = int(token["offset"])
        elif token["sign"] == "!":
            parts.append([])
        else:
            commas += 1
            if commas == 2:
                break
    if len(parts) != 2 or len(parts[0]) != 2 or parts[0][1].number < 2 or not parts[1]:
        return None
    return BookPlace(parts[0][1].number // 2 - 1, tuple(parts[1]), offset)


def xpath_of(css: str) -> str:
    """A CSS selector as an XPath; empty when it says what cannot be said here."""
    path, axis = "", "//"
    for word in re.findall(r">|[^\s>]+", css.strip()):
        if word == ">":
            axis = "/"
            continue
        compound = _COMPOUND.fullmatch(word)
        if compound is None:
            return ""
        tag = (compound["tag"] or "*").lower()
        path += f"{axis}{tag}" + "".join(
            _condition(match, tag) for match in _CONDITION.finditer(compound["rest"])
        )
        axis = "//"
    return path


def _condition(match: re.Match[str], tag: str) -> str:
    if match["id"]:
        return f"[@id='{match['id']}']"
    if match["class"]:
        return f"[contains(concat(' ', normalize-space(@class), ' '), ' {match['class']} ')]"
    others = tag if match["of"] == "of-type" else "*"
    return f"[count(preceding-sibling::{others}) = {int(match['nth']) - 1}]"

"""Saved searches of Zotero in the words of our queries.

Source: conditions and operators of Zotero's `searchConditions.js`, schema 129.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pincite.importing.references.zotero.terms import TYPES

_QUOTATION_MARKS = re.compile('["“”„«»]')
_YEAR = re.compile(r"\d{4}")
_WORDS = {
    "title": "title", "shortTitle": "title", "creator": "author", "author": "author",
    "editor": "author", "childNote": "note", "note": "note", "annotationComment": "annotation",
    "lastName": "author",
}  # fmt: skip
_NAMES = {"tag": "tag", "language": "lang"}
_ANYWHERE = (
    "fulltextContent", "fulltextWord", "annotationText", "quicksearch-titleCreatorYear",
    "quicksearch-titleCreatorYearNote", "quicksearch-fields", "quicksearch-everything",
)  # fmt: skip
_FLAGS = ("noChildren", "recursive", "includeParentsAndChildren", "includeParents",
          "includeChildren", "deleted", "blockStart", "blockEnd")  # fmt: skip
_SPANS = {1: "today", 7: "week", 30: "month", 31: "month", 365: "year"}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_LAST = re.compile(r"(\d+)\s*(day|week|month|year)s?")
_NEGATIVE = ("isNot", "doesNotContain")


@dataclass(frozen=True, slots=True)
class ZoteroSearch:
    """A saved search: the condition, the operator and the value of each of its rows."""

    key: str
    name: str
    rows: tuple[tuple[str, str, str], ...]


def query_of(
    search: ZoteroSearch, collections: Mapping[str, str], searches: Mapping[str, str]
) -> str:
    """The search as a query of ours; "" when a row says what ours cannot, or there is none.

    Args:
        collections: their names, by their keys.
        searches: names of saved searches, by their keys.
    """
    is_any, parts = False, []
    for condition, operator, value in search.rows:
        if condition == "joinMode":
            is_any = operator == "any"
        elif condition in _FLAGS:
            if condition == "deleted" and operator == "true":
                return ""
        else:
            part = _part(condition, operator, value, {"collection": collections,
                                                      "savedSearch": searches})  # fmt: skip
            if not part:
                return ""
            parts.append(f"-{part}" if operator in _NEGATIVE else part)
    return (" OR " if is_any else " ").join(parts)


def _part(condition: str, operator: str, value: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """A row without its negation."""
    if condition in names:
        name = names[condition].get(value, "")
        field = "saved" if condition == "savedSearch" else condition
        return f"{field}:{_quoted(name)}" if name else ""
    if condition in ("date", "year"):
        return _years(operator, value)
    if condition == "dateAdded":
        return _added(operator, value)
    if condition == "itemType":
        kind = TYPES.get(value, "")
        return f"type:{kind}" if kind else ""
    if operator not in ("is", "contains", "beginsWith", *_NEGATIVE) or not bare(value):
        return ""
    if condition in _WORDS:
        return f"{_WORDS[condition]}:{_all_of(value)}"
    if condition in _NAMES:
        # What the name of a tag only contains, ours cannot say.
        is_whole = operator in ("is", "isNot")
        return f"{_NAMES[condition]}:{_quoted(value)}" if is_whole else ""
    return _all_of(value) if condition in _ANYWHERE else ""


def _years(operator: str, value: str) -> str:
    match = _YEAR.search(value)
    if match is None:
        return ""
    year = int(match[0])
    return {
        "isBefore": f"year:..{year - 1}",
        "isAfter": f"year:{year + 1}..",
        "isLessThan": f"year:..{year - 1}",
        "isGreaterThan": f"year:{year + 1}..",
    }.get(operator, f"year:{year}")


def _added(operator: str, value: str) -> str:
    match = _LAST.fullmatch(value.strip())
    if operator == "isInTheLast" and match is not None:
        span = _SPANS.get(int(match[1]) * _DAYS[match[2]])
        return f"added:{span}" if span else ""
    is_day = operator == "is" and re.fullmatch(r"\d{4}-\d\d-\d\d", value[:10])
    return f"added:{value[:10]}" if is_day else ""


def bare(value: str) -> str:
    """Without the quotation marks, which ours put around names and phrases."""
    return " ".join(_QUOTATION_MARKS.sub(" ", value).split())


def _quoted(value: str) -> str:
    return f'"{bare(value)}"'


def _all_of(value: str) -> str:
    """All words of a value; they are quoted, since a bare one could be read as an operator."""
    words: Sequence[str] = bare(value).split()
    quoted = " ".join(f'"{word}"' for word in words)
    return quoted if len(words) == 1 else f"({quoted})"

"""Lists of abbreviations: reading them, and giving works their short titles.

A CSL style that prints a short form prints the variables `container-title-short` and `title-short`;
a list fills them in, as the hook `getAbbreviation` of citeproc-js does.
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

from pincite.citing.errors import AbbreviationsError
from pincite.model.listing import ABBREVIATED

Lists = Mapping[str, Mapping[str, str]]
"""Kind of name -> long form -> short form."""

_JOURNALS = "container-title"
_FILLED = {"container-title": "container-title-short", "title": "title-short"}
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|il)\s+", re.IGNORECASE)


def read_abbreviations(data: bytes) -> dict[str, dict[str, str]]:
    """A list in the JSON form of Zotero and Juris-M, or as lines "long form;short form".

    Raises:
        AbbreviationsError: it is neither, or holds nothing.
    """
    text = data.decode("utf-8-sig", errors="replace")
    found = _from_json(text) if text.lstrip().startswith("{") else _from_lines(text)
    if not any(found.values()):
        raise AbbreviationsError(
            "The file holds no abbreviations: it needs JSON as Zotero writes it "
            '({"default": {"container-title": {"long form": "short form"}}}), or a line '
            '"long form;short form" for each.'
        )
    return found


def abbreviated(record: dict[str, Any], lists: Lists) -> dict[str, Any]:
    """A CSL-JSON item with the short forms that the lists have for it; see `folded`."""
    added = {}
    for name, short_name in _FILLED.items():
        short = lists.get(name, {}).get(normal(str(record.get(name, ""))))
        if short:
            added[short_name] = short
    return {**record, **added} if added else record


def folded(lists: Lists) -> dict[str, dict[str, str]]:
    """Lists whose long forms are found whatever their case, article and ampersand are."""
    return {
        kind: {normal(long): short for long, short in entries.items()}
        for kind, entries in lists.items()
    }


def normal(long: str) -> str:
    """A long form as it is compared."""
    text = " ".join(long.casefold().replace("&", " and ").split()).rstrip(". ")
    return _ARTICLE.sub("", text)


def _from_json(text: str) -> dict[str, dict[str, str]]:
    try:
        loaded = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise AbbreviationsError(f"Line {line} of the list of abbreviations is no JSON.") from error
    inner = loaded.get("xdata", loaded)
    found: dict[str, dict[str, str]] = {}
    for kinds in [inner, *inner.values()] if isinstance(inner, dict) else ():
        for kind, entries in kinds.items() if isinstance(kinds, dict) else ():
            if kind in ABBREVIATED and isinstance(entries, dict):
                pairs = {str(k): v for k, v in entries.items() if isinstance(v, str) and v}
                found.setdefault(kind, {}).update(pairs)
    return found


def _from_lines(text: str) -> dict[str, dict[str, str]]:
    mark = ";" if text.count(";") >= text.count("\t") else "\t"
    if mark not in text:
        mark = ","
    rows = csv.reader(io.StringIO(text), delimiter=mark)
    pairs = {row[0].strip(): row[1].strip() for row in rows if len(row) > 1}
    return {_JOURNALS: {long: short for long, short in pairs.items() if long and short}}

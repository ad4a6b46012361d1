"""Items and cites as strict CSL-JSON: strings only, dates as parts, known types and roles.

The engine throws on a number where it expects text and drops a date that is no list of parts, so
everything is made strict here, once.

Source: CSL-JSON schema 1.0.2 (csl-data.json, csl-citation.json).
"""

import itertools
import re
from typing import Any

from pincite.model import csl, dates
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.model.locators import Locator

AUTHOR_IN_TEXT = "author-in-text"
"""Mark of a cite whose author is named in the running text; not of CSL-JSON, for the worker."""

_NAME_PARTS = (
    "family", "given", "literal", "dropping-particle", "non-dropping-particle", "suffix",
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SEASON = re.compile(r"^(?P<year>-?\d{4})-(?P<season>2[1-4])[?~%]?$")
_ONE_LINE = re.compile(r"\s*[\r\n]+\s*")


def to_csl_json(item: Item) -> dict[str, Any]:
    """The item as a CSL-JSON object; its `id` is the citation key, or the item's id without one.

    Values keep `<`, `>` and `&` as they are: every output format escapes them itself, and knows
    only the five marks of CSL rich text (i, b, sup, sub, span).
    """
    record: dict[str, Any] = {
        "id": item.key or str(item.id),
        "type": item.type if item.type in csl.TYPES else "document",
    }
    for name, value in item.fields.items():
        text = _clean(value)
        if text and name in csl.FIELDS:
            record[name] = text
    for name, edtf in item.dates.items():
        date = date_json(edtf)
        if date and name in csl.DATE_VARIABLES:
            record[name] = date
    for creator in item.creators:
        person = _name_json(creator)
        role = creator.role if creator.role in csl.NAME_VARIABLES else "contributor"
        if person:
            record.setdefault(role, []).append(person)
    return record


def strict(record: dict[str, Any]) -> dict[str, Any]:
    """A CSL-JSON object of unknown origin with nothing in it that the engine stumbles over.

    Numbers become text, what is no text, name or date where one belongs is left out.
    """
    made: dict[str, Any] = {"id": str(record.get("id", ""))}
    type = record.get("type")
    made["type"] = type if type in csl.TYPES else "document"
    for name, value in record.items():
        if name in csl.FIELDS:
            checked: object = _clean(value) if isinstance(value, str | int | float) else ""
        elif name in csl.DATE_VARIABLES:
            checked = _strict_date(value)
        elif name in csl.NAME_VARIABLES:
            people = value if isinstance(value, list) else [value]
            checked = [person for person in map(_strict_name, people) if person]
        else:
            continue
        if checked:
            made[name] = checked
    return made


def date_json(edtf: str) -> dict[str, Any]:
    """An EDTF date as a CSL date; text that is no date becomes a literal one; empty for no text.

    CSL counts years before the common era without a year 0, EDTF with one: "-0043" is 44 BC, -44.
    """
    text = _clean(edtf)
    if not text:
        return {}
    parts = [[_csl_year(p[0]), *p[1:]] for p in dates.date_parts(text)]
    if not parts:
        return {"literal": text}
    record: dict[str, Any] = {"date-parts": parts}
    season = _SEASON.match(text)
    if season:
        record["season"] = int(season["season"]) - 20
    if dates.is_uncertain(text):
        record["circa"] = True
    return record


def cite_json(
    item_id: str,
    locator: Locator | None = None,
    prefix: str = "",
    suffix: str = "",
    suppress_author: bool = False,
    is_author_in_text: bool = False,
) -> dict[str, Any]:
    """One cite of a citation cluster, for `CslRequest.citations`.

    Args:
        item_id: the `id` that `to_csl_json` gave the item.
        locator: where in the work; labels stay as printed: a hyphen inside "A-3" is marked with a
            backslash, or the engine would take it for a range from A to 3.
        prefix, suffix: text around the cite, with the white space it needs; a prefix that ends in
            a letter, and a suffix that begins with one, get a space.
        is_author_in_text: the author is part of the sentence: "Adler (2014, p. 3)". A cluster is
            written so when its first cite is; a note is not.
    """
    record: dict[str, Any] = {"id": str(item_id)}
    if locator:
        record["locator"] = locator_text(locator)
        record["label"] = locator.kind
    if prefix:
        record["prefix"] = prefix + " " if not prefix[-1].isspace() else prefix
    if suffix:
        record["suffix"] = suffix if suffix[0] in " ,.;:)]\u2014" else " " + suffix
    if is_author_in_text:
        record[AUTHOR_IN_TEXT] = True
    elif suppress_author:
        record["suppress-author"] = True
    return record


def locator_text(locator: Locator) -> str:
    """The ranges as the engine reads them: "3, 10-11", hyphens of labels escaped."""
    if locator.kind == "timestamp":
        # No style has rules for ranges of times: they are printed as they are given.
        return str(locator)
    return ", ".join(
        "-".join(_label(end) for end in (r.first, r.last) if end) for r in locator.ranges
    )


def _label(text: str) -> str:
    return _clean(text).replace("-", "\\-").replace("\u2013", "\\-")


def _strict_date(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        return date_json(str(value)) if isinstance(value, str | int) else {}
    parts = []
    given = value.get("date-parts")
    for part in given if isinstance(given, list) else ():
        numbers = [_number(each) for each in part] if isinstance(part, list) else []
        known = list(itertools.takewhile(lambda number: number is not None, numbers))
        if known:
            parts.append(known[:3])
    if not parts:
        text = next((str(value[n]) for n in ("literal", "raw") if value.get(n)), "")
        return date_json(text)
    made: dict[str, Any] = {"date-parts": parts[:2]}
    season = _number(value.get("season"))
    if season:
        made["season"] = season
    if value.get("circa"):
        made["circa"] = True
    return made


def _number(value: object) -> int | None:
    try:
        return int(str(value)) if value is not None and value != "" else None
    except ValueError:
        return None


def _strict_name(value: object) -> dict[str, Any]:
    if isinstance(value, str):
        return {"literal": _clean(value)} if _clean(value) else {}
    if not isinstance(value, dict):
        return {}
    made = {
        name: _clean(value[name])
        for name in _NAME_PARTS
        if isinstance(value.get(name), str | int) and _clean(value[name])
    }
    if not {"family", "literal"} & made.keys():
        return {"literal": made["given"]} if "given" in made else {}
    return made


def _csl_year(year: int) -> int:
    return year if year > 0 else year - 1


def _name_json(creator: Creator) -> dict[str, str]:
    if creator.literal:
        return {"literal": _clean(creator.literal)}
    parts = {
        "family": creator.family,
        "given": creator.given,
        "dropping-particle": creator.dropping_particle,
        "non-dropping-particle": creator.non_dropping_particle,
        "suffix": creator.suffix,
    }
    cleaned = {name: _clean(value) for name, value in parts.items()}
    if not cleaned["family"]:
        # A single name ("Plato") typed as a given name would be cut to an initial.
        single = cleaned["given"]
        return {"literal": single} if single else {}
    return {name: value for name, value in cleaned.items() if value}


def _clean(value: object) -> str:
    text = _CONTROL.sub("", "" if value is None else str(value))
    return _ONE_LINE.sub(" ", text).strip()

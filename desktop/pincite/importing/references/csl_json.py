"""CSL-JSON, also as Better BibTeX and Pandoc write it, and as people get it wrong.

Source: CSL-JSON schema 1.0.2 (csl-data.json).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pincite.importing.references.reference import Reference, ReferenceFile
from pincite.importing.references.text import decoded
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.items import ItemDraft

_FIRST = re.compile(r"[^\[{]*(?:\[\s*)?\{")
_START = re.compile(r"[\s,]*\{")
_NEXT = re.compile(r"[}\]\"\n],?\s*\{")
_MOST_FAILURES = 50
"""Each may look at the whole rest of the file."""
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}


def read_csl_json(data: bytes) -> ReferenceFile:
    """The works in a file: a list, one record alone, or {"items": [...]}, {"references": [...]}."""
    text = decoded(data).removeprefix("\ufeff")
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        whole = references_of(_salvaged(text), "CSL-JSON")
        problem = (line, "Here this is not JSON; the records around it were taken.")
        return replace(whole, problems=(*whole.problems, problem))
    return references_of(loaded, "CSL-JSON")


def _salvaged(text: str) -> list[Any]:
    """The records of a list around what is no JSON."""
    decoder, found, failures = json.JSONDecoder(), [], 0
    match = _FIRST.match(text)
    while match is not None and failures < _MOST_FAILURES:
        place = match.end() - 1
        try:
            record, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            failures += 1
            match = _NEXT.search(text, place + 1)
            continue
        if isinstance(record, dict) and ("title" in record or "type" in record):
            found.append(record)
        match = _START.match(text, end) or _NEXT.search(text, end)
    return found


def references_of(loaded: Any, format: str) -> ReferenceFile:
    """The works in what was loaded: lists, mappings, texts and numbers."""
    references, problems = [], []
    for number, record in enumerate(_records(loaded), 1):
        if isinstance(record, dict) and record:
            references.append(_reference(record))
        else:
            problems.append((0, f"Record {number} is no bibliographic record."))
    return ReferenceFile(format, tuple(references), tuple(problems))


def _records(loaded: Any) -> list[Any]:
    if isinstance(loaded, dict):
        for name in ("items", "references"):
            if isinstance(loaded.get(name), list):
                return list(loaded[name])
        return [loaded]
    return loaded if isinstance(loaded, list) else [loaded]


def _reference(record: dict[str, Any]) -> Reference:
    fields = {
        name: text
        for name, value in record.items()
        if name in csl.FIELDS and (text := _text(value))
    }
    for old, new in (("event", "event-title"), ("shortTitle", "title-short"),
                     ("journalAbbreviation", "container-title-short")):  # fmt: skip
        if text := _text(record.get(old)):
            fields.setdefault(new, text)
    tags = [tag.strip() for tag in fields.pop("keyword", "").split(",")]
    kind = _text(record.get("type"))
    key = _text(record.get("citation-key")) or _text(record.get("id"))
    return Reference(
        ItemDraft(
            type=kind if kind in csl.TYPES else "document",
            fields=fields,
            creators=tuple(_creators(record)),
            dates={
                name: text
                for name in csl.DATE_VARIABLES
                if (text := date_text(record.get(name)))
            },
            tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
            # An address or a bare number is no key that anybody cites by.
            key="" if "/" in key or key.isdecimal() else key,
        )
    )  # fmt: skip


def _text(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(v, str | int | float) for v in value):
        value = value[0] if len(value) == 1 else ", ".join(str(part) for part in value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _creators(record: dict[str, Any]) -> Iterator[Creator]:
    for role in csl.NAME_VARIABLES:
        people = record.get(role)
        for person in people if isinstance(people, list) else [people] if people else []:
            if isinstance(person, str):
                yield Creator(role=role, literal=person.strip())
            elif isinstance(person, dict):
                yield from _creator(person, role)


def _creator(person: dict[str, Any], role: str) -> Iterator[Creator]:
    literal = _text(person.get("literal")) or _text(person.get("name"))
    made = Creator(
        role=role,
        family=_text(person.get("family")),
        given=_text(person.get("given")),
        dropping_particle=_text(person.get("dropping-particle")),
        non_dropping_particle=_text(person.get("non-dropping-particle")),
        suffix=_text(person.get("suffix")),
        literal="" if person.get("family") else literal,
    )
    if made.family or made.given or made.literal:
        yield made


def date_text(value: Any) -> str:
    """A CSL date as EDTF; a literal or raw one as typed; empty for what is neither."""
    if isinstance(value, str | int):
        return str(value).strip()
    if isinstance(value, list):
        # As Pandoc once wrote it: a list of mappings with year, month and day.
        return "/".join(
            text for end in value[:2] if isinstance(end, dict) and (text := date_text(end))
        )
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if "year" in value and parts is None:
        parts = [[value.get(name) for name in ("year", "month", "day")]]
    ends = [_end(part) for part in parts[:2]] if isinstance(parts, list) else []
    if ends and all(ends):
        season = _text(value.get("season")).lower()
        number = _SEASONS.get(season, f"2{season}" if season in ("1", "2", "3", "4") else "")
        made = "/".join(ends)
        if number and len(ends) == 1 and "-" not in ends[0].lstrip("-"):
            made += f"-{number}"
        return made + ("~" if value.get("circa") else "")
    return _text(value.get("literal")) or _text(value.get("raw")) or _text(value.get("edtf"))


def _end(part: Any) -> str:
    numbers = []
    for value in part if isinstance(part, list) else []:
        try:
            numbers.append(int(value))
        except (TypeError, ValueError):
            break
    if not numbers:
        return ""
    # CSL has no year 0, EDTF has: -44 is 44 BC, "-0043".
    year = numbers[0] + 1 if numbers[0] < 0 else numbers[0]
    made = f"{'-' if year < 0 else ''}{abs(year):04d}"
    for number, top in zip(numbers[1:3], (12, 31), strict=False):
        if not 1 <= number <= top:
            break
        made += f"-{number:02d}"
    return made

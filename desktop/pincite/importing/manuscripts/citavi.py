"""Citavi's citations in Word: content controls with `ADDIN CitaviPlaceholder{Base64 of JSON}`."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pincite.importing.manuscripts.csl_codes import decode_base64
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import csl_locator

_CODE = re.compile(r"CitaviPlaceholder\s*\{(?P<data>[A-Za-z0-9+/=\s]+)\}")
_NUMBERINGS = {1: "column", 2: "section", 3: "paragraph"}
"""`NumberingType` of a Citavi page range -> CSL locator kind; 0 is a page, others are printed as
they are written."""


def cites_of_citavi(code: str) -> tuple[Cite, ...]:
    """The cites of a field code; empty when it is not Citavi's."""
    found = _CODE.search(code)
    if found is None:
        return ()
    try:
        data = json.loads(decode_base64(found["data"]))
    except (ValueError, RecursionError):
        return ()
    entries = data.get("Entries") if isinstance(data, dict) else None
    return (
        tuple(_cite(e) for e in entries if isinstance(e, dict)) if isinstance(entries, list) else ()
    )


def _cite(entry: Mapping[str, Any]) -> Cite:
    pages = entry.get("PageRange")
    reference = entry.get("Reference")
    reference = reference if isinstance(reference, dict) else {}
    return Cite(
        key=_text(reference.get("CitationKey")),
        data=_record(reference),
        locator=_locator(pages) if isinstance(pages, dict) else csl_locator(_text(pages)),
        prefix=_text(entry.get("Prefix")),
        suffix=_text(entry.get("Suffix")),
    )


def _locator(pages: Mapping[str, Any]) -> Any:
    kind = _NUMBERINGS.get(int(pages.get("NumberingType") or 0), "page")
    value = _text(pages.get("OriginalString"))
    if not value:
        ends = [_end(pages.get(name)) for name in ("StartPage", "EndPage")]
        value = "-".join(dict.fromkeys(e for e in ends if e))
    return csl_locator(value, kind)


def _end(page: Any) -> str:
    if not isinstance(page, dict):
        return ""
    return _text(page.get("OriginalString") or page.get("PrettyString") or page.get("Number"))


def _record(reference: Mapping[str, Any]) -> dict[str, Any]:
    people = reference.get("Authors") or reference.get("Editors") or []
    names = [
        {"family": _text(p.get("LastName")), "given": _text(p.get("FirstName"))}
        for p in people
        if isinstance(p, dict) and p.get("LastName")
    ]
    record: dict[str, Any] = {
        "title": _text(reference.get("Title")),
        "author": names,
        "DOI": _text(reference.get("Doi")),
        "ISBN": _text(reference.get("Isbn")),
        "URL": _text(reference.get("OnlineAddress")),
    }
    year = _text(reference.get("Year") or reference.get("YearResolved"))
    if year:
        record["issued"] = {"raw": year}
    return {name: value for name, value in record.items() if value}


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, (str, int)) else ""

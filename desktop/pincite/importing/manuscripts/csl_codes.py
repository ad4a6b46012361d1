"""Citations as reference managers write them into documents: CSL citation JSON in a code.

Zotero, Mendeley and JabRef 6 write `… CSL_CITATION {"citationItems": […]}`; older versions spell
some names differently. Source: csl-citation.json of the CSL schema.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import csl_locator

_MENDELEY = "MENDELEY_CITATION"
_MOST_ITEMS = 200


def is_bibliography(code: str) -> bool:
    """True for a code that marks the list of references."""
    return any(
        word in code
        for word in ("CSL_BIBLIOGRAPHY", "ZOTERO_BIBL", "MENDELEY_BIBLIOGRAPHY", "EN.REFLIST",
                     "CitaviBibliography", "JR_bib", "JABREF_bib")
    )  # fmt: skip


def cites_of_code(code: str) -> tuple[Cite, ...]:
    """The cites of a field code or the name of a reference mark; empty when it is none."""
    start = code.find("{")
    if start < 0 or "CSL_CITATION" not in code.upper()[: start + 1]:
        return ()
    return cites_of_json(code[start:])


def cites_of_tag(tag: str) -> tuple[Cite, ...]:
    """The cites of the tag of a content control, as Mendeley Cite writes it: JSON in Base64."""
    if not tag.startswith(_MENDELEY):
        return ()
    data = decode_base64(tag.rpartition("_")[2])
    return cites_of_json(data) if data else ()


def decode_base64(text: str) -> str:
    """Text in Base64, with or without its padding; empty when it is none."""
    packed = "".join(text.split())
    try:
        data = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return data.decode("utf-8", errors="replace")


def cites_of_json(text: str) -> tuple[Cite, ...]:
    """The cites of a citation in JSON; what follows it is not looked at."""
    try:
        data, _end = json.JSONDecoder().raw_decode(text.replace("{{", "{", 1)
                                                   if text.startswith("{{") else text)  # fmt: skip
    except (ValueError, RecursionError):
        return ()
    items = _value(data, "citationItems")
    if not isinstance(items, list):
        return ()
    return tuple(_cite(item) for item in items[:_MOST_ITEMS] if isinstance(item, dict))


def _cite(item: Mapping[str, Any]) -> Cite:
    record = _value(item, "itemData")
    record = record if isinstance(record, dict) else {}
    uris = _value(item, "uris") or _value(item, "uri") or []
    uris = [uris] if isinstance(uris, str) else uris
    label = _value(item, "label") or _value(item, "locatorType") or ""
    key = record.get("citation-key") or _value(item, "citationKey") or ""
    return Cite(
        key=str(key),
        uris=tuple(str(u) for u in uris if isinstance(u, str)) if isinstance(uris, list) else (),
        data=record,
        locator=csl_locator(_text(_value(item, "locator")), _text(label)),
        prefix=_text(_value(item, "prefix")),
        suffix=_text(_value(item, "suffix")),
    )


def _value(data: Any, name: str) -> Any:
    """A member by its name, whatever its case; None when there is none."""
    if not isinstance(data, dict):
        return None
    if name in data:
        return data[name]
    wanted = name.lower()
    return next((v for k, v in data.items() if str(k).lower() == wanted), None)


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""

"""Better BibTeX JSON: Zotero's items with notes, attachments, collections and citation keys.

Source: Better BibTeX for Zotero, format "BetterBibTeX JSON", as its export writes it.
"""

import json
from collections.abc import Iterator
from typing import Any

from pincite.importing.references.gathering import Gathering, gather
from pincite.importing.references.html_notes import note_text
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.text import decoded
from pincite.importing.references.zotero.terms import TYPES, put_creator, put_field

_NAME = "Better BibTeX JSON"


def read_better_json(data: bytes) -> ReferenceFile:
    """The works of a file, in the collections that it tells of."""
    text = decoded(data)
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        return ReferenceFile(_NAME, (), ((line, "From here on this is not JSON."),))
    items = loaded.get("items") if isinstance(loaded, dict) else loaded
    collections = loaded.get("collections") if isinstance(loaded, dict) else None
    groups = _groups(collections if isinstance(collections, dict) else {})
    records = ((0, item) for item in (items if isinstance(items, list) else []))
    return gather(_NAME, records, lambda item: _work(item, groups))


def is_better_json(head: bytes, _suffix: str) -> bool:
    """True for how such a file begins: items by Zotero's types, which CSL-JSON does not have."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in (b"{", b"[") and (
        b'"itemType"' in head or b"36a3b0b5-bad0-4a04-b79b-441c7cef77db" in head
    )


def _work(item: Any, groups: dict[str, list[str]]) -> Gathering | None:
    if not isinstance(item, dict):
        return Gathering()
    kind = str(item.get("itemType") or "")
    if kind in ("note", "attachment", "annotation"):
        return None
    work = Gathering(TYPES.get(kind, "document"))
    work.key = _text(item.get("citationKey")) or _text(item.get("citekey"))
    for name, value in item.items():
        put_field(work, name, _text(value))
    for creator in _dicts(item.get("creators")):
        put_creator(
            work,
            _text(creator.get("creatorType")),
            _text(creator.get("lastName")),
            _text(creator.get("firstName")),
            _text(creator.get("name"))
            or (_text(creator.get("lastName")) if creator.get("fieldMode") == 1 else ""),
        )
    for tag in item.get("tags") or ():
        work.tag(_text(tag.get("tag")) if isinstance(tag, dict) else _text(tag))
    for note in item.get("notes") or ():
        work.note(note_text(_text(note.get("note")) if isinstance(note, dict) else _text(note)))
    for attachment in _dicts(item.get("attachments")):
        if path := _text(attachment.get("path")) or _text(attachment.get("localPath")):
            work.files.append(path)
    work.groups += groups.get(str(item.get("itemID")), [])
    work.groups += groups.get(_text(item.get("itemKey")) or _text(item.get("key")), [])
    return work


def _groups(collections: dict[str, Any]) -> dict[str, list[str]]:
    """Item -> names of its collections, each with those above it."""
    paths: dict[str, list[str]] = {}
    for key, collection in collections.items():
        if not isinstance(collection, dict):
            continue
        path = "/".join(_path(str(key), collections))
        for item in collection.get("items") or ():
            paths.setdefault(str(item), []).append(path)
    return paths


def _path(key: str, collections: dict[str, Any]) -> list[str]:
    names: list[str] = []
    seen: set[str] = set()
    while key in collections and key not in seen:
        seen.add(key)
        collection = collections[key]
        # A slash parts collections, and is part of a name only here.
        names.insert(0, _text(collection.get("name")).replace("/", "-"))
        key = str(collection.get("parent") or "")
    return [name for name in names if name]


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (each for each in (value if isinstance(value, list) else []) if isinstance(each, dict))


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()

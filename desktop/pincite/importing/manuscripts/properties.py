"""Codes that reference managers keep in a document's own properties, in pieces of 255 letters."""

import re
from collections import defaultdict

from lxml import etree

from pincite.importing.articles.packed import Package

_PIECE = re.compile(r"(?P<name>.+)_(?P<number>\d+)$")
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def custom_properties(package: Package) -> dict[str, str]:
    """Name of a bookmark -> its code, in a Word document or an OpenDocument text."""
    if "docProps/custom.xml" in package:
        root = package.xml("docProps/custom.xml")
        return _joined([(p.get("name") or "", _text(p)) for p in root.iterfind("{*}property")])
    if "meta.xml" in package:
        entries = package.xml("meta.xml").iter(f"{_META}user-defined")
        return _joined([(e.get(f"{_META}name") or "", e.text or "") for e in entries])
    return {}


def _joined(entries: list[tuple[str, str]]) -> dict[str, str]:
    pieces: defaultdict[str, dict[int, str]] = defaultdict(dict)
    whole: dict[str, str] = {}
    for name, text in entries:
        whole[name] = text
        if match := _PIECE.match(name):
            pieces[match["name"]][int(match["number"])] = text
    joined = {name: "".join(v for _, v in sorted(parts.items())) for name, parts in pieces.items()}
    return {**joined, **whole}


def _text(entry: etree._Element) -> str:
    # A piece may begin or end with a space that belongs to the code.
    return "".join(str(text) for text in entry.itertext())

"""Clean-ups of pages, editions and volumes."""

import re
from dataclasses import replace

from pincite.importing.references.pubmed_xml import whole_range
from pincite.model.items import Item
from pincite.services.cleaning.knowledge import Knowledge

_ABBREVIATION = re.compile(
    r"^(?:(?:pp?|pgs?|s)(?:\.\s*|\s+)|(?:pp|pages?|seiten?)\s*)(?=[\divxlc])", re.IGNORECASE
)
_RANGE = re.compile(
    r"^(?P<first>[A-Za-z]{0,3}\d+|[ivxlc]+)\s*(?:-{1,3}|[‐‑‒–—−])\s*(?P<last>[A-Za-z]{0,3}\d+|[ivxlc]+)$"
)
_ORDINAL = re.compile(
    r"^(?P<number>\d{1,3})(?:st|nd|rd|th|e|ème|\.|ª|º)?"
    r"\s*(?:ed(?:ition|n|\.)?|aufl(?:age|\.)?|éd(?:ition|\.)?)?\.?$",
    re.IGNORECASE,
)
_WORDS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip


def clean_pages(item: Item, _knowledge: Knowledge) -> Item:
    """Ranges with a dash and both numbers whole; editions as numbers."""
    fields = dict(item.fields)
    if pages := fields.get("page"):
        fields["page"] = normal_pages(pages)
    if edition := fields.get("edition"):
        fields["edition"] = normal_edition(edition)
    return replace(item, fields=fields)


def normal_pages(pages: str) -> str:
    """Ranges with a dash and whole numbers: "132–142" for "pp. 132--42"; other texts stay."""
    text = _ABBREVIATION.sub("", pages.strip())
    parts = [part for part in re.split(r"\s*[,;]\s*", text) if part]
    return ", ".join(_span(part) for part in parts)


def normal_edition(edition: str) -> str:
    """A number: "2" for "2nd ed." and "Second edition"; other texts ("revised") stay."""
    text = edition.strip()
    first = text.split()[0].lower() if text else ""
    if first in _WORDS and re.fullmatch(r"\w+(?:\s+ed(?:ition|n|\.)?)?\.?", text, re.IGNORECASE):
        return _WORDS[first]
    match = _ORDINAL.match(text)
    return str(int(match["number"])) if match else edition


def _span(part: str) -> str:
    match = _RANGE.match(part)
    if match is None:
        return part
    whole = whole_range(f"{match['first']}-{match['last']}")
    first, _, last = whole.partition("-")
    return first if first == last else f"{first}–{last}"

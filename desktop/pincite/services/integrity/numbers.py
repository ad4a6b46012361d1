"""Checks of dates, pages and editions."""

import re

from pincite.model import dates
from pincite.model.items import Item
from pincite.services.cleaning.dates import is_sound
from pincite.services.cleaning.pages import normal_edition
from pincite.services.integrity.findings import Found

_PAGE = r"(?:(?=[A-Za-z_.:/*]*\d)[\w.:/*]+|[ivxlcdmIVXLCDM]+)"
_RUN = rf"{_PAGE}(?:\s*(?:--?|–|—)\s*{_PAGE})?\+?"
_PAGES = re.compile(rf"^\s*{_RUN}(?:\s*[,;&]\s*{_RUN})*\s*$")
_SPAN = re.compile(r"^\s*([A-Za-z]*)(\d+)\s*(?:--?|–|—)\s*([A-Za-z]*)(\d+)\s*$")


def check_dates(item: Item) -> Found:
    """Every date is one that styles can format."""
    for name, text in item.dates.items():
        if text.strip() and not is_sound(text):
            yield name, f"“{text}” is not a date that styles can format, such as 2019-05-28."


def check_pages(item: Item) -> Found:
    """Pages are numbers or ranges of them."""
    pages = item.fields.get("page", "")
    if pages and not _PAGES.match(pages):
        yield "page", f"“{pages}” is neither a page nor a range of pages."


def check_page_order(item: Item) -> Found:
    """A range ends behind its beginning; "132–42" is short for "132–142"."""
    for part in re.split(r"[,;]", item.fields.get("page", "")):
        match = _SPAN.match(part)
        if match is None or (match[1] != match[3] and match[3]):
            continue
        first, last = match[2], match[4]
        if len(last) >= len(first) and int(last) < int(first):
            yield "page", f"“{part.strip()}” ends before it begins."


def check_edition(item: Item) -> Found:
    """An edition that is a number is written as one, so that styles can say "2nd ed."."""
    edition = item.fields.get("edition", "")
    if edition and normal_edition(edition) != edition:
        yield "edition", f"“{edition}” is a number with words around it; styles add these."


def is_after(item: Item, year: int) -> bool:
    """True when the work is said to have come out after a year."""
    found = dates.year(item.issued)
    return found is not None and found > year

"""When a web page was published."""

import copy
import logging
import re
from collections.abc import Iterable

from htmldate import find_date
from lxml import html as lxml_html

from pincite.importing.articles.json_ld import LinkedData
from pincite.model import dates

logger = logging.getLogger(__name__)

_ISO = re.compile(
    r"^\D{0,12}(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)|^(\d{4})(\d\d)(\d\d)(?=T|$|\d{4,6}$)"
)
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{_MONTH},?\s+(\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$)")
_VISIBLE = (
    '//*[@itemprop="datePublished"]', "//time[@pubdate]", "//article//time[@datetime]",
    "//time[@datetime]", '//abbr[contains(@class, "published")]',
    '//*[contains(@class, "pubdate") or contains(@class, "publish-date")]',
    '//*[contains(@class, "published") or contains(@class, "entry-date")]',
    '//*[contains(@class, "dateline")]',
)  # fmt: skip


def page_date(
    tree: lxml_html.HtmlElement, data: LinkedData, metas: Iterable[str], address: str
) -> tuple[str, str]:
    """The date of publication as EDTF and its source; both empty when none is found."""
    for value in (data.text("datePublished"), data.text("dateCreated")):
        if date := read_date(value):
            return date, "JSON-LD"
    for value in metas:
        if date := read_date(value):
            return date, "meta"
    for path in _VISIBLE:
        for element in tree.xpath(path)[:3]:
            value = element.get("content") or element.get("datetime") or element.get("title")
            if date := read_date(value or " ".join(element.text_content().split())[:80]):
                return date, "page"
    match = _IN_ADDRESS.search(address)
    if match and (date := _edtf(match[1], match[2], match[3])):
        return date, "address"
    return _found_in_text(tree)


def _found_in_text(tree: lxml_html.HtmlElement) -> tuple[str, str]:
    """A date that stands somewhere on the page, as htmldate finds it."""
    try:
        found = find_date(copy.deepcopy(tree), original_date=True)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        # It meets pages that no one has thought of; then there is just no date.
        logger.debug("no date found: %s", error)
        return "", ""
    return (found, "page text") if found and dates.is_edtf(found) else ("", "")


def read_date(text: str) -> str:
    """A date as EDTF from ISO 8601 or from English words; empty when there is none.

    The date is taken as written: what day it was at the publisher, whatever the time zone.
    """
    text = " ".join(text.split())
    if match := _ISO.match(text):
        year, month, day = (match[1], match[2], match[3]) if match[1] else match.groups()[3:]
        return _edtf(year, month, day)
    if match := _MONTH_FIRST.search(text):
        return _edtf(match[3], _month_number(match[1]), match[2])
    if match := _DAY_FIRST.search(text):
        return _edtf(match[3], _month_number(match[2]), match[1])
    return ""


def _month_number(name: str) -> str:
    return str(_MONTHS.index(name[:3].lower()) + 1)


def _edtf(year: str, month: str, day: str | None) -> str:
    text = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    if not dates.is_edtf(text) or not 1500 < int(year) < 2200:
        return ""
    return text

"""Dates of BibTeX entries as EDTF: `date` as it is, or `year`, `month` and `day` put together."""

import re
from collections.abc import Mapping

from pincite.importing.references.bibtex.latex import decode
from pincite.importing.references.bibtex.tables import MONTHS
from pincite.model import dates

_YEAR = re.compile(r"(?<!\d)(?P<year>-?\d{3,4})(?!\d)")
_YEARS = re.compile(r"^(?P<first>\d{4})\s*(?:-{1,3}|–|—|/)\s*(?P<last>\d{4}|\d{2})$")
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"(?<!\d)(?P<day>[0-3]?\d)(?!\d)")


def issued(fields: Mapping[str, str]) -> str:
    """When the work came out; what is no date stays as typed ("in press")."""
    if date := _read(fields.get("date", "")):
        return edtf(date)
    year = decode(fields.get("year", ""), marks=False)
    if not year:
        return ""
    if span := _YEARS.match(year):
        last = span["last"] if len(span["last"]) == 4 else span["first"][:2] + span["last"]
        # "2014-05" ends before it begins, so it is a month.
        return f"{span['first']}/{last}" if last > span["first"] else edtf(year)
    number = _YEAR.search(year)
    if number is None:
        return edtf(year)
    # "c. 1850" and "1850?" are said in EDTF's way; "[1850]" is a year that somebody found out.
    is_about = re.match(r"^\W*(?:c|ca|circa|approx)\b", year, re.IGNORECASE) or "~" in year
    mark = "~" if is_about else "?" if "?" in year else ""
    if year.strip("[]() .,?~") != number[0] and not is_about:
        return year if not year[: number.end()].endswith(year) else number[0]
    return number["year"].zfill(4) + _month_and_day(fields) + mark


def _read(text: str) -> str:
    """The text, of which EDTF's tilde for "about" is no tie of TeX."""
    text = text.strip()
    return text if dates.is_edtf(text) else decode(text, marks=False)


def edtf(text: str) -> str:
    """A date as EDTF: "2019-5-3" and "3 May 2019" too; other text as typed."""
    text = text.strip().replace("--", "/").replace("–", "/") if "/" not in text else text.strip()
    if dates.is_edtf(text):
        return text
    if match := re.match(r"^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$", text):
        made = "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
        return made if dates.is_edtf(made) else text
    year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    month = _month(text)
    if year and month:
        rest = text.replace(year[0], " ")
        day = _DAY.search(rest)
        made = f"{year[0]}-{month:02d}" + (f"-{int(day['day']):02d}" if day else "")
        return made if dates.is_edtf(made) else text
    if match := re.match(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$", text):
        first, second = int(match[1]), int(match[2])
        is_day_first = second <= 12 and ("." in text or first > 12)
        number, on = (second, first) if is_day_first else (first, second)
        made = f"{match[3]}-{number:02d}-{on:02d}"
        return made if dates.is_edtf(made) else text
    return text


def _month_and_day(fields: Mapping[str, str]) -> str:
    text = decode(fields.get("month", ""), marks=False).strip()
    month = int(text) if text.isdecimal() and 1 <= int(text) <= 12 else _month(text)
    if not month:
        return ""
    day = _DAY.search(decode(fields.get("day", ""), marks=False)) or (
        None if text.isdecimal() or re.search(r"[-–/]", text) else _DAY.search(text)
    )
    return f"-{month:02d}" + (
        f"-{int(day['day']):02d}" if day and 1 <= int(day["day"]) <= 31 else ""
    )


def _month(text: str) -> int:
    for word in _WORD.findall(text):
        folded = word.lower().replace("ä", "a").replace("é", "e").replace("û", "u")
        if number := MONTHS.get(folded):
            return number
    return 0

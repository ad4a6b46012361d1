"""Dates of EDTF as biber reads them.

Source: "The biblatex Package" 3.19, 2.3.8.
"""

import calendar
import re

YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DATE = re.compile(
    r"^(?P<year>Y-?\d{5,9}|-?\d{4}|\d{2,3}X{1,2})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
)


def bib_date(edtf: str) -> str:
    """A date as biber reads it; one that it would reject is cut to the part that it takes.

    Empty for words such as "in press".
    """
    text = edtf.strip().split("T")[0]
    ends = text.split("/")
    if len(ends) <= 2 and all(_is_end(end) for end in ends) and any(ends):
        return text
    year = YEAR.search(text)
    return _valid_part(text) or year[0] if year else ""


def _is_end(text: str) -> bool:
    return text in ("", "..") or bool(_valid_part(text) == text.rstrip("?~%"))


def _valid_part(text: str) -> str:
    """The year, year and month, or whole date at the start of a text, as far as they exist."""
    found = _DATE.match(text)
    if not found:
        return ""
    year, month, day = found["year"], found["month"], found["day"]
    if not month or not (month == "XX" or 1 <= int(month) <= 12 or 21 <= int(month) <= 24):
        return year
    if not day:
        return f"{year}-{month}"
    if day != "XX" and month != "XX":
        # 2000 was a leap year: for years that the calendar of Python does not know.
        number = int(year) if re.fullmatch(r"\d{4}", year) and int(year) else 2000
        if int(month) > 12 or not 1 <= int(day) <= calendar.monthrange(number, int(month))[1]:
            return f"{year}-{month}"
    return f"{year}-{month}-{day}"

"""Names and dates as tagged files and tables have them."""

import re

from pincite.model import dates
from pincite.model.creators import Creator

_DATE = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?$")
_SEASONS = {"21": "Spring", "22": "Summer", "23": "Autumn", "24": "Winter"}


def family_first(creator: Creator) -> str:
    """A name with its family name first: "van Gogh, Vincent"; a comma at the end makes a body.

    Source: Thomson ResearchSoft, "RIS Format Specifications" (2001), "Author fields"; the comma
    after a body's name is EndNote's custom, without which it would be taken apart.
    """
    if creator.literal:
        name = " ".join(creator.literal.split())
        return f"{name},"
    return " ".join(creator.full.split())


def slashed(edtf: str) -> str:
    """A date as RIS has it: "2014/06/01/", "2008///Winter"; others as they are."""
    match = _DATE.match(edtf)
    if match is None:
        return edtf
    month, day = match["month"] or "", match["day"] or ""
    if month in _SEASONS:
        return f"{match['year']}///{_SEASONS[month]}"
    return f"{match['year']}/{month}/{day}/"


def year_of(edtf: str) -> str:
    """The year of a date in four figures; what is no date as it is."""
    year = dates.year(edtf)
    return edtf if year is None else f"{year:04d}" if 0 <= year <= 9999 else edtf

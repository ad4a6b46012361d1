"""Clean-ups of dates: as EDTF."""

import re
from dataclasses import replace

from pincite.importing.references.bibtex.dates import edtf, issued
from pincite.model import dates
from pincite.model.items import Item
from pincite.services.cleaning.knowledge import Knowledge

_SEASONS = {
    word: number
    for number, words in (
        (21, ("spring", "frühling", "frühjahr", "printemps")),
        (22, ("summer", "sommer", "été")),
        (23, ("autumn", "fall", "herbst", "automne")),
        (24, ("winter", "hiver")),
    )
    for word in words
}
_SEASON = re.compile(
    r"^(?P<word>[^\W\d_]+)[\s,]+(?P<year>\d{4})$|^(?P<y>\d{4})[\s,]+(?P<w>[^\W\d_]+)$"
)
_MARKED = re.compile(r"^[\[(]?\s*(?:c|ca|circa|um)?\.?\s*\d{3,4}\s*\??\s*[\])]?$", re.IGNORECASE)
_FULL_YEAR = re.compile(r"^(?:Y-?\d+|-?\d{4}|\d{2,3}X{1,2})(?!\d)")
_SLASHES = re.compile(r"^(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})$")
_ISO_LIKE = re.compile(r"^\d{4}/\d{1,2}/\d{1,2}$")


def clean_dates(item: Item, _knowledge: Knowledge) -> Item:
    """Dates that can be told only one way, as EDTF; others stay as they are typed."""
    return replace(item, dates={name: as_edtf(text) for name, text in item.dates.items()})


def is_sound(text: str) -> bool:
    """True for EDTF with years in full: "2004/05" would be from 2004 back to the year 5."""
    ends = [end for end in text.split("/") if end not in ("", "..")]
    return len(ends) <= 2 and all(map(_FULL_YEAR.match, ends)) and dates.is_edtf(text)


def as_edtf(text: str) -> str:
    """The date as EDTF: "2019-05-28" for "May 28, 2019"; as typed where it could mean several."""
    text = text.strip()
    if is_sound(text):
        return text
    if match := _SEASON.match(text):
        season = _SEASONS.get((match["word"] or match["w"]).lower())
        if season:
            return f"{match['year'] or match['y']}-{season}"
    if _ISO_LIKE.match(text):
        return edtf(text.replace("/", "-"))
    if re.match(r"^\d{4}\s*(?:-{1,3}|–|—)\s*\d{4}$", text) or _MARKED.match(text):
        return issued({"year": text})
    if match := _SLASHES.match(text):
        first, second = int(match["first"]), int(match["second"])
        # Neither is a day for certain: 5/6/2019 is May in one country and June in another.
        if first <= 12 and second <= 12 and first != second:
            return text
        day, month = (second, first) if second > 12 else (first, second)
        text = f"{day}.{month}.{match['year']}"
    made = edtf(text)
    return made if is_sound(made) else text

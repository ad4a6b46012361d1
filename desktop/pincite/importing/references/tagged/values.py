"""Dates, pages, numbers and languages as tagged files write them."""

import re

from pincite.importing.references.bibtex.dates import edtf
from pincite.importing.references.bibtex.tables import LANGUAGES, MONTHS
from pincite.model import dates

_YEAR = re.compile(r"(?<!\d)(?P<year>1\d{3}|20\d{2})(?!\d)")
_SEASONS = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "spr": 21, "sum": 22,
    "aut": 23, "win": 24,
}  # fmt: skip
_MONTHS = re.compile(r"(?P<first>[A-Za-z]{3,9})\.?\s*[-–/]\s*(?P<last>[A-Za-z]{3,9})")
_RANGE = re.compile(r"^(?P<first>[A-Za-z]*\d+)\s*(?:-{1,3}|[‐-―])\s*(?P<last>[A-Za-z]*\d+)$")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
_ISBN = re.compile(r"(?<![\w-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\w-])")
_CODES = {
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it",
    "por": "pt", "dut": "nl", "nld": "nl", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi",
    "ice": "is", "isl": "is", "pol": "pl", "cze": "cs", "ces": "cs", "slo": "sk", "slk": "sk",
    "slv": "sl", "hrv": "hr", "srp": "sr", "rus": "ru", "ukr": "uk", "bul": "bg", "gre": "el",
    "ell": "el", "lat": "la", "tur": "tr", "heb": "he", "ara": "ar", "per": "fa", "fas": "fa",
    "hun": "hu", "rum": "ro", "ron": "ro", "est": "et", "lav": "lv", "lit": "lt", "cat": "ca",
    "baq": "eu", "eus": "eu", "jpn": "ja", "chi": "zh", "zho": "zh", "kor": "ko", "afr": "af",
}  # fmt: skip
"""ISO 639-2, both sets, of the languages that BibTeX names."""


def date(text: str) -> str:
    """A date in words or figures as EDTF; what has no year stays as typed."""
    text = " ".join(text.split()).strip(" ,;.")
    made = edtf(text)
    if dates.is_edtf(made) and not _MONTHS.search(text):
        return made
    years = _YEAR.findall(text)
    if not years or (len(set(years)) > 1 and not text.startswith(years[0])):
        return made
    return _in_words(text, years[0])


def _in_words(text: str, year: str) -> str:
    """As in "2006 May-Jun", "Winter 2008", "1998, reprinted 1999", "Article 10 2019"."""
    words = re.findall(r"[A-Za-z]+", text.lower())
    if span := _MONTHS.search(text):
        first, last = (MONTHS.get(span[name].lower(), 0) for name in ("first", "last"))
        if first and last:
            return f"{year}-{first:02d}/{year}-{last:02d}"
    season = next((_SEASONS[word] for word in words if word in _SEASONS), 0)
    if season:
        return f"{year}-{season}"
    month = next((MONTHS[word] for word in words if word in MONTHS), 0)
    return f"{year}-{month:02d}" if month else year


def slashed_date(text: str) -> tuple[str, str]:
    """A date "YYYY/MM/DD/other" of RIS as EDTF, and what stands at its end.

    Figures that are no month or day, as in "2001/00/00/", are left out.
    """
    if re.fullmatch(r"[^/]+/(?:\d{4}[^/]*|\.\.)", text.strip()) and dates.is_edtf(text):
        return text.strip(), ""
    parts = [part.strip() for part in text.strip().split("/")]
    if not re.fullmatch(r"\d{4}", parts[0]) or len(parts) < 2:
        return (date(text), "") if text.strip(" /") else ("", "")
    made = parts[0] if parts[0] != "0000" else ""
    other = " ".join(part for part in parts[3:] if part)
    for number, top in zip(parts[1:3], (12, 31), strict=False):
        if not made or not number.isdecimal() or not 1 <= int(number) <= top:
            break
        made += f"-{int(number):02d}"
    if made and len(made) == 4 and other:
        season = date(f"{other} {made}")
        return (season, "") if len(season) > 4 else (made, other)
    return made, other


def precise(candidates: list[str]) -> str:
    """Of dates that are told more than once: the most precise one of the year that is told first.

    A month and a day without a year, as EndNote writes them, are joined to that year.
    """
    dated = [text for text in candidates if dates.is_edtf(text)]
    if not dated:
        return next((text for text in candidates if text), "")
    same = [text for text in dated if dates.year(text) == dates.year(dated[0])]
    best = max(same, key=len)
    for text in candidates:
        if len(best) == 4 and text and not dates.is_edtf(text):
            joined = date(f"{text} {best}")
            best = joined if dates.is_edtf(joined) else best
    return best


def page_range(first: str, last: str = "") -> str:
    """Pages as CSL has them: "551" and "565" are "551-565", "6913-7" is "6913-6917"."""
    first, last = " ".join(first.split()), " ".join(last.split())
    if last and first and last != first and not re.search(r"[-–,]", first):
        first = f"{first}-{last}"
    elif not first:
        first = last
    match = _RANGE.match(first)
    if not match:
        return first
    start, end = match["first"], match["last"]
    if end.isdecimal() and len(end) < len(start):
        # The end says only the figures that change.
        end = start[: len(start) - len(end)] + end
    return start if start == end else f"{start}-{end}"


def doi(text: str) -> str:
    """The DOI in a text, as written, without what stands around it; empty when there is none."""
    match = _DOI.search(text)
    return match[0].rstrip(".,;]") if match else ""


def serial_numbers(texts: list[str], *, is_book: bool) -> tuple[str, str]:
    """ISBNs and ISSNs of a work by their shape; what has neither shape by the kind of work."""
    isbns: dict[str, str] = {}
    issns: dict[str, str] = {}
    for text in texts:
        found = _ISBN.findall(text)
        for isbn in found:
            isbns.setdefault(re.sub(r"[- ]", "", isbn), isbn)
        rest = _ISBN.sub(" ", text)
        serials = _ISSN.findall(rest)
        for issn in serials:
            issns.setdefault(issn.replace("-", "").upper(), issn)
        if not found and not serials and text.strip():
            (isbns if is_book else issns).setdefault(text, " ".join(text.split()))
    return ", ".join(isbns.values()), ", ".join(issns.values())


def has_serial_number(text: str) -> bool:
    """Whether there is something in the shape of an ISBN or ISSN in a text."""
    return bool(_ISBN.search(text) or _ISSN.search(text))


def language(text: str) -> str:
    """A language as a tag: "en" for "English" and "eng"; others as written."""
    text = text.strip()
    folded = text.casefold()
    return LANGUAGES.get(folded) or _CODES.get(folded) or text

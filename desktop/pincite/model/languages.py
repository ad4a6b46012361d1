"""Names of languages: as records have them ("en-GB"), and as text recognition has them ("eng")."""

import re
from collections.abc import Collection

# ISO 639-1 to ISO 639-2/T, for languages that Tesseract has data for.
_PAIRS = """
af afr am amh ar ara az aze be bel bg bul bn ben bo bod bs bos ca cat cs ces cy cym da dan de deu
el ell en eng eo epo es spa et est eu eus fa fas fi fin fr fra ga gle gl glg gu guj he heb hi hin
hr hrv hu hun hy hye id ind is isl it ita ja jpn ka kat kk kaz km khm kn kan ko kor la lat lo lao
lt lit lv lav mk mkd ml mal mn mon mr mar ms msa mt mlt my mya nb nor ne nep nl nld nn nor no nor
pa pan pl pol ps pus pt por ro ron ru rus sa san si sin sk slk sl slv sq sqi sr srp sv swe sw swa
ta tam te tel th tha tr tur uk ukr ur urd uz uzb vi vie yi yid
"""
_CODES = dict(pair.split() for pair in re.findall(r"\w+ \w+", _PAIRS))
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def recognition_code(language: str, installed: Collection[str]) -> str:
    """The language data for a language: "eng" for "en-GB" or "eng"; "" when it is not installed.

    Source: BCP 47; names of Tesseract's language data.
    """
    if language in installed:
        return language
    first, *parts = language.replace("_", "-").casefold().split("-")
    code = _CODES.get(first, first)
    if first in ("zh", "zho", "chi"):
        code = "chi_tra" if _TRADITIONAL.intersection(parts) else "chi_sim"
    return code if code in installed else ""

"""Names in the form of BibTeX: "van Gogh, Vincent", "King, Jr., Martin", "{RAND Corporation}".

Source: Patashnik, "BibTeXing" (1988), 4: a name is "von Last, Jr, First"; the von part ends with
the last word in lower case before the comma, and braces make one word of many.
"""

from collections.abc import Iterable

from pincite.exporting.latex import escape
from pincite.model.creators import Creator


def bib_names(creators: Iterable[Creator], *, ascii_only: bool) -> str:
    """Names joined by "and", in order."""
    return " and ".join(n for n in (_name(c, ascii_only=ascii_only) for c in creators) if n)


def _name(creator: Creator, *, ascii_only: bool) -> str:
    if creator.literal or not creator.family:
        text = _flat(creator.literal or creator.given)
        return "{" + escape(text, ascii_only=ascii_only) + "}" if text else ""
    family = _part(creator.family, ascii_only=ascii_only, is_family=True)
    particle = escape(_flat(creator.non_dropping_particle), ascii_only=ascii_only)
    last = f"{particle} {family}" if particle else family
    given_text = " ".join(p for p in (creator.given, creator.dropping_particle) if p)
    given = _part(given_text, ascii_only=ascii_only)
    suffix = _part(creator.suffix, ascii_only=ascii_only)
    if not given and not suffix:
        # Without a comma all words but the last would be given names.
        return last if particle or " " not in family or family[0] == "{" else "{" + last + "}"
    return ", ".join([last, suffix, given] if suffix else [last, given])


def _part(text: str, *, ascii_only: bool, is_family: bool = False) -> str:
    flat = _flat(text)
    made = escape(flat, ascii_only=ascii_only)
    words = flat.split()
    # "Cruz y Vega" would lose "Cruz y" to the particle.
    has_lower = is_family and len(words) > 1 and any(w[0].islower() for w in words)
    has_sign = "," in flat or any(w.casefold() == "and" for w in words)
    return "{" + made + "}" if has_lower or has_sign else made


def _flat(text: str) -> str:
    return " ".join(text.split())

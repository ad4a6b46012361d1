"""Citations of Pandoc, which Quarto and R Markdown read too.

Source: Pandoc User's Guide, "Citation syntax".
"""

import re
from collections.abc import Sequence

from pincite.exporting.commands.cite import KeyCite, locator_words

_PANDOC_WORDS = {"paragraph": ("para.", "paras."), "section": ("sec.", "secs.")}
_PANDOC_KEY = re.compile(r"^[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*$")


def pandoc_command(cites: Sequence[KeyCite]) -> str:
    """One cluster for Pandoc: `[@key, p. 23]`, `[see -@key, pp. 10-11; @other]`."""
    return "[" + "; ".join(_pandoc_cite(cite) for cite in cites) + "]"


def _pandoc_cite(cite: KeyCite) -> str:
    key = cite.key if _PANDOC_KEY.match(cite.key) else f"{{{cite.key}}}"
    sign = "-@" if cite.suppress_author else "@"
    before = _markdown(cite.prefix.strip())
    text = f"{before} {sign}{key}" if before else f"{sign}{key}"
    place = locator_words(cite.locator, _PANDOC_WORDS).replace("\u2013", "-")
    ends = [end for r in cite.locator.ranges for end in (r.first, r.last)]
    if cite.locator.kind == "timestamp" or any(re.search(r"[^\w.]", end) for end in ends):
        # Braces tell Pandoc where the locator ends; without them it stops at such signs.
        place = f"{{{place}}}"
    suffix = _markdown(cite.suffix.strip())
    return (
        text + (f", {place}" if place else "") + (_pandoc_suffix(suffix, place) if suffix else "")
    )


def _pandoc_suffix(suffix: str, place: str) -> str:
    if suffix[0] in ",.;:":
        return suffix
    return f", {suffix}" if place else f" {suffix}"


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]@;^~])", r"\\\1", text)

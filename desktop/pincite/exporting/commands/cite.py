"""A cite by key, and the words for its place, for the citation commands of writing tools."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pincite.model.locators import Locator

_ABBREVIATIONS = {
    "page": ("p.", "pp."), "paragraph": ("\u00b6", "\u00b6\u00b6"), "chapter": ("chap.", "chaps."),
    "section": ("\u00a7", "\u00a7\u00a7"), "folio": ("fol.", "fols."), "line": ("l.", "ll."),
    "note": ("n.", "nn."), "volume": ("vol.", "vols."), "figure": ("fig.", "figs."),
    "table": ("tab.", "tabs."), "appendix": ("app.", "apps."), "column": ("col.", "cols."),
    "part": ("pt.", "pts."), "book": ("bk.", "bks."), "verse": ("v.", "vv."),
    "equation": ("eq.", "eqs."), "issue": ("no.", "nos."), "opus": ("op.", "opp."),
    "article-locator": ("art.", "arts."), "sub-verbo": ("s.v.", "s.vv."), "timestamp": ("", ""),
    "supplement": ("supp.", "supps."), "title-locator": ("tit.", "tits."),
    "elocation": ("loc.", "locs."),
}  # fmt: skip
_NO_OTHERS: Mapping[str, tuple[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class KeyCite:
    """A cite by key: what a citation command needs to know.

    Attributes:
        key: as `bib_keys` gives it.
        prefix, suffix: plain text before the cite and after its locator.
    """

    key: str
    locator: Locator = Locator()
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


def locator_words(locator: Locator, others: Mapping[str, tuple[str, str]] = _NO_OTHERS) -> str:
    """A locator written out for a text: "p. 23", "pp. 3, 10–11", "chap. 4", "¶ 4", "0:03–0:23".

    Args:
        others: kind of locator -> words for one and for several, where a tool has its own.
    """
    if not locator:
        return ""
    many = len(locator.ranges) > 1 or bool(locator.ranges[0].last)
    sign = others.get(locator.kind, _ABBREVIATIONS.get(locator.kind, (locator.kind,) * 2))[many]
    return f"{sign} {locator}".strip()


def joined(place: str, suffix: str) -> str:
    """A place and what follows it, with a comma between them unless the suffix has a sign."""
    if not suffix or not place:
        return place or suffix
    return place + (suffix if suffix[0] in ",.;:" else ", " + suffix)

"""Page citations in the form of each writing tool: LaTeX, Pandoc, Typst.

Source: "The biblatex Package" 3.19, 3.9 (citation commands); natbib 8.31b; Pandoc User's Guide,
"Citation syntax"; Typst reference, "cite".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pincite.exporting.latex import escape
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
_PANDOC_WORDS = {"paragraph": ("para.", "paras."), "section": ("sec.", "secs.")}
_PANDOC_KEY = re.compile(r"^[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*$")
_TYPST_LABEL = re.compile(r"^[A-Za-z_][\w-]*(?:[.:][\w-]+)*$")


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


def biblatex_command(cites: Sequence[KeyCite]) -> str:
    r"""One cluster for BibLaTeX: `\autocite[23]{key}`, `\autocites[3]{a}[see][10--11]{b}`.

    BibLaTeX sets "p." before plain page numbers itself; other kinds are written out.
    """
    if len(cites) == 1:
        name = "autocite*" if cites[0].suppress_author else "autocite"
        return f"\\{name}{_biblatex_arguments(cites[0])}"
    return "\\autocites" + "".join(_biblatex_arguments(cite) for cite in cites)


def natbib_command(cites: Sequence[KeyCite]) -> str:
    r"""One cluster for natbib: `\citep[see][p.~23]{key}`; several are `\citetext{\citealp…}`."""
    if len(cites) == 1:
        name = "citeyearpar" if cites[0].suppress_author else "citep"
        return f"\\{name}{_natbib_arguments(cites[0])}"
    inner = "; ".join(
        f"\\{'citeyear' if c.suppress_author else 'citealp'}{_natbib_arguments(c)}" for c in cites
    )
    return f"\\citetext{{{inner}}}"


def pandoc_command(cites: Sequence[KeyCite]) -> str:
    """One cluster for Pandoc: `[@key, p. 23]`, `[see -@key, pp. 10-11; @other]`."""
    return "[" + "; ".join(_pandoc_cite(cite) for cite in cites) + "]"


def typst_command(cites: Sequence[KeyCite]) -> str:
    """One cluster for Typst: `@key[p. 23]`; a cite without author is `#cite(…, form: "year")`."""
    return " ".join(_typst_cite(cite) for cite in cites)


COMMANDS: dict[str, Callable[[Sequence[KeyCite]], str]] = {
    "latex": biblatex_command,
    "biblatex": biblatex_command,
    "natbib": natbib_command,
    "pandoc": pandoc_command,
    "markdown": pandoc_command,
    "typst": typst_command,
}
"""Name of a writing tool -> how it cites."""


def locator_words(locator: Locator) -> str:
    """A locator written out for a text: "p. 23", "pp. 3, 10–11", "chap. 4", "¶ 4", "0:03–0:23"."""
    return _written(locator, _ABBREVIATIONS)


def _written(locator: Locator, words: dict[str, tuple[str, str]]) -> str:
    if not locator:
        return ""
    many = len(locator.ranges) > 1 or bool(locator.ranges[0].last)
    sign = words.get(locator.kind, _ABBREVIATIONS.get(locator.kind, (locator.kind,) * 2))[many]
    return f"{sign} {locator}".strip()


def _biblatex_arguments(cite: KeyCite) -> str:
    locator = cite.locator
    if locator.kind == "page" and locator:
        post = _ranges(locator)
        if not re.fullmatch(r"[\divxlcdmIVXLCDM, \u2013-]+", str(locator)):
            # BibLaTeX sees no page number in "A-3" and would leave out "p.".
            many = len(locator.ranges) > 1 or bool(locator.ranges[0].last)
            post = ("\\ppno~" if many else "\\pno~") + post
    else:
        post = _latex_words(locator)
    return _arguments(cite, post)


def _natbib_arguments(cite: KeyCite) -> str:
    return _arguments(cite, _latex_words(cite.locator))


def _arguments(cite: KeyCite, post: str) -> str:
    end = _joined(post, escape(cite.suffix.strip()))
    before = escape(cite.prefix.strip())
    if before:
        return f"[{_bracketed(before)}][{_bracketed(end)}]{{{cite.key}}}"
    return f"[{_bracketed(end)}]{{{cite.key}}}" if end else f"{{{cite.key}}}"


def _latex_words(locator: Locator) -> str:
    if not locator:
        return ""
    sign = _written(locator, _ABBREVIATIONS).removesuffix(str(locator)).strip()
    sign = sign.replace("\u00b6", "\\P").replace("\u00a7", "\\S")
    return f"{sign}~{_ranges(locator)}" if sign else _ranges(locator)


def _ranges(locator: Locator) -> str:
    return ", ".join(
        "--".join(escape(end) for end in (r.first, r.last) if end) for r in locator.ranges
    )


def _bracketed(text: str) -> str:
    return f"{{{text}}}" if "[" in text or "]" in text else text


def _joined(place: str, suffix: str) -> str:
    if not suffix or not place:
        return place or suffix
    return place + (suffix if suffix[0] in ",.;:" else ", " + suffix)


def _pandoc_cite(cite: KeyCite) -> str:
    key = cite.key if _PANDOC_KEY.match(cite.key) else f"{{{cite.key}}}"
    sign = "-@" if cite.suppress_author else "@"
    before = _markdown(cite.prefix.strip())
    text = f"{before} {sign}{key}" if before else f"{sign}{key}"
    place = _written(cite.locator, _PANDOC_WORDS).replace("\u2013", "-")
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


def _typst_cite(cite: KeyCite) -> str:
    note = _joined(locator_words(cite.locator), cite.suffix.strip())
    before = f"{_typst_text(cite.prefix.strip())} " if cite.prefix.strip() else ""
    is_label = bool(_TYPST_LABEL.match(cite.key))
    if is_label and not cite.suppress_author:
        return f"{before}@{cite.key}" + (f"[{_typst_text(note)}]" if note else "")
    target = f"<{cite.key}>" if is_label else f'label("{cite.key}")'
    more = f", supplement: [{_typst_text(note)}]" if note else ""
    form = ', form: "year"' if cite.suppress_author else ""
    return f"{before}#cite({target}{more}{form})"


def _typst_text(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~])", r"\\\1", text)

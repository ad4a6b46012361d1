"""Citation commands of LaTeX: BibLaTeX and natbib.

Source: "The biblatex Package" 3.19, 3.9 (citation commands); natbib 8.31b.
"""

import re
from collections.abc import Sequence

from pincite.exporting.commands.cite import KeyCite, joined, locator_words
from pincite.exporting.latex import escape
from pincite.model.locators import Locator


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
    end = joined(post, escape(cite.suffix.strip()))
    before = escape(cite.prefix.strip())
    if before:
        return f"[{_bracketed(before)}][{_bracketed(end)}]{{{cite.key}}}"
    return f"[{_bracketed(end)}]{{{cite.key}}}" if end else f"{{{cite.key}}}"


def _latex_words(locator: Locator) -> str:
    if not locator:
        return ""
    sign = locator_words(locator).removesuffix(str(locator)).strip()
    sign = sign.replace("\u00b6", "\\P").replace("\u00a7", "\\S")
    return f"{sign}~{_ranges(locator)}" if sign else _ranges(locator)


def _ranges(locator: Locator) -> str:
    return ", ".join(
        "--".join(escape(end) for end in (r.first, r.last) if end) for r in locator.ranges
    )


def _bracketed(text: str) -> str:
    return f"{{{text}}}" if "[" in text or "]" in text else text

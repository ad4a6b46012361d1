r"""Citation commands of biblatex, natbib and their kin: `\autocite[see][23]{key}`, `\cites`.

Source: "The biblatex Package" 3.20, 3.9; natbib 8.31b, 2; csquotes 5.2, 5.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pincite.importing.manuscripts.latex_source import Source, Span
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import read_place
from pincite.model.locators import Locator

_NAME = re.compile(r"[a-z]*cite[a-z]{0,12}|cite[a-z]*")
_NO_CITATIONS = frozenset((
    "nocite", "citestyle", "setcitestyle", "defcitealias", "citereset", "citeindexfalse",
    "citeindextrue", "citetrackerfalse", "citetrackertrue", "declarecitecommand",
    "declarecitestyle", "citesetup", "renewcite", "citename", "citefield", "citelist", "mancite",
    "citepunct", "citeform", "bibcite", "newcite",
))  # fmt: skip
_VOLUMES = re.compile(r"[a-z]?volcites?")

Plain = Callable[[Source, Span], str]
"""Gives an argument as plain text."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation command cites, and the offset after it."""

    cites: tuple[Cite, ...]
    after: int


def is_citation(name: str) -> bool:
    """True for the name of a command that cites, capital and plural forms too."""
    lower = name.lower()
    return lower not in _NO_CITATIONS and bool(_NAME.fullmatch(lower))


def citation_at(source: Source, name: str, at: int, plain: Plain) -> Cited | None:
    """The citation of a command whose name ends at `at`; None when it has no keys."""
    if source.text[at : at + 1] == "*":
        at += 1
    if name.lower().endswith("cites"):
        return _several(source, at, plain)
    if _VOLUMES.fullmatch(name.lower()):
        return _of_volume(source, at, plain)
    return _one(source, at, plain)


def keyed_options(source: Source, at: int, plain: Plain) -> Cited | None:
    r"""The `[see][23]{key}` of a quotation command."""
    return _one(source, at, plain)


def _one(source: Source, at: int, plain: Plain) -> Cited | None:
    options, at = source.options(at)
    keys = source.argument(at)
    if keys is None:
        return None
    notes = [plain(source, option) for option in options]
    pre, post = ("", notes[0]) if len(notes) == 1 else (*notes, "", "")[:2]
    return Cited(_cites(_keys(source, keys), pre, post), keys.after)


def _several(source: Source, at: int, plain: Plain) -> Cited | None:
    for _ in range(2):
        rounded = source.rounded(at)
        at = rounded.after if rounded else at
    cites: list[Cite] = []
    while one := _one(source, at, plain):
        cites += one.cites
        at = one.after
    return Cited(tuple(cites), at) if cites else None


def _of_volume(source: Source, at: int, plain: Plain) -> Cited | None:
    r"""`\volcite[see]{2}[23]{key}`: the pages stand after the volume."""
    before, at = source.options(at, 1)
    volume = source.argument(at)
    if volume is None:
        return None
    pages, at = source.options(volume.after, 1)
    keys = source.argument(at)
    if keys is None:
        return None
    pre = plain(source, before[0]) if before else ""
    post = plain(source, pages[0]) if pages else ""
    return Cited(_cites(_keys(source, keys), pre, post), keys.after)


def _keys(source: Source, span: Span) -> list[str]:
    inside = re.sub(r"%[^\n]*\n", "", source.text[span.start : span.end])
    return [key for part in inside.split(",") if (key := "".join(part.split()))]


def _cites(keys: Iterable[str], pre: str, post: str) -> tuple[Cite, ...]:
    """The prenote belongs to the first key, the postnote to the last."""
    named = list(keys)
    locator, suffix = read_place(post)
    last = len(named) - 1
    return tuple(
        Cite(
            key=key,
            locator=locator if number == last else Locator(),
            prefix=pre if not number else "",
            suffix=suffix if number == last else "",
        )
        for number, key in enumerate(named)
    )

"""Lines that hold Arabic or Hebrew, brought from the order on paper into the order of reading.

MuPDF turns round each stretch of such letters but leaves the stretches as they stand from left to
right, with their punctuation at the wrong end. What counts here is where the characters stand.

Source: Unicode Standard Annex 9, the bidirectional algorithm, run backwards (rules W4, N1, L2, L4).
"""

import re
import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

Placed = tuple[str, tuple[float, float, float, float], bool]
"""A character in reading order: its letters, its box, and whether it runs from right to left."""

_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_LAM_BEFORE_ALEF = frozenset("\u01be\u01c2")
_LAM = _LAM_BEFORE_ALEF | frozenset("\u01c1\u01c4")
_LAM_ALEF = {
    "\x06": "\u0627", "\x09": "\u0623", "\x0c": "\u0625", "\x15": "\u0622",
    "\u0628": "\u0627", "\u062e": "\u0623", "\u062f": "\u0625", "\u062a": "\u0622",
    "\u01c1": "\u0644", "\u01c4": "\u0644", "\u01c2": "\u0644", "\u01be": "\u0644",
}  # fmt: skip
"""What follows lam: shapes of alef, which have such names only there, and another lam."""
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_CLOSING = frozenset(")]}>»›")
_NUMBER_JOINTS = frozenset(".,:/-+%$€£'’")


def runs_leftward(text: str) -> bool:
    """True when the text holds letters of a script that is written from right to left."""
    return _LEFTWARD.search(text) is not None


def in_reading_order(characters: "Sequence[dict[str, Any]]") -> list[Placed]:
    """The characters of a level line in reading order.

    Args:
        characters: as MuPDF gives them, with "c" and "bbox".
    """
    clusters = sorted(_clusters(with_lam(characters)), key=_middle)
    kinds = [_kind(cluster[0]["c"]) for cluster in clusters]
    is_leftward = kinds.count("R") >= kinds.count("L")
    levels = _levels(kinds, [c[0]["c"] for c in clusters], is_leftward=is_leftward)
    order = _reordered(levels, is_leftward=is_leftward)
    placed = [(_letters(one["c"]), one["bbox"], levels[at]) for at in order for one in clusters[at]]
    if _is_mirrored("".join(letters for letters, _, is_back in placed if is_back)):
        return [(_MIRRORED.get(c, c) if is_back else c, b, is_back) for c, b, is_back in placed]
    return placed


def with_lam(characters: "Sequence[dict[str, Any]]") -> "Sequence[dict[str, Any]]":
    """Characters with lam and alef where their glyphs have no name in the file.

    MuPDF draws Arabic with Noto Naskh, whose shapes of lam before other letters have no character
    of their own; it then names the numbers of the glyphs.
    """
    codes = [one["c"] for one in characters]
    if not any(code in _LAM for code in codes):
        return characters
    mended = []
    for at, one in enumerate(characters):
        before, after = codes[at - 1 : at], codes[at + 1 : at + 2]
        letter = ""
        if one["c"] in _LAM and any(runs_leftward(c) or c in _LAM_ALEF for c in before + after):
            letter = "\u0644"
        elif before and before[0] in _LAM_BEFORE_ALEF:
            letter = _LAM_ALEF.get(one["c"], "")
        mended.append({**one, "c": letter} if letter else one)
    return mended


def _clusters(characters: "Sequence[dict[str, Any]]") -> "list[list[dict[str, Any]]]":
    """Characters with the marks and the letters without width that belong to them."""
    clusters: list[list[dict[str, Any]]] = []
    for one in characters:
        x0, _, x1, _ = one["bbox"]
        is_mark = unicodedata.category(one["c"]) == "Mn" or (x1 - x0 < 0.01 and one["c"] != " ")
        if is_mark and clusters:
            clusters[-1].append(one)
        else:
            clusters.append([one])
    return clusters


def _middle(cluster: "list[dict[str, Any]]") -> float:
    x0, _, x1, _ = cluster[0]["bbox"]
    return float(x0 + x1)


def _kind(character: str) -> str:
    """R, L, N for digits, or nothing for what goes with its neighbours."""
    kind = unicodedata.bidirectional(character)
    if kind in ("R", "AL"):
        return "R"
    if kind == "L":
        return "L"
    return "N" if kind in ("EN", "AN") else ""


def _levels(kinds: list[str], characters: list[str], *, is_leftward: bool) -> list[bool]:
    """For each character on paper, from left to right: does it run from right to left?"""
    levels: list[bool] = []
    for at, kind in enumerate(kinds):
        if kind:
            levels.append(kind == "R")
            continue
        before = next((k for k in reversed(kinds[:at]) if k), "")
        after = next((k for k in kinds[at + 1 :] if k), "")
        # A comma or a dash inside a number belongs to it, a space between two does not.
        is_joint = characters[at] in _NUMBER_JOINTS and "N" in (before, after)
        if before == after == "N" and not is_joint:
            levels.append(is_leftward)
        elif before and after and (before == "R") == (after == "R"):
            levels.append(before == "R")
        else:
            levels.append(is_leftward)
    return levels


def _reordered(levels: list[bool], *, is_leftward: bool) -> list[int]:
    """Places on paper in reading order: the line, and each stretch against it, turned round."""
    places = list(range(len(levels)))
    if is_leftward:
        places.reverse()
    start = 0
    for at in range(1, len(places) + 1):
        if at < len(places) and levels[places[at]] == levels[places[start]]:
            continue
        if levels[places[start]] != is_leftward:
            places[start:at] = places[start:at][::-1]
        start = at
    return places


def _letters(character: str) -> str:
    """The letters that a shape of Arabic or Hebrew letters stands for."""
    if _FORMS.match(character):
        return unicodedata.normalize("NFKC", character)
    return character


def _is_mirrored(text: str) -> bool:
    """True when brackets close before they open: the file names them as drawn, not as typed."""
    brackets = [c for c in text if c in _MIRRORED]
    return len(brackets) > 1 and brackets[0] in _CLOSING and brackets[-1] not in _CLOSING

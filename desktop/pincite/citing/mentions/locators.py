"""Places in a work as texts write them: "pp. 39–40, 45", "¶ 12", "fol. 3r", "S. 44 f.", "23n4"."""

import re
from dataclasses import dataclass, replace

from pincite.model import roman
from pincite.model.locators import Locator, LocatorRange

_KINDS: dict[str, tuple[str, ...]] = {
    "page": (
        "p", "pp", "pg", "pgs", "page", "pages", "pag", "pág", "págs", "pàg", "S", "Seite",
        "Seiten", "blz", "bls", "str", "стр", "с",
    ),
    "paragraph": (
        "¶", "¶¶", "para", "paras", "par", "paragraph", "paragraphs", "Rn", "Rz", "Abs", "párr",
    ),
    "section": ("§", "§§", "sec", "secs", "sect", "section", "sections", "s", "ss", "secc"),
    "chapter": (
        "ch", "chs", "chap", "chaps", "chapter", "chapters", "cap", "caps", "kap", "Kapitel",
        "chapitre", "capítulo", "capitolo",
    ),
    "folio": ("fol", "fols", "folio", "folios", "ff", "f"),
    "line": ("line", "lines", "l", "ll", "Z", "Zeile", "Zeilen"),
    "verse": ("v", "vv", "verse", "verses"),
    "volume": ("vol", "vols", "volume", "Bd", "t", "tome"),
    "book": ("bk", "book"),
    "part": ("pt", "part"),
    "figure": ("fig", "figs", "figure", "figures"),
    "table": ("tbl", "tab", "table", "tables"),
    "note": ("n", "nn", "note", "notes", "fn", "Anm"),
    "article-locator": ("art", "arts", "article", "articles"),
    "appendix": ("app", "appendix"),
    "column": ("col", "cols", "column", "columns"),
    "theorem": ("thm", "theorem", "theorems", "lemma", "prop", "proposition"),
    "timestamp": ("min", "minute", "at"),
}  # fmt: skip
_CASED = {"S", "s", "f", "t", "Z", "v", "l", "n"}
_PLURAL = {
    "pp",
    "pgs",
    "pages",
    "págs",
    "seiten",
    "¶¶",
    "paras",
    "§§",
    "chs",
    "ll",
    "lines",
    "fols",
}
_DASH = r"\s*(?:--?|[\u2010-\u2015\u2212])\s*"
_TIME = r"(?:\d{1,2}:)?\d{1,2}:[0-5]\d"
_NUMBER = r"\d{1,5}"
_ROMAN = r"(?:[ivxlcdm]{1,7}|[IVXLC]{1,7})(?![\w.])(?!\.\w)"
_VALUES: dict[str, str] = {
    "page": rf"(?:\d{{1,5}}(?:[a-e](?![\w]))?(?:n\d{{1,3}}|n(?!\w)|\s?nn?\.\s?\d{{1,3}})?|"
    rf"(?:[A-Z]|[IVX]{{1,4}})-?\d{{1,4}}|[A-Z]{{2,4}}-\d{{1,3}}|"
    rf"\[\d{{1,4}}\]|{_ROMAN}|(?:[ivxlcdm]{{2,7}})(?=[.](?:\s|$)))",
    "folio": r"\d{1,4}\s?(?:[rv][ab]?|recto|verso)?",
    "section": r"(?:[A-Z]?\d+(?:\.\d+)*[a-zA-Z]?(?:\(\w{1,4}\))*|[IVXLC]{1,6}(?!\w))",
    "chapter": r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLCivxlc]{1,7}(?!\w))",
    "timestamp": _TIME,
    "note": r"\d{1,4}",
}
_USUAL = r"(?:\d{1,4}(?:\.\d{1,3})*[a-z]?|[IVXLC]{1,6})"


def _labels(kind: str) -> str:
    words = sorted(_KINDS[kind], key=len, reverse=True)
    forms = [
        re.escape(w)
        if w in _CASED or not w[0].isalpha()
        else f"[{w[0].upper()}{w[0].lower()}]{w[1:]}"
        for w in words
    ]
    return "|".join(forms)


_WORDS = {
    (word if word in _CASED else word.lower()): kind
    for kind, words in _KINDS.items()
    for word in words
}
_LABEL = "|".join(sorted((f for k in _KINDS for f in _labels(k).split("|")), key=len, reverse=True))
_LABELLED = re.compile(
    rf"(?<![\w.])(?P<label>{_LABEL})"
    r"(?:\.\s{0,3}|(?<=[§¶])\s{0,3}|\s{1,3}|(?<=pp|pg|gs)(?=\d))"
)
_BEFORE = re.compile(
    rf"(?<![\w.])(?:(?:{_labels('volume')}|{_labels('book')}|{_labels('chapter')})\.?\s*"
    rf"(?:\d{{1,3}}|[IVXLC]{{1,6}}),\s+)"
)
_FOLLOWING = (
    r"(?:\s?(?:(?:et|e|y)\s)?(?:ff?|sqq?|seqq?|sgg?|segg?|ss|sigs|e\.v)\.?(?![\w(])|\s?passim\b)?"
)
"""And the pages after it: "f.", "ff.", "sq.", "et seq.", "sgg.", "y ss."."""


def _range(kind: str) -> re.Pattern[str]:
    value = _VALUES.get(kind, _USUAL)
    again = rf"(?:(?:{_labels(kind)})(?:\.\s*|\s+|(?<=[§¶])))?"
    return re.compile(rf"(?P<a>{value})(?:{_DASH}{again}(?P<b>{value}))?{_FOLLOWING}(?![\w%])")


_RANGES = {kind: _range(kind) for kind in _KINDS}
_MORE = {kind: re.compile(r"(?:,\s*|\s+(?:and|und|et|y|&)\s+|,\s*and\s+)") for kind in _KINDS}
_BARE = re.compile(
    rf"(?:(?P<volume>\d{{1,2}}):\s?)?"
    rf"(?P<a>\d{{1,5}}(?:[a-e]\d{{0,2}})?(?:\s?n\.?\s?\d{{1,3}}|n(?!\w))?)(?:{_DASH}(?P<b>\d{{1,5}}(?:[a-e]\d{{0,2}})?))?{_FOLLOWING}(?![\w%:])"
)
_CLOCK = re.compile(rf"(?P<a>{_TIME})(?:{_DASH}(?P<b>{_TIME}))?(?![\d:])")
_SCENE = re.compile(
    rf"(?P<a>\d{{1,2}}\.\d{{1,3}}(?:\.\d{{1,4}})?)(?:{_DASH}(?P<b>[\d.]{{1,8}}))?(?![\w%])"
)
_NOTE_MARK = re.compile(r"\s?nn?\.?\s?\d{1,3}$|(?<=\d)n$")


@dataclass(frozen=True, slots=True)
class Place:
    """A locator in a text.

    Attributes:
        start, end: offsets, end exclusive; from its label, or from the volume before it.
        label: as written, without full stop ("pp", "§"); empty for a bare number or time.
        has_volume: a volume or chapter stands before the page.
    """

    start: int
    end: int
    locator: Locator
    label: str = ""
    has_volume: bool = False

    @property
    def kind(self) -> str:
        """The locator's kind."""
        return self.locator.kind


def labelled_at(text: str, at: int, end: int) -> Place | None:
    """The locator whose label begins at `at`, with a volume before the page where there is one."""
    start, volume = at, _BEFORE.match(text, at, end)
    if volume:
        at = volume.end()
    label = _LABELLED.match(text, at, end)
    if label is None:
        return None if volume is None else labelled_at_label(text, start, end)
    place = labelled_at_label(text, at, end)
    if place is None:
        return labelled_at_label(text, start, end) if volume else None
    if volume and place.kind not in ("page", "paragraph", "line", "folio", "section"):
        return labelled_at_label(text, start, end)
    return Place(start, place.end, place.locator, place.label, volume is not None)


def labelled_at_label(text: str, at: int, end: int) -> Place | None:
    """The locator whose label begins at `at`."""
    label = _LABELLED.match(text, at, end)
    if label is None:
        return None
    word = label["label"]
    kind = _WORDS.get(word) or _WORDS.get(word.lower(), "")
    if not kind:
        return None
    if kind == "timestamp":
        return _at(text, label, end)
    return _values(text, label.end(), end, at, kind, word)


def _at(text: str, label: "re.Match[str]", end: int) -> Place | None:
    """As in "at 12:45", or "at 14", which lawyers write for a page."""
    clock = _CLOCK.match(text, label.end(), end)
    if clock:
        return _place(label.start(), clock.end(), "timestamp", [(clock["a"], clock["b"])], "at")
    if label["label"].lower() != "at":
        return None
    return labelled_at_label(text, label.end(), end) or _values(
        text, label.end(), end, label.start(), "page", "at"
    )


def _values(text: str, at: int, end: int, start: int, kind: str, word: str) -> Place | None:
    first = _RANGES[kind].match(text, at, end)
    is_joined = text[at - 1] == "."
    if first is None or not _is_value(kind, first["a"], word, is_joined=is_joined):
        return None
    pairs, stop = [(first["a"], first["b"])], first.end()
    while word.lower() in _PLURAL or first["b"]:
        comma = _MORE[kind].match(text, stop, end)
        more = _RANGES[kind].match(text, comma.end(), end) if comma else None
        if more is None or not more["a"][0].isdigit() or _looks_like_a_year(more["a"]):
            break
        pairs.append((more["a"], more["b"]))
        stop = more.end()
    return _place(start, stop, kind, pairs, word)


def _is_value(kind: str, value: str, word: str, *, is_joined: bool) -> bool:
    if value in ("XXX", "0") or (len(value) == 1 and value.isalpha() and is_joined):
        return False  # to be filled in; "p.x", "p.0" of a program
    if kind != "page" or not value.isalpha():
        return True
    # "p. m." is a time of day, "p. I" the beginning of a sentence.
    return (
        roman.value(value) is not None
        and (len(value) > 1 or word.lower() in ("pp", "page", "p"))
        and value.lower() not in ("m", "d", "c", "l")
    )


def bare_at(text: str, at: int, end: int) -> Place | None:
    """Page numbers without a label: "23", "23–25", "1094a", "23n4", "2: 45" (volume and page)."""
    match = _BARE.match(text, at, end)
    if match is None:
        return None
    place = _place(at, match.end(), "page", [(match["a"], match["b"])])
    return replace(place, has_volume=bool(match["volume"]))


def time_at(text: str, at: int, end: int) -> Place | None:
    """A time or a stretch of time: "0:03-0:23", "1:02:03"."""
    match = _CLOCK.match(text, at, end)
    return _place(at, match.end(), "timestamp", [(match["a"], match["b"])]) if match else None


def scene_at(text: str, at: int, end: int) -> Place | None:
    """Act, scene and line of a play, or book and verse of a poem: "1.1.1-10"."""
    match = _SCENE.match(text, at, end)
    return _place(at, match.end(), "line", [(match["a"], match["b"])]) if match else None


def any_at(text: str, at: int, end: int) -> Place | None:
    """A locator of whatever form; a bare number is a page."""
    return labelled_at(text, at, end) or time_at(text, at, end) or bare_at(text, at, end)


def label_starts(text: str, at: int, end: int) -> list[int]:
    """Where a labelled locator could begin, in order."""
    starts = {m.start() for m in _LABELLED.finditer(text, at, end)}
    starts.update(m.start() for m in _BEFORE.finditer(text, at, end))
    return sorted(starts)


def _place(
    start: int, end: int, kind: str, pairs: list[tuple[str, str | None]], label: str = ""
) -> Place:
    ranges = tuple(_whole(a, b or "") for a, b in pairs)
    return Place(start, end, Locator(kind, ranges), label)


def _whole(first: str, last: str) -> LocatorRange:
    """A range with its end made whole: 112–14 is 112–114; a note mark falls away."""
    first, last = _NOTE_MARK.sub("", first).strip(), _NOTE_MARK.sub("", last).strip()
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        whole = first[: -len(last)] + last
        last = whole if int(whole) > int(first) else last
    return LocatorRange(first, "" if last == first else last)


def _looks_like_a_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and 1500 <= int(text) <= 2099

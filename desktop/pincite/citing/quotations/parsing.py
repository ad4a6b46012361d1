"""Quotations as people write them: elisions, insertions in brackets, remarks of the one who quotes.

Source: The Chicago Manual of Style, 13.50-13.63 (ellipses, brackets, "sic", "emphasis added").
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from pincite.model.folding import fold
from pincite.model.texts import as_quoted

_LONGEST_ELISION = 6000
"""Letters that an elision may leave out: two or three pages."""
_LONGEST_INSERTION = 120
"""Letters that words in brackets may stand for."""
_LONGEST_ENDING = 12
"""Letters of a word that a bracket inside it may stand for: "walk[ed]" for "walking"."""
_AROUND = 12
"""Characters on either side of a bracket that must be around its words in the source, too."""

_DOTS = r"(?:\.(?:\s?\.){2,3}|\.\.|…+(?:\s?\.)?)"
_REMARK = re.compile(
    r"""[\[(]\s*(?:
        sic[.!]? | emph(?:asis|ases)\b[^\])]{0,40} | italics\b[^\])]{0,40}
        | (?:my|our|author[’']?s?|original)\s+(?:emphasis|italics|translation)[^\])]{0,20}
        | (?:translation|trans\.)\s+(?:mine|ours|by)[^\])]{0,40}
        | hervorh(?:ebung|\.)[^\])]{0,40} | (?:nous|je)\s+soulign[^\])]{0,20}
    )\s*[\])]""",
    re.IGNORECASE | re.VERBOSE,
)
_GAP = re.compile(
    rf"""
    (?P<elision> \[\s*(?:{_DOTS})\s*\] | \(\s*(?:{_DOTS})\s*\) | {_DOTS}
        | [\[(]\s*(?:(?:foot)?notes?|citations?|references?)\s+omitted\s*[\])] )
    | (?P<ending> (?<=\w)\[[^\[\]]{{0,12}}\] | \[[^\[\]\s]{{0,3}}\](?=\w) )
    | (?P<insertion> \[[^\[\]]{{1,200}}\] )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_REFERENCE = re.compile(r"\[[\d\s,;\u2013-]+\]")
"""A mark of a reference; nobody inserts one."""
_SOFT_DIVISION = re.compile("\u00ad\\s*")
_BLOCK_MARK = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_RAISED = re.compile(r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]+|(?<=[^\w\s])[¹²³⁰⁴-⁹]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand in the source as they are.

    Attributes:
        text: as written.
        folded: letters and digits.
        is_begun, is_ended: it may begin or end inside a word of the source.
    """

    text: str
    folded: str
    is_begun: bool = False
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two `Words`: what the source may have there.

    Attributes:
        longest: letters.
        text: what the quotation has in its place ("…", "[the captain]").
    """

    longest: int
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """One way to read a quotation: words with gaps between them, in order.

    Attributes:
        words: at least one, unless there is no letter in it.
        gaps: one fewer.
        has_insertions: words in brackets are taken for words of the one who quotes.
        begins_with_insertion, ends_with_insertion: such words stand before and after all others.
    """

    words: tuple[Words, ...]
    gaps: tuple[Gap, ...] = ()
    has_insertions: bool = False
    begins_with_insertion: bool = False
    ends_with_insertion: bool = False

    @property
    def length(self) -> int:
        """Letters that must stand in the source."""
        return sum(len(w.folded) for w in self.words)


def readings(text: str, source: str) -> list[Quotation]:
    """The ways to read a quotation, the strictest first; empty when it has no letters.

    Words in brackets may belong to the source ("[t]he" for "the"), or to the one who quotes.

    Args:
        source: folded; where it has the words in brackets, with those around them, they are its.
    """
    plain = plain_quotation(text)
    strict = _read(plain, lambda _: True)
    if not strict.words or not _GAP.search(plain):
        return [strict] if strict.words else []
    loose = _read(plain, lambda match: _belongs_to_source(plain, match, source))
    return [strict, loose] if loose.has_insertions and loose.words else [strict]


def _belongs_to_source(plain: str, match: re.Match[str], source: str) -> bool:
    if _REFERENCE.fullmatch(match[0]):
        return True
    start, end = match.span()
    return fold(plain[max(0, start - _AROUND) : end + _AROUND]) in source


def plain_quotation(text: str) -> str:
    """A quotation without remarks of the one who quotes, marks of notes, and marks of a block."""
    plain = _BLOCK_MARK.sub("", unicodedata.normalize("NFC", text))
    plain = _RAISED.sub("", _REMARK.sub(" ", plain))
    return as_quoted(_SOFT_DIVISION.sub("", plain))


def _read(plain: str, is_literal: Callable[[re.Match[str]], bool]) -> Quotation:
    words: list[Words] = []
    gaps: list[Gap] = []
    at, is_begun, has_insertions = 0, False, False
    pending: Gap | None = None
    for match in (*_GAP.finditer(plain), None):
        kind = match.lastgroup if match else ""
        if match and kind in ("ending", "insertion") and is_literal(match):
            continue
        has_insertions |= kind in ("ending", "insertion")
        piece = plain[at : match.start() if match else len(plain)]
        folded = fold(piece)
        if folded:
            if words:
                gaps.append(pending or Gap(0, ""))
            is_ended = kind == "ending" and not piece[-1:].isspace()
            words.append(Words(piece.strip(), folded, is_begun, is_ended))
            pending = None
        if match is not None:
            pending = _wider(pending, _gap(kind or "", match[0]))
            at = match.end()
            is_begun = kind == "ending" and plain[at : at + 1].isalnum()
    return Quotation(
        tuple(words),
        tuple(gaps),
        has_insertions,
        has_insertions and not words[0].text.startswith("[") and plain.startswith("["),
        has_insertions and plain.rstrip(" .,;:!?").endswith("]") and pending is not None,
    )


def _gap(kind: str, text: str) -> Gap:
    longest = {"elision": _LONGEST_ELISION, "ending": _LONGEST_ENDING}
    return Gap(longest.get(kind, _LONGEST_INSERTION), text)


def _wider(one: Gap | None, other: Gap) -> Gap:
    """Two gaps without words between them."""
    if one is None:
        return other
    return Gap(max(one.longest, other.longest), f"{one.text} {other.text}".strip())

"""Names in fields of BibTeX: "Last, First", "First von Last", bodies in braces, extended names.

Source: Patashnik, "BibTeXing" (1988), 4; "The biblatex Package" 3.19, 2.3.3 (extended names).
"""

import re
from collections.abc import Iterator

from pincite.importing.names import parse_name
from pincite.importing.references.bibtex.latex import decode
from pincite.model.creators import Creator

_OF_BODIES = frozenset(("at", "for", "of", "on", "the", "and", "in", "to"))
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_EXTENDED = re.compile(r"^\s*(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE)
_PAIR = re.compile(
    r"\s*(?P<name>[a-z]+(?:-i)?)\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|\{(?P<braced>.*?)\}|(?P<bare>[^,]*))"
    r"\s*(?:,|$)",
    re.IGNORECASE,
)

_INITIALS = re.compile(r"(?!UK|US|EU|UN)[A-Z]{2}")


def names_of(text: str, role: str) -> tuple[Creator, ...]:
    """The creators that a field names, in order; "and others" says that there are more."""
    return tuple(creator for part in split_names(text) if (creator := _creator(part, role)))


def split_names(text: str) -> list[str]:
    """The names of a field as they are written, parted at "and" outside of braces."""
    parts = [text[start:end] for start, end in _spans(text, _AND)]
    return [part for part in (p.strip() for p in parts) if part and part.lower() != "others"]


def _spans(text: str, divider: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    depths = _depths(text)
    start = 0
    for match in divider.finditer(text):
        if depths[match.start()] == 0:
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _depths(text: str) -> list[int]:
    depth, depths = 0, []
    for character in text:
        depths.append(depth)
        depth = max(0, depth + (character == "{") - (character == "}"))
    return [*depths, depth]


def _creator(text: str, role: str) -> Creator | None:
    if _EXTENDED.match(text):
        return _extended(text, role)
    # A brace that is not closed holds nothing together.
    if text.startswith("{") and 0 not in (depths := _depths(text))[1:-1] and depths[-1] == 0:
        literal = decode(text[1:-1], marks=False)
        return Creator(role=role, literal=literal) if literal else None
    commas = [text[start:end].strip() for start, end in _spans(text, re.compile(","))]
    parts = [part for part in commas if part]
    if not parts:
        return None
    if len(parts) == 1:
        return _given_first(parts[0], role)
    if len(parts) == 2:
        return _with_last(parts[0], parts[1], "", role)
    return _with_last(parts[0], " ".join(parts[2:]), parts[1], role)


def _given_first(text: str, role: str) -> Creator:
    words = _words(text)
    if len(words) == 1:
        return Creator(role=role, family=_read(words[0]))
    if any(word in _OF_BODIES for word in words):
        # "Corporation for Digital Scholarship": nobody is called so.
        return Creator(role=role, literal=_read(text))
    first = next((i for i, word in enumerate(words[:-1]) if _is_von(word)), len(words) - 1)
    if first == 1 and _INITIALS.fullmatch(words[0]) and not words[-1].isupper():
        # "KC Wright" is "K. C. Wright"; in front of a comma it is as its owner writes it.
        words[:1] = [f"{letter}." for letter in words[0]]
        first = len(words) - 1
    return _with_last(" ".join(words[first:]), " ".join(words[:first]), "", role)


def _with_last(last: str, given: str, suffix: str, role: str) -> Creator:
    """A name whose last part may begin with particles, and whose given part may end with them."""
    words = _words(last)
    count = 0
    if len(words) > 1:
        lower = [i for i, word in enumerate(words[:-1]) if _is_von(word)]
        # "de la Cruz y Vega": the particles are those in front, not the "y" in the middle.
        while count in lower:
            count += 1
    particles, family = " ".join(words[:count]), " ".join(words[count:])
    bare = parse_name(f"{_read(family)}, {_read(given)}", role)
    dropping = bare.dropping_particle
    given_text = _read(given)
    if dropping and given_text.endswith(f" {dropping}"):
        given_text = given_text.removesuffix(dropping).rstrip()
    else:
        dropping = ""
    return Creator(
        role=role,
        family=_read(family),
        given=given_text,
        dropping_particle=dropping,
        non_dropping_particle=_read(particles),
        suffix=_read(suffix),
    )


def _words(text: str) -> list[str]:
    return [text[s:e] for s, e in _spans(text, re.compile(r"[\s~]+")) if text[s:e]]


def _is_von(word: str) -> bool:
    """True for a word in lower case; braces make a word of no case, but for a letter in TeX."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letters = re.sub(r"[^\w]|\d", "", decode(word, marks=False))
    return letters[:1].islower()


def _read(text: str) -> str:
    return decode(text, marks=False)


def _extended(text: str, role: str) -> Creator | None:
    values = {
        match["name"].lower(): match["quoted"] or match["braced"] or match["bare"] or ""
        for match in _PAIR.finditer(text)
    }
    named = {name: _read(value.strip()) for name, value in values.items()}
    if not named.get("family") and not named.get("given"):
        return None
    particle = named.get("prefix", "")
    is_dropped = named.get("useprefix", "").lower() == "false"
    return Creator(
        role=role,
        family=named.get("family", ""),
        given=named.get("given", ""),
        dropping_particle=particle if is_dropped else "",
        non_dropping_particle="" if is_dropped else particle,
        suffix=named.get("suffix", ""),
    )

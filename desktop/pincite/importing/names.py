"""Names of people and bodies, as typed or printed, in the parts of CSL.

Source: CSL 1.0.2, "Name particles"; Citation Style Language, names in csl-data.json.
"""

import re

from pincite.model.creators import Creator

_DROPPING = frozenset({"von", "vom", "zu", "zum", "zur", "freiherr"})
_PARTICLES = _DROPPING | {
    "af", "al", "av", "bin", "d'", "da", "das", "de", "degli", "dei", "del", "della", "dello",
    "den",
    "der", "des", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "lo", "los", "op",
    "'t", "ten", "ter", "van", "y",
}  # fmt: skip
_SUFFIX = re.compile(r"^(?:jr|sr|jnr|snr|ii|iii|iv|esq)\.?$", re.IGNORECASE)
_DEGREE = re.compile(
    r"^(?:ph\.?\s?d|m\.?d|m\.?a|b\.?a|m\.?sc|b\.?sc|d\.?phil|ll\.?[bmd]|mba|mph|rn|frcp|facs|cfa|"
    r"jd|edd|dr\.?\s?med|msc|dipl\.?-?\s?ing)\.?$",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|lord|rev|hon)\.?\s+)+(?=\w)", re.IGNORECASE
)
_CORPORATE = re.compile(
    r"\b(?:universit\w+|institut\w*|organi[sz]ation|minist(?:ry|ère|erium)|departments?|agency|"
    r"committee|commission|council|associat\w+|society|foundation|fund|cent(?:er|re|rum)|offices?|"
    r"bureau|group|inc|ltd|llc|gmbh|corp|corporation|company|bank|press|union|federation|authority|"
    r"board|team|consortium|collaboration|network|project|programme?|laborator\w+|staff|services?|"
    r"news|reuters|nations|government|parliament|congress|senate|court|academy|college|school|"
    r"library|museum|editors?|administration|division|task force|initiative|wikipedia|"
    r"correspondent|contributors|redaktion)\b",
    re.IGNORECASE,
)
# Capitalised words that stand where names stand, and in none of them.
_NO_NAME_WORDS = frozenset({
    "abstract", "aircraft", "author", "california", "chapter", "city", "co-author", "co-authors",
    "country", "damage", "date", "department", "draft", "federal", "figure", "firstname",
    "france", "germany", "index", "introduction", "issue", "italy", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "japan", "key", "lastname", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "new", "no", "page", "part", "phone", "register", "report",
    "rules", "san", "section", "state", "states", "street", "table", "tel", "the", "title",
    "type", "uc", "uk", "united", "usa", "version", "vol", "volume", "with", "for", "of", "on",
    "in", "and", "by", "from", "to", "an",
})  # fmt: skip
_SPLIT_WORDS = re.compile(r"\s*(?:;|\n|•|·|\|)\s*|,?\s+(?:and|und|et(?!\s+al))\s+|\s*&\s*")
_ET_AL = re.compile(r",?\s*\b(?:et\s+al\.?|and others|u\.\s?a\.)\s*$", re.IGNORECASE)
_INITIALS = re.compile(r"^(?:[^\W\d_a-zà-ÿ]\.?[\s-]?){1,4}$")
# "Smith JA", as medical journals print it.
_VANCOUVER = re.compile(r"^([^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+)?)\s([A-Z]{1,3})$")
_BY = re.compile(
    r"^(?:by|von|par|por|written by|posted by|reported by|words by|author|authors)\b[:\s]+",
    re.IGNORECASE,
)


def parse_name(text: str, role: str = "author") -> Creator:
    """One name: "Vincent van Gogh", "van Gogh, Vincent", "King, Jr., Martin Luther", "{RAND}".

    Braces, words such as "Institute", and a word in capitals ("OECD") make it the name of a body.
    """
    text = " ".join(text.split()).strip(" ,;")
    if text.startswith("{") and text.endswith("}"):
        return Creator(role=role, literal=text[1:-1].strip())
    text = _TITLES.sub("", text)
    if is_corporate(text):
        return Creator(role=role, literal=text)
    parts = [part.strip() for part in text.split(",")]
    suffix = next((part for part in parts[1:] if _SUFFIX.match(part)), "")
    parts = [p for i, p in enumerate(parts) if p and not (i and (p == suffix or _DEGREE.match(p)))]
    if len(parts) > 1:
        return family_first(role, parts[0], " ".join(parts[1:]), suffix)
    return _given_first(role, parts[0] if parts else text, suffix)


def parse_names(text: str, role: str = "author") -> tuple[Creator, ...]:
    """All names of a byline or field: "Ruth Adler and Chidi Okafor", "Adler, R.; Okafor, C.".

    "et al." is left out. Commas divide names where each part is a whole name, else family and
    given name.
    """
    return tuple(parse_name(name, role) for name in split_names(text))


def split_names(text: str) -> list[str]:
    """The single names in a byline or field, each as it stands there."""
    text = _ET_AL.sub("", _BY.sub("", " ".join(text.split(" ")).strip()))
    names: list[str] = []
    for piece in _split_outside_braces(text):
        names.extend(_split_commas(piece.strip(" ,")))
    return [name for name in names if re.search(r"[^\W\d_]", name)]


def is_corporate(text: str) -> bool:
    """True for what is no person's name: "World Health Organization", "OECD"."""
    words = text.split()
    if "," in text and len(words) < 4 and not _CORPORATE.search(text):
        return False
    if len(words) == 1 and text.isalpha():
        return len(text) > 1 and text.isupper() and text.isascii()
    return bool(_CORPORATE.search(text)) or words[:1] in (["The"], ["the"])


def in_title_case(name: str) -> str:
    """A name printed in capitals in mixed case: "Meg Kinnard" for "MEG KINNARD"."""
    if not name.isupper() or len(name.split()) < 2:
        return name
    return " ".join(w if len(w.strip(".")) < 3 else w.title() for w in name.split())


def looks_like_person(text: str) -> bool:
    """True when `text` could be printed as an author's name: two to five words, all capitalised."""
    words = text.replace(".", ". ").split()
    if not 2 <= len(words) <= 6 or re.search(r"[\d@:/()\[\]?!\"“”]", text) or is_corporate(text):
        return False
    if not all(_is_name_word(word) for word in words):
        return False
    if any(word.casefold().strip(".,") in _NO_NAME_WORDS for word in words):
        return False
    return sum(len(word.strip(".-'’")) > 1 and word[0].isupper() for word in words) >= 1


def _is_name_word(word: str) -> bool:
    if word.casefold() in _PARTICLES or word[:2].casefold() in ("d'", "d’", "al-"):
        return True
    bare = word.strip(".,'’-")
    if not bare or not bare.replace("-", "").replace("'", "").replace("’", "").isalpha():
        return False
    return bare[0].isupper() or not (bare[0].islower() or bare[0].isupper())


def _split_outside_braces(text: str) -> list[str]:
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\x00{len(held) - 1}\x00"

    pieces = _SPLIT_WORDS.split(re.sub(r"\{[^{}]*\}", hold, text))
    return [re.sub(r"\x00(\d+)\x00", lambda m: held[int(m[1])], piece) for piece in pieces if piece]


def _split_commas(text: str) -> list[str]:
    if "," not in text or text.startswith("{"):
        return [text]
    parts = [p.strip() for p in text.split(",") if p.strip()]
    merged: list[str] = []
    for part in parts:
        if merged and (_SUFFIX.match(part) or _DEGREE.match(part)):
            merged[-1] += ", " + part
        else:
            merged.append(part)
    if len(merged) == 1:
        return merged
    if len(merged) % 2 == 0 and all(_INITIALS.match(given) for given in merged[1::2]):
        return [f"{f}, {g}" for f, g in zip(merged[::2], merged[1::2], strict=True)]
    if len(merged) > 1 and all(_VANCOUVER.match(part) for part in merged):
        return [_VANCOUVER.sub(r"\1, \2", part) for part in merged]
    words = [len(_without_suffix(part).split()) for part in merged]
    starts_with_particle = merged[0].split()[0] in _PARTICLES
    if len(merged) == 2 and (min(words) < 2 or starts_with_particle):
        whole = words[0] > 1 and words[1] == 1 and is_corporate(merged[0])
        return merged if whole or is_corporate(merged[1]) else [text]
    if len(merged) > 2 and len(merged) % 2 == 0 and all(n == 1 for n in words[::2]):
        return [f"{f}, {g}" for f, g in zip(merged[::2], merged[1::2], strict=True)]
    return merged


def _without_suffix(name: str) -> str:
    return name.split(",")[0]


def family_first(role: str, family: str, given: str, suffix: str = "") -> Creator:
    """A person by family and given names, with the particles that stand in either."""
    particle, family = _leading_particles(family)
    given, dropping = _trailing_particles(given)
    return Creator(
        role=role, family=family, given=given, dropping_particle=dropping,
        non_dropping_particle=particle, suffix=suffix,
    )  # fmt: skip


def _given_first(role: str, name: str, suffix: str) -> Creator:
    words = name.split()
    if len(words) > 2 and not suffix and _SUFFIX.match(words[-1]):
        suffix = words.pop()
    if len(words) < 2:
        return Creator(role=role, family=name, suffix=suffix)
    first = next((i for i in range(1, len(words) - 1) if _is_particle(words[i])), len(words) - 1)
    last = first
    while last < len(words) - 1 and _is_particle(words[last]):
        last += 1
    if words[0] in _PARTICLES:
        # "de Gaulle" alone: a family name with its particle.
        particle, family = _leading_particles(name)
        return Creator(role=role, family=family, non_dropping_particle=particle, suffix=suffix)
    particles = words[first:last]
    dropped = [word for word in particles if word in _DROPPING]
    return Creator(
        role=role,
        family=" ".join(words[last:]),
        given=" ".join(words[:first]),
        dropping_particle=" ".join(particles) if dropped == particles[:1] != [] else "",
        non_dropping_particle="" if dropped == particles[:1] != [] else " ".join(particles),
        suffix=suffix,
    )


def _is_particle(word: str) -> bool:
    return word in _PARTICLES


def _leading_particles(family: str) -> tuple[str, str]:
    words = family.split()
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing_particles(given: str) -> tuple[str, str]:
    words = given.split()
    count = len(words)
    while count > 1 and _is_particle(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])

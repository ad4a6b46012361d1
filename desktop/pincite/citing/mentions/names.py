"""Names of authors, bodies and titles as citations write them, and years."""

import re

from pincite.citing.mentions.name_words import INSIDE, JOINING, PARTICLES, STOP

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_TOKEN = re.compile(r"\S+")
_IS_NAME = re.compile(rf"^[(\[“‘\"]?(?:(?:d|l|D|L|O)[’'])?{_CAPITAL}[\w’'.\-‐&/]*[,.]?[”’\"]?,?$")
_ACRONYM_OR_INITIALS = re.compile(rf"^(?:{_CAPITAL}\.[-,]?)+$|^(?:[A-Z]\.){{1,4}},?$")
_ABBREVIATED = re.compile(
    r"^(?:Jr|Sr|St|Mr|Mrs|Ms|Dr|Prof|Hon|Inc|Ltd|Co|Corp|Univ|Dept|eds?|Hrsg|Tr|Dep|Compl|Br|Aff|"
    r"Decl|Ans|Mot|Ex|Doc|al)\.,?$"
)
RECORDS = re.compile(r"^(?:Tr|Dep|Compl|Br|Aff|Decl|Ans|Mot|Ex|Doc)\.$")


_SIGNAL = re.compile(
    r"^\s*(?:(?:(?:but\s+)?see(?:\s+also|,?\s+e\.\s?g\.,?|\s+generally)?|cf\.?|e\.\s?g\.,?|"
    r"i\.\s?e\.,?|compare|contra|accord|(?:as\s+)?(?:quoted|cited|reprinted|discussed|reported|"
    r"qtd\.)\s+(?:in|by)|in|also|and|from|source:|adapted from|quoted from|vgl\.?|siehe|"
    r"s\.\s?a\.|zit(?:iert)?\.?\s+nach|voir(?:\s+aussi)?|cité\s+(?:dans|par)|véase|ver|"
    r"cit(?:ado|ato)?\.?\s+(?:en|in|por)|cfr\.?|zie)[,:]?\s+)+",
    re.I,
)
_YEAR = (
    r"(?:(?:\[\d{4}\]|\(\d{4}\)|\d{4}/)\s*)?(?P<year>(?:1[4-9]|20)\d{2}[a-z]?(?![\w])|n\.\s?d\.|o\.\s?J\.|s\.\s?d\.|"
    r"forthcoming|in press|im Erscheinen)"
)
_YEAR_AT_END = re.compile(rf"(?:^|[,\s(\[])\(?{_YEAR}\)?[\])]?\s*$")
_DAY_AT_END = re.compile(
    r"(?<=\d),\s(?:\d{1,2}(?:st|nd|rd|th|\.)?\s[^\W\d_]{3,10}|[A-Z][a-z]{2,8}\.?\s\d{1,2})$"
)
"""Of a letter or a diary: "Sand 1848, 3 March"."""
YEAR_AT_START = re.compile(rf"\s*{_YEAR}")


def without_signal(text: str) -> int:
    """How many characters of "see also Smith" stand before the name."""
    found = _SIGNAL.match(text)
    return found.end() if found else 0


def split_year(text: str) -> tuple[str, str]:
    """What stands before the year at the end of `text`, and the year; the whole and "" without."""
    head = text.rstrip(" ,:\n\t")
    day = _DAY_AT_END.search(head, max(0, len(head) - 24))
    head = head[: day.start()] if day else head
    found = _YEAR_AT_END.search(head, max(0, len(head) - 40))
    if found is None:
        return text, ""
    return head[: found.start()], " ".join(found["year"].split())


def is_name(text: str) -> bool:
    """True when the whole text can be a name: authors, a body, a title in capitals or quotes."""
    text = text.strip(" ,\n\t")
    if not text or len(text) > 140:
        return False
    if text[0] in "“\"«„‘'*_" and text[-1] in "”\"»“’'*_" and len(text) > 4:
        return True
    tokens = text.split()
    if tokens[0].strip('(“"').rstrip(".,:").lower() in STOP and len(tokens) == 1:
        return False
    if not any(_IS_NAME.match(t) or _ACRONYM_OR_INITIALS.match(t) for t in tokens):
        return False
    return all(_fits(t, i) for i, t in enumerate(tokens)) and not _opens_with_stop(tokens)


def _opens_with_stop(tokens: list[str]) -> bool:
    first = tokens[0].rstrip(".,:").lower()
    return first in STOP and first not in (
        "the",
        "la",
        "le",
        "al",
        "mark",
        "ruth",
        "daniel",
        "may",
        "john",
        "samuel",
        "luke",
        "matthew",
    )


def _fits(token: str, place: int) -> bool:
    plain = token.rstrip(",")
    return bool(
        _IS_NAME.match(token)
        or _ACRONYM_OR_INITIALS.match(token)
        or _ABBREVIATED.match(token)
        or plain.lower() in PARTICLES
        or (plain.lower() in INSIDE and place)
        or plain in ("et", "al.", "al", "alii", "u.a.", "dir.", "hrsg.")
    )


def cleaned(text: str) -> str:
    """A name for showing: single spaces, without signs around it."""
    return re.sub(r"\s+", " ", text).strip(" ,;:\n\t")


def work(name: str, year: str) -> str:
    """The work as written: name and year, either of which may be missing."""
    return " ".join(part for part in (cleaned(name), year) if part)


_LONGEST = 110


def name_before(text: str, at: int, *, commas: bool = True) -> int:
    """Where the name begins that ends at `at`; `at` itself when there is none.

    Args:
        commas: names may be separated by commas ("Smith, Jones and Lee").
    """
    floor = max(0, at - _LONGEST)
    tokens = list(_TOKEN.finditer(text, floor, at))
    if floor and tokens and not text[floor - 1].isspace():
        tokens = tokens[1:]
    first, begun = None, False
    for number in range(len(tokens) - 1, -1, -1):
        token = tokens[number][0]
        if (
            number + 1 < len(tokens)
            and "\n\n" in text[tokens[number].end() : tokens[number + 1].start()]
        ):
            break
        if begun and (_ends_sentence(token) or (token.endswith(",") and not commas)):
            break
        if _IS_NAME.match(token) or _ACRONYM_OR_INITIALS.match(token) or _ABBREVIATED.match(token):
            first, begun = number, True
            if token[0] in '(“‘"[':
                break
        elif begun and token.rstrip(",").lower() in PARTICLES | {"al.", "al"}:
            continue
        elif token in ("al.", "al.,", "colleagues", "al", "co-workers"):
            begun = True
        else:
            break
    if first is None:
        return at
    return _trimmed(text, tokens, first, at)


_IN_SENTENCE = re.compile(
    rf"(?<![.\w])(?:{_CAPITAL}[\w’'-]+)(?:\s+(?:and|&|und|et)\s+{_CAPITAL}[\w’'-]+)?"
)


def last_in_sentence(text: str, at: int) -> str:
    """The name that a bracket with a year refers to: "Foucault argues (1975: 200)"; else empty."""
    head = re.split(r"[.!?;]\s|\n\s*\n", text[max(0, at - _LONGEST) : at])[-1]
    found = [m[0] for m in _IN_SENTENCE.finditer(head) if m[0].lower() not in STOP]
    return re.sub(r"[’']s$", "", found[-1]) if found else ""


def _trimmed(text: str, tokens: "list[re.Match[str]]", first: int, at: int) -> int:
    """Leave out what opens the sentence, and take a particle in small letters along."""
    while first < len(tokens) and tokens[first][0].strip('(“"[').rstrip(".,:").lower() in STOP:
        first += 1
    while first < len(tokens) and tokens[first][0].rstrip(",").lower() in JOINING:
        first += 1
    if first == len(tokens):
        return at
    while first and tokens[first - 1][0] in (
        "van",
        "von",
        "der",
        "den",
        "de",
        "du",
        "la",
        "di",
        "da",
        "del",
        "ter",
        "ten",
        "bin",
        "ibn",
        "al-",
        "zu",
    ):
        first -= 1
    start = tokens[first].start()
    return start + (text[start] in '(“‘"[')


def _ends_sentence(token: str) -> bool:
    if token[-1] in '!?;:”"»)]':
        return True
    if not token.endswith("."):
        return False
    return not (_ACRONYM_OR_INITIALS.match(token) or _ABBREVIATED.match(token) or len(token) <= 2)

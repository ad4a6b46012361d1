"""What two texts with the same letters may still differ in.

Some of it makes another text: the parts of a number, "not able" for "notable", an accent that makes
another word. The rest is remarked upon: punctuation, capitals, spaces, accents left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from pincite.model.checks import Remark
from pincite.model.folding import fold

_THOUSANDS = re.compile(r"(?<=\d)[,'\u2019\u00a0\u2009\u202f ](?=\d{3}(?!\d))")
_SPACED_DASH = re.compile(r"(?<=\d)\s*([-\u2010-\u2015])\s*(?=\d)")
_NUMBER = re.compile(r"\d+(?:[.,\u00b7:/\u2010-\u2015-]\d+)*")
_MINUS = re.compile(r"(?<![\w)])[-\u2212](?=[.,]?\d)")
_DASHES = re.compile(r"[\u2010-\u2015]")
_MEANING = frozenset("%‰‱§°")
_UNMEANT = frozenset("|~")
_SPACING_ACCENTS = frozenset("´`¨^˜¸ˇ˘˙˚˝")
_DIVIDING = re.compile(r"[\s\-\u00ad\u2010-\u2015/]+")
_NEGATIONS = frozenset(("not", "no", "never", "nicht", "kein"))


def is_same_text(quoted: str, found: str, page: str) -> bool:
    """False when texts with the same letters say different things all the same.

    Args:
        page: the text around `found`, which tells whether it has accents at all.
    """
    quoted, found = _without_brackets(quoted), _without_brackets(found)
    return (
        numbers(quoted) == numbers(found)
        and _symbols(quoted) == _symbols(found)
        and not _divides_negation(quoted, found)
        and not _has_other_accents(quoted, found, page)
    )


def remarks_on(quoted: str, found: str) -> tuple[Remark, ...]:
    """The gentle differences of texts with the same letters, ends aside."""
    remarks = []
    if _punctuation(quoted) != _punctuation(found):
        remarks.append(Remark.PUNCTUATION)
    if _capitals(quoted) != _capitals(found):
        remarks.append(Remark.CAPITALS)
    if _borders(quoted) != _borders(found):
        remarks.append(Remark.SPACES)
    if _accents(quoted) != _accents(found):
        remarks.append(Remark.ACCENTS)
    return tuple(remarks)


def numbers(text: str) -> list[str]:
    """The numbers in a text, each with its points and dashes; thousands are not set apart."""
    plain = _THOUSANDS.sub("", _SPACED_DASH.sub(r"\1", unicodedata.normalize("NFKC", text)))
    return [_DASHES.sub("-", n).replace(",", ".").replace("·", ".") for n in _NUMBER.findall(plain)]


def _without_brackets(text: str) -> str:
    return text.replace("][", " ").replace("[", "").replace("]", "")


def _symbols(text: str) -> list[str]:
    """Signs that are read aloud: currencies, per cent, comparisons, a minus before a number.

    Those that stand alone at either end are bullets and the like, or belong to what is around.
    """
    words = text.split()
    inner = [n for n, word in enumerate(words) if any(map(str.isalnum, word))]
    plain = _MINUS.sub("\u2212", " ".join(words[inner[0] : inner[-1] + 1]) if inner else "")
    return [c for c in plain if _is_symbol(c)]


def _is_symbol(character: str) -> bool:
    if character in _MEANING:
        return True
    return unicodedata.category(character) in ("Sc", "Sm") and character not in _UNMEANT


def _borders(text: str) -> frozenset[int]:
    """Letters before each border between words; a word with a hyphen is one or two."""
    count, places = 0, set()
    for word in text.split():
        count += len(fold(word))
        places.add(count)
    return frozenset(places)


def _divides_negation(quoted: str, found: str) -> bool:
    """True when one text has "not able" and the other "notable"."""
    letters = fold(quoted)
    for one, other in ((quoted, found), (found, quoted)):
        borders, borders_of_other = _all_borders(one), _all_borders(other)
        for start, end in pairwise(borders):
            is_joined = not {start, end} <= set(borders_of_other)
            if is_joined and letters[start:end] in _NEGATIONS:
                return True
    return False


def _all_borders(text: str) -> list[int]:
    count, places = 0, [0]
    for part in _DIVIDING.split(text):
        count += len(fold(part))
        places.append(count)
    return sorted(set(places))


def _punctuation(text: str) -> str:
    """Signs in the middle of a text, by kind: which mark of quotation or dash does not matter."""
    inner = text.strip(" .,;:!?\"'“”‘’«»„‚‹›()[]…—–-")
    kept = []
    for c in unicodedata.normalize("NFKC", inner).replace("--", "—"):
        category = unicodedata.category(c)
        if category in ("Po", "Ps", "Pe") and c not in "\"'":
            kept.append(c)
        elif category == "Pd" and c not in "-\u2010\u2011":
            kept.append("—")
    return "".join(kept)


def _capitals(text: str) -> list[bool]:
    """Whether each letter but the first is a capital."""
    return [c.isupper() for c in unicodedata.normalize("NFKC", text) if c.isalpha()][1:]


def _accents(text: str) -> list[str]:
    """For each letter that has any its accents, with its place."""
    return [f"{n}{marks}" for n, marks in enumerate(_marks(text)) if marks]


def _marks(text: str) -> Iterator[str]:
    """For each base letter the accents on it; folding drops these."""
    pending: str | None = None
    for c in unicodedata.normalize("NFKD", text):
        if unicodedata.category(c) == "Mn" and not fold(c):
            if pending is not None and "\u0300" <= c <= "\u036f":
                pending += c
        elif c.isalnum():
            if pending is not None:
                yield pending
            pending = ""
    if pending is not None:
        yield pending


def _has_other_accents(quoted: str, found: str, page: str) -> bool:
    """True when an accent is another, or too many.

    Leaving all of them out is how people type. Where the source's text sets accents beside their
    letters, or has none at all, nothing can be told.
    """
    own, others = list(_marks(quoted)), list(_marks(found))
    if own == others or not any(own) or _SPACING_ACCENTS.intersection(quoted + found):
        return False
    return any(others) or any(_marks(page))

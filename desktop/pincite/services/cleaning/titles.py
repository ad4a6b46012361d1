"""Clean-ups of titles: sentence case and title case."""

import re
from collections.abc import Callable
from dataclasses import replace

from pincite.importing.references.capitals import title_case
from pincite.model.items import Item
from pincite.model.rich_text import plain_text
from pincite.services.cleaning.knowledge import Knowledge
from pincite.services.cleaning.proper_words import PROPER_WORDS

_FIELDS = ("title", "title-short", "part-title", "volume-title")
_PIECE = re.compile(r"(<[^<>]+>)")
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:\.[^\W\d_]\.?)*")
_BEGINS = re.compile(r"(?:[.!?:—]|[“\"‘(\[¿¡])\s*[“\"‘(\[¿¡]*$")
_ENGLISH = frozenset({
    "the", "of", "and", "in", "for", "on", "to", "with", "from", "by", "an", "is", "are",
    "at", "as", "its", "how", "what", "why",
})  # fmt: skip
_FOREIGN = frozenset({
    "der", "die", "das", "und", "ein", "eine", "zur", "zum", "im", "des", "le", "la", "les",
    "et", "du", "une", "dans", "sur", "el", "los", "las", "del", "y", "en", "il", "lo",
    "gli", "di", "della", "nel", "het", "een", "van", "voor", "och", "för",
})  # fmt: skip
_LONG = 4


def to_sentence_case(item: Item, knowledge: Knowledge) -> Item:
    """English titles as in a sentence: capitals on the first word and on proper names alone."""

    def change(title: str) -> str:
        if not is_english(title, item.fields.get("language", "")):
            return title
        if is_in_capitals(title):
            return sentence_case(title.lower(), knowledge.proper_words)
        return sentence_case(title, knowledge.proper_words) if is_in_title_case(title) else title

    return _each_title(item, change)


def to_title_case(item: Item, _knowledge: Knowledge) -> Item:
    """English titles with capitals on their words."""

    def change(title: str) -> str:
        if not is_english(title, item.fields.get("language", "")):
            return title
        return title if "nocase" in title else _beside_marks(title, title_case)

    return _each_title(item, change)


def lower_capitals(item: Item, knowledge: Knowledge) -> Item:
    """Titles that are set in capitals throughout, as in a sentence."""

    def change(title: str) -> str:
        if not is_in_capitals(title):
            return title
        return sentence_case(title.lower(), knowledge.proper_words)

    return _each_title(item, change)


def is_in_capitals(title: str) -> bool:
    """True for a title set in capitals throughout."""
    text = plain_text(title)
    return text.isupper() and len(_WORD.findall(text)) > 2


def is_in_title_case(title: str) -> bool:
    """True when most longer words after the first have a capital."""
    words = [w for w in _WORD.findall(plain_text(title))[1:] if len(w) >= _LONG]
    plain = [w for w in words if w[1:].islower()]
    return len(plain) >= 1 and sum(w[0].isupper() for w in plain) * 3 >= len(plain) * 2


def is_english(title: str, language: str) -> bool:
    """By the language that is said, else by the small words."""
    if language:
        return language.lower().startswith("en")
    words = {word.lower() for word in _WORD.findall(plain_text(title))}
    return len(words & _ENGLISH) >= len(words & _FOREIGN)


def sentence_case(title: str, proper_words: frozenset[str]) -> str:
    """The title in lower case but for what begins, proper names, and words with capitals inside."""
    made: list[str] = []
    kept, before = 0, ""
    for piece in _PIECE.split(title):
        if piece.startswith("<") and piece.endswith(">"):
            kept = _depth(kept, piece)
            made.append(piece)
            continue
        text = piece if kept else _lowered(piece, before, proper_words)
        made.append(text)
        before = (before + piece)[-20:]
    return "".join(made)


def _depth(kept: int, tag: str) -> int:
    """How deep within a mark that keeps the case of its words."""
    if tag.startswith("</"):
        return max(0, kept - 1)
    return kept + 1 if kept or "nocase" in tag else 0


def _lowered(text: str, before: str, proper_words: frozenset[str]) -> str:
    made, end = [], 0
    for match in _WORD.finditer(text):
        word = match[0]
        lead = before + text[: match.start()]
        begins = not lead.strip("“\"'‘(¿¡[ ") or bool(_BEGINS.search(lead))
        made += [text[end : match.start()], _cased(word, proper_words, begins=begins)]
        end = match.end()
    return "".join(made) + text[end:]


def _cased(word: str, proper_words: frozenset[str], *, begins: bool) -> str:
    lower = word.lower()
    stem = lower.removesuffix("'s").removesuffix("’s")
    # "DNA", "McAfee" and "U.S." are written so anywhere.
    if any(c.isupper() for c in word[1:]):
        return word
    if begins or lower == "i" or stem in PROPER_WORDS or stem in proper_words:
        return word[0].upper() + word[1:]
    return word if len(word) == 1 and word not in ("A",) else lower


def _beside_marks(title: str, change: Callable[[str], str]) -> str:
    """Change the text but not its marks; the change keeps the length."""
    pieces = _PIECE.split(title)
    changed = change("".join(pieces[::2]))
    start = 0
    for number in range(0, len(pieces), 2):
        length = len(pieces[number])
        pieces[number] = changed[start : start + length]
        start += length
    return "".join(pieces)


def _each_title(item: Item, change: Callable[[str], str]) -> Item:
    fields = {n: change(t) if n in _FIELDS else t for n, t in item.fields.items()}
    return replace(item, fields=fields)

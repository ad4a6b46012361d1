"""Clean-ups of texts: what other programs left in them, spaces, Unicode."""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields as parts_of
from dataclasses import replace

from pincite.importing.references.bibtex.latex import decode
from pincite.model.creators import Creator
from pincite.model.items import Item
from pincite.services.cleaning.knowledge import Knowledge

VERBATIM = frozenset({"URL", "DOI", "note", "annote"})
"""Fields whose signs mean what they are: addresses, and texts of people's own."""

_PARTS = tuple(part.name for part in parts_of(Creator) if part.name != "role")
_SEVERAL_LINES = frozenset({"abstract", "note", "annote", "references"})
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,31}\d{0,2});")
_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w:.-]{0,30})(?:\s[^<>]*)?/?>")
_KEPT_TAGS = frozenset({"i", "b", "sup", "sub", "sc", "span"})
_SAME_TAGS = {"em": "i", "italic": "i", "strong": "b", "bold": "b", "scp": "sc"}
_BLOCKS = frozenset({"p", "br", "div", "li", "title", "sec"})
_LATEX = re.compile(
    r"(?<![:\w\\])\\[A-Za-z]{2,}(?![A-Za-z\\])|\\[A-Za-z]{2,}\s?\{|\\[\"'`^~=.]\s?\{?\\?[A-Za-z]|"
    r"\\[&%$#_{}]|\\[cuvHkrdb]\s?\{|\$[^$\s][^$]*[\\^_][^$]*\$|\{[A-Za-z\\][^{},;]*\}"
)
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*\n\s*")


def clean_markup(item: Item, _knowledge: Knowledge) -> Item:
    """HTML's entities and tags and LaTeX's commands as the characters and marks they stand for."""
    return _each_text(item, without_markup, but=VERBATIM)


def clean_unicode(item: Item, _knowledge: Knowledge) -> Item:
    """Letters with their marks in one piece (NFC), and nothing that cannot be seen."""
    return _each_text(item, one_piece)


def clean_spaces(item: Item, _knowledge: Knowledge) -> Item:
    """One space between words, none at the ends."""
    fields = {
        name: _calm(text, has_lines=name in _SEVERAL_LINES) for name, text in item.fields.items()
    }
    calmed = replace(item, fields={n: t for n, t in fields.items() if t})
    return replace(
        calmed,
        creators=tuple(_with_parts(c, lambda text: _calm(text)) for c in calmed.creators),
        dates={name: text.strip() for name, text in calmed.dates.items()},
    )


def has_entities(text: str) -> bool:
    """True when HTML's entities or tags other than CSL's marks are left in a text."""
    if "&" in text and any(html.unescape(m[0]) != m[0] for m in _ENTITY.finditer(text)):
        return True
    return "<" in text and any(
        m["name"].lower() not in _KEPT_TAGS and _is_markup(m["name"]) for m in _TAG.finditer(text)
    )


def has_latex(text: str) -> bool:
    """True when commands or braces of LaTeX are left in a text."""
    return ("\\" in text or "{" in text or "$" in text) and bool(_LATEX.search(text))


def without_markup(text: str) -> str:
    """The text with the characters that entities, tags and commands stand for."""
    if has_entities(text):
        # Twice, since "&amp;amp;" is what a second export makes of "&".
        text = html.unescape(html.unescape(text))
        text = _TAG.sub(_csl_tag, text).strip()
    return decode(text) if has_latex(text) else text


def one_piece(text: str) -> str:
    """The text in Unicode's normal form C without invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _is_markup(name: str) -> bool:
    lower = name.lower()
    return lower in _SAME_TAGS or lower in _BLOCKS or ":" in lower or lower in ("a", "font", "u")


def _csl_tag(match: re.Match[str]) -> str:
    name = match["name"].lower().rpartition(":")[2]
    if name in _KEPT_TAGS and ":" not in match["name"]:
        return match[0]
    if name in _KEPT_TAGS or name in _SAME_TAGS:
        return f"<{'/' if match[0].startswith('</') else ''}{_SAME_TAGS.get(name, name)}>"
    if not _is_markup(match["name"]):
        return match[0]
    return "\n" if name in _BLOCKS else ""


def _calm(text: str, *, has_lines: bool = False) -> str:
    if not has_lines:
        return " ".join(text.split())
    return _SPACES.sub(" ", _LINES.sub("\n\n", text)).strip()


def _each_text(
    item: Item, clean: Callable[[str], str], *, but: frozenset[str] = frozenset()
) -> Item:
    return replace(
        item,
        fields={n: t if n in but else clean(t) for n, t in item.fields.items()},
        creators=tuple(_with_parts(c, clean) for c in item.creators),
    )


def _with_parts(creator: Creator, clean: Callable[[str], str]) -> Creator:
    changed = {}
    for name in _PARTS:
        value = getattr(creator, name)
        if value and (cleaned := clean(value)) != value:
            changed[name] = cleaned
    return replace(creator, **changed) if changed else creator

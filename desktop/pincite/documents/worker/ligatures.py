"""Repair of text layers: TeX's ligature codes, and layers that are not text at all."""

import unicodedata

# Slots of TeX's T1 (0x10–0x1F) and OT1 (0x0B–0x0F) fonts, which MuPDF passes on as they are when a
# Type 3 font has no Unicode table. Source: "The LaTeX font selection: encodings", T1 and OT1.
_CODES = {
    "\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl",
    "\x10": "“", "\x11": "”", "\x12": "„", "\x13": "«", "\x14": "»",
    "\x15": "–", "\x16": "—", "\x17": "",
    "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
    "\xad": "-", "\x00": "",
}  # fmt: skip
_FONT_CODES = tuple(code for code in _CODES if code not in ("\x0c", "\x00", "\xad"))
_ENOUGH = 40
_GARBLED_SHARE = 0.3
_NO_TEXT = frozenset({"Cc", "Co", "Cn"})


def mend(character: str) -> str:
    """The letters that a code of a TeX font stands for; every other character is itself."""
    return _CODES.get(character, character)


def has_font_codes(text: str) -> bool:
    """True when the text holds codes of TeX fonts."""
    return any(code in text for code in _FONT_CODES)


def is_garbled(text: str) -> bool:
    """True when a text layer is mostly control codes, private or unassigned characters."""
    letters = "".join(text[:2000].split())
    if len(letters) < _ENOUGH or (letters.isprintable() and "\ufffd" not in letters):
        return False
    bad = sum(1 for c in letters if c == "\ufffd" or unicodedata.category(c) in _NO_TEXT)
    return bad >= _GARBLED_SHARE * len(letters)

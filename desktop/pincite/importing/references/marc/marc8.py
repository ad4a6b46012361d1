"""MARC-8: ASCII and the extended Latin of ANSEL, whose diacritics come before their letters.

Source: Library of Congress, MARC 21 Specifications, character sets (ANSI/NISO Z39.47); Greek
symbols, subscripts and superscripts by escape sequences.
"""

import unicodedata

_LETTERS = {
    0xA1: "Ł", 0xA2: "Ø", 0xA3: "Đ", 0xA4: "Þ", 0xA5: "Æ", 0xA6: "Œ", 0xA7: "ʹ", 0xA8: "·",
    0xA9: "♭", 0xAA: "®", 0xAB: "±", 0xAC: "Ơ", 0xAD: "Ư", 0xAE: "ʼ", 0xB0: "ʻ", 0xB1: "ł",
    0xB2: "ø", 0xB3: "đ", 0xB4: "þ", 0xB5: "æ", 0xB6: "œ", 0xB7: "ʺ", 0xB8: "ı", 0xB9: "£",
    0xBA: "ð", 0xBC: "ơ", 0xBD: "ư", 0xC0: "°", 0xC1: "ℓ", 0xC2: "℗", 0xC3: "©", 0xC4: "♯",
    0xC5: "¿", 0xC6: "¡", 0xC7: "ß", 0xC8: "€", 0x88: "", 0x89: "", 0x8D: "\u200d", 0x8E: "\u200c",
}  # fmt: skip
_MARKS = {
    0xE0: "\u0309", 0xE1: "\u0300", 0xE2: "\u0301", 0xE3: "\u0302", 0xE4: "\u0303",
    0xE5: "\u0304", 0xE6: "\u0306", 0xE7: "\u0307", 0xE8: "\u0308", 0xE9: "\u030c",
    0xEA: "\u030a", 0xEB: "\ufe20", 0xEC: "\ufe21", 0xED: "\u0315", 0xEE: "\u030b",
    0xEF: "\u0310", 0xF0: "\u0327", 0xF1: "\u0328", 0xF2: "\u0323", 0xF3: "\u0324",
    0xF4: "\u0325", 0xF5: "\u0333", 0xF6: "\u0332", 0xF7: "\u0326", 0xF8: "\u031c",
    0xF9: "\u032e", 0xFA: "\ufe22", 0xFB: "\ufe23", 0xFE: "\u0313",
}  # fmt: skip
_GREEK = {"a": "α", "b": "β", "c": "γ"}
_SUB = dict(zip("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎", strict=True))
_SUPER = dict(zip("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", strict=True))
_SETS = {"g": _GREEK, "b": _SUB, "p": _SUPER, "s": {}}
_ESCAPE = 0x1B


def from_marc8(data: bytes) -> str:
    """The text, composed; characters of sets that are not known are left out."""
    made: list[str] = []
    marks, shift = "", {}
    at = 0
    while at < len(data):
        code = data[at]
        at += 1
        if code == _ESCAPE:
            following = chr(data[at]) if at < len(data) else ""
            shift = _SETS.get(following, {})
            # "ESC ( B" and the like name another set by two or three characters.
            at += 1 if following in _SETS else 2 + (data[at : at + 1] == b"$")
        elif code in _MARKS:
            marks += _MARKS[code]
        else:
            letter = chr(code) if code < 0x80 else _LETTERS.get(code, "")
            made.append(shift.get(letter, letter) + marks)
            marks = ""
    return unicodedata.normalize("NFC", "".join(made))

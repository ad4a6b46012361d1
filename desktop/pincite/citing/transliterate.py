"""Letters of other alphabets in plain ASCII, for citation keys and file names."""

import unicodedata

from anyascii import anyascii

_TABLE = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l",
        "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h",
        "ı": "i", "ŋ": "ng", "ŀ": "l",
        # Greek, ISO 843 simplified.
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
        "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
        "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps",
        "ω": "o",
        # Cyrillic, BGN/PCGN without its marks.
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye",
        "ё": "yo", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
        "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j", "љ": "lj",
        "њ": "nj", "ћ": "c", "џ": "dz",
    }
)  # fmt: skip


def ascii_of(text: str) -> str:
    """The text with accents taken off and other scripts spelt in Latin letters.

    Upper case survives in Latin letters only. Signs that no letter stands for are dropped.
    """
    lowered = "".join(c.lower() if ord(c) > 0x36F else c for c in text)
    # Composed first, or the short i of Cyrillic would lose its mark and become another letter.
    spelt = unicodedata.normalize("NFC", lowered).translate(_TABLE)
    plain = unicodedata.normalize("NFKD", spelt).translate(_TABLE)
    if plain.isascii():
        return plain
    # Composed again, or the accents of its letters would be spelt too.
    whole = unicodedata.normalize("NFC", plain)
    return "".join(c if c.isascii() else _spelt(c) for c in whole)


def _spelt(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)
    if base[0].isascii():
        return base.encode("ascii", "ignore").decode()
    return str(anyascii(character)) if character.isalnum() else ""

r"""Signs and accents of LaTeX in Unicode: `\'e`, `\ss`, `\glqq`, `` ``…'' ``."""

import unicodedata

SIGNS: dict[str, str] = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£", "euro": "€",
    "texteuro": "€", "textdegree": "°", "textregistered": "®", "texttrademark": "™",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textelp": "[…]", "ellipsis": "…",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textquotedbl": '"', "quotedblbase": "„", "quotesinglbase": "‚", "lq": "‘", "rq": "’",
    "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹",
    "frq": "›", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "og": "« ", "fg": " »", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}",
    "textbar": "|", "textless": "<", "textgreater": ">", "slash": "/", "textsection": "§",
    "textparagraph": "¶", "textperiodcentered": "·", "textbullet": "•", "LaTeX": "LaTeX",
    "TeX": "TeX", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": " ", "space": " ",
    "newline": " ", "linebreak": " ", "tab": " ", "pno": "p.", "ppno": "pp.", "psq": "f.",
    "psqq": "ff.",
}  # fmt: skip
"""Commands that stand for a sign."""

ACCENTS: dict[str, str] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "d": "\u0323", "b": "\u0331", "r": "\u030a", "G": "\u030f", "U": "\u030e",
}  # fmt: skip
"""Commands that put an accent on the letter after them."""

_SYMBOLS: dict[str, str] = {
    ",": " ", ";": " ", ":": " ", ">": " ", " ": " ", "\n": " ", "\\": " ", "-": "", "/": "",
    "!": "", "@": "", "(": "", ")": "",
}  # fmt: skip
LIGATURES: tuple[tuple[str, str], ...] = (
    ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), (",,", "„"), ("<<", "«"), (">>", "»"),
    ('"`', "„"), ("\"'", "“"), ('"<', "«"), ('">', "»"), ('"=', "-"), ('"~', "-"), ('"-', ""),
    ("`", "‘"), ("'", "’"), ("~", " "), ("&", " "),
)  # fmt: skip
"""What typesetting makes of signs that follow each other, the longest first."""


def symbol(character: str) -> str:
    r"""What a backslash and a sign stand for: `\&` is "&", `\,` a space."""
    return _SYMBOLS.get(character, character)


def accented(accent: str, letter: str) -> str:
    """A letter with an accent of `ACCENTS`; without a letter, nothing."""
    plain = {"ı": "i", "ȷ": "j"}.get(letter[:1], letter[:1])
    return unicodedata.normalize("NFC", plain + ACCENTS[accent]) + letter[1:] if plain else ""

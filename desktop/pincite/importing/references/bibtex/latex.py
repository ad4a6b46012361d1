r"""LaTeX of fields as Unicode with CSL's marks: "\'{e}" to "é", "\emph{x}" to "<i>x</i>".

Source: Patashnik, "BibTeXing" (1988), 4; LaTeX2e's accents; the tables of pylatexenc for symbols.
"""

import re
import unicodedata
from functools import cache

from pylatexenc.latexencode import get_builtin_uni2latex_dict

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "k": "\u0328", "r": "\u030a", "t": "\u0361", "G": "\u030f", "U": "\u030e",
    "f": "\u0311", "h": "\u0309",
}  # fmt: skip
_SIGNS = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ",
    "\\": " ", ",": "\u2009", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": "", "(": "",
    ")": "", "*": "", "|": "|", "[": "", "]": "",
    "ss": "ß", "SS": "SS", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "ae": "æ",
    "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "th": "þ", "TH": "Þ", "dh": "ð",
    "DH": "Ð", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "dag": "†",
    "ddag": "‡", "copyright": "©", "pounds": "£", "euro": "€", "EUR": "€",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"',
    "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "guillemotleft": "«",
    "guillemotright": "»", "ldots": "…", "dots": "…", "textellipsis": "…", "slash": "/",
    "textasciitilde": "~", "textbackslash": "\\", "textasciicircum": "^", "textbar": "|",
    "textless": "<", "textgreater": ">", "textbraceleft": "{", "textbraceright": "}",
    "lbrace": "{", "rbrace": "}", "backslash": "\\", "textunderscore": "_", "textdollar": "$",
    "sim": "~", "textdegree": "°", "degree": "°", "textperiodcentered": "·", "textbullet": "•",
    "textregistered": "®", "texttrademark": "™", "textmu": "µ", "times": "×", "cdot": "·",
    "relax": "", "newline": " ", "quad": " ", "qquad": " ", "space": " ", "nobreakspace": "\u00a0",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "protect": "", "par": " ",
    "noindent": "", "centering": "", "allowbreak": "", "hspace": "", "/ ": "",
    "guillemetleft": "«", "guillemetright": "»", "permil": "‰", "checkmark": "✓",
    "textexclamdown": "¡", "textquestiondown": "¿", "today": "",
    "rightarrow": "→", "leftarrow": "←", "to": "→", "gets": "←", "uparrow": "↑",
    "downarrow": "↓", "le": "≤", "ge": "≥", "ne": "≠", "div": "÷", "ast": "*", "emptyset": "∅",
    "surd": "√", "sqrt": "√", "Re": "ℜ", "Im": "ℑ", "prime": "′", "dagger": "†", "ddagger": "‡",
    "vert": "|", "neg": "¬", "lnot": "¬", "setminus": "∖", "triangle": "△", "heartsuit": "♡",
    "clubsuit": "♣", "spadesuit": "♠", "diamondsuit": "♢", "left": "", "right": "", "limits": "",
    "displaystyle": "", "textstyle": "", "bigl": "", "bigr": "", "Big": "", "big": "",
}  # fmt: skip
_MARKS = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i",
    "textbf": "b", "mkbibbold": "b", "mathbf": "b", "textsuperscript": "sup",
    "mkbibsuperscript": "sup", "textsubscript": "sub", "mkbibsubscript": "sub", "textsc": "sc",
}  # fmt: skip
_SWITCHES = {
    "it": "i", "itshape": "i", "em": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b",
    "sc": "sc", "scshape": "sc",
}  # fmt: skip
_LIGATURES = {"``": "“", "''": "”", "?`": "¿", "!`": "¡"}
_QUOTES = {"enquote": ("“", "”"), "mkbibquote": ("“", "”"), "mkbibparens": ("(", ")")}
_TRANSPARENT = frozenset((
    "text", "textrm", "textnormal", "textup", "textmd", "textsf", "texttt", "mbox", "hbox", "fbox",
    "mathrm", "mathit", "mathsf", "mathtt", "mathcal", "mathbb", "operatorname", "ensuremath",
    "url", "path", "nolinkurl", "uppercase", "lowercase", "MakeUppercase", "MakeLowercase",
    "natexlab", "underline", "uline", "textcolor",
))  # fmt: skip
_IGNORED = frozenset((
    "rm", "tt", "sf", "normalfont", "upshape", "selectfont", "small", "footnotesize", "large",
))  # fmt: skip
_DROPPED = frozenset(
    ("noopsort", "SortNoop", "printfirst", "switchargs", "index", "label", "vspace")
)
_SPECIAL = re.compile(r"[\\{}$~]|--|``|''|[?!]`|\s{2,}|[\n\t]")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)[ \t\r\n]*|\\(?P<sign>.)|(?P<brace>[{}])|(?P<math>\$\$?)"
    r"|(?P<script>[_^])|(?P<dash>---?)|(?P<quote>``|''|[?!]`)|(?P<tie>~)|(?P<text>[^\\{}$~`'\-_^?!]+|.)",
    re.DOTALL,
)
_CODE = re.compile(r"\s*(?:\"[0-9A-F]{1,6}|'[0-7]{1,7}|\d{1,6})")
_SPACES = re.compile(r"[ \t\r\n]+")
_TAGS = {"i": ("<i>", "</i>"), "b": ("<b>", "</b>"), "sup": ("<sup>", "</sup>"),
         "sub": ("<sub>", "</sub>"),
         "sc": ('<span style="font-variant:small-caps;">', "</span>")}  # fmt: skip
_NOCASE = ('<span class="nocase">', "</span>")


def decode(text: str, *, marks: bool = True, protect: bool = False) -> str:
    """A value of a field as people read it.

    Args:
        marks: keep emphasis, bold, super- and subscript and small capitals as CSL's marks.
        protect: mark words whose case braces protect, where a style could change them.
    """
    if not _SPECIAL.search(text):
        return text.strip()
    return _SPACES.sub(" ", _Decoder(text, marks=marks, protect=protect).decoded()).strip()


@cache
def _symbols() -> dict[str, str]:
    """Command -> character, for those that stand for one character alone."""
    found: dict[str, str] = {}
    for code, command in get_builtin_uni2latex_dict().items():
        match = re.fullmatch(r"(?:\\ensuremath\{)?\\([A-Za-z]+)\}?", command)
        if match:
            found.setdefault(match[1], chr(code))
    return found | _SIGNS


class _Decoder:
    def __init__(self, text: str, *, marks: bool, protect: bool) -> None:
        self._tokens = list(_TOKEN.finditer(text))
        self._at = 0
        self._has_marks = marks
        self._protects = protect
        self._is_math = False
        self._rest = ""
        """What is left of a run of text of which an accent took the first letter."""

    def decoded(self) -> str:
        made = []
        while self._at < len(self._tokens):
            made.append(self._group(depth=0))
        return "".join(made)

    def _group(self, depth: int) -> str:
        """Everything up to the closing brace, or the end."""
        made: list[str] = []
        opened = ""
        while self._rest or self._at < len(self._tokens):
            if self._rest:
                made.append(self._rest)
                self._rest = ""
                continue
            token = self._tokens[self._at]
            if token["brace"] == "}":
                self._at += 1
                break
            if token["word"] in _SWITCHES and self._has_marks:
                self._at += 1
                if depth:
                    opened = opened or _SWITCHES[token["word"]]
                continue
            made.append(self._next(depth))
        text = "".join(made)
        return self._marked(text, opened) if opened else text

    def _next(self, depth: int) -> str:
        token = self._tokens[self._at]
        self._at += 1
        if token["brace"]:
            return self._braces(depth)
        if token["text"]:
            return token["text"]
        if token["word"] or token["sign"]:
            return self._command(token["word"] or token["sign"])
        if token["dash"]:
            return "—" if len(token["dash"]) == 3 else "–"
        if token["quote"]:
            return _LIGATURES[token["quote"]]
        if token["math"]:
            self._is_math = not self._is_math
            return ""
        if token["script"]:
            return self._script(token["script"])
        return "\u00a0"

    def _braces(self, depth: int) -> str:
        begins = self._at
        text = self._group(depth + 1)
        is_command = begins < len(self._tokens) and self._tokens[begins].group().startswith("\\")
        is_plain = depth == 0 and self._protects and not self._is_math and not is_command
        return _protected(text) if is_plain else text

    def _script(self, sign: str) -> str:
        if not self._is_math:
            return sign
        return self._marked(self._argument(), "sup" if sign == "^" else "sub")

    def _command(self, name: str) -> str:
        if name in _ACCENTS and not (self._is_math and name == "'"):
            return self._accent(name)
        if name in _MARKS:
            return self._marked(self._argument(), _MARKS[name])
        if name in _QUOTES:
            opening, closing = _QUOTES[name]
            return f"{opening}{self._argument()}{closing}"
        if name in _DROPPED:
            self._argument()
            return ""
        if name == "href":
            self._argument()
            return self._argument()
        if name in _IGNORED:
            return ""
        if name in _TRANSPARENT:
            return self._argument()
        if name in ("frac", "nicefrac", "sfrac", "tfrac", "dfrac"):
            return f"{self._argument()}/{self._argument()}"
        if name in ("char", "symbol"):
            return self._character()
        return _symbols().get(name, f"\\{name}" if len(name) == 1 else name)

    def _accent(self, name: str) -> str:
        base = self._argument(first_only=True)
        base = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1]) + base[1:]
        if not base:
            return {"~": "~", "^": "^", "`": "`", "'": "'", '"': '"', "=": "="}.get(name, "")
        end = 2 if name == "t" else 1
        return unicodedata.normalize("NFC", base[:1] + _ACCENTS[name] + base[1:end]) + base[end:]

    def _argument(self, *, first_only: bool = False) -> str:
        """The argument of a command: a group, a command, or one character."""
        self._skip_spaces()
        if self._rest:
            taken, self._rest = self._rest[0], self._rest[1:]
            return taken
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        if token["brace"] == "}":
            return ""
        self._at += 1
        if token["brace"]:
            return self._group(depth=2)
        if token["text"]:
            self._rest = token["text"][1:]
            return token["text"][0]
        self._at -= 1
        return self._next(depth=2) if not first_only or token["word"] or token["sign"] else ""

    def _skip_spaces(self) -> None:
        if self._rest:
            self._rest = self._rest.lstrip()
            return
        while self._at < len(self._tokens) and self._tokens[self._at].group().isspace():
            self._at += 1
        if self._at < len(self._tokens):
            text = self._tokens[self._at]["text"]
            if text and text[0].isspace():
                self._rest = text.lstrip()
                self._at += 1

    def _character(self) -> str:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        if token is not None and token["brace"] == "{":
            inner = self._argument().strip()
            return _character_of(inner) if _CODE.fullmatch(inner) else inner
        text = (token["text"] or "") if token is not None else ""
        number = _CODE.match(text)
        if number is None:
            return ""
        self._at += 1
        self._rest = text[number.end() :]
        return _character_of(number[0])

    def _marked(self, text: str, mark: str) -> str:
        if not self._has_marks or not text:
            return text
        opening, closing = _TAGS[mark]
        return f"{opening}{text}{closing}"


def _character_of(code: str) -> str:
    r"""The character of a number as TeX writes it: "65", "\"41", "'101"."""
    base = {'"': 16, "'": 8}.get(code.strip()[0], 10)
    number = int(code.strip().lstrip("\"'"), base)
    return chr(number) if 31 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _protected(text: str) -> str:
    """What braces keep: marked when its case is not already told by capitals inside words."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1 or word.isupper()]
    if not words or text.startswith("<"):
        return text
    is_safe = all(any(c.isupper() for c in word[1:]) or word.isupper() for word in words)
    return text if is_safe else f"{_NOCASE[0]}{text}{_NOCASE[1]}"

"""Text as LaTeX: what must be escaped, rich text of CSL, protected case, ASCII spellings.

Source: Patashnik, "BibTeXing" (1988), 3 and 4; the five marks of CSL rich text.
"""

import re
import unicodedata
from functools import cache

from pylatexenc.latexencode import UnicodeToLatexEncoder

_SPECIAL = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    # As words, because BibTeX counts braces even behind a backslash: for those without partner.
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
    "<": "$<$", ">": "$>$", "|": "$|$",
}  # fmt: skip
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand-ins for braces that have a partner, which readers know better as "\\{" and "\\}"."""
_SIGNS = str.maketrans(_SPECIAL | {_OPEN: r"\{", _CLOSE: r"\}"})
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

_PLAIN = {
    "\u2013": "--", "\u2014": "---", "\u2018": "`", "\u2019": "'", "\u201c": "``", "\u201d": "''",
    "\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,", "\u2026": r"\ldots{}", "\u2010": "-",
    "\u2011": "-", "\u00ad": r"\-", "\u200b": "", "\ufeff": "",
}  # fmt: skip
_MARK = re.compile(r"<(?P<close>/?)(?P<tag>i|b|sup|sub|sc|span)(?P<rest>\s[^<>]*)?>", re.IGNORECASE)
_COMMANDS = {
    "i": r"\emph{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{",
    "sc": r"\textsc{",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_WORD = re.compile(r"[^\W_]+(?:[-'\u2019./][^\W_]+)*")
_encoder = UnicodeToLatexEncoder(
    non_ascii_only=True,
    replacement_latex_protection="braces-all",
    unknown_char_policy="keep",
    unknown_char_warning=False,
)


def escape(text: str, *, ascii_only: bool = False) -> str:
    r"""Plain text as LaTeX.

    Args:
        ascii_only: spell accented letters and signs with commands ("{\'e}", "--"). Letters of
            other alphabets stay: no command prints them without a font set up for it.
    """
    return _escaped(_with_partners(text), ascii_only=ascii_only)


def _escaped(text: str, *, ascii_only: bool) -> str:
    composed = unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).translate(_SIGNS)
    if not ascii_only or composed.isascii():
        return composed
    return _NOT_ASCII.sub(lambda match: _spelt(match[0]), composed)


def rich(text: str, *, ascii_only: bool = False, protect: bool = False) -> str:
    """Text with CSL's marks (i, b, sup, sub, span) as LaTeX; a mark without its partner is text.

    Args:
        protect: put braces around words whose case a style must not change (see `needs_case`).
    """
    text = _with_partners(text)
    if not protect and "<" not in text:
        return _escaped(text, ascii_only=ascii_only)
    is_sentence = protect and is_sentence_case(_MARK.sub("", text))
    parts, opened = [], 0
    plain_from = 0
    for mark, command in _paired(text):
        parts.append(
            _run(text[plain_from : mark.start()], ascii_only, protect, is_sentence, opened)
        )
        parts.append(command)
        opened += 1 if command != "}" else -1
        plain_from = mark.end()
    parts.append(_run(text[plain_from:], ascii_only, protect, is_sentence, opened))
    return "".join(parts)


def needs_case(word: str) -> bool:
    """True for words with capitals inside: "RAND", "iPhone", "McAfee"."""
    return any(c.isupper() for c in word[1:]) or (len(word) > 1 and word.isupper())


def is_sentence_case(title: str) -> bool:
    """True when most longer words after the first are in lower case."""
    words = [w for w in _WORD.findall(title)[1:] if len(w) > 3 and not needs_case(w)]
    lower = sum(w[0].islower() for w in words)
    return bool(words) and lower * 2 > len(words)


def verbatim(text: str) -> str:
    """A web address or DOI for a verbatim field, with percent codes for braces and spaces."""
    cleaned = _CONTROL.sub("", text.strip())
    for character in ("{", "}", "\\", " ", '"', "<", ">"):
        cleaned = cleaned.replace(character, f"%{ord(character):02X}")
    return cleaned


def _with_partners(text: str) -> str:
    if "{" not in text and "}" not in text:
        return text
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return text
    return text if depth else text.replace("{", _OPEN).replace("}", _CLOSE)


@cache
def _spelt(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    return str(_encoder.unicode_to_latex(character)) if _has_command(character) else character


def _has_command(character: str) -> bool:
    code = ord(character)
    return code < 0x400 or 0x1E00 <= code <= 0x1EFF or 0x2000 <= code <= 0x2BFF


def _paired(text: str) -> list[tuple[re.Match[str], str]]:
    """The marks of `text` that have a partner, with what to write for each, in order."""
    found: list[tuple[re.Match[str], str]] = []
    stack: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        tag = mark["tag"].lower()
        if not mark["close"]:
            stack.append(mark)
        elif stack and stack[-1]["tag"].lower() == tag:
            opening = stack.pop()
            found += [(opening, _opening(opening)), (mark, "}")]
    return sorted(found, key=lambda pair: pair[0].start())


def _opening(mark: re.Match[str]) -> str:
    tag = mark["tag"].lower()
    if tag != "span":
        return _COMMANDS[tag]
    rest = mark["rest"] or ""
    return _COMMANDS["sc"] if "small-caps" in rest else "{"


def _run(text: str, ascii_only: bool, protect: bool, is_sentence: bool, opened: int) -> str:
    if not protect or opened:
        return _escaped(text, ascii_only=ascii_only)
    parts, done = [], 0
    for word in _WORD.finditer(text):
        begins = not text[: word.start()].rstrip(" \"'\u2018\u201c(") or re.search(
            r"[.:?!]\W*$", text[: word.start()]
        )
        is_name = is_sentence and not begins and word[0][0].isupper()
        if needs_case(word[0]) or is_name:
            parts.append(_escaped(text[done : word.start()], ascii_only=ascii_only))
            parts.append("{" + _escaped(word[0], ascii_only=ascii_only) + "}")
            done = word.end()
    parts.append(_escaped(text[done:], ascii_only=ascii_only))
    return "".join(parts)

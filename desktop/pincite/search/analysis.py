"""Words of a text as the index sees them: case, accents, ligatures, line-end hyphens folded away.

`fold` and `tokens` work on whole pages and are made of passes that run in C; `Folded` keeps a map
back to the original and is for the few pages that are shown. Both give the same words.

ANALYSER_VERSION changes whenever a page could give other words than before:

* 1: NFKD, casefold, diacritics and invisible characters dropped, superscript numbers cut off,
  words hyphenated at a line end joined, possessive 's dropped, scripts without spaces as pairs.
* 2: letters with a stroke or a hook and joined ones ("ø", "ł", "æ") become plain letters.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from pincite.model.folding import PLAIN_LETTERS

ANALYSER_VERSION = 2

# Diacritics and characters that nobody sees. Written out, because testing every character for its
# combining class costs three times as much. Left alone: kana voicing marks and vowel signs of
# Indic scripts, without which words become other words.
_DROPPED = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
_DROP = re.compile(f"[{_DROPPED}]+")
_HAS_UNPLAIN = re.compile(f"[{''.join(map(chr, PLAIN_LETTERS))}]")
# Footnote marks would otherwise become part of the word before them.
_SUPERSCRIPT = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079]")
# Vowel signs of Indic scripts are no letters to `\w`, but words run across them.
_SIGNS = "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u1000-\u1049\u1780-\u17d3"
# Written without spaces between words, hence indexed as pairs of characters.
_PAIRED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_HAS_PAIRED = re.compile(f"[{_PAIRED}]")
_RUNS = re.compile(f"[{_PAIRED}]+|[^{_PAIRED}]+")
LETTER = rf"(?:[^\W_]|[{_SIGNS}])"
# Elsewhere an apostrophe ends a word (l'homme, O'Brien). Taken out beforehand, because testing for
# it at the end of each word would make splitting twice as slow.
_POSSESSIVE = re.compile(rf"['\u2019](?<=\w.)s(?!{LETTER})")
_ASCII_WORD = re.compile("[a-z0-9]+")
_WORD = re.compile(rf"(?:[^\W_]|[{_SIGNS}])+")
# What patterns look for first is a certain character: that is found ten times faster than a place
# with something before it.
_ASCII_HYPHEN = re.compile(r"-(?<=[A-Za-z]-)[ \t]*\r?\n\s*(?=[a-z])")
_HYPHEN = re.compile(r"[-\u2010\u00ad](?<=[^\W\d_].)[ \t]*\r?\n\s*(?=([^\W\d_]))")
# The same for ASCII as bytes.
_UTF8_HYPHEN = re.compile(rb"-(?<=[A-Za-z]-)[ \t]*\r?\n[\s\x1c-\x1f]*(?=[a-z])")
_UTF8_POSSESSIVE = re.compile(rb"'[sS](?<=\w'.)(?![A-Za-z0-9])")
_UTF8_FOLDED = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256)
)


def fold(text: str) -> str:
    """`text` as it is compared: without line-end hyphens, accents, case, compatibility forms."""
    if text.isascii():
        return (_ASCII_HYPHEN.sub("", text) if "\n" in text else text).lower()
    if "\n" in text:
        text = _HYPHEN.sub(_without_hyphen, text)
    return _fold_characters(text)


def tokens(text: str) -> list[str]:
    """The words of `text` to be indexed, one per position; their index is the position."""
    folded = _without_possessive(fold(text))
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    words = _WORD.findall(folded)
    if not _HAS_PAIRED.search(folded):
        return words
    return [part for word in words for part in _pairs(word, indexing=True)]


def utf8_tokens(text: str) -> list[bytes]:
    """What `tokens` gives, encoded; for ASCII texts without going through each word."""
    if not text.isascii():
        return [word.encode() for word in tokens(text)]
    data = text.encode()
    if b"-" in data:
        data = _UTF8_HYPHEN.sub(b"", data)
    if b"'" in data:
        data = _UTF8_POSSESSIVE.sub(b" ", data)
    return data.translate(_UTF8_FOLDED).split()


def query_tokens(text: str) -> list[str]:
    """The words of `text` to be looked up; a lone character of a paired script ends in "*"."""
    words = _WORD.findall(_without_possessive(fold(text)))
    return [part for word in words for part in _pairs(word, indexing=False)]


def is_paired(text: str) -> bool:
    """True when `text` has characters of a script written without spaces (Chinese, Thai …)."""
    return _HAS_PAIRED.search(text) is not None


class Folded:
    """A folded text that knows where each of its characters came from.

    Attributes:
        text: what `fold` gives for the original.
    """

    def __init__(self, original: str) -> None:
        self._original = original
        pieces: list[str] = []
        self._starts: list[int] = [0]
        self._sources: list[tuple[int, int]] = [(0, 0)]
        self._length = 0
        done = 0
        for start, end in _special_spans(original):
            self._add(pieces, original[done:start].lower(), done, 0)
            replacement = (
                "" if _is_hyphen(original, start, end) else _fold_cluster(original[start:end])
            )
            self._add(pieces, replacement, start, end - start)
            done = end
        self._add(pieces, original[done:].lower(), done, 0)
        self.text = "".join(pieces)

    def _add(self, pieces: list[str], folded: str, source: int, width: int) -> None:
        if not folded:
            return
        pieces.append(folded)
        self._starts.append(self._length)
        self._sources.append((source, width))
        self._length += len(folded)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of `text[start:end]`, whole characters and their accents."""
        first = bisect_right(self._starts, start) - 1
        source, width = self._sources[first]
        begin = source if width else source + start - self._starts[first]
        last = bisect_right(self._starts, end - 1) - 1
        source, width = self._sources[last]
        finish = source + width if width else source + end - self._starts[last]
        marks = _TRAILING_MARKS.match(self._original, finish)
        return begin, marks.end() if marks else finish


# Marks after a character belong to it; a soft hyphen may be the first of a line-end hyphen instead.
_MARKS = "(?!\u00ad)[" + _DROPPED + "\u3099\u309a]"
_CLUSTER = rf"[^\x00-\x7f](?:{_MARKS})*"
_LINE_END_HYPHEN = r"[-\u2010\u00ad](?<=[^\W\d_].)[ \t]*\r?\n\s*(?=[^\W\d_])"
_SPECIAL = re.compile(rf"{_LINE_END_HYPHEN}|{_CLUSTER}")
_ANY_CLUSTER = re.compile(_CLUSTER)
_TRAILING_MARKS = re.compile(f"(?:{_MARKS})*")


def _special_spans(original: str) -> list[tuple[int, int]]:
    """Spans that may not map one to one: non-ASCII characters and their marks, hyphens."""
    if original.isascii():
        return [match.span() for match in _ASCII_HYPHEN.finditer(original)]
    spans: list[tuple[int, int]] = []
    position = 0
    while match := _SPECIAL.search(original, position):
        start, end = match.span()
        if _is_hyphen(original, start, end) and not original[end].islower():
            # A compound such as "Anglo-\nSaxon": no hyphenation; a soft hyphen still has to go.
            cluster = _ANY_CLUSTER.match(original, start)
            end = cluster.end() if cluster else start + 1
            if cluster:
                spans.append((start, end))
        else:
            spans.append((start, end))
        position = end
    return spans


def _without_possessive(folded: str) -> str:
    if "'s" in folded or "\u2019s" in folded:
        return _POSSESSIVE.sub(" ", folded)
    return folded


def _is_hyphen(original: str, start: int, end: int) -> bool:
    return original[start] in "-\u2010\u00ad" and "\n" in original[start:end]


def _without_hyphen(match: re.Match[str]) -> str:
    # A capital after the hyphen makes a compound ("Anglo-\nSaxon"), two words.
    return "" if match[1].islower() else match[0]


def _fold_characters(text: str) -> str:
    text = _SUPERSCRIPT.sub(" ", text)
    text = _DROP.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if text.isascii():
        return text
    if _HAS_UNPLAIN.search(text):
        text = text.translate(PLAIN_LETTERS)
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    return _fold_characters(cluster)


def _pairs(word: str, *, indexing: bool) -> list[str]:
    if word.isascii() or not _HAS_PAIRED.search(word):
        return [word]
    parts: list[str] = []
    for run in _RUNS.findall(word):
        if not _HAS_PAIRED.match(run):
            parts.append(run)
        elif len(run) == 1:
            parts.append(run if indexing else run + "*")
        else:
            parts.extend(run[i : i + 2] for i in range(len(run) - 1))
            if indexing:
                # So that a search for the last character alone finds it too.
                parts.append(run[-1])
    return parts

"""What a person types into the search box, as a tree.

    words side by side       all must occur
    "several words"          side by side, in this order
    word*                    words that begin so
    -word, NOT word          must not occur
    one OR other             either
    (one OR other) third     grouping

Nothing typed is an error: what cannot be understood is read in the most useful way, and the message
says so.
"""

import re
from dataclasses import dataclass, field

from pincite.search.analysis import query_tokens


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the index."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """All words that begin with `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of `parts` and none of `without`."""

    parts: tuple["Node", ...]
    without: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of `parts`."""

    parts: tuple["Node", ...]


Node = Word | Prefix | Phrase | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood.

    Attributes:
        tree: None when there is nothing to look for.
        terms: what to mark in the text: "word", "pre*", "two words"; no excluded words.
        message: what was odd about the query, one sentence; empty when all is well.
    """

    tree: Node | None
    terms: tuple[str, ...] = ()
    message: str = ""


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\()
      | (?P<close>\))
      | (?P<minus>[-−!](?=[\w"“”„«(]))
      | (?P<phrase>["“”„«»](?P<inside>[^"“”„«»]*)(?P<end>["“”„«»])?)
      | (?P<word>[^\s()"“”„«»]+)
    )""",
    re.VERBOSE,
)
_NO_WORDS = "Type at least one word to search for."
_ONLY_NOT = "A search needs at least one word that must occur; it has only words to leave out."
_OPEN_QUOTE = "A quotation mark is not closed; the phrase was taken to go on to the end."
_BRACKETS = "The brackets do not match; they were left out of account."


def parse_query(text: str, *, prefix_last: bool = False) -> Query:
    """Understand `text`.

    Args:
        prefix_last: the last word may be unfinished, as while typing: it also stands for the words
            that begin with it.
    """
    parser = _Parser(text, prefix_last=prefix_last)
    tree, negative = parser.read_all()
    if tree is None:
        return Query(None, (), _ONLY_NOT if negative else _NO_WORDS)
    return Query(tree, tuple(dict.fromkeys(_terms_of(tree))), parser.message)


@dataclass
class _Group:
    """What stands between two brackets: alternatives of parts, and parts to leave out."""

    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])
    without: list[list[Node]] = field(default_factory=lambda: [[]])

    def add(self, node: Node | None, *, negative: bool) -> None:
        if node is not None:
            (self.without if negative else self.alternatives)[-1].append(node)

    def next_alternative(self) -> None:
        self.alternatives.append([])
        self.without.append([])

    def node(self) -> Node | None:
        found = [
            _all_of(parts, without)
            for parts, without in zip(self.alternatives, self.without, strict=True)
            if parts
        ]
        return _any_of(found)

    @property
    def has_negative(self) -> bool:
        return any(self.without)


class _Parser:
    def __init__(self, text: str, *, prefix_last: bool) -> None:
        self.message = ""
        self._tokens = list(_TOKEN.finditer(text))
        self._unfinished = prefix_last and bool(text) and not text[-1].isspace()
        self._position = 0

    def read_all(self) -> tuple[Node | None, bool]:
        group = self._read_group(depth=0)
        return group.node(), group.has_negative

    def _read_group(self, depth: int) -> _Group:
        group, negative = _Group(), False
        while self._position < len(self._tokens):
            match = self._tokens[self._position]
            self._position += 1
            if match["close"]:
                if depth:
                    return group
                self.message = _BRACKETS
            elif match["minus"] or self._is_operator(match, "NOT"):
                negative = True
            elif self._is_operator(match, "OR"):
                group.next_alternative()
            elif not self._is_operator(match, "AND"):
                group.add(self._read_part(match, depth), negative=negative)
                negative = False
        if depth:
            self.message = _BRACKETS
        return group

    def _is_operator(self, match: re.Match[str], name: str) -> bool:
        # While typing, a last "OR" may become "ORCHID"; operators stand between words.
        return match["word"] == name and 0 < self._position < len(self._tokens) + (name == "NOT")

    def _read_part(self, match: re.Match[str], depth: int) -> Node | None:
        # Brackets beyond this depth come from pasted text; the call stack is finite.
        if match["open"]:
            return self._read_group(depth + 1).node() if depth < 50 else None
        if match["phrase"] is not None:
            if not match["end"] and match["inside"].strip():
                self.message = _OPEN_QUOTE
            return _phrase(query_tokens(match["inside"]))
        is_last = self._position == len(self._tokens)
        return _word(match["word"], unfinished=is_last and self._unfinished)


def _word(text: str, *, unfinished: bool) -> Node | None:
    is_prefix = text.endswith("*")
    words = query_tokens(text)
    if not words:
        return None
    if len(words) == 1:
        word = words[0]
        if is_prefix or word.endswith("*") or (unfinished and len(word) > 1):
            return Prefix(word.rstrip("*"))
        return Word(word)
    if is_prefix or unfinished:
        # The words before the unfinished one, and something that begins like it.
        tail: Node = Prefix(words[-1].rstrip("*"))
        return _any_of([n for n in (_phrase(words), And((*map(Word, words[:-1]), tail))) if n])
    if "-" in text or "\u2010" in text:
        # A hyphen at a line end is undone in the index: "well-known" may be one word there.
        return _any_of([n for n in (_phrase(words), Word("".join(words))) if n])
    return _phrase(words)


def _phrase(words: list[str]) -> Node | None:
    if not words:
        return None
    if len(words) == 1:
        return Prefix(words[0][:-1]) if words[0].endswith("*") else Word(words[0])
    return Phrase(tuple(word.rstrip("*") for word in words))


def _all_of(parts: list[Node], without: list[Node]) -> Node:
    if len(parts) == 1 and not without:
        return parts[0]
    return And(tuple(parts), tuple(without))


def _any_of(parts: list[Node]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _terms_of(node: Node) -> list[str]:
    match node:
        case Word(text):
            return [text]
        case Prefix(text):
            return [text + "*"]
        case Phrase(words):
            return [" ".join(words)]
        case And(parts) | Or(parts):
            return [term for part in parts for term in _terms_of(part)]

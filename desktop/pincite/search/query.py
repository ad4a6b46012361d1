"""What a person types into the search box, as a tree.

    words side by side       all must occur
    "several words"          side by side, in this order
    word*                    words that begin so
    -word, NOT word          must not occur
    one OR other             either
    (one OR other) third     grouping
    word~, word~2            words spelled much like it
    one NEAR/5 other         at most so many words apart, in either order
    author:name              fields, see `query_fields`

Few things typed are an error: what can be read in a useful way is, and the message says so. A field
with a mistake is an error, for a search without it would find something else.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pincite.search.analysis import query_tokens
from pincite.search.query_fields import (
    FIELDS,
    QueryError,
    ValueKind,
    check_value,
    known_name,
    similar,
)


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


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that become `text` when up to `distance` letters change."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class Near:
    """Both parts, with at most `distance` words from one to the other, in either order."""

    one: Word | Phrase
    other: Word | Phrase
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """A condition that the library answers; `resolved` puts an `Among` in its place.

    Attributes:
        words: the value as words of the index, for fields that take these.
        start, end: where it stands in the query.
    """

    name: str
    value: str
    words: "Node | None" = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Among:
    """Pages of these documents, these pages, records of these items, and these records.

    Attributes:
        documents: by their number.
        pages: number of the document, index from 0.
        records: kind and id, as in "note:4f".
    """

    documents: frozenset[int] = frozenset()
    pages: frozenset[tuple[int, int]] = frozenset()
    items: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()


Node = Word | Prefix | Phrase | And | Or | Fuzzy | Near | Field | Among


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
      | (?P<field>[^\W\d_]{2,}):(?!/)(?:
            ["“”„«»](?P<quoted>[^"“”„«»]*)["“”„«»]?
          | (?P<value>[^\s()"“”„«»]*)
        )
      | (?P<phrase>["“”„«»](?P<inside>[^"“”„«»]*)(?P<end>["“”„«»])?)
      | (?P<word>[^\s()"“”„«»]+)
    )""",
    re.VERBOSE,
)
_NO_WORDS = "Type at least one word to search for."
_ONLY_NOT = "A search needs at least one word that must occur; it has only words to leave out."
_OPEN_QUOTE = "A quotation mark is not closed; the phrase was taken to go on to the end."
_NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")
_NEAR_DISTANCE = 10
_FUZZY = re.compile(r"(.+)~([12]?)")
_BAD_NEAR = "NEAR stands between two words or phrases, as in “pure NEAR/5 reason”."
_BRACKETS = "The brackets do not match; they were left out of account."


def parse_query(text: str, *, prefix_last: bool = False) -> Query:
    """Understand `text`.

    Args:
        prefix_last: the last word may be unfinished, as while typing: it also stands for the words
            that begin with it.

    Raises:
        QueryError: a field or NEAR is used in a way that says nothing.
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

    def take_last(self) -> Node | None:
        """Remove the part that was added last, for an operator that follows it."""
        return self.alternatives[-1].pop() if self.alternatives[-1] else None

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
            elif match["word"] and (near := _NEAR.fullmatch(match["word"])):
                group.add(self._read_near(group.take_last(), near, match), negative=False)
            elif not self._is_operator(match, "AND"):
                group.add(self._read_part(match, depth), negative=negative)
                negative = False
        if depth:
            self.message = _BRACKETS
        return group

    def _read_near(
        self, one: Node | None, near: re.Match[str], match: re.Match[str]
    ) -> Node | None:
        following = self._tokens[self._position] if self._position < len(self._tokens) else None
        if one is None or following is None:
            # Alone, or not typed to its end yet.
            self.message = _BAD_NEAR
            return one
        self._position += 1
        other = None
        if following["phrase"] is not None:
            other = _phrase(query_tokens(following["inside"]))
        elif following["word"]:
            other = _word(following["word"], unfinished=False)
        if not isinstance(one, Word | Phrase) or not isinstance(other, Word | Phrase):
            raise QueryError(_BAD_NEAR, match.start("word"), match.end("word"))
        return Near(one, other, max(1, int(near[1] or _NEAR_DISTANCE)))

    def _read_field(self, match: re.Match[str]) -> Node | None:
        typed, start, end = match["field"], match.start("field"), match.end()
        value = match["value"] if match["quoted"] is None else match["quoted"]
        name, near = known_name(typed), similar(typed, tuple(FIELDS))
        if not name and near and value:
            message = f"“{typed}:” is not known; did you mean “{near}:”?"
            raise QueryError(message, start, match.end("field") + 1)
        if not name:
            if value:
                self.message = f"“{typed}:” is not a field; it was looked for as a word."
            return _phrase(query_tokens(f"{typed} {value}"))
        value = check_value(name, value, start, end)
        if FIELDS[name].kind is not ValueKind.WORDS:
            return Field(name, value, None, start, end)
        if match["quoted"] is not None:
            words = _phrase(query_tokens(value))
        else:
            is_last = self._position == len(self._tokens)
            words = _word(value, unfinished=is_last and self._unfinished)
        if words is None:
            raise QueryError(f"“{name}:” needs a word after it.", start, end)
        return Field(name, value, words, start, end)

    def _is_operator(self, match: re.Match[str], name: str) -> bool:
        # While typing, a last "OR" may become "ORCHID"; operators stand between words.
        return match["word"] == name and 0 < self._position < len(self._tokens) + (name == "NOT")

    def _read_part(self, match: re.Match[str], depth: int) -> Node | None:
        # Brackets beyond this depth come from pasted text; the call stack is finite.
        if match["open"]:
            return self._read_group(depth + 1).node() if depth < 50 else None
        if match["field"]:
            return self._read_field(match)
        if match["phrase"] is not None:
            if not match["end"] and match["inside"].strip():
                self.message = _OPEN_QUOTE
            return _phrase(query_tokens(match["inside"]))
        is_last = self._position == len(self._tokens)
        return _word(match["word"], unfinished=is_last and self._unfinished)


def _word(text: str, *, unfinished: bool) -> Node | None:
    fuzzy = _FUZZY.fullmatch(text)
    if fuzzy and len(words := query_tokens(fuzzy[1])) == 1 and not words[0].endswith("*"):
        return Fuzzy(words[0], int(fuzzy[2] or 1))
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
        case Fuzzy(text):
            return [text]
        case Near(one, other):
            return _terms_of(one) + _terms_of(other)
        case Field() | Among():
            return []
        case And(parts) | Or(parts):
            return [term for part in parts for term in _terms_of(part)]


def resolved(node: Node, answer: Callable[[Field], Among]) -> Node:
    """The tree with what the library answers in place of each field."""
    match node:
        case Field():
            return answer(node)
        case And(parts, without):
            return And(
                tuple(resolved(part, answer) for part in parts),
                tuple(resolved(part, answer) for part in without),
            )
        case Or(parts):
            return Or(tuple(resolved(part, answer) for part in parts))
        case _:
            return node


def is_plain(node: Node | None) -> bool:
    """True for words that must all occur, which a list of titles can filter by itself."""
    match node:
        case And(parts, without):
            return not without and all(map(is_plain, parts))
        case None | Word() | Prefix():
            return True
        case _:
            return False

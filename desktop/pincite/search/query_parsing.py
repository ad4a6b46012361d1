"""What a person types into the search box, as a tree.

    words side by side       all must occur
    "several words"          side by side, in this order
    word*                    words that begin so
    =word, "word"            as it is written, no other forms of it
    -word, NOT word          must not occur
    one OR other             either
    (one OR other) third     grouping
    word~, word~2            words spelled much like it
    one NEAR/5 other         at most so many words apart, in either order
    author:name              fields, see `query_fields`
    author:(one OR other)    a group as the value of a field

Few things typed are an error: what can be read in a useful way is, and the message says so. A field
with a mistake is an error, for a search without it would find something else.
"""

import re
from dataclasses import dataclass, field

from pincite.search.analysis import query_tokens
from pincite.search.query import (
    Among,
    And,
    Field,
    Fuzzy,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    terms_of,
)
from pincite.search.query_fields import (
    FIELDS,
    QueryError,
    ValueKind,
    check_value,
    is_begun,
    known_name,
    similar,
)

TOKEN = re.compile(
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
"""The pieces of a query: operators, fields with a value, phrases, words."""
_NO_WORDS = "Type at least one word to search for."
_ONLY_NOT = "A search needs at least one word that must occur; it has only words to leave out."
_OPEN_QUOTE = "A quotation mark is not closed; the phrase was taken to go on to the end."
_NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")
_NEAR_DISTANCE = 10
_FUZZY = re.compile(r"(.+)~([12]?)")
_DEEPEST = 50
_BAD_NEAR = "NEAR stands between two words or phrases, as in “pure NEAR/5 reason”."
_NESTED = "A field cannot stand inside the brackets of another; close the bracket before it."
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
    return Query(tree, terms_of(tree), parser.message)


def is_near(word: str) -> bool:
    """True for "NEAR" and "NEAR/5"."""
    return _NEAR.fullmatch(word) is not None


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
            if parts or _are_fields(without)
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
        self._tokens = list(TOKEN.finditer(text))
        self._unfinished = prefix_last and bool(text) and not text[-1].isspace()
        self._position = 0
        # The field in whose brackets we are.
        self._within = ""

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
            elif match["word"] and not self._within and (near := _NEAR.fullmatch(match["word"])):
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
        if one is None or self._position == len(self._tokens):
            # Alone, or not typed to its end yet.
            self.message = _BAD_NEAR
            return one
        following = self._tokens[self._position]
        self._position += 1
        other = None
        if following["open"] or following["phrase"] is not None or following["word"]:
            other = self._read_part(following, depth=_DEEPEST - 1)
        if not _has_places(one) or other is None or not _has_places(other):
            raise QueryError(_BAD_NEAR, match.start("word"), match.end("word"))
        return Near(one, other, max(1, int(near[1] or _NEAR_DISTANCE)))

    def _read_field(self, match: re.Match[str], depth: int) -> Node | None:
        typed, start, end = match["field"], match.start("field"), match.end()
        value = match["value"] if match["quoted"] is None else match["quoted"]
        name, near = known_name(typed), similar(typed, tuple(FIELDS))
        has_group = not value and self._is_group_at(end)
        colon = match.end("field") + 1
        if not name and near and (value or has_group):
            message = f"“{typed}:” is not known; did you mean “{near}:”?"
            raise QueryError(message, start, colon, f"{near}:")
        if not name:
            if value:
                self.message = f"“{typed}:” is not a field; it was looked for as a word."
            return _phrase(query_tokens(f"{typed} {value}"))
        if self._within:
            raise QueryError(_NESTED, start, colon)
        if self._is_unfinished() and is_begun(name, value):
            return None
        if has_group:
            return self._read_field_group(name, start, colon, depth)
        return self._field(name, value, start, end, is_quoted=match["quoted"] is not None)

    def _is_group_at(self, place: int) -> bool:
        following = self._tokens[self._position] if self._position < len(self._tokens) else None
        return following is not None and following.start("open") == place

    def _read_field_group(self, name: str, start: int, colon: int, depth: int) -> Node | None:
        """`author:(one OR other)`: words all in one text; of other values a field each."""
        self._position += 1
        self._within = name
        group = self._read_group(depth + 1).node() if depth < _DEEPEST else None
        self._within = ""
        last = self._tokens[self._position - 1]
        if group is None and self._is_unfinished() and not last["close"]:
            return None
        if group is None:
            message = f"“{name}:” needs a value after it, as in “{FIELDS[name].example}”."
            raise QueryError(message, start, colon)
        return Field(name, "", group, start, last.end()) if _takes_words(name) else group

    def _field(self, name: str, value: str, start: int, end: int, *, is_quoted: bool) -> Node:
        value = check_value(name, value, start, end)
        if not _takes_words(name):
            return Field(name, value, None, start, end)
        if is_quoted:
            words = _phrase(query_tokens(value))
        else:
            words = _word(value, unfinished=self._is_unfinished())
        if words is None:
            raise QueryError(f"“{name}:” needs a word after it.", start, end)
        return Field(name, value, words, start, end)

    def _is_unfinished(self) -> bool:
        return self._unfinished and self._position == len(self._tokens)

    def _is_operator(self, match: re.Match[str], name: str) -> bool:
        # While typing, a last "OR" may become "ORCHID"; operators stand between words.
        return match["word"] == name and 0 < self._position < len(self._tokens) + (name == "NOT")

    def _read_part(self, match: re.Match[str], depth: int) -> Node | None:
        # Brackets beyond this depth come from pasted text; the call stack is finite.
        if match["open"]:
            return self._read_group(depth + 1).node() if depth < _DEEPEST else None
        if match["field"]:
            return self._read_field(match, depth)
        is_value = self._within and not _takes_words(self._within)
        if match["phrase"] is not None:
            if not match["end"] and match["inside"].strip():
                self.message = _OPEN_QUOTE
            if is_value:
                start, end = match.start("phrase"), match.end()
                return self._field(self._within, match["inside"], start, end, is_quoted=True)
            return _phrase(query_tokens(match["inside"]))
        if is_value:
            if self._is_unfinished() and is_begun(self._within, match["word"]):
                return None
            start, end = match.span("word")
            return self._field(self._within, match["word"], start, end, is_quoted=False)
        return _word(match["word"], unfinished=self._is_unfinished())


def _word(text: str, *, unfinished: bool) -> Node | None:
    if text.startswith("=") and (words := query_tokens(text)):
        return _phrase(words)
    fuzzy = _FUZZY.fullmatch(text)
    if fuzzy and len(words := query_tokens(fuzzy[1])) == 1 and not words[0].endswith("*"):
        return Fuzzy(words[0], int(fuzzy[2] or 1))
    is_prefix = text.endswith("*")
    words = query_tokens(text)
    if not words:
        return None
    if len(words) == 1:
        word = words[0]
        if is_prefix or word.endswith("*"):
            return Prefix(word.rstrip("*"))
        return Prefix(word, is_unfinished=True) if unfinished and len(word) > 1 else Word(word)
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
        word = words[0]
        return Prefix(word[:-1]) if word.endswith("*") else Word(word, is_exact=True)
    return Phrase(tuple(word.rstrip("*") for word in words))


def _all_of(parts: list[Node], without: list[Node]) -> Node:
    if not parts:
        return And((Among(is_everything=True),), tuple(without))
    if len(parts) == 1 and not without:
        return parts[0]
    return And(tuple(parts), tuple(without))


def _any_of(parts: list[Node]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _are_fields(parts: list[Node]) -> bool:
    return bool(parts) and all(isinstance(part, Field) for part in parts)


def _has_places(node: Node) -> bool:
    match node:
        case Word() | Prefix() | Phrase() | Fuzzy():
            return True
        case Or(parts):
            return all(map(_has_places, parts))
        case _:
            return False


def _takes_words(name: str) -> bool:
    return FIELDS[name].kind is ValueKind.WORDS

"""What a person types into the search box, as a tree; `query_parsing` reads it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relatives:
    """Words that are looked for beside another one, in texts of one language.

    Attributes:
        language: two letters; "" for texts of any language.
    """

    language: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the index.

    Attributes:
        is_exact: only as it is written, no other forms of it.
        others: what else is looked for, once the index has been asked; see `forms`.
    """

    text: str
    is_exact: bool = False
    others: tuple["Relatives", ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """All words that begin with `text`.

    Attributes:
        is_unfinished: the last word while it is typed, of which other forms are looked for, too.
        others: as of a `Word`.
    """

    text: str
    is_unfinished: bool = False
    others: tuple["Relatives", ...] = ()


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
    """Words that become `text` when up to `distance` letters change; `others` are these words."""

    text: str
    distance: int = 1
    others: tuple["Relatives", ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Both parts, with at most `distance` words from one to the other, in either order.

    The parts have a place in the text: words, beginnings, phrases, alternatives of these.
    """

    one: "Node"
    other: "Node"
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
        page_range: first and last index of pages, in any document; None for no such pages.
        records: kind and id, as in "note:4f".
        is_everything: all pages and records, whatever else is said.
    """

    documents: frozenset[int] = frozenset()
    pages: frozenset[tuple[int, int]] = frozenset()
    page_range: tuple[int, int] | None = None
    items: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    is_everything: bool = False


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


def terms_of(node: Node) -> tuple[str, ...]:
    """What to mark in a text: "word", "pre*", "two words"; nothing of what must not occur."""
    return tuple(dict.fromkeys(_terms(node)))


def _terms(node: Node) -> list[str]:
    match node:
        case Word(text, _, others) | Fuzzy(text, _, others):
            return [text, *_words_of(others)]
        case Prefix(text, _, others):
            return [text + "*", *_words_of(others)]
        case Phrase(words):
            return [" ".join(words)]
        case Near(one, other):
            return _terms(one) + _terms(other)
        case Field() | Among():
            return []
        case And(parts) | Or(parts):
            return [term for part in parts for term in _terms(part)]


def _words_of(others: tuple[Relatives, ...]) -> list[str]:
    return [word for relatives in others for word in relatives.words]


def resolved(node: Node, answer: Callable[[Field], Node]) -> Node:
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
        case Word(_, is_exact):
            return not is_exact
        case None | Prefix():
            return True
        case _:
            return False

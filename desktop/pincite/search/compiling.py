"""Query trees as queries of Whoosh."""

from collections.abc import Mapping
from typing import Any

from whoosh import matching
from whoosh import query as whoosh_query

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
    Relatives,
    Word,
)


def compile_query(node: Node, weights: Mapping[str, float]) -> Any:
    """The tree as a Whoosh query, each word in any of the fields of `weights`."""
    match node:
        case And(parts, without):
            wanted = whoosh_query.And([compile_query(part, weights) for part in parts])
            if not without:
                return wanted
            unwanted = whoosh_query.Or([compile_query(part, weights) for part in without])
            return whoosh_query.AndNot(wanted, unwanted)
        case Or(parts):
            return whoosh_query.Or([compile_query(part, weights) for part in parts])
        case Among():
            return Chosen(node)
        case Field():
            # Only the library knows; see `query.resolved`.
            return whoosh_query.NullQuery
        case Word() | Prefix() | Phrase() | Fuzzy() | Near():
            leaves = [leaf for name in weights for leaf in _leaves(node, name)]
            return leaves[0] if len(leaves) == 1 else whoosh_query.Or(leaves)


def _leaves(node: Word | Prefix | Phrase | Fuzzy | Near, name: str) -> list[Any]:
    match node:
        case Word(text, _, others) | Fuzzy(text, _, others):
            return [whoosh_query.Term(name, text), *_kin(name, text, others)]
        case Prefix(text, _, others):
            # Every completion has the same score; the word itself should come first.
            exact, rest = whoosh_query.Term(name, text), _kin(name, text, others)
            return [exact, Completions(name, text), *rest]
        case Phrase(words):
            return [whoosh_query.Phrase(name, list(words))]
        case Near(one, other, distance):
            first, second = (compile_query(part, {name: 1.0}) for part in (one, other))
            return [Within(name, first, second, distance)]


def _kin(name: str, text: str, others: tuple[Relatives, ...]) -> list[Any]:
    return [Kin(name, text, others)] if others else []


class Completions(whoosh_query.Prefix):  # type: ignore[misc]  # Whoosh has no types.
    """All words that begin so, as one list; each hit scores the same.

    Whoosh makes a tree with a leaf for each word and asks all of it at each step: 1.7 s for 500
    words in 5000 records, where this takes milliseconds.
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002
        """The entries that have one of the words, for Whoosh."""
        reader = searcher.reader()
        numbers: set[int] = set()
        for word in self._btexts(reader):
            numbers.update(reader.postings(self.fieldname, word).all_ids())
        return matching.ListMatcher(sorted(numbers)) if numbers else matching.NullMatcher()


class Kin(whoosh_query.Query):  # type: ignore[misc]  # Whoosh has no types.
    """Other forms of a word in one field, or what it may be a misspelling of.

    They score as the word itself would, but less; `SegmentEvaluator` finds them.
    """

    def __init__(self, fieldname: str, text: str, others: tuple[Relatives, ...]) -> None:
        self.fieldname = fieldname
        self.text = text
        self.others = others


class Within(whoosh_query.Query):  # type: ignore[misc]  # Whoosh has no types.
    """Two parts in one field, with at most so many words from one to the other, in either order.

    It scores as both parts together; `SegmentEvaluator` finds it.
    """

    def __init__(self, fieldname: str, one: Any, other: Any, distance: int) -> None:
        self.fieldname = fieldname
        self.one = one
        self.other = other
        self.distance = distance


class Chosen(whoosh_query.Query):  # type: ignore[misc]  # Whoosh has no types.
    """The entries that the library chose, without a score; `SegmentEvaluator` finds them."""

    def __init__(self, among: Among) -> None:
        self.among = among

"""Query trees as queries of Whoosh."""

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh import matching
from whoosh import query as whoosh_query
from whoosh.query import spans

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
        case Word(text):
            return [whoosh_query.Term(name, text)]
        case Prefix(text):
            # Whoosh gives every completion the same score; the word itself should come first.
            return [whoosh_query.Term(name, text), Completions(name, text)]
        case Phrase(words):
            return [whoosh_query.Phrase(name, list(words))]
        case Fuzzy(text, distance):
            return [whoosh_query.Term(name, text), Misspellings(name, text, distance)]
        case Near(one, other, distance):
            parts = (_leaves(part, name)[0] for part in (one, other))
            return [spans.SpanNear(*parts, slop=distance, ordered=False)]


class _AnyWord:
    """Queries that stand for many words, as one list; each hit scores the same.

    Whoosh makes a tree with a leaf for each word and asks all of it at each step: 1.7 s for 500
    words in 5000 records, where this takes milliseconds.
    """

    fieldname: str

    def _btexts(self, reader: Any) -> Iterator[bytes]:
        return super()._btexts(reader)  # type: ignore[misc,no-any-return]

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002
        """The entries that have one of the words, for Whoosh."""
        reader = searcher.reader()
        numbers: set[int] = set()
        for word in self._btexts(reader):
            numbers.update(reader.postings(self.fieldname, word).all_ids())
        return matching.ListMatcher(sorted(numbers)) if numbers else matching.NullMatcher()


class Completions(_AnyWord, whoosh_query.Prefix):  # type: ignore[misc]  # Whoosh has no types.
    """All words that begin so."""


class Misspellings(_AnyWord, whoosh_query.FuzzyTerm):  # type: ignore[misc]  # As above.
    """All words that differ in a few letters, but not in the first."""

    def __init__(self, fieldname: str, text: str, distance: int) -> None:
        super().__init__(fieldname, text, maxdist=distance, prefixlength=1)


class Chosen(whoosh_query.Query):  # type: ignore[misc]  # Whoosh has no types.
    """The entries that the library chose, without a score; `SegmentEvaluator` finds them."""

    def __init__(self, among: Among) -> None:
        self.among = among

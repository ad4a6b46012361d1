"""Pages that speak of the same as a page does: those that share its characteristic words."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from pincite.library.queries import Reader
from pincite.model.documents import Document
from pincite.search.analysis import is_paired, tokens
from pincite.search.query import Among, And, Or, Word

if TYPE_CHECKING:
    from pincite.search.index import IndexReader
    from pincite.search.matches import PageMatches

_MOST_WORDS = 24
_MOST_LOOKED_AT = 80
_FEW = 12.0
"""Pages that a word may be on in any library."""
_MOST_PAGES = 200
_LEAST_LETTERS = 3
_TOO_COMMON = 0.2
"""Of all pages: words that stand on more say nothing of a page."""
_LEAST_SHARE = 0.12
"""Of the score that the page has itself, which a page must reach to be like it."""


def characteristic_words(index: "IndexReader", text: str) -> Iterator[str]:
    """The words that tell a page from others, the most telling ones first.

    Source: Salton, Buckley, Term-weighting approaches in automatic text retrieval, Information
    Processing & Management 24 (1988): (1 + log tf) * log(N / df).
    """
    counts = Counter(word for word in tokens(text) if _may_tell(word))
    on_pages, pages = index.page_frequencies(counts), max(index.page_count, 1)
    most = max(_FEW, _TOO_COMMON * pages)
    weights = {
        word: (1 + math.log(count)) * math.log((pages + 1) / on_pages[word])
        for word, count in counts.items()
        if 2 <= on_pages[word] <= most
    }
    yield from sorted(weights, key=lambda word: (-weights[word], word))


def _may_tell(word: str) -> bool:
    is_long = len(word) >= _LEAST_LETTERS or (len(word) == 2 and is_paired(word))
    return is_long and not word.isdecimal()


def pages_like(
    index: "IndexReader", reader: Reader, document: Document, page_index: int
) -> "tuple[PageMatches, tuple[str, ...]] | None":
    """Pages of other works that are like a page, the best ones, and the words they share.

    Returns:
        None when the page has no words that could tell it from others.
    """
    text = reader.page_text(document.sha256, page_index) or ""
    number = reader.document_number(document.sha256)
    siblings = reader.documents_of(document.item)
    work = Among(frozenset({number, *(reader.document_number(s.sha256) for s in siblings)}))
    telling = list(islice(characteristic_words(index, text), _MOST_LOOKED_AT))
    if not telling:
        return None
    # Words that only this work has would make every other page seem unlike.
    elsewhere = (w for w in telling if len(index.page_matches(And((Word(w),), (work,)))))
    words = tuple(islice(elsewhere, _MOST_WORDS))
    any_word = Or(tuple(Word(word) for word in words))
    own = index.page_matches(And((any_word, Among(pages=frozenset({(number, page_index)})))))
    others = index.page_matches(And((any_word,), (work,)))
    return others.best(_MOST_PAGES).above(_LEAST_SHARE * own.highest), words

"""Where else a passage stands: the same words, or nearly the same, in any document."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pincite.citing.quotations.checking import Checker
from pincite.citing.quotations.differences import chunks_of
from pincite.citing.quotations.matching import Matcher
from pincite.citing.quotations.near import nearest
from pincite.documents.text_index import build_index
from pincite.library.queries import Reader
from pincite.model.checks import Chunk
from pincite.model.citations import CitationState
from pincite.model.documents import Document, PageMap
from pincite.model.folding import fold
from pincite.model.ids import Sha256
from pincite.model.items import Item
from pincite.model.locators import Locator
from pincite.model.text_index import Run, Stretch, TextIndex
from pincite.model.texts import PageText
from pincite.search.analysis import tokens
from pincite.search.query import Fuzzy, Node, Phrase, Word
from pincite.search.snippets import Snippet
from pincite.services.hits import Hit
from pincite.services.reading import place_label

if TYPE_CHECKING:
    from pincite.search.index import IndexReader

LEAST_WORDS = 4
_MOST_WORDS = 400
"""Words of a passage that are looked at."""
_RAREST = 14
_PHRASES = 8
_LEAST_LETTERS = 5
"""Of a word that is looked for with another letter."""
_PHRASE_LENGTH = 3
_TOO_COMMON = 0.02
"""Of all pages: words that stand on more are looked for as parts of phrases only."""
_MOST_PAGES = 120
_NEIGHBOURS = 1
_SEED = 8
_MOST_SEEDS = 40
_LEAST_SEEDS = 0.1
"""Share of the pieces of a passage that a page must have to be compared with it, even if it has
only half of the passage, and wrong letters."""
_LEAST_ALIKE = 80.0
"""Of 100: letters that are the same, where most words have a wrong one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page that somebody knows already: the one where the passage was selected."""

    document: Sha256
    page_index: int


def passage_parts(index: "IndexReader", passage: str) -> list[Node]:
    """What pages with the passage have some of; empty for too few words.

    Its rare words, three of its words side by side, and words like those that no page has: so
    neither wrong letters, in the passage or on the page, nor the want of rare words hides it.
    """
    words = tokens(passage)[:_MOST_WORDS]
    if len(words) < LEAST_WORDS:
        return []
    on_pages, pages = index.page_frequencies(dict.fromkeys(words)), max(index.page_count, 1)
    known = [word for word in on_pages if on_pages[word]]
    most = max(3.0, _TOO_COMMON * pages)
    rare = sorted((w for w in known if on_pages[w] <= most), key=lambda w: (on_pages[w], w))
    unknown = [w for w in on_pages if not on_pages[w] and len(w) >= _LEAST_LETTERS]
    parts: list[Node] = [Word(word) for word in rare[:_RAREST]]
    parts += _phrases(words, {w: math.log((pages + 1) / on_pages[w]) for w in known})
    parts += [Fuzzy(word) for word in sorted(unknown, key=lambda w: (-len(w), w))[:_RAREST]]
    return parts


def _phrases(words: Sequence[str], weights: dict[str, float]) -> list[Node]:
    """Words side by side, the rarest ones first, which do not overlap."""
    runs = [
        (sum(weights[word] for word in words[at : at + _PHRASE_LENGTH]), at)
        for at in range(len(words) - _PHRASE_LENGTH + 1)
        if all(word in weights for word in words[at : at + _PHRASE_LENGTH])
    ]
    taken: list[int] = []
    for _, at in sorted(runs, key=lambda run: (-run[0], run[1])):
        if all(abs(at - other) >= _PHRASE_LENGTH for other in taken):
            taken.append(at)
        if len(taken) == _PHRASES:
            break
    return [Phrase(tuple(words[at : at + _PHRASE_LENGTH])) for at in taken]


def passages_like(
    index: "IndexReader",
    reader: Reader,
    documents: dict[int, Sha256],
    passage: str,
    known: Place | None = None,
) -> Iterator[Hit]:
    """Where the passage stands, or a text that is nearly the same.

    Args:
        documents: by their numbers in the index; others are passed over.
        known: where it was selected, which is left out.
    """
    seen: set[tuple[Sha256, int]] = set()
    seeds = _seeds(fold(passage))
    for number, page, _ in (
        index.page_votes(passage_parts(index, passage)).best(_MOST_PAGES).places()
    ):
        sha256 = documents.get(number)
        if sha256 is None or (sha256, page) in seen:
            continue
        if not _may_have(reader.page_text(sha256, page) or "", seeds):
            continue
        found = _compared(_around(reader, sha256, page), passage)
        if found is None:
            continue
        chunks, stretches = found
        pages = {(sha256, stretch.page_index) for stretch in stretches}
        is_known = known is not None and (known.document, known.page_index) in pages
        if not is_known and not pages & seen:
            hit = _hit(reader, sha256, chunks, stretches)
            if hit is not None:
                yield hit
        seen |= pages


def _around(reader: Reader, sha256: Sha256, page: int) -> list[PageText]:
    """A page with its neighbours: a passage may run over their ends."""
    numbers = range(max(0, page - _NEIGHBOURS), page + _NEIGHBOURS + 1)
    texts = ((n, reader.page_text(sha256, n)) for n in numbers)
    return [PageText(n, text) for n, text in texts if text is not None]


def _seeds(folded: str) -> list[str]:
    """Short pieces of the passage, evenly spaced; some of them survive wrong letters."""
    length = max(1, len(folded) - _SEED + 1)
    step = max(1, length // _MOST_SEEDS)
    return [folded[at : at + _SEED] for at in range(0, length, step)]


def _may_have(text: str, seeds: Sequence[str]) -> bool:
    """True when enough pieces stand on the page where most of the passage may stand."""
    folded = fold(text)
    return sum(seed in folded for seed in seeds) >= max(1, _LEAST_SEEDS * len(seeds))


def _compared(
    pages: Sequence[PageText], passage: str
) -> tuple[tuple[Chunk, ...], list[Stretch]] | None:
    """The passage beside what stands on the pages, and where; None when it does not."""
    index = build_index(pages)
    verdict = Checker(index, PageMap(Sha256(""))).check(passage, Locator())
    if verdict.state in (CitationState.VERIFIED, CitationState.CLOSE):
        runs = [(span.start, span.end) for span in verdict.spans]
        return verdict.chunks, list(_stretches(index, pages, runs))
    # More words differ than are the same, but their letters are: a page that was badly recognised.
    near = nearest(index, fold(passage))
    if near is None or near.score < _LEAST_ALIKE:
        return None
    runs = index.reading.runs(*Matcher(index).whole_words(near.span))
    return chunks_of(passage, index.said(runs)), list(_stretches(index, pages, runs))


def _stretches(
    index: TextIndex, pages: Sequence[PageText], runs: Sequence[Run]
) -> Iterator[Stretch]:
    for run in runs:
        for found in index.stretches(*run):
            yield Stretch(pages[found.page_index].index, found.start, found.end)


def _hit(
    reader: Reader, sha256: Sha256, chunks: tuple[Chunk, ...], stretches: Sequence[Stretch]
) -> Hit | None:
    document = reader.get(Document, sha256)
    item = reader.get(Item, document.item) if document is not None else None
    if document is None or document.trashed or item is None or item.trashed or not stretches:
        return None
    first = stretches[0]
    end = max(s.end for s in stretches if s.page_index == first.page_index)
    line = _marked(chunks)
    hit = Hit(
        item.id, item.title, "text", line, 0.0, document, first.page_index,
        place_label(reader, document, first.page_index, first.start),
        start=first.start, end=end, chunks=chunks,
    )  # fmt: skip
    return hit.scored(_nearness(hit))


def _nearness(hit: Hit) -> float:
    """1.0 for the same words, less the more of them differ."""
    words = sum(max(len(c.quoted.split()), len(c.found.split())) for c in hit.chunks)
    return 1.0 - hit.differences / max(words, 1)


def _marked(chunks: Sequence[Chunk]) -> Snippet:
    """What stands there, with the words marked that differ."""
    text, marks = "", []
    for chunk in chunks:
        if not chunk.found:
            continue
        text += " " if text else ""
        if not chunk.is_same:
            marks.append((len(text), len(text) + len(chunk.found)))
        text += chunk.found
    return Snippet(text, tuple(marks))

"""A library of generated pages for the search benchmark, the same in every run.

Words follow Zipf's law (exponent 1.02) over 200 000 invented words, led by the common words of
English. A twelfth of a page comes from the topic of its document, an eighth from fixed
neighbourhoods of words, so that phrases exist. Pages have 450 words, give or take 120; documents
have 8 to 32 pages.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pincite.library.library import Library
from pincite.model.documents import Document
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.search.analysis import tokens

SEED = 7
_VOCABULARY = 200_000
_SAMPLE = 20_000
_COMMON = (
    *("the", "of", "and", "to", "in", "a", "is", "that", "it", "was", "for", "on", "are", "as"),
    *("with", "his", "they", "at", "be", "this", "from", "have", "or", "by", "one", "had", "not"),
    *("but", "what", "all", "were", "when", "we", "there", "can", "an", "your", "which", "their"),
    *("said", "if", "do", "will", "each", "about", "how", "up", "out", "them", "then", "she"),
    *("many", "some", "so", "these", "would", "other", "into", "has", "more", "her", "two"),
)


@dataclass(frozen=True)
class Questions:
    """What the engines are asked, thirty of each kind. Texts of several words are in a list."""

    rare: list[str]
    mid: list[str]
    common: list[str]
    and2: list[list[str]]
    and3: list[list[str]]
    or3: list[list[str]]
    phrase: list[list[str]]
    stop_phrase: list[list[str]]
    prefix: list[str]
    typed: list[str]


def document_name(number: int) -> Sha256:
    """The name of the document of this number."""
    return Sha256(f"{number:064x}")


def make_library(folder: Path, page_count: int) -> Questions:
    """Fill a new library with that many pages; returns what to ask about them.

    A library that is there already is taken as it is.
    """
    kept = folder.parent / "questions.json"
    if kept.exists():
        return Questions(**json.loads(kept.read_text()))
    sample: list[str] = []
    with closing(Library.open(folder, create=True)) as library:
        for first, number, pages in _documents(page_count):
            with library.transaction() as tx:
                item = Item(ItemId(f"{number:032x}"), fields={"title": f"Work {number}"})
                sha = document_name(number)
                tx.put(item)
                tx.put(Document(sha, item.id, "a.pdf", "application/pdf", pages=len(pages)))
                tx.put_page_texts(sha, list(enumerate(pages)))
            if first < _SAMPLE:
                sample += pages
    questions = _questions(sample)
    kept.write_text(json.dumps(asdict(questions)))
    return questions


def _documents(page_count: int) -> Iterator[tuple[int, int, list[str]]]:
    """(pages before, number, texts) of each document."""
    rng = np.random.default_rng(SEED)
    words = np.array(_words(random.Random(SEED)), dtype=object)
    shares = 1 / (np.arange(1, _VOCABULARY + 1) + 2.7) ** 1.02
    limits = np.cumsum(shares / shares.sum())
    neighbours = rng.integers(50, _VOCABULARY // 4, size=_VOCABULARY)
    done = number = 0
    while done < page_count:
        size = min(page_count - done, int(rng.integers(8, 33)))
        topic = rng.integers(100, _VOCABULARY, size=60)
        yield done, number, [_page(rng, words, limits, neighbours, topic) for _ in range(size)]
        done, number = done + size, number + 1


def _page(
    rng: np.random.Generator,
    words: NDArray[np.object_],
    limits: NDArray[np.float64],
    neighbours: NDArray[np.int64],
    topic: NDArray[np.int64],
) -> str:
    count = int(np.clip(rng.normal(450, 120), 40, 900))
    numbers = np.searchsorted(limits, rng.random(count))
    luck = rng.random(count)
    is_topical = luck < 0.08
    numbers[is_topical] = topic[rng.integers(0, len(topic), int(is_topical.sum()))]
    follows = np.flatnonzero(luck > 0.85)
    follows = follows[follows > 0]
    numbers[follows] = neighbours[numbers[follows - 1]]
    found = words[np.minimum(numbers, _VOCABULARY - 1)].tolist()
    for i in range(0, count, 18):
        found[i] = found[i].capitalize()
    lines = (" ".join(found[i : i + 12]) for i in range(0, count, 12))
    return "\n".join(lines)


def _words(chance: random.Random) -> list[str]:
    onsets = [*"bcdfglmnprstvz", "br", "cr", "st", "tr", "pl", "ch", "th"]
    rests = ["a", "e", "i", "o", "u", "an", "en", "in", "on", "er", "al", "is", "or", "um"]
    endings = ("", "", "s", "ing", "ed", "tion", "al", "ment")
    words = dict.fromkeys(_COMMON)
    while len(words) < _VOCABULARY:
        stem = "".join(
            chance.choice(onsets) + chance.choice(rests) for _ in range(chance.choice((2, 2, 3, 4)))
        )
        words[stem + chance.choice(endings)] = None
    return list(words)


def _questions(sample: list[str]) -> Questions:
    chance = random.Random(3)
    pages_with: Counter[str] = Counter()
    pairs: Counter[tuple[str, ...]] = Counter()
    for number, page in enumerate(sample):
        found = tokens(page)
        pages_with.update(set(found))
        if number % 10 == 0:
            pairs.update(pairwise(found))
            pairs.update(zip(found, found[1:], found[2:], strict=False))
    common = set(_COMMON)

    def pick(least: float, most: float, count: int) -> list[str]:
        fitting = sorted(
            word
            for word, n in pages_with.items()
            if least * len(sample) <= n < most * len(sample) and len(word) > 3
        )
        return chance.sample([w for w in fitting if w not in common], count)

    rare, mid = pick(2 / len(sample), 20 / len(sample), 30), pick(0.005, 0.03, 30)
    frequent = sorted(pages_with, key=lambda w: -pages_with[w])
    often = [w for w in frequent if 0.25 < pages_with[w] / len(sample) < 0.95][:30]
    some = pick(0.05, 0.25, 30)
    phrases = [p for p, _ in pairs.most_common(6000) if not common.intersection(p)]
    stops = [p for p, _ in pairs.most_common(400) if common.issuperset(p) and len(p) == 2]
    return Questions(
        rare=rare,
        mid=mid,
        common=often,
        and2=[[chance.choice(often), w] for w in mid[:15]]
        + [chance.sample(often, 2) for _ in mid[15:]],
        and3=[[*chance.sample(often + some, 2), w] for w in mid[:15]]
        + [chance.sample(often + some, 3) for _ in mid[15:]],
        or3=[chance.sample(often + some + mid, 3) for _ in mid],
        phrase=[list(p) for p in chance.sample(phrases, 30)],
        stop_phrase=[["of", "the"], ["in", "the"], *map(list, chance.sample(stops, 28))],
        prefix=[w[:4] for w in mid[:15]] + [w[:3] for w in mid[15:]],
        typed=_keystrokes(zip(chance.sample(often, 10), chance.sample(mid, 10), strict=True)),
    )


def _keystrokes(pairs: Iterator[tuple[str, str]]) -> list[str]:
    """What stands in the search box after each key, from the second letter on."""
    texts = (" ".join(pair) for pair in pairs)
    return [text[:end] for text in texts for end in range(2, len(text) + 1) if text[end - 1] != " "]

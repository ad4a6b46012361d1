"""Nearness is what a person counts out in the text, on random texts."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.search.index import IndexReader, IndexWriter

_WORDS = ("a1", "a2", "b1", "c1")
_texts = st.lists(st.lists(st.sampled_from(_WORDS), max_size=9), min_size=1, max_size=6)
_parts = st.sampled_from(["a1", "b1", "a*", '"a1 b1"', '"b1 b1"', '(a2 OR "c1 a1")'])


def _places(text: list[str], part: str) -> list[tuple[int, int]]:
    """First and last word of each place of a part."""
    if part.startswith("("):
        return [*_places(text, "a2"), *_places(text, '"c1 a1"')]
    words = part.strip('"').split()
    ends = range(len(text) - len(words) + 1)
    return [(at, at + len(words) - 1) for at in ends if _is_at(text, at, words)]


def _is_at(text: list[str], at: int, words: list[str]) -> bool:
    return all(
        text[at + i].startswith(word[:-1]) if word.endswith("*") else text[at + i] == word
        for i, word in enumerate(words)
    )


def _is_near(text: list[str], one: str, other: str, distance: int) -> bool:
    return any(
        0 < a[0] - b[1] <= distance or 0 < b[0] - a[1] <= distance
        for a in _places(text, one)
        for b in _places(text, other)
    )


@given(_texts, _parts, _parts, st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_near_is_counted_out(texts: list[list[str]], one: str, other: str, distance: int) -> None:
    expected = {n for n, text in enumerate(texts) if _is_near(text, one, other, distance)}
    with tempfile.TemporaryDirectory() as folder:
        with IndexWriter(Path(folder) / "index") as writer:
            for number, text in enumerate(texts):
                writer.replace_pages(number, [(number, 0, " ".join(text))])
                if number % 2:
                    writer.commit(number)
            writer.commit(len(texts))
        with IndexReader(Path(folder) / "index") as reader:
            found = reader.search(f"{one} NEAR/{distance} {other}", limit=100)
    assert {hit.pid for hit in found.hits} == expected
    assert found.total == len(expected)

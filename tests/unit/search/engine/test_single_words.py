"""A single word with its other forms: what cannot win is not scored, and nothing else changes."""

import random
from pathlib import Path

import pytest

from pincite.search import collector
from pincite.search.index import IndexReader, IndexWriter

_WORDS = ("walk", "walks", "walked", "walking", "river", "harbour", "grain", "ledger")
_DOCUMENTS, _PAGES = 12, 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance, folder = random.Random(4), tmp_path_factory.mktemp("index")
    with IndexWriter(folder) as writer:
        for number in range(_DOCUMENTS):
            pages = [
                (number * _PAGES + i, i, " ".join(chance.choices(_WORDS, k=chance.randint(2, 40))))
                for i in range(_PAGES)
            ]
            writer.replace_pages(number, pages, "en")
            if number % 4 == 3:
                writer.commit(number + 1)
        writer.replace_pages(2, [(99_999, 0, "walking walk")], "en")
        writer.commit(99)
    return folder


@pytest.mark.parametrize("query", ["walk", "walked", "=walk", "grain", "nothing", "harbours"])
@pytest.mark.parametrize("documents", [None, frozenset({1, 2, 5, 11})])
@pytest.mark.parametrize("limit", [1, 20, 2000])
def test_the_best_hits_and_the_number_of_all_are_the_same(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    documents: frozenset[int] | None,
    limit: int,
) -> None:
    with IndexReader(folder) as reader:
        found = reader.search(query, limit=limit, documents=documents)
        monkeypatch.setattr(collector, "_single_word", lambda _: None)
        assert reader.search(query, limit=limit, documents=documents) == found
        assert (found.total > 0) == (query != "nothing")

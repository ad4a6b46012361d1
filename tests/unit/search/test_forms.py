"""Other forms of a word are found, by the rules of the language that a text is in."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.search.index import IndexReader, IndexWriter, RecordEntry
from pincite.search.languages import guessed_language, language_code

_VOCABULARY = ("walk", "walks", "walking", "home", "homes", "happy", "happiness", "salt")
_PAGES = {
    1: ("en-GB", "she walks to the market"),
    2: ("en", "they walked home; a happy end"),
    3: ("eng", "a walk of an hour brings happiness"),
    4: ("de", "die Häuser der Stadt"),
    5: ("de", "ein Haus am See, walks"),
    6: ("fr", "walked est un mot anglais"),
    7: ("", "walking in no language at all"),
    8: ("en", "reason and reasons, unreasonable"),
    9: ("en", "the treason of the reasom"),
}


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[IndexReader]:
    with IndexWriter(tmp_path / "index") as writer:
        for number, (lang, text) in _PAGES.items():
            writer.replace_pages(number, [(number, 0, text)], lang)
        writer.replace_record(RecordEntry("title", "a", "a", title="Walking home", lang="en"))
        writer.replace_record(RecordEntry("title", "b", "b", title="Walking", lang="de"))
        writer.commit(1)
    with IndexReader(tmp_path / "index") as opened:
        yield opened


def _pages(reader: IndexReader, query: str, *, is_typing: bool = False) -> list[int]:
    found = reader.search(query, where=frozenset({"text"}), prefix_last=is_typing)
    return [hit.pid or 0 for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("walks", {1, 2, 3, 5, 7}),
        # In German "walks" would be a genitive of "walk".
        ("walk", {1, 2, 3, 5, 7}),
        ("=walks", {1, 5}),
        ('"walks"', {1, 5}),
        ('"she walk"', set()),
        ("Haus", {4, 5}),
        ("happiness", {2, 3}),
        ("walks home", {2}),
        ("home -walks", set()),
        ("walks NEAR/2 home", {2}),
        ("walk* NEAR/2 language", set()),
        ("walk* NEAR/3 language", {7}),
        ('"the market" NEAR/3 walk', {1}),
        ("(hour OR market) NEAR/3 walk*", {1, 3}),
        ("reasom~", {8, 9}),
    ],
)
def test_pages(reader: IndexReader, query: str, pages: set[int]) -> None:
    assert set(_pages(reader, query)) == pages


def test_the_word_itself_comes_before_its_other_forms(reader: IndexReader) -> None:
    assert set(_pages(reader, "walks")[:2]) == {1, 5}
    assert set(_pages(reader, "walked")[:2]) == {2, 6}


def test_an_unfinished_word_stands_for_other_forms_too(reader: IndexReader) -> None:
    assert set(_pages(reader, "walks", is_typing=True)) == {1, 2, 3, 5, 7}


def test_titles_follow_the_language_of_their_work(reader: IndexReader) -> None:
    found = reader.search("walks", where=frozenset({"title"}))
    assert [hit.record_id for hit in found.hits] == ["a"]


def test_what_was_found_is_marked(reader: IndexReader) -> None:
    assert set(reader.search("walks").terms) == {"walks", "walk", "walked", "walking"}
    assert set(reader.search("reasom~").terms) == {"reasom", "reason"}
    assert reader.search("=walks").terms == ("walks",)


def test_forms_follow_the_index(reader: IndexReader) -> None:
    assert 10 not in _pages(reader, "walks")
    with IndexWriter(reader.folder) as writer:
        writer.replace_pages(10, [(10, 0, "the walker and his walkings")], "en")
        writer.commit(2)
    reader.reopen()
    assert 10 in _pages(reader, "walks")


def test_without_any_known_language_words_are_english(tmp_path: Path) -> None:
    with IndexWriter(tmp_path / "index") as writer:
        writer.replace_record(RecordEntry("title", "a", "a", title="Walking"))
        writer.commit(1)
    with IndexReader(tmp_path / "index") as opened:
        assert opened.search("walks").total == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [("en-GB", "en"), ("de_AT", "de"), ("fra", "fr"), ("German", "de"), ("nb", "no"), ("ja", "")],
)
def test_names_of_languages(name: str, code: str) -> None:
    assert language_code(name) == code


_TEXTS = {
    "en": "The price of grain was debated in parliament, for the harvest had failed again and "
    "the poor could not buy the bread that they had been used to.",
    "de": "Der Preis des Getreides wurde im Parlament beraten, denn die Ernte war wieder "
    "schlecht, und die Armen konnten das Brot nicht mehr kaufen.",
    "ru": "Цена на хлеб была высокой, и в парламенте говорили о том, что урожай не удался, "
    "а люди не могли купить то, к чему они привыкли.",
    "": "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt "
    "labore dolore magna aliqua enim minim veniam quis nostrud.",
}


@pytest.mark.parametrize("code", _TEXTS)
def test_a_language_is_known_by_its_small_words(code: str) -> None:
    assert guessed_language(_TEXTS[code]) == code


@given(
    st.lists(st.lists(st.sampled_from(_VOCABULARY), max_size=6), min_size=1, max_size=8),
    st.lists(st.sampled_from(("walks", "home", "happy", "=walk")), min_size=2, max_size=3),
)
@settings(max_examples=40, deadline=None)
def test_all_words_together_score_as_each_for_itself(
    texts: list[list[str]], words: list[str]
) -> None:
    """Pages with all words, and the sum of what each word scores alone."""
    with tempfile.TemporaryDirectory() as folder:
        with IndexWriter(Path(folder) / "index") as writer:
            for number, text in enumerate(texts):
                writer.replace_pages(
                    number, [(number, 0, " ".join(text))], "en" if number else "de"
                )
                writer.commit(number + 1)
        with IndexReader(Path(folder) / "index") as opened:
            alone = [_scores(opened, word) for word in words]
            together = _scores(opened, " ".join(words))
    shared = set(alone[0]).intersection(*alone)
    expected = {page: sum(scores[page] for scores in alone) for page in shared}
    assert together == pytest.approx(expected)


def _scores(reader: IndexReader, query: str) -> dict[int, float]:
    found = reader.search(query, where=frozenset({"text"}), limit=100)
    return {hit.pid or 0: hit.score for hit in found.hits}

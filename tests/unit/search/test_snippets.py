"""Marking what was searched for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.search.snippets import mark_spans, snippet

_TEXT = (
    "In the begin-\nning Adler’s bo\ufb01ne café was o\ufb03ce-like, "
    "Anglo-\nSaxon e\u0301te\u0301 水素水です."
)


@pytest.mark.parametrize(
    ("term", "marked"),
    [
        ("beginning", ["begin-\nning"]),
        ("adler", ["Adler"]),
        ("cafe", ["café"]),
        ("caf", []),
        ("caf*", ["café"]),
        ("bofine", ["bo\ufb01ne"]),
        ("bof*", ["bo\ufb01ne"]),
        ("ete", ["e\u0301te\u0301"]),
        ("anglo saxon", ["Anglo-\nSaxon"]),
        ("beginning adler bofine", ["begin-\nning Adler’s bo\ufb01ne"]),
        ("水素 素水", ["水素水"]),
        ("水*", ["水", "水"]),
        ("", []),
    ],
)
def test_words_are_marked_as_they_are_printed(term: str, marked: list[str]) -> None:
    assert [_TEXT[start:end] for start, end in mark_spans(_TEXT, (term,))] == marked


def test_a_phrase_is_marked_as_one() -> None:
    assert mark_spans("a b c b", ("a b", "b")) == [(0, 3), (6, 7)]


def test_a_snippet_is_one_line_around_most_terms() -> None:
    text = "red " + "filler " * 60 + "\nred and\n\nblue to-\ngether " + "filler " * 60
    found = snippet(text, ("red", "blue", "together"), width=80)
    assert "\n" not in found.text
    assert [found.text[a:b] for a, b in found.marks] == ["red", "blue", "together"]
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")
    assert len(found.text) <= 90


def test_a_text_without_the_terms_gives_its_beginning() -> None:
    found = snippet("one two three " * 40, ("other",), width=40)
    assert found.text.startswith("one two")
    assert found.marks == ()


@given(st.text(alphabet="abé-\n \u00ad\ufb01水", max_size=120), st.integers(5, 60))
def test_marks_stay_inside_their_text(text: str, width: int) -> None:
    found = snippet(text, ("a*", "e", "fi*", "水*"), width=width)
    ends = [0]
    for start, end in found.marks:
        assert ends[-1] <= start < end <= len(found.text)
        ends.append(end)


@pytest.mark.parametrize(
    ("text", "term", "marked"),
    [
        ("by Søren himself", "soren", "Søren"),
        ("by Soren himself", "Søren", "Soren"),
        ("in Łódź, where", "lodz", "Łódź"),
        ("the encyclopædia of", "encyclopaed*", "encyclopædia"),
        ("une œuvre d'art", "oeuvre d", "œuvre d"),
    ],
)
def test_letters_with_strokes_are_marked_whole(text: str, term: str, marked: str) -> None:
    ((start, end),) = mark_spans(text, [term])
    assert text[start:end] == marked

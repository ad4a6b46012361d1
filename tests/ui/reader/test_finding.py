"""What counts as the same words when finding in a document."""

import pytest

from pincite.ui.reader.find.finding import (
    FindOptions,
    Hit,
    Terms,
    hits_in,
    line_of,
    pattern_for,
)


def _found(words: str, text: str) -> list[str]:
    pattern = pattern_for(words)
    assert pattern is not None
    return [text[h.start : h.end] for h in hits_in(pattern, 0, text)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("harbour", "The Harbour towns"),
        ("the scales", "broke the\nscales of"),
        ("cafe", "a café there"),
        ("café", "a CAFE there"),
        ("measures", "the mea-\nsures of"),
        ("council's", "the council’s view"),
        ("1817-1822", "in 1817–1822 it"),
    ],
)
def test_case_accents_line_ends_and_typography_do_not_count(words: str, text: str) -> None:
    assert len(_found(words, text)) == 1


@pytest.mark.parametrize(
    ("options", "words", "text", "found"),
    [
        (FindOptions(is_case_matched=True), "Grain", "grain Grain", ["Grain"]),
        (FindOptions(is_case_matched=True), "cafe", "Café café", ["café"]),
        (FindOptions(is_whole_words=True), "grain", "grains of grain, ingrain", ["grain"]),
        (FindOptions(is_whole_words=True), "(a)", "f(a)b", ["(a)"]),
        (FindOptions(is_accents_matched=True), "café", "cafe CAFÉ", ["CAFÉ"]),
        (FindOptions(), "ﬁne", "a fine day", ["fine"]),
        (FindOptions(), "ελλας", "Ελλάς", ["Ελλάς"]),
        (FindOptions(), "שלום", "שָׁלוֹם", ["שָׁלוֹם"]),
        (FindOptions(), "احمد", "أَحْمَد", ["أَحْمَد"]),
    ],
)
def test_options_say_what_counts(
    options: FindOptions, words: str, text: str, found: list[str]
) -> None:
    pattern = pattern_for(words, options)
    assert pattern is not None
    assert [text[h.start : h.end] for h in hits_in(pattern, 0, text)] == found


def test_other_words_are_not_found() -> None:
    assert _found("scale", "a scarlet sail") == []


def test_signs_of_patterns_are_plain_text() -> None:
    assert _found("a.b(", "axb( a.b(") == ["a.b("]


def test_nothing_to_look_for_is_no_pattern() -> None:
    assert pattern_for("   ") is None


def test_the_line_of_a_hit_marks_it() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    pattern = pattern_for("nine")
    assert pattern is not None
    line = line_of(next(hits_in(pattern, 0, text)), text)
    assert line.text[slice(*line.mark)] == "nine"
    assert line.text.startswith("…")


def test_terms_of_a_search_are_whole_words_beginnings_or_phrases() -> None:
    text = "The price of the grainy prices of grain"
    hits = hits_in(Terms(("price", "grain*", "of the")), 0, text)
    assert [text[h.start : h.end] for h in hits] == ["price", "of the", "grainy", "grain"]
    assert list(hits_in(Terms(("*",)), 0, text)) == []


def test_terms_of_scripts_without_spaces_are_found_as_the_index_splits_them() -> None:
    text = "\u6211\u4eec\u7814\u7a76\u6c34\u7d20"
    (hit,) = hits_in(Terms(("\u7814\u7a76 \u7a76\u6c34 \u6c34\u7d20",)), 0, text)
    assert text[hit.start : hit.end] == "\u7814\u7a76\u6c34\u7d20"


def test_a_passage_is_found_on_its_page_only() -> None:
    passage = Hit(3, 2, 5)
    assert list(hits_in(passage, 3, "abcdefg")) == [passage]
    assert list(hits_in(passage, 4, "abcdefg")) == []

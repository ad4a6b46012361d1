"""Fields, typos and nearness in what is typed into the search box, and the mistakes in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from pincite.search.query_fields import FIELDS, QueryError, check_value, number_range
from pincite.search.query_parsing import parse_query


def _without_place(node: Node | None) -> Node | None:
    match node:
        case Field(name, value, words):
            return Field(name, value, words)
        case And(parts, without):
            return And(
                tuple(p for p in map(_without_place, parts) if p),
                tuple(p for p in map(_without_place, without) if p),
            )
        case Or(parts):
            return Or(tuple(p for p in map(_without_place, parts) if p))
        case _:
            return node


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("year:1781", Field("year", "1781")),
        ("year:1781..1790 pure", And((Field("year", "1781..1790"), Word("pure")))),
        ("year:..1790", Field("year", "..1790")),
        ("author:Kant", Field("author", "Kant", Word("kant"))),
        ('title:"pure reason"', Field("title", "pure reason", Phrase(("pure", "reason")))),
        ("title:reas*", Field("title", "reas*", Prefix("reas"))),
        ('tag:"to read"', Field("tag", "to read")),
        ("tag:„to read“", Field("tag", "to read")),
        ("colour:RED", Field("color", "red")),
        ("Author:kant", Field("author", "kant", Word("kant"))),
        ("pure -tag:read", And((Word("pure"),), (Field("tag", "read"),))),
        ("tag:a OR tag:b", Or((Field("tag", "a"), Field("tag", "b")))),
        ("added:week", Field("added", "week")),
        ("added:2024-05", Field("added", "2024-05")),
        ("reasom~", Fuzzy("reasom")),
        ("reasom~2", Fuzzy("reasom", 2)),
        ("pure NEAR/5 reason", Near(Word("pure"), Word("reason"), 5)),
        ("pure NEAR reason", Near(Word("pure"), Word("reason"), 10)),
        ("pure NEAR/5 reas*", Near(Word("pure"), Prefix("reas"), 5)),
        ("a NEAR/2 (b OR c)", Near(Word("a"), Or((Word("b"), Word("c"))), 2)),
        ("author:(a b)", Field("author", "", And((Word("a"), Word("b"))))),
        ("author:(a OR b)", Field("author", "", Or((Word("a"), Word("b"))))),
        ('tag:(a OR "to read")', Or((Field("tag", "a"), Field("tag", "to read")))),
        ("tag:(a -b) c", And((And((Field("tag", "a"),), (Field("tag", "b"),)), Word("c")))),
        ("-has:notes", And((Among(is_everything=True),), (Field("has", "notes"),))),
        ('a NEAR/3 "b c" d', And((Near(Word("a"), Phrase(("b", "c")), 3), Word("d")))),
    ],
)
def test_a_query_is_understood(text: str, tree: Node) -> None:
    query = parse_query(text)
    assert _without_place(query.tree) == tree
    assert query.message == ""


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("pure autor:kant", (5, 11), "“autor:” is not known; did you mean “author:”?"),
        ("titel:x", (0, 6), "“titel:” is not known; did you mean “title:”?"),
        ("color:rad", (0, 9), "“color:rad” is not known; did you mean “color:red”?"),
        ("color:mauve", (0, 11), "“color:” takes one of yellow, red"),
        ("x year:soon", (2, 11), "“year:” takes a number or a range"),
        ("year:..", (0, 7), "“year:” takes a number or a range"),
        ("added:whenever", (0, 14), "“added:” takes today, week"),
        ("tag:", (0, 4), "“tag:” needs a value"),
        ("author:?", (0, 8), "“author:” needs a word"),
        ("pure NEAR/5 year:1781", (5, 11), "NEAR stands between two words"),
        ("pure NEAR/5 (a b)", (5, 11), "NEAR stands between two words"),
        ("author:()", (0, 7), "“author:” needs a value"),
        ("author:(a tag:b)", (10, 14), "A field cannot stand inside"),
        ("tag:(a color:red)", (7, 13), "A field cannot stand inside"),
        ("autor:(a b)", (0, 6), "“autor:” is not known; did you mean “author:”?"),
        ("color:(red rad)", (11, 14), "“color:rad” is not known; did you mean “color:red”?"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, place: tuple[int, int], sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert str(caught.value).startswith(sentence)
    assert (caught.value.start, caught.value.end) == place


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("pure autor:kant", "pure author:kant"),
        ("color:rad", "color:red"),
        ('colour:"rad" x', "color:red x"),
        ("color:(red rad)", "color:(red red)"),
    ],
)
def test_what_was_probably_meant_mends_the_query(text: str, mended: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    error = caught.value
    assert text[: error.start] + error.instead + text[error.end :] == mended
    parse_query(mended)


@pytest.mark.parametrize("text", ["https://example.org/a", "Genesis: a beginning", "12:30"])
def test_a_colon_alone_makes_no_field(text: str) -> None:
    assert "Field" not in repr(parse_query(text).tree)


def test_a_name_like_no_field_is_looked_for_as_a_word_and_said() -> None:
    query = parse_query("arxiv:2101")
    assert query.tree == Phrase(("arxiv", "2101"))
    assert query.message == "“arxiv:” is not a field; it was looked for as a word."


def test_a_field_of_words_may_be_unfinished_while_typing() -> None:
    assert _without_place(parse_query("author:kan", prefix_last=True).tree) == Field(
        "author", "kan", Prefix("kan", is_unfinished=True)
    )


@pytest.mark.parametrize(
    "text",
    ["author:", "has:", "has:no", "color:r", "added:w", "added:202", "added:2024-0", "year:..",
     "year:2005.", "tag:", "color:(", "color:(r"],
)  # fmt: skip
def test_a_value_that_is_only_begun_is_no_mistake_while_typing(text: str) -> None:
    assert parse_query(f"grain {text}", prefix_last=True).tree == Word("grain")
    assert parse_query(text, prefix_last=True).tree is None
    with pytest.raises(QueryError):
        parse_query(f"{text} ", prefix_last=True)


_PIECES = st.sampled_from(
    [*(f"{name}:" for name in FIELDS), "autor:", "NEAR", "NEAR/5", "NEAR/", "OR", "AND", "NOT",
     "-", "(", ")", '"', "~", "~2", "*", "..", ":", "a", "水", " ", "  ", "1781", "week", "=",
     "שלום", "\u202e", "كتاب", "🙂", "👩\u200d👧", "e\u0301", "\ud800", "\x00", "\u3000", "„"]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=3), max_size=12).map("".join), st.booleans())
def test_nothing_typed_raises_anything_else(text: str, prefix_last: bool) -> None:
    query, mistake = None, None
    try:
        query = parse_query(text, prefix_last=prefix_last)
    except QueryError as error:
        mistake = error
    if mistake:
        assert 0 <= mistake.start < mistake.end <= len(text)
        assert str(mistake).endswith((".", "?"))
    else:
        assert query
        assert query.tree is not None or query.message


@pytest.mark.parametrize("name", FIELDS)
def test_the_example_of_each_field_is_a_query(name: str) -> None:
    query = parse_query(FIELDS[name].example)
    assert isinstance(query.tree, Field)
    assert query.tree.name == name


@pytest.mark.parametrize(
    ("value", "numbers"),
    [("5", (5, 5)), ("5..12", (5, 12)), ("..12", (0, 12)), ("5..", (5, 10**9))],
)
def test_ranges(value: str, numbers: tuple[int, int]) -> None:
    assert number_range(check_value("year", value, 0, 1)) == numbers

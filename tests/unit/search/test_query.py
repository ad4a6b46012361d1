"""What is typed into the search box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.search.query import And, Node, Or, Phrase, Prefix, Word
from pincite.search.query_parsing import parse_query


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("word", Word("word")),
        ("two words", And((Word("two"), Word("words")))),
        ("two AND words", And((Word("two"), Word("words")))),
        ('"two words"', Phrase(("two", "words"))),
        ('"word"', Word("word", is_exact=True)),
        ("=word", Word("word", is_exact=True)),
        ("„zwei Wörter“", Phrase(("zwei", "worter"))),
        ("pre*", Prefix("pre")),
        ("a OR b", Or((Word("a"), Word("b")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("a -b", And((Word("a"),), (Word("b"),))),
        ("a NOT b", And((Word("a"),), (Word("b"),))),
        ('a -"b c"', And((Word("a"),), (Phrase(("b", "c")),))),
        ("don't", Phrase(("don", "t"))),
        ("well-known", Or((Phrase(("well", "known")), Word("wellknown")))),
        ("OR", Word("or")),
        ("水", Prefix("水")),
        ("水素水", Phrase(("水素", "素水"))),
    ],
)
def test_a_query_is_understood(text: str, tree: Node) -> None:
    query = parse_query(text)
    assert query.tree == tree
    assert query.message == ""


def test_the_last_word_may_be_unfinished_while_typing() -> None:
    unfinished = And((Word("some"), Prefix("wor", is_unfinished=True)))
    assert parse_query("some wor", prefix_last=True).tree == unfinished
    assert parse_query("some word ", prefix_last=True).tree == And((Word("some"), Word("word")))


def test_terms_to_mark_leave_out_what_is_excluded() -> None:
    assert parse_query('a "b c" pre* -d').terms == ("a", "b c", "pre*")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "at least one word"),
        ("-a", "must occur"),
        ("?!", "at least one word"),
        ('"a b', "not closed"),
        ("(a b", "brackets"),
        ("a b)", "brackets"),
    ],
)
def test_odd_queries_get_a_sentence(text: str, part: str) -> None:
    assert part in parse_query(text).message


@given(st.text(alphabet="ab ()\"-*'ORNTAD水„“", max_size=30), st.booleans())
def test_nothing_typed_raises(text: str, prefix_last: bool) -> None:
    query = parse_query(text, prefix_last=prefix_last)
    assert query.tree is not None or query.message


def test_many_brackets_do_no_harm() -> None:
    assert parse_query("(" * 5000 + "a").message

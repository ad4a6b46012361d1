"""Rows of a form and the text of a query are two ways to say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.search.conditions import (
    Condition,
    Conditions,
    Relation,
    conditions_of,
    relations_of,
)
from pincite.search.query_fields import FIELDS, QueryError
from pincite.search.query_parsing import parse_query


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", ()),
        ("pure reason", (Condition("", Relation.WORDS, "pure reason"),)),
        ('"pure reason"', (Condition("", Relation.PHRASE, "pure reason"),)),
        ("author:kant", (Condition("author", Relation.WORDS, "kant"),)),
        ("author:(kant hume)", (Condition("author", Relation.WORDS, "kant hume"),)),
        ('title:"pure reason"', (Condition("title", Relation.PHRASE, "pure reason"),)),
        ("title:reas*", (Condition("title", Relation.BEGINS, "reas"),)),
        ("year:1781..", (Condition("year", Relation.FROM, "1781"),)),
        ("year:..1781", (Condition("year", Relation.UNTIL, "1781"),)),
        ("year:1781..1787", (Condition("year", Relation.IS, "1781..1787"),)),
        ('tag:"to read"', (Condition("tag", Relation.IS, "to read"),)),
        (
            "grain -tag:read",
            (
                Condition("", Relation.WORDS, "grain"),
                Condition("tag", Relation.IS, "read", is_not=True),
            ),
        ),
        (
            "salt -(white bread)",
            (
                Condition("", Relation.WORDS, "salt"),
                Condition("", Relation.WORDS, "white bread", is_not=True),
            ),
        ),
    ],
)
def test_rows(text: str, rows: tuple[Condition, ...]) -> None:
    found = conditions_of(text)
    assert found == Conditions(rows)
    assert found is not None
    assert found.text == text


def test_alternatives_are_rows_of_which_one_holds() -> None:
    found = conditions_of("tag:a OR pure reason OR tag:b")
    assert found is not None
    assert found.any_of
    assert [row.value for row in found.rows] == ["a", "pure reason", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "(a OR b) c",
        "a NEAR/3 b",
        "a b OR tag:c tag:d",
        "tag:(a OR b)",
        "author:(a OR b)",
        "author:(a -b)",
        "autor:kant",
        "-tag:a OR -tag:b c",
    ],
)
def test_what_rows_cannot_say_is_left_to_the_text(text: str) -> None:
    assert conditions_of(text) is None


_WORDS = st.lists(
    st.sampled_from(["pure", "reason", "水", "é", "12", "a-b"]), min_size=1, max_size=3
)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    field = draw(st.sampled_from(["", *FIELDS]))
    relation = draw(st.sampled_from(relations_of(field)))
    value = " ".join(draw(_WORDS))
    if relation in (Relation.FROM, Relation.UNTIL) or field in ("year", "page"):
        value = "1781"
    elif relation is Relation.BEGINS:
        value = "reas"
    choices = FIELDS[field].choices if field else ()
    return Condition(field, relation, choices[0] if choices else value, draw(st.booleans()))


@given(st.lists(conditions(), min_size=1, max_size=4).map(tuple), st.booleans())
def test_rows_are_read_back_from_their_text(rows: tuple[Condition, ...], any_of: bool) -> None:
    """Some mixtures of "not" and "or" say something else as text, or nothing; rows never lie."""
    text = Conditions(rows, any_of).text
    found = conditions_of(text)
    if found is not None:
        assert parse_query(found.text).terms == parse_query(text).terms
        assert [row for row in found.rows if row.field] == [row for row in rows if row.field]
    if not any_of and not any(row.is_not for row in rows):
        assert found is not None


@given(st.text(alphabet='ab ()"-*:ORNTAD.水„“=~', max_size=25))
def test_nothing_typed_goes_wrong(text: str) -> None:
    found = conditions_of(text)
    try:
        tree = parse_query(text).tree
    except QueryError:
        assert found is None
        return
    if found is not None and tree is not None:
        assert parse_query(found.text).tree is not None

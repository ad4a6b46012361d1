"""What is completed at the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.search.completing import Spot, quoted, spot_at
from pincite.search.query import And, Field, Word
from pincite.search.query_parsing import parse_query


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("au|", Spot("", "au", 0, 2)),
        ("pure au|", Spot("", "au", 5, 7)),
        ("-au|", Spot("", "au", 1, 3)),
        ("(au|)", Spot("", "au", 1, 3)),
        ("author:|", Spot("author", "", 7, 7)),
        ("author:smi|", Spot("author", "smi", 7, 10)),
        ("colour:re| x", Spot("color", "re", 7, 9)),
        ('tag:"to re|', Spot("tag", "to re", 4, 10)),
        ('tag:"to re|" x', Spot("tag", "to re", 4, 11)),
        ("tag:(a OR to|", Spot("tag", "to", 10, 12)),
        ('tag:(a OR "to r|', Spot("tag", "to r", 10, 15)),
        ("au|thor", None),
        ('"pure au|', None),
        ('"pure" au|', Spot("", "au", 7, 9)),
        ("nofield:x|", None),
        ("https://ex|", None),
        ("|", Spot("", "", 0, 0)),
        ("שלום au|", Spot("", "au", 5, 7)),
        ("tag:水|", Spot("tag", "水", 4, 5)),
    ],
)
def test_spots(text: str, spot: Spot | None) -> None:
    cursor = text.index("|")
    assert spot_at(text.replace("|", ""), cursor) == spot


@given(st.text(alphabet='ab tag:()"„- 水🙂', max_size=20), st.integers(0, 20))
def test_a_spot_is_within_the_text(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    spot = spot_at(text, cursor)
    if spot is not None:
        assert 0 <= spot.start <= cursor <= spot.end <= len(text)
        assert spot.typed in text[spot.start : spot.end]


@given(st.text(min_size=1, max_size=12))
def test_a_quoted_value_is_one_value(value: str) -> None:
    if any(character.isalnum() for character in value):
        tree = parse_query(f"x tag:{quoted(value)} y").tree
        assert isinstance(tree, And)
        assert [type(part) for part in tree.parts] == [Word, Field, Word]

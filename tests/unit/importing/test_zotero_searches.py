"""Saved searches of Zotero as queries of ours."""

import pytest

from pincite.importing.zotero.searches import ZoteroSearch, query_of
from pincite.search.query_parsing import parse_query


@pytest.mark.parametrize(
    ("rows", "query"),
    [
        ([("title", "contains", "harbour towns")], 'title:("harbour" "towns")'),
        ([("creator", "is", "Adler"), ("date", "isBefore", "2000-00-00 2000")],
         'author:"Adler" year:..1999'),
        ([("joinMode", "any", ""), ("tag", "is", "a b"), ("itemType", "is", "book")],
         'tag:"a b" OR type:book'),
        ([("tag", "isNot", "read"), ("date", "isAfter", "1999")], '-tag:"read" year:2000..'),
        ([("dateAdded", "isInTheLast", "7 days"), ("noChildren", "true", "")], "added:week"),
        ([("collection", "is", "AB12")], 'collection:"Grain"'),
        ([("savedSearch", "is", "CD34")], 'saved:"New ones"'),
        ([("fulltextContent", "contains", "not OR")], '("not" "OR")'),
        ([("tag", "contains", "re")], ""),
        ([("deleted", "true", ""), ("title", "contains", "a")], ""),
        ([("collection", "is", "gone")], ""),
    ],
)  # fmt: skip
def test_each_condition_that_a_query_can_say_is_said(
    rows: list[tuple[str, str, str]], query: str
) -> None:
    search = ZoteroSearch("S", "Name", tuple(rows))
    found = query_of(search, {"AB12": "Grain"}, {"CD34": "New ones"})
    assert found == query
    parse_query(found)

"""Words as the index sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.search.analysis import Folded, fold, query_tokens, tokens, utf8_tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Café in Zürich", ["the", "cafe", "in", "zurich"]),
        ("e\u0301te\u0301", ["ete"]),
        ("the of\ufb01ce", ["the", "office"]),
        ("Straße", ["strasse"]),
        ("infor-\nmation", ["information"]),
        ("infor\u00ad\nmation soft\u00adhyphen", ["information", "softhyphen"]),
        ("Anglo-\nSaxon", ["anglo", "saxon"]),
        ("2010-\n2015", ["2010", "2015"]),
        ("Adler's and Adler’s", ["adler", "and", "adler"]),
        ("l'homme O’Brien", ["l", "homme", "o", "brien"]),
        ("foo_bar", ["foo", "bar"]),
        ("word² m³", ["word", "m"]),
        ("H₂O", ["h2o"]),
        ("3.14", ["3", "14"]),
        ("水素水", ["水素", "素水", "水"]),
        ("Python入門", ["python", "入門", "門"]),
        ("がぎ", ["がぎ", "ぎ"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("Søren Łódź Đorđe ħal ışık", ["soren", "lodz", "dorde", "hal", "isik"]),
        ("Ǿ ø\u0301 Æther œuvre Þórður", ["o", "o", "aether", "oeuvre", "thordur"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_a_query_has_no_extra_last_character() -> None:
    assert query_tokens("水素水") == ["水素", "素水"]
    assert query_tokens("水") == ["水*"]


_TEXTS = st.text(
    alphabet="aAzßøŁæı\ufb01\u0301é-\n \t\u00ad'’sS水素ªİ²½\u200bÀΣςがか한1_\u0130\x07", max_size=20
)


@given(_TEXTS)
def test_the_map_folds_as_the_index_does(text: str) -> None:
    assert Folded(text).text == fold(text)


@given(_TEXTS)
def test_each_folded_character_comes_from_somewhere(text: str) -> None:
    folded = Folded(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text("abZz09_'’-\n\r\t \x1c.éßøÆﬁ水", max_size=40))
def test_encoded_words_are_the_same_words(text: str) -> None:
    assert utf8_tokens(text) == [word.encode() for word in tokens(text)]

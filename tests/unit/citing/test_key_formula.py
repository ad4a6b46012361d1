"""The language of citation keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.citing.key_formula.errors import KeyFormulaError
from pincite.citing.key_formula.formula import read_formula
from pincite.citing.keys import make_key
from pincite.model.creators import Creator
from pincite.model.items import ItemDraft

BOOK = ItemDraft(
    type="book",
    fields={
        "title": "The Grain <i>Trade</i> of Odessa: a history",
        "container-title": "Studies in the Black Sea",
        "page": "117-132",
        "volume": "4",
        "DOI": "10.1/xyz",
    },
    creators=(
        Creator(family="Hlushko", given="Olena"),
        Creator(family="van Dijk", given="Jan"),
        Creator(family="Şahin", given="Ece"),
        Creator(family="Ward", role="editor"),
    ),
    dates={"issued": "1998-05"},
    tags=("trade",),
)
NAMELESS = ItemDraft(type="report", fields={"title": "Das große Buch der Mühlen"})


@pytest.mark.parametrize(
    ("formula", "key"),
    [
        ("auth.lower + shorttitle(3, 3) + year", "hlushkoGrainTradeOdessa1998"),
        ("auth + year", "Hlushko1998"),
        ("auth(3) + shortyear", "Hlu98"),
        ("auth(0, 2)", "vanDijk"),
        ("authors", "HlushkovanDijkSahin"),
        ("authors(2, '-')", "Hlushko-vanDijk-EtAl"),
        ("authEtAl", "HlushkoEtAl"),
        ("authorLast + authorsAlpha", "SahinHvS"),
        ("editor.upper", "WARD"),
        ("title.skipwords.abbr", "GTOH"),
        ("title.select(2, 2).condense('_')", "Grain_Trade"),
        ("title.select(-1)", "History"),
        ("veryshorttitle + '_' + firstpage + ':' + lastpage", "Grain_117:132"),
        ("date + '.' + date('%y%m') + month + day", "1998-05.980505"),
        ("journal + Volume.prefix('v')", "SBSv4"),
        ("Issue.prefix('n') + ContainerTitle.clean.len(6).alphanum", "Studie"),
        ("DOI.replace('/', '.')", "10.1.xyz"),
        ("isType(book, chapter) ? 'b' + year : year", "b1998"),
        ("isType(webpage) ? 'w' : (tag || type)", "trade"),
        ("Edition || Volume", "4"),
        ("Edition + Issue ; auth.substring(2, 3)", "lus"),
        ("Author.len(4) + Issued", "Hlus1998-05"),
        (" auth ; ", "Hlushko"),
    ],
)
def test_formulas_say_what_a_key_is_made_of(formula: str, key: str) -> None:
    assert make_key(BOOK, (), formula) == key


def test_a_formula_that_gives_nothing_leaves_the_usual_key() -> None:
    assert make_key(NAMELESS, (), "auth + year") == "grosse"
    assert make_key(NAMELESS, {"grosse"}, "auth") == "grossea"


@pytest.mark.parametrize(
    ("formula", "place", "words"),
    [
        ("auht + year", (0, 4), "did you mean “auth”?"),
        ("auth.lowr", (5, 9), "did you mean “lower”?"),
        ("auth + ", (7, 7), "ends too early"),
        ("auth + !", (7, 8), "means nothing"),
        ("(auth + year", (12, 12), "not closed"),
        ("auth ? year", (11, 11), "between them"),
        ("auth(1, 2, 3)", (0, 13), "2 things at most"),
        ("title.replace('a')", (6, 18), "takes 2 things"),
        ("auth year", (5, 9), "does not belong here"),
        ("auth.", (5, 5), "missing after the dot"),
        ("year.lower(1)", (5, 13), "takes nothing"),
        ("", (0, 0), "ends too early"),
    ],
)
def test_mistakes_are_told_with_their_place(
    formula: str, place: tuple[int, int], words: str
) -> None:
    with pytest.raises(KeyFormulaError) as caught:
        read_formula(formula)
    assert (caught.value.start, caught.value.end) == place
    assert words in str(caught.value)


@given(st.text(alphabet="auth year.lower(1,'x')?:;|+ \n€ß", max_size=60))
def test_any_text_is_a_formula_or_a_mistake_within_it(text: str) -> None:
    start, end = 0, 0
    try:
        read_formula(text).value(BOOK)
    except KeyFormulaError as error:
        start, end = error.start, error.end
    assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    ("family", "key"),
    [
        ("村上", "CunShang"),
        ("王", "Wang"),
        ("김", "Gim"),
        ("ابن خلدون", "bnkhldwn"),
        ("כהן", "khhn"),
    ],
)
def test_other_scripts_are_spelt_in_latin_letters(family: str, key: str) -> None:
    assert make_key(ItemDraft(creators=(Creator(family=family),)), (), "auth") == key

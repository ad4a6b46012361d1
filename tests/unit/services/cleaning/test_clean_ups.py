"""Clean-ups: what each makes of a value, and what it leaves alone."""

import pytest

from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.cleaning.actions import CLEAN_UPS, clean_ups, cleaned
from pincite.services.cleaning.dates import as_edtf
from pincite.services.cleaning.identifiers import clean_identifiers
from pincite.services.cleaning.knowledge import Knowledge, knowledge_of
from pincite.services.cleaning.names import clean_names
from pincite.services.cleaning.pages import normal_edition, normal_pages
from pincite.services.cleaning.texts import without_markup
from pincite.services.cleaning.titles import to_sentence_case, to_title_case
from pincite.services.errors import ServiceError

NOTHING = Knowledge()


def item(**fields: str) -> Item:
    return Item(ItemId("one"), fields=fields)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pp. 132--42", "132–142"),
        ("12-15, 20", "12–15, 20"),
        ("S12-S15", "S12–S15"),
        ("xii-xiv", "xii–xiv"),
        ("e1001", "e1001"),
        ("2019:12-15", "2019:12-15"),
        ("345ff", "345ff"),
    ],
)
def test_pages(old: str, new: str) -> None:
    assert normal_pages(old) == new
    assert normal_pages(new) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2nd ed.", "2"),
        ("Second edition", "2"),
        ("3. Aufl.", "3"),
        ("revised", "revised"),
        ("2nd revised edition", "2nd revised edition"),
    ],
)
def test_editions(old: str, new: str) -> None:
    assert normal_edition(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("May 28, 2019", "2019-05-28"),
        ("28.5.2019", "2019-05-28"),
        ("2019/05/28", "2019-05-28"),
        ("05/28/2019", "2019-05-28"),
        ("13/6/2019", "2019-06-13"),
        ("c. 1850", "1850~"),
        ("1999-2000", "1999/2000"),
        ("Spring 2004", "2004-21"),
        ("5/6/2019", "5/6/2019"),
        ("2004/05", "2004/05"),
        ("in press", "in press"),
        ("1988/1992", "1988/1992"),
        ("2019-05-28T12:00:00Z", "2019-05-28T12:00:00Z"),
    ],
)
def test_dates(old: str, new: str) -> None:
    assert as_edtf(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("<jats:p>A <em>tide</em></jats:p>", "A <i>tide</i>"),
        ("x<sub>2</sub>", "x<sub>2</sub>"),
        ("a < b and c > d", "a < b and c > d"),
        (r"caf\'{e}", "café"),
        ("{DNA} repair", "DNA repair"),
        (r"$\alpha$ decay", "α decay"),
        ("costs $5 and $6", "costs $5 and $6"),
        ("f(x) = {1, 2}", "f(x) = {1, 2}"),
        (r"C:\temp", r"C:\temp"),
    ],
)
def test_markup(old: str, new: str) -> None:
    assert without_markup(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Creator(family="ADLER", given="RUTH"), ["Adler, Ruth"]),
        (Creator(family="MCDONALD", given="J"), ["McDonald, J."]),
        (Creator(family="Smith", given="J.A."), ["Smith, J. A."]),
        (Creator(family="Smith", given="JRR"), ["Smith, J. R. R."]),
        (Creator(family="LI", given="XIAO"), ["LI, XIAO"]),
        (Creator(family="Adler1", given="Ruth"), ["Adler, Ruth"]),
        (Creator(literal="Smith, John"), ["Smith, John"]),
        (Creator(literal="John Smith and Mary Jones"), ["Smith, John", "Jones, Mary"]),
        (Creator(literal="Smith and Jones Ltd"), ["Smith and Jones Ltd"]),
        (Creator(literal="OECD"), ["OECD"]),
    ],
)
def test_names(old: Creator, new: list[str]) -> None:
    made = clean_names(Item(ItemId("one"), creators=(old,)), NOTHING)
    assert [creator.full for creator in made.creators] == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"URL": "https://doi.org/10.1000/ABC"}, {"DOI": "10.1000/abc"}),
        (
            {"DOI": "doi:10.1000/ABC", "URL": "http://dx.doi.org/10.1000/abc"},
            {"DOI": "10.1000/abc"},
        ),
        (
            {"DOI": "10.1000/abc", "URL": "https://doi.org/10.1000/other"},
            {"DOI": "10.1000/abc", "URL": "https://doi.org/10.1000/other"},
        ),
        ({"ISBN": "978-0-306-40615-7, 0-306-40615-2"}, {"ISBN": "9780306406157"}),
        ({"ISBN": "0012-9658"}, {"ISSN": "0012-9658"}),
        ({"ISBN": "123"}, {"ISBN": "123"}),
        ({"ISSN": "03785955"}, {"ISSN": "0378-5955"}),
        ({"URL": "www.example.org/a"}, {"URL": "https://www.example.org/a"}),
    ],
)
def test_identifiers(old: dict[str, str], new: dict[str, str]) -> None:
    assert clean_identifiers(item(**old), NOTHING).fields == new


def test_sentence_case_keeps_proper_names_acronyms_and_marked_words() -> None:
    told = item(title='The Rise of DNA in Europe: A <span class="nocase">New Deal</span> for Tides')
    expected = 'The rise of DNA in Europe: A <span class="nocase">New Deal</span> for tides'
    assert to_sentence_case(told, NOTHING).fields["title"] == expected


def test_sentence_case_knows_proper_names_from_the_abstracts_of_the_library() -> None:
    abstract = "In the port of Lübeck, and again in Lübeck, tides were counted. Tides rose."
    knowledge = knowledge_of([item(title="A", abstract=abstract)])
    made = to_sentence_case(item(title="The Tides of Lübeck and Their Cost"), knowledge)
    assert made.title == "The tides of Lübeck and their cost"


def test_titles_of_other_languages_keep_their_capitals() -> None:
    told = item(title="Die Geschichte der Häfen in Europa")
    assert to_sentence_case(told, NOTHING) == told


def test_title_case_leaves_small_words_and_marks() -> None:
    told = item(title="<i>Homo sapiens</i> in the age of tides")
    assert to_title_case(told, NOTHING).title == "Homo Sapiens in the Age of Tides"


def test_journals_take_the_names_that_other_items_have() -> None:
    known = item(**{"container-title": "Journal of Tides", "container-title-short": "J. Tides"})
    knowledge = knowledge_of([known])
    chosen = clean_ups(["journals", "abbreviations"])
    short = cleaned(item(**{"container-title": "J Tides"}), chosen, knowledge)
    full = cleaned(item(**{"container-title": "Journal of Tides"}), chosen, knowledge)
    assert short.fields["container-title"] == "Journal of Tides"
    assert full.fields["container-title-short"] == "J. Tides"


def test_an_abbreviation_of_two_journals_says_nothing() -> None:
    pairs = [("Journal of Tides", "J. T."), ("Journal of Trade", "J. T.")]
    items = [item(**{"container-title": a, "container-title-short": b}) for a, b in pairs]
    assert knowledge_of(items).full_names == {}


def test_every_clean_up_leaves_what_it_made() -> None:
    told = item(
        title="THE  HISTORY &amp; COST of Tides", page="pp. 1-9", DOI="doi:10.1000/X", edition="1st"
    )
    for each in CLEAN_UPS:
        once = each.clean(told, NOTHING)
        assert each.clean(once, NOTHING) == once


def test_an_unknown_clean_up_is_named_with_those_there_are() -> None:
    with pytest.raises(ServiceError, match=r"“dirt”.*markup, unicode"):
        clean_ups(["dirt"])


def test_the_library_s_own_list_of_abbreviations_counts_too() -> None:
    knowledge = knowledge_of([], journals={"Journal of Tides": "J. Tides"})
    chosen = clean_ups(["journals"])
    made = cleaned(item(**{"container-title": "J Tides"}), chosen, knowledge)
    assert made.fields["container-title"] == "Journal of Tides"

import pytest

from pincite.citing.keys import legal_key, make_key
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item


def item(*creators: Creator, title: str = "", issued: str = "2014") -> Item:
    return Item(
        id=ItemId("1"), fields={"title": title}, creators=creators, dates={"issued": issued}
    )


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (item(Creator(family="Adler")), "adler2014"),
        (item(Creator(family="Müller-Lüdenscheidt")), "mullerludenscheidt2014"),
        (item(Creator(family="Gogh", non_dropping_particle="van")), "gogh2014"),
        (item(Creator(family="Łoś", given="J")), "los2014"),
        (item(Creator(family="Достоевский")), "dostoevskiy2014"),
        (item(Creator(family="Παπαδόπουλος")), "papadopoylos2014"),
        (item(Creator(family="O’Brien")), "obrien2014"),
        (item(Creator(literal="RAND Corporation")), "rand2014"),
        (item(Creator(literal="World Health Organization")), "who2014"),
        (item(Creator(literal="The Lancet")), "lancet2014"),
        (item(Creator(literal="U.S. Department of State")), "us2014"),
        (item(Creator(family="Editor", role="editor"), Creator(family="T", role="translator")),
         "editor2014"),
        (item(title="The <i>Origin</i> of species"), "origin2014"),
        (item(title="L'Étranger", issued=""), "etranger"),
        (item(title="红楼梦"), "hongloumeng2014"),
        (item(), "work2014"),
    ],
)  # fmt: skip
def test_key_is_name_and_year(work: Item, key: str) -> None:
    assert make_key(work, set()) == key


def test_taken_keys_get_letters_in_turn() -> None:
    adler = item(Creator(family="Adler"))
    taken: set[str] = set()
    for _ in range(29):
        taken.add(make_key(adler, taken))
    assert {"adler2014", "adler2014a", "adler2014z", "adler2014aa", "adler2014ab"} <= taken


def test_typed_keys_become_legal() -> None:
    assert legal_key(" Müller, {2014}: a#b ") == "Muller2014:ab"

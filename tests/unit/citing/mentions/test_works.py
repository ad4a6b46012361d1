"""Names of works against the items of a library."""

import pytest

from pincite.citing.mentions.works import WorkIndex
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item


def _item(id: str, title: str, year: str, *creators: Creator, **fields: str) -> Item:
    return Item(
        ItemId(id), "book", fields={"title": title, **fields}, creators=creators,
        dates={"issued": year},
    )  # fmt: skip


WORKS = WorkIndex(
    [
        _item("rand", "The Police Corps", "2009", Creator(literal="RAND Corporation")),
        _item("adler", "Harbour Towns and the Price of Grain", "2014", Creator(family="Adler"),
              Creator(family="Okafor"), publisher="Institute for Trade History"),
        _item("adler2", "Light Bread: Complaint and Proof", "2011", Creator(family="Adler")),
        _item("berg", "Canals", "1999", Creator(family="Berg", non_dropping_particle="van der")),
        _item("smith-a", "On Tides", "2009", Creator(family="Smith", given="Ann")),
        _item("smith-b", "On Ports", "2009", Creator(family="Smith", given="Bo")),
        _item("garcia", "Sobre el mar", "1985", Creator(family="García Márquez")),
        _item("doi", "Storms", "1998", Creator(family="Achterberg"), DOI="10.5555/ex.1998"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("work", "items", "is_certain"),
    [
        ("Adler and Okafor 2014", ["adler"], True),
        ("Adler 2011", ["adler2"], True),
        ("Adler et al. 2014", ["adler"], True),
        ("Adler", ["adler", "adler2"], False),
        ("Okafor & Adler 1950", [], False),
        ("van der Berg 1999", ["berg"], True),
        ("Berg 1999", ["berg"], True),
        ("Garcia Marquez 1985", ["garcia"], True),
        ("Smith 2009", ["smith-a", "smith-b"], False),
        ("RAND", ["rand"], False),
        ("RAND 2009", ["rand"], True),
        ("Institute", ["adler"], False),
        ("ITH 2014", ["adler"], False),
        ("Harbour Towns and the Price of Grain", ["adler"], True),
        ("Nobody 2014", [], False),
    ],
)
def test_by_name(work: str, items: list[str], is_certain: bool) -> None:
    match = WORKS.by_name(work)
    assert (sorted(match.items), match.is_certain) == (sorted(items), is_certain)


@pytest.mark.parametrize(
    ("entry", "items", "is_certain"),
    [
        ("R. Adler and C. Okafor, Harbour Towns and the Price of Grain, 2014.", ["adler"], True),
        ("Somebody, Harbour towns and the price of grain, reviewed.", ["adler"], False),
        ("Storm Tides, doi:10.5555/EX.1998.", ["doi"], True),
        ("Cole, A. (1990). Tides. Ister: Quay.", [], False),
    ],
)
def test_by_entry(entry: str, items: list[str], is_certain: bool) -> None:
    match = WORKS.by_entry(entry)
    assert (list(match.items), match.is_certain) == (items, is_certain)

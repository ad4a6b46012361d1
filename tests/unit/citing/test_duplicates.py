"""Which works are the same: spelling may differ, numbers may not."""

import pytest

from pincite.citing.duplicates import KnownWorks
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item, ItemDraft

ADLER = (Creator(family="Adler", given="Ruth"),)


def item(title: str, year: str = "2014", **fields: str) -> Item:
    return Item(
        id=ItemId(title),
        type="book",
        fields={"title": title, **{k.replace("_", "-"): v for k, v in fields.items()}},
        creators=ADLER,
        dates={"issued": year},
    )


def draft(title: str, year: str = "2014", name: str = "Adler", **fields: str) -> ItemDraft:
    return ItemDraft(
        type="book",
        fields={"title": title, **fields},
        creators=(Creator(family=name, given="R."),),
        dates={"issued": year},
    )


@pytest.mark.parametrize(
    ("other", "is_sure"),
    [
        (draft("Harbour Towns and the Price of Grain"), True),
        (draft("HARBOUR TOWNS & the price of Grain."), False),
        (draft("Harbor Towns and the Price of Grain", "2015"), False),
        (draft("Harbour towns"), False),
        (draft("Häfen", "1999", "Ädler", DOI="10.1000/ABC"), True),
    ],
)
def test_the_same_work_is_found_however_it_is_spelt(other: ItemDraft, is_sure: bool) -> None:
    known = KnownWorks([item("Harbour Towns and the Price of Grain", DOI="10.1000/abc")])
    match = known.find(other)
    assert match is not None
    assert match.is_sure is is_sure


@pytest.mark.parametrize(
    "other",
    [
        draft("Harbour Towns, Part 2"),
        draft("Harbour Towns, Part II"),
        draft("Harbour Towns, Part 1", volume="2"),
        draft("Harbour Towns, Part 1", "2017"),
        draft("Harbour Towns, Part 1", name="Okafor"),
        draft("Harbour Towns, Part 1", DOI="10.1000/other"),
    ],
)
def test_what_differs_by_a_number_is_another_work(other: ItemDraft) -> None:
    known = KnownWorks([item("Harbour Towns, Part 1", volume="1", DOI="10.1000/one")])
    assert known.find(other) is None


def test_volumes_are_told_by_their_letters_too() -> None:
    known = KnownWorks([item("Harbours and Tides", volume="B")])
    assert known.find(draft("Harbours and Tides", volume="C")) is None
    match = known.find(draft("Harbours and Tides", volume="b"))
    assert match is not None
    assert match.is_sure


def test_a_volume_is_not_surely_the_whole_work() -> None:
    known = KnownWorks([item("Harbours and Tides", number_of_volumes="5")])
    match = known.find(draft("Harbours and Tides", volume="II"))
    assert match is not None
    assert not match.is_sure


def test_titles_without_latin_letters_are_compared_too() -> None:
    known = KnownWorks([item("港町と穀物の価格")])
    assert known.find(draft("港町と穀物の価格")) is not None
    assert known.find(draft("まったく別の本の題名")) is None

from typing import Any

import pytest

from pincite.citing.csl_json import cite_json, date_json, locator_text, to_csl_json
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.locators import Locator, LocatorRange, parse_locator


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2019-05-28", {"date-parts": [[2019, 5, 28]]}),
        ("1988/1992", {"date-parts": [[1988], [1992]]}),
        ("2004-21", {"date-parts": [[2004]], "season": 1}),
        ("1723~", {"date-parts": [[1723]], "circa": True}),
        ("-0043", {"date-parts": [[-44]]}),
        ("in press", {"literal": "in press"}),
        (" ", {}),
    ],
)
def test_dates_become_parts(edtf: str, date: dict[str, Any]) -> None:
    assert date_json(edtf) == date


def test_item_is_strict_csl_json() -> None:
    item = Item(
        id=ItemId("1"),
        key="goulka2009",
        type="monograph",
        fields={"title": "The MEK\nin Iraq\x00", "volume": "", "nonsense": "x"},
        creators=(
            Creator(literal="RAND"),
            Creator(family="Gogh", given="Vincent", non_dropping_particle="van", role="editor"),
            Creator(given="Plato"),
            Creator(family="X", role="wizard"),
        ),
        dates={"issued": "2009", "born": "1900"},
    )
    assert to_csl_json(item) == {
        "id": "goulka2009",
        "type": "document",
        "title": "The MEK in Iraq",
        "author": [{"literal": "RAND"}, {"literal": "Plato"}],
        "editor": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
        "contributor": [{"family": "X"}],
        "issued": {"date-parts": [[2009]]},
    }


def test_item_without_key_goes_by_its_id() -> None:
    assert to_csl_json(Item(id=ItemId("abc")))["id"] == "abc"


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        (parse_locator("pp. 3, 10-11"), "3, 10-11"),
        (Locator("page", (LocatorRange("A-3"),)), "A\\-3"),
        (Locator("page", (LocatorRange("A-3", "A-5"),)), "A\\-3-A\\-5"),
        (parse_locator("8:33-9:09"), "8:33–9:09"),
    ],
)
def test_labels_keep_their_hyphens(locator: Locator, text: str) -> None:
    assert locator_text(locator) == text


def test_cite_carries_affixes_with_their_spaces() -> None:
    assert cite_json("a", parse_locator("¶ 4"), "see", "for more", suppress_author=True) == {
        "id": "a",
        "locator": "4",
        "label": "paragraph",
        "prefix": "see ",
        "suffix": " for more",
        "suppress-author": True,
    }

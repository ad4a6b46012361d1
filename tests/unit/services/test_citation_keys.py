"""Keys by the library's formula: never changed by themselves, and old ones find their work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.citation_keys import planned_keys, sample_keys
from pincite.services.commands.items import AddItem, EditItem
from pincite.services.commands.keys import KEY_FORMULA, PinKeys, RenewKeys
from pincite.services.lookup import item_named
from pincite.services.workspace import Workspace

ADA, BEN = ItemId("ada"), ItemId("ben")


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    for id, title in ((ADA, "Grain trade"), (BEN, "Bread prices")):
        adler = (Creator(family="Adler", given="Ruth"),)
        fields = {"title": title}
        space.run_now(AddItem(Item(id, "book", "", fields, adler, {"issued": "2014"})))
    yield space
    space.close()


def key(workspace: Workspace, id: ItemId) -> str:
    item = workspace.read.get(Item, id)
    return item.key if item else ""


def keys(workspace: Workspace) -> list[str]:
    return [key(workspace, id) for id in (ADA, BEN)]


def set_formula(workspace: Workspace, formula: str) -> None:
    workspace.save_setting(KEY_FORMULA, formula).result()


def test_a_formula_makes_new_keys_and_leaves_the_others(workspace: Workspace) -> None:
    set_formula(workspace, "veryshorttitle.upper + year")
    workspace.run_now(AddItem(Item(ItemId("new"), fields={"title": "Ports of the Levant"})))
    assert [*keys(workspace), key(workspace, ItemId("new"))] == ["adler2014", "adler2014a", "PORTS"]


def test_keys_are_made_anew_on_demand_and_taken_back_by_undo(workspace: Workspace) -> None:
    set_formula(workspace, "auth + shorttitle(1, 1)")
    items = workspace.read.items([ADA, BEN])
    assert [c.key for c in planned_keys(workspace.read, items)] == ["AdlerGrain", "AdlerBread"]
    assert keys(workspace) == ["adler2014", "adler2014a"]
    workspace.run_now(RenewKeys((ADA, BEN)))
    assert keys(workspace) == ["AdlerGrain", "AdlerBread"]
    workspace.undo().result()
    assert keys(workspace) == ["adler2014", "adler2014a"]


def test_a_key_that_fits_keeps_its_letter(workspace: Workspace) -> None:
    workspace.run_now(EditItem(ADA, key="other"))
    workspace.run_now(RenewKeys((BEN,)))
    assert keys(workspace) == ["other", "adler2014a"]


def test_pinned_keys_stay(workspace: Workspace) -> None:
    set_formula(workspace, "auth + year")
    workspace.run_now(EditItem(ADA, key="mine"))
    workspace.run_now(PinKeys((BEN,)))
    workspace.run_now(RenewKeys((ADA, BEN)))
    assert keys(workspace) == ["mine", "adler2014a"]
    workspace.run_now(PinKeys((BEN,), is_pinned=False))
    workspace.run_now(RenewKeys((ADA, BEN)))
    assert keys(workspace) == ["mine", "Adler2014"]


def test_a_former_key_finds_its_work_and_no_other_gets_it(workspace: Workspace) -> None:
    workspace.run_now(EditItem(ADA, key="grain"))
    assert item_named(workspace.read, "adler2014").id == ADA
    again = Item(ItemId("c"), creators=(Creator(family="Adler"),), dates={"issued": "2014"})
    workspace.run_now(AddItem(again))
    assert key(workspace, ItemId("c")) == "adler2014b"
    # Its own old key it may have again.
    workspace.run_now(EditItem(ADA, key="adler2014"))
    stored = workspace.read.get(Item, ADA)
    assert stored is not None
    assert (stored.key, stored.former_keys) == ("adler2014", ("grain",))


def test_samples_show_a_formula_on_works_of_the_library(workspace: Workspace) -> None:
    made = sample_keys(workspace.read, "auth.upper")
    assert sorted(key for _, key in made) == ["ADLER", "ADLERa"]

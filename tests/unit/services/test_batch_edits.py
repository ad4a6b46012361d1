"""One edit on many items: what is shown before is what is done."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.model.creators import Creator
from pincite.model.ids import CollectionId, ItemId
from pincite.model.items import Item
from pincite.services.batch_edits import (
    Act,
    Edit,
    EditItems,
    edited,
    planned_changes,
    value_text,
)
from pincite.services.commands.items import AddItem
from pincite.services.errors import ServiceError
from pincite.services.workspace import Workspace

ADA = Item(
    ItemId("ada"),
    "book",
    "ada",
    {"title": "Ports", "publisher": "Univ. Press (Univ.)", "note": r"a\b"},
    (Creator(family="Roy", given="Ann"), Creator(role="editor", family="Ito", given="Mei")),
    {"issued": "2014"},
    tags=("old", "keep"),
    collections=(CollectionId("c1"),),
)
BEN = Item(ItemId("ben"), "report", "ben", {"title": "Rivers"}, dates={"issued": "199X"})


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    for item in (ADA, BEN):
        space.run_now(AddItem(item))
    yield space
    space.close()


@pytest.mark.parametrize(
    ("edit", "new"),
    [
        (Edit("publisher", Act.SET, "OUP"), "OUP"),
        (Edit("publisher", Act.FILL, "OUP"), "Univ. Press (Univ.)"),
        (Edit("edition", Act.FILL, "2"), "2"),
        (Edit("publisher", Act.ADD, ", Leeds"), "Univ. Press (Univ.), Leeds"),
        (Edit("publisher", Act.REMOVE), ""),
        (Edit("publisher", Act.REMOVE, " (Univ.)"), "Univ. Press"),
        (Edit("publisher", Act.REPLACE, "University", "univ."), "University Press (University)"),
        (Edit("publisher", Act.REPLACE, "U", "univ.", has_case=True), "Univ. Press (Univ.)"),
        (
            Edit("publisher", Act.REPLACE, r"\1!", r"(P\w+)", is_pattern=True),
            "Univ. Press! (Univ.)",
        ),
        (Edit("note", Act.REPLACE, r"\1", "\\"), r"a\1b"),
        (Edit("issued", Act.REPLACE, "2015", "2014"), "2015"),
        (Edit("type", Act.SET, "thesis"), "thesis"),
        (Edit("tags", Act.ADD, "new; keep"), "old; keep; new"),
        (Edit("tags", Act.REMOVE, "old"), "keep"),
        (Edit("tags", Act.SET, "one"), "one"),
        (Edit("tags", Act.REPLACE, "ancient", "old"), "keep; ancient"),
        (Edit("collections", Act.ADD, "c2"), "c1; c2"),
        (Edit("collections", Act.REMOVE, "c1"), ""),
        (Edit("author", Act.ADD, "Chidi Okafor"), "Roy, Ann; Okafor, Chidi"),
        (Edit("author", Act.SET, "Okafor, C.; Ito, M."), "Okafor, C.; Ito, M."),
        (Edit("author", Act.REMOVE), ""),
        (Edit("editor", Act.REPLACE, "Itō", "Ito"), "Itō, Mei"),
    ],
)
def test_what_an_edit_makes_of_an_item(edit: Edit, new: str) -> None:
    edit.check()
    assert value_text(edited(ADA, edit), edit.field) == new


def test_names_of_other_roles_stay_where_they_are() -> None:
    after = edited(ADA, Edit("author", Act.SET, "Okafor, C."))
    assert [(c.role, c.short) for c in after.creators] == [("author", "Okafor"), ("editor", "Ito")]


@pytest.mark.parametrize(
    "edit",
    [
        Edit("title", Act.REPLACE, "x"),
        Edit("title", Act.REPLACE, "x", "(", is_pattern=True),
        Edit("title", Act.REPLACE, r"\2", "(x)", is_pattern=True),
        Edit("title", Act.SET, " "),
        Edit("type", Act.SET, "bok"),
        Edit("type", Act.REMOVE),
        Edit("collections", Act.SET, "c"),
        Edit("issued", Act.SET, "last summer"),
    ],
)
def test_an_edit_that_cannot_be_done_is_refused_with_a_sentence(edit: Edit) -> None:
    with pytest.raises(ServiceError):
        planned_changes([ADA], edit)


def test_a_pattern_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pincite.services.batch_edits._PATTERN_S", 0.05)
    item = replace(ADA, fields={"title": "ab" * 30 + "c"})
    edit = Edit("title", Act.REPLACE, "", "^(a|b|ab)*[^c]$", is_pattern=True)
    with pytest.raises(ServiceError, match="takes too long"):
        planned_changes([item], edit)


def test_the_plan_is_what_is_done_in_one_step(workspace: Workspace) -> None:
    edit = Edit("title", Act.REPLACE, "o", "O", has_case=False)
    items = workspace.read.items([ADA.id, BEN.id])
    plan = planned_changes(items, edit)
    assert [(c.item.id, c.old, c.new) for c in plan] == [(ADA.id, "Ports", "Ports")] or plan == []
    edit = Edit("publisher", Act.FILL, "OUP")
    plan = planned_changes(items, edit)
    assert [(c.item.id, c.old, c.new) for c in plan] == [(BEN.id, "", "OUP")]
    workspace.run_now(EditItems((ADA.id, BEN.id), edit))
    publishers = [i.fields.get("publisher") for i in workspace.read.items([ADA.id, BEN.id])]
    assert publishers == ["Univ. Press (Univ.)", "OUP"]
    workspace.undo().result()
    assert "publisher" not in workspace.read.items([BEN.id])[0].fields


def test_an_item_whose_date_would_be_wrong_is_left_and_named(workspace: Workspace) -> None:
    edit = Edit("issued", Act.REPLACE, "early ", "199")
    plan = planned_changes(workspace.read.items([ADA.id, BEN.id]), edit)
    assert [(c.item.id, bool(c.fault)) for c in plan] == [(BEN.id, True)]
    workspace.run_now(EditItems((ADA.id, BEN.id), edit))
    assert workspace.read.items([BEN.id])[0].issued == "199X"

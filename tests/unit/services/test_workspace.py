"""The one path of a write: transaction, history, notice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.library.transaction import Transaction
from pincite.model.changes import Changes
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.commands.items import AddItem, EditItem, TrashItems
from pincite.services.errors import ServiceError, UndoRefusedError, WorkspaceClosedError
from pincite.services.workspace import Batch, Workspace

GRAIN = Item(ItemId("grain"), "report", fields={"title": "Grain"}, dates={"issued": "2014"})


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


def title(workspace: Workspace) -> str:
    item = workspace.read.get(Item, "grain")
    return item.title if item else ""


def test_a_command_writes_and_tells_once(workspace: Workspace) -> None:
    told: list[tuple[Changes, object]] = []
    workspace.subscribe(lambda changes, origin: told.append((changes, origin)))
    workspace.run_now(AddItem(GRAIN), origin="me")
    assert title(workspace) == "Grain"
    assert [(c.items, o) for c, o in told] == [(frozenset({"grain"}), "me")]


def test_undo_and_redo_bring_every_value_back(workspace: Workspace) -> None:
    workspace.run_now(AddItem(GRAIN))
    workspace.run_now(EditItem(ItemId("grain"), fields={"title": "Bread"}))
    edited = workspace.read.get(Item, "grain")
    workspace.undo().result()
    assert title(workspace) == "Grain"
    workspace.undo().result()
    assert workspace.read.get(Item, "grain") is None
    workspace.redo().result()
    workspace.redo().result()
    assert workspace.read.get(Item, "grain") == edited


def test_the_history_names_its_steps(workspace: Workspace) -> None:
    workspace.run_now(AddItem(GRAIN))
    workspace.run_now(TrashItems((ItemId("grain"),)))
    assert (workspace.undo_label, workspace.redo_label) == ("Move to trash", "")
    workspace.undo().result()
    assert (workspace.undo_label, workspace.redo_label) == ("Add item", "Move to trash")


def test_a_failing_command_leaves_nothing(workspace: Workspace) -> None:
    class Failing:
        label = "Fail"

        def apply(self, tx: Transaction) -> None:
            tx.put(GRAIN)
            raise ServiceError("No.")

    with pytest.raises(ServiceError):
        workspace.run_now(Failing())
    assert workspace.read.get(Item, "grain") is None
    assert workspace.undo_label == ""


def test_a_batch_is_one_step(workspace: Workspace) -> None:
    other = replace(GRAIN, id=ItemId("other"))
    workspace.run_now(Batch("Both", (AddItem(GRAIN), AddItem(other))))
    workspace.undo().result()
    assert workspace.read.item_ids() == []


def test_commands_of_a_group_are_one_step(workspace: Workspace) -> None:
    group = object()
    workspace.run_now(AddItem(GRAIN), group=group)
    workspace.run_now(EditItem(ItemId("grain"), fields={"title": "Bread"}), group=group)
    workspace.undo().result()
    assert workspace.read.get(Item, "grain") is None
    workspace.redo().result()
    assert title(workspace) == "Bread"


def test_undo_is_refused_when_another_program_changed_the_record(
    workspace: Workspace, library_folder: Path
) -> None:
    workspace.run_now(AddItem(GRAIN))
    workspace.run_now(EditItem(ItemId("grain"), fields={"title": "Bread"}))
    other = Workspace.open(library_folder)
    other.run_now(EditItem(ItemId("grain"), fields={"title": "Ice"}))
    other.close()
    with pytest.raises(UndoRefusedError):
        workspace.undo().result()
    assert title(workspace) == "Ice"


def test_another_programs_changes_are_told(workspace: Workspace, library_folder: Path) -> None:
    told: list[Changes] = []
    workspace.subscribe(lambda changes, origin: told.append(changes))
    other = Workspace.open(library_folder)
    other.run_now(AddItem(GRAIN))
    other.close()
    workspace.poll()
    workspace.undo().result()  # nothing to undo; waits for the writer thread
    assert [c.items for c in told] == [frozenset({"grain"})]


def test_own_changes_are_not_told_again(workspace: Workspace) -> None:
    told: list[Changes] = []
    workspace.subscribe(lambda changes, origin: told.append(changes))
    workspace.run_now(AddItem(GRAIN))
    workspace.poll()
    workspace.undo().result()
    workspace.redo().result()
    assert len(told) == 3


def test_a_closed_workspace_refuses_writes(library_folder: Path) -> None:
    space = Workspace.open(library_folder)
    space.close()
    with pytest.raises(WorkspaceClosedError):
        space.run_now(AddItem(GRAIN))


def test_a_key_that_is_taken_is_refused(workspace: Workspace) -> None:
    workspace.run_now(AddItem(replace(GRAIN, key="grain2014")))
    workspace.run_now(AddItem(replace(GRAIN, id=ItemId("b"), key="other")))
    with pytest.raises(ServiceError, match="grain2014"):
        workspace.run_now(EditItem(ItemId("b"), key="grain2014"))


def test_items_get_keys_of_their_own(workspace: Workspace) -> None:
    workspace.run_now(AddItem(GRAIN))
    workspace.run_now(AddItem(replace(GRAIN, id=ItemId("b"))))
    keys = [item.key for item in workspace.read.items([ItemId("grain"), ItemId("b")])]
    assert len(set(keys)) == 2
    assert all(keys)

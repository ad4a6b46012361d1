"""Tags, reading states, tasks and relations, each with its undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.library.queries import ItemQuery, ReadingPlace, TagCount
from pincite.model.documents import Document
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.model.reading_states import ReadingState
from pincite.services.commands.duplicates import MergeItems
from pincite.services.commands.items import AddItem, EditItem
from pincite.services.commands.reading_states import SetReading
from pincite.services.commands.records import SaveRecords
from pincite.services.commands.related import RelateItems, UnrelateItems
from pincite.services.commands.tags import (
    TAG_COLOURS,
    DeleteAutomaticTags,
    DeleteTags,
    RenameTags,
    TagItems,
    ToggleTag,
    colours_text,
    tag_colours,
)
from pincite.services.commands.tasks import AddTask, DeleteTasks, EditTask, FinishTasks
from pincite.services.errors import ServiceError
from pincite.services.workspace import Workspace

ADA, BEN, CAL = ItemId("ada"), ItemId("ben"), ItemId("cal")
SHA = Sha256("d" * 64)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    tags = {ADA: ("rivers", "boats"), BEN: ("Rivers",), CAL: ()}
    for id, own in tags.items():
        automatic = ("rivers",) if id == ADA else ()
        item = Item(id, "book", id, {"title": id}, tags=own, automatic_tags=automatic)
        space.run_now(AddItem(item))
    yield space
    space.close()


def item(workspace: Workspace, id: ItemId) -> Item:
    found = workspace.read.get(Item, id)
    assert found is not None
    return found


def state(workspace: Workspace, id: ItemId) -> ReadingState:
    return workspace.read.item_rows([id])[0].reading


def test_a_tag_that_came_with_a_work_is_told_apart_until_somebody_chooses_it(
    workspace: Workspace,
) -> None:
    assert TagCount("rivers", 1, is_automatic=True) in workspace.read.tags()
    workspace.run_now(TagItems((ADA,), add=("rivers",)))
    assert item(workspace, ADA).tags == ("rivers", "boats")
    assert TagCount("rivers", 1, is_automatic=False) in workspace.read.tags()
    workspace.undo().result()
    assert item(workspace, ADA).automatic_tags == ("rivers",)


def test_a_tag_that_is_edited_away_is_no_automatic_one_any_more(workspace: Workspace) -> None:
    workspace.run_now(EditItem(ADA, tags=("boats",)))
    assert item(workspace, ADA).automatic_tags == ()


def test_renaming_to_a_name_in_use_merges_and_undo_parts_them_again(workspace: Workspace) -> None:
    workspace.save_setting(TAG_COLOURS, colours_text({"rivers": "#b3261e"})).result()
    workspace.run_now(RenameTags(("rivers", "Rivers"), "water"))
    assert workspace.read.tags() == [TagCount("boats", 1), TagCount("water", 2)]
    assert tag_colours(workspace.read)["water"] == "#b3261e"
    workspace.undo().result()
    assert [tag.name for tag in workspace.read.tags()] == ["boats", "Rivers", "rivers"]
    assert tag_colours(workspace.read)["rivers"] == "#b3261e"


def test_a_tag_needs_a_name(workspace: Workspace) -> None:
    with pytest.raises(ServiceError, match="needs a name"):
        workspace.run_now(RenameTags(("boats",), "  "))


def test_deleting_tags_takes_them_off_all_items(workspace: Workspace) -> None:
    workspace.run_now(DeleteTags(("boats",)))
    assert item(workspace, ADA).tags == ("rivers",)
    workspace.run_now(DeleteAutomaticTags())
    assert item(workspace, ADA).tags == ()
    assert item(workspace, BEN).tags == ("Rivers",)


def test_toggling_gives_a_tag_to_all_before_it_takes_it(workspace: Workspace) -> None:
    workspace.run_now(ToggleTag((ADA, BEN), "boats"))
    assert "boats" in item(workspace, BEN).tags
    workspace.run_now(ToggleTag((ADA, BEN), "boats"))
    assert [t.name for t in workspace.read.tags()] == ["Rivers", "rivers"]


@pytest.mark.parametrize("text", ["", "no json", "[1]", '{"a": 3}'])
def test_damaged_colours_are_none(workspace: Workspace, text: str) -> None:
    workspace.save_setting(TAG_COLOURS, text).result()
    assert tag_colours(workspace.read) == {}


def test_reading_makes_a_work_being_read_and_what_is_said_later_holds(
    workspace: Workspace,
) -> None:
    workspace.run_now(SaveRecords("Add", (Document(SHA, ADA, "a.pdf", "application/pdf", 1, 3),)))
    assert state(workspace, ADA) is ReadingState.UNREAD
    workspace.save_place(SHA, ReadingPlace(1, at="2026-01-01T00:00:00+00:00"))
    workspace.save_setting("waits for", "the writer").result()
    assert state(workspace, ADA) is ReadingState.READING
    workspace.run_now(SetReading((ADA,), ReadingState.UNREAD))
    assert state(workspace, ADA) is ReadingState.UNREAD
    workspace.save_place(SHA, ReadingPlace(1, at="2999-01-01T00:00:00+00:00"))
    workspace.run_now(SetReading((BEN,), ReadingState.READ))
    assert [state(workspace, id) for id in (ADA, BEN, CAL)] == [
        ReadingState.READING,
        ReadingState.READ,
        ReadingState.UNREAD,
    ]
    order = workspace.read.item_ids(sort="reading", descending=True)
    assert order == [BEN, ADA, CAL]
    found = {s: workspace.read.filtered("state", s).items for s in ("unread", "reading", "read")}
    assert found == {"unread": {CAL}, "reading": {ADA}, "read": {BEN}}


def test_a_read_work_stays_read_when_it_is_opened_again(workspace: Workspace) -> None:
    workspace.run_now(SaveRecords("Add", (Document(SHA, ADA, "a.pdf", "application/pdf", 1, 3),)))
    workspace.run_now(SetReading((ADA,), ReadingState.READ))
    workspace.save_place(SHA, ReadingPlace(1, at="2999-01-01T00:00:00+00:00"))
    workspace.save_setting("waits for", "the writer").result()
    assert state(workspace, ADA) is ReadingState.READ


def test_tasks_are_listed_until_they_are_done(workspace: Workspace) -> None:
    first, second = AddTask(ADA, " check  quotation "), AddTask(BEN, "get the file")
    changes = workspace.run_now(first)
    assert changes.tasks == {first.id}
    workspace.run_now(second)
    read = workspace.read
    assert [task.text for task in read.open_tasks()] == ["check quotation", "get the file"]
    workspace.run_now(EditTask(second.id, "order the book"))
    workspace.run_now(FinishTasks((first.id,)))
    assert [task.text for task in read.open_tasks()] == ["order the book"]
    assert read.item_ids(ItemQuery(section="tasks")) == [BEN]
    assert [row.tasks for row in read.item_rows([ADA, BEN])] == [0, 1]
    assert read.filtered("has", "tasks").items == {BEN}
    workspace.undo().result()
    assert read.open_task_count() == 2
    workspace.run_now(DeleteTasks((first.id,)))
    assert read.tasks_of(ADA) == []


def test_a_task_without_words_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ServiceError, match="needs words"):
        workspace.run_now(AddTask(ADA, " "))


def test_related_works_know_each_other(workspace: Workspace) -> None:
    changes = workspace.run_now(RelateItems(ADA, (BEN, CAL)))
    assert changes.related == {ADA, BEN, CAL}
    related = workspace.read.related_to
    assert [i.id for i in related(ADA)] == [BEN, CAL]
    assert [i.id for i in related(BEN)] == [ADA]
    workspace.run_now(UnrelateItems(BEN, (ADA,)))
    assert [i.id for i in related(ADA)] == [CAL]
    workspace.undo().result()
    assert [i.id for i in related(BEN)] == [ADA]
    with pytest.raises(ServiceError, match="itself"):
        workspace.run_now(RelateItems(ADA, (ADA,)))


def test_merging_two_items_keeps_tasks_relations_and_chosen_tags(workspace: Workspace) -> None:
    workspace.run_now(AddTask(BEN, "check quotation"))
    workspace.run_now(RelateItems(BEN, (CAL, ADA)))
    workspace.run_now(EditItem(BEN, tags=("rivers",)))
    workspace.run_now(MergeItems(ADA, BEN))
    read = workspace.read
    assert [task.text for task in read.tasks_of(ADA)] == ["check quotation"]
    assert [i.id for i in read.related_to(ADA)] == [CAL]
    assert item(workspace, ADA).automatic_tags == ()
    workspace.undo().result()
    assert {i.id for i in read.related_to(BEN)} == {CAL, ADA}

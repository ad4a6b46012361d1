"""Saved searches are kept, changed and taken away like everything else: with undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.model.saved_searches import SavedSearch
from pincite.services.commands.saved_searches import (
    EditSavedSearch,
    MoveSavedSearch,
    SaveSearch,
    TrashSavedSearch,
)
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.workspace import Workspace


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "library")
    yield opened
    opened.close()


def _listed(space: Workspace) -> list[tuple[str, str]]:
    return [(saved.name, saved.query) for saved in space.read.saved_searches()]


def test_a_search_is_saved_changed_and_taken_away_and_each_can_be_undone(space: Workspace) -> None:
    command = SaveSearch(" Grain ", "grain -salt ")
    changes = space.run_now(command)
    assert changes.saved_searches == {command.id}
    space.run_now(EditSavedSearch(command.id, name="Corn"))
    space.run_now(EditSavedSearch(command.id, query="corn"))
    assert _listed(space) == [("Corn", "corn")]
    space.run_now(TrashSavedSearch(command.id))
    assert _listed(space) == []
    for expected in ([("Corn", "corn")], [("Corn", "grain -salt")], [("Grain", "grain -salt")], []):
        space.undo().result()
        assert _listed(space) == expected


def test_names_are_unique_accents_and_case_aside(space: Workspace) -> None:
    first, second = SaveSearch("Café", "a"), SaveSearch("Tea", "b")
    space.run_now(first)
    space.run_now(second)
    with pytest.raises(ServiceError, match="already"):
        space.run_now(SaveSearch("CAFE", "c"))
    with pytest.raises(ServiceError, match="already"):
        space.run_now(EditSavedSearch(second.id, name="cafe"))
    space.run_now(EditSavedSearch(first.id, name="CAFÉ"))
    found = space.read.saved_search_by_name("cafe")
    assert found == SavedSearch(first.id, "CAFÉ", "a")


@pytest.mark.parametrize(("name", "query"), [(" ", "a"), ("a", " "), ("the “a”", "a")])
def test_a_search_needs_a_name_and_words(space: Workspace, name: str, query: str) -> None:
    with pytest.raises(ServiceError):
        space.run_now(SaveSearch(name, query))


def test_the_order_is_the_users(space: Workspace) -> None:
    commands = [SaveSearch(name, "x") for name in "abc"]
    for command in commands:
        space.run_now(command)
    a, b, c = (command.id for command in commands)
    space.run_now(MoveSavedSearch(c, a))
    space.run_now(MoveSavedSearch(a, None))
    assert [saved.id for saved in space.read.saved_searches()] == [c, b, a]
    with pytest.raises(NothingFoundError):
        space.run_now(MoveSavedSearch(SaveSearch("d", "x").id))


def test_a_trashed_name_is_free_again(space: Workspace) -> None:
    first = SaveSearch("Grain", "grain")
    space.run_now(first)
    space.run_now(TrashSavedSearch(first.id))
    space.run_now(SaveSearch("Grain", "corn"))
    assert _listed(space) == [("Grain", "corn")]

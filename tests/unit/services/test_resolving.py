"""Works by their identifiers, and items that are completed, against sources on this computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fake_sources import ARXIV, DOI, ISBN, PMID, FakeSources, fake_sources

from pincite.importing.resolving.sources import SourceChoices
from pincite.model.creators import Creator
from pincite.model.identifier_lists import find_identifiers
from pincite.model.ids import ItemId, fresh_id
from pincite.model.items import Item
from pincite.services.commands.items import AddItem
from pincite.services.completions import Completion, accepting
from pincite.services.errors import ServiceError
from pincite.services.jobs import Cancelled, JobContext
from pincite.services.looking_up import complete
from pincite.services.references import Standing, take_references
from pincite.services.resolving import identifiers_in_file, plan_identifiers
from pincite.services.workspace import Workspace


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[FakeSources]:
    with fake_sources() as running:
        yield running


@pytest.fixture
def choices(server: FakeSources) -> SourceChoices:
    return SourceChoices(server.addresses)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(library_folder)
    yield opened
    opened.close()


def add(workspace: Workspace, item: Item) -> Item:
    workspace.run_now(AddItem(item))
    stored = workspace.read.get(Item, item.id)
    assert stored is not None
    return stored


def article(**fields: str) -> Item:
    return Item(ItemId(fresh_id()), type="article-journal", fields=fields)


def test_works_are_new_known_or_a_problem_and_one_undo_takes_them_back(
    workspace: Workspace, choices: SourceChoices, server: FakeSources
) -> None:
    here = add(workspace, article(title="Sea air", PMID=PMID))
    server.modes = {"arxiv": "unknown"}
    wanted = find_identifiers(f"{DOI}\narXiv:{ARXIV}\nPMID:{PMID}\n{ISBN}\n{DOI}")
    plan = plan_identifiers(workspace.read, wanted, choices, JobContext())
    assert [(c.standing, c.like) for c in plan.candidates] == [
        (Standing.NEW, None), (Standing.KNOWN, here), (Standing.NEW, None),
    ]  # fmt: skip
    assert plan.problems == (
        (0, f"arXiv:{ARXIV} is not known to arXiv; check it for typing errors."),
    )
    # What is here already is not asked for.
    assert [path.partition("/")[0] for path in server.seen] == ["crossref", "arxiv", "open_library"]
    taken = take_references(workspace, plan)
    assert len(workspace.read.item_ids()) == 3
    assert taken[0].item.sources["title"] == "Crossref"
    workspace.undo().result()
    assert workspace.read.item_ids() == [here.id]


def test_a_work_named_in_two_ways_comes_once(workspace: Workspace, choices: SourceChoices) -> None:
    # The server gives the record with the DOI 10.1000/tides.5 for any DOI.
    wanted = find_identifiers(f"{DOI} 10.1000/alias")
    plan = plan_identifiers(workspace.read, wanted, choices, JobContext())
    assert [c.standing for c in plan.candidates] == [Standing.NEW, Standing.REPEATED]


def test_looking_up_can_be_stopped(workspace: Workspace, choices: SourceChoices) -> None:
    context = JobContext()
    context.cancel()
    with pytest.raises(Cancelled):
        plan_identifiers(workspace.read, find_identifiers(DOI), choices, context)


def test_identifiers_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"See {DOI} and ISBN {ISBN}.", encoding="utf-16")
    assert [str(each) for each in identifiers_in_file(path)] == [f"DOI {DOI}", f"ISBN {ISBN}"]
    path.write_text("Nothing here.")
    with pytest.raises(ServiceError, match="no DOI, arXiv number, ISBN or PMID"):
        identifiers_in_file(path)


def completion(choices: SourceChoices, item: Item) -> Completion:
    (found,) = complete([item], choices, JobContext())
    return found


def test_an_item_is_completed_field_by_field_as_one_step(
    workspace: Workspace, choices: SourceChoices
) -> None:
    item = add(
        workspace,
        Item(
            ItemId(fresh_id()),
            type="article-journal",
            fields={"title": "Storm tides", "DOI": DOI, "page": "123–130", "volume": "8"},
            creators=(Creator(family="Okafor", given="C."), Creator(role="editor", family="Adler")),
            dates={"issued": "2019-05-28"},
        ),
    )
    found = completion(choices, item)
    rows = {d.name: (d.old, d.new, d.is_advised) for d in found.differences}
    assert rows["author"] == ("Okafor, C.", "Okafor, Chidi; Port Commission", False)
    assert rows["volume"] == ("8", "7", False)
    assert rows["container-title"] == ("", "Journal of Harbours", True)
    # The same in another way of writing, and what the source does not know, is no difference.
    assert not rows.keys() & {"page", "DOI", "issued", "type", "editor"}
    assert list(rows)[:2] == ["title", "author"]

    command = accepting([(found, {"author", "container-title"})])
    assert command is not None
    workspace.run_now(command)
    changed = workspace.read.get(Item, item.id)
    assert changed is not None
    assert [c.full for c in changed.creators] == ["Okafor, Chidi", "Port Commission", "Adler"]
    assert changed.fields["container-title"] == "Journal of Harbours"
    assert (changed.fields["volume"], changed.title) == ("8", "Storm tides")
    assert changed.sources["author"] == changed.sources["container-title"] == "Crossref"
    assert workspace.undo_label == "Complete details"
    workspace.undo().result()
    assert workspace.read.get(Item, item.id) == item


def test_guesses_from_a_file_give_way(choices: SourceChoices) -> None:
    item = Item(
        ItemId(fresh_id()),
        fields={"title": "STORM TIDES", "DOI": DOI},
        sources={"title": "page text"},
        is_draft=True,
    )
    advised = {d.name for d in completion(choices, item).differences if d.is_advised}
    assert {"title", "type", "author", "issued"} <= advised


def test_without_an_identifier_the_title_finds_it(
    choices: SourceChoices, server: FakeSources
) -> None:
    item = Item(
        ItemId(fresh_id()),
        type="article-journal",
        fields={"title": "Storm tides and harbour walls: a ledger"},
        creators=(Creator(family="Okafor"),),
        dates={"issued": "2019"},
    )
    found = completion(choices, item)
    assert (found.by_title, found.problem) == (True, "")
    assert "query.bibliographic=Storm+tides" in server.seen[0]
    rows = {d.name: d.new for d in found.differences}
    assert (rows["issued"], rows["volume"]) == ("2019-05-28", "7")


@pytest.mark.parametrize(
    ("title", "year"),
    [("Storm tides of the other coast and its people", "2019"),
     ("Storm tides and harbour walls: a ledger 2", "2019"),
     ("Storm tides and harbour walls: a ledger", "1999")],
)  # fmt: skip
def test_what_is_not_like_it_is_not_offered(choices: SourceChoices, title: str, year: str) -> None:
    creators = (Creator(family="Okafor"),)
    item = Item(
        ItemId(fresh_id()), fields={"title": title}, creators=creators, dates={"issued": year}
    )
    found = completion(choices, item)
    assert found.found is None
    assert "like it enough" in found.problem


def test_an_item_that_fails_does_not_stop_the_others(
    choices: SourceChoices, server: FakeSources
) -> None:
    server.modes = {"open_library": "malformed"}
    book = Item(ItemId(fresh_id()), type="book", fields={"ISBN": ISBN})
    nothing = Item(ItemId(fresh_id()))
    found = complete([book, nothing, article(DOI=DOI)], choices, JobContext())
    assert [bool(each.found) for each in found] == [False, False, True]
    assert "no record of a work" in found[0].problem
    assert "no title and no identifier" in found[1].problem

"""Headings between citations, moves and copies between bibliographies, order by style."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.citing.csl_engine import CslEngine, CslResult
from pincite.model.citations import Bibliography, Ordering
from pincite.model.creators import Creator
from pincite.model.ids import BibliographyId, CitationId, ItemId
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.services.bibliographies import BibliographyService
from pincite.services.commands.bibliographies import (
    AddBibliography,
    AddCitation,
    ArchiveBibliography,
    DuplicateBibliography,
    EditBibliography,
)
from pincite.services.commands.entries import (
    AddCitations,
    AddHeading,
    CiteDraft,
    CopyEntries,
    MoveEntries,
    RemoveEntries,
    RenameHeading,
)
from pincite.services.commands.items import AddItem, TrashItems
from pincite.services.errors import ServiceError
from pincite.services.sections import entry_groups
from pincite.services.workspace import Workspace

BIB, OTHER = BibliographyId("bib"), BibliographyId("other")
NAMES = ("zola", "adler", "moss")


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    for name in NAMES:
        creators = (Creator(family=name.title(), given="A."),)
        item = Item(ItemId(name), "book", name, {"title": f"On {name}"}, creators)
        space.run_now(AddItem(item))
    space.run_now(AddBibliography("Thesis", "apa", id=BIB))
    space.run_now(AddBibliography("Other", "apa", id=OTHER))
    for name in NAMES:
        place = parse_locator("3")
        space.run_now(AddCitation(BIB, ItemId(name), place, id=CitationId(name)))
    yield space
    space.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[CslEngine]:
    with CslEngine() as made:
        yield made


@pytest.fixture
def service(workspace: Workspace, engine: CslEngine) -> BibliographyService:
    return BibliographyService(workspace, lambda: engine)


def groups(
    service: BibliographyService, bibliography: BibliographyId = BIB
) -> list[tuple[str, list[str]]]:
    """Each heading with the works cited under it."""
    return [
        (section.heading.title if section.heading else "", [str(r.item.id) for r in section.rows])
        for section in service.sections(bibliography)
    ]


def put_heading(workspace: Workspace, title: str, before: str | None = None) -> AddHeading:
    command = AddHeading(BIB, title, CitationId(before) if before else None)
    workspace.run_now(command)
    return command


def test_a_heading_stands_before_what_follows_it_and_is_taken_back(
    workspace: Workspace, service: BibliographyService
) -> None:
    put_heading(workspace, "  Later\n works ", "moss")
    assert groups(service) == [("", ["zola", "adler"]), ("Later works", ["moss"])]
    workspace.undo().result()
    assert groups(service) == [("", ["zola", "adler", "moss"])]


def test_what_is_cited_next_comes_under_the_last_heading(
    workspace: Workspace, service: BibliographyService
) -> None:
    put_heading(workspace, "Later")
    workspace.run_now(AddCitation(BIB, ItemId("zola")))
    assert groups(service)[-1] == ("Later", ["zola"])


def test_a_heading_moves_with_what_is_chosen_with_it(
    workspace: Workspace, service: BibliographyService
) -> None:
    later = put_heading(workspace, "Later", "moss")
    workspace.run_now(MoveEntries((later.id, CitationId("moss")), CitationId("zola")))
    assert groups(service) == [("Later", ["moss", "zola", "adler"])]


def test_headings_are_renamed_and_need_a_text(
    workspace: Workspace, service: BibliographyService
) -> None:
    later = put_heading(workspace, "Later", "moss")
    workspace.run_now(RenameHeading(BIB, later.id, "Newer"))
    assert groups(service)[1][0] == "Newer"
    with pytest.raises(ServiceError, match="needs a text"):
        workspace.run_now(RenameHeading(BIB, later.id, "  "))


def test_a_heading_that_goes_leaves_its_citations(
    workspace: Workspace, service: BibliographyService
) -> None:
    later = put_heading(workspace, "Later", "adler")
    workspace.run_now(RemoveEntries((later.id, CitationId("moss")), BIB))
    assert groups(service) == [("", ["zola", "adler"])]
    workspace.undo().result()
    assert groups(service) == [("", ["zola"]), ("Later", ["adler", "moss"])]


def test_crowded_positions_are_renumbered_with_their_headings(
    workspace: Workspace, service: BibliographyService
) -> None:
    later = put_heading(workspace, "Later", "moss")
    for turn in range(120):
        moved = CitationId(("zola", "adler")[turn % 2])
        workspace.run_now(MoveEntries((moved,), later.id))
    assert groups(service) == [("", ["zola", "adler"]), ("Later", ["moss"])]


def test_citations_and_headings_go_over_to_another_bibliography(
    workspace: Workspace, service: BibliographyService
) -> None:
    later = put_heading(workspace, "Later", "moss")
    workspace.run_now(MoveEntries((CitationId("adler"), later.id, CitationId("moss")), None, OTHER))
    assert groups(service) == [("", ["zola"])]
    assert groups(service, OTHER) == [("", ["adler"]), ("Later", ["moss"])]
    workspace.undo().result()
    assert groups(service, OTHER) == []
    assert groups(service) == [("", ["zola", "adler"]), ("Later", ["moss"])]


def test_a_copy_leaves_the_first_where_it_is(
    workspace: Workspace, service: BibliographyService
) -> None:
    workspace.run_now(CopyEntries((CitationId("zola"), CitationId("moss")), OTHER))
    assert groups(service) == [("", ["zola", "adler", "moss"])]
    assert groups(service, OTHER) == [("", ["zola", "moss"])]
    assert str(service.cited(OTHER)[0].locator) == "3"


def test_a_duplicate_has_everything_but_the_name(
    workspace: Workspace, service: BibliographyService
) -> None:
    put_heading(workspace, "Later", "moss")
    workspace.run_now(EditBibliography(BIB, ordering=Ordering.HAND))
    command = DuplicateBibliography(BIB, "Thesis, copy")
    workspace.run_now(command)
    assert groups(service, command.id) == groups(service)
    made = workspace.read.get(Bibliography, command.id)
    assert made is not None
    assert (made.name, made.ordering) == ("Thesis, copy", Ordering.HAND)
    with pytest.raises(ServiceError, match="already"):
        workspace.run_now(DuplicateBibliography(BIB, "Other"))


def test_what_was_put_away_is_not_cited_into(
    workspace: Workspace, service: BibliographyService
) -> None:
    service.set_active(BIB)
    workspace.run_now(ArchiveBibliography(BIB))
    active = service.active()
    assert active is not None
    assert active.id == OTHER
    workspace.run_now(ArchiveBibliography(BIB, is_archived=False))
    found = workspace.read.get(Bibliography, BIB)
    assert found is not None
    assert not found.archived


def test_several_places_are_cited_in_one_step(
    workspace: Workspace, service: BibliographyService
) -> None:
    drafts = (CiteDraft(ItemId("moss"), parse_locator("8")), CiteDraft(ItemId("zola")))
    workspace.run_now(AddCitations(BIB, drafts, CitationId("adler")))
    assert groups(service) == [("", ["zola", "moss", "zola", "adler", "moss"])]
    workspace.undo().result()
    assert groups(service) == [("", ["zola", "adler", "moss"])]


def test_by_style_each_group_stands_in_the_order_of_the_list_of_works(
    workspace: Workspace, service: BibliographyService
) -> None:
    put_heading(workspace, "Later", "moss")
    workspace.run_now(AddCitation(BIB, ItemId("adler")))
    workspace.run_now(EditBibliography(BIB, ordering=Ordering.STYLE))
    assert groups(service) == [("", ["adler", "zola"]), ("Later", ["adler", "moss"])]
    workspace.run_now(EditBibliography(BIB, ordering=Ordering.TEXT))
    assert groups(service)[0] == ("", ["zola", "adler"])


def test_works_in_the_trash_stand_in_the_list_but_not_in_the_text(
    workspace: Workspace, service: BibliographyService
) -> None:
    workspace.run_now(TrashItems((ItemId("adler"),)))
    assert groups(service) == [("", ["zola", "adler", "moss"])]
    assert [str(row.item.id) for row in service.cited(BIB)] == ["zola", "moss"]


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        (Ordering.TEXT, [("", [0, 1, 2, 3])]),
        (Ordering.HAND, [("", [2, 0]), ("Later", [1]), ("", [3])]),
        (Ordering.STYLE, [("", [0, 2]), ("Later", [1]), ("", [3])]),
    ],
)
def test_the_list_of_works_follows_citations_and_headings_when_it_is_told_to(
    workspace: Workspace,
    service: BibliographyService,
    ordering: Ordering,
    expected: list[tuple[str, list[int]]],
) -> None:
    put_heading(workspace, "Later", "moss")
    workspace.run_now(AddCitation(BIB, ItemId("zola")))
    ids = (("adler",), ("moss",), ("zola",), ("uncited",))
    result = CslResult((), ("A", "M", "Z", "U"), entry_ids=ids)
    names = {ItemId(name): name for name in NAMES}
    found = entry_groups(result, service.sections(BIB), ordering, names)
    assert [(g.heading.title if g.heading else "", list(g.entries)) for g in found] == expected

"""Checks of quotations: run, kept, shown as they hold now, corrected."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.services.pages import ITEM, SHA, TEXTS, anchor, fill, mark

from pincite.model.anchors import Anchor
from pincite.model.changes import Changes
from pincite.model.citations import CitationState
from pincite.model.documents import Document
from pincite.model.ids import BibliographyId, CitationId, ItemId, MentionId, Sha256
from pincite.model.items import Item
from pincite.model.locators import Locator, parse_locator
from pincite.model.mentions import Mention, MentionKind, MentionState
from pincite.services.bibliographies import BibliographyService
from pincite.services.checks import CheckReport, Checks, corrections
from pincite.services.cited_rows import CitedRow
from pincite.services.commands.bibliographies import (
    AddBibliography,
    AddCitation,
    EditCitation,
)
from pincite.services.commands.pages import OffsetPageLabels, SetPageLabel
from pincite.services.commands.records import SaveRecords
from pincite.services.jobs import JobContext
from pincite.services.text_indexes import TextIndexes
from pincite.services.workspace import Workspace

THESIS = BibliographyId("thesis")
STARVED = CitationId("starved")


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    fill(space)
    space.run_now(AddBibliography("Thesis", id=THESIS))
    yield space
    space.close()


@pytest.fixture
def checks(workspace: Workspace) -> Checks:
    return Checks(workspace, TextIndexes(workspace.library))


def _cite(workspace: Workspace, quotation: str, place: str = "", id: str = "starved") -> CitationId:
    locator = parse_locator(place)
    citation = CitationId(id)
    workspace.run_now(AddCitation(THESIS, ITEM.id, locator, quotation=quotation, id=citation))
    return citation


def _run(checks: Checks, workspace: Workspace) -> CheckReport:
    bibliography = workspace.read.bibliography_by_name("Thesis")
    assert bibliography is not None
    return checks.run(checks.of_bibliography(bibliography), JobContext())


def _rows(workspace: Workspace) -> list[CitedRow]:
    service = BibliographyService(workspace, lambda: pytest.fail("nothing is formatted"))
    return service.cited(THESIS)


def _state(workspace: Workspace) -> CitationState:
    (row,) = _rows(workspace)
    return row.state


def test_a_check_is_kept_with_its_time_and_file(workspace: Workspace, checks: Checks) -> None:
    _cite(workspace, "The towns did not starve", "12")
    assert _state(workspace) is CitationState.UNCHECKED
    report = _run(checks, workspace)
    assert report.counts == {CitationState.VERIFIED: 1}
    assert _state(workspace) is CitationState.VERIFIED
    kept = workspace.read.check_of(STARVED)
    assert kept is not None
    assert (kept.document, kept.verdict.labels, bool(kept.at)) == (SHA, ("12",), True)
    assert kept == report.checks[0][1]


def test_a_check_is_told_once_and_is_no_undo_step(workspace: Workspace, checks: Checks) -> None:
    _cite(workspace, "The towns did not starve", "12")
    told: list[Changes] = []
    workspace.subscribe(lambda changes, _origin: told.append(changes))
    _run(checks, workspace)
    _run(checks, workspace)
    assert [changes.checks for changes in told] == [frozenset({STARVED})]
    assert workspace.undo_label == "Cite"
    workspace.undo().result()
    assert _rows(workspace) == []


def test_an_edited_quotation_is_unchecked_until_it_is_checked_again(
    workspace: Workspace, checks: Checks
) -> None:
    _cite(workspace, "The towns did not starve", "12")
    _run(checks, workspace)
    workspace.run_now(EditCitation(STARVED, quotation="The towns did starve"))
    assert _state(workspace) is CitationState.UNCHECKED
    _run(checks, workspace)
    assert _state(workspace) is CitationState.CLOSE


def test_a_corrected_page_number_shows_at_once(workspace: Workspace, checks: Checks) -> None:
    _cite(workspace, "The towns did not starve", "12")
    _run(checks, workspace)
    workspace.run_now(OffsetPageLabels(SHA, 100))
    (row,) = _rows(workspace)
    assert (row.state, row.stands_on) == (CitationState.MOVED, ("101",))
    workspace.run_now(SetPageLabel(SHA, 0, "12"))
    assert _state(workspace) is CitationState.VERIFIED


def test_moved_quotations_are_corrected_in_one_step(workspace: Workspace, checks: Checks) -> None:
    _cite(workspace, "The towns did not starve", "13")
    _cite(workspace, "Nobody starved in May", "13", id="may")
    _cite(workspace, "Prices fell in the spring", "13", id="spring")
    command = corrections(_run(checks, workspace).checks)
    assert command.label == "Correct 2 citations"
    workspace.run_now(command)
    assert [row.locator.described for row in _rows(workspace)] == ["p. 12", "p. 14", "p. 13"]
    assert {row.state for row in _rows(workspace)} == {CitationState.VERIFIED}
    workspace.undo().result()
    assert {row.locator.described for row in _rows(workspace)} == {"p. 13"}


def test_a_quotation_over_a_page_end_is_corrected_to_both_pages(
    workspace: Workspace, checks: Checks
) -> None:
    quotation = "the scales were wrong and nobody looked at them for years"
    _cite(workspace, quotation, "12")
    command = corrections(_run(checks, workspace).checks)
    assert command.label == "Correct to pp. 12–13"
    workspace.run_now(command)
    assert corrections(_run(checks, workspace).checks).places == {}


def test_a_citation_of_a_highlight_is_checked_at_the_pages_of_the_highlight(
    workspace: Workspace, checks: Checks
) -> None:
    bound = mark(workspace, "m", anchor("Prices fell in the spring", 1))
    workspace.run_now(AddCitation(THESIS, ITEM.id, annotation=bound, id=STARVED))
    assert _run(checks, workspace).counts == {CitationState.VERIFIED: 1}


def test_files_and_texts_that_are_not_there_are_named(workspace: Workspace, checks: Checks) -> None:
    bare = Item(ItemId("bare"), "book", key="bare")
    scan = Item(ItemId("scan"), "book", key="scan")
    pages = Sha256("7" * 64)
    document = Document(pages, scan.id, "s.pdf", "application/pdf", pages=1, has_text=False)
    workspace.run_now(SaveRecords("", (bare, scan, document)))
    with workspace.library.transaction() as tx:
        tx.put_page_texts(pages, [(0, "")])
    for item in (bare, scan):
        workspace.run_now(AddCitation(THESIS, item.id, quotation="Any words at all"))
    states = [check.verdict.state for _, check in _run(checks, workspace).checks]
    assert states == [CitationState.NO_FILE, CitationState.NO_TEXT]
    assert [row.state for row in _rows(workspace)] == states


def test_a_mention_is_checked_like_a_citation(workspace: Workspace, checks: Checks) -> None:
    article = Item(ItemId("article"), "article", key="news")
    paper = Document(Sha256("6" * 64), article.id, "a.txt", "text/plain", pages=1)
    mention = Mention(
        MentionId("m"), paper.sha256, MentionKind.AUTHOR, Anchor(0, quote="(Grain, 12)"), 11,
        locator=Locator("page", parse_locator("13").ranges), quotation="Nobody starved in May",
        item=ITEM.id, state=MentionState.CONFIRMED,
    )  # fmt: skip
    workspace.run_now(SaveRecords("", (article, paper, mention)))
    for item in (article, ITEM):
        (quoted,) = checks.of_item(item)
        assert (quoted.source, quoted.item, quoted.where) == ("m", ITEM, "news")
    report = checks.run(checks.of_item(article), JobContext())
    assert report.checks[0][1].verdict.labels == ("14",)
    assert workspace.read.check_summaries(["m"])["m"].state is CitationState.MOVED
    assert corrections(report.checks).places == {}


def test_what_a_change_may_touch_is_checked_again(workspace: Workspace, checks: Checks) -> None:
    bound = mark(workspace, "m", anchor("Prices fell in the spring", 1))
    workspace.run_now(AddCitation(THESIS, ITEM.id, annotation=bound, id=CitationId("bound")))
    _cite(workspace, "The towns did not starve", "12")
    _cite(workspace, "", "12", id="no words")

    def touched(**changed: object) -> list[str]:
        changes = Changes(**changed)  # type: ignore[arg-type]
        return sorted(each.source for each in checks.touched_by(changes))

    assert touched(citations=frozenset({STARVED})) == ["starved"]
    assert touched(annotations=frozenset({bound})) == ["bound"]
    assert touched(pages=frozenset({SHA})) == ["bound", "starved"]
    assert touched(items=frozenset({ITEM.id}), checks=frozenset({"starved"})) == []


def test_a_new_text_is_what_counts(workspace: Workspace, checks: Checks) -> None:
    _cite(workspace, "The towns did not starve", "12")
    _run(checks, workspace)
    with workspace.library.transaction() as tx:
        tx.put_page_texts(SHA, enumerate(("Other words stand here now", *TEXTS[1:])))
    checks.indexes.forget(frozenset({SHA}))
    _run(checks, workspace)
    assert _state(workspace) is CitationState.NOT_FOUND

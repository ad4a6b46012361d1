"""The check of the library: what it finds, what it mends, what it leaves alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.model.citations import Bibliography, Citation
from pincite.model.creators import Creator
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import BibliographyId, CitationId, ItemId, Sha256
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.services.cleaning.knowledge import Knowledge
from pincite.services.commands.ignoring import IgnoreFindings
from pincite.services.commands.items import EditItem
from pincite.services.commands.records import SaveRecords
from pincite.services.integrity.checking import (
    check_items,
    check_library,
    counts_of,
    mending_of,
)
from pincite.services.integrity.findings import ItemFinding
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

ADLER = (Creator(family="Adler", given="Ruth"),)
SOUND = Item(
    ItemId("sound"),
    "book",
    "adler2014",
    {"title": "Harbour Towns", "publisher": "North Press", "ISBN": "9780306406157"},
    ADLER,
    {"issued": "2014"},
)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(library_folder)
    yield opened
    opened.close()


def with_fields(**fields: str) -> Item:
    return Item(ItemId("one"), "book", "one", {**SOUND.fields, **fields}, ADLER, SOUND.dates)


def with_names(*creators: Creator) -> Item:
    return Item(ItemId("one"), "book", "one", SOUND.fields, creators, SOUND.dates)


def kinds(item: Item) -> list[str]:
    return [f.kind for f in check_items([item], Knowledge(), 2026, JobContext())]


def check(workspace: Workspace) -> list[ItemFinding]:
    return check_library(workspace.library, JobContext())


def test_nothing_is_wrong_with_a_sound_item() -> None:
    assert kinds(SOUND) == []


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (with_fields(DOI="11.1000/x"), "doi"),
        (with_fields(DOI="https://doi.org/10.1000/x"), "spelling"),
        (with_fields(ISBN="978-0-306-40615-8"), "isbn"),
        (with_fields(ISSN="0378-5954"), "issn"),
        (with_fields(PMID="none"), "pmid"),
        (with_fields(URL="harbour towns"), "address"),
        (with_fields(page="many"), "pages"),
        (with_fields(page="200-140"), "pages-order"),
        (with_fields(edition="2nd ed."), "edition"),
        (with_fields(title="Towns &amp; tides"), "html"),
        (with_fields(title=r"Towns \emph{and} tides"), "latex"),
        (with_fields(title="Lu\u0308beck"), "unicode"),
        (with_fields(title="Harbour  towns"), "spaces"),
        (with_fields(title="HARBOUR TOWNS AND TIDES"), "title-capitals"),
        (with_fields(publisher=""), "required"),
        (with_names(Creator(family="ADLER", given="Ruth")), "name-capitals"),
        (with_names(Creator(family="et al.")), "name-et-al"),
        (with_names(Creator(family="Adler1", given="Ruth")), "name-digits"),
        (with_names(Creator(literal="Adler, Ruth")), "name-comma"),
        (with_names(Creator(literal="Ruth Adler and Chidi Okafor")), "name-several"),
        (Item(ItemId("one"), "book", "one", SOUND.fields, ADLER, {"issued": "soon"}), "date"),
        (Item(ItemId("one"), "book", "one", SOUND.fields, ADLER, {"issued": "2208"}), "future"),
        (Item(ItemId("one"), "scroll", "one", SOUND.fields, ADLER, SOUND.dates), "type"),
    ],
)
def test_what_is_wrong_is_found(item: Item, kind: str) -> None:
    assert kinds(item) == [kind]


@pytest.mark.parametrize(
    "item",
    [
        with_fields(page="132–42"),
        with_fields(page="e1001-e1012, S5"),
        with_fields(URL="mailto:adler@example.org"),
        with_fields(ISSN="0378-5955, 2434-561X"),
        with_fields(title="x<sub>2</sub> and R&D"),
        with_names(Creator(literal="OECD")),
        with_names(Creator(literal="Ministry of Ports and Tides")),
        with_names(Creator(family="Li", given="X.")),
    ],
)
def test_what_is_right_is_left_alone(item: Item) -> None:
    assert kinds(item) == []


def test_a_doi_of_two_items_and_a_key_that_differs_in_case_are_found(workspace: Workspace) -> None:
    one = Item(ItemId("one"), "book", "Adler", {**SOUND.fields, "DOI": "10.1000/x"}, ADLER, {})
    two = Item(ItemId("two"), "book", "adler", {**SOUND.fields, "DOI": "10.1000/X"}, ADLER, {})
    workspace.run_now(SaveRecords("Add", (one, two)))
    counts = counts_of(check(workspace))
    assert (counts["duplicate-key"], counts["duplicate-doi"]) == (2, 2)


def test_mending_all_of_a_kind_is_one_step_that_undo_takes_back(workspace: Workspace) -> None:
    one = with_fields(edition="2nd ed.")
    two = Item(ItemId("two"), "book", "two", {**SOUND.fields, "edition": "Third"}, ADLER, {})
    workspace.run_now(SaveRecords("Add", (one, two)))
    found = [f for f in check(workspace) if f.kind == "edition"]
    workspace.run_now(mending_of(found))
    items = {i.id: i.fields["edition"] for i in workspace.read.items([one.id, two.id])}
    assert items == {one.id: "2", two.id: "3"}
    assert "edition" not in counts_of(check(workspace))
    workspace.undo().result()
    assert counts_of(check(workspace))["edition"] == 2


def test_a_mend_does_not_touch_what_has_changed_since(workspace: Workspace) -> None:
    one = with_fields(edition="2nd ed.")
    workspace.run_now(SaveRecords("Add", (one,)))
    found = check(workspace)
    workspace.run_now(EditItem(one.id, fields={"edition": "4"}))
    workspace.run_now(mending_of(found))
    assert workspace.read.items([one.id])[0].fields["edition"] == "4"


def test_what_is_ignored_comes_back_when_its_value_changes(workspace: Workspace) -> None:
    workspace.run_now(SaveRecords("Add", (with_fields(page="many"),)))
    (finding,) = check(workspace)
    workspace.run_now(IgnoreFindings(((finding.id, finding.value),)))
    assert check(workspace) == []
    workspace.run_now(EditItem(finding.item, fields={"page": "several"}))
    assert [f.value for f in check(workspace)] == ["several"]


def cited(locator: str, quotation: str = "", item: ItemId = SOUND.id) -> tuple[object, ...]:
    bibliography = BibliographyId("essay")
    place = parse_locator(locator)
    return (
        Bibliography(bibliography, "Essay"),
        Citation(CitationId("c"), bibliography, item, place, quotation=quotation),
    )


def test_a_cited_page_that_the_document_lacks_is_found(workspace: Workspace) -> None:
    sha = Sha256("a" * 64)
    document = Document(sha, SOUND.id, "towns.pdf", "application/pdf", pages=2)
    labels = PageMap(sha, (PageLabel("11"), PageLabel("12")))
    records = (SOUND, document, labels, *cited("pp. 12-13"))
    workspace.run_now(SaveRecords("Add", records))  # type: ignore[arg-type]
    found = {(f.kind, f.value) for f in check(workspace)}
    assert found == {("cited-page", "13"), ("file-missing", "towns.pdf")}


def test_quoted_without_a_document_and_cited_from_the_trash(workspace: Workspace) -> None:
    records = (SOUND, *cited("p. 3", "words"))
    workspace.run_now(SaveRecords("Add", records))  # type: ignore[arg-type]
    assert [f.kind for f in check(workspace)] == ["quoted-no-file"]
    gone = Item(SOUND.id, "book", trashed="2026-01-01")
    workspace.run_now(SaveRecords("Trash", (gone,)))
    assert [f.kind for f in check(workspace)] == ["cited-trash"]

"""What an import would do is told before, and decided work by work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.documents.samples import numbered_pdf

from pincite.importing.references.attached_files import AttachedFiles
from pincite.model.ids import ItemId, fresh_id
from pincite.model.items import Item
from pincite.services.commands.items import AddItem
from pincite.services.import_plans import DEFAULTS, Decision, ImportPlan, plan_import
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.kept_bib import kept_bib
from pincite.services.pasting import Passage
from pincite.services.references import Standing
from pincite.services.workspace import Workspace

RIS = """TY  - BOOK
AU  - Adler, Ruth
TI  - Harbour towns and their granaries
PY  - 2014
ER  -
TY  - JOUR
AU  - Moreau, Claire
TI  - Who weighed the bread?
PY  - 2021
DO  - 10.1000/bread
L1  - moreau.pdf
ER  -
TY  - JOUR
AU  - Okafor, Chidi
TI  - Grain prices at the river
PY  - 2003
ER  -
TY  - JOUR
ER  -
"""


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    for title, name, year, doi in (
        ("Another title", "Moreau", "2021", "10.1000/bread"),
        ("Grain prices by the river", "Okafor", "2003", ""),
    ):
        fields = {"title": title} | ({"DOI": doi} if doi else {})
        space.run_now(AddItem(_item(fields, name, year)))
    yield space
    space.close()


def _item(fields: dict[str, str], name: str, year: str) -> Item:
    from pincite.model.creators import Creator

    creators = (Creator(family=name),)
    return Item(ItemId(fresh_id()), fields=fields, creators=creators, dates={"issued": year})


@pytest.fixture
def ris(tmp_path: Path) -> Path:
    path = tmp_path / "works.ris"
    path.write_text(RIS)
    numbered_pdf(tmp_path / "moreau.pdf", ["1"])
    return path


def plan_of(workspace: Workspace, *sources: Path | str | Passage) -> ImportPlan:
    return plan_import(workspace.read, sources, JobContext())


def titles(workspace: Workspace) -> list[str]:
    return sorted(i.title for i in workspace.read.items(workspace.read.item_ids()))


def test_a_plan_tells_how_each_work_stands_to_the_library(workspace: Workspace, ris: Path) -> None:
    plan = plan_of(workspace, ris, ris.parent / "moreau.pdf", "https://example.org")
    standings = [candidate.standing for candidate in plan.candidates]
    assert standings == [Standing.NEW, Standing.KNOWN, Standing.IN_DOUBT]
    assert plan.candidates[1].like is not None
    assert plan.candidates[1].like.key == "moreau2021"
    assert plan.candidates[1].files == (ris.parent / "moreau.pdf",)
    assert [line for line, _ in plan.lists[0].problems] == [18]
    assert plan.others == (ris.parent / "moreau.pdf", "https://example.org")
    assert len(titles(workspace)) == 2


def test_decisions_are_carried_out_in_one_step(workspace: Workspace, ris: Path) -> None:
    before = titles(workspace)
    plan = plan_of(workspace, ris)
    lists = plan.decided((Decision.NEW, Decision.LEAVE, Decision.SAME), "Grain/2024")
    report = Importer(workspace, tags=("read",)).take(lists, JobContext())
    assert [entry.status for entry in report.files] == ["new", "known", "failed"]
    assert titles(workspace) == sorted([*before, "Harbour towns and their granaries"])
    (new,) = (i for i in workspace.read.items(workspace.read.item_ids()) if "read" in i.tags)
    assert [c.name for c in workspace.read.collections()] == ["2024", "Grain"]
    assert len(new.collections) == 1
    workspace.undo().result()
    assert titles(workspace) == before
    assert workspace.read.collections() == []


def test_without_decisions_nothing_is_lost_and_nothing_comes_twice(
    workspace: Workspace, ris: Path, tmp_path: Path
) -> None:
    second = tmp_path / "again.ris"
    second.write_text(RIS.replace("Harbour towns and their", "Harbour Towns and Their"))
    plan = plan_of(workspace, ris, second)
    assert plan.lists[1].candidates[0].standing is Standing.REPEATED
    lists = plan.decided([DEFAULTS[candidate.standing] for candidate in plan.candidates])
    report = Importer(workspace).take(lists, JobContext())
    assert sum(entry.title.startswith("Harbour") for entry in report.files) == 1


def test_a_work_that_a_list_has_twice_is_in_doubt(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "joined.ris"
    path.write_text(RIS.split("TY  - JOUR")[0] * 2)
    first, second = plan_of(workspace, path).candidates
    assert (first.standing, second.standing) == (Standing.NEW, Standing.IN_DOUBT)
    assert second.like is None
    assert second.twin is not None
    assert second.twin.line == 1


def test_an_entry_that_was_left_out_is_in_no_file_that_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "works.bib"
    path.write_text("% mine\n@book{a, title = {One}}\n@book{b, title = {Two}}\n")
    lists = plan_of(workspace, path).decided((Decision.NEW, Decision.LEAVE))
    Importer(workspace).take(lists, JobContext())
    taken = [i for i in workspace.read.items(workspace.read.item_ids()) if i.title == "One"]
    text = kept_bib(workspace.read, taken, "bibtex", {})
    assert text == "% mine\n@book{a, title = {One}}\n"


def test_a_pasted_list_is_recognised_by_its_content(workspace: Workspace) -> None:
    plan = plan_of(workspace, Passage(RIS), Passage("A passage of an article."))
    assert len(plan.candidates) == 3
    assert plan.candidates[1].missing_files == ("moreau.pdf",)
    assert len(plan.others) == 1
    report = Importer(workspace).run([Passage(RIS)], JobContext())
    assert report.count("new") == 2


def test_a_list_that_cannot_be_read_is_told(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "empty.ris"
    path.write_text("TY  - JOUR\nER  -\n")
    plan = plan_of(workspace, path)
    assert plan.lists == ()
    assert plan.failed[0][0] == "empty.ris"
    assert "Line 1" in plan.failed[0][1]


def test_files_lie_in_the_folder_that_the_list_names(tmp_path: Path) -> None:
    there = tmp_path / "my pdfs" / "sub" / "towns.pdf"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"%PDF-1.4")
    assert AttachedFiles(tmp_path).find("sub/towns.pdf") is None
    assert AttachedFiles(tmp_path, ["my pdfs"]).find("sub/towns.pdf") == there


def test_files_are_found_where_other_programs_keep_them(tmp_path: Path) -> None:
    inside = tmp_path / "My.Data" / "PDF" / "0123" / "a b.pdf"
    inside.parent.mkdir(parents=True)
    inside.write_bytes(b"%PDF-")
    (tmp_path / "moved.pdf").write_bytes(b"%PDF-")
    names = [
        "internal-pdf://0123/a%20b.pdf", inside.as_uri(), "C:\\Papers\\moved.pdf", "gone.pdf",
    ]  # fmt: skip
    beside = AttachedFiles(tmp_path)
    assert [beside.find(name) for name in names] == [inside, inside, tmp_path / "moved.pdf", None]
    pasted = AttachedFiles(None)
    assert pasted.find("moved.pdf") is None
    assert pasted.find(str(tmp_path / "moved.pdf")) == tmp_path / "moved.pdf"


def test_works_that_a_page_tells_of_are_offered_beside_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    spans = "".join(
        '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info:ofi/fmt:kev:mtx:book'
        f'&amp;rft.btitle={title}&amp;rft.aulast=Adler"></span>'
        for title in ("Harbours", "Ropes")
    )
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><html><body><p>{'Bread and rope. ' * 40}</p>{spans}</body>")
    plain = plan_import(workspace.read, [page], JobContext())
    assert (plain.others, plain.lists) == ((page,), ())
    offered = plan_import(workspace.read, [page], JobContext(), looks_within=True)
    assert offered.others == (page,)
    assert [c.reference.draft.fields["title"] for c in offered.candidates] == ["Harbours", "Ropes"]
    # In a folder nobody asked for the works of each page.
    assert not plan_import(workspace.read, [tmp_path], JobContext(), looks_within=True).lists
    report = Importer(workspace, looks_within=True).run([page], JobContext())
    assert [entry.title for entry in report.files][1:] == ["Harbours", "Ropes"]

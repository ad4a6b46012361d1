"""Lists of references come in whole, once, with their files, and go out again by one undo."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.documents.samples import numbered_pdf

from pincite.model.changes import Bulk
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.commands.items import AddItem, EditItem, TrashItems
from pincite.services.importer import ImportedFile, Importer
from pincite.services.jobs import JobContext
from pincite.services.kept_bib import kept_bib
from pincite.services.workspace import Workspace

BIB = """@article{moreau2021, author = {Moreau, Claire}, title = {Who Weighed the Bread?},
  year = 2021, journal = {Harbour Review}, file = {Full text:papers/moreau.pdf:PDF;:gone.pdf:PDF},
  groups = {Grain/Prices}}
@book{adler+2014, author = {Adler, Ruth}, title = {Harbour Towns}, year = 2014
  publisher = {North Press}}
"""


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    numbered_pdf(tmp_path / "papers" / "moreau.pdf", ["23", "24", "25"])
    path = tmp_path / "works.bib"
    path.write_text(BIB)
    return path


def bring_in(workspace: Workspace, *paths: Path) -> list[ImportedFile]:
    return Importer(workspace).run(list(paths), JobContext()).files


def items(workspace: Workspace) -> dict[str, Item]:
    return {item.key: item for item in workspace.read.items(workspace.read.item_ids())}


def test_works_come_in_with_their_keys_files_and_collections(
    workspace: Workspace, bib: Path
) -> None:
    first, second, file = bring_in(workspace, bib)
    assert (first.status, first.key) == ("new", "moreau2021")
    assert "“gone.pdf” was not found" in first.message
    # A key that LaTeX takes is cited already and stays as it is.
    assert (second.key, second.message) == (
        "adler+2014",
        "Line 5: There is no comma after “year”.",
    )
    assert (file.status, file.key, file.pages) == ("new", "moreau2021", 3)
    assert {c.name for c in workspace.read.collections()} == {"Grain", "Prices"}
    assert len(items(workspace)["moreau2021"].collections) == 1


def test_bringing_in_again_adds_nothing(workspace: Workspace, bib: Path) -> None:
    bring_in(workspace, bib)
    again = bring_in(workspace, bib)
    assert {entry.status for entry in again} == {"known"}
    assert len(items(workspace)) == 2


def test_what_may_be_the_same_comes_in_and_says_so(workspace: Workspace, tmp_path: Path) -> None:
    one, other = tmp_path / "one.bib", tmp_path / "other.bib"
    one.write_text("@book{a, author={Adler, Ruth}, title={Harbour Towns and Grain}, year=2014}")
    other.write_text("@book{b, author={Adler, R.}, title={Harbor towns and grain}, year=2015}")
    bring_in(workspace, one)
    (entry,) = bring_in(workspace, other)
    assert (entry.status, entry.key) == ("new", "b")
    assert "same work as “a”" in entry.message


def test_one_undo_takes_everything_out(workspace: Workspace, bib: Path) -> None:
    bring_in(workspace, bib)
    workspace.undo().result()
    assert not items(workspace)
    assert not workspace.read.collections()


def test_csl_json_comes_in(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "works.json"
    record = {
        "id": "grain",
        "type": "report",
        "title": "Grain",
        "author": [{"family": "Gogh", "non-dropping-particle": "van", "given": "V."}],
        "issued": {"date-parts": [["2009", 5]]},
        "volume": 7,
    }
    path.write_text(json.dumps([record, None]))
    new, failed = bring_in(workspace, path)
    item = items(workspace)["grain"]
    assert new.status == "new"
    assert (item.type, item.issued, item.fields["volume"]) == ("report", "2009-05", "7")
    assert item.creators[0].non_dropping_particle == "van"
    assert "Record 2" in failed.message


def test_a_list_without_records_is_refused_in_one_sentence(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "broken.json"
    path.write_text('[{"type": "book", "title": "Cut')
    (entry,) = bring_in(workspace, path)
    assert entry.status == "failed"
    assert "no CSL-JSON record" in entry.message


COMMENTED = """% kept by hand
@string{nor = {North Press}}

@book{adler2014,
  author    = {Adler, Ruth},
  title     = {Harbour {Towns}},
  publisher = nor,
  year      = 2014
}

A remark between entries.

@Article(moreau2021, title = "Who Weighed the Bread?", author = {Moreau, Claire},
  journal = {Harbour Review}, year = 2021, weighing = {by hand})
@comment{jabref-meta: databaseType:bibtex;}
"""


@pytest.fixture
def commented(workspace: Workspace, tmp_path: Path) -> Workspace:
    path = tmp_path / "kept.bib"
    path.write_bytes(COMMENTED.replace("\n", "\r\n").encode("cp1252"))
    bring_in(workspace, path)
    return workspace


def written(space: Workspace, format_name: str = "bibtex") -> str:
    everything = space.read.items(space.read.item_ids())
    text = kept_bib(space.read, everything, format_name)
    assert text is not None
    return text.replace("\r\n", "\n")


def test_untouched_it_is_written_byte_for_byte(commented: Workspace) -> None:
    everything = commented.read.items(commented.read.item_ids())
    text = kept_bib(commented.read, everything, "bibtex")
    assert text == COMMENTED.replace("\n", "\r\n")
    assert written(commented, "biblatex") == COMMENTED


def test_an_edited_entry_changes_alone(commented: Workspace) -> None:
    adler = items(commented)["adler2014"]
    changes = EditItem(adler.id, fields={"publisher": None, "edition": "2"}, key="adler")
    commented.run_now(changes)
    expected = (
        COMMENTED.replace("{adler2014,", "{adler,")
        .replace("  publisher = nor,\n", "")
        .replace("year      = 2014\n", "year      = 2014,\n  edition = {2}\n")
    )
    assert written(commented) == expected


def test_what_was_removed_is_left_out_and_what_is_new_stands_last(commented: Workspace) -> None:
    found = items(commented)
    commented.run_now(TrashItems((found["adler2014"].id,)))
    new = Item(ItemId("n"), "book", "okafor", {"title": "Scales"}, dates={"issued": "1999"})
    commented.run_now(AddItem(new))
    text = written(commented)
    assert "Harbour {Towns}" not in text
    assert "A remark between entries." in text
    assert text.index("@comment") < text.index("{okafor,")


def test_a_part_of_the_file_is_written_anew(commented: Workspace) -> None:
    assert kept_bib(commented.read, [items(commented)["adler2014"]], "bibtex") is None


def test_keywords_come_in_as_automatic_tags_and_given_ones_as_chosen(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "works.bib"
    path.write_text("@book{adler, title = {Harbours}, keywords = {grain, ports}}")
    Importer(workspace, tags=("ports", "2026")).run([path], JobContext())
    item = items(workspace)["adler"]
    assert set(item.tags) == {"grain", "ports", "2026"}
    assert item.automatic_tags == ("grain",)


def test_its_notices_are_those_of_bulk_work(workspace: Workspace, bib: Path) -> None:
    origins: list[object] = []
    workspace.subscribe(lambda _changes, origin: origins.append(origin))
    bring_in(workspace, bib)
    assert {type(origin) for origin in origins} == {Bulk}

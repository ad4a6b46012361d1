"""Files that follow the library: written when they change, and nothing of anybody's is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.citing.csl_engine import CslEngine
from pincite.model.creators import Creator
from pincite.model.ids import CollectionId, ItemId
from pincite.model.items import Collection, Item
from pincite.model.kept_exports import KeptExport, are_touched
from pincite.services.bibliographies import BibliographyService
from pincite.services.commands.items import AddItem, EditItem
from pincite.services.commands.kept_exports import KeepExport, LetGoOfExport
from pincite.services.commands.records import SaveRecords
from pincite.services.kept_exports import KeptExports, state_of
from pincite.services.workspace import Workspace

GRAIN = CollectionId("grain")


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    space.run_now(SaveRecords("New", (Collection(GRAIN, "Grain"),)))
    for id, collections in (("one", (GRAIN,)), ("two", ())):
        adler = (Creator(family="Adler"),)
        item = Item(ItemId(id), "book", id, {"title": id}, adler, collections=collections)
        space.run_now(AddItem(item))
    yield space
    space.close()


@pytest.fixture
def exports(workspace: Workspace) -> KeptExports:
    return KeptExports(workspace, BibliographyService(workspace, CslEngine))


def kept(workspace: Workspace, path: Path, **values: object) -> KeptExport:
    export = KeptExport("e", str(path), "biblatex", **values)  # type: ignore[arg-type]  # any field
    workspace.run_now(KeepExport(export))
    return export


def test_a_file_follows_the_library(
    workspace: Workspace, exports: KeptExports, tmp_path: Path
) -> None:
    path = tmp_path / "all.bib"
    kept(workspace, path)
    exports.write()
    assert path.read_text().count("@book") == 2
    changes = workspace.run_now(EditItem(ItemId("two"), fields={"title": "Bread"}))
    assert are_touched(changes)
    exports.write()
    assert "title = {Bread}" in path.read_text()


def test_a_collection_has_a_file_of_its_own(
    workspace: Workspace, exports: KeptExports, tmp_path: Path
) -> None:
    kept(workspace, tmp_path / "grain.bib", collection=GRAIN)
    exports.write()
    assert (tmp_path / "grain.bib").read_text().startswith("@book{one,")


def test_what_has_not_changed_is_not_touched(
    workspace: Workspace, exports: KeptExports, tmp_path: Path
) -> None:
    path = tmp_path / "all.bib"
    export = kept(workspace, path)
    exports.write()
    written, stamp = state_of(workspace.read, export), path.stat().st_mtime_ns
    exports.write()
    assert (state_of(workspace.read, export), path.stat().st_mtime_ns) == (written, stamp)


def test_what_somebody_wrote_into_the_file_is_kept_beside_it(
    workspace: Workspace, exports: KeptExports, tmp_path: Path
) -> None:
    path = tmp_path / "all.bib"
    export = kept(workspace, path)
    exports.write()
    path.write_text("mine")
    exports.write()
    (other,) = (p for p in tmp_path.iterdir() if p.suffix == ".bib" and p != path)
    assert (other.read_text(), path.read_text().count("@book")) == ("mine", 2)
    assert other.name in state_of(workspace.read, export).remark


def test_what_cannot_be_written_is_told_and_tried_again(
    workspace: Workspace, exports: KeptExports, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    export = kept(workspace, folder / "all.bib")
    (state,) = exports.write()
    assert "all.bib” could not be written" in state.problem
    folder.mkdir()
    exports.write()
    assert state_of(workspace.read, export).problem == ""
    assert (folder / "all.bib").is_file()


def test_a_file_is_let_go_and_comes_back_by_undo(workspace: Workspace, tmp_path: Path) -> None:
    export = kept(workspace, tmp_path / "all.bib")
    workspace.run_now(LetGoOfExport(export.id))
    assert workspace.read.kept_exports() == []
    workspace.undo().result()
    assert [e.path for e in workspace.read.kept_exports()] == [export.path]

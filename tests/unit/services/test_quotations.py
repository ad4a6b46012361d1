"""Quotations from another program: on their words where they stand, else as notes with pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.documents.samples import numbered_pdf
from tests.unit.importing.references.citavi_projects import exchange_xml

from pincite.model.annotations import AnnotationKind, QuotationKind
from pincite.model.items import Item
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


def bring_in(workspace: Workspace, path: Path) -> Item:
    entries = Importer(workspace).run([path], JobContext()).files
    item = workspace.read.get(Item, entries[0].item) if entries[0].item else None
    assert item is not None
    return item


def project(folder: Path) -> Path:
    path = folder / "Towns.xml"
    path.write_bytes(exchange_xml())
    return path


def test_words_that_are_found_are_marked_and_others_noted(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "Citavi Attachments").mkdir()
    numbered_pdf(tmp_path / "Citavi Attachments" / "moreau.pdf", ["23", "24", "25"])
    item = bring_in(workspace, project(tmp_path))
    (mark,) = workspace.read.annotations_of_item(item.id)
    assert mark.kind is AnnotationKind.HIGHLIGHT
    assert mark.quotation_kind is QuotationKind.DIRECT
    assert mark.core == "Bread was weighed"
    assert mark.tags == ("bread",)
    assert mark.anchor.page_index == 1
    assert mark.anchor.quote == "A reader who marks a passage returns to it by the number"
    (note,) = workspace.read.notes_of(item.id)
    assert note.text == "Bakers cheated.\n\n*Summary · pp. 24-25*"


def test_without_the_file_all_are_notes_with_their_pages(
    workspace: Workspace, tmp_path: Path
) -> None:
    item = bring_in(workspace, project(tmp_path))
    first, _ = workspace.read.notes_of(item.id)
    assert first.text == (
        "**Bread was weighed**\n\n> A reader who marks a passage returns to it by the number\n\n"
        "*Quotation · p. 24*\n\n#bread"
    )
    thoughts = [note for note in workspace.read.all_notes() if note.item is None]
    assert [note.text for note in thoughts] == ["Ask in Leith"]


def test_bringing_in_again_repeats_none(workspace: Workspace, tmp_path: Path) -> None:
    item = bring_in(workspace, project(tmp_path))
    bring_in(workspace, project(tmp_path))
    assert len(workspace.read.notes_of(item.id)) == 2


def test_one_undo_takes_all_back(workspace: Workspace, tmp_path: Path) -> None:
    numbered_pdf(tmp_path / "moreau.pdf", ["23", "24", "25"])
    bring_in(workspace, project(tmp_path))
    workspace.undo().result()
    assert list(workspace.read.item_ids()) == []
    assert list(workspace.read.all_annotations()) == []
    assert list(workspace.read.all_notes()) == []

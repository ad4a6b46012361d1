"""Addresses in exported notes lead back to what they were made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.exporting.annotations import annotation_link, item_link
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, ItemId, Sha256
from pincite.model.items import Item
from pincite.services.addresses import Target, target_of
from pincite.services.commands.annotations import AddAnnotation, TrashAnnotations
from pincite.services.commands.items import AddItem
from pincite.services.commands.records import SaveRecords
from pincite.services.errors import NothingFoundError
from pincite.services.workspace import Workspace
from pincite.start import is_for_window

ITEM = Item(ItemId("grain"), "report", fields={"title": "Grain"})
MARK = Annotation(
    AnnotationId("mark"), Sha256("f" * 64), AnnotationKind.HIGHLIGHT, Anchor(2, quote="the price")
)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    space.run_now(AddItem(ITEM))
    document = Document(MARK.document, ITEM.id, "grain.pdf", "application/pdf", pages=3)
    space.run_now(SaveRecords("Import", (document,)))
    space.run_now(AddAnnotation(MARK))
    yield space
    space.close()


def test_addresses_lead_to_marks_and_works(workspace: Workspace) -> None:
    found = target_of(workspace.read, annotation_link(MARK.id)).annotation
    assert found is not None
    assert (found.id, found.anchor.page_index) == (MARK.id, 2)
    assert target_of(workspace.read, item_link(ITEM)) == Target(item=ITEM.id)


@pytest.mark.parametrize("address", ["pincite://item/nothing", "pincite://", "pincite://page/1/2"])
def test_what_leads_nowhere_is_said(workspace: Workspace, address: str) -> None:
    with pytest.raises(NothingFoundError, match="leads nowhere"):
        target_of(workspace.read, address)


def test_a_deleted_mark_is_shown_no_more(workspace: Workspace) -> None:
    workspace.run_now(TrashAnnotations((MARK.id,)))
    with pytest.raises(NothingFoundError):
        target_of(workspace.read, annotation_link(MARK.id))


def test_an_address_opens_the_window() -> None:
    assert is_for_window([item_link(ITEM)])

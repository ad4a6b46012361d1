"""What is dragged or pasted into a bibliography, and what is cited of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document, LabelSource, PageLabel, PageMap
from pincite.model.ids import AnnotationId, ItemId, MentionId, Sha256
from pincite.model.items import Item
from pincite.model.locators import Locator, parse_locator
from pincite.model.mentions import Mention, MentionKind
from pincite.services.cite_drafts import drafts_of
from pincite.services.cite_sources import CiteSource, packed, unpacked
from pincite.services.commands.entries import CiteDraft
from pincite.services.commands.items import AddItem, TrashItems
from pincite.services.commands.records import SaveRecords
from pincite.services.workspace import Workspace

GRAIN, TIDES, FILE = ItemId("grain"), ItemId("tides"), Sha256("f" * 64)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    for item in (GRAIN, TIDES):
        space.run_now(AddItem(Item(item)))
    document = Document(FILE, GRAIN, "grain.pdf", "application/pdf", pages=9)
    anchor = Anchor(2, quote="the price")
    mark = Annotation(AnnotationId("mark"), FILE, AnnotationKind.HIGHLIGHT, anchor)
    mention = Mention(
        MentionId("mention"), FILE, MentionKind.AUTHOR, Anchor(1, quote="(Tides, 7)"), 10,
        locator=parse_locator("7"), quotation="as it was", item=TIDES,
    )  # fmt: skip
    labels = PageMap(FILE, tuple(PageLabel(n, LabelSource.OBSERVED) for n in ("i", "ii", "iii")))
    space.run_now(SaveRecords("Import", (document, labels, mark, mention)))
    yield space
    space.close()


def test_sources_come_through_the_clipboard_as_they_were() -> None:
    sources = (
        CiteSource(item="a", place="3–4"),
        CiteSource(annotation="m"),
        CiteSource(mention="n"),
    )
    assert unpacked(packed(sources)) == sources


@pytest.mark.parametrize("data", [b"", b"\xff", b"[1]", b"{}", b'{"item": 3}', b'["x"]', b"null"])
def test_what_others_put_there_is_nothing(data: bytes) -> None:
    assert [s for s in unpacked(data) if s != CiteSource()] == []


def test_each_kind_of_source_is_cited_in_its_own_way(workspace: Workspace) -> None:
    sources = (
        CiteSource(item=GRAIN),
        CiteSource(annotation="mark"),
        CiteSource(mention="mention"),
        CiteSource(item=GRAIN, place="4", kind="paragraph", document=FILE),
        CiteSource(item=GRAIN, document=FILE, page="2"),
    )
    assert drafts_of(workspace.read, sources) == (
        CiteDraft(GRAIN),
        CiteDraft(GRAIN, Locator(), AnnotationId("mark"), "the price"),
        CiteDraft(TIDES, parse_locator("7"), quotation="as it was"),
        CiteDraft(GRAIN, parse_locator("4", "paragraph"), document=FILE),
        CiteDraft(GRAIN, parse_locator("iii"), document=FILE),
    )


def test_what_is_gone_or_in_the_trash_is_left_out(workspace: Workspace) -> None:
    workspace.run_now(TrashItems((TIDES,)))
    sources = (CiteSource(item=TIDES), CiteSource(item="gone"), CiteSource(mention="mention"))
    assert drafts_of(workspace.read, (*sources, CiteSource(annotation="gone"))) == ()

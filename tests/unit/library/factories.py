"""Invented records for the tests of the library."""

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind
from pincite.model.citations import Bibliography, Citation
from pincite.model.creators import Creator
from pincite.model.documents import Document, LabelSource, PageLabel, PageMap
from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CitationId,
    CollectionId,
    ItemId,
    NoteId,
    Sha256,
)
from pincite.model.items import Collection, Item
from pincite.model.locators import Locator, LocatorRange
from pincite.model.notes import Note
from pincite.model.records import Record

SHA = Sha256("c0ffee" + "0" * 58)
ITEM_ID = ItemId("a" * 32)
TIME = "2026-02-03T04:05:06.000Z"

COLLECTION = Collection(CollectionId("c" * 32), "Überblick", position=2)
ITEM = Item(
    id=ITEM_ID,
    type="report",
    key="Fährmann2019",
    fields={
        "title": "Ferries of the Lower Ælva",
        "container-title": "Annals of Crossings",
        "DOI": "10.5555/Ferry.19",
        "ISBN": "978-0-306-40615-7",
    },
    creators=(
        Creator(family="Fährmann", given="Ida"),
        Creator(role="editor", literal="Harbour Office"),
    ),
    dates={"issued": "2019-05", "accessed": "2026-01-02"},
    tags=("rivers", "Boats", "rivers 2"),
    collections=(COLLECTION.id,),
    sources={"title": "xmp"},
    is_draft=True,
    added=TIME,
    modified=TIME,
)
DOCUMENT = Document(SHA, ITEM_ID, "ferries.pdf", "application/pdf", 1234, 3, added=TIME)
PAGE_MAP = PageMap(
    SHA,
    (PageLabel("iv", LabelSource.CATALOGUE), PageLabel("1"), PageLabel("2")),
    {2: "A-3"},
)
_BOX = Quad(72.1, 100.0, 301.30000000000001, 112.7)
ANNOTATION = Annotation(
    AnnotationId("1" * 32),
    SHA,
    AnnotationKind.UNDERLINE,
    Anchor(1, (PageQuads(1, (_BOX, _BOX)), PageQuads(2, (_BOX,))), "a quote", "be", "af", 17),
    Colour.PURPLE,
    comment="*why*",
    tags=("claim",),
    quotation_kind=QuotationKind.SUMMARY,
    core="core",
    created=TIME,
    modified=TIME,
)
NOTE = Note(NoteId("d" * 32), "# Title\n\ntext", item=ITEM_ID, created=TIME)
BIBLIOGRAPHY = Bibliography(BibliographyId("b" * 32), "Thesis", "ieee", "de-DE", created=TIME)
CITATION = Citation(
    CitationId("e" * 32),
    BIBLIOGRAPHY.id,
    ITEM_ID,
    Locator("page", (LocatorRange("3"), LocatorRange("10", "11"))),
    annotation=ANNOTATION.id,
    quotation="a quote",
    prefix="see ",
    suppress_author=True,
    position=1.5,
    created=TIME,
)

ALL: tuple[Record, ...] = (
    COLLECTION,
    ITEM,
    DOCUMENT,
    PAGE_MAP,
    ANNOTATION,
    NOTE,
    BIBLIOGRAPHY,
    CITATION,
)
"""One record of each kind, each after those that it refers to."""


def item(n: int, title: str = "", **values: object) -> Item:
    """An item numbered `n`."""
    fields = {"title": title} if title else {}
    return Item(ItemId(f"{n:032x}"), fields=fields, **values)  # type: ignore[arg-type]


def document(n: int, owner: Item, **values: object) -> Document:
    """A document numbered `n` of an item."""
    sha = Sha256(f"{n:064x}")
    return Document(sha, owner.id, f"{n}.pdf", "application/pdf", **values)  # type: ignore[arg-type]


def mark(
    n: int, owner: Document, page_index: int = 0, y: float = 0.0, **values: object
) -> Annotation:
    """A highlight numbered `n` at a height of a page."""
    anchor = Anchor(page_index, (PageQuads(page_index, (Quad(10, y, 20, y + 5),)),))
    id = AnnotationId(f"{n:032x}")
    return Annotation(id, owner.sha256, AnnotationKind.HIGHLIGHT, anchor, **values)  # type: ignore[arg-type]

"""Pages of invented text with boxes, and a library that holds them."""

import re

from pincite.model.anchors import Anchor, Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import AnnotationId, ItemId, Sha256
from pincite.model.items import Item
from pincite.model.texts import PageText, Word, anchor_across
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.records import SaveRecords
from pincite.services.workspace import Workspace

SHA = Sha256("5" * 64)
ITEM = Item(ItemId("grain"), "report", key="grain2014", fields={"title": "Grain"})
_FIRST = """Grain and Bread

The towns did not starve
for want of ships at all.

They starved because the scales
were wrong and nobody

12"""
TEXTS = (
    _FIRST,
    "Grain and Bread\n\nlooked at them for years.\nPrices fell in the spring.\n\n13",
    "Grain and Bread\n\nNobody starved in May.\n\n14",
)


def page(index: int) -> PageText:
    """The page with its words, a line 12 points below the other."""
    words, text, at = [], TEXTS[index], 0
    for line, row in enumerate(text.split("\n")):
        for match in re.finditer(r"\S+", row):
            start, end = at + match.start(), at + match.end()
            left, top = 10.0 * match.start(), 12.0 * line
            box = Quad(left, top, left + 10 * len(match[0]), top + 10)
            words.append(Word(start, end, box, line))
        at += len(row) + 1
    return PageText(index, text, tuple(words))


def anchor(words: str, first: int = 0, last: int | None = None) -> Anchor:
    """Where words stand, from one page to another; line ends in them count as spaces."""
    last = first if last is None else last
    pages = [page(index) for index in range(first, last + 1)]
    pattern = r"\s+".join(map(re.escape, words.split()))
    if first == last:
        found = re.search(pattern, pages[0].text)
        assert found is not None
        return anchor_across(pages, found.start(), found.end())
    head, tail = words.split("|")
    start = pages[0].text.replace("\n", " ").index(head.strip())
    rest = pages[-1].text.replace("\n", " ")
    return anchor_across(pages, start, rest.index(tail.strip()) + len(tail.strip()))


def fill(workspace: Workspace) -> None:
    """Put the work with its document and its texts into a library."""
    document = Document(SHA, ITEM.id, "grain.pdf", "application/pdf", pages=3)
    labels = tuple(PageLabel(str(number)) for number in (12, 13, 14))
    workspace.run_now(SaveRecords("Add", (ITEM, document, PageMap(SHA, labels))))
    with workspace.library.transaction() as tx:
        tx.put_page_texts(SHA, enumerate(TEXTS))


def mark(workspace: Workspace, name: str, place: Anchor, **values: object) -> AnnotationId:
    """Mark a passage."""
    kind = values.pop("kind", AnnotationKind.HIGHLIGHT)
    id = AnnotationId(name)
    annotation = Annotation(id, SHA, kind, place, **values)  # type: ignore[arg-type]
    workspace.run_now(AddAnnotation(annotation))
    return id

"""Annotations of a Zotero library on the words of our documents."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from pincite.documents.alignment import Alignment
from pincite.documents.file_space import FileSpace
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.importing.references.zotero.notes import note_text
from pincite.importing.zotero.positions import Position, read_position
from pincite.importing.zotero.records import ZoteroMark
from pincite.importing.zotero.source_text import SourceText, read_source
from pincite.library.library import Library
from pincite.model.anchors import Anchor, PageQuads
from pincite.model.annotations import Annotation, AnnotationKind, Colour, Stroke
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId
from pincite.model.text_index import TextIndex
from pincite.services.passages import find_passage, passage_nearest, passages_on
from pincite.services.reading import shown_path
from pincite.services.text_indexes import stored_index

_KINDS = {
    "highlight": AnnotationKind.HIGHLIGHT, "underline": AnnotationKind.UNDERLINE,
    "note": AnnotationKind.NOTE, "image": AnnotationKind.AREA, "ink": AnnotationKind.INK,
    "text": AnnotationKind.TEXT,
}  # fmt: skip


def annotations_of(
    library: Library,
    document: Document,
    marks: Iterable[ZoteroMark],
    prefix: str,
    workbench: Workbench,
) -> tuple[list[Annotation], dict[int, str]]:
    """The marks as annotations, and the printed numbers that Zotero shows for their pages.

    Marks that stand in the file itself are left out: they are read from there. Blocks.

    Args:
        prefix: before the key of a mark, for its origin.
        workbench: whose worker reads the file.

    Raises:
        PinciteError: the document cannot be read.
    """
    wanted = [mark for mark in marks if not mark.is_external and mark.kind in _KINDS]
    if not wanted:
        return [], {}
    placing = _Placing(library, document, workbench)
    made = [a for mark in wanted if (a := placing.annotation(mark, prefix)) is not None]
    labels = {
        place.page_index: mark.page_label.strip()
        for mark in wanted
        if mark.page_label.strip() and (place := read_position(mark.position)) is not None
    }
    return made, labels


class _Placing:
    """One document, with what is needed to place marks on it, read once."""

    def __init__(self, library: Library, document: Document, bench: Workbench) -> None:
        self._library = library
        self._document = document
        self._index: TextIndex = stored_index(library, document.sha256, bench)
        self._spaces: dict[int, FileSpace] = {}
        if not document.is_article:
            path = shown_path(library.files, document)
            with DocumentReader(path, workbench=bench) as reader:
                self._spaces = reader.file_spaces()

    def annotation(self, mark: ZoteroMark, prefix: str) -> Annotation | None:
        place = read_position(mark.position)
        anchor = self._anchor(mark, place)
        if anchor is None:
            return None
        return Annotation(
            AnnotationId(""),
            self._document.sha256,
            _KINDS[mark.kind],
            anchor,
            colour=_colour(mark.colour),
            comment=note_text(mark.comment),
            tags=mark.tags,
            strokes=tuple(self._strokes(place)) if mark.kind == "ink" else (),
            font_pt=place.font_size if place and mark.kind == "text" else 0.0,
            author=mark.author,
            origin=f"{prefix}{mark.key}",
            created=mark.added,
            modified=mark.modified,
        )

    def _anchor(self, mark: ZoteroMark, place: Position | None) -> Anchor | None:
        kind = _KINDS[mark.kind]
        boxes = self._places(place) if place is not None else ()
        if kind.marks_text and mark.text.strip():
            if self._document.is_article:
                return self._in_article(mark)
            on_words = self._on_words(mark.text, place.page_index if place else None, boxes)
            if on_words is not None:
                return on_words
        if place is None or not boxes:
            return None
        quote = " ".join(mark.text.split()) if kind.marks_text else ""
        return Anchor(place.page_index, boxes, quote)

    def _in_article(self, mark: ZoteroMark) -> Anchor | None:
        """The words; of several such passages that where Zotero has marked them."""
        at = self._place_in_article(mark)
        runs = (
            find_passage(self._index, mark.text)
            if at is None
            else passage_nearest(self._index, mark.text, at)
        )
        return self._index.anchor(runs) if runs else None

    def _place_in_article(self, mark: ZoteroMark) -> int | None:
        """Where the passage should begin in our text, as it is read."""
        if self._source is None or self._alignment is None:
            return None
        at = self._source.place(mark.position, mark.sort_index, mark.text)
        return None if at is None else self._alignment.place(at)

    @cached_property
    def _source(self) -> SourceText | None:
        document = self._document
        path = self._library.files.path(document.sha256, document.name)
        return read_source(path, document.media_type)

    @cached_property
    def _alignment(self) -> Alignment | None:
        """From the text of the file, which has all of it, to ours, which has the article."""
        if self._source is None:
            return None
        return Alignment(self._source.folded, self._index.reading.text)

    def _on_words(self, text: str, page: int | None, boxes: tuple[PageQuads, ...]) -> Anchor | None:
        """The words as they stand in our text; of several such passages that under the boxes."""
        if page is None or not boxes:
            runs = find_passage(self._index, text, page_index=page)
            return self._index.anchor(runs) if runs else None
        anchors = [self._index.anchor(runs) for runs in passages_on(self._index, text, page)]
        shared = [_shared(a.places[0], boxes[0]) if a.places else 0.0 for a in anchors]
        best = max(range(len(anchors)), key=shared.__getitem__, default=None)
        return anchors[best] if best is not None and shared[best] > 0 else None

    def _places(self, place: Position) -> tuple[PageQuads, ...]:
        found = []
        for index, boxes in (
            (place.page_index, place.boxes or _bounds(place.paths)),
            (place.page_index + 1, place.next_boxes),
        ):
            space = self._spaces.get(index)
            if space is not None and boxes:
                found.append(PageQuads(index, tuple(space.quad(box) for box in boxes)))
        return tuple(found)

    def _strokes(self, place: Position | None) -> Iterator[Stroke]:
        space = self._spaces.get(place.page_index) if place else None
        if place is None or space is None:
            return
        for path in place.paths:
            if len(path) >= 2:
                yield Stroke(place.width, space.points(path))


def _shared(ours: PageQuads, theirs: PageQuads) -> float:
    """The area that two passages share on their page, in square points."""
    return sum(
        max(0.0, min(one.x1, other.x1) - max(one.x0, other.x0))
        * max(0.0, min(one.y1, other.y1) - max(one.y0, other.y0))
        for one in ours.quads
        for other in theirs.quads
    )


def _bounds(paths: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, float, float, float], ...]:
    xs = [x for path in paths for x in path[::2]]
    ys = [y for path in paths for y in path[1::2]]
    return ((min(xs), min(ys), max(xs), max(ys)),) if xs and ys else ()


def _colour(hex_: str) -> Colour:
    """Our colour of that value, else the nearest one."""
    try:
        wanted = [int(hex_.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4)]
    except ValueError:
        return Colour.YELLOW

    def distance(colour: Colour) -> int:
        ours = [int(colour.hex[i : i + 2], 16) for i in (1, 3, 5)]
        return sum((a - b) ** 2 for a, b in zip(ours, wanted, strict=True))

    return min(Colour, key=distance)

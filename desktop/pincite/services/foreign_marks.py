"""Annotations of another program's library on the words of our documents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pincite.documents.alignment import Alignment
from pincite.documents.errors import DocumentError
from pincite.documents.file_space import FileSpace
from pincite.documents.pdf_values import nearest_colour
from pincite.documents.reading import DocumentReader
from pincite.documents.under import spans_under
from pincite.documents.workbench import Workbench
from pincite.importing.foreign.records import ForeignMark, Position
from pincite.importing.foreign.source_text import SourceText, read_source
from pincite.library.library import Library
from pincite.model.anchors import Anchor, PageQuads
from pincite.model.annotations import Annotation, AnnotationKind, Colour, Stroke
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId
from pincite.model.text_index import Run, TextIndex
from pincite.model.texts import RIGHT, PageText
from pincite.services.passages import edged_anchor, find_passage, passage_nearest, passages_on
from pincite.services.reading import shown_path
from pincite.services.text_indexes import stored_index

_HEX = re.compile(r"#[0-9a-f]{6}")


def annotations_of(
    library: Library,
    document: Document,
    marks: Sequence[ForeignMark],
    prefix: str,
    workbench: Workbench,
) -> tuple[list[Annotation], dict[int, str]]:
    """The marks as annotations, and the printed numbers that are shown there for their pages.

    Blocks.

    Args:
        prefix: before the key of a mark, for its origin.
        workbench: whose worker reads the file.

    Raises:
        PinciteError: the document cannot be read.
    """
    if not marks:
        return [], {}
    placing = _Placing(library, document, marks, workbench)
    made = [a for mark in marks if (a := placing.annotation(mark, prefix)) is not None]
    labels = {
        mark.position.page_index: mark.page_label.strip()
        for mark in marks
        if mark.page_label.strip() and mark.position is not None
    }
    return made, labels


class _Placing:
    """One document, with what is needed to place marks on it, read once."""

    def __init__(
        self,
        library: Library,
        document: Document,
        marks: Iterable[ForeignMark],
        bench: Workbench,
    ) -> None:
        self._library = library
        self._document = document
        self._index: TextIndex = stored_index(library, document.sha256, bench)
        self._spaces: dict[int, FileSpace] = {}
        self._edged: dict[int, PageText] = {}
        if not document.is_article:
            path = shown_path(library.files, document)
            with DocumentReader(path, workbench=bench) as reader:
                self._spaces = reader.file_spaces()
                for index in sorted(_pages_without_words(marks)):
                    self._read_edges(reader, index)

    def _read_edges(self, reader: DocumentReader, index: int) -> None:
        if index >= self._index.page_count:
            return
        page = self._library.reader.recognised_page(self._document.sha256, index)
        try:
            page = page or reader.page_text(index, edges=True)
        except DocumentError:
            return
        if page.text == self._index.page(index).page.text:
            self._edged[index] = page

    def annotation(self, mark: ForeignMark, prefix: str) -> Annotation | None:
        anchor = self._anchor(mark)
        if anchor is None or mark.kind is None:
            return None
        place = mark.position
        return Annotation(
            AnnotationId(""),
            self._document.sha256,
            mark.kind,
            anchor,
            colour=_colour(mark.colour),
            comment=mark.comment,
            tags=mark.tags,
            strokes=tuple(self._strokes(place)) if mark.kind is AnnotationKind.INK else (),
            font_pt=place.font_size if place and mark.kind is AnnotationKind.TEXT else 0.0,
            author=mark.author,
            origin=f"{prefix}{mark.key}",
            created=mark.added,
            modified=mark.modified,
        )

    def _anchor(self, mark: ForeignMark) -> Anchor | None:
        marks_text = mark.kind is not None and mark.kind.marks_text
        if marks_text and mark.text.strip() and self._document.is_article:
            return self._in_article(mark)
        boxes = self._places(mark.position) if mark.position is not None else ()
        if marks_text:
            on_words = self._on_words(mark, boxes) if mark.text.strip() else self._under(boxes)
            if on_words is not None:
                return on_words
        if not boxes:
            return None
        return Anchor(boxes[0].page_index, boxes, " ".join(mark.text.split()) if marks_text else "")

    def _in_article(self, mark: ForeignMark) -> Anchor | None:
        """The words; of several such passages that where they are marked there."""
        at = self._place_in_article(mark)
        runs = (
            find_passage(self._index, mark.text)
            if at is None
            else passage_nearest(self._index, mark.text, at)
        )
        return self._index.anchor(runs) if runs else None

    def _place_in_article(self, mark: ForeignMark) -> int | None:
        """Where the passage should begin in our text, as it is read."""
        if self._source is None or self._alignment is None:
            return None
        at = self._source.place(mark.selector, mark.sort_index, mark.text)
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

    def _on_words(self, mark: ForeignMark, boxes: tuple[PageQuads, ...]) -> Anchor | None:
        """The words as they stand in our text; of several such passages that under the boxes."""
        page = mark.position.page_index if mark.position is not None else None
        if page is None or not boxes:
            runs = find_passage(self._index, mark.text, page_index=page)
            return self._index.anchor(runs) if runs else None
        anchors = [self._index.anchor(runs) for runs in passages_on(self._index, mark.text, page)]
        shared = [_shared(a.places[0], boxes[0]) if a.places else 0.0 for a in anchors]
        best = max(range(len(anchors)), key=shared.__getitem__, default=None)
        return anchors[best] if best is not None and shared[best] > 0 else None

    def _under(self, boxes: tuple[PageQuads, ...]) -> Anchor | None:
        """The words that lie under the boxes; None without any."""
        runs = [run for place in boxes for run in self._runs_under(place)]
        if not runs:
            return None
        return edged_anchor(self._index, runs, lambda i: self._edged.get(i, PageText(i, "")))

    def _runs_under(self, place: PageQuads) -> Iterator[Run]:
        index = place.page_index
        page = self._edged.get(index)
        if page is None:
            return
        boxes = [(q.x0, q.y0, q.x1, q.y1) for q in place.quads]
        for start, end in spans_under(boxes, _words_of(page)):
            run = self._index.place_of(index, start), self._index.place_of(index, end)
            if run[0] < run[1]:
                yield run

    def _places(self, place: Position) -> tuple[PageQuads, ...]:
        found = []
        for page in place.boxes:
            space = self._spaces.get(page.page_index)
            if space is not None:
                quads = tuple(space.quad(box) for box in page.boxes)
                found.append(PageQuads(page.page_index, quads))
        return tuple(found)

    def _strokes(self, place: Position | None) -> Iterator[Stroke]:
        space = self._spaces.get(place.page_index) if place else None
        if place is None or space is None:
            return
        for path in place.paths:
            if len(path) >= 2:
                yield Stroke(place.width, space.points(path))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a page as `spans_under` reads them."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    boxes: tuple[float, ...]
    edges: tuple[tuple[float, ...], ...]


def _words_of(page: PageText) -> _Words:
    words = page.words
    return _Words(
        page.text,
        tuple(word.start for word in words),
        tuple(word.end for word in words),
        tuple(side for w in words for side in (w.box.x0, w.box.y0, w.box.x1, w.box.y1)),
        tuple(word.edges if word.heading == RIGHT else () for word in words),
    )


def _colour(text: str) -> Colour:
    colour = text.strip().lower()
    return nearest_colour(colour if _HEX.fullmatch(colour) else "")


def _pages_without_words(marks: Iterable[ForeignMark]) -> set[int]:
    """The pages of marks that run along text and do not say which."""
    return {
        page.page_index
        for mark in marks
        if mark.kind is not None and mark.kind.marks_text and not mark.text.strip()
        for page in (mark.position.boxes if mark.position else ())
    }


def _shared(ours: PageQuads, theirs: PageQuads) -> float:
    """The area that two passages share on their page, in square points."""
    return sum(
        max(0.0, min(one.x1, other.x1) - max(one.x0, other.x0))
        * max(0.0, min(one.y1, other.y1) - max(one.y0, other.y0))
        for one in ours.quads
        for other in theirs.quads
    )

"""From places of one copy of an article to those of another: the same words, other pages.

Copies have the same signs in the same order, so the n-th of one is the n-th of the other; where
they differ, paragraphs and words tell; see `matching`. Nothing is remembered between two calls, so
a projection may be used by several threads.
"""

from dataclasses import replace

from pincite.documents.flat_copy import FlatCopy, Span, cuts_between
from pincite.documents.laid_text import Spot
from pincite.documents.matching import Matching, Run, match
from pincite.documents.moved_boxes import (
    area_around,
    shift_of,
    shifted,
    shifted_stroke,
    way_onto_page,
)
from pincite.model.anchors import CONTEXT, ELISION, Anchor, PageQuads, Quad, TextRange
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.texts import Word, as_quoted, quads_for


class Projection:
    """The way from one copy to another.

    Args:
        runs: what is the same in both; found out where it is not given.
    """

    def __init__(self, source: FlatCopy, target: FlatCopy, runs: list[Run] | None = None) -> None:
        self.source = source
        self.target = target
        if runs is None:
            runs = match(source.signs, target.signs, cuts_between(source, target))
        self._matching = Matching(runs, len(target.signs.text))

    def reversed(self) -> "Projection":
        """The way back."""
        runs = (Run(run.target, run.source, run.length) for run in self._matching.runs)
        return Projection(self.target, self.source, sorted(runs, key=lambda run: run.source))

    def spot(self, spot: Spot) -> Spot:
        """The same place in the text."""
        number = self.source.number_at(spot)
        return self.target.spot_of(self._matching.target_of(number))

    def end(self, spot: Spot) -> Spot:
        """The same place in the text, where it is the end of something."""
        return self.target.end_of(self._matching.target_before(self.source.number_at(spot)))

    def stretch(self, start: Spot, length: int) -> tuple[Spot, int]:
        """A stretch of the text: where it begins, and its length with one between two pages."""
        first = self.source.number_at(start)
        end = self.source.flat_offset(start) + length
        last = self.source.signs.at(end)
        begun, ended = self._span((first, last))
        spot = self.target.spot_of(begun)
        stop = self.target.flat_offset(self.target.end_of(ended))
        return spot, max(0, stop - self.target.flat_offset(spot))

    def height(self, page_index: int, y_pt: float) -> tuple[int, float]:
        """The place from which the same lines are read: a page and a height on it."""
        word = self._word_below(page_index, y_pt)
        if word is None:
            share = page_index / max(1, len(self.source.laid.pages))
            return int(share * len(self.target.laid.pages)), y_pt
        page, first = word
        moved = self._moved_word(page, first)
        if moved is None:
            return page_index, y_pt
        if y_pt <= 0.0 and moved[1] == self.target.words_on(moved[0])[0]:
            return moved[0], 0.0
        above = min(first.box.y0 - y_pt, first.box.y0) if page == page_index else first.box.y0
        return moved[0], max(0.0, moved[1].box.y0 - above)

    def anchor(self, anchor: Anchor, *, keeps_quote: bool = True) -> Anchor:
        """The same passage.

        Args:
            keeps_quote: leave the words as they are quoted; else they are read from the other
                copy, where words may be divided at other line ends.
        """
        spans = self._spans(anchor)
        if spans:
            return self._anchor_of(spans, anchor, keeps_quote=keeps_quote)
        return self._without_words(anchor, AnnotationKind.NOTE)[0]

    def annotation(self, annotation: Annotation, *, keeps_quote: bool = True) -> Annotation:
        """The same mark; one without words goes with the words around it."""
        if annotation.kind.marks_text and annotation.anchor.quote:
            anchor = self.anchor(annotation.anchor, keeps_quote=keeps_quote)
            return replace(annotation, anchor=anchor)
        anchor, dx, dy = self._without_words(annotation.anchor, annotation.kind)
        strokes = tuple(shifted_stroke(stroke, dx, dy) for stroke in annotation.strokes)
        return replace(annotation, anchor=anchor, strokes=strokes)

    def holds_same_words(self, anchor: Anchor, other: Anchor) -> bool:
        """True when `other`, in the target, marks exactly the words of `anchor`."""
        ones = [self.source.signs.text[a:b] for a, b in self.source.spans_of(anchor)]
        others = [self.target.signs.text[a:b] for a, b in self.target.spans_of(other)]
        return bool(ones) and ones == others

    def text_range(self, anchor: Anchor) -> TextRange | None:
        """Where a passage stands in the running text that is the target; None without words."""
        spans = self._spans(anchor)
        if not spans:
            return None
        first, last = self.target.spot_of(spans[0][0]), self.target.end_of(spans[-1][1])
        begun = [p for p in self.target.laid.paragraphs if p.start <= first.offset]
        block, begin = (begun[-1].number, begun[-1].start) if begun else (0, 0)
        return TextRange(block, first.offset - begin, last.offset - begin)

    def _spans(self, anchor: Anchor) -> list[Span]:
        """The spans of a passage in the target, each with the very signs it has in the source."""
        found = []
        for span in self.source.spans_of(anchor):
            words = self.source.signs.text[slice(*span)]
            start, end = self._span(span)
            if self.target.signs.text[start:end] != words:
                # Read in another order, or not all of it there: the words tell.
                near = self.target.spot_of(start).page_index
                start, end = self.target.find(words, near) or (start, end)
            if start < end:
                found.append((start, end))
        return found

    def _span(self, span: Span) -> Span:
        start = self._matching.target_of(span[0])
        return start, max(start, self._matching.target_before(span[1]))

    def _anchor_of(self, spans: list[Span], anchor: Anchor, *, keeps_quote: bool) -> Anchor:
        parts = [part for span in spans for part in self.target.parts_of(span)]
        boxes: dict[int, tuple[Quad, ...]] = {}
        for page, start, end in parts:
            boxes[page.index] = (*boxes.get(page.index, ()), *quads_for(page, start, end))
        (first, start, _), (last, _, end) = parts[0], parts[-1]
        places = tuple(PageQuads(index, quads) for index, quads in boxes.items())
        return replace(
            anchor,
            page_index=first.index,
            places=places if anchor.places else (),
            quote=anchor.quote if keeps_quote else self._quote(spans),
            before=first.text[max(0, start - CONTEXT) : start],
            after=last.text[end : end + CONTEXT],
            start=start,
        )

    def _quote(self, spans: list[Span]) -> str:
        passages = ("\n".join(p.text[a:b] for p, a, b in self.target.parts_of(s)) for s in spans)
        return ELISION.join(map(as_quoted, passages))

    def _without_words(self, anchor: Anchor, kind: AnnotationKind) -> tuple[Anchor, float, float]:
        """A mark that has no words, and the way it went on its page."""
        if not anchor.places or not anchor.places[0].quads:
            start = max(anchor.start, 0)
            spot = self.spot(Spot(anchor.page_index, start))
            offset = spot.offset if anchor.start >= 0 else -1
            return replace(anchor, page_index=spot.page_index, start=offset), 0.0, 0.0
        page_index, box = anchor.places[0].page_index, anchor.places[0].quads[0]
        words = self.source.words_on(page_index)

        def move(word: Word) -> tuple[int, Word] | None:
            return self._moved_word(page_index, word)

        area = area_around(words, box, move) if kind is AnnotationKind.AREA else None
        if area is not None:
            moved = self._on_page(area[1])
            return _at(anchor, area[0], moved), 0.0, 0.0
        way = shift_of(words, box, move)
        if way is None:
            page = self.height(page_index, box.y0)[0]
            return _at(anchor, page, box), 0.0, 0.0
        moved = self._on_page(shifted(box, way[1], way[2]))
        return _at(anchor, way[0], moved), moved.x0 - box.x0, moved.y0 - box.y0

    def _on_page(self, box: Quad) -> Quad:
        laid = self.target.laid
        return shifted(box, *way_onto_page(box, laid.width_pt, laid.height_pt))

    def _moved_word(self, page_index: int, word: Word) -> tuple[int, Word] | None:
        number = self.source.number_of(page_index, word)
        return self.target.word_at(self._matching.target_of(number))

    def _word_below(self, page_index: int, y_pt: float) -> tuple[int, Word] | None:
        """The first word, as one reads, of which something stands below a height."""
        for index in range(max(page_index, 0), len(self.source.laid.pages)):
            for word in self.source.words_on(index):
                if index > page_index or (word.box.y0 + word.box.y1) / 2 > y_pt:
                    return index, word
        return None


def _at(anchor: Anchor, page_index: int, box: Quad) -> Anchor:
    return replace(anchor, page_index=page_index, places=(PageQuads(page_index, (box,)),))

"""Where the marks of one file belong in another file of the same work. Pure.

Marks of text are found by their words; marks without words by the words beside them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.documents.interruptions import uninterrupted
from pincite.documents.neighbours import Layout, beside
from pincite.documents.old_passages import OldPassage, passages_of
from pincite.documents.reanchoring import Hit, Reanchorer, Wanted
from pincite.model.anchors import CONTEXT, ELISION, Anchor, PageQuads
from pincite.model.annotations import Annotation, Stroke
from pincite.model.folding import fold
from pincite.model.text_index import Run, Stretch, TextIndex
from pincite.model.texts import as_quoted, quads_for

_DIVISION = re.compile("[-\u00ad\u2010]")
"""After the first part of a word that goes on on the next page."""

Size = tuple[float, float]
"""Width and height of an unrotated page in points."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a mark belongs.

    Attributes:
        confidence: that this is the place, from 0 to 1.
        is_same_text: its words are the same, letter for letter.
        strokes: of a drawing, moved along.
    """

    anchor: Anchor
    confidence: float
    is_same_text: bool = True
    strokes: tuple[Stroke, ...] = ()


class Mover:
    """Moves marks from one file to another. For one thread.

    Args:
        old_sizes, new_sizes: of all pages.
    """

    def __init__(
        self,
        old: TextIndex,
        new: TextIndex,
        old_sizes: Sequence[Size] = (),
        new_sizes: Sequence[Size] = (),
    ) -> None:
        self.reanchorer = Reanchorer(old, new)
        self._old, self._new = old, new
        self._layout = Layout(self.reanchorer, old_sizes, new_sizes)

    def annotation(self, annotation: Annotation) -> Moved | None:
        """Where an annotation belongs; None when nothing tells."""
        if annotation.kind.marks_text and fold(annotation.anchor.quote):
            return self.passage(annotation.anchor)
        return self._mark(annotation)

    def passage(self, anchor: Anchor) -> Moved | None:
        """Where the words of an anchor stand now; None when they, or a part, stand nowhere."""
        passages = passages_of(anchor, self._old)
        found = [self._found(passage, anchor) for passage in passages]
        hits = [each[0] for each in found if each is not None]
        if not hits or len(hits) < len(found):
            return None
        is_same = all(each[1] for each in found if each is not None)
        return Moved(self._anchor(passages, hits), min(h.score for h in hits), is_same)

    def _found(self, passage: OldPassage, anchor: Anchor) -> tuple[Hit, bool] | None:
        """Where one passage stands, and whether in the same words."""
        if passage.run is None:
            hit = self._by_words(passage, anchor)
            return None if hit is None else (hit, self._said(hit) == passage.words)
        hit, words = self.reanchorer.run(*passage.run), self._old_words((passage.run,))
        if hit is None or self._said(hit) == words:
            return None if hit is None else (hit, True)
        # The old passage may have notes at the foot of its page in it, which stand elsewhere now.
        parts = uninterrupted(self._said(hit), self._old, *passage.run)
        if parts and parts != (passage.run,):
            better = self.reanchorer.run_of(parts)
            if better is not None and better.score > hit.score:
                hit, words = better, self._old_words(parts)
        return hit, self._said(hit) == words

    def _said(self, hit: Hit) -> str:
        return "".join(self._new.reading.text[slice(*part)] for part in hit.parts)

    def _old_words(self, parts: Sequence[Run]) -> str:
        return "".join(self._old.reading.text[slice(*part)] for part in parts)

    def _by_words(self, passage: OldPassage, anchor: Anchor) -> Hit | None:
        """A passage that its own document does not have any more, by what the mark keeps of it."""
        page = min(max(anchor.page_index, 0), max(self._old.page_count - 1, 0))
        about = self._old.reading.at(self._old.begins[page])
        length = max(1, len(self._old.reading.text))
        return self.reanchorer.find(
            Wanted(passage.words, fold(anchor.before), fold(anchor.after), share=about / length)
        )

    def _anchor(self, passages: Sequence[OldPassage], hits: Sequence[Hit]) -> Anchor:
        reading = self._new.reading
        parts = [
            _widened(
                self._stretches([r for part in hit.parts for r in reading.runs(*part)]),
                passage,
                self._new,
            )
            for passage, hit in zip(passages, hits, strict=True)
        ]
        return anchor_of(self._new, parts)

    def _stretches(self, runs: Sequence[Run]) -> list[Stretch]:
        return [stretch for run in runs for stretch in self._new.stretches(*run)]

    def _mark(self, annotation: Annotation) -> Moved | None:
        shift = beside(self._layout, annotation)
        if shift is None:
            return None
        strokes = tuple(
            replace(stroke, points=shift.points(stroke.points)) for stroke in annotation.strokes
        )
        return Moved(shift.anchor(annotation.anchor), shift.confidence, strokes=strokes)


def anchor_of(index: TextIndex, parts: Sequence[Sequence[Stretch]]) -> Anchor:
    """The anchor of passages in reading order; "[…]" stands in the quotation between them."""
    stretches = [stretch for part in parts for stretch in part]
    boxes: dict[int, PageQuads] = {}
    for s in stretches:
        page = index.page(s.page_index).page
        known = boxes.get(s.page_index, PageQuads(s.page_index, ()))
        quads = quads_for(page, s.start, s.end)
        boxes[s.page_index] = PageQuads(s.page_index, (*known.quads, *quads))
    first, last = stretches[0], stretches[-1]
    head = index.page(first.page_index).page.text
    tail = index.page(last.page_index).page.text
    return Anchor(
        page_index=first.page_index,
        places=tuple(boxes.values()),
        quote=ELISION.join(_said(index, part) for part in parts),
        before=head[max(0, first.start - CONTEXT) : first.start],
        after=tail[last.end : last.end + CONTEXT],
        start=first.start,
    )


def _said(index: TextIndex, part: Sequence[Stretch]) -> str:
    texts = []
    for s in part:
        text = index.page(s.page_index).page.text
        divided = _DIVISION.match(text, s.end) if s is not part[-1] else None
        texts.append(text[s.start : divided.end() if divided else s.end])
    return as_quoted("\n".join(texts))


def _widened(part: list[Stretch], passage: OldPassage, index: TextIndex) -> list[Stretch]:
    """Stretches of letters, with the signs at both ends that the old passage had there, too."""
    first = part[0]
    text, start = index.page(first.page_index).page.text, first.start
    for sign in reversed(passage.lead):
        at = len(text[:start].rstrip()) - 1
        if at < 0 or text[at] != sign:
            break
        start = at
    part[0] = replace(first, start=start)
    last = part[-1]
    text, end = index.page(last.page_index).page.text, last.end
    for sign in passage.trail:
        at = end + len(text[end:]) - len(text[end:].lstrip())
        if at >= len(text) or text[at] != sign:
            break
        end = at + 1
    part[-1] = replace(last, end=end)
    return part

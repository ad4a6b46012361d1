"""Where a place that was cited by page or paragraph is in another file of the work."""

from dataclasses import dataclass

from pincite.citing.quotations.checking import Checker
from pincite.citing.quotations.places import Places
from pincite.documents.moving import Mover
from pincite.library.queries import Reader
from pincite.model.anchors import Anchor
from pincite.model.citations import CitationState
from pincite.model.documents import Document
from pincite.model.locators import Locator
from pincite.model.replacements import SURE
from pincite.model.text_index import Run
from pincite.services.reading import citable_locator

_STANDS = (CitationState.VERIFIED, CitationState.MOVED)
_FEW = 0.06
"""Share of a cited page's text on a page of the new file that does not count: a line or two."""
_LEAST_SHARE = 0.15
"""Share of a cited page's text that must be in the new file."""
_DOUBTFUL = SURE - 0.05


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A cited place in the new file.

    Attributes:
        old_anchor, anchor: what to show of it in either file.
        is_same_text: of a quotation: its words stand there letter for letter.
    """

    place: Locator
    confidence: float
    old_anchor: Anchor | None
    anchor: Anchor | None
    is_same_text: bool = True


class PlaceMover:
    """Finds cited places of the old file in the new one. For one thread."""

    def __init__(self, read: Reader, mover: Mover, old: Document, new: Document) -> None:
        self._read, self._mover = read, mover
        self._old_document, self._new_document = old, new
        self._old, self._new = mover.reanchorer.old, mover.reanchorer.new
        old_map, new_map = read.page_map(old.sha256), read.page_map(new.sha256)
        old_numbers = read.paragraphs(old.sha256) if old.is_article else None
        new_numbers = read.paragraphs(new.sha256) if new.is_article else None
        self._old_places = Places(self._old, old_map, old_numbers)
        self._new_places = Places(self._new, new_map, new_numbers)
        self._checker = Checker(self._old, old_map, old_numbers)

    def cited_before(self, anchor: Anchor) -> Locator:
        """How a passage of the old file is cited."""
        return citable_locator(self._read, self._old_document, anchor)

    def cited(self, anchor: Anchor) -> Locator:
        """How a passage of the new file is cited."""
        return citable_locator(self._read, self._new_document, anchor)

    def old_anchor(self, place: Locator) -> Anchor | None:
        """Something to show of a place of the old file; None where it has no such place."""
        runs = self._old_places.named(place)
        return Anchor(self._old.page_at(runs[0][0])) if runs else None

    def place(self, place: Locator, quotation: str = "") -> FoundPlace | None:
        """Where a cited place is now: by its quotation, else by what stands on its pages."""
        return self._by_quotation(place, quotation) or self._by_pages(place)

    def _by_quotation(self, place: Locator, quotation: str) -> FoundPlace | None:
        if not quotation.strip():
            return None
        verdict = self._checker.check(quotation, place)
        if verdict.state not in _STANDS or not verdict.spans:
            return None
        runs = [(span.start, span.end) for span in verdict.spans]
        old_anchor = self._old.anchor(runs)
        moved = self._mover.passage(old_anchor)
        if moved is None:
            return None
        # A wrong page was cited before: the words are right, but somebody should know.
        is_right = verdict.state is CitationState.VERIFIED
        confidence = moved.confidence if is_right else min(moved.confidence, _DOUBTFUL)
        new_place = self.cited(moved.anchor)
        return FoundPlace(new_place, confidence, old_anchor, moved.anchor, moved.is_same_text)

    def _by_pages(self, place: Locator) -> FoundPlace | None:
        runs = self._old_places.named(place)
        if not runs:
            return None
        reading = self._old.reading
        found: list[Run] = []
        share, is_whole = 1.0, True
        for start, end in runs[: max(1, len(place.ranges))]:
            first, last = reading.at(start), reading.at(end)
            pieces, kept = self._pieces(first, last)
            if not pieces:
                return None
            share = min(share, kept)
            is_whole = is_whole and (len(pieces) == 1 or _is_range(place))
            found += pieces
        new_place = self._new_places.cited(found)
        is_same = new_place == place
        confidence = min(1.0, 0.6 + 0.5 * share)
        if not (is_same or is_whole):
            confidence = min(confidence, _DOUBTFUL)
        stretches = self._new.stretches(found[0][0], found[0][0] + 1)
        anchor = Anchor(stretches[0].page_index, start=stretches[0].start) if stretches else None
        return FoundPlace(new_place, confidence, self.old_anchor(place), anchor)

    def _pieces(self, first: int, last: int) -> tuple[list[Run], float]:
        """Where a stretch of the old text is, page by page, and how much of it is there."""
        alignment, reading = self._mover.reanchorer.alignment, self._new.reading
        share = alignment.share(first, last)
        start, end = alignment.place(first), alignment.place(max(first, last - 1))
        if start is None or end is None or end <= start or share < _LEAST_SHARE:
            return [], 0.0
        pieces: list[Run] = []
        total = end - start
        for run in reading.runs(start, end):
            for s in self._new.stretches(*run):
                page = self._new.page(s.page_index)
                piece = (page.place(s.start), page.place(s.end))
                if pieces and self._new.page_at(pieces[-1][0]) == s.page_index:
                    pieces[-1] = (pieces[-1][0], piece[1])
                else:
                    pieces.append(piece)
        counted = [p for p in pieces if p[1] - p[0] > _FEW * total]
        return counted or pieces, share


def _is_range(place: Locator) -> bool:
    return any(span.last for span in place.ranges)

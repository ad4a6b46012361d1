"""Between the library's places of an article and those of the copy that a reader shows.

The library speaks of the copy in medium type, a reader of whichever is shown. All that crosses from
one to the other goes through here; for a PDF, both are the same and nothing is done.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, Stroke
from pincite.model.documents import OutlineEntry, Paragraph, TypeSize
from pincite.ui.reader.history import Place

if TYPE_CHECKING:
    from pincite.documents.projection import Projection
    from pincite.services.reading_copies import ArticleCopy

_KEPT = "type="
_LINES_ABOVE = 4
"""What was looked for stands some lines below the top."""
_Marked = tuple[Anchor, tuple[Stroke, ...]]


class ShownCopy:
    """Which copy is shown, and the way to and from the library's places.

    "Stored" is in the library's places, "shown" in those of the pages on the screen.
    """

    def __init__(self) -> None:
        self._copy: ArticleCopy | None = None
        self._made: dict[_Marked, _Marked] = {}

    @property
    def size(self) -> TypeSize:
        """The type size of what is shown."""
        return self._copy.size if self._copy is not None else TypeSize.MEDIUM

    @property
    def kept_word(self) -> str:
        """The size in a word that `kept_size` reads; empty for a PDF."""
        return f"{_KEPT}{self.size.value}" if self._copy is not None else ""

    @property
    def is_translated(self) -> bool:
        """True when the places shown are not those of the library."""
        return self._way is not None

    @property
    def paragraphs(self) -> tuple[Paragraph, ...] | None:
        """Where paragraphs begin on the pages shown; None where the library says it."""
        copy = self._copy
        return copy.text.laid.paragraphs if copy is not None and copy.way is not None else None

    @property
    def texts(self) -> list[str] | None:
        """The texts of the pages shown; None where the library has them."""
        copy = self._copy
        if copy is None or copy.way is None:
            return None
        return [page.text for page in copy.text.laid.pages]

    def use(self, copy: "ArticleCopy") -> Callable[[Place], Place]:
        """Speak of this copy from now on.

        Returns:
            What the library's places of before are now: others where it laid out the article anew.
        """
        before, self._copy = self._copy, copy
        self._made.clear()
        if before is None or before.usual.has_same_pages(copy.usual):
            return lambda place: place
        from pincite.documents.projection import Projection

        way = Projection(before.usual, copy.usual)
        return lambda place: self._moved(way, place)

    # --- from the library

    def shown(self, annotation: Annotation) -> Annotation:
        """An annotation of the library on the pages shown."""
        if self._copy is None:
            return annotation
        made = self._made.get((annotation.anchor, annotation.strokes))
        if made is not None:
            return replace(annotation, anchor=made[0], strokes=made[1])
        if self._way is not None:
            annotation = self._way.annotation(annotation)
        if annotation.anchor.text_range is None:
            return annotation
        # Not told by the pages: what is marked here and what is stored would never be equal.
        return replace(annotation, anchor=replace(annotation.anchor, text_range=None))

    def shown_anchor(self, anchor: Anchor) -> Anchor:
        """A passage of the library on the pages shown."""
        return self._way.anchor(anchor) if self._way is not None else anchor

    def shown_stretch(self, page_index: int, start: int, length: int) -> tuple[int, int, int]:
        """A stretch of the library's text in that of the pages shown: page, offset, length.

        Args:
            length: one character is counted between two pages, here and there.
        """
        if self._way is None:
            return page_index, start, length
        from pincite.documents.laid_text import Spot

        spot, length = self._way.stretch(Spot(page_index, start), length)
        return spot.page_index, spot.offset, length

    def shown_place(self, place: Place) -> Place:
        """A height on a page of the library's copy, on the pages shown."""
        return self._moved(self._way, place)

    def shown_entry(self, entry: OutlineEntry) -> OutlineEntry:
        """A line of the library's outline, on the pages shown."""
        if self._way is None:
            return entry
        page_index, y_pt = self._way.height(entry.page_index, entry.y_pt)
        return replace(entry, page_index=page_index, y_pt=y_pt)

    def place_of(self, terms: tuple[str, ...], page: Place) -> Place:
        """The place of words of a search on a page of the library; its own where none are there."""
        from pincite.documents.laid_text import Spot
        from pincite.search.snippets import mark_spans

        usual = self._copy.usual if self._copy is not None else None
        if usual is None or page.page_index >= len(usual.laid.pages):
            return page
        found = mark_spans(usual.laid.pages[page.page_index].text, terms)
        spot = Spot(page.page_index, found[0][0]) if found else None
        word = usual.word_at(usual.number_at(spot)) if spot is not None else None
        if word is None:
            return page
        above_pt = _LINES_ABOVE * (word[1].box.y1 - word[1].box.y0)
        y_pt = max(0.0, word[1].box.y0 - above_pt)
        return Place(page.page_index, y_pt / (usual.laid.height_pt or 1.0))

    # --- to the library

    def stored(self, annotation: Annotation) -> Annotation:
        """An annotation on the pages shown, as the library is to keep it."""
        if self._copy is None:
            return annotation
        result = annotation
        if self._back is not None:
            result = self._back.annotation(annotation, keeps_quote=False)
        result = replace(result, anchor=self._with_range(result.anchor))
        key = (result.anchor, result.strokes)
        # It comes back from the library as it stands here, to the last fraction of a point.
        self._made[key] = (annotation.anchor, annotation.strokes)
        return result

    def stored_anchor(self, anchor: Anchor) -> Anchor:
        """A passage on the pages shown, as the library is to keep it."""
        if self._back is not None:
            anchor = self._back.anchor(anchor, keeps_quote=False)
        return self._with_range(anchor)

    def stored_place(self, place: Place) -> Place:
        """A height on a page shown, in the library's copy."""
        return self._moved(self._back, place)

    # --- private

    @property
    def _way(self) -> "Projection | None":
        return self._copy.way if self._copy is not None else None

    @property
    def _back(self) -> "Projection | None":
        return self._copy.back if self._copy is not None else None

    def _with_range(self, anchor: Anchor) -> Anchor:
        if self._copy is None or self._copy.running is None or not anchor.quote:
            return anchor
        return replace(anchor, text_range=self._copy.running.text_range(anchor))

    @staticmethod
    def _moved(way: "Projection | None", place: Place) -> Place:
        if way is None:
            return place
        from_pt = way.source.laid.height_pt or 1.0
        to_pt = way.target.laid.height_pt or 1.0
        page_index, y_pt = way.height(place.page_index, place.y_fraction * from_pt)
        return Place(page_index, y_pt / to_pt)


def kept_size(words: str) -> TypeSize | None:
    """The size that a document was left in, among other words; None where none of them says it."""
    kept = set(words.split())
    return next((size for size in TypeSize if f"{_KEPT}{size.value}" in kept), None)

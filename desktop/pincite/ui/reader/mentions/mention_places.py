"""Where the citations of a document stand on the pages shown."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pincite.citing.mentions.flat import PAGE_END
from pincite.model.anchors import Quad
from pincite.model.ids import MentionId
from pincite.model.mentions import Mention
from pincite.model.texts import PageText, quads_for
from pincite.services.mentions import MentionRow
from pincite.ui.reader.text.page_texts import PageTexts

Stretch = tuple[int, int, int]
"""A run of text: page, offset in its text, length in characters."""


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A citation and its boxes on one page, one for each line."""

    row: MentionRow
    quads: tuple[Quad, ...]


def as_stored(page_index: int, start: int, length: int) -> Stretch:
    """The pages shown are those that the library speaks of."""
    return page_index, start, length


class MentionPlaces:
    """Gives the boxes of citations page by page, from the words of the pages at hand.

    Args:
        shown: from a run of the library's text to that of the pages shown. Every place of a
            citation goes through it.
    """

    def __init__(
        self, texts: PageTexts, shown: Callable[[int, int, int], Stretch] = as_stored
    ) -> None:
        self._texts = texts
        self._shown = shown
        self._rows: Sequence[MentionRow] = ()
        self._by_page: dict[int, list[tuple[int, int, MentionRow]]] = {}
        self._placed: dict[int, tuple[tuple[PageText, PageText | None], list[PlacedMention]]] = {}

    def set_rows(self, rows: Sequence[MentionRow]) -> None:
        """These are the citations from now on, in reading order."""
        self._rows = rows
        self.forget()

    def forget(self) -> None:
        """The pages shown are others now."""
        by_page: defaultdict[int, list[tuple[int, int, MentionRow]]] = defaultdict(list)
        for row in self._rows:
            page_index, start, length = self.stretch(row.mention)
            by_page[page_index].append((start, length, row))
        self._by_page = dict(by_page)
        self._placed.clear()

    def stretch(self, mention: Mention) -> Stretch:
        """Where a citation stands in the text of the pages shown."""
        return self.shown(mention.anchor.page_index, mention.anchor.start, mention.length)

    def shown(self, page_index: int, start: int, length: int) -> Stretch:
        """A run of the library's text on the pages shown."""
        return self._shown(page_index, start, length)

    def on_page(self, index: int) -> list[PlacedMention]:
        """The citations that touch a page; none while its words are not here."""
        text, before = self._texts.known.get(index), self._texts.known.get(index - 1)
        if text is None or not (index in self._by_page or index - 1 in self._by_page):
            return []
        known = self._placed.get(index)
        if known is not None and known[0][0] is text and known[0][1] is before:
            return known[1]
        placed = [
            PlacedMention(row, quads)
            for start, end, row in self._runs(index, before)
            if (quads := quads_for(text, start, end))
        ]
        self._placed[index] = ((text, before), placed)
        return placed

    def at(self, index: int, x_pt: float, y_pt: float) -> PlacedMention | None:
        """The citation at a point of the unrotated page."""
        for placed in self.on_page(index):
            if any(quad.contains(x_pt, y_pt) for quad in placed.quads):
                return placed
        return None

    def placed(self, mention: MentionId, index: int) -> PlacedMention | None:
        """A citation on a page; None when it is not there."""
        return next((p for p in self.on_page(index) if p.row.mention.id == mention), None)

    def _runs(self, index: int, before: PageText | None) -> list[tuple[int, int, MentionRow]]:
        runs = []
        if before is not None:
            for start, length, row in self._by_page.get(index - 1, ()):
                over = start + length - len(before.text) - len(PAGE_END)
                if over > 0:
                    runs.append((0, over, row))
        own = self._by_page.get(index, ())
        return [*runs, *((start, start + length, row) for start, length, row in own)]

"""The places of a document that locators name: runs of its text index."""

from collections.abc import Sequence

from pincite.model.documents import LabelSource, PageMap, Paragraph
from pincite.model.locators import Locator, LocatorRange, page_locator
from pincite.model.page_finder import PageFinder
from pincite.model.text_index import Run, TextIndex


class Places:
    """What places of a document are called, and where they are.

    Args:
        paragraphs: of an article, whose pages are made by us and never cited; else None.
    """

    def __init__(
        self, index: TextIndex, page_map: PageMap, paragraphs: Sequence[Paragraph] | None = None
    ) -> None:
        self._index = index
        self._map = page_map
        self._is_article = paragraphs is not None
        self._paragraphs = tuple(paragraphs or ())
        self._begins: tuple[int, ...] | None = None

    def named(self, locator: Locator) -> list[Run] | None:
        """The runs that a locator names, in its order.

        Returns:
            Empty when the document has no such place; None when the locator is empty, or of a kind
            that cannot be compared with a text: a chapter, a time.
        """
        if not locator.ranges:
            return None
        if locator.kind == "page":
            return [] if self._is_article else self._pages(locator)
        if locator.kind == "paragraph" and self._is_article:
            return self._numbered(locator)
        return None

    def pages(self, runs: Sequence[Run]) -> tuple[int, ...]:
        """The file pages of some runs, in order."""
        found: dict[int, None] = {}
        for start, end in runs:
            first, last = self._index.page_at(start), self._index.page_at(end - 1)
            found.update(dict.fromkeys(range(first, last + 1)))
        return tuple(page for page in sorted(found) if self._has_letters(page, runs))

    def cited(self, runs: Sequence[Run]) -> Locator:
        """How a passage is cited: by printed pages, or by paragraphs."""
        if self._is_article:
            numbers = sorted({self._paragraph_at(place) for a, b in runs for place in (a, b - 1)})
            known = [str(number) for number in numbers if number]
            if not known:
                return Locator()
            last = known[-1] if known[-1] != known[0] else ""
            return Locator("paragraph", (LocatorRange(known[0], last),))
        return page_locator([self._map.label(page).label for page in self.pages(runs)])

    def labels(self, runs: Sequence[Run]) -> tuple[str, ...]:
        """What the places of a passage are called: "23", "[11]?" where it is reckoned, "¶ 4"."""
        if self._is_article:
            numbers = {self._paragraph_at(place) for a, b in runs for place in (a, b - 1)}
            return tuple(f"¶ {number}" for number in sorted(numbers) if number)
        return tuple(self._page_name(page) for page in self.pages(runs))

    def _page_name(self, page: int) -> str:
        label = self._map.label(page)
        return f"[{label.label}]?" if label.source is LabelSource.EXTRAPOLATED else label.label

    def _has_letters(self, page: int, runs: Sequence[Run]) -> bool:
        begin, end = self._index.begins[page], self._index.begins[page + 1]
        return any(a < end and b > begin for a, b in runs)

    def _pages(self, locator: Locator) -> list[Run]:
        runs: list[Run] = []
        for first, last in PageFinder(self._map).ranges(locator):
            last = min(last, self._index.page_count - 1)
            if first <= last:
                runs.append((self._index.begins[first], self._index.begins[last + 1]))
        return runs

    def _numbered(self, locator: Locator) -> list[Run]:
        begins, numbers = self._paragraph_begins(), [p.number for p in self._paragraphs]
        runs: list[Run] = []
        for span in locator.ranges:
            first, last = span.first, span.last or span.first
            if not (first.isdecimal() and last.isdecimal()):
                continue
            inside = [n for n, number in enumerate(numbers) if int(first) <= number <= int(last)]
            if inside:
                runs.append((begins[inside[0]], begins[inside[-1] + 1]))
        return runs

    def _paragraph_at(self, place: int) -> int:
        begins = self._paragraph_begins()
        found = [
            p.number for p, begin in zip(self._paragraphs, begins, strict=False) if begin <= place
        ]
        return found[-1] if found else 0

    def _paragraph_begins(self) -> tuple[int, ...]:
        """The place where each paragraph begins, and at last the end of the text."""
        if self._begins is None:
            places = [
                self._index.place_of(p.page_index, p.start)
                for p in self._paragraphs
                if p.page_index < self._index.page_count
            ]
            self._begins = (*places, len(self._index.text))
        return self._begins

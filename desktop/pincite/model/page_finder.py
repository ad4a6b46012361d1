"""Finding the pages of a document by what is printed on them."""

from pincite.model.documents import PageMap
from pincite.model.locators import Locator, LocatorRange


class PageFinder:
    """Finds the file pages that printed numbers name; many questions to one page map."""

    def __init__(self, page_map: PageMap) -> None:
        self.page_map = page_map
        self._pages: dict[str, list[int]] = {}
        for index, entry in enumerate(page_map.labels()):
            self._pages.setdefault(entry.label.casefold(), []).append(index)

    def ranges(self, locator: Locator) -> list[tuple[int, int]]:
        """First and last file pages; several where a number is printed on several pages.

        Only printed numbers count: where the document has none like it, nothing is guessed.
        """
        return [found for span in locator.ranges for found in self._ranges(span)]

    def page(self, text: str) -> int | None:
        """The page that `text` names: a printed number first, then a file page from 1."""
        wanted = text.strip()
        found = self._pages.get(wanted.casefold())
        if found:
            exact = (page for page in found if self.page_map.label(page).label == wanted)
            return next(exact, found[0])
        is_page = wanted.isdecimal() and 1 <= int(wanted) <= len(self.page_map.found)
        return int(wanted) - 1 if is_page else None

    def _ranges(self, span: LocatorRange) -> list[tuple[int, int]]:
        first, last = span.first.casefold().strip(), span.last.casefold().strip()
        whole = f"{first}-{last}"
        if last and whole in self._pages:
            # "4-12" may be one page of chapter 4.
            first, last = whole, ""
        if first not in self._pages and not last and "-" in first:
            first, _, last = first.partition("-")
        if last.isdecimal() and first.isdecimal() and len(last) < len(first):
            # "139-40" is 139 to 140.
            last = first[: len(first) - len(last)] + last
        ends = self._pages.get(last, [])
        return [
            (begin, next((end for end in ends if end >= begin), begin))
            for begin in self._pages.get(first, [])
        ]

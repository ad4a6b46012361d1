"""What the pages of one document are called: printed numbers, or paragraphs of an article. Pure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pincite.model.anchors import Anchor
from pincite.model.documents import LabelSource, PageMap, Paragraph
from pincite.model.ids import Sha256
from pincite.model.paragraphs import paragraphs_of

NO_DOCUMENT = Sha256("")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Where a name that was typed leads: a page, and an offset in its text or -1."""

    page_index: int
    start: int = -1


@dataclass(frozen=True)
class PageNames:
    """Names of places in a document, for the page box, cards and lists."""

    page_map: PageMap = field(default_factory=lambda: PageMap(NO_DOCUMENT))
    page_count: int = 0
    paragraphs: tuple[Paragraph, ...] = ()
    is_by_paragraph: bool = False
    """True for articles, whose pages are of our making and never named."""

    @classmethod
    def by_file_page(cls, page_count: int) -> "PageNames":
        """Names of a file that is not in the library: only its own pages are known."""
        return cls(page_count=page_count)

    def page(self, index: int) -> str:
        """As in "p. 23"; "p. [11]?" when the number is only reckoned; "¶ 4" in an article."""
        if self.is_by_paragraph:
            return paragraph_name(self.paragraph(index))
        return f"p. {self.number(index)}"

    def number(self, index: int) -> str:
        """As in "23", or "[11]?" when the number is only reckoned."""
        label = self.page_map.label(index)
        return f"[{label.label}]?" if label.source is LabelSource.EXTRAPOLATED else label.label

    def rest(self, index: int) -> str:
        """What stands muted after the name: "· 45 of 112", "of 112", "of 21"."""
        if self.is_by_paragraph:
            return f"of {len(self.paragraphs)}" if self.paragraphs else ""
        count = max(self.page_count, index + 1)
        if self.page_map.label(index).label == str(index + 1):
            return f"of {count}"
        return f"· {index + 1} of {count}"

    def paragraph(self, index: int) -> int | None:
        """The first paragraph that begins on a page, or runs into it; None without any."""
        starts = [p.page_index for p in self.paragraphs]
        first = bisect_left(starts, index)
        if first < len(starts) and starts[first] == index:
            return self.paragraphs[first].number
        return self.paragraphs[first - 1].number if first else None

    def of_anchor(self, anchor: Anchor) -> str:
        """As in "p. 23", "pp. 10–11" or "¶ 4" for a passage."""
        if self.is_by_paragraph:
            numbers = paragraphs_of(self.paragraphs, anchor)
            if numbers is None or numbers[0] == numbers[1]:
                return paragraph_name(numbers[0] if numbers else None)
            return f"¶¶ {numbers[0]}–{numbers[1]}"
        first, last = self.number(anchor.page_index), self.number(anchor.last_page_index)
        return f"p. {first}" if first == last else f"pp. {first}–{last}"

    def find(self, text: str) -> NamedPlace | None:
        """The place that a typed name means: a label first, then a file page; None for neither."""
        wanted = text.strip()
        if self.is_by_paragraph:
            return self._find_paragraph(wanted.lstrip("¶").strip())
        lowered = wanted.casefold()
        for sign in ("pp.", "p.", "pp ", "p "):
            if lowered.startswith(sign):
                wanted = wanted[len(sign) :].strip()
                break
        wanted = wanted.removesuffix("?").strip()
        if wanted.startswith("[") and wanted.endswith("]") and self._index_of(wanted) is None:
            wanted = wanted[1:-1]
        index = self._index_of(wanted)
        return None if index is None else NamedPlace(index)

    def _index_of(self, text: str) -> int | None:
        found = self.page_map.index_of(text)
        if found is None and text.isdecimal() and 1 <= int(text) <= self.page_count:
            return int(text) - 1
        return found

    def _find_paragraph(self, text: str) -> NamedPlace | None:
        matches = (p for p in self.paragraphs if str(p.number) == text)
        found = next(matches, None)
        return NamedPlace(found.page_index, found.start) if found else None


def paragraph_name(number: int | None) -> str:
    """As in "¶ 4"; "¶" before the first paragraph."""
    return "¶" if number is None else f"¶ {number}"


def names_for(
    page_map: PageMap, page_count: int, paragraphs: Sequence[Paragraph], *, is_article: bool
) -> PageNames:
    """Names of a document in the library."""
    if is_article:
        ordered = sorted(paragraphs, key=lambda p: (p.page_index, p.start))
        return PageNames(page_map, page_count, tuple(ordered), is_by_paragraph=True)
    return PageNames(page_map, page_count)

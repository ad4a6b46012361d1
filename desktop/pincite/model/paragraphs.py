"""Which numbered paragraphs of an article a passage touches."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from pincite.model.anchors import Anchor
from pincite.model.documents import Paragraph


def paragraphs_of(paragraphs: Sequence[Paragraph], anchor: Anchor) -> tuple[int, int] | None:
    """The first and last number; None for a passage before the first paragraph.

    Args:
        paragraphs: in the order of the text.
    """
    places = [(p.page_index, p.start) for p in paragraphs]
    begin = (anchor.page_index, max(anchor.start, 0))
    first = bisect_right(places, begin) - 1
    if first < 0:
        return None
    if anchor.last_page_index == anchor.page_index:
        end = (anchor.page_index, begin[1] + len(anchor.quote))
    else:
        # How much of the passage stands on its last page is not known: what begins there is left.
        end = (anchor.last_page_index, 0)
    last = max(first, bisect_left(places, end) - 1)
    return paragraphs[first].number, paragraphs[last].number


def paragraph_text(paragraphs: Sequence[Paragraph], number: int, texts: Mapping[int, str]) -> str:
    """The words from where a paragraph begins to where the next one does.

    Args:
        paragraphs: in the order of the text.
        texts: of the pages by their index.
    """
    places = [(p.page_index, p.start) for p in paragraphs]
    at = next(i for i, p in enumerate(paragraphs) if p.number == number)
    page, start = places[at]
    end_page, end = places[at + 1] if at + 1 < len(places) else (page, len(texts.get(page, "")))
    if end_page == page:
        return texts.get(page, "")[start:end].strip()
    between = [texts.get(i, "") for i in range(page + 1, end_page)]
    whole = [texts.get(page, "")[start:], *between, texts.get(end_page, "")[:end]]
    return "\n\n".join(part.strip() for part in whole if part.strip())

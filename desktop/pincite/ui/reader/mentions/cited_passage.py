"""Where the words that a citation quotes stand on the pages it names."""

from collections.abc import Sequence

from pincite.citing.quotations.matching import Matcher
from pincite.citing.quotations.parsing import readings
from pincite.model.anchors import PageQuads
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText


def quoted_boxes(pages: Sequence[PageText], quotation: str) -> tuple[PageQuads, ...]:
    """The boxes of a quotation, part by part where words were left out; empty when it is not there.

    Args:
        pages: neighbouring pages in order.
    """
    index = TextIndex.of(pages)
    for way in readings(quotation, index.text):
        found = Matcher(index).occurrences(way)
        if found:
            return tuple(place for place in index.anchor(found[0].runs).places if place.quads)
    return ()

"""Where the words that a citation quotes stand on the pages it names."""

import re
from collections.abc import Sequence

from pincite.documents.passages import find_passage
from pincite.model.anchors import PageQuads
from pincite.model.texts import PageText

_ELISION = re.compile(r"\s*(?:[\[(]\s*)?(?:…|\.\s?\.\s?\.)(?:\s*[\])])?\s*")
_LEAST = 8
"""Characters of a part between two elisions that is looked for; a shorter one stands anywhere."""


def quoted_boxes(pages: Sequence[PageText], quotation: str) -> tuple[PageQuads, ...]:
    """The boxes of a quotation, part by part where words were left out; empty when it is not there.

    Args:
        pages: neighbouring pages in order.
    """
    parts = [part for part in _ELISION.split(quotation) if len(part) >= _LEAST]
    found: list[PageQuads] = []
    for part in parts or [quotation]:
        anchor = find_passage(pages, part) if part.strip() else None
        if anchor is None:
            return ()
        found += [place for place in anchor.places if place.quads]
    return tuple(found)

"""What can be put into a bibliography by dragging or pasting it: works, marks, mentions, places."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CiteSource:
    """One thing that is carried to a bibliography; the first of its ids that is set says which.

    Attributes:
        place, kind: of a locator in `item`, as text and as a CSL kind; empty for the whole work.
        document: the file that the place was found in.
        page: of that file, from 0, where the printed number is yet to be looked up.
    """

    annotation: str = ""
    mention: str = ""
    item: str = ""
    place: str = ""
    kind: str = "page"
    document: str = ""
    page: str = ""


def packed(sources: Iterable[CiteSource]) -> bytes:
    """Sources as bytes, for the clipboard or a drag."""
    found = [
        {name: value for name in CiteSource.__slots__ if (value := getattr(source, name))}
        for source in sources
    ]
    return json.dumps(found).encode()


def unpacked(data: bytes) -> tuple[CiteSource, ...]:
    """The sources that `packed` wrote; none for anything else, since others may write there too."""
    try:
        found: Any = json.loads(data)
        return tuple(
            CiteSource(**{name: str(one[name]) for name in CiteSource.__slots__ if name in one})
            for one in found
        )
    except (ValueError, TypeError):
        return ()

"""An index of Whoosh whose list of segments is the manifest's, not a file of its own.

One rename makes pages and records valid together, and nothing is unpickled.
"""

from typing import Any

from whoosh.index import TOC, FileIndex

from pincite.search.engine.codec import PinciteCodec
from pincite.search.engine.segments import WhooshSegment
from pincite.search.engine.store import SegmentStore
from pincite.search.schema import RECORD_TEXTS, FieldKind, Layout, schema_of
from pincite.search.segment import Segment


class SegmentedIndex(FileIndex):  # type: ignore[misc]  # Whoosh has no types.
    """Gives `searcher()` and `reader()` on exactly these segments."""

    def __init__(
        self, store: SegmentStore, layout: Layout, segments: tuple[Segment, ...], generation: int
    ) -> None:
        # Not the constructor of FileIndex, which looks for a table of contents in the folder.
        self.storage = store
        self.indexname = "MAIN"
        self._schema = schema_of(layout)
        weights = {n: RECORD_TEXTS.get(n, 1.0) for n, k in layout.items() if k is FieldKind.WORDS}
        codec = PinciteCodec(weights)
        self._toc = TOC(self._schema, [WhooshSegment(s, codec) for s in segments], generation)

    def _read_toc(self) -> Any:
        return self._toc

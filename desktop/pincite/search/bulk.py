"""Building segments of pages beside the writer, in processes of their own.

Each process writes segments into the writer's folder, and the writer adopts them: a whole library
is indexed with as many processors as there are, while the index has one writer only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pincite.search.engine.builder import SegmentBuilder
from pincite.search.part import MOST_TOKENS
from pincite.search.schema import PAGE_LAYOUT
from pincite.search.segment import Segment
from pincite.search.writer import page_entries


@dataclass(frozen=True, slots=True)
class BuiltPages:
    """A segment, and the documents whose pages it has, all of them.

    Attributes:
        segment: None when the documents have no words.
    """

    segment: Segment | None
    documents: tuple[int, ...]


class PagesBuilder:
    """Builds segments of pages into `folder`, the writer's `pages_folder`.

    Args:
        most_tokens: words in a segment, about; memory grows with them.
    """

    def __init__(self, folder: Path, most_tokens: int = MOST_TOKENS) -> None:
        self._folder = folder
        self._most_tokens = most_tokens
        self._start()

    def _start(self) -> None:
        self._builder = SegmentBuilder(self._folder, PAGE_LAYOUT)
        self._documents: list[int] = []

    @property
    def is_full(self) -> bool:
        """True when it is time to `finish` the segment."""
        return self._builder.token_count > self._most_tokens

    def add(self, document: int, pages: Sequence[tuple[int, int, str]], lang: str = "") -> None:
        """Take the pages of a document, see `IndexWriter.replace_pages`."""
        self._documents.append(document)
        for entry in page_entries(document, pages, lang):
            self._builder.add(entry)

    def finish(self) -> BuiltPages:
        """Write what was added as a segment, and begin the next.

        Raises:
            OSError: no room, or no permission.
        """
        builder, documents = self._builder, tuple(self._documents)
        self._start()
        return BuiltPages(builder.finish() if builder.count else None, documents)

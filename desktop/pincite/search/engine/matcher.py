"""The postings of a word one by one, for queries of Whoosh that our collector does not know."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from whoosh import matching

from pincite.search.engine.lengths import LENGTH_OF_CODE
from pincite.search.engine.postings import FieldPostings


class PostingsMatcher(matching.LeafMatcher):  # type: ignore[misc]  # Whoosh has no types.
    """Goes through the postings of a word.

    Args:
        boost: weight of the field; an occurrence weighs so much.
    """

    def __init__(
        self,
        postings: FieldPostings,
        number: int,
        term: tuple[str, bytes],
        format_: Any,
        scorer: Any,
        boost: float,
    ) -> None:
        self._postings = postings
        self._number = number
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._boost = boost
        self._pages: list[int] = postings.pages(number).tolist()
        self._freqs = postings.freqs(number).tolist() if postings.has_positions else None
        self._ends: list[int] | None = None
        self._positions: list[int] = []
        self._at = 0

    def copy(self) -> "PostingsMatcher":
        """Another one at the same place."""
        other = PostingsMatcher(
            self._postings, self._number, self._term, self.format, self.scorer, self._boost
        )
        other._at = self._at
        return other

    def is_active(self) -> bool:
        """False behind the last posting."""
        return self._at < len(self._pages)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def id(self) -> int:
        """The page of the posting here."""
        return self._pages[self._at]

    def all_ids(self) -> Iterator[int]:
        """The pages from here on."""
        return iter(self._pages[self._at :])

    def next(self) -> bool:
        """Go on by one; False: all postings are one block."""
        if not self.is_active():
            raise matching.ReadTooFar
        self._at += 1
        return False

    def skip_to(self, id: int) -> None:
        """Go on to the first page that is not before `id`."""
        if not self.is_active():
            raise matching.ReadTooFar
        self._at = bisect_left(self._pages, id, self._at)

    def weight(self) -> float:
        """Occurrences here, weighed."""
        return (self._freqs[self._at] if self._freqs else 1) * self._boost

    def value(self) -> bytes:
        """Positions here as Whoosh encodes them."""
        encoded: bytes = self.format.encode(self._places()) if self._freqs else b""
        return encoded

    def value_as(self, astype: str) -> Any:
        """What is known of the posting here: "positions", "frequency", "weight"."""
        if astype == "positions":
            return self._places()
        if astype == "frequency":
            return self._freqs[self._at] if self._freqs else 1
        return self.weight() if astype == "weight" else super().value_as(astype)

    def _places(self) -> list[int]:
        if not self._freqs:
            return []
        if self._ends is None:
            counts, positions = self._postings.positions(self._number)
            self._ends = counts.cumsum().tolist()
            self._positions = positions.tolist()
        end = self._ends[self._at]
        return self._positions[end - self._freqs[self._at] : end]

    def skip_to_quality(self, minquality: float) -> int:
        """Go behind the last posting when none can be that good."""
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._pages)
        return 1

    def block_min_length(self) -> int:
        """Words of the shortest text that has the word."""
        if not self._postings.has_positions:
            return 0
        return int(LENGTH_OF_CODE[self._postings.min_length_code(self._number)])

    def block_max_weight(self) -> float:
        """The greatest of all weights."""
        return self._postings.max_freq(self._number) * self._boost

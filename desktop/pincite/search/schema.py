"""The fields of the two indexes: one of pages, one of records.

When they change, so does `manifest.FORMAT_VERSION`.

The page index holds nothing that changes while the text does not: collections and tags of an item
narrow a search as a set of document numbers, so tagging a book never writes its pages again.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from whoosh import analysis, columns, fields

from pincite.search.analysis import ANALYSER_VERSION, tokens

RECORD_TEXTS: dict[str, float] = {
    "title": 3.0,
    "creators": 2.0,
    "tags": 1.5,
    "text": 1.0,
    "abstract": 0.8,
}
"""Text fields of the record index and their weight in the score."""


class PageAnalyser(analysis.Analyzer):  # type: ignore[misc]  # Whoosh has no types.
    """`analysis.tokens` behind the interface of Whoosh."""

    def __init__(self) -> None:
        self.version = ANALYSER_VERSION

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), self.version))

    def __call__(
        self, value: str, positions: bool = False, start_pos: int = 0, mode: str = "", **_: Any
    ) -> Iterator[Any]:
        """Yield one token again and again with the next word, as Whoosh analysers do."""
        token = analysis.Token(positions, mode=mode)
        for position, word in enumerate(tokens(value), start_pos):
            token.text = token.original = word
            token.boost = 1.0
            token.stopped = False
            token.pos = position
            yield token


class WordsField(fields.TEXT):  # type: ignore[misc]  # Whoosh has no types.
    """Text with positions, unstored; indexes without an object per word."""

    def __init__(self, *, weight: float = 1.0) -> None:
        super().__init__(analyzer=PageAnalyser(), phrase=True, field_boost=weight)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (word, frequency, weight, encoded positions) for each distinct word."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(tokens(value)):
            places[word].append(position)
        encode, weight = self.format.encode, self.format.field_boost
        for word, positions in places.items():
            yield word.encode(), len(positions), len(positions) * weight, encode(positions)


def page_schema() -> Any:
    """One entry per page: `pid` and `page` come back with a hit, `doc` deletes and filters."""
    return fields.Schema(
        pid=fields.COLUMN(columns.NumericColumn("I")),
        doc=fields.NUMERIC(int, 32, signed=False, sortable=True, shift_step=0),
        page=fields.COLUMN(columns.NumericColumn("I")),
        lang=fields.COLUMN(columns.VarBytesColumn()),
        text=WordsField(),
    )


def record_schema() -> Any:
    """One entry per item, note or annotation; `key` is its kind and id."""
    return fields.Schema(
        key=fields.ID(unique=True, stored=True),
        kind=fields.ID(),
        item=fields.ID(stored=True),
        **{name: WordsField(weight=weight) for name, weight in RECORD_TEXTS.items()},
    )

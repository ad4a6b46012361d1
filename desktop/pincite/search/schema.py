"""The fields of the two indexes: one of pages, one of records.

When they change, so does `manifest.FORMAT_VERSION`.

The page index holds nothing that changes while the text does not: collections and tags of an item
narrow a search as a set of document numbers, so tagging a book never writes its pages again.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, TypeAlias

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


class FieldKind(Enum):
    """How a field is kept.

    Attributes:
        WORDS: postings with positions.
        KEY: one value as it is, looked up and handed back.
        NUMBER: 32 bits, handed back.
        TEXT: handed back.
    """

    WORDS = "words"
    KEY = "key"
    NUMBER = "number"
    TEXT = "text"


Layout: TypeAlias = Mapping[str, FieldKind]

PAGE_LAYOUT: Layout = {
    "pid": FieldKind.NUMBER,
    "doc": FieldKind.NUMBER,
    "page": FieldKind.NUMBER,
    "lang": FieldKind.TEXT,
    "text": FieldKind.WORDS,
}
"""One entry per page: `pid` and `page` come back with a hit, `doc` deletes, filters, groups."""

RECORD_LAYOUT: Layout = {
    "key": FieldKind.KEY,
    "kind": FieldKind.KEY,
    "item": FieldKind.KEY,
    "lang": FieldKind.TEXT,
    **dict.fromkeys(RECORD_TEXTS, FieldKind.WORDS),
}
"""One entry per item, note or annotation; `key` is its kind and id."""


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


def schema_of(layout: Layout) -> Any:
    """The fields as Whoosh knows them."""
    return fields.Schema(**{name: _field(name, kind) for name, kind in layout.items()})


def _field(name: str, kind: FieldKind) -> Any:
    match kind:
        case FieldKind.WORDS:
            return WordsField(weight=RECORD_TEXTS.get(name, 1.0))
        case FieldKind.KEY:
            return fields.ID(sortable=True)
        case FieldKind.NUMBER:
            return fields.COLUMN(columns.NumericColumn("I"))
        case FieldKind.TEXT:
            return fields.COLUMN(columns.VarBytesColumn())

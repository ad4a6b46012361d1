"""Narrowing a list while words are typed, without asking the library at every key."""

from collections.abc import Collection, Mapping, Sequence

from pincite.library.folding import fold
from pincite.library.queries import ItemQuery, Reader
from pincite.model.ids import ItemId

Asked = tuple[ItemQuery, str, bool]
"""Query without words, sort, and whether the greatest comes first."""

_MANY = 1000
"""Changed items from which on all texts are read again."""


class WordFilter:
    """A list and the texts of its items: of 50 000, a word takes 8 ms; asked for anew, 60.

    Attributes:
        asked: of what list it is.
    """

    def __init__(self, asked: Asked, ids: Sequence[ItemId], texts: Mapping[ItemId, str]) -> None:
        self.asked = asked
        self._pairs = [(item_id, texts.get(item_id, "")) for item_id in ids]

    def matching(self, text: str) -> list[ItemId]:
        """The items that have all of the words, in the list's order."""
        pairs = self._pairs
        for word in fold(text).split():
            pairs = [pair for pair in pairs if word in pair[1]]
        return [item_id for item_id, _text in pairs]


class FilterTexts:
    """The texts in which words are looked for, of all live items, kept up to date."""

    def __init__(self) -> None:
        self._texts: dict[ItemId, str] | None = None
        self._turn = 0

    @property
    def turn(self) -> int:
        """Another number after each change; `put` takes only what was read since the last."""
        return self._turn

    @property
    def are_read(self) -> bool:
        """True when `get` will not have to read."""
        return self._texts is not None

    def put(self, texts: dict[ItemId, str], turn: int) -> None:
        """Take what was read beforehand."""
        if turn == self._turn:
            self._texts = texts

    def get(self, read: Reader) -> Mapping[ItemId, str]:
        """Texts by item."""
        if self._texts is None:
            self._texts = read.search_texts()
        return self._texts

    def follow(self, changed: Collection[ItemId], read: Reader) -> None:
        """Read the texts of changed items again."""
        if not changed:
            return
        self._turn += 1
        if self._texts is None or len(changed) > _MANY:
            self._texts = None
            return
        for item_id in changed:
            self._texts.pop(item_id, None)
        self._texts.update(read.search_texts(changed))

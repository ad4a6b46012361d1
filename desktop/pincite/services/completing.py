"""What a field of a search may be completed to: the values that the library has."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pincite.library.folding import fold
from pincite.library.queries import Reader
from pincite.search.query_fields import FIELDS


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field.

    Attributes:
        text: as it stands in the query, without quotation marks.
        detail: what is said beside it: the title that goes with a key.
        count: how many works have it; None where nobody counts.
    """

    text: str
    detail: str = ""
    count: int | None = None
    folded: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(f"{self.text} {self.detail}"))


def values_of(reader: Reader, name: str) -> tuple[Value, ...]:
    """All values of a field, the commonest first. May take a moment in a large library.

    Args:
        name: usual name of a field of `query_fields.FIELDS`.
    """
    if name in ("cites", "citedby"):
        found = [Value(key, title) for key, title in reader.keys_with_titles()]
    elif name == "tag":
        found = [Value(tag.name, count=tag.count) for tag in reader.tags()]
    elif name == "collection":
        counts = reader.collection_counts()
        found = [Value(c.name, count=counts.get(c.id, 0)) for c in reader.collections()]
    elif name == "saved":
        return tuple(Value(saved.name, saved.query) for saved in reader.saved_searches())
    elif name in ("type", "year", "lang", "author"):
        found = [Value(text, count=count) for text, count in reader.counted_values(name)]
    else:
        # In the order in which they are said.
        return tuple(Value(choice) for choice in FIELDS[name].choices)
    return tuple(sorted(found, key=lambda value: (-(value.count or 0), value.folded)))


def matching(values: Sequence[Value], typed: str, most: int) -> list[Value]:
    """Values that begin like `typed`, then those with a word that does; each in its order."""
    wanted = fold(typed.strip())
    if not wanted:
        return list(values[:most])
    begins: list[Value] = []
    has_word: list[Value] = []
    for value in values:
        if value.folded.startswith(wanted):
            begins.append(value)
            if len(begins) == most:
                break
        elif len(has_word) < most and f" {wanted}" in value.folded:
            has_word.append(value)
    return (begins + has_word)[:most]

"""What the manifest says of a segment; loads neither NumPy nor Whoosh."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an index that was written once, and what was deleted of it since.

    Attributes:
        name: of its file.
        count: its entries, deleted ones included.
        size: of its file in bytes.
        deleted: runs (first, end) of entries that do not count any more, ascending, apart.
    """

    name: str
    count: int
    size: int
    deleted: tuple[tuple[int, int], ...] = ()

    @property
    def deleted_count(self) -> int:
        """Entries that do not count any more."""
        return sum(end - first for first, end in self.deleted)

    @property
    def alive_count(self) -> int:
        """Entries that count."""
        return self.count - self.deleted_count

    def to_json(self) -> list[Any]:
        """As it stands in the manifest."""
        return [self.name, self.count, self.size, self.deleted]

    @classmethod
    def from_json(cls, values: Any) -> Self:
        """Read what `to_json` gave. Raises ValueError or TypeError when it is anything else."""
        name, count, size, deleted = values
        runs = tuple((int(first), int(end)) for first, end in deleted)
        return cls(str(name), int(count), int(size), runs)

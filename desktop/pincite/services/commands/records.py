"""Commands on records of any kind."""

from dataclasses import dataclass

from pincite.library.transaction import Transaction
from pincite.model.records import Record, record_id


@dataclass(frozen=True, slots=True)
class SaveRecords:
    """Create or replace records as they are given."""

    label: str
    records: tuple[Record, ...]

    def apply(self, tx: Transaction) -> None:
        """Put each record."""
        for record in self.records:
            tx.put(record)


@dataclass(frozen=True, slots=True)
class RemoveRecords:
    """Remove records for good, leaving tombstones; emptying the trash does this."""

    label: str
    records: tuple[Record, ...]

    def apply(self, tx: Transaction) -> None:
        """Remove each record."""
        for record in self.records:
            tx.remove(type(record), record_id(record))

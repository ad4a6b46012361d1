"""Commands on exports that are kept up to date."""

from dataclasses import dataclass, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.kept_exports import KeptExport


@dataclass(frozen=True, slots=True)
class KeepExport:
    """Keep a file up to date from now on; one that was kept under the same path gives way."""

    export: KeptExport
    label: str = "Keep export up to date"

    def apply(self, tx: Transaction) -> None:
        """Put it with the present time."""
        for other in tx.kept_exports():
            if other.path == self.export.path and other.id != self.export.id:
                tx.remove(KeptExport, other.id)
        tx.put(replace(self.export, created=self.export.created or utc_now()))


@dataclass(frozen=True, slots=True)
class LetGoOfExport:
    """Write a file no more; it stays as it is."""

    id: str
    label: str = "Keep export up to date no more"

    def apply(self, tx: Transaction) -> None:
        """Remove the record."""
        tx.remove(KeptExport, self.id)

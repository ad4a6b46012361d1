"""Commands on findings of the check of the library: leave them as they are, or look again."""

from dataclasses import dataclass

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.ignored_findings import IgnoredFinding


@dataclass(frozen=True, slots=True)
class IgnoreFindings:
    """Somebody has looked at these and they are right as they are.

    Attributes:
        findings: pairs of the finding's id and the value that was found.
    """

    findings: tuple[tuple[str, str], ...]
    label: str = "Ignore findings"

    def apply(self, tx: Transaction) -> None:
        """Remember each with the present time."""
        for id, value in self.findings:
            tx.put(IgnoredFinding(id, value, utc_now()))


@dataclass(frozen=True, slots=True)
class HeedFindings:
    """Show again what was ignored."""

    ids: tuple[str, ...]
    label: str = "Show ignored findings"

    def apply(self, tx: Transaction) -> None:
        """Forget each."""
        for id in self.ids:
            tx.remove(IgnoredFinding, id)

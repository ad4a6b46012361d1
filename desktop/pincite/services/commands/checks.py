"""Commands on the checks of quotations: keep them, and correct the places that were wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pincite.library.transaction import Transaction
from pincite.model.checks import QuotationCheck
from pincite.model.ids import CitationId
from pincite.model.locators import Locator
from pincite.services.commands.bibliographies import EditCitation


@dataclass(frozen=True, slots=True)
class SaveChecks:
    """Keep what checks found. They are derived: there is nothing to undo."""

    checks: tuple[QuotationCheck, ...]
    label: str = "Check quotations"

    def apply(self, tx: Transaction) -> None:
        """Put each check."""
        for check in self.checks:
            tx.put_check(check)


@dataclass(frozen=True, slots=True)
class CorrectLocators:
    """Let citations name the pages that their quotations stand on, in one step.

    One that follows the pages of its highlight is let go of it, as when a place is typed.
    """

    places: Mapping[CitationId, Locator] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The place, when there is one."""
        if len(self.places) == 1:
            (locator,) = self.places.values()
            return f"Correct to {locator.described}"
        return f"Correct {len(self.places)} citations"

    def apply(self, tx: Transaction) -> None:
        """Put each citation with its place."""
        for citation, locator in self.places.items():
            EditCitation(citation, locator=locator).apply(tx)

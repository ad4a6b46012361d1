"""Which groups are folded away: kept with the library, but no act that is taken back."""

from pincite.model.ids import BibliographyId
from pincite.ui.context import AppContext


class Folded:
    """The headings whose groups are folded, bibliography by bibliography."""

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self._known: dict[BibliographyId, frozenset[str]] = {}

    def of(self, bibliography: BibliographyId) -> frozenset[str]:
        """The ids of the headings that are folded."""
        if bibliography not in self._known:
            kept = self._context.workspace.read.setting(_name(bibliography)) or ""
            self._known[bibliography] = frozenset(kept.split())
        return self._known[bibliography]

    def set(self, bibliography: BibliographyId, heading: str, *, is_folded: bool) -> None:
        """Fold a heading's group, or unfold it."""
        known = self.of(bibliography) - {heading}
        known |= {heading} if is_folded else frozenset()
        self._known[bibliography] = known
        self._context.workspace.save_setting(_name(bibliography), " ".join(sorted(known)))


def _name(bibliography: BibliographyId) -> str:
    return f"folded:{bibliography}"

"""Commands on saved searches."""

from dataclasses import dataclass, field, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.ids import SavedSearchId, fresh_id
from pincite.model.saved_searches import SavedSearch
from pincite.search.query_fields import QUOTATION_MARKS
from pincite.services.errors import NothingFoundError, ServiceError


def _saved_search(tx: Transaction, id: SavedSearchId) -> SavedSearch:
    saved = tx.get(SavedSearch, id)
    if saved is None:
        raise NothingFoundError("This saved search is no longer in the library.")
    return saved


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """Keep a query under a name that no other has."""

    name: str
    query: str
    id: SavedSearchId = field(default_factory=lambda: SavedSearchId(fresh_id()))
    label: str = "Save search"

    def apply(self, tx: Transaction) -> None:
        """Put it last in the list."""
        _check(tx, self.name, self.query, None)
        position = max((each.position for each in tx.saved_searches()), default=-1) + 1
        tx.put(SavedSearch(self.id, self.name.strip(), self.query.strip(), position))


@dataclass(frozen=True, slots=True)
class EditSavedSearch:
    """Give a saved search another name or query; None leaves a value as it is."""

    saved: SavedSearchId
    name: str | None = None
    query: str | None = None

    @property
    def label(self) -> str:
        """Named after what changes."""
        return "Rename saved search" if self.query is None else "Change saved search"

    def apply(self, tx: Transaction) -> None:
        """Put it with the changes."""
        old = _saved_search(tx, self.saved)
        name = old.name if self.name is None else self.name.strip()
        query = old.query if self.query is None else self.query.strip()
        _check(tx, name, query, self.saved)
        tx.put(replace(old, name=name, query=query))


@dataclass(frozen=True, slots=True)
class MoveSavedSearch:
    """Put a saved search before another one in the list, or at its end (None)."""

    saved: SavedSearchId
    before: SavedSearchId | None = None
    label: str = "Move saved search"

    def apply(self, tx: Transaction) -> None:
        """Number the list anew."""
        moving = _saved_search(tx, self.saved)
        order = [each for each in tx.saved_searches() if each.id != self.saved]
        at = next((i for i, each in enumerate(order) if each.id == self.before), len(order))
        order.insert(at, moving)
        for position, each in enumerate(order):
            tx.put(replace(each, position=position))


@dataclass(frozen=True, slots=True)
class TrashSavedSearch:
    """Take a saved search away; what it found stays in the library."""

    saved: SavedSearchId
    label: str = "Delete saved search"

    def apply(self, tx: Transaction) -> None:
        """Mark it as trashed now."""
        tx.put(replace(_saved_search(tx, self.saved), trashed=utc_now()))


def _check(tx: Transaction, name: str, query: str, own: SavedSearchId | None) -> None:
    if not name.strip():
        raise ServiceError("A saved search needs a name.")
    if any(mark in name for mark in QUOTATION_MARKS):
        raise ServiceError(
            "The name of a saved search cannot have quotation marks, which stand around it in "
            "“saved:”; choose another name."
        )
    if not query.strip():
        raise ServiceError("There is nothing to save: type a search first.")
    other = tx.saved_search_by_name(name.strip())
    if other is not None and other.id != own:
        raise ServiceError(
            f"There is a saved search named “{other.name}” already; choose another name."
        )

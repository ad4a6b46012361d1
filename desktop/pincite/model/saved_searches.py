"""Searches that are kept under a name."""

from dataclasses import dataclass

from pincite.model.ids import SavedSearchId


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name; what it finds is always what the library has now.

    Attributes:
        query: as it was typed.
        position: place in the list, by the user.
        trashed: time of the act, empty while it lives.
    """

    id: SavedSearchId
    name: str
    query: str
    position: int = 0
    trashed: str = ""

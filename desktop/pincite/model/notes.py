"""Notes: Markdown texts on an item, a collection or the whole library."""

from dataclasses import dataclass

from pincite.model.ids import CollectionId, ItemId, NoteId


@dataclass(frozen=True, slots=True)
class Note:
    """A Markdown text; it belongs to an item or a collection, or with neither to the library."""

    id: NoteId
    text: str
    item: ItemId | None = None
    collection: CollectionId | None = None
    created: str = ""
    modified: str = ""
    trashed: str = ""

    @property
    def title(self) -> str:
        """The first line that says something, without Markdown's heading marks."""
        lines = (line.strip().lstrip("#").strip() for line in self.text.splitlines())
        return next((line for line in lines if line), "")

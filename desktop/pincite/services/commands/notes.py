"""Commands on notes."""

from dataclasses import dataclass, field, replace

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.ids import CollectionId, ItemId, NoteId, fresh_id
from pincite.model.notes import Note
from pincite.services.errors import NothingFoundError


def _note(tx: Transaction, note_id: NoteId) -> Note:
    note = tx.get(Note, note_id)
    if note is None:
        raise NothingFoundError("This note is no longer in the library.")
    return note


@dataclass(frozen=True, slots=True)
class AddNote:
    """Add a Markdown note to an item, a collection or the library."""

    text: str
    item: ItemId | None = None
    collection: CollectionId | None = None
    id: NoteId = field(default_factory=lambda: NoteId(fresh_id()))
    label: str = "New note"

    def apply(self, tx: Transaction) -> None:
        """Put it with the present time."""
        time = utc_now()
        tx.put(Note(self.id, self.text, self.item, self.collection, created=time, modified=time))


@dataclass(frozen=True, slots=True)
class EditNote:
    """Replace a note's text."""

    note_id: NoteId
    text: str
    label: str = "Edit note"

    def apply(self, tx: Transaction) -> None:
        """Put it with the new text."""
        note = _note(tx, self.note_id)
        if note.text != self.text:
            tx.put(replace(note, text=self.text, modified=utc_now()))


@dataclass(frozen=True, slots=True)
class TrashNotes:
    """Move notes to the trash."""

    note_ids: tuple[NoteId, ...]
    label: str = "Delete note"

    def apply(self, tx: Transaction) -> None:
        """Mark each as trashed now."""
        for note_id in self.note_ids:
            tx.put(replace(_note(tx, note_id), trashed=utc_now()))

"""Commands on the trash: take things of any kind out of it, or remove them for good."""

from dataclasses import dataclass, replace

from pincite.library.transaction import Transaction
from pincite.library.trash_queries import TrashRecord
from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography, Citation
from pincite.model.documents import Document, PageMap
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Collection, Item
from pincite.model.mentions import Mention, MentionState, WorkName
from pincite.model.notes import Note
from pincite.model.recognition import Recognition
from pincite.model.records import record_id
from pincite.model.related_works import RelatedWorks
from pincite.model.replacements import ReplacedMark, Replacement
from pincite.model.tasks import Task
from pincite.services.commands.citations import release_citations


@dataclass(frozen=True, slots=True)
class RestoreFromTrash:
    """Take things out of the trash, with what they are part of: else they would not be seen."""

    records: tuple[TrashRecord, ...]
    label: str = "Restore from trash"

    def apply(self, tx: Transaction) -> None:
        """Clear the marks; what is there no more is passed over."""
        for given in self.records:
            record = tx.get(type(given), record_id(given))
            while record is not None:
                if record.trashed:
                    tx.put(_restored(tx, record))
                record = _whole(tx, record)
            if isinstance(given, Collection):
                _restore_below(tx, given)


@dataclass(frozen=True, slots=True)
class PurgeTrash:
    """Remove things from the trash for good, each with all that belongs to it.

    A work that a bibliography cites stays: the bibliography would lose its citation. Undo brings
    everything back while the program runs; files stay for a while, see `library.sweeping`.
    """

    records: tuple[TrashRecord, ...]
    label: str = "Empty the trash"

    def apply(self, tx: Transaction) -> None:
        """Remove each that is in the trash still."""
        for given in self.records:
            record = tx.get(type(given), record_id(given))
            if record is not None and record.trashed and not is_cited(tx, record):
                _purge(tx, record)


def is_cited(tx: Transaction, record: TrashRecord) -> bool:
    """True for a work that a live citation of a live bibliography names."""
    return isinstance(record, Item) and bool(tx.citations_of_item(record.id))


def _restore_below(tx: Transaction, above: Collection) -> None:
    """Collections went into the trash with those inside them."""
    for record in tx.trashed_records():
        if isinstance(record, Collection) and record.parent == above.id:
            tx.put(replace(record, trashed=""))
            _restore_below(tx, record)


def _restored(tx: Transaction, record: TrashRecord) -> TrashRecord:
    if isinstance(record, Bibliography):
        return replace(record, trashed="", name=_free_name(tx, record.name))
    return replace(record, trashed="")


def _free_name(tx: Transaction, name: str) -> str:
    """Another bibliography may have taken the name meanwhile."""
    free, number = name, 2
    while tx.bibliography_by_name(free) is not None:
        free, number = f"{name} ({number})", number + 1
    return free


def _whole(tx: Transaction, record: TrashRecord) -> TrashRecord | None:
    """What a thing is part of."""
    match record:
        case Document():
            return tx.get(Item, record.item)
        case Annotation():
            return tx.get(Document, record.document)
        case Note():
            return tx.get(Item, record.item) if record.item else None
        case Collection():
            return tx.get(Collection, record.parent) if record.parent else None
        case Citation():
            return tx.get(Bibliography, record.bibliography)
    return None


def _purge(tx: Transaction, record: TrashRecord) -> None:
    match record:
        case Item():
            _purge_item(tx, record.id)
        case Document():
            _purge_document(tx, record.sha256)
        case Annotation():
            _purge_annotation(tx, record)
        case Bibliography():
            for citation in tx.all_citations_of(record.id):
                tx.remove(Citation, citation.id)
            tx.remove(Bibliography, record.id)
        case _:
            tx.remove(type(record), record_id(record))


def _purge_item(tx: Transaction, id: ItemId) -> None:
    belongings = tx.belongings_of(id)
    for document in belongings.documents:
        _purge_document(tx, document.sha256)
    for citation in belongings.citations:
        tx.remove(Citation, citation.id)
    for note in belongings.notes:
        tx.remove(Note, note.id)
    for name in belongings.names:
        tx.remove(WorkName, name.id)
    for task in belongings.tasks:
        tx.remove(Task, task.id)
    for relation in belongings.related:
        tx.remove(RelatedWorks, relation.id)
    for replacement in belongings.replacements:
        for mark in tx.replaced_marks(replacement.id):
            tx.remove(ReplacedMark, mark.id)
        tx.remove(Replacement, replacement.id)
    # Other works still cite it; they name a work that is not in the library now.
    for mention in tx.mentions_of_item(id):
        tx.put(replace(mention, item=None, state=MentionState.UNRESOLVED))
    tx.remove(Item, id)


def _purge_document(tx: Transaction, sha256: Sha256) -> None:
    for annotation in tx.annotations_of(sha256, trashed=True):
        _purge_annotation(tx, annotation)
    for mention in tx.mentions_of(sha256, dismissed=True):
        tx.remove(Mention, mention.id)
    tx.remove(Recognition, sha256)
    tx.remove(PageMap, sha256)
    tx.remove(Document, sha256)


def _purge_annotation(tx: Transaction, annotation: Annotation) -> None:
    release_citations(tx, annotation)
    tx.remove(Annotation, annotation.id)

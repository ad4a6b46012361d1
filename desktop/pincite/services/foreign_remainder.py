"""What of a library of another program comes after its works and their files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from pincite.documents.workbench import Workbench
from pincite.importing.foreign.records import ForeignLibrary, ForeignMark, ForeignNote
from pincite.library.library import Library
from pincite.library.queries import ReadingPlace
from pincite.model.annotations import Annotation
from pincite.model.changes import Bulk
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import CollectionId, ItemId, NoteId, Sha256
from pincite.model.items import Item
from pincite.model.notes import Note
from pincite.model.reading_states import ReadingState
from pincite.services.commands.items import AddToCollection, TrashItems
from pincite.services.commands.pages import SetPageLabel
from pincite.services.commands.reading_states import SetReading
from pincite.services.commands.records import SaveRecords
from pincite.services.commands.related import RelateItems
from pincite.services.commands.saved_searches import SaveSearch
from pincite.services.commands.tags import TAG_COLOURS, colours_text, tag_colours
from pincite.services.commands.take_over import TakeOverAnnotations, taken_id
from pincite.services.foreign_import import FoundLibraries
from pincite.services.foreign_marks import annotations_of
from pincite.services.jobs import JobContext
from pincite.services.reading_ahead import ReadersAhead
from pincite.services.workspace import Batch, Command, Workspace

_Placed = tuple[list[Annotation], dict[int, str]]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A document with marks that are not here yet, and the page last read there."""

    document: Document
    marks: tuple[ForeignMark, ...]
    prefix: str
    last_page: int | None

    def placed(self, library: Library, bench: Workbench) -> _Placed:
        return annotations_of(library, self.document, self.marks, self.prefix, bench)


class ForeignRemainder:
    """What comes after the works and their files: annotations, notes, the trash, tag colours.

    Args:
        documents: of the files that were taken in, by their paths.
    """

    def __init__(
        self,
        workspace: Workspace,
        found: FoundLibraries,
        documents: dict[Path, Sha256],
        group: Bulk,
    ) -> None:
        self._workspace = workspace
        self._found = found
        self._documents = documents
        self._group = group
        self._problems: list[str] = []

    def take(self, context: JobContext) -> list[str]:
        """Take it in; what could not be is told, a sentence each."""
        for library in self._found.libraries:
            self._file_alone(library)
            self._take_notes(library)
            self._take_marks(library, context)
            self._take_reading(library)
            self._take_searches(library)
            self._take_relations(library)
            self._take_trash(library)
            self._take_colours(library)
        return self._problems

    @cached_property
    def _living(self) -> set[str]:
        """What is not in the trash there, by the names of all libraries."""
        libraries = self._found.libraries
        return {each.alias(i.key) for each in libraries for i in each.items if not i.is_trashed}

    def _run(self, command: Command) -> None:
        self._workspace.run_now(command, self._group, group=self._group)

    def _item(self, library: ForeignLibrary, key: str) -> Item | None:
        return self._workspace.read.item_by_identifier("alias", library.alias(key))

    def _key_of(self, group: str, key: str) -> str:
        """The citation key that an item of the other program has here."""
        for library in self._found.libraries:
            if library.group == group:
                item = self._item(library, key)
                return item.key if item is not None else ""
        return ""

    def _take_notes(self, library: ForeignLibrary) -> None:
        records: list[Note] = []
        for item in library.items:
            owner = self._item(library, item.key) if item.notes else None
            if owner is not None:
                there = {note.text for note in self._workspace.read.notes_of(owner.id)}
                records += self._notes(library, item.notes, there, owner.id, None)
        there = {note.text for note in self._workspace.read.all_notes() if note.item is None}
        for note in library.notes:
            collection = self._collection(note.collections[0] if note.collections else "")
            records += self._notes(library, (note,), there, None, collection)
        if records:
            self._run(SaveRecords("Add notes", tuple(records)))

    def _notes(
        self,
        library: ForeignLibrary,
        notes: Iterable[ForeignNote],
        there: set[str],
        item: ItemId | None,
        collection: CollectionId | None,
    ) -> Iterator[Note]:
        for note in notes:
            # Always the same, so that a note that was changed or deleted here does not come again.
            id_ = NoteId(uuid5(NAMESPACE_URL, library.alias(note.key)).hex)
            if self._workspace.read.get(Note, id_) is not None:
                continue
            text = note.markdown(self._key_of)
            if text and text not in there:
                there.add(text)
                yield Note(id_, text, item, collection)

    def _collection(self, path: str) -> CollectionId | None:
        parent: CollectionId | None = None
        collections = self._workspace.read.collections()
        for name in filter(None, path.split("/")):
            found = (c.id for c in collections if c.name == name and c.parent == parent)
            parent = next(found, parent)
        return parent

    def _take_marks(self, library: ForeignLibrary, context: JobContext) -> None:
        marked = list(self._marked(library))
        with ReadersAhead() as readers:

            def placed(each: _Marked) -> _Placed | PinciteError:
                try:
                    with readers.bench() as bench:
                        bench.recycle()
                        return each.placed(self._workspace.library, bench)
                except PinciteError as error:
                    return error

            found = readers.read(marked, placed, lambda: context.is_cancelled)
            for number, (each, answer) in enumerate(found):
                context.progress(number, len(marked), each.document.name)
                if isinstance(answer, PinciteError):
                    self._problems.append(f"Annotations of “{each.document.name}”: {answer}")
                else:
                    self._take_placed(each, answer)

    def _marked(self, library: ForeignLibrary) -> Iterator[_Marked]:
        """The documents that were read there, with the marks that are not here yet."""
        read = self._workspace.read
        files = [file for item in library.items for file in item.files] + [*library.files]
        for file in files:
            sha = self._documents.get(file.path)
            document = read.get(Document, sha) if sha else None
            if document is None or not (file.marks or file.last_page is not None):
                continue
            new = (
                mark
                for mark in file.marks
                if read.get(Annotation, taken_id(document.sha256, library.alias(mark.key))) is None
            )
            yield _Marked(document, tuple(new), library.prefix, file.last_page)

    def _take_placed(self, marked: _Marked, placed: _Placed) -> None:
        document, read = marked.document, self._workspace.read
        marks, labels = placed
        commands: list[Command] = []
        if not document.is_article:
            page_map = read.page_map(document.sha256)
            commands += [
                SetPageLabel(document.sha256, index, label)
                for index, label in labels.items()
                if index < document.pages and page_map.label(index).label != label
            ]
        if marks:
            commands.append(TakeOverAnnotations(document.sha256, tuple(marks)))
        if commands:
            self._run(Batch("Add annotations", tuple(commands)))
        missing = len(marked.marks) - len(marks)
        if missing > 0:
            told = "1 annotation" if missing == 1 else f"{missing} annotations"
            self._problems.append(f"{told} of “{document.name}” could not be placed.")
        place = marked.last_page
        if place is None or place >= document.pages:
            return
        if read.reading_place(document.sha256) is None:
            self._workspace.save_place(document.sha256, ReadingPlace(place))

    def _file_alone(self, library: ForeignLibrary) -> None:
        """Files that belong to no work there are items here, in the same collections."""
        for file in library.files:
            sha = self._documents.get(file.path)
            document = self._workspace.read.get(Document, sha) if sha else None
            for name in file.collections if document is not None else ():
                collection = self._collection(name)
                if collection is not None and document is not None:
                    self._run(AddToCollection((document.item,), collection))

    def _take_reading(self, library: ForeignLibrary) -> None:
        """What was read there is read; what somebody said here stays."""
        read = [self._item(library, item.key) for item in library.items if item.is_read]
        new = tuple(i.id for i in read if i is not None and i.reading is None and not i.trashed)
        if new:
            self._run(SetReading(new, ReadingState.READ))

    def _take_searches(self, library: ForeignLibrary) -> None:
        for name, query in library.searches.items():
            if self._workspace.read.saved_search_by_name(name.strip()) is not None:
                continue
            if query:
                self._run(SaveSearch(name, query))
            else:
                self._problems.append(
                    f"The saved search “{name}” asks for what a search here cannot say; build it "
                    "anew in the search field."
                )

    def _take_relations(self, library: ForeignLibrary) -> None:
        for item in library.items:
            own = self._item(library, item.key) if item.related else None
            if own is None or own.trashed:
                continue
            there = {other.id for other in self._workspace.read.related_to(own.id)} | {own.id}
            others = [self._item(library, key) for key in item.related]
            new = {o.id for o in others if o is not None and not o.trashed} - there
            if new:
                self._run(RelateItems(own.id, tuple(new)))

    def _take_colours(self, library: ForeignLibrary) -> None:
        """Colours given here stay."""
        there = tag_colours(self._workspace.read)
        if library.tag_colours.keys() - there.keys():
            text = colours_text({**there, **library.tag_colours, **there})
            self._workspace.save_setting(TAG_COLOURS, text).result()

    def _take_trash(self, library: ForeignLibrary) -> None:
        gone = [item for item in library.items if item.is_trashed]
        items = [found for item in gone if (found := self._item(library, item.key)) is not None]
        # A work that lives on in another library there lives on here.
        new = tuple(i.id for i in items if not i.trashed and self._living.isdisjoint(i.aliases))
        if new:
            self._run(TrashItems(new))

"""What of a Zotero library comes after its works and their files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pincite.documents.workbench import Workbench
from pincite.importing.zotero.notes import note_markdown
from pincite.importing.zotero.records import ZoteroLibrary, ZoteroMark, ZoteroNote
from pincite.importing.zotero.works import alias_of
from pincite.library.library import Library
from pincite.library.queries import ReadingPlace
from pincite.model.annotations import Annotation
from pincite.model.changes import Bulk
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import CollectionId, ItemId, NoteId, Sha256, fresh_id
from pincite.model.items import Item
from pincite.model.notes import Note
from pincite.services.commands.items import AddToCollection, TrashItems
from pincite.services.commands.pages import SetPageLabel
from pincite.services.commands.records import SaveRecords
from pincite.services.commands.related import RelateItems
from pincite.services.commands.saved_searches import SaveSearch
from pincite.services.commands.tags import TAG_COLOURS, colours_text, tag_colours
from pincite.services.commands.take_over import TakeOverAnnotations, taken_id
from pincite.services.jobs import JobContext
from pincite.services.reading_ahead import ReadersAhead
from pincite.services.workspace import Batch, Command, Workspace
from pincite.services.zotero_import import ZoteroFolder
from pincite.services.zotero_marks import annotations_of

_ITEM = re.compile(r"/(?:users/(?:local/)?\w+|groups/(?P<group>\d+))/items/(?P<key>[A-Z0-9]{8})$")

_Placed = tuple[list[Annotation], dict[int, str]]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A document with marks of Zotero that are not here yet, and the page last read there."""

    document: Document
    marks: tuple[ZoteroMark, ...]
    prefix: str
    last_page: int | None

    def placed(self, library: Library, bench: Workbench) -> _Placed:
        return annotations_of(library, self.document, self.marks, self.prefix, bench)


class ZoteroRemainder:
    """What comes after the works and their files: annotations, notes, the trash, tag colours.

    Args:
        documents: of the files that were taken in, by their paths.
    """

    def __init__(
        self,
        workspace: Workspace,
        found: ZoteroFolder,
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
            self._take_searches(library)
            self._take_relations(library)
            self._take_trash(library)
            self._take_colours(library)
        return self._problems

    def _run(self, command: Command) -> None:
        self._workspace.run_now(command, self._group, group=self._group)

    def _item(self, library: ZoteroLibrary, key: str) -> Item | None:
        return self._workspace.read.item_by_identifier("alias", alias_of(library, key))

    def _key_of(self, uri: str) -> str:
        """The citation key of an item that Zotero's address names."""
        match = _ITEM.search(uri)
        if match is None:
            return ""
        for library in self._found.libraries:
            is_group = library.id == f"group {match['group']}"
            if is_group if match["group"] else not library.name:
                item = self._item(library, match["key"])
                return item.key if item is not None else ""
        return ""

    def _take_notes(self, library: ZoteroLibrary) -> None:
        records: list[Note] = []
        for item in library.items:
            notes = [note for note in item.notes if not note.is_trashed]
            owner = self._item(library, item.key) if notes else None
            if owner is not None:
                there = {note.text for note in self._workspace.read.notes_of(owner.id)}
                records += self._notes(notes, there, owner.id, None)
        there = {note.text for note in self._workspace.read.all_notes() if note.item is None}
        for note in library.notes:
            if not note.is_trashed:
                collection = self._collection(note.collections[0] if note.collections else "")
                records += self._notes([note], there, None, collection)
        if records:
            self._run(SaveRecords("Add notes", tuple(records)))

    def _notes(
        self,
        notes: list[ZoteroNote],
        there: set[str],
        item: ItemId | None,
        collection: CollectionId | None,
    ) -> Iterator[Note]:
        for note in notes:
            text = note_markdown(note.html, self._key_of)
            if text and text not in there:
                there.add(text)
                yield Note(NoteId(fresh_id()), text, item, collection)

    def _collection(self, path: str) -> CollectionId | None:
        parent: CollectionId | None = None
        collections = self._workspace.read.collections()
        for name in filter(None, path.split("/")):
            found = (c.id for c in collections if c.name == name and c.parent == parent)
            parent = next(found, parent)
        return parent

    def _take_marks(self, library: ZoteroLibrary, context: JobContext) -> None:
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

    def _marked(self, library: ZoteroLibrary) -> Iterator[_Marked]:
        """The documents that Zotero has read, with the marks that are not here yet."""
        prefix, read = alias_of(library, ""), self._workspace.read
        attached = [a for item in library.items for a in item.attachments] + [*library.attachments]
        for path, attachment in self._found.files(tuple(attached)):
            sha = self._documents.get(path)
            document = read.get(Document, sha) if sha else None
            if document is None or not (attachment.marks or attachment.last_page is not None):
                continue
            new = (
                mark
                for mark in attachment.marks
                if not mark.is_external
                and read.get(Annotation, taken_id(document.sha256, f"{prefix}{mark.key}")) is None
            )
            yield _Marked(document, tuple(new), prefix, attachment.last_page)

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
            self._problems.append(
                f"{missing} annotations of “{document.name}” could not be placed."
            )
        place = marked.last_page
        if place is None or place >= document.pages:
            return
        if read.reading_place(document.sha256) is None:
            self._workspace.save_place(document.sha256, ReadingPlace(place))

    def _file_alone(self, library: ZoteroLibrary) -> None:
        """Files that belong to no item of Zotero are items here, in the same collections."""
        for path, attachment in self._found.files(library.attachments):
            sha = self._documents.get(path)
            document = self._workspace.read.get(Document, sha) if sha else None
            for name in attachment.collections if document is not None else ():
                collection = self._collection(name)
                if collection is not None and document is not None:
                    self._run(AddToCollection((document.item,), collection))

    def _take_searches(self, library: ZoteroLibrary) -> None:
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

    def _take_relations(self, library: ZoteroLibrary) -> None:
        for item in library.items:
            own = self._item(library, item.key) if item.related else None
            if own is None or own.trashed:
                continue
            there = {other.id for other in self._workspace.read.related_to(own.id)} | {own.id}
            others = [self._item(library, key) for key in item.related]
            new = {o.id for o in others if o is not None and not o.trashed} - there
            if new:
                self._run(RelateItems(own.id, tuple(new)))

    def _take_colours(self, library: ZoteroLibrary) -> None:
        """Colours given here stay."""
        there = tag_colours(self._workspace.read)
        if library.tag_colours.keys() - there.keys():
            text = colours_text({**there, **library.tag_colours, **there})
            self._workspace.save_setting(TAG_COLOURS, text).result()

    def _take_trash(self, library: ZoteroLibrary) -> None:
        gone = [item for item in library.items if item.is_trashed]
        items = [found for item in gone if (found := self._item(library, item.key)) is not None]
        new = tuple(item.id for item in items if not item.trashed)
        if new:
            self._run(TrashItems(new))

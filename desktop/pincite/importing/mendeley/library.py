"""Reading Mendeley's tables, by the names of their columns; what a version lacks is left out.

Source: the tables of Mendeley Desktop 1.12 to 1.18, as published by programs that read them. Truth
is 1 or the word "true" there, a missing parent 0 or -1, and the user's own library group 0.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from pincite.importing.foreign.collections import collection_path, within_group
from pincite.importing.foreign.errors import ForeignLibraryError
from pincite.importing.foreign.records import (
    ForeignContent,
    ForeignFile,
    ForeignItem,
    ForeignLibrary,
    ForeignMark,
    ForeignNote,
    KeyOf,
)
from pincite.importing.mendeley import folder
from pincite.importing.mendeley.files import DocumentFile, MendeleyFiles
from pincite.importing.mendeley.marks import author_of, authors, highlight, sticky_note
from pincite.importing.mendeley.notes import note_markdown
from pincite.importing.mendeley.values import (
    Row,
    by_document,
    is_deleted,
    is_true,
    ordered,
    uuid,
)
from pincite.importing.mendeley.works import MendeleyWork, work_of
from pincite.library.foreign import ForeignTables

_OWN = "0"
_PREFIX = "mendeley:"


def read_mendeley(path: Path) -> ForeignContent:
    """The libraries of all accounts at a path, with those of their groups.

    Args:
        path: the data folder, or the database of one account.

    Raises:
        ForeignLibraryError: there is none that can be read.
        ForeignTablesError: a table is damaged.
    """
    encrypted = [folder.encrypted_sentence(file) for file in folder.encrypted_at(path)]
    files = folder.libraries_at(path)
    if not files and encrypted:
        raise ForeignLibraryError(encrypted[0])
    contents = []
    for file in files:
        with folder.open_library(file) as tables:
            contents.append(_Reading(tables, file.parent).content())
    return ForeignContent(
        tuple(library for content in contents for library in content.libraries),
        (*encrypted, *(problem for content in contents for problem in content.problems)),
    )


class _Reading:
    """The tables with their rows grouped by the documents that they belong to."""

    def __init__(self, tables: ForeignTables, folder: Path) -> None:
        self._tables = tables
        self._files = MendeleyFiles(tables, folder)
        self._unplaced = 0

    def content(self) -> ForeignContent:
        """The user's own library and those of groups that have documents."""
        mine: dict[str, list[Row]] = defaultdict(list)
        for row in self._documents:
            mine[self._group_of(row)].append(row)
        groups = sorted(mine, key=lambda id_: (id_ != _OWN, self._group_name(id_)))
        libraries = tuple(self._library(id_, mine[id_]) for id_ in groups)
        return ForeignContent(libraries, tuple(self._problems()))

    def _problems(self) -> Iterator[str]:
        if count := self._files.not_downloaded:
            told = "1 file of this library is" if count == 1 else f"{count} files of it are"
            yield (
                f"{told} kept online only. Download what is missing in Mendeley and import the "
                "library again."
            )
        if count := self._unplaced:
            told = (
                "1 highlight belongs to a file"
                if count == 1
                else (f"{count} highlights belong to files")
            )
            yield (
                f"{told} not found here, and Mendeley does not keep the words. Put back what is "
                "missing and import the library again."
            )

    def _library(self, group: str, rows: list[Row]) -> ForeignLibrary:
        is_own = group == _OWN
        name = "" if is_own else self._group_name(group)
        library = ForeignLibrary(_PREFIX, "" if is_own else group, name)
        items = (self._item(row, library, number) for number, row in enumerate(rows))
        return replace(library, items=tuple(items))

    @cached_property
    def _documents(self) -> list[Row]:
        """Without those that were deleted for good, and works that are only cited by others."""
        return [
            row
            for row in ordered(self._tables.rows("Documents", ("title", "abstract", "note")))
            if not is_true(row.get("deletionPending")) and not is_true(row.get("onlyReference"))
        ]

    @cached_property
    def _remote(self) -> dict[str, Row]:
        rows = self._tables.rows("RemoteDocuments")
        return {row.get("documentId", ""): row for row in rows if not is_deleted(row)}

    def _group_of(self, row: Row) -> str:
        return self._remote.get(row.get("id", ""), {}).get("groupId", "") or _OWN

    def _group_name(self, id_: str) -> str:
        return self._groups.get(id_, "").strip() or f"Mendeley group {id_}"

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {row.get("id", ""): row.get("name", "") for row in self._tables.rows("Groups")}

    @cached_property
    def _contributors(self) -> dict[str, list[Row]]:
        return by_document(ordered(self._tables.rows("DocumentContributors")))

    @cached_property
    def _urls(self) -> dict[str, list[Row]]:
        return by_document(ordered(self._tables.rows("DocumentUrls", ("url",)), "position"))

    @cached_property
    def _tags(self) -> dict[str, list[Row]]:
        return by_document(self._tables.rows("DocumentTags"))

    @cached_property
    def _keywords(self) -> dict[str, list[Row]]:
        return by_document(self._tables.rows("DocumentKeywords"))

    @cached_property
    def _paths(self) -> dict[str, list[str]]:
        """Document -> paths of its folders."""
        rows = self._tables.rows("Folders")
        names = {row.get("id", ""): row.get("name", "") for row in rows}
        parents = {row.get("id", ""): row.get("parentId", "") for row in rows}
        filed = self._tables.rows("DocumentFolders") or self._tables.rows("DocumentFoldersBase")
        found: dict[str, list[str]] = defaultdict(list)
        for row in filed:
            path = collection_path(row.get("folderId", ""), names, parents)
            if path and not is_deleted(row):
                found[row.get("documentId", "")].append(path)
        return found

    @cached_property
    def _profiles(self) -> tuple[dict[str, str], frozenset[str]]:
        return authors(self._tables.rows("Profiles"))

    @cached_property
    def _notes(self) -> dict[str, list[Row]]:
        return by_document(self._tables.rows("DocumentNotes"))

    @cached_property
    def _highlights(self) -> dict[str, list[Row]]:
        return by_document(ordered(self._living("FileHighlights", "RemoteFileHighlights")))

    @cached_property
    def _sticky_notes(self) -> dict[str, list[Row]]:
        return by_document(ordered(self._living("FileNotes", "RemoteFileNotes")))

    def _living(self, table: str, remote: str) -> list[Row]:
        gone = {uuid(row.get("uuid")) for row in self._tables.rows(remote) if is_deleted(row)}
        return [
            row
            for row in self._tables.rows(table, ("note",))
            if not is_true(row.get("unlinked")) and uuid(row.get("uuid")) not in gone
        ]

    @cached_property
    def _rects(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._tables.rows("FileHighlightRects"):
            found[row.get("highlightId", "")].append(row)
        return found

    def _item(self, row: Row, library: ForeignLibrary, number: int) -> ForeignItem:
        id_ = row.get("id", "")
        key = uuid(row.get("uuid")) or f"document {id_}"
        attached = self._files.of(id_)
        marks, alone = self._marks_of(id_, attached)
        paths = [within_group(library.name, path) for path in self._paths.get(id_, ())]
        document = MendeleyWork(
            row,
            self._contributors.get(id_, ()),
            [url for each in self._urls.get(id_, ()) if (url := each.get("url", "").strip())],
            [each.get("tag", "") for each in self._tags.get(id_, ())],
            [each.get("keyword", "") for each in self._keywords.get(id_, ())],
            paths or ([within_group(library.name, "")] if library.name else []),
            tuple(str(file.path or file.place) for file in attached),
        )
        return ForeignItem(
            key,
            work_of(document, library.alias(key), number),
            notes=(*self._notes_of(row, key), *alone),
            files=tuple(
                ForeignFile(file.path, tuple(marks[file.hash]), last_page=file.last_page)
                for file in attached
                if file.path is not None
            ),
            is_read=is_true(row.get("read")),
            is_trashed=is_true(self._remote.get(id_, {}).get("inTrash")),
        )

    def _notes_of(self, row: Row, key: str) -> Iterator[ForeignNote]:
        """The note of a document, which versions keep in one table or the other."""
        texts = [row.get("note", "")]
        texts += [
            each.get("text", "")
            for each in self._notes.get(row.get("id", ""), ())
            if not is_true(each.get("unlinked"))
        ]
        found = dict.fromkeys(note_markdown(text) for text in texts)
        for number, text in enumerate(filter(None, found)):
            yield ForeignNote(f"{key}/note {number}", partial(_written, text))

    def _marks_of(
        self, document: str, attached: list[DocumentFile]
    ) -> tuple[dict[str, list[ForeignMark]], list[ForeignNote]]:
        """Marks by the files they stand in, and as notes what has no place in a file there is."""
        there = {file.hash for file in attached if file.path is not None}
        known = {file.hash for file in attached}
        marks: dict[str, list[ForeignMark]] = defaultdict(list)
        alone: list[ForeignNote] = []

        def place_of(row: Row) -> str:
            # A file that was changed has another number than the marks on it.
            hash_ = row.get("fileHash", "")
            return hash_ if hash_ in known or len(attached) != 1 else attached[0].hash

        for row in self._highlights.get(document, ()):
            mark = highlight(row, self._rects.get(row.get("id", ""), ()), self._author(row))
            if place_of(row) in there:
                marks[place_of(row)].append(mark)
            else:
                self._unplaced += 1
        for row in self._sticky_notes.get(document, ()):
            mark = sticky_note(row, self._author(row))
            if place_of(row) in there and mark.position is not None:
                marks[place_of(row)].append(mark)
            elif mark.comment:
                alone.append(ForeignNote(mark.key, partial(_written, _with_page(mark))))
        for found in marks.values():
            found.sort(key=lambda mark: mark.position.page_index if mark.position else 0)
        return marks, alone

    def _author(self, row: Row) -> str:
        return author_of(row, *self._profiles)


def _with_page(mark: ForeignMark) -> str:
    if mark.position is None:
        return mark.comment
    return f"Page {mark.position.page_index + 1} of the file: {mark.comment}"


def _written(text: str, _key_of: KeyOf) -> str:
    return text

"""Reading Zotero's tables, by the names of their columns; what a version lacks is left out.

Source: the schema of Zotero's userdata, versions 100 to 129.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from pincite.importing.foreign.collections import collection_path, within_group
from pincite.importing.foreign.records import (
    ForeignContent,
    ForeignFile,
    ForeignItem,
    ForeignLibrary,
    ForeignMark,
    ForeignNote,
)
from pincite.importing.references.html_notes import note_text
from pincite.importing.zotero.folder import data_folder, open_tables
from pincite.importing.zotero.notes import note_markdown
from pincite.importing.zotero.positions import read_position
from pincite.importing.zotero.records import ZoteroAttachment, ZoteroWork
from pincite.importing.zotero.searches import ZoteroSearch, bare, query_of
from pincite.importing.zotero.works import file_of, work_of
from pincite.library.foreign import ForeignTables
from pincite.model.annotations import AnnotationKind

Row = dict[str, str]

_MARKS = {
    "1": AnnotationKind.HIGHLIGHT, "2": AnnotationKind.NOTE, "3": AnnotationKind.AREA,
    "4": AnnotationKind.INK, "5": AnnotationKind.UNDERLINE, "6": AnnotationKind.TEXT,
}  # fmt: skip


def read_zotero(path: Path) -> ForeignContent:
    """The user's library and those of groups; feeds are left out.

    Args:
        path: the data folder, or the file of the library in it.

    Raises:
        ForeignLibraryError: there is none that can be read.
        ForeignTablesError: a table is damaged.
    """
    folder = data_folder(path)
    with open_tables(folder) as tables:
        reading = _Reading(tables, folder)
        return ForeignContent(tuple(reading.library(row) for row in reading.libraries))


class _Reading:
    """The tables with their rows grouped by what they belong to."""

    def __init__(self, tables: ForeignTables, folder: Path) -> None:
        self._tables = tables
        self._folder = folder

    @cached_property
    def libraries(self) -> list[Row]:
        found = self._tables.rows("libraries") or [{"libraryID": "1", "type": "user"}]
        return [row for row in found if row.get("type") in ("user", "group")]

    def library(self, row: Row) -> ForeignLibrary:
        id_ = row.get("libraryID", "1")
        group = self._groups.get(id_, {})
        # A group whose row is gone has a number of its own, as the user's library has.
        place = f"group {group['groupID']}" if group else id_
        found = ForeignLibrary(f"zotero:{place}/", group.get("groupID", ""), group.get("name", ""))
        mine = [item for item in self._items if item.get("libraryID", "1") == id_]
        works = [
            item for item in mine if self._kind(item) not in ("note", "attachment", "annotation")
        ]
        files = (self._file(a, found.name) for a in self._orphans(self._attached, mine))
        return replace(
            found,
            items=tuple(self._item(item, found, n) for n, item in enumerate(works)),
            notes=tuple(self._living_notes(self._orphans(self._notes, mine), found.name)),
            files=tuple(file for file in files if file is not None),
            tag_colours=self._tag_colours(id_),
            searches=self._searches(id_),
        )

    @cached_property
    def _groups(self) -> dict[str, Row]:
        return {row["libraryID"]: row for row in self._tables.rows("groups") if "libraryID" in row}

    @cached_property
    def _items(self) -> list[Row]:
        return self._tables.rows("items")

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row["itemID"]: row for row in self._items}

    @cached_property
    def _kinds(self) -> dict[str, str]:
        rows = self._tables.rows("itemTypes") + self._tables.rows("customItemTypes")
        return {
            row.get("itemTypeID", row.get("customItemTypeID", "")): row.get("typeName", "")
            for row in rows
        }

    def _kind(self, item: Row) -> str:
        return self._kinds.get(item.get("itemTypeID", ""), "document")

    @cached_property
    def _trash(self) -> set[str]:
        return {row["itemID"] for row in self._tables.rows("deletedItems")}

    @cached_property
    def _fields(self) -> dict[str, dict[str, str]]:
        rows = self._tables.rows("fieldsCombined") or self._tables.rows("fields")
        names = {row["fieldID"]: row.get("fieldName", "") for row in rows}
        values = {r["valueID"]: r.get("value", "") for r in self._tables.rows("itemDataValues")}
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._tables.rows("itemData"):
            name = names.get(row.get("fieldID", ""))
            if name:
                found[row["itemID"]][name] = values.get(row.get("valueID", ""), "")
        return found

    @cached_property
    def _creators(self) -> dict[str, list[tuple[str, str, str, bool]]]:
        roles = {
            r["creatorTypeID"]: r.get("creatorType", "") for r in self._tables.rows("creatorTypes")
        }
        people = {row["creatorID"]: row for row in self._tables.rows("creators")}
        found: dict[str, list[tuple[str, str, str, bool]]] = defaultdict(list)
        for row in _ordered(self._tables.rows("itemCreators")):
            person = people.get(row.get("creatorID", ""), {})
            found[row["itemID"]].append(
                (
                    roles.get(row.get("creatorTypeID", ""), "author"),
                    person.get("lastName", ""),
                    person.get("firstName", ""),
                    person.get("fieldMode") == "1",
                )
            )
        return found

    @cached_property
    def _tags(self) -> dict[str, list[str]]:
        return self._tags_of(self._tables.rows("itemTags"))

    @cached_property
    def _chosen_tags(self) -> dict[str, list[str]]:
        """Without those that came with a work."""
        rows = self._tables.rows("itemTags")
        return self._tags_of(row for row in rows if row.get("type") != "1")

    def _tags_of(self, rows: Iterable[Row]) -> dict[str, list[str]]:
        names = {row["tagID"]: row.get("name", "") for row in self._tables.rows("tags")}
        found: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if name := names.get(row.get("tagID", "")):
                found[row["itemID"]].append(name)
        return found

    @cached_property
    def _collections(self) -> dict[str, list[str]]:
        """Item -> paths of its collections; a collection in the trash is left out."""
        rows = self._tables.rows("collections")
        names = {row["collectionID"]: row.get("collectionName", "") for row in rows}
        parents = {row["collectionID"]: row.get("parentCollectionID", "") for row in rows}
        gone = {row["collectionID"] for row in self._tables.rows("deletedCollections")}
        found: dict[str, list[str]] = defaultdict(list)
        for row in _ordered(self._tables.rows("collectionItems")):
            path = collection_path(row.get("collectionID", ""), names, parents)
            if path and row.get("collectionID") not in gone:
                found[row["itemID"]].append(path)
        return found

    @cached_property
    def _notes(self) -> dict[str, list[Row]]:
        return _by_parent(self._tables.rows("itemNotes"))

    @cached_property
    def _attached(self) -> dict[str, list[Row]]:
        return _by_parent(self._tables.rows("itemAttachments"))

    @cached_property
    def _annotations(self) -> dict[str, list[Row]]:
        return _by_parent(self._tables.rows("itemAnnotations"))

    @cached_property
    def _related(self) -> dict[str, list[str]]:
        predicates = {
            row["predicateID"]: row.get("predicate", "")
            for row in self._tables.rows("relationPredicates")
        }
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._tables.rows("itemRelations"):
            if predicates.get(row.get("predicateID", "")) == "dc:relation":
                found[row["itemID"]].append(row.get("object", "").rpartition("/")[2])
        return found

    @cached_property
    def _settings(self) -> dict[tuple[str, str], str]:
        rows = self._tables.rows("syncedSettings")
        return {(r.get("libraryID", "1"), r.get("setting", "")): r.get("value", "") for r in rows}

    def _tag_colours(self, library: str) -> dict[str, str]:
        try:
            found = json.loads(self._settings.get((library, "tagColors"), "[]"))
            return {str(each["name"]): str(each["color"]) for each in found}
        except (ValueError, TypeError, KeyError):
            return {}

    def _searches(self, library: str) -> dict[str, str]:
        rows = defaultdict(list)
        for row in _ordered(self._tables.rows("savedSearchConditions"), "searchConditionID"):
            said = row.get("condition", ""), row.get("operator", ""), row.get("value", "")
            rows[row.get("savedSearchID", "")].append(said)
        gone = {row.get("savedSearchID") for row in self._tables.rows("deletedSearches")}
        found = [
            ZoteroSearch(row.get("key", ""), bare(row.get("savedSearchName", "")), tuple(rows[id_]))
            for row in self._tables.rows("savedSearches")
            if (id_ := row.get("savedSearchID", "")) not in gone
            and row.get("libraryID", "1") == library
        ]
        collections = {
            row.get("key", ""): row.get("collectionName", "")
            for row in self._tables.rows("collections")
        }
        names = {search.key: search.name for search in found}
        return {search.name: query_of(search, collections, names) for search in found}

    def _orphans(self, children: dict[str, list[Row]], mine: list[Row]) -> Iterator[Row]:
        ids = {item["itemID"] for item in mine}
        return (row for row in children.get("", ()) if row.get("itemID") in ids)

    def _item(self, row: Row, library: ForeignLibrary, number: int) -> ForeignItem:
        id_ = row["itemID"]
        key = row.get("key", id_)
        attached = (self._file(each, library.name) for each in self._attached.get(id_, ()))
        files = tuple(file for file in attached if file is not None)
        groups = self._paths(id_, library.name)
        work = ZoteroWork(
            kind=self._kind(row),
            fields=self._fields.get(id_, {}),
            creators=tuple(self._creators.get(id_, ())),
            tags=tuple(self._tags.get(id_, ())),
            chosen_tags=tuple(self._chosen_tags.get(id_, ())),
            groups=groups or ((within_group(library.name, ""),) if library.name else ()),
            added=_time(row.get("dateAdded", "")),
        )
        return ForeignItem(
            key,
            work_of(work, library.alias(key), number, tuple(str(file.path) for file in files)),
            notes=tuple(self._living_notes(self._notes.get(id_, ()), library.name)),
            files=files,
            related=tuple(self._related.get(id_, ())),
            is_trashed=id_ in self._trash,
        )

    def _paths(self, id_: str, group: str) -> tuple[str, ...]:
        return tuple(within_group(group, path) for path in self._collections.get(id_, ()))

    def _living_notes(self, rows: Iterable[Row], group: str) -> Iterator[ForeignNote]:
        for row in rows:
            id_ = row["itemID"]
            if id_ not in self._trash:
                yield ForeignNote(
                    self._by_id.get(id_, {}).get("key", id_),
                    partial(note_markdown, row.get("note", "")),
                    self._paths(id_, group),
                )

    def _file(self, row: Row, group: str) -> ForeignFile | None:
        """An attachment whose file is there; None for links and what is in the trash."""
        id_ = row["itemID"]
        if id_ in self._trash:
            return None
        item = self._by_id.get(id_, {})
        key = item.get("key", id_)
        mode = int(row.get("linkMode", "0") or 0)
        path = file_of(self._folder, ZoteroAttachment(key, mode, row.get("path", "")))
        if path is None:
            return None
        marks = sorted(self._annotations.get(id_, ()), key=lambda r: r.get("sortIndex", ""))
        return ForeignFile(
            path,
            tuple(
                self._mark(mark)
                for mark in marks
                # What stands in the file itself is read from there.
                if mark["itemID"] not in self._trash and mark.get("isExternal") != "1"
            ),
            self._paths(id_, group),
            self._last_page(item, key),
        )

    def _last_page(self, item: Row, key: str) -> int | None:
        library = item.get("libraryID", "1")
        group = self._groups.get(library)
        prefix = f"g{group['groupID']}" if group else "u"
        value = self._settings.get((library, f"lastPageIndex_{prefix}_{key}"), "").strip('"')
        return int(value) if value.isdecimal() else None

    def _mark(self, row: Row) -> ForeignMark:
        id_ = row["itemID"]
        item = self._by_id.get(id_, {})
        return ForeignMark(
            key=item.get("key", id_),
            kind=_MARKS.get(row.get("type", "")),
            text=row.get("text", ""),
            comment=note_text(row.get("comment", "")),
            colour=row.get("color", ""),
            page_label=row.get("pageLabel", ""),
            position=read_position(row.get("position", "")),
            selector=row.get("position", ""),
            sort_index=row.get("sortIndex", ""),
            author=row.get("authorName", ""),
            tags=tuple(self._tags.get(id_, ())),
            added=_time(item.get("dateAdded", "")),
            modified=_time(item.get("dateModified", "")),
        )


def _by_parent(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get("parentItemID", "")].append(row)
    return found


def _ordered(rows: list[Row], column: str = "orderIndex") -> list[Row]:
    return sorted(rows, key=lambda row: int(row.get(column, "0") or 0))


def _time(text: str) -> str:
    """Zotero's "2024-05-01 10:20:30", which is UTC, as ISO 8601."""
    return f"{text.replace(' ', 'T')}.000Z" if len(text) == 19 else text

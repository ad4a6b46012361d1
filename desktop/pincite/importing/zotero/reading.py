"""Reading Zotero's tables, by the names of their columns; what a version lacks is left out.

Source: the schema of Zotero's userdata, versions 100 to 129.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from pincite.importing.zotero.records import (
    ZoteroAttachment,
    ZoteroItem,
    ZoteroLibrary,
    ZoteroMark,
    ZoteroNote,
)
from pincite.importing.zotero.searches import ZoteroSearch, bare, query_of
from pincite.library.foreign import ForeignTables

Row = dict[str, str]

_MARKS = {"1": "highlight", "2": "note", "3": "image", "4": "ink", "5": "underline", "6": "text"}


def read_libraries(tables: ForeignTables) -> list[ZoteroLibrary]:
    """The user's library and those of groups; feeds are left out.

    Raises:
        ForeignTablesError: a table is damaged.
    """
    reading = _Reading(tables)
    return [reading.library(row) for row in reading.libraries]


class _Reading:
    """The tables with their rows grouped by what they belong to."""

    def __init__(self, tables: ForeignTables) -> None:
        self._tables = tables

    @cached_property
    def libraries(self) -> list[Row]:
        found = self._tables.rows("libraries") or [{"libraryID": "1", "type": "user"}]
        return [row for row in found if row.get("type") in ("user", "group")]

    def library(self, row: Row) -> ZoteroLibrary:
        id_ = row.get("libraryID", "1")
        group = self._groups.get(id_)
        mine = [item for item in self._items if item.get("libraryID", "1") == id_]
        works = [
            item for item in mine if self._kind(item) not in ("note", "attachment", "annotation")
        ]
        return ZoteroLibrary(
            id=f"group {group['groupID']}" if group else id_,
            name=group.get("name", "") if group else "",
            items=tuple(self._item(item) for item in works),
            notes=tuple(self._note(n) for n in self._orphans(self._notes, mine)),
            attachments=tuple(self._attachment(a) for a in self._orphans(self._attached, mine)),
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
        rows = {row["collectionID"]: row for row in self._tables.rows("collections")}
        gone = {row["collectionID"] for row in self._tables.rows("deletedCollections")}
        found: dict[str, list[str]] = defaultdict(list)
        for row in _ordered(self._tables.rows("collectionItems")):
            path = _path(row.get("collectionID", ""), rows)
            if path and row.get("collectionID") not in gone:
                found[row["itemID"]].append("/".join(path))
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

    def _item(self, row: Row) -> ZoteroItem:
        id_ = row["itemID"]
        return ZoteroItem(
            key=row.get("key", id_),
            kind=self._kind(row),
            fields=self._fields.get(id_, {}),
            creators=tuple(self._creators.get(id_, ())),
            tags=tuple(self._tags.get(id_, ())),
            chosen_tags=tuple(self._chosen_tags.get(id_, ())),
            collections=tuple(self._collections.get(id_, ())),
            notes=tuple(self._note(note) for note in self._notes.get(id_, ())),
            attachments=tuple(self._attachment(each) for each in self._attached.get(id_, ())),
            related=tuple(self._related.get(id_, ())),
            added=_time(row.get("dateAdded", "")),
            modified=_time(row.get("dateModified", "")),
            is_trashed=id_ in self._trash,
        )

    def _note(self, row: Row) -> ZoteroNote:
        id_ = row["itemID"]
        return ZoteroNote(
            self._by_id.get(id_, {}).get("key", id_),
            row.get("note", ""),
            tuple(self._collections.get(id_, ())),
            tuple(self._tags.get(id_, ())),
            id_ in self._trash,
        )

    def _attachment(self, row: Row) -> ZoteroAttachment:
        id_ = row["itemID"]
        item = self._by_id.get(id_, {})
        fields = self._fields.get(id_, {})
        key = item.get("key", id_)
        marks = sorted(self._annotations.get(id_, ()), key=lambda r: r.get("sortIndex", ""))
        return ZoteroAttachment(
            key,
            int(row.get("linkMode", "0") or 0),
            row.get("contentType", ""),
            row.get("path", ""),
            fields.get("title", ""),
            fields.get("url", ""),
            tuple(self._mark(mark) for mark in marks if mark["itemID"] not in self._trash),
            tuple(self._collections.get(id_, ())),
            id_ in self._trash,
            self._last_page(item, key),
        )

    def _last_page(self, item: Row, key: str) -> int | None:
        library = item.get("libraryID", "1")
        group = self._groups.get(library)
        prefix = f"g{group['groupID']}" if group else "u"
        value = self._settings.get((library, f"lastPageIndex_{prefix}_{key}"), "").strip('"')
        return int(value) if value.isdecimal() else None

    def _mark(self, row: Row) -> ZoteroMark:
        id_ = row["itemID"]
        item = self._by_id.get(id_, {})
        kind = row.get("type", "")
        return ZoteroMark(
            key=item.get("key", id_),
            kind=_MARKS.get(kind, kind),
            text=row.get("text", ""),
            comment=row.get("comment", ""),
            colour=row.get("color", ""),
            page_label=row.get("pageLabel", ""),
            position=row.get("position", ""),
            sort_index=row.get("sortIndex", ""),
            author=row.get("authorName", ""),
            is_external=row.get("isExternal") == "1",
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


def _path(id_: str, rows: dict[str, Row]) -> list[str]:
    names: list[str] = []
    seen: set[str] = set()
    while id_ in rows and id_ not in seen:
        seen.add(id_)
        # A slash parts collections, and is part of a name only here.
        names.insert(0, rows[id_].get("collectionName", "").replace("/", "-"))
        id_ = rows[id_].get("parentCollectionID", "")
    return [name for name in names if name.strip()]


def _time(text: str) -> str:
    """Zotero's "2024-05-01 10:20:30", which is UTC, as ISO 8601."""
    return f"{text.replace(' ', 'T')}.000Z" if len(text) == 19 else text

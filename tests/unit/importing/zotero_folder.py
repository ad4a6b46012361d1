"""A Zotero data folder made for tests, to the schema of Zotero 7."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

_SCHEMA = """
CREATE TABLE version (schema TEXT PRIMARY KEY, version INT);
CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT);
CREATE TABLE groups (groupID INTEGER PRIMARY KEY, libraryID INT, name TEXT);
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE fieldsCombined (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, libraryID INT, key TEXT,
  dateAdded TEXT, dateModified TEXT);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT,
  parentCollectionID INT, libraryID INT, key TEXT);
CREATE TABLE collectionItems (collectionID INT, itemID INT, orderIndex INT);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE itemTags (itemID INT, tagID INT, type INT);
CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT);
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT,
  contentType TEXT, path TEXT);
CREATE TABLE itemAnnotations (itemID INTEGER PRIMARY KEY, parentItemID INT, type INT,
  authorName TEXT, text TEXT, comment TEXT, color TEXT, pageLabel TEXT, sortIndex TEXT,
  position TEXT, isExternal INT);
CREATE TABLE relationPredicates (predicateID INTEGER PRIMARY KEY, predicate TEXT);
CREATE TABLE itemRelations (itemID INT, predicateID INT, object TEXT);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY);
CREATE TABLE syncedSettings (setting TEXT, libraryID INT, value TEXT);
CREATE TABLE savedSearches (savedSearchID INTEGER PRIMARY KEY, savedSearchName TEXT,
  libraryID INT, key TEXT);
CREATE TABLE savedSearchConditions (savedSearchID INT, searchConditionID INT, condition TEXT,
  operator TEXT, value TEXT);
INSERT INTO relationPredicates VALUES (1, 'owl:sameAs'), (2, 'dc:relation');
INSERT INTO version VALUES ('userdata', 123);
INSERT INTO libraries VALUES (1, 'user'), (2, 'group'), (3, 'feed');
INSERT INTO groups VALUES (77, 2, 'Harbour studies');
"""
_TYPES = ("book", "journalArticle", "note", "attachment", "annotation", "newspaperArticle")
_MARKS = {"highlight": 1, "note": 2, "image": 3, "ink": 4, "underline": 5, "text": 6}


class ZoteroFolderMaker:
    """Puts what a test needs into a folder; every act gives the key of what it made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / "zotero.sqlite")
        self._database.executescript(_SCHEMA)
        for number, name in enumerate(_TYPES, 1):
            self._database.execute("INSERT INTO itemTypes VALUES (?, ?)", (number, name))
        self._fields: dict[str, int] = {}
        self._ids: dict[str, int] = {}

    def close(self) -> None:
        """Write it all."""
        self._database.commit()
        self._database.close()

    def work(
        self,
        fields: Mapping[str, str],
        *,
        kind: str = "book",
        authors: Sequence[str] = (),
        tags: Sequence[str] = (),
        library: int = 1,
    ) -> str:
        """A work; authors are "Family, Given" or one whole name."""
        key = self._item(kind, library)
        self._data(key, fields)
        for place, name in enumerate(authors):
            family, comma, given = name.partition(", ")
            creator = self._insert("creators", None, given, family, 0 if comma else 1)
            self._database.execute("INSERT OR IGNORE INTO creatorTypes VALUES (1, 'author')")
            self._insert("itemCreators", self._ids[key], creator, 1, place)
        self.tag(key, *tags)
        return key

    def tag(self, key: str, *names: str, is_automatic: bool = False) -> None:
        """Tag anything."""
        for name in names:
            tag = self._insert("tags", None, name)
            self._insert("itemTags", self._ids[key], tag, int(is_automatic))

    def collect(self, key: str, *path: str) -> None:
        """Put something into a collection, by the names from the top."""
        parent = None
        for name in path:
            sql = "SELECT collectionID FROM collections WHERE collectionName = ? AND "
            sql += "parentCollectionID IS ?"
            row = self._database.execute(sql, (name, parent)).fetchone()
            parent = row[0] if row else self._insert("collections", None, name, parent, 1, name)
        self._insert("collectionItems", parent, self._ids[key], 0)

    def note(self, html: str, parent: str = "") -> str:
        """A note, of an item or alone."""
        key = self._item("note")
        self._insert("itemNotes", self._ids[key], self._ids.get(parent), html, "")
        return key

    def attach(self, name: str, data: bytes, parent: str = "") -> str:
        """A stored file."""
        key = self._item("attachment")
        kinds = {".pdf": "application/pdf", ".epub": "application/epub+zip"}
        kind = kinds.get(Path(name).suffix, "text/html")
        row = (self._ids[key], self._ids.get(parent), 0, kind, f"storage:{name}")
        self._insert("itemAttachments", *row)
        store = self.folder / "storage" / key
        store.mkdir(parents=True)
        (store / name).write_bytes(data)
        return key

    def mark(
        self,
        attachment: str,
        kind: str,
        position: Mapping[str, Any],
        *,
        text: str = "",
        comment: str = "",
        colour: str = "#ffd400",
        label: str = "",
        is_external: bool = False,
        sort_index: str = "",
    ) -> str:
        """An annotation."""
        key = self._item("annotation")
        row = (
            self._ids[key], self._ids[attachment], _MARKS[kind], "", text, comment, colour, label,
            sort_index or f"{position.get('pageIndex', 0):05}|000000|00000", json.dumps(position),
            int(is_external),
        )  # fmt: skip
        self._insert("itemAnnotations", *row)
        return key

    def relate(self, key: str, other: str) -> None:
        """Relate two works."""
        for one, two in ((key, other), (other, key)):
            address = f"http://zotero.org/users/local/AbC/items/{two}"
            self._insert("itemRelations", self._ids[one], 2, address)

    def trash(self, key: str) -> None:
        """Move an item to the trash."""
        self._insert("deletedItems", self._ids[key])

    def setting(self, name: str, value: str) -> None:
        """A synced setting."""
        self._insert("syncedSettings", name, 1, value)

    def search(self, name: str, *rows: tuple[str, str, str]) -> None:
        """A saved search: condition, operator and value of each row."""
        id_ = self._insert("savedSearches", None, name, 1, name)
        for number, row in enumerate(rows):
            self._insert("savedSearchConditions", id_, number, *row)

    def _item(self, kind: str, library: int = 1) -> str:
        key = f"KEY{len(self._ids):05}".replace("0", "A")
        time = "2024-05-01 10:20:30"
        row = (_TYPES.index(kind) + 1, library, key, time, time)
        self._ids[key] = self._insert("items", None, *row)
        return key

    def _data(self, key: str, fields: Mapping[str, str]) -> None:
        for name, value in fields.items():
            if name not in self._fields:
                self._fields[name] = self._insert("fieldsCombined", None, name)
            stored = self._insert("itemDataValues", None, value)
            self._insert("itemData", self._ids[key], self._fields[name], stored)

    def _insert(self, table: str, *values: Any) -> int:
        marks = ", ".join("?" * len(values))
        row = self._database.execute(f"INSERT INTO {table} VALUES ({marks})", values)
        return row.lastrowid or 0


def citing(key: str, locator: str) -> str:
    """A note with a page citation, as Zotero writes one."""
    cite = {"uris": [f"http://zotero.org/users/1/items/{key}"], "locator": locator, "label": "page"}
    data = quote(json.dumps({"citationItems": [cite], "properties": {}}))
    return (
        f'<div data-schema-version="9"><p>He says so <span class="citation" data-citation="{data}">'
        '(<span class="citation-item">Adler, p. 2</span>)</span>.</p></div>'
    )


def lock(folder: Path) -> sqlite3.Connection:
    """Hold the library as Zotero does while it runs."""
    connection = sqlite3.connect(folder / "zotero.sqlite", isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    return connection

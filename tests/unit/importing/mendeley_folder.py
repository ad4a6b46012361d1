"""A data folder of Mendeley Desktop made for tests, to the tables of version 1.17."""

import sqlite3
from collections.abc import Mapping, Sequence
from hashlib import sha1
from pathlib import Path
from typing import Any

ACCOUNT = "ruth@example.org@www.mendeley.com.sqlite"
ADDED_MS = 1_714_558_830_000
"""2024-05-01 10:20:30 in UTC."""

_COLUMNS = (
    "abstract", "advisor", "applicationNumber", "arxivId", "chapter", "citationKey", "city", "code",
    "codeNumber", "codeSection", "codeVolume", "committee", "counsel", "country", "dateAccessed",
    "department", "doi", "edition", "genre", "institution", "internationalAuthor", "isbn", "issn",
    "issue", "language", "legalStatus", "length", "medium", "note", "originalPublication", "owner",
    "pages", "privacy", "publicLawNumber", "publication", "publisher", "reprintEdition",
    "reviewedArticle", "revisionNumber", "sections", "series", "seriesEditor", "seriesNumber",
    "session", "shortTitle", "sourceType", "title", "type", "userType", "volume",
)  # fmt: skip
_NUMBERS = ("added", "modified", "confirmed", "day", "deletionPending", "favourite", "month",
            "onlyReference", "pmid", "read", "year")  # fmt: skip
_SCHEMA = f"""
CREATE TABLE Documents (id INTEGER PRIMARY KEY, uuid VARCHAR, {", ".join(_COLUMNS)},
  {" INT, ".join(_NUMBERS)} INT);
CREATE TABLE DocumentContributors (id INTEGER PRIMARY KEY, documentId INT, contribution VARCHAR,
  firstNames VARCHAR, lastName VARCHAR);
CREATE TABLE DocumentUrls (documentId INT, position INT, url BLOB);
CREATE TABLE DocumentTags (documentId INT, tag VARCHAR);
CREATE TABLE DocumentKeywords (documentId INT, keyword VARCHAR);
CREATE TABLE DocumentNotes (id INTEGER PRIMARY KEY, documentId INT, uuid VARCHAR, text VARCHAR,
  unlinked BOOL);
CREATE TABLE Files (hash CHAR[40] PRIMARY KEY, localUrl VARCHAR);
CREATE TABLE DocumentFiles (documentId INT, hash CHAR[40], remoteFileUuid VARCHAR, unlinked BOOL);
CREATE TABLE FileHighlights (id INTEGER PRIMARY KEY, author VARCHAR, uuid VARCHAR, documentId INT,
  fileHash VARCHAR, createdTime VARCHAR, profileUuid VARCHAR, unlinked BOOL, color VARCHAR);
CREATE TABLE FileHighlightRects (id INTEGER PRIMARY KEY, highlightId INT, page INT, x1 FLOAT,
  y1 FLOAT, x2 FLOAT, y2 FLOAT);
CREATE TABLE FileNotes (id INTEGER PRIMARY KEY, author VARCHAR, uuid VARCHAR, documentId INT,
  page INT, x FLOAT, y FLOAT, note VARCHAR, createdTime VARCHAR, modifiedTime VARCHAR,
  fileHash VARCHAR, profileUuid VARCHAR, unlinked BOOL, color VARCHAR);
CREATE TABLE Folders (id INTEGER PRIMARY KEY, uuid VARCHAR, name VARCHAR, parentId INT);
CREATE TABLE DocumentFolders (documentId INT, folderId INT, status VARCHAR);
CREATE TABLE RemoteDocuments (documentId INT, remoteUuid VARCHAR, groupId INT, status VARCHAR,
  inTrash BOOL);
CREATE TABLE Groups (id INTEGER PRIMARY KEY, remoteUuid VARCHAR, name VARCHAR);
CREATE TABLE Profiles (uuid VARCHAR PRIMARY KEY, firstName VARCHAR, lastName VARCHAR,
  displayName VARCHAR, isSelf INT);
CREATE TABLE LastReadStates (documentId INT, hash VARCHAR, page INT);
INSERT INTO Groups VALUES (0, '', ''), (7, 'group-7', 'Harbour studies');
INSERT INTO Profiles VALUES ('me', 'Ruth', 'Adler', 'Ruth Adler', 1),
  ('other', 'Chidi', 'Okafor', '', 0);
"""


class MendeleyFolderMaker:
    """Puts what a test needs into a folder; documents are named by their numbers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(folder / ACCOUNT)
        self.database.executescript(_SCHEMA)
        self._count = 0

    def close(self) -> None:
        """Write it all."""
        self.database.commit()
        self.database.close()

    def work(
        self,
        title: str,
        fields: Mapping[str, Any] | None = None,
        *,
        kind: str = "Book",
        people: Sequence[str] = (),
        group: int = 0,
        is_trashed: bool = False,
    ) -> int:
        """A document; people are "Given Family", "Family" alone, and "… (DocumentEditor)"."""
        row = {"title": title, "type": kind, "confirmed": "true", "read": "false",
               "added": ADDED_MS, **(fields or {})}  # fmt: skip
        id_ = self.insert("Documents", uuid=f"{{{self._uuid().upper()}}}", **row)
        for name in people:
            name, _, role = name.partition(" (")
            given, _, family = name.rpartition(" ")
            role = role.rstrip(")") or "DocumentAuthor"
            self.insert("DocumentContributors", documentId=id_, contribution=role,
                        firstNames=given, lastName=family)  # fmt: skip
        trashed = "true" if is_trashed else "false"
        self.insert("RemoteDocuments", documentId=id_, groupId=group, inTrash=trashed,
                    status="ObjectUnchanged")  # fmt: skip
        return id_

    def collect(self, document: int, *path: str) -> None:
        """Put a document into a folder, by the names from the top."""
        parent = -1
        for name in path:
            sql = "SELECT id FROM Folders WHERE name = ? AND parentId = ?"
            row = self.database.execute(sql, (name, parent)).fetchone()
            parent = row[0] if row else self.insert("Folders", name=name, parentId=parent)
        self.insert("DocumentFolders", documentId=document, folderId=parent, status="ObjectCreated")

    def attach(self, document: int, path: Path, *, written: str | None = None) -> str:
        """A file of a document; its hash. `written` is the address where it lay."""
        hash_ = sha1(path.name.encode(), usedforsecurity=False).hexdigest()
        known = self.database.execute("SELECT 1 FROM Files WHERE hash = ?", (hash_,)).fetchone()
        if not known:
            self.insert("Files", hash=hash_, localUrl=path.as_uri() if written is None else written)
        self.insert("DocumentFiles", documentId=document, hash=hash_, unlinked="false")
        return hash_

    def highlight(
        self,
        document: int,
        hash_: str,
        rects: Sequence[tuple[int, float, float, float, float]],
        colour: str = "#fff5ad",
        **more: Any,
    ) -> int:
        """A highlight; each of its boxes is the page from 1, and two corners."""
        row = {"createdTime": "2016-02-23T18:04:10Z", "profileUuid": "me", "unlinked": "false",
               "uuid": self._uuid()}  # fmt: skip
        id_ = self.insert("FileHighlights", documentId=document, fileHash=hash_, color=colour,
                          **{**row, **more})  # fmt: skip
        for page, x1, y1, x2, y2 in rects:
            self.insert("FileHighlightRects", highlightId=id_, page=page, x1=x1, y1=y1, x2=x2,
                        y2=y2)  # fmt: skip
        return id_

    def sticky(self, document: int, hash_: str, page: int, note: str, **more: Any) -> None:
        """A note on a page, at x 100 and y 500 unless said otherwise."""
        row = {"x": 100.0, "y": 500.0, "createdTime": "2016-02-24T10:00:00Z", "unlinked": "false",
               "modifiedTime": "2016-02-25T10:00:00Z", "color": "#bae2ff",
               "uuid": self._uuid()}  # fmt: skip
        self.insert("FileNotes", documentId=document, fileHash=hash_, page=page, note=note,
                    **{**row, **more})  # fmt: skip

    def insert(self, table: str, **values: Any) -> int:
        """A row; what the columns are is known to the caller."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        return self.database.execute(sql, tuple(values.values())).lastrowid or 0

    def _uuid(self) -> str:
        self._count += 1
        return f"0000aaaa-0000-4000-8000-{self._count:012}"


def encrypt(file: Path) -> None:
    """Make a library of version 1.19 of a file: no word of it can be read."""
    file.write_bytes(bytes((byte * 7 + 91) % 256 for byte in file.read_bytes()))

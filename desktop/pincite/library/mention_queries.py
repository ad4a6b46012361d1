"""Queries over mentions, the names of works, and which documents were looked through."""

import json
from collections.abc import Iterable

from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.model.ids import ItemId, Sha256
from pincite.model.mentions import Mention, MentionState, WorkName


def mentions_of(database: Database, sha: Sha256, *, dismissed: bool) -> list[Mention]:
    """Mentions of a document in reading order."""
    condition = "" if dismissed else "AND state <> 'dismissed'"
    rows = database.rows(
        f"SELECT data FROM mentions WHERE document = ? {condition} ORDER BY page_index, start, id",
        (sha,),
    )
    return [decode(Mention, row[0]) for row in rows]


def mentions_of_item(database: Database, item: ItemId) -> list[Mention]:
    """Mentions of an item in live documents of live items, document by document."""
    rows = database.rows(
        "SELECT m.data FROM mentions m JOIN documents d ON d.id = m.document "
        "JOIN items i ON i.id = d.item WHERE m.item = ? AND m.state <> 'dismissed' "
        "AND d.trashed = '' AND i.trashed = '' "
        "ORDER BY i.added, i.id, d.added, d.id, m.page_index, m.start, m.id",
        (item,),
    )
    return [decode(Mention, row[0]) for row in rows]


def mention_counts(database: Database, sha: Sha256) -> dict[MentionState, int]:
    """How many mentions a document has in each state; states without any are left out."""
    rows = database.rows(
        "SELECT state, count(*) FROM mentions WHERE document = ? GROUP BY state", (sha,)
    )
    return {MentionState(state): count for state, count in rows}


def documents_naming(database: Database, words: Iterable[str]) -> list[Sha256]:
    """Live documents with a mention that lacks a certain item and has one of the words in it.

    Case aside; a mention that is found so need not name the word as its work.
    """
    found: dict[str, None] = {}
    for word in words:
        rows = database.rows(
            "SELECT DISTINCT m.document FROM mentions m JOIN documents d ON d.id = m.document "
            "JOIN items i ON i.id = d.item WHERE m.state IN ('unresolved', 'suggested') "
            "AND instr(lower(m.data), ?) AND d.trashed = '' AND i.trashed = ''",
            (encode_word(word),),
        )
        found.update(dict.fromkeys(row[0] for row in rows))
    return [Sha256(id) for id in found]


def encode_word(word: str) -> str:
    """A word as it stands in a record, whose JSON is plain ASCII; in small letters."""
    return json.dumps(word)[1:-1].lower()


def unscanned_documents(database: Database, version: int) -> list[Sha256]:
    """Live documents with pages that this version of the search has not looked through."""
    rows = database.rows(
        "SELECT d.id FROM documents d JOIN items i ON i.id = d.item "
        "LEFT JOIN mention_scans s ON s.document = d.id "
        "WHERE d.trashed = '' AND i.trashed = '' AND d.pages > 0 "
        "AND coalesce(s.version, 0) < ? ORDER BY d.added, d.id",
        (version,),
    )
    return [Sha256(row[0]) for row in rows]


def scanned_version(database: Database, sha: Sha256) -> int:
    """The version of the search that looked through a document last; 0 when none did."""
    sql = "SELECT version FROM mention_scans WHERE document = ?"
    return int(database.value(sql, (sha,)) or 0)


def work_names(database: Database) -> list[WorkName]:
    """All that was said of names, for documents and for the library."""
    return [decode(WorkName, row[0]) for row in database.rows("SELECT data FROM work_names")]

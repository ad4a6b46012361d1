"""The change log: which records changed, in which order."""

from collections.abc import Iterable

from pincite.library.database import Database
from pincite.model.changes import Changes
from pincite.model.distinct_works import ends_of
from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CitationId,
    CollectionId,
    ItemId,
    MentionId,
    NoteId,
    ReplacementId,
    SavedSearchId,
    Sha256,
    TaskId,
)
from pincite.model.replacements import replacement_of


def changes_of(entries: Iterable[tuple[str, str]], seq: int) -> Changes:
    """Changes from pairs of kind and id; a kind of a later version is ignored."""
    ids: dict[str, set[str]] = {}
    for kind, id in entries:
        ids.setdefault(kind, set()).add(id)
    replacements = {
        *map(ReplacementId, ids.get("replacement", ())),
        *map(replacement_of, ids.get("replaced_mark", ())),
    }
    pages = {id for kind in ("page_map", "pages", "recognition") for id in ids.get(kind, ())}
    ends = {end for pair in ids.get("related_works", ()) for end in ends_of(pair)}
    return Changes(
        items=frozenset(map(ItemId, ids.get("item", ()))),
        collections=frozenset(map(CollectionId, ids.get("collection", ()))),
        documents=frozenset(map(Sha256, ids.get("document", ()))),
        pages=frozenset(map(Sha256, pages)),
        annotations=frozenset(map(AnnotationId, ids.get("annotation", ()))),
        notes=frozenset(map(NoteId, ids.get("note", ()))),
        bibliographies=frozenset(map(BibliographyId, ids.get("bibliography", ()))),
        citations=frozenset(map(CitationId, ids.get("citation", ()))),
        mentions=frozenset(map(MentionId, ids.get("mention", ()))),
        checks=frozenset(ids.get("check", ())),
        replacements=frozenset(replacements),
        kept_exports=frozenset(ids.get("kept_export", ())),
        saved_searches=frozenset(map(SavedSearchId, ids.get("saved_search", ()))),
        styles=frozenset(ids.get("own_style", ())) | frozenset(ids.get("abbreviations", ())),
        tasks=frozenset(map(TaskId, ids.get("task", ()))),
        related=frozenset(ends),
        seq=seq,
    )


def changes_since(database: Database, seq: int) -> Changes:
    """What changed after entry `seq`, as one value."""
    rows = database.rows(
        "SELECT kind, id, max(seq) FROM changes WHERE seq > ? GROUP BY kind, id", (seq,)
    )
    last = max((row[2] for row in rows), default=seq)
    return changes_of(((kind, id) for kind, id, _seq in rows), last)


def last_seq(database: Database) -> int:
    """The number of the newest entry; 0 for a new library."""
    return int(database.value("SELECT max(seq) FROM changes") or 0)


def append(database: Database, at: str, device: str, kind: str, id: str, what: str) -> int:
    """Write one entry; its number."""
    return database.run(
        "INSERT INTO changes (at, device, kind, id, what) VALUES (?, ?, ?, ?, ?)",
        (at, device, kind, id, what),
    )

"""Queries over annotations, notes, bibliographies and citations."""

from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.library.folding import fold
from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography, Citation
from pincite.model.ids import AnnotationId, BibliographyId, ItemId, Sha256
from pincite.model.notes import Note

_READING_ORDER = "a.page_index, a.y, a.x, a.created, a.id"


def annotations_of(database: Database, sha: Sha256, *, trashed: bool) -> list[Annotation]:
    """Annotations of a document in reading order; with `trashed` those in the trash too."""
    condition = "" if trashed else "AND a.trashed = ''"
    rows = database.rows(
        f"SELECT a.data FROM annotations a WHERE a.document = ? {condition} "
        f"ORDER BY {_READING_ORDER}",
        (sha,),
    )
    return [decode(Annotation, row[0]) for row in rows]


def trashed_annotations_of(database: Database, sha: Sha256) -> list[Annotation]:
    """Annotations of a document that are in the trash, in reading order."""
    rows = database.rows(
        "SELECT a.data FROM annotations a WHERE a.document = ? AND a.trashed > '' "
        f"ORDER BY {_READING_ORDER}",
        (sha,),
    )
    return [decode(Annotation, row[0]) for row in rows]


def annotation_count(database: Database, sha: Sha256) -> int:
    """How many live annotations a document has."""
    sql = "SELECT count(*) FROM annotations WHERE document = ? AND trashed = ''"
    return int(database.value(sql, (sha,)) or 0)


def trashed_annotation_count(database: Database, sha: Sha256) -> int:
    """How many annotations of a document are in the trash."""
    sql = "SELECT count(*) FROM annotations WHERE document = ? AND trashed > ''"
    return int(database.value(sql, (sha,)) or 0)


def annotation_tags(database: Database) -> list[str]:
    """Every tag of an annotation or an item, for completion."""
    rows = database.rows("SELECT tag FROM annotation_tags UNION SELECT tag FROM item_tags")
    return sorted((row[0] for row in rows), key=fold)


def citation_counts(database: Database, sha: Sha256) -> dict[AnnotationId, int]:
    """How often each annotation of a document is cited; those never cited are left out."""
    rows = database.rows(
        "SELECT a.id, count(*) FROM annotations a JOIN citations c ON c.annotation = a.id "
        "JOIN bibliographies b ON b.id = c.bibliography "
        "WHERE a.document = ? AND c.trashed = '' AND b.trashed = '' GROUP BY a.id",
        (sha,),
    )
    return {AnnotationId(id): count for id, count in rows}


def annotations_of_item(database: Database, item: ItemId) -> list[Annotation]:
    """Live annotations on live documents of an item, document by document."""
    rows = database.rows(
        "SELECT a.data FROM annotations a JOIN documents d ON d.id = a.document "
        "WHERE d.item = ? AND a.trashed = '' AND d.trashed = '' "
        f"ORDER BY d.added, d.id, {_READING_ORDER}",
        (item,),
    )
    return [decode(Annotation, row[0]) for row in rows]


def all_annotations(database: Database) -> list[str]:
    """The records, still as JSON, of live annotations on live documents of live items."""
    rows = database.rows(
        "SELECT a.data FROM annotations a JOIN documents d ON d.id = a.document "
        "JOIN items i ON i.id = d.item "
        "WHERE a.trashed = '' AND d.trashed = '' AND i.trashed = '' "
        f"ORDER BY i.added, i.id, d.added, d.id, {_READING_ORDER}"
    )
    return [row[0] for row in rows]


def notes_of(database: Database, item: ItemId) -> list[Note]:
    """Live notes of an item, oldest first."""
    rows = database.rows(
        "SELECT data FROM notes WHERE item = ? AND trashed = '' ORDER BY created, rowid", (item,)
    )
    return [decode(Note, row[0]) for row in rows]


def all_notes(database: Database) -> list[str]:
    """The records, still as JSON, of live notes whose item, if any, lives too."""
    rows = database.rows(
        "SELECT n.data FROM notes n LEFT JOIN items i ON i.id = n.item "
        "WHERE n.trashed = '' AND coalesce(i.trashed, '') = '' ORDER BY n.created, n.rowid"
    )
    return [row[0] for row in rows]


def bibliographies(database: Database) -> list[Bibliography]:
    """Live bibliographies by name."""
    rows = database.rows(
        "SELECT data FROM bibliographies WHERE trashed = '' ORDER BY sort_name, created, id"
    )
    return [decode(Bibliography, row[0]) for row in rows]


def bibliography_by_name(database: Database, name: str) -> Bibliography | None:
    """The live bibliography of this name: exactly, else accents and case aside."""
    rows = database.rows(
        "SELECT data FROM bibliographies WHERE trashed = '' AND sort_name = ? ORDER BY created, id",
        (fold(name),),
    )
    found = [decode(Bibliography, row[0]) for row in rows]
    return next((b for b in found if b.name == name), found[0] if found else None)


def citations_of(database: Database, bibliography: BibliographyId) -> list[Citation]:
    """Live citations of a bibliography, in its order."""
    rows = database.rows(
        "SELECT data FROM citations WHERE bibliography = ? AND trashed = '' "
        "ORDER BY position, created, id",
        (bibliography,),
    )
    return [decode(Citation, row[0]) for row in rows]


def all_citations_of(database: Database, bibliography: BibliographyId) -> list[Citation]:
    """Citations of a bibliography, in the trash or not."""
    sql = "SELECT data FROM citations WHERE bibliography = ? ORDER BY position, created, id"
    return [decode(Citation, row[0]) for row in database.rows(sql, (bibliography,))]


def citations_of_item(database: Database, item: ItemId) -> list[Citation]:
    """Live citations of an item in live bibliographies."""
    return _cited(database, "c.item = ?", item)


def citations_of_annotation(database: Database, annotation: AnnotationId) -> list[Citation]:
    """Live citations bound to an annotation, in live bibliographies."""
    return _cited(database, "c.annotation = ?", annotation)


def _cited(database: Database, condition: str, value: str) -> list[Citation]:
    rows = database.rows(
        "SELECT c.data FROM citations c JOIN bibliographies b ON b.id = c.bibliography "
        f"WHERE {condition} AND c.trashed = '' AND b.trashed = '' "
        "ORDER BY b.sort_name, b.id, c.position, c.created, c.id",
        (value,),
    )
    return [decode(Citation, row[0]) for row in rows]

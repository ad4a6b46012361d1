"""Where each kind of record is kept, and the columns that queries need of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pincite.library.database import Database, Value
from pincite.library.folding import fold, storable
from pincite.library.identifying import identifiers_of
from pincite.model import dates
from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography, Citation
from pincite.model.creators import short_names
from pincite.model.distinct_works import DistinctWorks
from pincite.model.documents import Document, PageMap
from pincite.model.ignored_findings import IgnoredFinding
from pincite.model.items import Collection, Item
from pincite.model.kept_exports import KeptExport
from pincite.model.listing import Abbreviations
from pincite.model.mentions import Mention, WorkName, name_key
from pincite.model.notes import Note
from pincite.model.own_styles import OwnStyle
from pincite.model.recognition import Recognition
from pincite.model.records import Record
from pincite.model.reference_sources import ReferenceSource
from pincite.model.related_works import RelatedWorks
from pincite.model.replacements import ReplacedMark, Replacement
from pincite.model.saved_searches import SavedSearch
from pincite.model.tasks import Task

_Row = tuple[Value, ...]


def _no_side_rows(_database: Database, _record: Any) -> None:
    return


@dataclass(frozen=True)
class Table:
    """The storage of one kind of record.

    Attributes:
        kind: its name in the change log.
        columns: taken from the record for queries by `project`, in this order.
        side_rows: writes what queries need in tables of their own.
        data_table: where the JSON stands, when not in `name` itself.
    """

    kind: str
    record: type[Any]
    name: str
    columns: tuple[str, ...]
    project: Callable[[Any], _Row]
    side_rows: Callable[[Database, Any], None] = _no_side_rows
    data_table: str = ""

    @property
    def holds_data(self) -> str:
        """The table with the column `data`."""
        return self.data_table or self.name

    def upsert(self, database: Database, id: str, record: Record, data: str) -> None:
        """Write the record's row and side rows, in place of older ones."""
        if self.data_table:
            _upsert(database, self.name, ("id", *self.columns), (id, *self.project(record)))
            _upsert(database, self.data_table, ("id", "data"), (id, data))
        else:
            columns = ("id", *self.columns, "data")
            _upsert(database, self.name, columns, (id, *self.project(record), data))
        self.side_rows(database, record)


def table_of(kind: type[Any]) -> Table:
    """The table of a record type."""
    return _BY_TYPE[kind]


def _upsert(database: Database, name: str, columns: tuple[str, ...], values: _Row) -> None:
    # Not INSERT OR REPLACE: that deletes the old row first, and its side rows with it.
    changed = ", ".join(f"{c} = excluded.{c}" for c in columns[1:])
    database.run(
        f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "
        f"ON CONFLICT (id) DO UPDATE SET {changed}",
        values,
    )


def _item_columns(item: Item) -> _Row:
    container = item.fields.get("container-title", "")
    creators = short_names(item.creators)
    names = "; ".join(c.full for c in item.creators)
    words = (item.title, names, item.year, item.key, " ".join(item.tags), container)
    shown = (item.type, item.key, item.title, creators, item.year, container)
    authors = [c for c in item.creators if c.role == "author"] or item.creators
    return (
        *(storable(text) for text in shown),
        int(item.is_draft),
        item.added,
        item.modified,
        item.trashed,
        fold(item.title),
        fold("; ".join(c.full for c in authors)),
        dates.year(item.issued),
        fold(container),
        fold(item.key),
        fold(" ".join(words)),
        item.reading.value if item.reading else "",
        item.reading_since,
    )


def _item_side_rows(database: Database, item: Item) -> None:
    for table in ("item_tags", "item_collections", "item_identifiers"):
        database.run(f"DELETE FROM {table} WHERE item = ?", (item.id,))
    database.run_many(
        "INSERT INTO item_tags (item, position, tag, is_automatic) VALUES (?, ?, ?, ?)",
        [
            (item.id, i, storable(tag), int(tag in item.automatic_tags))
            for i, tag in enumerate(dict.fromkeys(item.tags))
        ],
    )
    database.run_many(
        "INSERT OR IGNORE INTO item_collections (item, collection) VALUES (?, ?)",
        [(item.id, collection) for collection in item.collections],
    )
    database.run_many(
        "INSERT OR IGNORE INTO item_identifiers (item, name, value) VALUES (?, ?, ?)",
        [(item.id, name, value) for name, value in identifiers_of(item)],
    )


def _collection_columns(record: Collection) -> _Row:
    return (record.position, fold(record.name), record.trashed)


def _document_columns(record: Document) -> _Row:
    return (record.item, record.pages, int(bool(record.problem)), record.added, record.trashed)


def _document_side_rows(database: Database, record: Document) -> None:
    database.run("INSERT OR IGNORE INTO document_numbers (sha256) VALUES (?)", (record.sha256,))


def _page_map_side_rows(database: Database, record: PageMap) -> None:
    database.run("INSERT OR IGNORE INTO document_numbers (sha256) VALUES (?)", (record.sha256,))
    sql = "SELECT number FROM document_numbers WHERE sha256 = ?"
    number = database.value(sql, (record.sha256,))
    database.run("DELETE FROM page_labels WHERE document = ?", (number,))
    database.run_many(
        "INSERT INTO page_labels (label, document, page_index) VALUES (lower(?), ?, ?)",
        [(storable(entry.label), number, i) for i, entry in enumerate(record.labels())],
    )


def _recognition_side_rows(database: Database, record: Recognition) -> None:
    database.run("DELETE FROM recognised_pages WHERE document = ?", (record.sha256,))
    database.run_many(
        "INSERT INTO recognised_pages (document, page_index, run) VALUES (?, ?, ?)",
        [(record.sha256, index, run) for index, run in record.pages.items()],
    )


def _annotation_columns(record: Annotation) -> _Row:
    page_index, y, x = record.reading_order
    return (record.document, page_index, y, x, record.created, record.trashed)


def _annotation_side_rows(database: Database, record: Annotation) -> None:
    database.run("DELETE FROM annotation_tags WHERE annotation = ?", (record.id,))
    database.run_many(
        "INSERT INTO annotation_tags (annotation, position, tag) VALUES (?, ?, ?)",
        [(record.id, i, storable(tag)) for i, tag in enumerate(record.tags)],
    )


def _note_columns(record: Note) -> _Row:
    return (record.item, record.created, record.trashed)


def _bibliography_columns(record: Bibliography) -> _Row:
    return (fold(record.name), record.created, record.trashed)


def _citation_columns(record: Citation) -> _Row:
    return (
        record.bibliography, record.item, record.annotation, record.position, record.created,
        record.trashed,
    )  # fmt: skip


def _mention_columns(record: Mention) -> _Row:
    page_index, start = record.order
    return (record.document, page_index, start, record.item, record.state.value)


def _work_name_columns(record: WorkName) -> _Row:
    return (record.document, name_key(record.name), record.item)


def _task_columns(record: Task) -> _Row:
    return (record.item, int(bool(record.done)), record.created)


ITEM_COLUMNS = (
    "type", "key", "title", "creators", "year", "container", "is_draft", "added", "modified",
    "trashed", "sort_title", "sort_creators", "sort_year", "sort_container", "sort_key",
    "search_text", "reading", "reading_since",
)  # fmt: skip

TABLES: tuple[Table, ...] = (
    Table("item", Item, "items", ITEM_COLUMNS, _item_columns, _item_side_rows, "item_records"),
    Table(
        "collection",
        Collection,
        "collections",
        ("position", "sort_name", "trashed"),
        _collection_columns,
    ),
    Table(
        "document",
        Document,
        "documents",
        ("item", "pages", "has_problem", "added", "trashed"),
        _document_columns,
        _document_side_rows,
    ),
    Table("page_map", PageMap, "page_maps", (), lambda _record: (), _page_map_side_rows),
    Table(
        "recognition",
        Recognition,
        "recognitions",
        (),
        lambda _record: (),
        _recognition_side_rows,
    ),
    Table(
        "annotation",
        Annotation,
        "annotations",
        ("document", "page_index", "y", "x", "created", "trashed"),
        _annotation_columns,
        _annotation_side_rows,
    ),
    Table("note", Note, "notes", ("item", "created", "trashed"), _note_columns),
    Table(
        "bibliography",
        Bibliography,
        "bibliographies",
        ("sort_name", "created", "trashed"),
        _bibliography_columns,
    ),
    Table(
        "citation",
        Citation,
        "citations",
        ("bibliography", "item", "annotation", "position", "created", "trashed"),
        _citation_columns,
    ),
    Table(
        "mention",
        Mention,
        "mentions",
        ("document", "page_index", "start", "item", "state"),
        _mention_columns,
    ),
    Table("work_name", WorkName, "work_names", ("document", "name", "item"), _work_name_columns),
    Table(
        "reference_source",
        ReferenceSource,
        "reference_sources",
        ("added",),
        lambda record: (record.added,),
    ),
    Table(
        "replacement",
        Replacement,
        "replacements",
        ("item", "old", "new", "created"),
        lambda record: (record.item, record.old, record.new, record.created),
    ),
    Table(
        "replaced_mark",
        ReplacedMark,
        "replaced_marks",
        ("replacement", "position", "decision"),
        lambda record: (record.replacement, record.position, record.decision.value),
    ),
    Table(
        "kept_export",
        KeptExport,
        "kept_exports",
        ("created",),
        lambda record: (record.created,),
    ),
    Table(
        "distinct_works",
        DistinctWorks,
        "distinct_works",
        ("one", "other"),
        lambda record: (record.one, record.other),
    ),
    Table(
        "saved_search",
        SavedSearch,
        "saved_searches",
        ("position", "sort_name", "trashed"),
        lambda record: (record.position, fold(record.name), record.trashed),
    ),
    Table("own_style", OwnStyle, "own_styles", ("added",), lambda record: (record.added,)),
    Table("abbreviations", Abbreviations, "abbreviations", (), lambda _record: ()),
    Table(
        "related_works",
        RelatedWorks,
        "related_works",
        ("one", "other"),
        lambda record: (record.one, record.other),
    ),
    Table("task", Task, "tasks", ("item", "is_done", "created"), _task_columns),
    Table("ignored_finding", IgnoredFinding, "ignored_findings", (), lambda _record: ()),
)

_BY_TYPE: dict[type[Any], Table] = {table.record: table for table in TABLES}

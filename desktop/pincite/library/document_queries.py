"""Queries over documents: page maps, page texts, paragraphs, outlines, reading places.

The text of a page is what was recognised on it, where something was, else what the file says.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.library.values import ReadingPlace
from pincite.library.word_columns import unpack_numbers, unpack_words
from pincite.library.word_places import unpack_places
from pincite.model.documents import Document, OutlineEntry, PageLabel, PageMap, Paragraph
from pincite.model.ids import AnnotationId, ItemId, Sha256
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText

_AT_ONCE = 64
_NUMBER = "(SELECT number FROM document_numbers WHERE sha256 = ?)"
_RECOGNISED = (
    "recognised_pages u JOIN recognised_texts t ON t.document = u.document "
    "AND t.run = u.run AND t.page_index = u.page_index"
)
# One sha256 for the recognised texts, one for the number.
_PAGES = (
    f"page_texts p LEFT JOIN ({_RECOGNISED}) ON u.document = ? AND u.page_index = p.page_index "
    f"WHERE p.document = {_NUMBER}"
)


def pack(text: str) -> bytes:
    """A page's text as it is stored: zlib of UTF-8; half surrogates survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(blob: bytes) -> str:
    """The text that `pack` packed."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def items_with(
    database: Database, documents: Iterable[Sha256], annotations: Iterable[AnnotationId]
) -> set[ItemId] | None:
    """Whose documents and annotations these are; None when one of them is there no more."""
    # As one row: other threads may take a turn after each row that is fetched.
    sql = (
        "SELECT json_group_array(DISTINCT d.item), count(*) FROM documents d "
        "WHERE d.id IN (SELECT value FROM json_each(?)) UNION ALL "
        "SELECT json_group_array(DISTINCT d.item), count(*) FROM annotations a "
        "JOIN documents d ON d.id = a.document WHERE a.id IN (SELECT value FROM json_each(?))"
    )
    asked: list[list[str]] = [[*documents], [*annotations]]
    rows = database.rows(sql, [json.dumps(ids) for ids in asked])
    if any(count != len(ids) for (_, count), ids in zip(rows, asked, strict=True)):
        return None
    return {ItemId(id) for owners, _ in rows for id in json.loads(owners)}


def documents_of(database: Database, item: ItemId) -> list[Document]:
    """Live documents of an item, oldest first."""
    rows = database.rows(
        "SELECT data FROM documents WHERE item = ? AND trashed = '' ORDER BY added, id", (item,)
    )
    return [decode(Document, row[0]) for row in rows]


def live_documents(database: Database) -> list[str]:
    """The records, still as JSON, of live documents of live items."""
    rows = database.rows(
        "SELECT d.data FROM documents d JOIN items i ON i.id = d.item "
        "WHERE d.trashed = '' AND i.trashed = '' ORDER BY d.added, d.id"
    )
    return [row[0] for row in rows]


def articles_of_other_layouts(database: Database, version: int) -> list[Document]:
    """Live articles whose reading copy was made by another version of the layout, oldest first."""
    rows = database.rows(
        "SELECT data FROM documents WHERE trashed = '' "
        "AND coalesce(json_extract(data, '$.reading_name'), '') <> '' "
        "AND coalesce(json_extract(data, '$.layout'), 0) <> ? ORDER BY added, id",
        (version,),
    )
    return [decode(Document, row[0]) for row in rows]


def trashed_documents_of(database: Database, item: ItemId) -> list[Document]:
    """Documents of an item that are in the trash, oldest first."""
    rows = database.rows(
        "SELECT data FROM documents WHERE item = ? AND trashed > '' ORDER BY added, id", (item,)
    )
    return [decode(Document, row[0]) for row in rows]


def document_exists(database: Database, sha: Sha256) -> bool:
    """True for a live document of a live item."""
    return bool(
        database.value(
            "SELECT 1 FROM documents d JOIN items i ON i.id = d.item "
            "WHERE d.id = ? AND d.trashed = '' AND i.trashed = ''",
            (sha,),
        )
    )


def items_of_documents(database: Database, numbers: Iterable[int]) -> set[ItemId]:
    """Live items of live documents, these by their number."""
    rows = database.rows(
        "SELECT DISTINCT d.item FROM document_numbers n "
        "JOIN documents d ON d.id = n.sha256 AND d.trashed = '' "
        "JOIN items i ON i.id = d.item AND i.trashed = '' "
        "WHERE n.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {row[0] for row in rows}


def page_map(database: Database, sha: Sha256) -> PageMap:
    """The stored page map; else one in which every page has its place from 1 as label."""
    data = database.value("SELECT data FROM page_maps WHERE id = ?", (sha,))
    if data:
        return _read_map(data)
    pages = database.value("SELECT pages FROM documents WHERE id = ?", (sha,)) or 0
    return PageMap(sha, tuple(PageLabel(str(i + 1)) for i in range(pages)))


@lru_cache(maxsize=64)
def _read_map(data: str) -> PageMap:
    """A page map by its stored text: a bibliography asks for the same few once a citation."""
    return decode(PageMap, data)


def page_text(database: Database, sha: Sha256, index: int) -> str | None:
    """The text of one page; None when it is not stored."""
    blob = database.value(
        f"SELECT coalesce(t.text, p.text) FROM {_PAGES} AND p.page_index = ?", (sha, sha, index)
    )
    return None if blob is None else unpack(blob)


def recognised_page(database: Database, sha: Sha256, index: int) -> PageText | None:
    """The text that was recognised on a page, with its words; None when none was."""
    rows = database.rows(
        f"SELECT t.text, t.places FROM {_RECOGNISED} WHERE u.document = ? AND u.page_index = ?",
        (sha, index),
    )
    if not rows:
        return None
    text, places = rows[0]
    return PageText(index, unpack(text), unpack_places(places))


def page_numbers(database: Database, sha: Sha256) -> Iterator[tuple[int, int, str]]:
    """Page by page: pid, index, text. Bounded memory, and no statement stays open in between."""
    after = -1
    while True:
        rows = database.rows(
            f"SELECT p.pid, p.page_index, coalesce(t.text, p.text) FROM {_PAGES} "
            f"AND p.page_index > ? ORDER BY p.page_index LIMIT {_AT_ONCE}",
            (sha, sha, after),
        )
        for pid, index, blob in rows:
            yield pid, index, unpack(blob)
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1][1]


def pages_by_number(database: Database, pids: Iterable[int]) -> dict[int, tuple[Sha256, int]]:
    """Document and page index of stored page texts; unknown numbers are left out."""
    rows = database.rows(
        "SELECT p.pid, n.sha256, p.page_index FROM page_texts p "
        "JOIN document_numbers n ON n.number = p.document "
        "WHERE p.pid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(pids)),),
    )
    return {pid: (sha, index) for pid, sha, index in rows}


def paragraphs(database: Database, sha: Sha256) -> list[Paragraph]:
    """The numbered paragraphs of an article, in order."""
    rows = database.rows(
        "SELECT number, page_index, start FROM paragraphs WHERE document = ? ORDER BY number",
        (sha,),
    )
    return [Paragraph(*row) for row in rows]


def outline(database: Database, sha: Sha256) -> list[OutlineEntry]:
    """The outline, in order."""
    rows = database.rows(
        "SELECT level, title, page_index, y_pt FROM outline_entries "
        "WHERE document = ? ORDER BY position",
        (sha,),
    )
    return [OutlineEntry(*row) for row in rows]


def reading_place(database: Database, sha: Sha256) -> ReadingPlace | None:
    """Where reading stopped; None when nobody has read the document."""
    rows = database.rows(
        "SELECT page_index, y_fraction, zoom, at, view FROM reading_places WHERE document = ?",
        (sha,),
    )
    return ReadingPlace(*rows[0]) if rows else None


def text_index(
    database: Database, sha: Sha256, version: int, page: Callable[[int], PageText]
) -> TextIndex | None:
    """The stored text index; None when it is to be made, or made anew by this version.

    Args:
        page: reads a page when the index is asked for it.
    """
    rows = database.rows(
        "SELECT text, begins, left_out FROM text_indexes WHERE document = ? AND version = ?",
        (sha, version),
    )
    if not rows:
        return None
    text, begins, ends = unpack(rows[0][0]), unpack_numbers(rows[0][1]), unpack_numbers(rows[0][2])
    left_out = list(zip(ends[::2], ends[1::2], strict=True))
    return TextIndex(text, begins, left_out, page)


def page_with_words(database: Database, sha: Sha256, index: int) -> PageText:
    """A page with the boxes of its words, where the text index keeps them."""
    recognised = recognised_page(database, sha, index)
    if recognised is not None:
        return recognised
    blob = database.value(
        "SELECT words FROM index_words WHERE document = ? AND page_index = ?", (sha, index)
    )
    text = page_text(database, sha, index) or ""
    return PageText(index, text, unpack_words(blob) if blob else ())


def unindexed_documents(database: Database, version: int) -> list[Sha256]:
    """Live documents with pages that have no text index of this version, oldest first."""
    rows = database.rows(
        "SELECT d.id FROM documents d JOIN items i ON i.id = d.item "
        "LEFT JOIN text_indexes t ON t.document = d.id AND t.version = ? "
        "WHERE d.trashed = '' AND i.trashed = '' AND d.pages > 0 AND t.document IS NULL "
        "ORDER BY d.added, d.id",
        (version,),
    )
    return [Sha256(row[0]) for row in rows]


def forget_text_index(database: Database, sha: Sha256) -> None:
    """Drop the text index of a document, whose texts are others now."""
    database.run("DELETE FROM text_indexes WHERE document = ?", (sha,))

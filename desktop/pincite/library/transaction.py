"""Writing to the library: what one transaction does, and what it has touched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pincite.library import check_queries, log
from pincite.library.codec import encode
from pincite.library.database import Database
from pincite.library.document_queries import forget_text_index, pack
from pincite.library.folding import storable
from pincite.library.queries import Reader
from pincite.library.tables import table_of
from pincite.library.values import ReadingPlace
from pincite.library.word_columns import pack_numbers, pack_words
from pincite.library.word_places import pack_places
from pincite.model.changes import Changes
from pincite.model.checks import QuotationCheck
from pincite.model.documents import OutlineEntry, Paragraph
from pincite.model.ids import Sha256
from pincite.model.records import Record, record_id
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText


@dataclass(frozen=True, slots=True)
class Touched:
    """A record before and after a transaction; None where it was not or is no more."""

    kind: type[Any]
    id: str
    before: Record | None
    after: Record | None


class Transaction(Reader):
    """An open transaction: reads see its own writes. Made by `Library.transaction` only.

    Everything it writes stands or falls together, with the entries of the change log.
    """

    def __init__(self, database: Database, device: str, at: str) -> None:
        """Write through `database`, in which a transaction has been begun.

        Args:
            at: the time of all its entries in the change log, ISO 8601 in UTC.
        """
        super().__init__(lambda: database)
        self._device = device
        self._at = at
        self._before: dict[tuple[type[Any], str], Record | None] = {}
        self._after: dict[tuple[type[Any], str], Record | None] = {}
        self._entries: list[tuple[str, str]] = []
        self._seq = 0

    @property
    def changes(self) -> Changes:
        """What has been changed so far; after the commit it is complete."""
        return log.changes_of(self._entries, self._seq)

    @property
    def touched(self) -> tuple[Touched, ...]:
        """Each record put or removed so far, as it was at first and as it is at last.

        In the order in which they were first touched; records that ended as they began are left
        out. It stays after the transaction.
        """
        pairs = (
            Touched(kind, id, before, self._after[kind, id])
            for (kind, id), before in self._before.items()
        )
        return tuple(pair for pair in pairs if pair.before != pair.after)

    def put(self, record: Record) -> None:
        """Insert a record or replace the one of its kind and id; an equal one is left alone."""
        table, id, data = table_of(type(record)), record_id(record), encode(record)
        sql = f"SELECT data FROM {table.holds_data} WHERE id = ?"
        stored = self._database.value(sql, (id,))
        if stored == data:
            return
        self._remember(type(record), id)
        table.upsert(self._database, id, record, data)
        self._database.run("DELETE FROM tombstones WHERE kind = ? AND id = ?", (table.kind, id))
        self._after[type(record), id] = record
        self._log(table.kind, id, "put")

    def remove(self, kind: type[Any], id: str) -> None:
        """Take a record out for good and leave a tombstone; nothing happens when it is not there.

        Raises:
            BrokenReferenceError: at the end of the transaction, when records that belong to it
                stay behind.
        """
        table = table_of(kind)
        sql = f"SELECT data FROM {table.holds_data} WHERE id = ?"
        stored = self._database.value(sql, (id,))
        if stored is None:
            return
        self._remember(kind, id)
        self._database.run(f"DELETE FROM {table.name} WHERE id = ?", (id,))
        self._database.run(
            "INSERT OR REPLACE INTO tombstones (kind, id, at) VALUES (?, ?, ?)",
            (table.kind, id, self._at),
        )
        self._after[kind, id] = self._image(kind, id)
        self._log(table.kind, id, "remove")

    def put_page_texts(self, sha: Sha256, texts: Iterable[tuple[int, str]]) -> None:
        """Replace all stored page texts of a document; pages that stay keep their pid.

        They are derived from the file and not taken back by undo. They stay when the document's
        row is removed, so that it can come back; they go with the file, see `sweeping`.
        """
        self._database.run("INSERT OR IGNORE INTO document_numbers (sha256) VALUES (?)", (sha,))
        number = self.document_number(sha)
        kept = []
        for index, text in texts:
            self._database.run(
                "INSERT INTO page_texts (document, page_index, text) VALUES (?, ?, ?) "
                "ON CONFLICT (document, page_index) DO UPDATE SET text = excluded.text",
                (number, index, pack(text)),
            )
            kept.append(index)
        stored = self._database.rows(
            "SELECT page_index FROM page_texts WHERE document = ?", (number,)
        )
        gone = {row[0] for row in stored}.difference(kept)
        self._database.run_many(
            "DELETE FROM page_texts WHERE document = ? AND page_index = ?",
            [(number, index) for index in gone],
        )
        self._log("pages", sha, "pages")

    def put_text_index(
        self, sha: Sha256, version: int, index: TextIndex, words: Iterable[PageText]
    ) -> None:
        """Keep the text index of a document; not undoable and not in the change log.

        It goes when the texts of the document change.

        Args:
            words: the pages whose words' boxes are to be kept; not those that were recognised.
        """
        forget_text_index(self._database, sha)
        ends = [end for run in index.left_out for end in run]
        self._database.run(
            "INSERT INTO text_indexes (document, version, text, begins, left_out) "
            "VALUES (?, ?, ?, ?, ?)",
            (sha, version, pack(index.text), pack_numbers(index.begins), pack_numbers(ends)),
        )
        self._database.run_many(
            "INSERT INTO index_words (document, page_index, words) VALUES (?, ?, ?)",
            [(sha, page.index, pack_words(page.words)) for page in words],
        )

    def put_recognised_texts(self, sha: Sha256, run: str, pages: Iterable[PageText]) -> None:
        """Keep what a run read on some pages; they count when a `Recognition` names the run.

        Not taken back by undo, which takes back the record.
        """
        self._database.run_many(
            "INSERT OR REPLACE INTO recognised_texts (document, run, page_index, text, places) "
            "VALUES (?, ?, ?, ?, ?)",
            [(sha, run, p.index, pack(p.text), pack_places(p.words)) for p in pages],
        )

    def remove_recognised_texts(self, sha: Sha256) -> None:
        """Forget what was read by runs that no page of the document uses; not undoable."""
        self._database.run(
            "DELETE FROM recognised_texts WHERE document = ? AND NOT EXISTS (SELECT 1 "
            "FROM recognised_pages u WHERE u.document = recognised_texts.document "
            "AND u.page_index = recognised_texts.page_index AND u.run = recognised_texts.run)",
            (sha,),
        )

    def put_paragraphs(self, sha: Sha256, paragraphs: Sequence[Paragraph]) -> None:
        """Replace the paragraphs of an article; not undoable."""
        self._database.run("DELETE FROM paragraphs WHERE document = ?", (sha,))
        self._database.run_many(
            "INSERT INTO paragraphs (document, number, page_index, start) VALUES (?, ?, ?, ?)",
            [(sha, p.number, p.page_index, p.start) for p in paragraphs],
        )
        self._log("pages", sha, "pages")

    def put_outline(self, sha: Sha256, outline: Sequence[OutlineEntry]) -> None:
        """Replace the outline of a document; not undoable."""
        self._database.run("DELETE FROM outline_entries WHERE document = ?", (sha,))
        self._database.run_many(
            "INSERT INTO outline_entries (document, position, level, title, page_index, y_pt) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [
                (sha, i, e.level, storable(e.title), e.page_index, e.y_pt)
                for i, e in enumerate(outline)
            ],
        )

    def put_mention_scan(self, sha: Sha256, version: int) -> None:
        """Remember which version of the search looked through a document; not undoable."""
        self._database.run(
            "INSERT OR REPLACE INTO mention_scans (document, version) VALUES (?, ?)",
            (sha, version),
        )

    def put_check(self, check: QuotationCheck) -> None:
        """Keep the check of a quotation; not undoable, in the change log when its result is new."""
        if check_queries.put_check(self._database, check):
            self._log("check", check.source, "put")

    def put_reading_place(self, sha: Sha256, place: ReadingPlace) -> None:
        """Remember where reading stopped; not undoable and not in the change log."""
        self._database.run(
            "INSERT OR REPLACE INTO reading_places "
            "(document, page_index, y_fraction, zoom, at, view) VALUES (?, ?, ?, ?, ?, ?)",
            (sha, place.page_index, place.y_fraction, place.zoom, place.at or self._at, place.view),
        )

    def put_setting(self, name: str, value: str) -> None:
        """Keep a small value with the library; not undoable and not in the change log."""
        self._database.run(
            "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, storable(value))
        )

    def _remember(self, kind: type[Any], id: str) -> None:
        if (kind, id) not in self._before:
            self._before[kind, id] = self._image(kind, id)

    def _image(self, kind: type[Any], id: str) -> Record | None:
        # What `get` says and not what is stored: undo compares it with what `get` says later, and a
        # page map is there before it is stored.
        image: Record | None = self.get(kind, id)
        return image

    def _log(self, kind: str, id: str, what: str) -> None:
        if kind in ("pages", "recognition"):
            forget_text_index(self._database, Sha256(id))
        self._seq = log.append(self._database, self._at, self._device, kind, id, what)
        self._entries.append((kind, id))

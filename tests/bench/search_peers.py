"""The engines that the search benchmark compares: ours, SQLite FTS5, tantivy, Whoosh as it comes.

Each takes the same pages from the library's stored texts and answers the same questions with the
twenty best pages.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from tests.bench.search_corpus import document_name

from pincite.library.library import Library
from pincite.search.index import IndexFolder, IndexReader

Page = tuple[int, int, int, str]
PAGE_TEXT = frozenset({"text"})


def stored_pages(library: Library, most: int = 1 << 40) -> Iterator[Page]:
    """(pid, document, page index, text) of each page, document by document."""
    number = done = 0
    while done < most and (pages := library.reader.page_numbers(document_name(number))):
        for pid, index, text in pages:
            yield pid, number, index, text
        done, number = done + len(pages), number + 1


class Engine(Protocol):
    """What the benchmark does with an engine."""

    name: str

    def search(self, kind: str, question: Any) -> int:
        """Ask; returns how many of the best pages came back."""

    def reopen(self) -> None:
        """Forget what was worked out."""


class Ours:
    """The index of the program, through the interface that the window uses."""

    name = "Pincite"

    def __init__(self, folder: Path) -> None:
        self.folder = IndexFolder(folder)
        self.reader = IndexReader(folder)

    def search(self, kind: str, question: Any) -> int:
        """Ask for pages."""
        return len(self.ask(kind, question).hits)

    def ask(self, kind: str, question: Any, **options: Any) -> Any:
        """The whole answer."""
        text = _text(kind, question)
        return self.reader.search(
            text, where=PAGE_TEXT, prefix_last=kind == "typed", time_limit_s=600, **options
        )

    def count(self, kind: str, question: Any) -> int:
        """How many pages there are in all, without other forms of the words, as peers count."""
        text = _text(kind, question, mark="=")
        return self.reader.search(text, where=PAGE_TEXT, time_limit_s=600).total

    def reopen(self) -> None:
        """A new reader, as after the start of the program."""
        self.reader = IndexReader(self.folder.path)
        self.reader.search("nothingofthekind", where=PAGE_TEXT)


def _text(kind: str, question: Any, mark: str = "") -> str:
    """The question as it is typed; `mark` stands before each word that is no phrase."""
    if kind == "or3":
        return " OR ".join(mark + word for word in question)
    if "phrase" in kind:
        return f'"{" ".join(question)}"'
    if kind == "prefix":
        return f"{question}*"
    return mark + question if isinstance(question, str) else " ".join(mark + w for w in question)


class Fts5:
    """SQLite's full-text search, without a copy of the texts."""

    name = "FTS5"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open()

    def _open(self) -> None:
        self.database = sqlite3.connect(self._path)
        for setting in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536"):
            self.database.execute(f"PRAGMA {setting}")
        self.database.execute("PRAGMA mmap_size=2000000000")

    def build(self, pages: Iterator[Page]) -> None:
        """Index the pages."""
        self.database.execute(
            "CREATE VIRTUAL TABLE ft USING fts5(text, content='', "
            'tokenize="unicode61 remove_diacritics 2")'
        )
        self.database.execute("CREATE TABLE pages (pid INTEGER PRIMARY KEY, doc INTEGER)")
        for count, (pid, document, _, text) in enumerate(pages):
            self.add(pid, document, text)
            if count % 20_000 == 0:
                self.database.commit()
        self.database.commit()

    def add(self, pid: int, document: int, text: str) -> None:
        """Index one page; the caller commits."""
        self.database.execute("INSERT INTO pages VALUES (?, ?)", (pid, document))
        self.database.execute("INSERT INTO ft (rowid, text) VALUES (?, ?)", (pid, text))

    def size(self) -> int:
        """Bytes of the index itself."""
        rows = self.database.execute("SELECT sum(length(block)) FROM ft_data").fetchone()
        return int(rows[0]) + self._of("ft_idx") + self._of("ft_docsize")

    def _of(self, table: str) -> int:
        # Without the table that counts pages of the file, by the number of rows.
        return 12 * int(self.database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def expression(self, kind: str, question: Any) -> str:
        """The question in its language."""
        words = [f'"{w}"' for w in question] if isinstance(question, list) else [f'"{question}"']
        if kind == "typed":
            *whole, last = question.split()
            return " AND ".join([*(f'"{w}"' for w in whole), f'"{last}"*'])
        if "phrase" in kind:
            return f'"{" ".join(question)}"'
        if kind == "prefix":
            return words[0] + "*"
        return (" OR " if kind == "or3" else " AND ").join(words)

    def search(self, kind: str, question: Any) -> int:
        """Ask for pages."""
        sql = "SELECT rowid FROM ft WHERE ft MATCH ? ORDER BY rank LIMIT 20"
        return len(self.database.execute(sql, (self.expression(kind, question),)).fetchall())

    def search_in(self, question: str, documents: str) -> int:
        """Ask for pages of documents that a query of SQL names."""
        sql = (
            "SELECT ft.rowid FROM ft JOIN pages p ON p.pid = ft.rowid WHERE ft MATCH ? "
            f"AND p.doc IN ({documents}) ORDER BY rank LIMIT 20"
        )
        return len(self.database.execute(sql, (f'"{question}"',)).fetchall())

    def count(self, kind: str, question: Any) -> int:
        """How many pages there are in all."""
        sql = "SELECT count(*) FROM ft WHERE ft MATCH ?"
        return int(self.database.execute(sql, (self.expression(kind, question),)).fetchone()[0])

    def reopen(self) -> None:
        """A new connection."""
        self.database.close()
        self._open()


class Tantivy:
    """tantivy through its Python package; a peer only, no dependency.

    Raises:
        ImportError: it is not installed.
    """

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        import tantivy  # type: ignore[import-not-found,unused-ignore]

        self._tantivy: Any = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("pid", stored=True, indexed=True, fast=True)
        builder.add_text_field("text", stored=False, index_option="position")
        self._schema = builder.build()
        self._folder = folder
        folder.mkdir()
        self._index = tantivy.Index(self._schema, path=str(folder))

    def build(self, pages: Iterator[Page]) -> None:
        """Index the pages, with two threads."""
        writer = self._index.writer(128_000_000, 2)
        for pid, _, _, text in pages:
            writer.add_document(self._tantivy.Document(pid=pid, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self.reopen()

    def reopen(self) -> None:
        """A new searcher."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self._folder.iterdir())

    def search(self, kind: str, question: Any) -> int:
        """Ask for pages."""
        return len(self._searcher.search(self._query(kind, question), 20, count=False).hits)

    def _query(self, kind: str, question: Any) -> Any:
        query, schema = self._tantivy.Query, self._schema
        if "phrase" in kind:
            return query.phrase_query(schema, "text", question)
        if kind == "prefix":
            return query.fuzzy_term_query(schema, "text", question, distance=0, prefix=True)
        if kind == "typed":
            *whole, last = question.split()
            parts = [query.term_query(schema, "text", word) for word in whole]
            parts.append(query.fuzzy_term_query(schema, "text", last, distance=0, prefix=True))
            return self._combined(parts, self._tantivy.Occur.Must)
        words: Sequence[str] = question if isinstance(question, list) else [question]
        parts = [query.term_query(schema, "text", word) for word in words]
        occur = self._tantivy.Occur
        return self._combined(parts, occur.Should if kind == "or3" else occur.Must)

    def _combined(self, parts: list[Any], occur: Any) -> Any:
        return self._tantivy.Query.boolean_query([(occur, part) for part in parts])


class StockWhoosh:
    """Whoosh as it comes, with our words, on as many pages as one has the patience for."""

    name = "Whoosh"

    def __init__(self) -> None:
        from whoosh.filedb.filestore import FileStorage
        from whoosh.index import FileIndex

        from pincite.search.schema import PAGE_LAYOUT, schema_of

        self._folder = tempfile.TemporaryDirectory()
        storage = FileStorage(self._folder.name)
        self._index: Any = FileIndex.create(storage, schema_of(PAGE_LAYOUT), "MAIN")

    def build(self, pages: Iterator[Page]) -> None:
        """Index the pages."""
        writer = self._index.writer(limitmb=256)
        for pid, document, index, text in pages:
            writer.add_document(pid=pid, doc=document, page=index, text=text)
        writer.commit()
        self._searcher = self._index.searcher()

    def search(self, kind: str, question: Any) -> int:
        """Ask for pages with one word."""
        from whoosh.query import Term

        return len(self._searcher.search(Term("text", question), limit=20).top_n)

    def reopen(self) -> None:
        """A new searcher."""
        self._searcher = self._index.searcher()

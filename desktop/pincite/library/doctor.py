"""The doctor: what is wrong with a library, and how it can be put right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pincite.library.codec import decode
from pincite.library.database import Database
from pincite.library.errors import DamagedLibraryError, LibraryError
from pincite.library.files import sha256_of
from pincite.library.library import FILE_NAME, Library
from pincite.library.sweeping import KEPT, drop_texts, files_to_spare, sweep
from pincite.library.tables import TABLES
from pincite.model.documents import Document
from pincite.model.ids import Sha256

Severity = Literal["ok", "warning", "error"]
_SHOWN = 5


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        title: what, in a few words; detail: one or two sentences, empty when all is well.
        repair: puts it right, losing nothing that a person made; None when there is nothing to do
            or a person has to decide.
    """

    severity: Severity
    title: str
    detail: str = ""
    repair: Callable[[], object] | None = None


def examine(library: Library, *, is_thorough: bool = False) -> list[Finding]:
    """Look at everything; nothing is changed.

    Args:
        is_thorough: read every file and compare its sha256; takes as long as reading the disk.
    """
    database = Database(library.folder / FILE_NAME, library.read_mode)
    try:
        integrity = _integrity(database)
        if integrity.severity == "error":
            return [integrity]
        records = _records(database)
        findings = [integrity, _references(database), _log_order(database), records]
        if records.severity == "error":
            return findings
        findings += [
            _missing_files(library, database),
            _orphan_files(library),
            _orphan_texts(library, database),
        ]
        if is_thorough:
            findings.append(_changed_files(library))
    finally:
        database.close()
    return findings


def _integrity(database: Database) -> Finding:
    title = "The library's file is sound"
    try:
        rows = [str(row[0]) for row in database.rows("PRAGMA integrity_check(20)")]
    except DamagedLibraryError as error:
        return Finding("error", "The library's file is damaged", str(error))
    if rows == ["ok"]:
        return Finding("ok", title)
    return Finding(
        "error",
        "The library's file is damaged",
        f"SQLite found: {_few(rows)}. Restore a copy from the folder “backups” or from your own.",
    )


def _records(database: Database) -> Finding:
    broken = []
    for table in TABLES:
        for id, data in database.rows(f"SELECT id, data FROM {table.holds_data}"):
            try:
                decode(table.record, data)
            except DamagedLibraryError:
                broken.append(f"{table.kind} {id}")
    if not broken:
        return Finding("ok", "All records can be read")
    return Finding(
        "error",
        f"Records that cannot be read: {len(broken)}",
        f"{_few(broken)}. Restore a copy from the folder “backups” or from your own.",
    )


def _references(database: Database) -> Finding:
    rows = database.rows("PRAGMA foreign_key_check")
    if not rows:
        return Finding("ok", "Records refer to records that are there")
    tables = sorted({str(row[0]) for row in rows})
    return Finding(
        "error",
        f"Records that belong to nothing: {len(rows)}",
        f"In {_few(tables)}. Restore a copy from the folder “backups” or from your own.",
    )


def _log_order(database: Database) -> Finding:
    first, last, count = database.rows("SELECT min(seq), max(seq), count(*) FROM changes")[0]
    highest = database.value("SELECT seq FROM sqlite_sequence WHERE name = 'changes'") or 0
    if (last or 0) == highest and (count == 0 or last - first + 1 == count):
        return Finding("ok", "The change log is complete")
    return Finding(
        "warning",
        "The change log has gaps",
        "The search index may lack changes; rebuild it with “pincite index rebuild”.",
    )


def _missing_files(library: Library, database: Database) -> Finding:
    missing = []
    for (data,) in database.rows("SELECT data FROM documents ORDER BY added, id"):
        document = decode(Document, data)
        for name in filter(None, (document.name, document.reading_name)):
            if not library.files.exists(document.sha256, name):
                missing.append(name)
    if not missing:
        return Finding("ok", "Every document has its file")
    return Finding(
        "error",
        f"Documents whose file is missing: {len(missing)}",
        f"{_few(missing)}. Put the files back from a backup, or import them again.",
    )


def _orphan_files(library: Library) -> Finding:
    try:
        orphans = files_to_spare(library)
    except LibraryError as error:
        return Finding("warning", "Files that belong to no document were not counted", str(error))
    if not orphans:
        return Finding("ok", "Every file is needed")
    megabytes = sum(file.size_bytes for file in orphans) / 1e6
    return Finding(
        "warning",
        f"Files that belong to no document: {len(orphans)}",
        f"They are left from documents that were removed, or from an import that was cut short, "
        f"and take {megabytes:.1f} MB. The window removes each {KEPT.days} days after its document "
        "went, since undo or a backup may want it back until then.",
        # Asked again: an import, or undo in another process, may have brought the row meanwhile.
        lambda: sweep(library, orphans),
    )


def _orphan_texts(library: Library, database: Database) -> Finding:
    orphans = [Sha256(sha) for sha in _texts_without_document(database)]
    if not orphans:
        return Finding("ok", "Every stored page text belongs to a document")

    def repair() -> None:
        with library.transaction(durable=False) as tx:
            for sha in orphans:
                if tx.get(Document, sha) is None:
                    drop_texts(tx, sha)

    return Finding(
        "warning",
        f"Page texts without a document: {len(orphans)}",
        "They are left from documents that were removed and only take room.",
        repair,
    )


def _changed_files(library: Library) -> Finding:
    changed = []
    for sha, path in library.files.stored():
        document = library.reader.get(Document, sha)
        # What was made from the file lies beside it and has another sha256.
        if document is None or path != library.files.path(sha, document.name):
            continue
        try:
            if sha256_of(path) != sha:
                changed.append(path.name)
        except LibraryError as error:
            changed.append(f"{path.name} ({error})")
    if not changed:
        return Finding("ok", "Every file is as it was imported")
    return Finding(
        "error",
        f"Files that were changed since they were imported: {len(changed)}",
        f"{_few(changed)}. Put the files back from a backup, or import them again.",
    )


def _texts_without_document(database: Database) -> Iterator[str]:
    rows = database.rows(
        "SELECT sha256 FROM document_numbers WHERE sha256 NOT IN (SELECT id FROM documents) "
        "AND number IN (SELECT document FROM page_texts)"
    )
    return (row[0] for row in rows)


def _few(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")

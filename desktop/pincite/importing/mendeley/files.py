"""The files of Mendeley's documents: where it says they lie, or beside a library that was moved."""

from dataclasses import dataclass
from pathlib import Path

from pincite.importing.mendeley.values import by_document, is_true, whole
from pincite.importing.references.attached_files import AttachedFiles, path_named
from pincite.library.foreign import ForeignTables

_DOWNLOADED = "Downloaded"
"""Folder beside the library in which Mendeley keeps what comes from its server."""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file of a document.

    Attributes:
        hash: by which its marks name it.
        place: where Mendeley says that it lies, on whatever computer.
        path: where it lies; None when it was not found.
        last_page: from 0; None when it was not read.
    """

    hash: str
    place: str
    path: Path | None
    last_page: int | None = None


class MendeleyFiles:
    """Finds the files of documents.

    Attributes:
        not_downloaded: how many of those asked for are on no disk.

    Args:
        folder: in which the library lies.
    """

    def __init__(self, tables: ForeignTables, folder: Path) -> None:
        self.not_downloaded = 0
        self._places = AttachedFiles(folder, (_DOWNLOADED,))
        self._addresses = {
            row.get("hash", ""): row.get("localUrl", "").strip()
            for row in tables.rows("Files", ("localUrl",))
        }
        self._attached = by_document(tables.rows("DocumentFiles"))
        self._last_pages = {
            (row.get("documentId", ""), row.get("hash", "")): page - 1
            for row in tables.rows("LastReadStates")
            if (page := whole(row.get("page"))) is not None and page >= 1
        }

    def of(self, document: str) -> list[DocumentFile]:
        """The files of a document, those that are missing, too; each once."""
        found: dict[str, DocumentFile] = {}
        for row in self._attached.get(document, ()):
            hash_ = row.get("hash", "")
            if is_true(row.get("unlinked")) or hash_ in found:
                continue
            address = self._addresses.get(hash_, "")
            if not address:
                self.not_downloaded += 1
                continue
            last_page = self._last_pages.get((document, hash_))
            path = self._places.find(address)
            found[hash_] = DocumentFile(hash_, path_named(address), path, last_page)
        return list(found.values())

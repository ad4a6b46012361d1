"""Files that are imported: into the library before their records, and out again without one."""

import threading
from contextlib import suppress

from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import Sha256
from pincite.services.file_reading import ReadFile
from pincite.services.workspace import Workspace


class FileStoring:
    """Puts the files of an import where they belong; `store` may be called from any thread."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._brought: set[Sha256] = set()

    def store(self, read: ReadFile) -> None:
        """Write a file and what lies beside it; what is there already stays as it is.

        The files come before the rows: a row never speaks of a file that is not there. Called
        again after the row was written, it makes good what a sweep took in between.

        Raises:
            LibraryError: it cannot be written.
        """
        files, document = self._workspace.library.files, read.command.document
        if not files.exists(document.sha256, document.name):
            with self._lock:
                self._brought.add(document.sha256)
        files.add(read.path, document.sha256, document.name)
        for name, data in read.beside:
            files.add_bytes(data, document.sha256, name)

    def take_back(self, read: ReadFile) -> None:
        """Remove a file whose row could not be written: a full disk has room for one of the two.

        One that was there before stays, since undo may want it.
        """
        sha256 = read.command.document.sha256
        if sha256 in self._brought and self._workspace.read.get(Document, sha256) is None:
            with suppress(PinciteError):
                self._workspace.library.files.remove(sha256)

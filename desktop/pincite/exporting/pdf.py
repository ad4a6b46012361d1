"""A copy of a PDF with annotations that every reader of PDFs shows."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pincite.documents.annotated import Edits, Written
from pincite.documents.errors import DocumentError
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.exporting.errors import ExportError
from pincite.model.annotations import Annotation


@dataclass(frozen=True, slots=True)
class PdfCopy:
    """A copy that was written.

    Attributes:
        is_appendix: the original's bytes stand at its head unchanged.
        is_encrypted: it opens with the original's password.
        failed: annotations that it lacks.
    """

    path: Path
    is_appendix: bool
    is_encrypted: bool = False
    failed: tuple[Annotation, ...] = ()


class PdfCopier:
    """Writes copies of one PDF.

    Args:
        source: it is only read.
        workbench: reads and writes one file after another.
        password: of the source, and of its copies.
    """

    def __init__(self, source: Path, workbench: Workbench, password: str = "") -> None:
        self._source = source
        self._workbench = workbench
        self._password = password

    def write(self, target: Path, edits: Edits) -> PdfCopy:
        """Write a copy, by appending where the file allows it; blocks.

        The copy is opened and counted under another name before it takes the place of what was
        at `target`.

        Raises:
            DocumentError: the source cannot be read.
            ExportError: the copy cannot be written.
        """
        _refuse_same(self._source, target)
        with self._opened(self._source) as reader:
            pages, is_encrypted = reader.page_count, reader.is_encrypted
        with _put_in_place(target) as beside:
            for whole in (False, True):
                written = self._fill(beside, edits, whole=whole)
                if self._is_right(beside, pages, edits, written):
                    break
            else:
                raise ExportError(
                    f"“{self._source.name}” is built in a way that annotations cannot be added to; "
                    "nothing was written."
                )
        return PdfCopy(target, written.is_appendix, is_encrypted, written.failed)

    def _opened(self, path: Path) -> DocumentReader:
        return DocumentReader(path, workbench=self._workbench, password=self._password)

    def _fill(self, beside: Path, edits: Edits, *, whole: bool) -> Written:
        written = Written(b"", is_appendix=True)
        if edits:
            with self._opened(self._source) as reader:
                written = reader.with_annotations(edits, whole=whole)
        with beside.open("wb") as out:
            if written.is_appendix:
                with self._source.open("rb") as original:
                    shutil.copyfileobj(original, out, 1 << 20)
            out.write(written.data)
            out.flush()
            os.fsync(out.fileno())
        return written

    def _is_right(self, copy: Path, pages: int, edits: Edits, written: Written) -> bool:
        """True when the copy has all pages and every annotation that was written to it."""
        wanted = {a.id for a in edits.added} - {a.id for a in written.failed}
        try:
            with self._opened(copy) as reader:
                found = {a.own_id for a in reader.annotations(words=False)}
                return reader.page_count == pages and wanted <= found
        except DocumentError:
            return False


def _refuse_same(source: Path, target: Path) -> None:
    try:
        is_same = target.exists() and target.samefile(source)
    except OSError:
        is_same = False
    if is_same:
        raise ExportError(
            f"“{target.name}” is the file in the library, which stays as it is; "
            "choose another name or folder for the copy."
        )


@contextmanager
def _put_in_place(target: Path) -> Iterator[Path]:
    """A file beside the target, which takes its place when all has gone well."""
    beside = target.with_name(f".{target.name}.part")
    try:
        yield beside
        beside.replace(target)
    except OSError as error:
        raise ExportError(
            f"“{target.name}” could not be written to {target.parent}: {error.strerror}. "
            "Choose another folder."
        ) from error
    finally:
        beside.unlink(missing_ok=True)

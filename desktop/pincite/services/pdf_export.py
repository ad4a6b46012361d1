"""Giving a document away as a PDF with its annotations."""

from pathlib import Path

from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.exporting.pdf import PdfCopier, PdfCopy
from pincite.library.library import Library
from pincite.model.documents import Document
from pincite.services.errors import ServiceError
from pincite.services.file_annotations import edits_for_copy
from pincite.services.jobs import JobContext
from pincite.services.reading import shown_path


def copy_name(document: Document) -> str:
    """A name for a copy of a document's file."""
    return f"{Path(document.name).stem} (annotated).pdf"


def export_annotated_pdf(
    library: Library,
    document: Document,
    target: Path,
    context: JobContext,
    *,
    author: str = "",
    password: str = "",
) -> PdfCopy:
    """Write a copy of a document's PDF with its annotations; blocks.

    Args:
        author: who made the annotations that name nobody.
        password: that the file was opened with.

    Raises:
        ServiceError, ExportError: the copy may not or cannot be written there.
        MissingFileError, DocumentError: the document cannot be read.
    """
    _refuse_library(library, target)
    source = shown_path(library.files, document)
    with Workbench() as bench:
        context.progress(0, 2)
        with DocumentReader(source, workbench=bench, password=password) as reader:
            found = reader.annotations()
        edits = edits_for_copy(library.reader, document.sha256, found, author)
        context.progress(1, 2)
        copy = PdfCopier(source, bench, password).write(target, edits)
        context.progress(2, 2)
    return copy


def copy_remarks(copy: PdfCopy) -> tuple[str, ...]:
    """What is to be known about a copy, as sentences; none when all is as one expects."""
    remarks = []
    if not copy.is_appendix:
        remarks.append(
            "The file had to be written anew, for it is damaged inside; compare a few pages."
        )
    if copy.is_encrypted:
        remarks.append("It opens with the same password as the original.")
    if copy.failed:
        pages = ", ".join(str(a.anchor.page_index + 1) for a in copy.failed)
        remarks.append(f"Some annotations could not be written (page {pages} of the file).")
    return tuple(remarks)


def _refuse_library(library: Library, target: Path) -> None:
    """Files in the library's folder are known by their contents; nobody may write over them."""
    if target.resolve().is_relative_to(library.folder.resolve()):
        raise ServiceError(
            f"“{target.name}” would be in the library's own folder, where files must stay as they "
            "are; choose another folder for the copy."
        )

"""What can be wrong with a document, each as a sentence for people that names the file."""

from pincite.model.errors import PinciteError


class DocumentError(PinciteError):
    """A document cannot be read."""


class NotADocumentError(DocumentError):
    """The file is something else than a PDF, whatever its name says."""


class EmptyFileError(DocumentError):
    """The file holds nothing."""


class EncryptedError(DocumentError):
    """The file wants a password."""


class DamagedDocumentError(DocumentError):
    """The file is broken beyond repair, or has no pages."""


class DocumentTimeoutError(DocumentError):
    """Reading took too long, or ended the process that read."""


class WorkerStartError(DocumentError):
    """The process that reads documents cannot be started."""


def from_answer(kind: str, detail: str, name: str) -> DocumentError:
    """The error for a worker's refusal.

    Args:
        kind: the word that the worker sent, see `worker.refusal.Refusal`.
        detail: what it added, for instance what kind of file it is.
        name: file name for the sentence.
    """
    if kind == "empty":
        return EmptyFileError(f"“{name}” is empty; get the file again from where it came from.")
    if kind == "not-a-document":
        what = detail or "a kind of file that Pincite does not know"
        return NotADocumentError(f"“{name}” is not a PDF but {what}; choose the PDF itself.")
    if kind == "password":
        return EncryptedError(f"“{name}” is locked with a password; unlock it and try again.")
    if kind == "wrong-password":
        return EncryptedError(f"This password does not open “{name}”; try another one.")
    if kind == "unreadable":
        reason = f" ({detail.lower()})" if detail else ""
        return DocumentError(f"“{name}” cannot be opened{reason}; check that it is still there.")
    if kind == "no-pages":
        return DamagedDocumentError(f"“{name}” has no pages that can be read; get another copy.")
    if kind == "no-such-page":
        return DocumentError(f"“{name}” does not have that page; reload the document.")
    if kind == "memory":
        return DamagedDocumentError(
            f"“{name}” needs more memory than a document may take; it cannot be shown."
        )
    if kind == "story":
        return DamagedDocumentError(
            f"“{name}” could not be laid out as pages; save it as a PDF or as plain text instead."
        )
    return DamagedDocumentError(
        f"“{name}” is damaged and could not be repaired; get another copy of the file."
    )


def timed_out(name: str, page_index: int | None = None) -> DocumentTimeoutError:
    """The error for work on `name` that did not end in time or ended its process."""
    if page_index is None:
        return DocumentTimeoutError(
            f"Reading “{name}” was stopped because it did not come to an end; "
            "the file may be damaged, try another copy."
        )
    return DocumentTimeoutError(page_failed(page_index, stopped=True))


def page_failed(page_index: int, *, stopped: bool) -> str:
    """The sentence shown in place of a page that cannot be drawn or read."""
    page = page_index + 1
    if stopped:
        return (
            f"Page {page} of the file was given up because reading it did not come to an end; "
            "the other pages can be read."
        )
    return f"Page {page} of the file is damaged and cannot be shown; the other pages can be read."

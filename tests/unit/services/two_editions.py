"""A work in two PDFs: the same sentences on other pages under other numbers."""

from collections.abc import Sequence
from pathlib import Path

import pymupdf
from tests.unit.documents.editions import SENTENCES

from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, Sha256, fresh_id
from pincite.model.items import Item
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.passages import passage_anchor
from pincite.services.workspace import Workspace


def labelled_pdf(path: Path, pages: Sequence[str], first: int) -> Path:
    """A PDF with a text box a page, whose pages are called `first` and on."""
    document = pymupdf.open()
    for text in pages:
        page = document.new_page(width=432, height=648)
        page.insert_textbox((40, 40, 392, 560), text, fontsize=10)
    document.set_page_labels([{"startpage": 0, "style": "D", "firstpagenum": first}])
    document.save(path)
    return path


def old_edition(folder: Path) -> Path:
    """Two pages, 23 and 24."""
    halves = [" ".join(SENTENCES[:5]), " ".join(SENTENCES[5:])]
    return labelled_pdf(folder / "old.pdf", halves, 23)


def new_edition(folder: Path, sentences: Sequence[str] = SENTENCES) -> Path:
    """A page for each sentence, from 101 on."""
    return labelled_pdf(folder / "new.pdf", sentences, 101)


def imported(workspace: Workspace, path: Path, into: Item | None = None) -> Document:
    """A file, brought in."""
    (entry,) = Importer(workspace, into=into).run([path], JobContext()).files
    assert entry.sha256 is not None, entry.message
    document = workspace.read.get(Document, entry.sha256)
    assert document is not None
    return document


def mark(workspace: Workspace, document: Document, words: str) -> AnnotationId:
    """Highlight words of a document."""
    anchor = passage_anchor(workspace.library, document, words)
    id = AnnotationId(fresh_id())
    annotation = Annotation(id, Sha256(document.sha256), AnnotationKind.HIGHLIGHT, anchor)
    workspace.run_now(AddAnnotation(annotation))
    return id

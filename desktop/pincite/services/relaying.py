"""Laying out articles anew, when the layout of Pincite has become another since their import.

The library's places are those of the copy in medium type. All of them move to the new copy in one
transaction, by the text: annotations (also deleted ones), citations found, paragraphs, page texts,
outline, and where reading stopped. That is no act of the user, and undo does not know it.
"""

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pincite.documents.articles import LAYOUT
from pincite.documents.flat_copy import FlatCopy
from pincite.documents.laid_text import LaidText, Spot
from pincite.documents.projection import Projection
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.importing.articles.running_text import running_text
from pincite.library.transaction import Transaction
from pincite.library.values import ReadingPlace
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation
from pincite.model.documents import (
    Document,
    OutlineEntry,
    PageLabel,
    PageMap,
    TypeSize,
)
from pincite.model.errors import PinciteError
from pincite.model.ids import Sha256
from pincite.model.mentions import Mention
from pincite.services.errors import NothingFoundError
from pincite.services.jobs import JobContext
from pincite.services.reading_copies import (
    ReadingCopies,
    article_html,
    laid_text,
    lay_out,
    remove_words,
)
from pincite.services.workspace import Workspace

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NewPlaces:
    """From the places of an article's old copy to those of the new one.

    Attributes:
        way: from page to page.
        running: from the new pages to the article's text, and `back`.
    """

    way: Projection
    running: Projection
    back: Projection

    def annotation(self, annotation: Annotation) -> Annotation:
        """A mark on the new pages: by its place in the text, else by what stood on the old ones."""
        old = annotation.anchor
        if not (annotation.kind.marks_text and old.quote):
            return self.way.annotation(annotation)
        anchor = self._by_text(old) or self.way.anchor(old)
        text_range = self.running.text_range(anchor) or old.text_range
        return replace(annotation, anchor=replace(anchor, text_range=text_range))

    def mention(self, mention: Mention) -> Mention:
        """A citation on the new pages."""
        start = Spot(mention.anchor.page_index, mention.anchor.start)
        spot, length = self.way.stretch(start, mention.length)
        anchor = replace(mention.anchor, page_index=spot.page_index, start=spot.offset)
        return replace(mention, anchor=anchor, length=length)

    def reading_place(self, place: ReadingPlace) -> ReadingPlace:
        """Where reading stopped, on the new pages."""
        old, new = self.way.source.laid, self.way.target.laid
        y_pt = place.y_fraction * (old.height_pt or 1.0)
        page_index, y_pt = self.way.height(place.page_index, y_pt)
        return replace(place, page_index=page_index, y_fraction=y_pt / (new.height_pt or 1.0))

    def _by_text(self, anchor: Anchor) -> Anchor | None:
        """By the place in the article's text; None where its words do not stand there."""
        known, text = anchor.text_range, self.back.source
        begins = {0: 0, **{p.number: p.start for p in text.laid.paragraphs}}
        if known is None or known.block not in begins:
            return None
        start = begins[known.block] + known.start
        there = replace(anchor, page_index=0, start=start)
        spans = text.spans_of(there)
        if not spans or spans[0][0] != text.number_at(Spot(0, start)):
            return None
        moved = self.back.anchor(there)
        return moved if self.back.holds_same_words(there, moved) else None


@dataclass(frozen=True, slots=True)
class RelayArticle:
    """Command: use a new copy of an article in medium type; all places move to it.

    Attributes:
        before: the layout of the copy that the places were read from.
    """

    document: Document
    before: int
    laid: LaidText
    outline: tuple[OutlineEntry, ...]
    places: NewPlaces
    label: str = "Lay out anew"

    def apply(self, tx: Transaction) -> None:
        """Put the document and move what speaks of its pages.

        Raises:
            NothingFoundError: it is no longer there, or was laid out anew meanwhile.
        """
        sha = self.document.sha256
        stored = tx.get(Document, sha)
        if stored is None or stored.layout != self.before:
            raise NothingFoundError("This article has changed meanwhile; nothing was done.")
        pages = len(self.laid.pages)
        tx.put(
            replace(
                stored,
                reading_name=self.document.reading_name,
                layout=self.document.layout,
                pages=pages,
            )
        )
        tx.put(PageMap(sha, tuple(PageLabel(str(number + 1)) for number in range(pages))))
        tx.put_page_texts(sha, [(page.index, page.text) for page in self.laid.pages])
        tx.put_paragraphs(sha, self.laid.paragraphs)
        tx.put_outline(sha, self.outline)
        for annotation in (*tx.annotations_of(sha), *tx.trashed_annotations_of(sha)):
            tx.put(self.places.annotation(annotation))
        for mention in tx.mentions_of(sha, dismissed=True):
            tx.put(self.places.mention(mention))
        place = tx.reading_place(sha)
        if place is not None:
            tx.put_reading_place(sha, self.places.reading_place(place))


def relay_article(workspace: Workspace, document: Document, bench: Workbench) -> None:
    """Lay out an article anew. Not for the GUI thread.

    Raises:
        NothingFoundError: it is no longer in the library.
        MissingFileError, DocumentError, LibraryError: it cannot be done; all stays as it was.
    """
    files = workspace.library.files
    old = ReadingCopies(files, workspace.read).text(document, TypeSize.MEDIUM, bench)
    with tempfile.TemporaryDirectory(prefix="pincite-copy-") as scratch:
        target = Path(scratch) / "copy.pdf"
        copy = lay_out(files, document, target, TypeSize.MEDIUM, bench)
        laid = laid_text(target, copy.paragraphs, bench)
        with DocumentReader(target, workbench=bench) as reader:
            outline = reader.outline()
        name = f"{Path(document.name).stem}.reading-{LAYOUT}.pdf"
        files.replace_bytes(target.read_bytes(), document.sha256, name)
    new = FlatCopy(laid)
    running = Projection(new, FlatCopy(running_text(article_html(files, document))))
    places = NewPlaces(Projection(old, new), running, running.reversed())
    changed = replace(document, reading_name=name, layout=LAYOUT)
    workspace.maintain(RelayArticle(changed, document.layout, laid, outline, places))
    _forget_old_copy(workspace, document, name)


def relay_all(workspace: Workspace, context: JobContext) -> list[str]:
    """Lay out anew all articles whose copy is of another version; sentences on those that failed.

    Raises:
        Cancelled: the job was stopped; what was done stays.
    """
    stale = outdated_articles(workspace)
    failed = []
    with Workbench() as bench:
        for number, document in enumerate(stale):
            context.progress(number, len(stale), document.name)
            try:
                relay_article(workspace, document, bench)
            except (PinciteError, OSError) as error:
                logger.info("An article was not laid out anew", exc_info=True)
                failed.append(f"“{document.name}”: {error}")
    return failed


def outdated_articles(workspace: Workspace) -> Sequence[Document]:
    """The articles whose copy in medium type was made by another version of the layout."""
    return workspace.read.articles_of_other_layouts(LAYOUT)


def is_outdated(document: Document) -> bool:
    """True for an article whose copy in medium type was made by another version of the layout."""
    return document.is_article and bool(document.reading_name) and document.layout != LAYOUT


def _forget_old_copy(workspace: Workspace, document: Document, name: str) -> None:
    files, sha = workspace.library.files, Sha256(document.sha256)
    try:
        if document.reading_name != name:
            files.remove_one(sha, document.reading_name)
        remove_words(files, sha, document.layout)
    except PinciteError:
        # Another window may still show it; it only takes room.
        logger.info("An old copy was left", exc_info=True)

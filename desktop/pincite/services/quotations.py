"""Quotations that another program kept: marks on their words, or notes with their pages."""

from collections.abc import Iterable, Iterator, Sequence

from pincite.importing.references.reference import Quotation
from pincite.library.library import Library
from pincite.library.queries import Reader
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind, QuotationKind
from pincite.model.changes import Bulk
from pincite.model.documents import Document
from pincite.model.errors import PinciteError
from pincite.model.ids import AnnotationId, fresh_id
from pincite.model.items import Item
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.notes import AddNote
from pincite.services.passages import passage_anchor
from pincite.services.references import Taken
from pincite.services.workspace import Batch, Command, Workspace

_NAMES = {
    QuotationKind.DIRECT: "Quotation",
    QuotationKind.INDIRECT: "Indirect quotation",
    QuotationKind.SUMMARY: "Summary",
    QuotationKind.COMMENT: "Comment",
}


def keep_quotations(workspace: Workspace, works: Iterable[Taken], group: Bulk) -> None:
    """Keep the quotations of works that were taken in, after their files; none is kept twice."""
    for work in works:
        quotations = work.candidate.reference.quotations
        commands = list(_commands(workspace.library, work.item, quotations)) if quotations else []
        if commands:
            label = f"Add {len(commands)} quotations" if len(commands) > 1 else "Add quotation"
            workspace.run_now(Batch(label, tuple(commands)), group=group)


def _commands(library: Library, item: Item, quotations: Sequence[Quotation]) -> Iterator[Command]:
    read = library.reader
    documents = [each for each in read.documents_of(item.id) if not each.trashed]
    noted = {note.text for note in read.notes_of(item.id)}
    marked = {(mark.anchor.page_index, mark.anchor.start, mark.quotation_kind)
              for mark in read.annotations_of_item(item.id)}  # fmt: skip
    for quotation in quotations:
        found = _place(library, documents, quotation)
        if found is None:
            text = as_note(quotation)
            if text and text not in noted:
                noted.add(text)
                yield AddNote(text, item.id)
            continue
        document, anchor = found
        if (anchor.page_index, anchor.start, quotation.kind) not in marked:
            yield AddAnnotation(
                Annotation(
                    AnnotationId(fresh_id()),
                    document.sha256,
                    AnnotationKind.HIGHLIGHT,
                    anchor,
                    comment=quotation.comment,
                    tags=quotation.tags,
                    quotation_kind=quotation.kind,
                    core=quotation.core,
                )
            )


def _place(
    library: Library, documents: Sequence[Document], quotation: Quotation
) -> tuple[Document, Anchor] | None:
    """Where the words stand; None for what nobody said in these words."""
    if quotation.kind is not QuotationKind.DIRECT or not quotation.text:
        return None
    words = quotation.text.strip(" \"'“”„«»‘’‚")
    for document in documents:
        page = _page_index(library.reader, document, quotation.page)
        try:
            return document, passage_anchor(library, document, words, page)
        except PinciteError:
            # Not in this file, or the file cannot be read: the words are kept as a note.
            continue
    return None


def _page_index(read: Reader, document: Document, page: str) -> int | None:
    first = page.replace("–", "-").split("-")[0].strip()
    if document.is_article or not first:
        return None
    return read.page_map(document.sha256).index_of(first)


def as_note(quotation: Quotation) -> str:
    """A quotation as Markdown: its core statement, the words, and where they stand."""
    place = f"p. {quotation.page}" if quotation.page else ""
    if place and not quotation.page.isdecimal():
        place = f"pp. {quotation.page}" if "-" in quotation.page else place
    says_so = quotation.text or quotation.comment or quotation.core
    if not says_so:
        return ""
    head = f"**{quotation.core}**" if quotation.core else ""
    words = quotation.text
    if words and quotation.kind in (QuotationKind.DIRECT, QuotationKind.INDIRECT):
        words = "\n".join(f"> {line}".rstrip() for line in words.splitlines())
    where = " · ".join(part for part in (_NAMES[quotation.kind], place) if part)
    tags = " ".join(f"#{tag.replace(' ', '-')}" for tag in quotation.tags)
    return "\n\n".join(
        part for part in (head, words, f"*{where}*", quotation.comment, tags) if part
    )

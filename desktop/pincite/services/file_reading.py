"""Reading a file for import: what it is, what it says of itself, and the text of its pages."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pincite.documents.articles import LAYOUT, make_reading_copy
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.importing.articles.draft import ArticleDraft
from pincite.importing.articles.files import Origin, read_article
from pincite.importing.articles.images import with_images_inside
from pincite.importing.detect import Kind, kind_of
from pincite.importing.pdf_metadata import draft_from_clues
from pincite.library.library import utc_now
from pincite.model.documents import Document, PageLabel, PageMap, Paragraph
from pincite.model.ids import CollectionId, ItemId, Sha256, fresh_id
from pincite.model.items import Item, ItemDraft
from pincite.services.commands.importing import AddDocument
from pincite.services.errors import ServiceError
from pincite.services.reading import page_range
from pincite.services.reading_copies import ARTICLE
from pincite.services.sources import with_origin

MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "html": "text/html",
    "markdown": "text/markdown",
    "text": "text/plain",
    "mhtml": "multipart/related",
    "webarchive": "application/x-webarchive",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
_NO_TEXT = (
    "There is no text in this file (a scan?), so it cannot be searched; open it and let its text "
    "be recognised."
)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read; the library does not know of it yet.

    Attributes:
        note: what was simplified, as a sentence; else empty.
        beside: names and contents of what is kept with it: the parts of an article.
    """

    path: Path
    command: AddDocument
    note: str = ""
    beside: tuple[tuple[str, bytes], ...] = ()


class FileReader:
    """Reads files for one import; any thread, several at once.

    Args:
        collections, tags: of the items that are made.
    """

    def __init__(self, collections: tuple[CollectionId, ...], tags: tuple[str, ...]) -> None:
        self._collections = collections
        self._tags = tags

    def read(
        self,
        path: Path,
        sha256: Sha256,
        kind: Kind,
        bench: Workbench,
        origin: Origin,
        into: Item | None,
    ) -> ReadFile:
        """Read a file that the library does not have.

        Args:
            kind: see `kind_to_import`.
            into: the item that gets it; None to make one.

        Raises:
            PinciteError: it cannot be imported; the sentence says why.
            OSError: it cannot be read.
        """
        if kind != "pdf":
            return self._read_article(path, sha256, kind, bench, origin, into)
        with DocumentReader(path, workbench=bench) as reader:
            draft = with_origin(draft_from_clues(reader.clues(), path.name), origin)
            return ReadFile(path, self._command(path, sha256, kind, into, draft, reader))

    def _read_article(
        self,
        path: Path,
        sha256: Sha256,
        kind: Kind,
        bench: Workbench,
        origin: Origin,
        into: Item | None,
    ) -> ReadFile:
        article = read_article(path, kind, origin)
        images = {image.name: image.data for image in article.images}
        html = with_images_inside(article.html, images.get)
        title = article.draft.fields.get("title", "")
        with tempfile.TemporaryDirectory(prefix="pincite-import-") as scratch:
            shown = Path(scratch) / f"{path.stem}.reading.pdf"
            copy = make_reading_copy(html, shown, title=title, workbench=bench)
            with DocumentReader(shown, workbench=bench) as reader:
                command = self._command(
                    path, sha256, kind, into, article.draft, reader, copy.paragraphs
                )
            beside = _parts(article, command.document.reading_name, shown)
        return ReadFile(path, command, copy.note, beside)

    def _command(
        self,
        path: Path,
        sha256: Sha256,
        kind: Kind,
        into: Item | None,
        draft: ItemDraft,
        reader: DocumentReader,
        paragraphs: tuple[Paragraph, ...] = (),
    ) -> AddDocument:
        item = into or self._item(draft)
        document, texts = self._document(path, sha256, kind, item, reader)
        page_map = self._page_map(reader, document, item)
        return AddDocument(
            item, into is None, document, page_map, texts, reader.outline(), paragraphs
        )

    def _document(
        self, path: Path, sha256: Sha256, kind: Kind, item: Item, reader: DocumentReader
    ) -> tuple[Document, tuple[tuple[int, str], ...]]:
        """The document and the texts of its pages."""
        is_article = kind != "pdf"
        texts = tuple((page.index, page.text) for page in reader.texts(words=False))
        has_text = any(text.strip() for _, text in texts)
        document = Document(
            sha256=sha256,
            item=item.id,
            name=path.name,
            media_type=MEDIA_TYPES[kind],
            size=path.stat().st_size,
            pages=reader.info.pages,
            reading_name=f"{path.stem}.reading.pdf" if is_article else "",
            layout=LAYOUT if is_article else 0,
            has_text=has_text,
            problem="" if has_text else _NO_TEXT,
            added=utc_now(),
        )
        return document, texts

    def _page_map(self, reader: DocumentReader, document: Document, item: Item) -> PageMap:
        """Pages that we made ourselves, of an article, are only counted."""
        if document.is_article:
            counted = (PageLabel(str(number + 1)) for number in range(document.pages))
            return PageMap(document.sha256, tuple(counted))
        first, last = page_range(item)
        return reader.page_map(document.sha256, first_page=first, last_page=last)

    def _item(self, draft: ItemDraft) -> Item:
        time = utc_now()
        return Item(
            id=ItemId(fresh_id()),
            type=draft.type,
            fields=draft.fields,
            creators=draft.creators,
            dates=draft.dates,
            tags=tuple(dict.fromkeys((*draft.tags, *self._tags))),
            automatic_tags=tuple(tag for tag in draft.tags if tag not in self._tags),
            collections=self._collections,
            sources=draft.sources,
            is_draft=True,
            added=time,
            modified=time,
        )


def kind_to_import(path: Path) -> Kind:
    """What to import a file as; one that only says it is a PDF is left to the worker to refuse."""
    kind = kind_of(path)
    if kind is None and path.suffix.lower() != ".pdf":
        raise ServiceError(
            f"“{path.name}” cannot be imported because it is no PDF, web page, book (EPUB), text "
            "document (DOCX, ODT), Markdown or plain text; save it as one of these first."
        )
    return "pdf" if kind is None or path.suffix.lower() == ".pdf" else kind


def _parts(
    article: ArticleDraft, reading_name: str, reading_copy: Path
) -> tuple[tuple[str, bytes], ...]:
    images = ((image.name, image.data) for image in article.images)
    return (
        *images,
        (ARTICLE, article.html.encode()),
        (reading_name, reading_copy.read_bytes()),
    )

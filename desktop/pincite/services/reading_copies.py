"""The reading copies of articles in all type sizes: made when wanted, kept beside the file.

The library's places (annotations, citations found, search hits) are those of the copy in medium
type, which is made at import. The others are shown in its stead; they can always be made again.
"""

import logging
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from pincite.documents.articles import LAYOUT, ReadingCopy, make_reading_copy
from pincite.documents.flat_copy import FlatCopy
from pincite.documents.laid_text import LaidText, packed, unpacked
from pincite.documents.projection import Projection
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.importing.articles.images import with_images_inside
from pincite.importing.articles.running_text import running_text
from pincite.library.files import FileStore
from pincite.library.queries import Reader
from pincite.model.anchors import Anchor
from pincite.model.documents import Document, Paragraph, TypeSize
from pincite.model.ids import Sha256
from pincite.services.errors import MissingFileError
from pincite.services.reading import shown_path

logger = logging.getLogger(__name__)

ARTICLE = "article.html"
"""Name of the stored, sanitised text, beside the file that was imported."""


@dataclass(frozen=True, slots=True)
class ArticleCopy:
    """A copy of an article, ready to be shown.

    Attributes:
        text: its own words.
        usual: those of the copy in medium type, whose places the library has.
        way: from the library's places to its own, and `back`; None where they are the same.
        running: from the library's places to the article's text; None where that is gone.
    """

    size: TypeSize
    path: Path
    text: FlatCopy
    usual: FlatCopy
    way: Projection | None = None
    back: Projection | None = None
    running: Projection | None = None


class ReadingCopies:
    """Gives the copies of the articles of a library. Blocks; any thread, also several."""

    def __init__(self, files: FileStore, read: Reader) -> None:
        self._files = files
        self._read = read

    def path(self, document: Document, size: TypeSize) -> Path:
        """Where the copy of an article is, or would be."""
        if size is TypeSize.MEDIUM:
            return self._files.path(document.sha256, document.reading_name)
        return self._files.path(document.sha256, _name(size, LAYOUT, "pdf"))

    def text(self, document: Document, size: TypeSize, bench: Workbench) -> FlatCopy:
        """The words of a copy, which is made if need be.

        Raises:
            MissingFileError: the article's text, or the copy in medium type, is gone.
            DocumentError, LibraryError: it cannot be made.
        """
        version = document.layout if size is TypeSize.MEDIUM else LAYOUT
        words = self._files.path(document.sha256, _name(size, version, "words"))
        path = self.path(document, size)
        if path.is_file() and words.is_file():
            try:
                return FlatCopy(unpacked(words.read_bytes()))
            except (OSError, ValueError):
                # Derived data: what cannot be read is made anew.
                logger.info("The words of a copy are read again", exc_info=True)
        if size is TypeSize.MEDIUM:
            paragraphs = tuple(self._read.paragraphs(document.sha256))
            laid = laid_text(shown_path(self._files, document), paragraphs, bench)
        else:
            laid = self._make(document, size, bench)
        self._files.replace_bytes(packed(laid), document.sha256, words.name)
        return FlatCopy(laid)

    def load(self, document: Document, size: TypeSize) -> ArticleCopy:
        """A copy with the ways to and from the library's places, made if need be.

        Raises:
            MissingFileError, DocumentError, LibraryError: as `text`.
        """
        with Workbench() as bench:
            usual = self.text(document, TypeSize.MEDIUM, bench)
            text = usual if size is TypeSize.MEDIUM else self.text(document, size, bench)
        way = None if text is usual else Projection(usual, text)
        back = way.reversed() if way is not None else None
        running = self._running(document, usual)
        return ArticleCopy(size, self.path(document, size), text, usual, way, back, running)

    def prepare(self, document: Document) -> None:
        """Make the copies that are missing.

        Raises:
            MissingFileError, DocumentError, LibraryError: as `text`.
        """
        with Workbench() as bench:
            for size in TypeSize:
                if not self.path(document, size).is_file():
                    self.text(document, size, bench)

    def with_text_range(self, document: Document, anchor: Anchor) -> Anchor:
        """The anchor of a passage of an article, saying where it stands in the article's text.

        Raises:
            MissingFileError, DocumentError, LibraryError: as `text`.
        """
        with Workbench() as bench:
            running = self._running(document, self.text(document, TypeSize.MEDIUM, bench))
        text_range = running.text_range(anchor) if running is not None else None
        return replace(anchor, text_range=text_range)

    def _running(self, document: Document, usual: FlatCopy) -> Projection | None:
        try:
            html = article_html(self._files, document)
        except MissingFileError:
            return None
        return Projection(usual, FlatCopy(running_text(html)))

    def _make(self, document: Document, size: TypeSize, bench: Workbench) -> LaidText:
        with tempfile.TemporaryDirectory(prefix="pincite-copy-") as scratch:
            target = Path(scratch) / "copy.pdf"
            copy = lay_out(self._files, document, target, size, bench)
            laid = laid_text(target, copy.paragraphs, bench)
            name = _name(size, LAYOUT, "pdf")
            self._files.replace_bytes(target.read_bytes(), document.sha256, name)
        for version in range(LAYOUT):
            for suffix in ("pdf", "words"):
                self._files.remove_one(document.sha256, _name(size, version, suffix))
        return laid


def lay_out(
    files: FileStore, document: Document, target: Path, size: TypeSize, bench: Workbench
) -> ReadingCopy:
    """Lay out an article of the library from its stored text and images.

    Raises:
        MissingFileError: its text is gone.
        DocumentError: it cannot be laid out.
    """

    def image(name: str) -> bytes | None:
        path = files.path(document.sha256, name)
        return path.read_bytes() if path.is_file() else None

    html = with_images_inside(article_html(files, document), image)
    return make_reading_copy(html, target, size=size, workbench=bench)


def laid_text(path: Path, paragraphs: tuple[Paragraph, ...], bench: Workbench) -> LaidText:
    """The words of a copy, with the edges of their characters."""
    with DocumentReader(path, workbench=bench) as reader:
        pages = tuple(reader.page_text(i, edges=True) for i in range(reader.page_count))
        width, height = reader.info.sizes[0] if pages else (0.0, 0.0)
    return LaidText(pages, paragraphs, width, height)


def article_html(files: FileStore, document: Document) -> str:
    """The stored text of an article.

    Raises:
        MissingFileError: it is gone.
    """
    try:
        return files.path(document.sha256, ARTICLE).read_text(encoding="utf-8")
    except OSError as error:
        raise MissingFileError(
            f"The text of “{document.name}” is missing from the library's folder, so it can only "
            "be shown as it is. Put the file back from a backup, or import the article again."
        ) from error


def remove_words(files: FileStore, sha256: Sha256, version: int) -> None:
    """Forget the words of a copy in medium type that is no longer used."""
    files.remove_one(sha256, _name(TypeSize.MEDIUM, version, "words"))


def _name(size: TypeSize, version: int, suffix: str) -> str:
    return f"reading-{size.value}-{version}.{suffix}"

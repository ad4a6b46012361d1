"""The article in a file, whatever its format."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pincite.importing.articles.draft import ArticleDraft
from pincite.importing.articles.images import FindImage
from pincite.importing.detect import Kind
from pincite.importing.errors import ImportingError

_LARGEST = 300_000_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from, as far as whoever brings it knows.

    Attributes:
        url: address of the page.
        accessed: when it was fetched (EDTF).
        charset: in which the server said it is written.
        is_selection: it is a passage that a person chose, not a page around an article.
        fetch_image: gets the images that are not beside the page; without it they stay out.
    """

    url: str = ""
    accessed: str = ""
    charset: str = ""
    is_selection: bool = False
    fetch_image: FindImage | None = None


def read_article(path: Path, kind: Kind, origin: Origin | None = None) -> ArticleDraft:
    """The article in a file that is no PDF.

    Raises:
        ImportingError: it is damaged, protected, too large, or without text.
        OSError: the file cannot be read.
    """
    if path.stat().st_size > _LARGEST:
        raise ImportingError(
            f"“{path.name}” cannot be imported because it is larger than 300 MB; "
            "import the part of it that you read."
        )
    if kind == "html":
        return _read_html(path, origin or Origin())
    return _reader_of(kind)(path.read_bytes(), name=path.name)


def _reader_of(kind: Kind) -> Callable[..., ArticleDraft]:
    # Here, not above: all of them take 0.3 s to load, and most imports are of PDFs alone.
    from pincite.importing.articles import docx, epub, markdown, odt, saved_pages, text

    readers: dict[Kind, Callable[..., ArticleDraft]] = {
        "markdown": markdown.read_markdown,
        "text": text.read_text,
        "mhtml": saved_pages.read_mhtml,
        "webarchive": saved_pages.read_webarchive,
        "epub": epub.read_epub,
        "docx": docx.read_docx,
        "odt": odt.read_odt,
    }
    return readers[kind]


def _read_html(path: Path, origin: Origin) -> ArticleDraft:
    from pincite.importing.articles.html import read_html
    from pincite.importing.articles.saved_pages import as_utf8, images_beside

    beside = images_beside(path)

    def find(address: str) -> bytes | None:
        image = beside(address)
        return image if image or origin.fetch_image is None else origin.fetch_image(address)

    return read_html(
        as_utf8(path.read_bytes(), origin.charset),
        name=path.name,
        url=origin.url,
        accessed=origin.accessed,
        find_image=find,
        is_selection=origin.is_selection,
    )

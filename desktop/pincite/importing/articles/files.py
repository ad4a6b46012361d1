"""The article in a file, whatever its format."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pincite.importing.articles.docx import read_docx
from pincite.importing.articles.draft import ArticleDraft
from pincite.importing.articles.epub import read_epub
from pincite.importing.articles.markdown import read_markdown
from pincite.importing.articles.odt import read_odt
from pincite.importing.articles.saved_pages import read_mhtml, read_saved_html, read_webarchive
from pincite.importing.articles.text import read_text
from pincite.importing.detect import Kind
from pincite.importing.errors import ImportingError

_LARGEST = 300_000_000
_READERS: Mapping[Kind, Callable[..., ArticleDraft]] = {
    "markdown": read_markdown,
    "text": read_text,
    "mhtml": read_mhtml,
    "webarchive": read_webarchive,
    "epub": read_epub,
    "docx": read_docx,
    "odt": read_odt,
}


def read_article(path: Path, kind: Kind) -> ArticleDraft:
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
        return read_saved_html(path)
    return _READERS[kind](path.read_bytes(), name=path.name)

"""Reading: which file to show, and how its places are named and cited."""

from pathlib import Path

from pincite.library.files import FileStore
from pincite.library.queries import Reader
from pincite.model.anchors import Anchor
from pincite.model.documents import Document, LabelSource, PageMap, Paragraph
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.locators import Locator, LocatorRange, page_locator
from pincite.model.paragraphs import paragraphs_of
from pincite.services.article_places import section_locator, timestamp_locator
from pincite.services.errors import MissingFileError


def shown_path(files: FileStore, document: Document) -> Path:
    """The PDF that a reader shows: the file itself, or the reading copy of an article.

    Raises:
        MissingFileError: it is not where the library keeps it.
    """
    path = files.path(document.sha256, document.reading_name or document.name)
    if not path.exists():
        raise MissingFileError(
            f"The file “{document.name}” is missing from the library's folder. "
            "Put it back, or import it again: its annotations are kept and will fit."
        )
    return path


def document_to_read(reader: Reader, item: ItemId) -> Document | None:
    """The document that "Read" opens: the first that has pages; None when the item has no file.

    One that another file of the item has replaced comes last.
    """
    documents = [d for d in reader.documents_of(item) if not d.trashed]
    live = {d.sha256 for d in documents}
    documents.sort(key=lambda d: d.replaced_by in live)
    return next((d for d in documents if d.pages), documents[0] if documents else None)


def page_range(item: Item | None) -> tuple[str, str]:
    """First and last page of a work as its record has them; empty where it does not say."""
    pages = item.fields.get("page", "") if item is not None else ""
    first, _, last = pages.replace("–", "-").partition("-")
    return first.strip(), last.strip()


def citable_locator(reader: Reader, document: Document, anchor: Anchor) -> Locator:
    """How a passage is cited: by its printed pages, or by paragraph in an article.

    A page of an article's reading copy is made by us and never citable.
    """
    if document.is_article:
        return next(iter(article_locators(reader, document, anchor)), Locator())
    page_map = reader.page_map(document.sha256)
    pages = range(anchor.page_index, anchor.last_page_index + 1)
    return page_locator([page_map.label(i).label for i in pages])


def article_locators(reader: Reader, document: Document, anchor: Anchor) -> list[Locator]:
    """All that a passage of an article can be cited by, best first: time, paragraph, heading."""
    sha = document.sha256
    paragraphs = reader.paragraphs(sha)
    found = (
        timestamp_locator(paragraphs, dict(reader.page_texts(sha)), anchor),
        paragraph_locator(paragraphs, anchor),
        section_locator(reader.outline(sha), anchor),
    )
    return [locator for locator in found if locator]


def paragraph_locator(paragraphs: list[Paragraph], anchor: Anchor) -> Locator:
    """The numbered paragraphs that a passage touches; empty before the first one."""
    numbers = paragraphs_of(paragraphs, anchor)
    if numbers is None:
        return Locator()
    first, last = numbers
    return Locator("paragraph", (LocatorRange(str(first), str(last) if last != first else ""),))


def paragraph_at(paragraphs: list[Paragraph], page_index: int) -> int | None:
    """The number of the first paragraph that begins on a page or runs into it, if any."""
    on_page = [p.number for p in paragraphs if p.page_index == page_index]
    before = [p.number for p in paragraphs if p.page_index < page_index]
    return on_page[0] if on_page else (before[-1] if before else None)


def page_name(page_map: PageMap, index: int) -> str:
    """The label of a page for a list: "23", or "[11]?" when it is only reckoned."""
    label = page_map.label(index)
    return f"[{label.label}]?" if label.source is LabelSource.EXTRAPOLATED else label.label


def place_text(page_map: PageMap, index: int) -> str:
    """The place for a page box: "p. 23 · 45 of 112"; "p. 45 of 112" where both numbers agree."""
    label, count = page_name(page_map, index), max(len(page_map.found), index + 1)
    if label == str(index + 1):
        return f"p. {label} of {count}"
    return f"p. {label} · {index + 1} of {count}"


def place_label(reader: Reader, document: Document, page_index: int, offset: int = -1) -> str:
    """What a place is called: the printed number of its page, or "¶ 4" in an article.

    Args:
        offset: character in the page's text; negative for the page as a whole.
    """
    if not document.is_article:
        return page_name(reader.page_map(document.sha256), page_index)
    paragraphs = reader.paragraphs(document.sha256)
    if offset < 0:
        number = paragraph_at(paragraphs, page_index)
        return "" if number is None else f"¶ {number}"
    return paragraph_locator(paragraphs, Anchor(page_index, start=offset)).described

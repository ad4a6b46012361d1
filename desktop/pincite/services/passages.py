"""Finding a passage in a document by its words."""

from collections.abc import Callable, Sequence

from pincite.citing.quotations.matching import Matcher, Occurrence
from pincite.citing.quotations.parsing import Quotation, Words
from pincite.documents.reading import DocumentReader
from pincite.library.library import Library
from pincite.model.anchors import Anchor
from pincite.model.documents import Document
from pincite.model.folding import fold
from pincite.model.text_index import Run, TextIndex
from pincite.model.texts import PageText
from pincite.services.errors import NothingFoundError
from pincite.services.reading import shown_path
from pincite.services.reading_copies import ReadingCopies
from pincite.services.text_indexes import stored_index

_SURE_LENGTH = 20
"""A folded passage of this length may begin or end inside a word: a letter was missed."""


def passage_anchor(
    library: Library, document: Document, quote: str, page_index: int | None = None
) -> Anchor:
    """The anchor of the words in a document, with their boxes on the page.

    The text index tells the pages; only those are read again, for the edges of characters.

    Args:
        page_index: the page to prefer when the words stand on several.

    Raises:
        NothingFoundError: the words stand nowhere in it.
        MissingFileError, DocumentError: its file cannot be read.
    """
    if not quote.strip():
        raise NothingFoundError("There are no words to look for; quote the passage.")
    index = stored_index(library, document.sha256)
    runs = find_passage(index, quote, page_index=page_index)
    if not runs:
        raise NothingFoundError(
            f"These words stand nowhere in “{document.name}”: “{_short(quote)}”. "
            "Check their spelling; `pincite text` prints what the document says."
        )
    read = library.reader
    with DocumentReader(shown_path(library.files, document)) as reader:
        anchor = edged_anchor(
            index,
            runs,
            lambda number: (
                read.recognised_page(document.sha256, number)
                or reader.page_text(number, edges=True)
            ),
        )
    if not document.reading_name:
        return anchor
    return ReadingCopies(library.files, library.reader).with_text_range(document, anchor)


def edged_anchor(
    index: TextIndex, runs: Sequence[Run], page_of: Callable[[int], PageText]
) -> Anchor:
    """The anchor of runs, with the boxes of pages that know the edges of their characters.

    Args:
        page_of: reads a page by its index; one whose text is not that of the index does not count.
    """
    first, last = index.page_at(runs[0][0]), index.page_at(runs[-1][1] - 1)
    pages = [page_of(number) for number in range(first, last + 1)]
    if [page.text for page in pages] != [index.page(n).page.text for n in range(first, last + 1)]:
        return index.anchor(runs)
    begin = index.begins[first]
    return TextIndex.of(pages).anchor([(start - begin, end - begin) for start, end in runs])


def find_passage(index: TextIndex, quote: str, *, page_index: int | None = None) -> tuple[Run, ...]:
    """The places of a passage: one run, more where something interrupts it; empty without it.

    Args:
        quote: as people type or copy it.
        page_index: the page where it is expected to begin; the nearest occurrence is taken.
    """
    found = _occurrences(index, quote)
    if not found:
        return ()
    if page_index is None:
        return found[0].runs
    return min(found, key=lambda each: abs(index.page_at(each.start) - page_index)).runs


def passage_nearest(index: TextIndex, quote: str, at: int) -> tuple[Run, ...]:
    """The occurrence of a passage that begins nearest to a place of `index.reading`; or empty."""
    found = _occurrences(index, quote)
    if not found:
        return ()
    return min(found, key=lambda each: abs(index.reading.at(each.start) - at)).runs


def passages_on(index: TextIndex, quote: str, page_index: int) -> list[tuple[Run, ...]]:
    """All places of a passage that begin on a page, in reading order."""
    found = _occurrences(index, quote)
    return [each.runs for each in found if index.page_at(each.start) == page_index]


def _occurrences(index: TextIndex, quote: str) -> Sequence[Occurrence]:
    folded = fold(quote)
    if not folded:
        return ()
    wanted = Quotation((Words(quote, folded),))
    found: Sequence[Occurrence] = Matcher(index).occurrences(wanted)
    if not found and len(folded) >= _SURE_LENGTH:
        found = Matcher(index, needs_whole_words=False).occurrences(wanted)
    return found


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:77]}…"

"""Values that the library's queries take and give, beside the records of the model."""

from dataclasses import dataclass

from pincite.model.ids import CollectionId, ItemId
from pincite.model.reading_states import ReadingState

SECTIONS = ("all", "recent", "drafts", "untagged", "tasks", "trash")
SORTS = (
    "title", "creators", "year", "type", "added", "modified", "annotations", "key", "container",
    "read", "reading",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """Which items a list shows; all conditions hold together.

    Attributes:
        text: plain words that all occur in title, creators, year, key, tags or container, accents
            and case aside.
        section: one of `SECTIONS`; "recent" are the 100 last read, "drafts" those whose metadata
            nobody has confirmed, "tasks" those with an open task. Only "trash" shows trashed items.
        collection: direct members only.
        tags: all of them on the item or on one of its live annotations.
        types: any of these.
    """

    text: str = ""
    section: str = "all"
    collection: CollectionId | None = None
    tags: tuple[str, ...] = ()
    ids: tuple[ItemId, ...] | None = None
    types: tuple[str, ...] = ()


EVERYTHING = ItemQuery()
"""All items that are not in the trash."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What a table of items shows of one.

    Attributes:
        documents, annotations: numbers of live ones.
        has_problem: a live document of it cannot be read or searched.
        tasks: number of open ones.
    """

    id: ItemId
    title: str
    creators: str
    year: str
    type: str
    key: str
    container: str
    added: str
    modified: str
    documents: int
    annotations: int
    is_draft: bool
    tags: tuple[str, ...]
    has_problem: bool
    reading: ReadingState
    tasks: int


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and the number of live items that have it themselves or on an annotation.

    Attributes:
        is_automatic: it came with the works; nobody has given it to one.
    """

    name: str
    count: int
    is_automatic: bool = False


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where reading a document stopped.

    Attributes:
        y_fraction: height on the page, 0 at its top, 1 at its bottom.
        zoom: 1.0 is 100 %; what else a view means by it is its own.
        at: ISO 8601 time in UTC.
        view: what else a view wants to find again, in words of its own; empty for the usual one.
    """

    page_index: int
    y_fraction: float = 0.0
    zoom: float = 1.0
    at: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Filtered:
    """What a condition of a search leaves of the library.

    Attributes:
        documents: by their number in the search index; all their pages.
        pages: number of the document, index from 0.
    """

    documents: frozenset[int] = frozenset()
    pages: frozenset[tuple[int, int]] = frozenset()
    items: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkRow:
    """What a work is told apart by in the results of a search.

    Attributes:
        year: of publication; None when unknown.
        author: folded names, to sort by.
        authors: full names.
        tags: its own and those of its annotations.
        collections: ids; direct membership only.
    """

    id: str
    type: str
    year: int | None
    author: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    collections: tuple[str, ...]

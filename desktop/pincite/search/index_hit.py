"""One place that a search of the index found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexHit:
    """A page or a record that was found.

    Attributes:
        where: "text" for a page, else the kind of record: "title", "note", "annotation".
        pid, document, page_index: of a page: number of its text, of its document, index from 0.
        record_id, item_id: the record and the item it belongs to (records).
        count: pages of the document that it stands for, in a search by document.
    """

    where: str
    score: float
    pid: int | None = None
    document: int | None = None
    page_index: int | None = None
    record_id: str | None = None
    item_id: str | None = None
    count: int = 1

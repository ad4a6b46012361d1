"""The rows of the list of results."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from pincite.library.values import ItemRow
from pincite.services.cite_sources import CiteSource
from pincite.services.hits import Hit


class RowKind(Enum):
    """What a row is: the head of a work, a hit of it, a work with its best hit, more or fewer."""

    HEAD = "head"
    HIT = "hit"
    WORK = "work"
    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row; those of a work stand in one frame.

    Attributes:
        group: place of the work in the list, from 0.
        place: of the hit among those of the work, from 0; -1 for other rows.
        count: hits of the work, of a WORK row its pages; of a MORE row those that are not shown.
        is_of_marks: it stands in the list of annotations and notes.
    """

    kind: RowKind
    group: int
    work: ItemRow
    place: int = -1
    hit: Hit | None = None
    count: int = 0
    is_first: bool = False
    is_last: bool = False
    is_of_marks: bool = False

    @property
    def source(self) -> CiteSource | None:
        """What is cited when the row is taken to a bibliography: the mark, the page, the work."""
        if self.kind is RowKind.WORK:
            return CiteSource(item=self.work.id)
        hit = self.hit
        if self.kind is not RowKind.HIT or hit is None:
            return None
        if hit.annotation is not None:
            return CiteSource(annotation=hit.annotation)
        if hit.page_label.startswith("\u00b6"):
            place = hit.page_label.lstrip("\u00b6 ")
            return CiteSource(item=hit.item, place=place, kind="paragraph")
        if hit.document is None or hit.page_index is None:
            return CiteSource(item=hit.item)
        # What the row says may be marked as a guess: the number itself is looked up.
        page = str(hit.page_index)
        return CiteSource(item=hit.item, document=hit.document.sha256, page=page)


def rows_of_work(
    group: int, work: ItemRow, hits: Iterable[tuple[int, Hit]], pages: int
) -> list[ResultRow]:
    """The row of a work in the list of works.

    Args:
        pages: how many of its pages were found.
    """
    found = list(hits)
    place, hit = found[0] if found else (-1, None)
    row = ResultRow(RowKind.WORK, group, work, place, hit, pages, is_first=True, is_last=True)
    return [row]


def rows_of_hits(
    group: int,
    work: ItemRow,
    hits: Iterable[tuple[int, Hit]],
    count: int,
    *,
    is_open: bool = False,
) -> list[ResultRow]:
    """The head of a work, its hits that are shown, and what shows more or fewer of them.

    Args:
        count: hits of the work.
        is_open: more are shown than at first.
    """
    found = list(hits)
    rows = [ResultRow(RowKind.HEAD, group, work, count=count, is_first=True)]
    rows += [ResultRow(RowKind.HIT, group, work, place, hit) for place, hit in found]
    hidden = count - len(found)
    if hidden > 0:
        is_of_marks = any(hit.where != "text" for _, hit in found)
        rows.append(ResultRow(RowKind.MORE, group, work, count=hidden, is_of_marks=is_of_marks))
    elif is_open:
        rows.append(ResultRow(RowKind.FEWER, group, work))
    rows[-1] = replace(rows[-1], is_last=True)
    return rows

"""The works of a ledger in groups and in an order: a table of authorities, or by kind of work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pincite.citing.ledger import LedgerWork
from pincite.model.ids import ItemId
from pincite.model.items import Item


class Grouping(StrEnum):
    """What the works of a ledger are put together by; `LAW` as tables of authorities do."""

    NONE = "none"
    LAW = "law"
    TYPE = "type"


class LedgerSort(StrEnum):
    """The order of works within their group."""

    TITLE = "title"
    AUTHOR = "author"
    YEAR = "year"
    CITATIONS = "citations"


_LAW = MappingProxyType(
    {"legal_case": "Cases", "legislation": "Statutes", "bill": "Statutes", "treaty": "Statutes",
     "regulation": "Statutes"}
)  # fmt: skip
_LAW_ORDER = ("Cases", "Statutes", "Other authorities")
_TYPE_NAMES = MappingProxyType(
    {"article-journal": "Journal articles", "article-newspaper": "Newspaper articles",
     "article-magazine": "Magazine articles", "book": "Books", "chapter": "Chapters",
     "report": "Reports", "webpage": "Web pages", "thesis": "Theses", "legal_case": "Cases",
     "legislation": "Statutes", "paper-conference": "Conference papers", "interview": "Interviews",
     "motion_picture": "Films and videos", "document": "Documents", "dataset": "Data sets",
     "manuscript": "Manuscripts", "post-weblog": "Blog posts", "speech": "Speeches"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerGroup:
    """Works under a title; the title is empty when there are no groups."""

    title: str
    works: tuple[LedgerWork, ...]


def group_ledger(
    works: Sequence[LedgerWork],
    items: Mapping[ItemId, Item],
    grouping: Grouping = Grouping.NONE,
    sort: LedgerSort = LedgerSort.TITLE,
) -> list[LedgerGroup]:
    """The works in groups, in order; groups without any are left out."""
    ordered = sorted(works, key=_key(sort, items))
    if grouping is Grouping.NONE:
        return [LedgerGroup("", tuple(ordered))] if ordered else []
    named: dict[str, list[LedgerWork]] = {}
    for work in ordered:
        item = items.get(work.item)
        named.setdefault(_group_of(item.type if item else "", grouping), []).append(work)
    order = _LAW_ORDER if grouping is Grouping.LAW else sorted(named)
    return [LedgerGroup(title, tuple(named[title])) for title in order if title in named]


def _group_of(type_: str, grouping: Grouping) -> str:
    if grouping is Grouping.LAW:
        return _LAW.get(type_, _LAW_ORDER[-1])
    return _TYPE_NAMES.get(type_, type_.replace("-", " ").replace("_", " ").capitalize())


def _key(sort: LedgerSort, items: Mapping[ItemId, Item]) -> Callable[[LedgerWork], tuple[str, ...]]:
    def key(work: LedgerWork) -> tuple[str, ...]:
        item = items.get(work.item)
        author = item.creators[0].full.casefold() if item and item.creators else ""
        year = item.year if item else ""
        title = work.title.casefold()
        first = {
            LedgerSort.TITLE: (),
            # A work without an author stands by its title.
            LedgerSort.AUTHOR: (author or title, year),
            LedgerSort.YEAR: (year or "9999", author),
            LedgerSort.CITATIONS: (f"{10**9 - work.citations:010}",),
        }[sort]
        return (*first, title, work.item)

    return key

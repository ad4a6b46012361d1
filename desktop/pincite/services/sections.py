"""The groups of a bibliography: what stands under each heading, and in which order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pincite.citing.csl_engine import CslResult
from pincite.model.citations import Bibliography, Heading, Ordering
from pincite.model.ids import ItemId
from pincite.services.cited_rows import CitedRow

Ranks = Mapping[ItemId, int]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the citations under it; the first ones may have none."""

    heading: Heading | None
    rows: tuple[CitedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries of a list of works under one heading, as places in `CslResult.bibliography`."""

    heading: Heading | None
    entries: tuple[int, ...]


def sections_of(
    bibliography: Bibliography, rows: Iterable[CitedRow], ranks: Callable[[], Ranks]
) -> list[Section]:
    """The groups of a bibliography from top to bottom.

    A group without a heading is there only when citations stand before the first heading.

    Args:
        rows: by their positions.
        ranks: the place of each work in the style's order; asked when it is wanted.
    """
    rows = list(rows)
    found: list[Section] = []
    left, heading = rows, None
    for following in sorted(bibliography.headings, key=lambda h: h.position):
        above = [row for row in left if row.citation.position < following.position]
        found.append(Section(heading, tuple(above)))
        left, heading = left[len(above) :], following
    found.append(Section(heading, tuple(left)))
    if bibliography.ordering is Ordering.STYLE and rows:
        known = ranks()
        found = [Section(s.heading, _ranked(s.rows, known)) for s in found]
    return [section for section in found if section.heading or section.rows]


def is_rearranged(bibliography: Bibliography) -> bool:
    """True when the list of works does not stand as the style orders it.

    Names that a style leaves out after the same ones have to be repeated then.
    """
    return bibliography.ordering is Ordering.HAND or (
        bibliography.ordering is Ordering.STYLE and bool(bibliography.headings)
    )


def live_rows(sections: Iterable[Section]) -> list[CitedRow]:
    """The citations that are formatted: all but those of works in the trash."""
    return [row for section in sections for row in section.rows if not row.item.trashed]


def entry_groups(
    result: CslResult, sections: Sequence[Section], ordering: Ordering, csl_id: Mapping[ItemId, str]
) -> list[EntryGroup]:
    """The list of works as it is to stand: as the style orders it, or by citations and headings.

    Each work stands under the heading where it is cited first. What no citation names comes last.

    Args:
        csl_id: the id by which the engine knows each work.
    """
    every = range(len(result.bibliography))
    if ordering is Ordering.TEXT or not result.entry_ids:
        return [EntryGroup(None, tuple(every))] if every else []
    place_of = {id: place for place, ids in enumerate(result.entry_ids) for id in ids}
    left, groups = dict.fromkeys(every), []
    for section in sections:
        ids = (csl_id.get(row.item.id, "") for row in section.rows if not row.item.trashed)
        wanted = dict.fromkeys(place_of[id] for id in ids if id in place_of)
        entries = [place for place in wanted if place in left]
        for place in entries:
            del left[place]
        if entries:
            in_order = sorted(entries) if ordering is Ordering.STYLE else entries
            groups.append(EntryGroup(section.heading, tuple(in_order)))
    return [*groups, EntryGroup(None, tuple(left))] if left else groups


def _ranked(rows: Sequence[CitedRow], ranks: Ranks) -> tuple[CitedRow, ...]:
    """By the order of their works; those of one work, and what has no rank, by hand."""
    last = len(ranks)
    return tuple(sorted(rows, key=lambda row: ranks.get(row.item.id, last)))

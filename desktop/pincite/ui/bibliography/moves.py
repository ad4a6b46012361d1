"""Which command a move within the list of citations stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pincite.services.commands.entries import EntryId, MoveEntries
from pincite.services.sections import Section


@dataclass(frozen=True, slots=True)
class Order:
    """The entries of a bibliography from top to bottom, headings among them.

    Attributes:
        headings: those of `entries` that are headings.
        is_by_style: what stands under a heading is ordered by the style: only the heading can be
            chosen.
    """

    entries: tuple[EntryId, ...] = ()
    headings: frozenset[EntryId] = frozenset()
    is_by_style: bool = False

    @classmethod
    def of(cls, sections: Iterable[Section], *, is_by_style: bool = False) -> "Order":
        """The order of these groups."""
        entries: list[EntryId] = []
        headings = set()
        for section in sections:
            if section.heading is not None:
                entries.append(section.heading.id)
                headings.add(section.heading.id)
            entries += [row.citation.id for row in section.rows]
        return cls(tuple(entries), frozenset(headings), is_by_style)

    def with_groups(self, chosen: Iterable[EntryId]) -> tuple[EntryId, ...]:
        """The chosen entries in order; a heading brings what stands under it."""
        wanted, found, is_inside = set(chosen), [], False
        for entry in self.entries:
            if entry in self.headings:
                is_inside = entry in wanted
            if is_inside or entry in wanted:
                found.append(entry)
        return tuple(found)

    def end_of_group(self, heading: EntryId) -> EntryId | None:
        """What follows the last entry under a heading; None at the end of all."""
        after = self.entries[self.entries.index(heading) + 1 :]
        return next((entry for entry in after if entry in self.headings), None)

    def fitting(self, before: EntryId | None) -> EntryId | None:
        """A place to drop at, as far as the order lets one choose it."""
        if not self.is_by_style or before is None or before in self.headings:
            return before
        at = self.entries.index(before)
        return next((e for e in self.entries[at:] if e in self.headings), None)


def moved_up(order: Order, chosen: Sequence[EntryId]) -> MoveEntries | None:
    """The command that puts the chosen entries one place up, as one block; None at the top.

    A heading goes with its group, over the group above it. Over citations without a heading it does
    not go: they would come under it.
    """
    entries, moving = order.entries, order.with_groups(chosen)
    places = [i for i, entry in enumerate(entries) if entry in moving]
    if not places or (places[0] == 0 and places == list(range(len(places)))):
        return None
    if moving[0] not in order.headings:
        return MoveEntries(moving, entries[max(0, places[0] - 1)])
    above = [entry for entry in entries[: places[0]] if entry in order.headings]
    return MoveEntries(moving, above[-1]) if above else None


def moved_down(order: Order, chosen: Sequence[EntryId]) -> MoveEntries | None:
    """The command that puts the chosen entries one place down, as one block; None at the end.

    A heading goes with its group, over the group below it.
    """
    entries, moving = order.entries, order.with_groups(chosen)
    places = [i for i, entry in enumerate(entries) if entry in moving]
    if not places or places == list(range(len(entries) - len(places), len(entries))):
        return None
    start = places[-1] + 2
    rest = [i for i in range(start, len(entries)) if entries[i] not in moving]
    if moving[0] in order.headings:
        rest = [i for i in rest if entries[i] in order.headings]
    return MoveEntries(moving, entries[rest[0]] if rest else None)


def moved_before(
    order: Order, chosen: Sequence[EntryId], before: EntryId | None
) -> MoveEntries | None:
    """The command that puts the chosen entries before another one, or at the end (None).

    Returns:
        None when the order would stay as it is.
    """
    moving = [entry for entry in order.entries if entry in chosen]
    start = order.entries.index(before) if before is not None else len(order.entries)
    stop = next((entry for entry in order.entries[start:] if entry not in chosen), None)
    staying = [entry for entry in order.entries if entry not in chosen]
    at = staying.index(stop) if stop is not None else len(staying)
    if not moving or [*staying[:at], *moving, *staying[at:]] == list(order.entries):
        return None
    return MoveEntries(tuple(moving), stop)

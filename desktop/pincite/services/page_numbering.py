"""Correcting printed page numbers the ways that people ask for it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pincite.model.documents import PageMap
from pincite.model.ids import Sha256
from pincite.services.commands.pages import (
    OffsetPageLabels,
    ResetPageLabels,
    SetPageLabel,
    SetPageLabelsFrom,
    SetPageLabelsOf,
    counted_on,
    offset_for,
)
from pincite.services.workspace import Command


class NumberingScope(StrEnum):
    """Which pages a typed number is for."""

    PAGE = "page"
    SELECTED = "selected"
    FROM_HERE = "from here"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class PageNumbering:
    """A correction of page numbers.

    Attributes:
        index: the page that the number was typed for, from 0.
        label: what is printed on it; empty to go back to what was found in the file.
        selected: the pages of `NumberingScope.SELECTED`, among them `index`.
    """

    scope: NumberingScope
    index: int
    label: str
    selected: tuple[int, ...] = ()

    def command(self, document: Sha256, page_count: int) -> Command:
        """The command that does it.

        Raises:
            ServiceError: the label cannot be counted on from.
        """
        if not self.label.strip():
            return ResetPageLabels(document, self._pages(page_count))
        match self.scope:
            case NumberingScope.PAGE:
                return SetPageLabel(document, self.index, self.label)
            case NumberingScope.SELECTED:
                start = counted_on(self.label.strip(), min(self.selected) - self.index)
                return SetPageLabelsOf(document, self.selected, start)
            case NumberingScope.FROM_HERE:
                return SetPageLabelsFrom(document, self.index, self.label)
            case NumberingScope.WHOLE:
                return OffsetPageLabels(document, offset_for(self.index, self.label))

    def _pages(self, page_count: int) -> tuple[int, ...] | None:
        match self.scope:
            case NumberingScope.PAGE:
                return (self.index,)
            case NumberingScope.SELECTED:
                return self.selected
            case NumberingScope.FROM_HERE:
                return tuple(range(self.index, page_count))
            case NumberingScope.WHOLE:
                return None

    def outcome(self, page_map: PageMap, page_count: int) -> list[tuple[int, str]]:
        """The first and the last page that it touches, from 0, with what they will be called.

        Raises:
            ServiceError: as `command`.
        """
        touched = self._pages(page_count) or tuple(range(page_count))
        ends: Sequence[int] = sorted({touched[0], touched[-1]})
        if not self.label.strip():
            return [(index, _found(page_map, index)) for index in ends]
        label = self.label.strip()
        if self.scope is NumberingScope.WHOLE:
            offset = offset_for(self.index, label)
            return [(i, OffsetPageLabels.label_at(i, offset)) for i in ends]
        return [(i, counted_on(label, i - self.index)) for i in ends]


def _found(page_map: PageMap, index: int) -> str:
    return page_map.found[index].label if index < len(page_map.found) else str(index + 1)

"""The lines of the form of an item: what belongs to its type, and what else it has."""

from dataclasses import dataclass

from pincite.model import csl
from pincite.model.items import Item
from pincite.ui.library.panel.field_names import label_of
from pincite.ui.library.panel.type_fields import fields_of


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A line of the form: a field or a date.

    Attributes:
        is_other: the type has no such field, the item has it all the same.
    """

    name: str
    label: str
    is_other: bool = False

    @property
    def is_date(self) -> bool:
        """It holds a date."""
        return self.name in csl.DATE_VARIABLES


def lines_of(item: Item, extra: tuple[str, ...] = ()) -> list[FieldLine]:
    """The lines in their order: dates and fields of the type, then all else that the item has.

    Args:
        extra: fields that were added to the form and are still empty.
    """
    own = fields_of(item.type)
    names = dict.fromkeys((*own.dates, *own.fields))
    others = dict.fromkeys((*sorted(item.dates), *sorted(item.fields), *extra))
    lines = [FieldLine(name, label_of(name, item.type)) for name in names]
    return lines + [
        FieldLine(name, label_of(name, item.type), is_other=True)
        for name in others
        if name not in names and name != "title"
    ]


def further_fields(item: Item) -> list[tuple[str, str]]:
    """Fields and dates that the form does not show yet: (name, label), by label."""
    shown = {line.name for line in lines_of(item)} | {"title"}
    names = (*csl.STANDARD_VARIABLES, *csl.NUMBER_VARIABLES, *csl.DATE_VARIABLES)
    rest = [(name, label_of(name, item.type)) for name in names if name not in shown]
    return sorted(rest, key=lambda entry: entry[1].casefold())


def without_a_place(item: Item, item_type: str) -> list[str]:
    """Labels of what the item has and another type has no field for."""
    own = fields_of(item_type)
    known = {*own.dates, *own.fields, "title"}
    return [label_of(name, item_type) for name in (*item.dates, *item.fields) if name not in known]

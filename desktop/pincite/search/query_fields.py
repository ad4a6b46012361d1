"""The fields of the query language: `author:kant year:1781..1790 has:notes`."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pincite.model.annotations import Colour, QuotationKind
from pincite.model.errors import PinciteError
from pincite.model.reading_states import ReadingState


class QueryError(PinciteError):
    """A query that cannot be understood.

    Attributes:
        start, end: the characters of the query that are meant, end exclusive.
        instead: what was probably meant there; empty when nothing is like it.
    """

    def __init__(self, message: str, start: int, end: int, instead: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.instead = instead


class ValueKind(Enum):
    """What may follow the colon: words of the index, a name, one of a few words, or a range."""

    WORDS = "words"
    NAME = "name"
    CHOICE = "choice"
    NUMBERS = "numbers"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field: what it takes, an example, and what it finds, in a few words."""

    kind: ValueKind
    example: str
    meaning: str
    choices: tuple[str, ...] = ()


QUOTATION_MARKS = '"“”„«»'
"""Each of them opens and closes a phrase or a value."""

_SPANS = ("today", "week", "month", "year")
_HAS = ("notes", "annotations", "files", "tags", "abstract", "doi", "tasks", "related")

FIELDS: Mapping[str, QueryField] = {
    "title": QueryField(ValueKind.WORDS, 'title:"pure reason"', "works with this in the title"),
    "author": QueryField(ValueKind.WORDS, "author:kant", "works by an author or editor"),
    "year": QueryField(ValueKind.NUMBERS, "year:2005..2012", "works published then"),
    "type": QueryField(ValueKind.NAME, "type:book", "works of a type; article is any article"),
    "tag": QueryField(ValueKind.NAME, 'tag:"to read"', "works and annotations with a tag"),
    "collection": QueryField(ValueKind.NAME, "collection:Thesis", "works in it or in one below it"),
    "note": QueryField(ValueKind.WORDS, "note:doubtful", "works with a note that has the word"),
    "annotation": QueryField(ValueKind.WORDS, "annotation:why", "pages with such an annotation"),
    "color": QueryField(
        ValueKind.CHOICE, "color:red", "pages with an annotation of this colour", tuple(Colour)
    ),
    "kind": QueryField(
        ValueKind.CHOICE, "kind:direct", "pages with a quotation of a kind", tuple(QuotationKind)
    ),
    "page": QueryField(ValueKind.NUMBERS, "page:23", "this page of the file, counted from 1"),
    "label": QueryField(ValueKind.NAME, "label:xii", "the page with this printed number"),
    "cited": QueryField(
        ValueKind.CHOICE, "cited:yes", "works in one of your bibliographies", ("yes", "no")
    ),
    "state": QueryField(
        ValueKind.CHOICE,
        "state:unread",
        "works that you have not read, are reading, or have read",
        tuple(state.value for state in ReadingState),
    ),
    "cites": QueryField(ValueKind.NAME, "cites:kant1781", "documents that cite this work"),
    "citedby": QueryField(ValueKind.NAME, "citedby:kant1781", "works that this one cites"),
    "lang": QueryField(ValueKind.NAME, "lang:de", "works in a language"),
    "added": QueryField(
        ValueKind.TIME, "added:week", "works added since, or in 2024 or 2024-05", _SPANS
    ),
    "has": QueryField(ValueKind.CHOICE, "has:notes", "works with " + ", ".join(_HAS), _HAS),
    "saved": QueryField(ValueKind.NAME, "saved:Grain", "what a saved search finds"),
}
"""All fields by name, in the order in which the help shows them."""

_OTHER_NAMES = {"colour": "color", "creator": "author", "tags": "tag", "language": "lang"}
_NUMBERS = re.compile(r"(\d{1,9})|(\d{0,9})\.\.(\d{0,9})")
_BEGUN_RANGE = re.compile(r"\d{0,9}\.|\.\.")
_BEGUN_DATE = re.compile(r"\d{1,3}|\d{4}-\d?|\d{4}-\d\d-\d?")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

SYNTAX = "\n".join(
    [
        "pure reason          both words, anywhere on the page",
        '"pure reason"        side by side, in this order',
        "-reason              without the word (also: NOT reason)",
        "pure OR practical    either; brackets group: (pure OR practical) reason",
        "reas*                words that begin so",
        '=reason              no other forms of it, such as “reasons” (also: "reason")',
        "reasom~              words spelled much like it (reasom~2: two letters may differ)",
        "pure NEAR/5 reason   at most five words apart, in either order",
        "",
        "author:(kant OR hume)  a group as the value of any field",
        *(f"{field.example:<20} {field.meaning}" for field in FIELDS.values()),
    ]
)
"""What can be typed, for people, in lines of fixed width."""


def known_name(name: str) -> str:
    """The usual name of a field that goes by `name`, in any case; "" when there is none."""
    folded = name.casefold()
    folded = _OTHER_NAMES.get(folded, folded)
    return folded if folded in FIELDS else ""


def similar(name: str, names: tuple[str, ...]) -> str:
    """The one of `names` that was probably meant by `name`; "" when none is like it."""
    return next(iter(difflib.get_close_matches(name.casefold(), names, 1, 0.65)), "")


def check_value(name: str, value: str, start: int, end: int) -> str:
    """The value in its usual spelling.

    Raises:
        QueryError: the field cannot have this value.
    """
    field = FIELDS[name]
    if not value.strip():
        raise QueryError(f"“{name}:” needs a value after it, as in “{field.example}”.", start, end)
    if field.kind is ValueKind.CHOICE:
        return _choice(name, field, value, start, end)
    if field.kind is ValueKind.NUMBERS and not (value != ".." and _NUMBERS.fullmatch(value)):
        raise QueryError(f"“{name}:” takes a number or a range, as in “{name}:5..12”.", start, end)
    if field.kind is ValueKind.TIME:
        value = value.casefold()
        if value not in field.choices and not _DATE.fullmatch(value):
            message = f"“{name}:” takes {', '.join(field.choices)}, or a date such as 2024-05."
            raise QueryError(message, start, end)
    return value


def _choice(name: str, field: QueryField, value: str, start: int, end: int) -> str:
    folded = value.casefold()
    if folded in field.choices:
        return folded
    near = similar(folded, field.choices)
    if near:
        message = f"“{name}:{value}” is not known; did you mean “{name}:{near}”?"
        # Inside brackets only the value stands at this place, perhaps with quotation marks.
        has_name = end - start > len(value) + 2
        raise QueryError(message, start, end, f"{name}:{near}" if has_name else near)
    raise QueryError(f"“{name}:” takes one of {', '.join(field.choices)}.", start, end)


def is_begun(name: str, value: str) -> bool:
    """True for a value that is no mistake while it is typed, but the beginning of one."""
    field = FIELDS[name]
    folded = value.casefold()
    is_short = any(choice != folded and choice.startswith(folded) for choice in field.choices)
    is_date = field.kind is ValueKind.TIME and _BEGUN_DATE.fullmatch(value)
    is_range = field.kind is ValueKind.NUMBERS and _BEGUN_RANGE.fullmatch(value)
    return not value or is_short or bool(is_date) or bool(is_range)


def number_range(value: str) -> tuple[int, int]:
    """First and last number of a checked value such as "5", "5..12", "..12"."""
    first, dots, last = value.partition("..")
    low = int(first or 0)
    return low, int(last or 10**9) if dots else low

"""What is being typed at the cursor of a query: the name of a field, or its value."""

import re
from dataclasses import dataclass

from pincite.search.query_fields import QUOTATION_MARKS, known_name

_QUOTES = re.escape(QUOTATION_MARKS)
_GROUP = re.compile(r"([^\W\d_]{2,}):\([^()]*$")
_TYPED = re.compile(
    rf"(?:^|(?<=[\s(\-−!]))(?:(?P<field>[^\W\d_]{{2,}}):)?"
    rf"(?:(?P<quote>[{_QUOTES}])(?P<inside>[^{_QUOTES}]*)|(?P<plain>(?![-−!])[^\s(){_QUOTES}:]*))$"
)
_END_OF_WORD = re.compile(r"[\s)]|$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a query that can be completed.

    Attributes:
        field: usual name of the field whose value this is; empty for the name of a field.
        typed: what is there of it, without a quotation mark.
        start, end: what a completion takes the place of, end exclusive.
    """

    field: str
    typed: str
    start: int
    end: int


def spot_at(text: str, cursor: int) -> Spot | None:
    """What can be completed at the cursor, if it stands at the end of a word; else None."""
    before, after = text[:cursor], text[cursor:]
    match = _TYPED.search(before)
    if match is None or _is_inside_quotes(before[: match.start()]):
        return None
    typed = match["plain"] if match["quote"] is None else match["inside"]
    end = cursor
    if match["quote"] is not None and after[:1] and after[0] in QUOTATION_MARKS:
        end, after = cursor + 1, after[1:]
    if not _END_OF_WORD.match(after):
        return None
    group = _GROUP.search(before)
    name = match["field"] or (group[1] if group else "")
    start = cursor - len(typed) - (match["quote"] is not None)
    if name:
        field = known_name(name)
        return Spot(field, typed, start, end) if field else None
    # A phrase of its own is no name of a field.
    return None if match["quote"] is not None else Spot("", typed, start, end)


def quoted(value: str) -> str:
    """A value as it is typed: in quotation marks when it has more than plain characters."""
    # After a slash it would be an address: "https://…" is no field.
    is_plain = value and not re.search(rf"^/|[\s(){_QUOTES}]", value)
    return value if is_plain else '"' + re.sub(rf"[{_QUOTES}]", " ", value).strip() + '"'


def _is_inside_quotes(text: str) -> bool:
    return len(re.findall(rf"[{_QUOTES}]", text)) % 2 == 1

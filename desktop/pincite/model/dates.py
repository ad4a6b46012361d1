"""EDTF dates as typed, and their year and CSL date-parts.

Source: Library of Congress, Extended Date/Time Format (EDTF), levels 0 and 1.
"""

import re

_PART = re.compile(
    r"^(?P<year>Y?-?\d{1,9}|\d{2,3}X{1,2})(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?[?~%]?$"
)
_SEASONS = range(21, 25)


def date_parts(edtf: str) -> list[list[int]]:
    """CSL date-parts of an EDTF date: one list for a day, month or year, two for an interval.

    Returns:
        `[[2019, 5, 28]]`, `[[1988], [1992]]`; empty when the text is no EDTF date. Decades ("199X")
        give their first year; unspecified months and days ("2004-XX") are left out.
    """
    ends = [end for end in edtf.strip().split("/") if end not in ("", "..")]
    parts = [_parts_of(end) for end in ends[:2]]
    return [p for p in parts if p] if all(parts) else []


def year(edtf: str) -> int | None:
    """The first year of an EDTF date, negative before the common era; None when it has none."""
    parts = date_parts(edtf)
    return parts[0][0] if parts else None


def is_edtf(text: str) -> bool:
    """True when `text` is a date or an interval that `date_parts` can read."""
    return bool(date_parts(text))


def is_uncertain(edtf: str) -> bool:
    """True for dates marked uncertain or approximate ("1723~", "2004?")."""
    return edtf.rstrip().endswith(("?", "~", "%"))


def _parts_of(text: str) -> list[int]:
    match = _PART.match(text.split("T")[0])
    if not match:
        return []
    parts = [int(match["year"].lstrip("Y").replace("X", "0"))]
    for name, top in (("month", 12), ("day", 31)):
        value = match[name]
        if not value or value == "XX":
            break
        number = int(value)
        if name == "month" and number in _SEASONS:
            break
        if not 1 <= number <= top:
            return []
        parts.append(number)
    return parts

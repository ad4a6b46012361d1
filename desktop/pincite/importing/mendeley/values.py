"""Values as Mendeley's tables hold them: everything may be missing, or of another type."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime

Row = dict[str, str]

_LEAST_MS = 100_000_000_000
"""Numbers from here on count milliseconds since 1970, smaller ones seconds."""


def is_true(value: str | None) -> bool:
    """Truth as its versions write it: 1, or the word."""
    return (value or "").strip().lower() in ("1", "1.0", "true")


def whole(value: str | None) -> int | None:
    """A whole number, or None."""
    number = real(value)
    return int(number) if number is not None else None


def real(value: str | None) -> float | None:
    """A finite number, or None."""
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def time(value: str | None) -> str:
    """A time in UTC as ISO 8601 to the millisecond; empty for what is none."""
    number = real(value)
    try:
        if number is not None:
            moment = datetime.fromtimestamp(
                number / 1000 if abs(number) >= _LEAST_MS else number, UTC
            )
        else:
            moment = datetime.fromisoformat((value or "").strip())
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def uuid(value: str | None) -> str:
    """An identifier without the braces that some versions put around it."""
    return (value or "").strip().strip("{}").lower()


def is_deleted(row: Row) -> bool:
    """True for a row that only waits until the server knows that it is gone."""
    return "delet" in row.get("status", "").lower()


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by the document that they belong to, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get("documentId", ""), []).append(row)
    return found


def ordered(rows: Iterable[Row], column: str = "id") -> list[Row]:
    """Rows by a column of whole numbers; those without one keep their places at the beginning."""
    return sorted(rows, key=lambda row: whole(row.get(column)) or 0)

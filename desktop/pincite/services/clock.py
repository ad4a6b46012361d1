"""The time, as records keep it."""

from datetime import UTC, datetime


def now() -> str:
    """The present time in UTC, ISO 8601 to the millisecond: "2026-03-01T09:30:00.125Z"."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

"""Whether a work is unread, being read, or read."""

from enum import Enum


class ReadingState(Enum):
    """How far a person is with a work."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


def state_of(said: ReadingState | None, since: str, last_read: str) -> ReadingState:
    """The state that holds: what was said, until reading began after it.

    Args:
        said, since: what a person said last and when; None when nobody said anything.
        last_read: when one of the files was last read, empty for never; ISO 8601 in UTC.
    """
    if said in (ReadingState.READ, ReadingState.READING):
        return said
    return ReadingState.READING if last_read > since else ReadingState.UNREAD

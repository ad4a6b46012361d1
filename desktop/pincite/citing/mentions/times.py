"""Telling the times of a recording from the times of a day, scores and verses."""

import re

_RECORDING = re.compile(
    r"\b(?:video|clip|film|speakers?|lecture|recording|recorded?|interview|podcast|minutes?|says?|said|"
    r"hosts?|watch|scene|talk|episode|timestamp|narrator|tone|jokes?|laugh\w*|audio|listen|documentary|"
    r"director|voice|speech|camera|shot|footage|transcript)\b",
    re.I,
)
_CLOCK = re.compile(
    r"\b(?:opens? at|opening|doors open|trains?|bus|flights?|leaves?|"
    r"departs?|arrives?|meeting|\w+days?|updated|"
    r"posted|published|gmt|utc|est|edt|et|pst|pt|marathon|ratio|platform|daily|service|mix|odds|"
    r"kick-?off|score|finish\w*|record of|o'clock|verses?|psalm|gospel)\b|\b[ap]\.?\s?m\b",
    re.I,
)
_DAY = re.compile(r"\b[ap]\.?\s?m\b|updated|posted|published|gmt|utc", re.I)
_CLOSING = tuple('”"»’')
_AROUND = 70


def is_of_recording(text: str, start: int, end: int, first: str, last: str) -> bool:
    """True when the time or stretch at `start` to `end` is one of a recording, by what is around.

    Args:
        first, last: the times as written; `last` empty for a single one.
    """
    around = text[max(0, start - _AROUND) : start] + " " + text[end : end + 40]
    if last and _seconds([int(p) for p in last.split(":")]) <= _seconds(
        [int(p) for p in first.split(":")]
    ):
        return False
    if (
        last
        and text[max(0, start - 2) : start].rstrip()[-1:] in _CLOSING
        and not _DAY.search(around)
    ):
        return True
    speaks_of_recording = bool(_RECORDING.search(around))
    if _CLOCK.search(around):
        return speaks_of_recording and not _DAY.search(around)
    if speaks_of_recording:
        return True
    parts = [int(part) for part in first.split(":")]
    if last:
        ends = [int(part) for part in last.split(":")]
        is_forward = _seconds(ends) > _seconds(parts)
        is_of_day = len(parts) == 2 and parts[1] % 15 == ends[1] % 15 == 0 and 6 <= parts[0] <= 23
        return is_forward and not is_of_day
    return len(parts) == 3 or parts[0] >= 24


def is_of_day(text: str, start: int, end: int) -> bool:
    """True when what is around the time speaks of clocks and scores, not of a recording."""
    around = text[max(0, start - _AROUND) : start] + " " + text[end : end + 40]
    return bool(_CLOCK.search(around)) and not _RECORDING.search(around)


def _seconds(parts: list[int]) -> int:
    total = 0
    for part in parts:
        total = total * 60 + part
    return total

"""Plain texts: paragraphs between empty lines; those indented throughout are set off."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pincite.importing.manuscripts.flow import BlockKind, Flow
from pincite.model.manuscripts import Place

_LEAST_INDENT = 3
_LONG_LINE = 160
"""Letters of a line above which lines are paragraphs and not wrapped."""
_BEGINS = re.compile(r"\s*(?:\[\d+\]|\d{1,3}\.\s|[^\W\d_a-z])")


def read_plain(text: str) -> Flow:
    """The blocks of a plain text."""
    flow = Flow()
    lines = text.replace("\f", "\n\n").split("\n")
    start = 0
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            continue
        for first, paragraph in _paragraphs(lines[start:number], start + 1):
            _add(flow, paragraph, first)
        start = number + 1
    return flow


def _paragraphs(lines: list[str], number: int) -> Iterator[tuple[int, list[str]]]:
    """The paragraphs in lines without an empty one between them, with their first line."""
    if not lines:
        return
    ends = [bool(_BEGINS.match(b)) and a.rstrip().endswith(".") for a, b in pairwise(lines)]
    is_list = len(lines) > 2 and sum(ends) > len(ends) * 0.6
    is_unwrapped = max(map(len, lines)) > _LONG_LINE
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or is_unwrapped or (is_list and ends[at - 1]):
            yield number + start, lines[start:at]
            start = at


def _add(flow: Flow, lines: list[str], number: int) -> None:
    indents = [len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) for line in lines]
    # One indented line is the beginning of a paragraph; all of them are a block.
    is_set_off = len(lines) > 1 and min(indents) >= _LEAST_INDENT
    if lines[0].lstrip().startswith("> "):
        is_set_off, lines = True, [line.lstrip().removeprefix(">") for line in lines]
    kind = BlockKind.QUOTATION if is_set_off else BlockKind.TEXT
    flow.begin(Place(number, is_line=True), kind).add(" ".join(lines))

"""Cutting a tagged file into records, so that a broken one costs at most itself."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_ENTITY = re.compile(r"&(?:amp;)?(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BLOCKS = re.compile(
    r"</?(?:jats:)?(?:p|br|div|sec|title|list|list-item|label|abstract|ol|ul|li|h[1-6])(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_STYLES = {"em": "i", "italic": "i", "strong": "b", "bold": "b"}
_STYLE = re.compile(
    r"<(/?)(?:jats:)?(em|italic|strong|bold|sub|sup|i|b)(?:\s[^<>]*)?>", re.IGNORECASE
)
_CUT = "This record has no end, as if the file was cut off; what there is of it was taken."
_STRAY = "This line belongs to no record, so it was left out."


@dataclass(slots=True)
class Record:
    """A record: the line where it begins, from 1, and its fields in order.

    A value has the lines that it had in the file, without the blanks around them.
    """

    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)

    def all(self, *tags: str) -> list[str]:
        """The values of some tags that are not empty, in the order of the record."""
        return [value for tag, value in self.fields if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of these tags that has one; else empty."""
        return next((value for tag in tags for value in self.all(tag)), "")

    def has(self, tag: str) -> bool:
        """True when there is a line with this tag, be it empty."""
        return any(name == tag for name, _ in self.fields)


@dataclass(frozen=True, slots=True)
class Layout:
    """How records are laid out in a format.

    Attributes:
        tag_of: tag and value of a line; None for a line that goes on with the field before.
        begins: whether a tag begins a record, given the record so far and whether the line before
            was empty.
        ends: tags that end a record, or the file.
        begins_anywhere: a record whose first line is missing begins with any tag.
    """

    tag_of: Callable[[str], tuple[str, str] | None]
    begins: Callable[[str, Record | None, bool], bool]
    ends: frozenset[str] = frozenset()
    begins_anywhere: bool = False


def records_of(text: str, layout: Layout) -> tuple[list[tuple[int, Record]], list[tuple[int, str]]]:
    """The records with the lines where they begin, and the lines that belong to none."""
    scan = _Scan(layout)
    for number, line in enumerate(_LINE_ENDS.split(text.removeprefix("\ufeff")), 1):
        scan.take(number, line.rstrip())
    scan.finish()
    return [(record.line, record) for record in scan.records], scan.problems


class _Scan:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._open: Record | None = None
        self._after_blank = False
        self._has_ended = False
        self._last_stray = -1
        self.records: list[Record] = []
        self.problems: list[tuple[int, str]] = []

    def take(self, number: int, line: str) -> None:
        found = self._layout.tag_of(line)
        if found is not None:
            self._tagged(number, *found)
        elif self._open is not None and self._open.fields:
            tag, value = self._open.fields[-1]
            self._open.fields[-1] = (tag, f"{value}\n{as_text(line.strip())}")
        elif line.strip() and self.records:
            # What stands before the first record is the heading of the file; of several such lines
            # in a row only the first is told.
            if self._last_stray < number - 1:
                self.problems.append((number, _STRAY))
            self._last_stray = number
        self._after_blank = not line.strip()

    def finish(self) -> None:
        """At the end of a file whose records have ends, one that has none was cut off."""
        if self._open is not None and self._has_ended:
            self.problems.append((self._open.line, _CUT))

    def _tagged(self, number: int, tag: str, value: str) -> None:
        if tag in self._layout.ends:
            self._open = None
            self._has_ended = True
            return
        begins = self._layout.begins(tag, self._open, self._after_blank)
        if begins or (self._open is None and self._layout.begins_anywhere):
            self._open = Record(number)
            self.records.append(self._open)
        if self._open is not None:
            self._open.fields.append((tag, as_text(value.strip())))


def by_pattern(pattern: str) -> Callable[[str], tuple[str, str] | None]:
    """A reader of lines whose pattern has the groups `tag` and `value`."""
    compiled = re.compile(pattern)

    def tag_of(line: str) -> tuple[str, str] | None:
        match = compiled.match(line)
        return (match["tag"], match["value"] or "") if match else None

    return tag_of


def as_text(value: str) -> str:
    """A value without the marks of the web page that it was taken from, but for those of CSL.

    Entities are what they stand for, twice over where a database has written them so.
    """
    if "&" in value:
        value = _ENTITY.sub(lambda match: html.unescape(html.unescape(match[0])), value)
    if "<" in value:
        value = _BLOCKS.sub(" ", value).strip()
        value = _STYLE.sub(lambda m: f"<{m[1]}{_STYLES.get(m[2].lower(), m[2].lower())}>", value)
    return value


def lines_of(values: list[str], divider: str = "") -> Iterator[str]:
    """The lines of some values one by one, and parted at a divider where there is one."""
    for value in values:
        for line in value.split("\n"):
            for part in re.split(divider, line) if divider else (line,):
                if part.strip():
                    yield part.strip()


def paragraphs(value: str) -> str:
    """A text whose lines were broken by a program: only empty lines divide its paragraphs."""
    parts = re.split(r"\n\s*\n", value.strip())
    return "\n".join(" ".join(part.split()) for part in parts if part.strip())

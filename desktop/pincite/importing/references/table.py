"""A table of works (CSV) with CSL's names in its head, as Pincite writes it."""

import csv
import io
import re
from collections.abc import Iterator

from pincite.importing.references.gathering import Gathering, gather
from pincite.importing.references.people import written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.text import decoded
from pincite.model import csl

_KNOWN = csl.FIELDS | frozenset(
    (*csl.NAME_VARIABLES, *csl.DATE_VARIABLES, "key", "type", "tags", "pages cited")
)
_LEAST_KNOWN = 3
_LONGEST_CELL = 1 << 24


def is_table(head: bytes) -> bool:
    """Whether the first line names columns as CSL does, type and title among them."""
    line = re.split(r"[\r\n]", head.decode("utf-8", errors="replace").removeprefix("\ufeff"))[0]
    names = {name.lower() for name in _head_of(line)}
    known = {name for name in _KNOWN if name.lower() in names}
    return {"type", "title"} <= names and len(known) >= max(_LEAST_KNOWN, len(names) // 2)


def read_table(data: bytes) -> ReferenceFile:
    """The works in a table, a line each."""
    text = re.sub(r"\r\n?", "\n", decoded(data).removeprefix("\ufeff"))
    csv.field_size_limit(_LONGEST_CELL)
    problems: list[tuple[int, str]] = []
    records: list[tuple[int, dict[str, str]]] = []
    names: list[str] = []
    for line, cells in _lines(text, problems):
        if not names:
            names = [_canonical(cell) for cell in cells]
        elif any(cell.strip() for cell in cells):
            records.append((line, dict(zip(names, map(_value, cells), strict=False))))
    return gather("CSV", records, _gathered, problems)


def _lines(text: str, problems: list[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """The lines with their numbers from 1; what is none is told and left out."""
    reader = csv.reader(io.StringIO(text), delimiter=_divider(text.split("\n", 1)[0]))
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.append((line, "This line is no line of a table, so it was left out."))


def _gathered(cells: dict[str, str]) -> Gathering:
    kind = cells.get("type", "")
    made = Gathering(type=kind if kind in csl.TYPES else "document", key=cells.get("key", ""))
    for name, value in cells.items():
        if name in csl.NAME_VARIABLES:
            for person in value.split(";"):
                if person.strip():
                    made.add(written(name, person))
        elif name in csl.DATE_VARIABLES:
            made.put_date(name, value)
        elif name in csl.FIELDS:
            made.put_text(name, value)
    made.tag(*cells.get("tags", "").split(";"))
    return made


def _head_of(line: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=_divider(line)), [])]


def _divider(line: str) -> str:
    """A comma, or what a spreadsheet of another country writes instead."""
    return max(",;\t", key=line.count)


def _canonical(cell: str) -> str:
    folded = cell.strip().lower()
    return next((name for name in _KNOWN if name.lower() == folded), cell.strip())


def _value(cell: str) -> str:
    """A cell without the mark that keeps spreadsheets from running it."""
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell

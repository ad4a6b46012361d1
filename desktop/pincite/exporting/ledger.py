"""The ledger of cited pages as a table: plain text, CSV, Markdown, HTML, JSON."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pincite.citing.ledger import LedgerWork
from pincite.exporting.marks import escape_html, escape_markdown
from pincite.model.ids import ItemId

Keys = Mapping[ItemId, str]
"""What an item is called in the table: its citation key."""

_NO_KEYS: Keys = MappingProxyType({})
_HEAD = ("Work", "Key", "Pages cited", "Citations", "States")


def ledger_rows(works: Sequence[LedgerWork], keys: Keys = _NO_KEYS) -> list[dict[str, Any]]:
    """One JSON object for each work, in the shape that the command line prints."""
    return [
        {
            "item": keys.get(work.item, work.item),
            "title": work.title,
            "pages": list(work.pages),
            "citations": work.citations,
            "states": dict(work.states),
        }
        for work in works
    ]


def ledger_json(works: Sequence[LedgerWork], keys: Keys = _NO_KEYS) -> str:
    """A JSON document."""
    return json.dumps({"works": ledger_rows(works, keys)}, ensure_ascii=False, indent=2) + "\n"


def ledger_text(works: Sequence[LedgerWork], keys: Keys = _NO_KEYS) -> str:
    """Plain text: the work, and under it its pages."""
    lines = []
    for work in works:
        lines.append(f"{work.title or 'Untitled'} [{keys.get(work.item, work.item)}]")
        many = "citation" if work.citations == 1 else "citations"
        lines.append(f"    {_pages(work)}  ({work.citations} {many}: {_states(work)})")
    return "\n".join(lines) + "\n" if lines else ""


def ledger_csv(works: Sequence[LedgerWork], keys: Keys = _NO_KEYS) -> str:
    """CSV with a head line; cells that a spreadsheet would run as a formula get an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEAD)
    writer.writerows([inert(cell) for cell in row] for row in _cells(works, keys))
    return out.getvalue()


def ledger_markdown(works: Sequence[LedgerWork], keys: Keys = _NO_KEYS) -> str:
    """A Markdown table."""
    rows = [_HEAD, ("---",) * len(_HEAD)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    for row in _cells(works, keys):
        cells = (escape_markdown(cell).replace("|", "\\|") for cell in row)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def ledger_html(works: Sequence[LedgerWork], keys: Keys = _NO_KEYS) -> str:
    """An HTML table, to be put into a page."""
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEAD)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape_html(cell)}</td>" for cell in row) + "</tr>\n"
        for row in _cells(works, keys)
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


LEDGER_FORMATS: dict[str, Callable[[Sequence[LedgerWork], Keys], str]] = {
    "text": ledger_text,
    "csv": ledger_csv,
    "markdown": ledger_markdown,
    "html": ledger_html,
    "json": ledger_json,
}
"""Name of a format -> what writes it."""


def _cells(works: Sequence[LedgerWork], keys: Keys) -> list[tuple[str, ...]]:
    return [
        (
            work.title,
            keys.get(work.item, work.item),
            _pages(work),
            str(work.citations),
            _states(work),
        )
        for work in works
    ]


def _pages(work: LedgerWork) -> str:
    return ", ".join(work.pages) or "whole work"


def _states(work: LedgerWork) -> str:
    return ", ".join(f"{count} {state}" for state, count in sorted(work.states.items()))


def inert(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell

"""The ledger of cited pages as a table: plain text, CSV, Markdown, HTML, JSON."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pincite.citing.ledger import LedgerWork
from pincite.citing.ledger_groups import LedgerGroup
from pincite.exporting.marks import escape_html, escape_markdown
from pincite.model.ids import ItemId

Keys = Mapping[ItemId, str]
"""What an item is called in the table: its citation key."""

_NO_KEYS: Keys = MappingProxyType({})
HEAD = ("Work", "Key", "Pages cited", "Times", "From", "States")

Groups = Sequence[LedgerGroup]


def ledger_rows(groups: Groups, keys: Keys = _NO_KEYS) -> list[dict[str, Any]]:
    """One JSON object for each work, in the shape that the command line prints."""
    return [
        {
            "item": keys.get(work.item, work.item),
            "title": work.title,
            "group": group.title or None,
            "pages": list(work.pages),
            "citations": work.citations,
            "states": dict(work.states),
            "from": dict(work.origins),
            "places": [
                {
                    "pages": place.text,
                    "page_index": place.index,
                    "from": [
                        {"kind": e.origin.value, "source": e.source, "id": e.id, "text": e.text}
                        for e in place.entries
                    ],
                }
                for place in work.places
            ],
        }
        for group in groups
        for work in group.works
    ]


def ledger_json(groups: Groups, keys: Keys = _NO_KEYS) -> str:
    """A JSON document."""
    return json.dumps({"works": ledger_rows(groups, keys)}, ensure_ascii=False, indent=2) + "\n"


def ledger_text(groups: Groups, keys: Keys = _NO_KEYS) -> str:
    """Plain text: the work, and under it its pages; a line before each group."""
    lines: list[str] = []
    for group in groups:
        if group.title:
            lines += [*([""] if lines else []), group.title, "=" * len(group.title)]
        for work in group.works:
            lines.append(f"{work.title or 'Untitled'} [{keys.get(work.item, work.item)}]")
            notes = "; ".join(part for part in (from_words(work), states_words(work)) if part)
            lines.append(f"    {pages_words(work)}  ({notes})")
    return "\n".join(lines) + "\n" if lines else ""


def ledger_csv(groups: Groups, keys: Keys = _NO_KEYS) -> str:
    """CSV with a head line; the first column is the group where there are any."""
    is_grouped = any(group.title for group in groups)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*(["Group"] if is_grouped else []), *HEAD])
    for group in groups:
        for work in group.works:
            lead = [group.title] if is_grouped else []
            writer.writerow([inert(cell) for cell in (*lead, *cells(work, keys))])
    return out.getvalue()


def ledger_markdown(groups: Groups, keys: Keys = _NO_KEYS) -> str:
    """A Markdown table for each group, under its heading."""
    lines: list[str] = []
    for group in groups or [LedgerGroup("", ())]:
        if group.title:
            lines += [*([""] if lines else []), f"## {escape_markdown(group.title)}", ""]
        lines += [f"| {' | '.join(row)} |" for row in (HEAD, ("---",) * len(HEAD))]
        for work in group.works:
            row = (escape_markdown(cell).replace("|", "\\|") for cell in cells(work, keys))
            lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def ledger_html(groups: Groups, keys: Keys = _NO_KEYS) -> str:
    """An HTML table for each group, to be put into a page."""
    head = "".join(f'<th scope="col">{name}</th>' for name in HEAD)
    parts = []
    for group in groups or [LedgerGroup("", ())]:
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape_html(cell)}</td>' for cell in cells(work, keys))}</tr>\n"
            for work in group.works
        )
        title = f"<h2>{escape_html(group.title)}</h2>\n" if group.title else ""
        body = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>"
        parts.append(f"{title}<table>\n{body}\n</table>\n")
    return "".join(parts)


LEDGER_FORMATS: dict[str, Callable[[Groups, Keys], str]] = {
    "text": ledger_text,
    "csv": ledger_csv,
    "markdown": ledger_markdown,
    "html": ledger_html,
    "json": ledger_json,
}
"""Name of a format that is text -> what writes it."""


def cells(work: LedgerWork, keys: Keys) -> tuple[str, ...]:
    """The cells of a work under `HEAD`."""
    return (
        work.title,
        keys.get(work.item, work.item),
        pages_words(work),
        str(work.citations),
        from_words(work),
        states_words(work),
    )


def pages_words(work: LedgerWork) -> str:
    """The pages in one line."""
    return ", ".join(work.pages) or "whole work"


def from_words(work: LedgerWork) -> str:
    """From what it is cited: "2 citations, 1 note"."""
    return ", ".join(
        f"{n} in the manuscript" if kind == "manuscript" else f"{n} {kind}{'' if n == 1 else 's'}"
        for kind, n in work.origins.items()
    )


def states_words(work: LedgerWork) -> str:
    """The states in one line: "1 moved, 3 verified"."""
    return ", ".join(f"{count} {state}" for state, count in sorted(work.states.items()))


def inert(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell

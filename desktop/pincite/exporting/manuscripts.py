"""The report on a manuscript: plain text, Markdown, CSV, JSON, and a page with both texts."""

import csv
import io
import json
from collections.abc import Callable
from html import escape
from types import MappingProxyType
from typing import Any

from pincite.exporting.ledger import inert
from pincite.exporting.marks import escape_markdown
from pincite.model.checks import Chunk
from pincite.model.items import Item
from pincite.model.manuscripts import STATES, Finding, FindingState, Report

STATE_NAMES = MappingProxyType(
    {
        FindingState.MISSING: "Not in the library",
        FindingState.AMBIGUOUS: "Work not certain",
        FindingState.NOT_FOUND: "Quotation not found",
        FindingState.NO_PAGE: "No such page",
        FindingState.CLOSE: "Quotation differs",
        FindingState.MOVED: "On another page",
        FindingState.NO_LOCATOR: "No page given",
        FindingState.NO_TEXT: "File without text",
        FindingState.NO_FILE: "No file",
        FindingState.UNCHECKED: "No quotation",
        FindingState.VERIFIED: "Verified",
    }
)
"""What a state is called in a report."""

_HEAD = (
    "State", "Place", "Citation", "Work", "Key", "Cited", "Quotation", "Found on", "Found text",
    "Remark",
)  # fmt: skip


def report_rows(report: Report) -> list[dict[str, Any]]:
    """One JSON object for each finding, what needs attention most first."""
    return [_row(finding) for finding in report.by_need]


def report_shape(report: Report) -> dict[str, Any]:
    """The whole report as a JSON object."""
    return {
        "manuscript": report.path.name,
        "citations": report_rows(report),
        "counts": {s.value: report.counts[s] for s in STATES if report.counts.get(s)},
        "remarks": list(report.remarks),
    }


def _row(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "source": place.described,
        "line": place.number if place.is_line else None,
        "paragraph": None if place.is_line else place.number,
        "note": place.note or None,
        "file": place.file or None,
        "text": finding.written,
        "name": finding.name,
        "item": finding.item.key if finding.item else None,
        "candidates": [item.key for item in finding.candidates],
        "locator": finding.locator.described,
        "quotation": finding.quotation,
        "state": finding.state.value,
        "page_index": finding.page_index,
        "found_on": list(finding.found_on),
        "found_text": finding.found_text,
        "remark": finding.remark,
    }


def report_json(report: Report) -> str:
    """A JSON document."""
    return json.dumps(report_shape(report), ensure_ascii=False, indent=2) + "\n"


def summary(report: Report) -> str:
    """The counts in one line: "3 quotations differ …" as "Quotation differs 3 · Verified 40"."""
    named = (f"{STATE_NAMES[s]} {report.counts[s]}" for s in STATES if report.counts.get(s))
    return " · ".join(named) or "No citations were found."


def report_text(report: Report) -> str:
    """Plain text, an entry for each finding that needs attention, then the counts."""
    lines = []
    for finding in report.by_need:
        if not finding.state.needs_attention:
            break
        work = _work_and_place(finding)
        lines.append(f"{STATE_NAMES[finding.state]}: {work}  ({finding.place.described})")
        if finding.written not in work:
            lines.append(f"    cited:  {finding.written}")
        if finding.remark:
            lines.append(f"    {finding.remark}")
        if finding.quotation:
            lines.append(f"    quoted: {finding.quotation}")
        if finding.found_text and finding.state is FindingState.CLOSE:
            lines.append(f"    found:  {finding.found_text}")
        if finding.candidates:
            lines.append(f"    could be: {_keys(finding.candidates)}")
    lines += [*([""] if lines else []), *report.remarks, f"{report.path.name}: {summary(report)}"]
    return "\n".join(lines) + "\n"


def _work(finding: Finding) -> str:
    return (finding.item.title or finding.item.key) if finding.item else finding.name


def _work_and_place(finding: Finding) -> str:
    return ", ".join(part for part in (_work(finding), finding.locator.described) if part)


def report_csv(report: Report) -> str:
    """CSV with a head line; cells that a spreadsheet would run as a formula get an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEAD)
    for finding in report.by_need:
        writer.writerow([inert(cell) for cell in _cells(finding)])
    return out.getvalue()


def _cells(finding: Finding) -> tuple[str, ...]:
    item = finding.item
    return (
        STATE_NAMES[finding.state],
        finding.place.described,
        finding.written,
        _work(finding),
        item.key if item else _keys(finding.candidates),
        finding.locator.described,
        finding.quotation,
        ", ".join(finding.found_on),
        finding.found_text,
        finding.remark,
    )


def report_markdown(report: Report) -> str:
    """Markdown with a heading for each state, the words that differ in bold."""
    parts = [f"# Check of {escape_markdown(report.path.name)}", escape_markdown(summary(report))]
    parts += [escape_markdown(remark) for remark in report.remarks]
    shown: FindingState | None = None
    for finding in report.by_need:
        if finding.state is not shown:
            shown = finding.state
            parts.append(f"## {STATE_NAMES[shown]}")
        parts.append(_markdown(finding))
    return "\n\n".join(parts) + "\n"


def _markdown(finding: Finding) -> str:
    work = escape_markdown(_work_and_place(finding))
    lines = [f"- {finding.place.described}: {work}"]
    if finding.remark:
        lines.append(f"  {escape_markdown(finding.remark)}")
    if finding.candidates:
        lines.append(f"  Could be: {escape_markdown(_keys(finding.candidates))}")
    if finding.quotation and finding.state.needs_attention:
        quoted, found = _marked_pair(
            finding, lambda t: f"**{escape_markdown(t)}**", escape_markdown
        )
        lines += ["", f"  > {quoted}"]
        if found:
            where = ", ".join(finding.found_on)
            lines += ["", f"  > {found} ({escape_markdown(where)})"]
    return "\n".join(lines)


def report_html(report: Report) -> str:
    """A page that stands alone: both texts side by side, the words that differ marked."""
    title = f"Check of {report.path.name}"
    body = "".join(_html_rows(report))
    remarks = "".join(f"<p class='remark'>{escape(remark)}</p>" for remark in report.remarks)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_CSS}\n</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(summary(report))}</p>\n{remarks}\n{body}</body>\n"
        "</html>\n"
    )


def _html_rows(report: Report) -> list[str]:
    parts: list[str] = []
    shown: FindingState | None = None
    for finding in report.by_need:
        if finding.state is not shown:
            shown = finding.state
            count = report.counts[shown]
            parts.append(f"<h2>{STATE_NAMES[shown]} <small>{count}</small></h2>\n")
        parts.append(_html(finding))
    return parts


def _html(finding: Finding) -> str:
    work = _work_and_place(finding)
    kind, place = finding.state.value.replace(" ", "-"), escape(finding.place.described)
    head = f"<b>{escape(work)}</b> <code>{escape(finding.written)}</code> <small>{place}</small>"
    parts = [f'<section class="{kind}">\n<p>{head}</p>\n']
    if finding.remark:
        parts.append(f"<p>{escape(finding.remark)}</p>\n")
    if finding.candidates:
        parts.append(f"<p>Could be: {escape(_keys(finding.candidates))}</p>\n")
    if finding.quotation:
        quoted, found = _marked_pair(finding, lambda t: f"<mark>{escape(t)}</mark>", escape)
        where = escape(", ".join(finding.found_on))
        parts.append(
            f'<div class="texts"><blockquote><small>Manuscript</small><br>{quoted}</blockquote>'
        )
        if found:
            parts.append(f"<blockquote><small>Work, {where}</small><br>{found}</blockquote>")
        parts.append("</div>\n")
    return "".join((*parts, "</section>\n"))


def _marked_pair(
    finding: Finding, mark: Callable[[str], str], plain: Callable[[str], str]
) -> tuple[str, str]:
    """Both texts, with what differs marked; the second is empty where nothing was found."""
    chunks = finding.verdict.chunks if finding.verdict else ()
    if not chunks or not finding.found_text:
        return plain(finding.quotation), plain(finding.found_text)

    def joined(text_of: Callable[[Chunk], str]) -> str:
        return " ".join(
            plain(text_of(c)) if c.is_same else mark(text_of(c)) for c in chunks if text_of(c)
        )

    return joined(lambda c: c.quoted), joined(lambda c: c.found)


def _keys(items: tuple[Item, ...]) -> str:
    return ", ".join(item.key or item.title for item in items)


REPORT_FORMATS: dict[str, Callable[[Report], str]] = {
    "text": report_text,
    "html": report_html,
    "markdown": report_markdown,
    "csv": report_csv,
    "json": report_json,
}
"""Name of a format -> what writes it."""

_CSS = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  font-family: system-ui, sans-serif; color: #222; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
small, code { color: #555; } code { overflow-wrap: anywhere; }
section { border-left: 3px solid #ccc; padding: 0.1rem 0 0.1rem 1rem; margin: 1rem 0; }
.texts { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem; }
blockquote { margin: 0; overflow-wrap: anywhere; } mark { background: #ffd98a; color: #222; }
section.verified, section.unchecked { border-color: #3a8a4d; }
section.not-found, section.missing-item, section.close, section.moved, section.no-such-page
  { border-color: #c0392b; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1e1e1e; }
  small, code { color: #aaa; } }
@media print { body { max-width: none; margin: 0; } }
""".strip()

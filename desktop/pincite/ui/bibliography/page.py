"""The formatted page as HTML that Qt's rich text knows, and as plain text."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pincite.ui.bibliography.formatting import EntryText, Formatted, Group, Part, Remarks

_ENTRY = re.compile(r'^\s*<div class="csl-entry">(?P<text>.*)</div>\s*$', re.DOTALL)
_COLUMNS = re.compile(
    r'<div class="csl-left-margin">(?P<left>.*?)</div>\s*'
    r'<div class="csl-right-inline">(?P<right>.*?)</div>(?P<rest>.*)$',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class PageWords:
    """Headings of the page, and a colour as HTML writes it.

    Attributes:
        muted: of the numbers before in-text citations; empty to leave them out.
    """

    bibliography: str
    citations: str
    muted: str = ""


@dataclass(frozen=True, slots=True)
class PageLook:
    """How the page is written.

    Attributes:
        indent_px: of what hangs, and of quotations.
        has_names: each text begins with an anchor "citation:ID" or "work:ID", so that it is found.
    """

    words: PageWords
    indent_px: int
    has_names: bool = False


def page_html(formatted: Formatted, part: Part, look: PageLook) -> str:
    """The page: notes or citations, then the list of works, both under their headings."""
    parts: list[str] = []
    has_entries = any(group.texts for group in formatted.entries)
    if part is not Part.ENTRIES and formatted.citations:
        if not formatted.is_note and part is Part.BOTH and has_entries:
            parts.append(_heading(look.words.citations, is_first=True))
        parts += _citations(formatted, look, is_first=not parts)
    if part is not Part.CITATIONS and has_entries:
        parts.append(_heading(look.words.bibliography, is_first=not parts))
        indent = look.indent_px if formatted.preview.is_hanging else 0
        remarks = _remarks_of_works(formatted) if part is Part.ENTRIES else {}
        for group in formatted.entries:
            if group.title:
                parts.append(_group_heading(group.title))
            parts += _entries(group, look, indent, remarks)
    return f"<html><body>{''.join(parts)}</body></html>"


def page_text(formatted: Formatted, part: Part, words: PageWords) -> str:
    """The page as plain text, one citation or entry a line."""
    lines: list[str] = []
    if part is not Part.ENTRIES:
        number = 0
        for group in formatted.citations:
            lines += _title_lines(group.title, lines)
            for cited in group.texts:
                number += 1
                text = _plain(cited.text)
                lines.append(f"{number}. {text}" if formatted.is_note else text)
                lines += [f"    {line}" for line in _remark_lines(cited.remarks)]
    if part is not Part.CITATIONS and any(group.texts for group in formatted.entries):
        lines += ["", words.bibliography, ""] if lines else []
        remarks = _remarks_of_works(formatted) if part is Part.ENTRIES else {}
        for entries in formatted.entries:
            lines += _title_lines(entries.title, lines)
            for entry in entries.texts:
                lines.append(_plain(_inner(entry.text)))
                said = (remark for item in entry.items for remark in remarks.get(item, ()))
                lines += [f"    {line}" for one in said for line in _remark_lines(one)]
    return "\n".join(lines)


def _title_lines(title: str, before: list[str]) -> list[str]:
    if not title:
        return []
    gap = [""] if before and before[-1] else []
    return [*gap, title, ""]


def _remarks_of_works(formatted: Formatted) -> dict[str, list[Remarks]]:
    """What is shown with the citations of each work, for a page without citations."""
    found: dict[str, list[Remarks]] = {}
    for group in formatted.citations:
        for cited in group.texts:
            if cited.remarks:
                found.setdefault(cited.item, []).append(cited.remarks)
    return found


def _plain(markup: str) -> str:
    parted = markup.replace("</div>", "</div> ")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", parted)).split())


def _heading(text: str, *, is_first: bool) -> str:
    above = 0 if is_first else 20
    return f'<p style="margin:{above}px 0 8px 0; font-weight:600">{html.escape(text)}</p>'


def _group_heading(text: str, *, is_first: bool = False) -> str:
    above = 0 if is_first else 12
    style = f"margin:{above}px 0 6px 0; font-weight:600; font-style:italic"
    return f'<p style="{style}">{html.escape(text)}</p>'


def _citations(formatted: Formatted, look: PageLook, *, is_first: bool) -> Iterator[str]:
    marks = _marks(formatted, look.words)
    for group in formatted.citations:
        if group.title:
            yield _group_heading(group.title, is_first=is_first)
        for cited in group.texts:
            is_first = False
            name = _name("citation", cited.id, look)
            yield f'<p style="margin:0 0 6px 0">{name}{next(marks)}{cited.text}</p>'
            yield from _remarks((cited.remarks,), look, with_place=False)


def _marks(formatted: Formatted, words: PageWords) -> Iterator[str]:
    """What stands before each citation: the number of its note, or of its card in the list."""
    count = sum(len(group.texts) for group in formatted.citations)
    width = len(str(count))
    for number in range(1, count + 1):
        if formatted.is_note:
            yield f"<sup>{number}</sup>&nbsp;"
        elif words.muted:
            # Not part of the style: the number of the citation in the list beside it.
            text = str(number).rjust(width, "\u2007")
            style = f"color:{words.muted}; font-size:small"
            yield f'<span style="{style}">{text}</span>&nbsp;&nbsp;'
        else:
            yield ""


def _entries(
    group: Group[EntryText], look: PageLook, indent_px: int, remarks: dict[str, list[Remarks]]
) -> Iterator[str]:
    texts = [_inner(entry.text) for entry in group.texts]
    columns = [_COLUMNS.search(text) for text in texts]
    names = ["".join(_name("work", item, look) for item in e.items) for e in group.texts]
    said = [[r for item in e.items for r in remarks.get(item, ())] for e in group.texts]
    if not all(columns):
        for text, name, those in zip(texts, names, said, strict=True):
            yield _entry(name + text, indent_px)
            yield from _remarks(those, look, with_place=True)
        return
    rows = "".join(
        f'<tr><td style="padding:0 10px 6px 0">{name}{found["left"]}</td>'
        f'<td style="padding-bottom:6px">{name}{found["right"]}{found["rest"]}'
        f"{''.join(_remarks(those, look, with_place=True))}</td></tr>"
        for found, name, those in zip(columns, names, said, strict=True)
        if found
    )
    yield f'<table cellspacing="0" cellpadding="0" style="margin-top:8px">{rows}</table>'


def _remarks(remarks: Iterable[Remarks], look: PageLook, *, with_place: bool) -> Iterator[str]:
    for one in remarks:
        for number, line in enumerate(_remark_lines(one, with_place=with_place)):
            colour = f"; color:{look.words.muted}" if look.words.muted else ""
            face = "" if one.quotation and not number else "; font-style:italic"
            style = f"margin:0 0 6px {look.indent_px}px{colour}{face}"
            yield f'<p style="{style}">{html.escape(line)}</p>'


def _remark_lines(remarks: Remarks, *, with_place: bool = True) -> list[str]:
    lines = []
    if remarks.quotation:
        place = f" ({remarks.place})" if with_place and remarks.place else ""
        lines.append(f"“{' '.join(remarks.quotation.split())}”{place}")
    if remarks.note:
        lines.append(" ".join(remarks.note.split()))
    return lines


def _name(kind: str, id: str, look: PageLook) -> str:
    return f'<a name="{kind}:{html.escape(id)}"></a>' if look.has_names else ""


def _inner(entry: str) -> str:
    found = _ENTRY.match(entry)
    return found["text"].strip() if found else entry


def _entry(text: str, indent_px: int) -> str:
    return (
        f'<p style="margin:0 0 6px {indent_px}px; text-indent:-{indent_px}px">{_no_divs(text)}</p>'
    )


def _no_divs(text: str) -> str:
    # A block inside a paragraph would end it, and with it the indent.
    return re.sub(r"<div\b[^>]*>", "<br>", text).replace("</div>", "")

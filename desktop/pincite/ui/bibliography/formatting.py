"""The formatted preview: how it is made in a job, and how it stands on the page."""

import html
import re
from dataclasses import dataclass
from enum import StrEnum

from pincite.citing.csl_engine import CslResult
from pincite.citing.styles import style_xml
from pincite.services.bibliographies import NOTHING, BibliographyService
from pincite.ui.bibliography.contents import Contents

_IS_NOTE_STYLE = re.compile(r'<style\b[^>]*\bclass="note"')
_ENTRY = re.compile(r'^\s*<div class="csl-entry">(?P<text>.*)</div>\s*$', re.DOTALL)
_COLUMNS = re.compile(
    r'<div class="csl-left-margin">(?P<left>.*?)</div>\s*'
    r'<div class="csl-right-inline">(?P<right>.*?)</div>(?P<rest>.*)$',
    re.DOTALL,
)


class Part(StrEnum):
    """What of a bibliography the page shows."""

    CITATIONS = "citations"
    ENTRIES = "entries"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A formatted bibliography and what it was made of.

    Attributes:
        formatting: `Contents.formatting` of the contents; tells whether it is out of date.
        is_note: its citations are notes.
    """

    formatting: tuple[object, ...]
    preview: CslResult
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """Headings of the page, and a colour as HTML writes it.

    Attributes:
        muted: of the numbers before in-text citations; empty to leave them out.
    """

    bibliography: str
    citations: str
    muted: str = ""


def format_contents(service: BibliographyService, contents: Contents) -> Formatted:
    """Format what was read; blocks, so for a job.

    Raises:
        CitingError: the style is unknown, or the engine failed twice.
    """
    if contents.bibliography is None:
        return Formatted(contents.formatting, NOTHING)
    style, locale = contents.bibliography.style, contents.bibliography.locale
    preview = service.format_cites(contents.cites, style, locale, "html")
    is_note = bool(_IS_NOTE_STYLE.search(style_xml(style)))
    return Formatted(contents.formatting, preview, is_note)


def page_html(formatted: Formatted, part: Part, words: PageWords, indent_px: int) -> str:
    """The page in the HTML that Qt's rich text knows: notes or citations, then the entries."""
    parts = []
    preview = formatted.preview
    if part is not Part.ENTRIES and preview.citations:
        if not formatted.is_note and part is Part.BOTH and preview.bibliography:
            parts.append(_heading(words.citations, is_first=True))
        parts += _citations(formatted, words)
    if part is not Part.CITATIONS and preview.bibliography:
        parts.append(_heading(words.bibliography, is_first=not parts))
        parts += _entries(preview, indent_px if preview.is_hanging else 0)
    return f"<html><body>{''.join(parts)}</body></html>"


def page_text(formatted: Formatted, part: Part, words: PageWords) -> str:
    """The page as plain text, one citation or entry a line."""
    preview, lines = formatted.preview, []
    if part is not Part.ENTRIES:
        for number, text in enumerate(preview.citations, 1):
            lines.append(f"{number}. {_plain(text)}" if formatted.is_note else _plain(text))
    if part is not Part.CITATIONS and preview.bibliography:
        lines += ["", words.bibliography, ""] if lines else []
        lines += [_plain(_inner(entry)) for entry in preview.bibliography]
    return "\n".join(lines)


def _plain(markup: str) -> str:
    parted = markup.replace("</div>", "</div> ")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", parted)).split())


def _heading(text: str, *, is_first: bool) -> str:
    above = 0 if is_first else 20
    return f'<p style="margin:{above}px 0 8px 0; font-weight:600">{text}</p>'


def _citations(formatted: Formatted, words: PageWords) -> list[str]:
    texts = formatted.preview.citations
    if formatted.is_note:
        marks = [f"<sup>{number}</sup>&nbsp;" for number in range(1, len(texts) + 1)]
    elif words.muted:
        # Not part of the style: the number of the citation in the list beside it.
        width = len(str(len(texts)))
        numbers = (str(n).rjust(width, "\u2007") for n in range(1, len(texts) + 1))
        style = f"color:{words.muted}; font-size:small"
        marks = [f'<span style="{style}">{number}</span>&nbsp;&nbsp;' for number in numbers]
    else:
        marks = [""] * len(texts)
    return [
        f'<p style="margin:0 0 6px 0">{mark}{text}</p>'
        for mark, text in zip(marks, texts, strict=True)
    ]


def _entries(preview: CslResult, indent_px: int) -> list[str]:
    texts = [_inner(entry) for entry in preview.bibliography]
    columns = [_COLUMNS.search(text) for text in texts]
    if not all(columns):
        return [_entry(text, indent_px) for text in texts]
    rows = "".join(
        f'<tr><td style="padding:0 10px 6px 0">{found["left"]}</td>'
        f'<td style="padding-bottom:6px">{found["right"]}{found["rest"]}</td></tr>'
        for found in columns
        if found
    )
    table = '<table cellspacing="0" cellpadding="0" style="margin-top:8px">'
    return [f"{table}{rows}</table>"]


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

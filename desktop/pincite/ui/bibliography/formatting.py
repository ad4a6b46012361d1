"""The formatted preview: how it is made in a job, and how it stands on the page."""

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
    """Headings and colours (names that HTML knows) of the page."""

    bibliography: str
    citations: str
    muted: str


def format_contents(service: BibliographyService, contents: Contents) -> Formatted:
    """Format what was read; blocks, so for a job.

    Raises:
        CitingError: the style is unknown, or the engine failed twice.
    """
    if contents.bibliography is None or not contents.rows:
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
        make = _note if formatted.is_note else _in_text
        parts += [make(number, text, words) for number, text in enumerate(preview.citations, 1)]
    if part is not Part.CITATIONS and preview.bibliography:
        parts.append(_heading(words.bibliography, is_first=not parts))
        indent = indent_px if preview.is_hanging else 0
        parts += [_entry(text, indent) for text in preview.bibliography]
    return f"<html><body>{''.join(parts)}</body></html>"


def _heading(text: str, *, is_first: bool) -> str:
    above = 0 if is_first else 20
    return f'<p style="margin:{above}px 0 8px 0; font-weight:600">{text}</p>'


def _note(number: int, text: str, _words: PageWords) -> str:
    return f'<p style="margin:0 0 6px 0"><sup>{number}</sup>&nbsp;{text}</p>'


def _in_text(number: int, text: str, words: PageWords) -> str:
    # Not part of the style: the number of the citation in the list beside it.
    mark = f'<span style="color:{words.muted}; font-size:small">{number}</span>'
    return f'<p style="margin:0 0 6px 0">{mark}&nbsp;&nbsp;{text}</p>'


def _entry(html: str, indent_px: int) -> str:
    found = _ENTRY.match(html)
    text = found["text"].strip() if found else html
    columns = _COLUMNS.search(text)
    if columns:
        return (
            '<table cellspacing="0" cellpadding="0" style="margin:0 0 6px 0"><tr>'
            f'<td style="padding-right:10px">{columns["left"]}</td>'
            f"<td>{columns['right']}{columns['rest']}</td></tr></table>"
        )
    return (
        f'<p style="margin:0 0 6px {indent_px}px; text-indent:-{indent_px}px">{_no_divs(text)}</p>'
    )


def _no_divs(text: str) -> str:
    # A block inside a paragraph would end it, and with it the indent.
    return re.sub(r"<div\b[^>]*>", "<br>", text).replace("</div>", "")

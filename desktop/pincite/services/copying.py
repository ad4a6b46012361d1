"""Citations for the clipboard and for dragging, rich and plain at once, in the user's form.

A form is "reference" (the entry of a reference list), "citation" (as it stands in a text or note),
"markdown" (a reference in Markdown), "key", or the name of a writing tool's command.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pincite.citing.csl_engine import CslRequest
from pincite.citing.csl_json import cite_json, to_csl_json
from pincite.citing.short_forms import author_and_year
from pincite.exporting.bib_keys import bib_key
from pincite.exporting.commands import COMMANDS, KeyCite
from pincite.exporting.papers.markup import entry_of, runs_of
from pincite.exporting.papers.paper import Run, Runs, plain
from pincite.exporting.papers.plain import runs_markdown
from pincite.exporting.papers.rtf import fragment_rtf
from pincite.exporting.papers.web import runs_html
from pincite.services.bibliographies import BibliographyService, ItemCite

REFERENCE, CITATION, MARKDOWN, KEY = "reference", "citation", "markdown", "key"
_ALIASES = frozenset({"latex", "markdown"})
"""Second names of commands; "markdown" means a formatted reference here."""
COPY_FORMS: tuple[str, ...] = (
    REFERENCE, CITATION, MARKDOWN, *(name for name in COMMANDS if name not in _ALIASES), KEY,
)  # fmt: skip
"""In the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A cite, with the words it supports where some are to go along."""

    cite: ItemCite
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """The same text in several kinds; those that a form does not have are empty."""

    text: str
    html: str = ""
    rtf: str = ""


def needs_engine(form: str) -> bool:
    """True when making it takes the citation engine, and so some time."""
    return form == MARKDOWN or (form != KEY and form not in COMMANDS)


def copied(
    service: BibliographyService, quoted: Sequence[Quoted], form: str, style: str, locale: str
) -> Copied:
    """Citations in a form; blocks where `needs_engine`.

    Words that are quoted stand before their citation, each in a paragraph of its own; without any,
    works are cited together.

    Args:
        form: one of `COPY_FORMS`; an unknown one, as an older version may have left it in the
            settings, counts as a reference.

    Raises:
        CitingError: the style is unknown, or the engine failed twice.
    """
    if form in COMMANDS and form != MARKDOWN:
        return _commands(quoted, form)
    if form == KEY:
        return Copied(_keys(quoted))
    if any(q.quotation for q in quoted) or form == CITATION:
        return _from_lines(_citation_lines(service, quoted, style, locale), form)
    items = list({q.cite.item.id: q.cite.item for q in quoted}.values())
    result = service.format_items(items, style, locale, "html")
    lines = []
    for entry in map(entry_of, result.bibliography):
        lines.append((*entry.label, Run(" "), *entry.runs) if entry.label else entry.runs)
    return _from_lines(lines, form)


def at_once(quoted: Sequence[Quoted], form: str) -> Copied:
    """Much the same without the engine: who, when and where."""
    if form == KEY:
        return Copied(_keys(quoted))
    if form in COMMANDS and form != MARKDOWN:
        return _commands(quoted, form)
    return _from_lines([_quoting(q.quotation, (_short(q.cite),)) for q in quoted], form)


def _keys(quoted: Sequence[Quoted]) -> str:
    return ", ".join(dict.fromkeys(bib_key(q.cite.item) for q in quoted))


def _commands(quoted: Sequence[Quoted], tool: str) -> Copied:
    if not any(q.quotation for q in quoted):
        return Copied(COMMANDS[tool]([_key_cite(q.cite) for q in quoted]))
    lines = (
        plain(_quoting(q.quotation, (Run(COMMANDS[tool]([_key_cite(q.cite)])),))) for q in quoted
    )
    return Copied("\n\n".join(lines))


def _citation_lines(
    service: BibliographyService, quoted: Sequence[Quoted], style: str, locale: str
) -> list[Runs]:
    """One line for all, or one for each where words are quoted."""
    is_each = any(q.quotation for q in quoted)
    groups = [[q] for q in quoted] if is_each else [list(quoted)]
    records = {q.cite.item.id: to_csl_json(q.cite.item) for q in quoted}
    clusters = tuple(
        tuple(_cite(q.cite, str(records[q.cite.item.id]["id"])) for q in group) for group in groups
    )
    request = CslRequest(style, locale, tuple(records.values()), clusters, "html")
    texts = service.engine.render(request).citations
    return [
        _quoting(group[0].quotation if is_each else "", runs_of(text))
        for group, text in zip(groups, texts, strict=True)
    ]


def _cite(cite: ItemCite, id: str) -> dict[str, object]:
    return cite_json(
        id,
        cite.locator,
        prefix=cite.prefix,
        suffix=cite.suffix,
        suppress_author=cite.suppress_author,
    )


def _quoting(quotation: str, citation: Runs) -> Runs:
    words = " ".join(quotation.split())
    return (Run(f"\u201c{words}\u201d "), *citation) if words else citation


def _short(cite: ItemCite) -> Run:
    place = f", {cite.locator.described}" if cite.locator else ""
    return Run(f"({author_and_year(cite.item)}{place})")


def _from_lines(lines: Sequence[Runs], form: str) -> Copied:
    if form == MARKDOWN:
        return Copied("\n\n".join(map(runs_markdown, lines)))
    html = "".join(f"<p>{runs_html(line)}</p>" for line in lines)
    if len(lines) == 1:
        # No paragraph of its own: it is put into the middle of a sentence.
        html = f"<span>{runs_html(lines[0])}</span>"
    return Copied("\n".join(map(plain, lines)), html, fragment_rtf(tuple(lines)))


def _key_cite(cite: ItemCite) -> KeyCite:
    return KeyCite(bib_key(cite.item), cite.locator, cite.prefix, cite.suffix, cite.suppress_author)

"""Bibliographies as papers: what the exports to word processors and pages are written from."""

from collections.abc import Iterable
from dataclasses import replace

from pincite.citing.styles import is_note_style
from pincite.exporting.papers.compose import Passage, entries_of, paper_of
from pincite.exporting.papers.paper import Paper, WorkCite
from pincite.model.citations import Bibliography
from pincite.model.items import Item
from pincite.services.bibliographies import BibliographyService, ItemCite, csl_ids
from pincite.services.sections import Section, entry_groups, is_rearranged, live_rows


def bibliography_paper(
    service: BibliographyService, bibliography: Bibliography, author: str = ""
) -> Paper:
    """A bibliography as a paper, with its headings; blocks while the engine formats.

    Raises:
        CitingError: the style is unknown, or the engine failed twice.
    """
    sections = service.sections(bibliography.id)
    rows = live_rows(sections)
    style, locale = bibliography.style, bibliography.locale
    result = service.format_cites(
        map(ItemCite.of, rows),
        style,
        locale,
        "html",
        repeats_names=is_rearranged(bibliography),
        listing=bibliography.listing,
    )
    names = csl_ids(row.item for row in rows)
    groups = entry_groups(result, sections, bibliography.ordering, names)
    order = [place for group in groups for place in group.entries]
    return paper_of(
        bibliography.name,
        _passages(sections),
        replace(result, bibliography=tuple(result.bibliography[place] for place in order)),
        style=style,
        language=locale,
        is_note=is_note_style(style, service.own_styles.texts()),
        author=author,
    )


def reference_paper(
    service: BibliographyService, items: Iterable[Item], *, style: str, locale: str, title: str
) -> Paper:
    """Items as a list of references without citations; blocks while the engine formats."""
    result = service.format_items(items, style, locale, "html")
    return Paper(
        title,
        entries=entries_of(result),
        is_hanging=result.is_hanging or result.is_aligned,
        style=style,
        language=locale,
    )


def work_cite(cite: ItemCite) -> WorkCite:
    """A cite as exports know it."""
    return WorkCite(cite.item, cite.locator, cite.prefix, cite.suffix, cite.suppress_author)


def _passages(sections: Iterable[Section]) -> list[Passage]:
    found = []
    for section in sections:
        heading = section.heading.title if section.heading else ""
        for row in live_rows([section]):
            cites = (work_cite(ItemCite.of(row)),)
            found.append(Passage(row.citation.id, cites, row.quotation, row.note, heading))
            heading = ""
    return found

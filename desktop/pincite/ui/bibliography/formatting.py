"""The formatted preview: how it is made in a job, and of which blocks its page is made."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from pincite.citing.csl_engine import CslResult
from pincite.citing.styles import is_note_style
from pincite.model.citations import Ordering
from pincite.model.ids import CitationId, ItemId
from pincite.services.bibliographies import NOTHING, BibliographyService, csl_ids
from pincite.services.listing import heading_in
from pincite.services.sections import entry_groups, is_rearranged
from pincite.ui.bibliography.contents import Contents


class Part(StrEnum):
    """What of a bibliography the page shows."""

    CITATIONS = "citations"
    ENTRIES = "entries"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Remarks:
    """What is shown with a citation beside its text; plain text, empty for nothing.

    Attributes:
        place: where the words stand: "p. 23".
    """

    quotation: str = ""
    note: str = ""
    place: str = ""

    def __bool__(self) -> bool:
        return bool(self.quotation or self.note)


@dataclass(frozen=True, slots=True)
class CitedText:
    """A formatted citation: HTML of the engine."""

    id: CitationId
    item: ItemId
    text: str
    remarks: Remarks = field(default_factory=Remarks)


@dataclass(frozen=True, slots=True)
class EntryText:
    """A formatted entry of the list of works, and the works that it stands for."""

    text: str
    items: tuple[ItemId, ...] = ()


T = TypeVar("T", CitedText, EntryText)


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Texts under a heading; an empty title for those that stand under none."""

    title: str
    texts: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A formatted bibliography and what it was made of.

    Attributes:
        formatting: `Contents.formatting` of the contents; tells whether it is out of date.
        citations, entries: the texts of `preview` in the order and under the headings of the page.
        is_note: its citations are notes.
        cited: what `preview` was made of; equal when it would come out the same.
    """

    formatting: tuple[object, ...]
    preview: CslResult
    citations: tuple[Group[CitedText], ...] = ()
    entries: tuple[Group[EntryText], ...] = ()
    is_note: bool = False
    cited: tuple[object, ...] = ()


def format_contents(
    service: BibliographyService,
    contents: Contents,
    before: Formatted | None = None,
    *,
    is_preview: bool = False,
) -> Formatted:
    """Format what was read; blocks, so for a job.

    Args:
        before: what was made last; where citations are the same, the engine is not asked again.
        is_preview: a few citations in a style that is only looked at.

    Raises:
        CitingError: the style is unknown, or the engine failed twice.
    """
    owner = contents.bibliography
    if owner is None:
        return Formatted(contents.formatting, NOTHING)
    rearranged = is_rearranged(owner)
    listing = owner.listing
    cited = (owner.style, owner.locale, rearranged, listing, contents.beside, contents.cites)
    if before is not None and before.cited == cited:
        preview = before.preview
    elif is_preview:
        preview = service.preview_cites(contents.cites, owner.style, owner.locale)
    else:
        preview = service.format_cites(
            contents.cites,
            owner.style,
            owner.locale,
            "html",
            repeats_names=rearranged,
            listing=listing,
        )
    return Formatted(
        contents.formatting,
        preview,
        _citations(contents, preview),
        _entries(contents, preview, owner.ordering),
        is_note_style(owner.style, service.own_styles.texts()),
        cited,
    )


def _citations(contents: Contents, preview: CslResult) -> tuple[Group[CitedText], ...]:
    """The in-text forms under their headings."""
    assert contents.bibliography is not None
    shown, texts = contents.bibliography.shown, iter(preview.citations)
    groups = []
    for section in contents.sections:
        made = tuple(
            CitedText(
                row.citation.id,
                row.item.id,
                next(texts, ""),
                Remarks(
                    row.quotation if shown.page_quotations else "",
                    row.note if shown.page_notes else "",
                    row.locator.described,
                ),
            )
            for row in section.rows
            if not row.item.trashed
        )
        if made or section.heading is not None:
            groups.append(Group(section.heading.title if section.heading else "", made))
    return tuple(groups)


def _entries(
    contents: Contents, preview: CslResult, ordering: Ordering
) -> tuple[Group[EntryText], ...]:
    """The list of works in its order, under headings where it follows the citations."""
    names = csl_ids(row.item for row in contents.live)
    items = {name: item for item, name in names.items()}
    ids = preview.entry_ids or ((),) * len(preview.bibliography)
    groups = []
    for group in entry_groups(preview, contents.sections, ordering, names):
        title, texts = group.heading.title if group.heading else "", list[EntryText]()
        for n in group.entries:
            text = preview.bibliography[n]
            part = heading_in(text)
            if part:
                groups += [Group(title, tuple(texts))] if texts else []
                title, texts = part, []
            else:
                works = tuple(items[id] for id in ids[n] if id in items)
                texts.append(EntryText(text, works))
        groups.append(Group(title, tuple(texts)))
    return tuple(groups)

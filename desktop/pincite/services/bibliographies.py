"""Bibliographies at work: effective locators, live preview, ledger and export."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pincite.citing.abbreviations import abbreviated
from pincite.citing.csl_engine import CslEngine, CslRequest, CslResult
from pincite.citing.csl_json import cite_json, to_csl_json
from pincite.citing.csl_text import request_key, result_from, result_text
from pincite.citing.errors import CitingError
from pincite.citing.ledger import LedgerEntry, LedgerWork, build_ledger
from pincite.library.files import FileStore
from pincite.library.format_cache import FormatCache
from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.citations import DEFAULT_STYLE, Bibliography
from pincite.model.documents import Document
from pincite.model.ids import BibliographyId, ItemId
from pincite.model.items import Item
from pincite.model.listing import PLAIN, Annotated, Listing
from pincite.model.locators import Locator
from pincite.services.cited_rows import CitedRow, cited_rows
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.bibliographies import AddBibliography, AddCitation
from pincite.services.listing import listed
from pincite.services.own_styles import OwnStyles
from pincite.services.sections import Ranks, Section, live_rows, sections_of
from pincite.services.workspace import Batch, Command, Workspace

logger = logging.getLogger(__name__)

NOWHERE = Locator()

_ORDERS_KEPT = 8

NOTHING = CslResult((), ())

CACHE_FILE = Path("cache") / "formatted.sqlite"

ACTIVE = "active_bibliography"
"""Name of the library's setting that holds the id of the bibliography which "Cite" adds to."""


@dataclass(frozen=True, slots=True)
class ItemCite:
    """A cite to be formatted, in a bibliography or not."""

    item: Item
    locator: Locator = NOWHERE
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    is_author_in_text: bool = False

    @classmethod
    def of(cls, row: CitedRow) -> "ItemCite":
        """The cite of a citation, with its effective locator."""
        citation = row.citation
        return cls(
            row.item,
            row.locator,
            citation.prefix,
            citation.suffix,
            citation.suppress_author,
            citation.is_author_in_text,
        )


@dataclass(frozen=True, slots=True)
class _Order:
    """In which order a style puts some works."""

    style: str
    locale: str
    items: Mapping[ItemId, Item]
    ranks: Ranks


class BibliographyService:
    """Reads bibliographies for the window and the command line.

    Args:
        start_engine: makes the CSL engine; called at the first formatting only.
    """

    def __init__(self, workspace: Workspace, start_engine: Callable[[], CslEngine]) -> None:
        self._workspace = workspace
        self._start_engine = start_engine
        self._engine: CslEngine | None = None
        self._previews: CslEngine | None = None
        self._cache: FormatCache | None = None
        self.own_styles = OwnStyles(workspace.read, lambda: self.preview_engine)
        self._orders: deque[_Order] = deque(maxlen=_ORDERS_KEPT)

    @property
    def read(self) -> Reader:
        """The library, for reading."""
        return self._workspace.read

    @property
    def files(self) -> FileStore:
        """The files of the library."""
        return self._workspace.library.files

    def sections(self, bibliography_id: BibliographyId) -> list[Section]:
        """The groups of a bibliography; citations of works in the trash are there, too.

        Blocks like `format_cites` while the style is asked for its order.
        """
        reader = self._workspace.read
        bibliography = reader.get(Bibliography, bibliography_id)
        if bibliography is None:
            return []
        rows = cited_rows(reader, reader.citations_of(bibliography_id), with_trashed=True)

        def ranks() -> Ranks:
            items = {row.item.id: row.item for row in rows if not row.item.trashed}
            return self._ranks(items, bibliography.style, bibliography.locale)

        return sections_of(bibliography, rows, ranks)

    def cited(self, bibliography: BibliographyId) -> list[CitedRow]:
        """The citations of a bibliography as they are formatted; see `sections`."""
        return live_rows(self.sections(bibliography))

    def cited_of_item(self, item: ItemId) -> list[CitedRow]:
        """The live citations of one item in all bibliographies."""
        reader = self._workspace.read
        return cited_rows(reader, reader.citations_of_item(item))

    def preview(self, bibliography_id: BibliographyId, format: str = "html") -> CslResult:
        """Format a bibliography in its style; blocks for up to some seconds, so call it in a job.

        Args:
            format: "html", "text" or "rtf".

        Raises:
            CitingError: the style is unknown, or the engine failed twice.
        """
        bibliography = self._workspace.read.get(Bibliography, bibliography_id)
        if bibliography is None:
            return NOTHING
        cites = [ItemCite.of(row) for row in self.cited(bibliography_id)]
        return self.format_cites(
            cites, bibliography.style, bibliography.locale, format, listing=bibliography.listing
        )

    def format_cites(
        self,
        cites: Iterable[ItemCite],
        style: str,
        locale: str,
        format: str,
        *,
        repeats_names: bool = False,
        listing: Listing = PLAIN,
    ) -> CslResult:
        """Format citations that need not be in a bibliography, each one a cluster. Blocks.

        Args:
            repeats_names: see `CslRequest`.
            listing: what the list of works holds besides them, and how it is divided.
        """
        request, works = self._request(cites, style, locale, format, listing)
        if not request.items:
            return NOTHING
        names = repeats_names or bool(listing.sections)
        result = self.engine.render(replace(request, repeats_names=names))
        self._keep_order(style, locale, {item.id: item for item in works.values()}, result)
        return listed(result, listing, works, format, self.read)

    def beside(self, bibliography: Bibliography, sections: Iterable[Section]) -> tuple[object, ...]:
        """All that a list of works is made of besides its citations: when it differs, so may they.

        Styles of the library's own, abbreviations, works that are listed only, and notes.
        """
        listing, reader = bibliography.listing, self.read
        own = tuple((style.id, style.added) for style in reader.own_styles())
        short = self.own_styles.abbreviations() if listing.is_abbreviated else None
        also = tuple(reader.items(listing.uncited)) if listing.uncited else ()
        notes: tuple[object, ...] = ()
        if listing.annotated is Annotated.NOTES:
            works = {row.item.id for section in sections for row in section.rows}
            notes = tuple(tuple(reader.notes_of(id)) for id in sorted(works | set(listing.uncited)))
        return own, short, also, notes

    def preview_cites(
        self,
        cites: Iterable[ItemCite],
        style: str,
        locale: str,
        format: str = "html",
        *,
        listing: Listing = PLAIN,
    ) -> CslResult:
        """A few citations in a style that is only looked at; blocks for a fraction of a second.

        Nothing waits for it that formats a bibliography. What was asked before comes from a cache.
        """
        request, works = self._request(cites, style, locale, format, listing)
        if not request.items:
            return NOTHING
        key = request_key(request)
        kept = self._kept.get(key)
        if kept is not None:
            return listed(result_from(kept), listing, works, format, self.read)
        result = self.preview_engine.render(replace(request, is_preview=True))
        self._kept.put(key, result_text(result))
        return listed(result, listing, works, format, self.read)

    def _request(
        self, cites: Iterable[ItemCite], style: str, locale: str, format: str, listing: Listing
    ) -> tuple[CslRequest, dict[str, Item]]:
        """What the engine is asked, and the works by the ids that it knows them by."""
        cites = list(cites)
        also = self.read.items(listing.uncited) if listing.uncited else []
        known = {item.id: item for item in (*(c.item for c in cites), *also) if not item.trashed}
        items: dict[ItemId, dict[str, Any]] = {i: to_csl_json(item) for i, item in known.items()}
        if listing.is_abbreviated:
            lists = self.own_styles.abbreviations()
            items = {i: abbreviated(record, lists) for i, record in items.items()}
        clusters = tuple(
            (
                cite_json(
                    str(items[c.item.id]["id"]),
                    c.locator,
                    prefix=c.prefix,
                    suffix=c.suffix,
                    suppress_author=c.suppress_author,
                    is_author_in_text=c.is_author_in_text,
                ),
            )
            for c in cites
        )
        request = CslRequest(
            style,
            locale,
            tuple(items.values()),
            clusters,
            format,
            own_styles=self.own_styles.texts(),
        )
        return request, {str(items[id]["id"]): item for id, item in known.items()}

    def format_items(
        self, items: Iterable[Item], style: str, locale: str, format: str
    ) -> CslResult:
        """The reference list of items that are not cited anywhere. Blocks."""
        records = tuple(to_csl_json(item) for item in items)
        if not records:
            return NOTHING
        own = self.own_styles.texts()
        return self.engine.render(CslRequest(style, locale, records, (), format, own_styles=own))

    def _ranks(self, items: Mapping[ItemId, Item], style: str, locale: str) -> Ranks:
        """The place of each work in the style's list of works; empty when it cannot be had."""
        for known in reversed(self._orders):
            if (known.style, known.locale, known.items) == (style, locale, items):
                return known.ranks
        try:
            result = self.format_items(items.values(), style, locale, "text")
        except CitingError:
            logger.info("The style %s gives no order", style, exc_info=True)
            return {}
        return self._keep_order(style, locale, items, result)

    def _keep_order(
        self, style: str, locale: str, items: Mapping[ItemId, Item], result: CslResult
    ) -> Ranks:
        """Remember in which order a style has put some works."""
        places = {id: place for place, ids in enumerate(result.entry_ids) for id in ids}
        names = csl_ids(items.values())
        ranks = {item: places[name] for item, name in names.items() if name in places}
        self._orders.append(_Order(style, locale, items, ranks))
        return ranks

    @property
    def engine(self) -> CslEngine:
        """The CSL engine, started when first asked for."""
        if self._engine is None:
            self._engine = self._start_engine()
        return self._engine

    @property
    def preview_engine(self) -> CslEngine:
        """A second engine, which never waits for a long document."""
        if self._previews is None:
            self._previews = self._start_engine()
        return self._previews

    @property
    def _kept(self) -> FormatCache:
        if self._cache is None:
            library = self._workspace.library
            file = library.folder / CACHE_FILE
            self._cache = FormatCache(None if library.is_read_only else file)
        return self._cache

    def ledger(self, bibliography: BibliographyId | None = None) -> list[LedgerWork]:
        """The pages cited of each work: in one bibliography, or in all of the library."""
        reader = self._workspace.read
        chosen = [bibliography] if bibliography else [b.id for b in reader.bibliographies()]
        rows = [row for each in chosen for row in cited_rows(reader, reader.citations_of(each))]
        return _ledger(reader, rows)

    def ledger_of(self, rows: list[CitedRow]) -> list[LedgerWork]:
        """The pages cited of each work, by citations that were read already."""
        return _ledger(self._workspace.read, rows)

    def ledger_of_item(self, item: ItemId) -> list[LedgerWork]:
        """The pages cited of one work, in all bibliographies."""
        return _ledger(self._workspace.read, self.cited_of_item(item))

    def active(self) -> Bibliography | None:
        """The bibliography that "Cite" adds to; None when the library has none."""
        reader = self._workspace.read
        named = reader.get(Bibliography, reader.setting(ACTIVE) or "")
        if named is not None and not named.trashed and not named.archived:
            return named
        return next((b for b in reader.bibliographies() if not b.archived), None)

    def set_active(self, bibliography: BibliographyId) -> None:
        """Make "Cite" add to this bibliography."""
        self._workspace.save_setting(ACTIVE, bibliography)

    def free_name(self, name: str) -> str:
        """`name`, with a number after it where a bibliography of that name exists."""
        taken = {b.name for b in self._workspace.read.bibliographies()}
        free, number = name, 2
        while free in taken:
            free, number = f"{name} {number}", number + 1
        return free

    def cite(
        self,
        item: ItemId,
        *,
        locator: Locator = NOWHERE,
        annotation: Annotation | None = None,
        is_new_annotation: bool = False,
        quotation: str = "",
        new_name: str = "My bibliography",
        style: str = DEFAULT_STYLE,
    ) -> Batch:
        """The command that adds a citation to the active bibliography; it makes one if need be.

        Args:
            annotation: the mark to bind the citation to.
            is_new_annotation: the mark is not in the library yet and is added in the same step.
            new_name, style: of the bibliography made where there is none.
        """
        target, commands = self._target(new_name, style)
        if annotation is not None and is_new_annotation:
            commands.append(AddAnnotation(annotation))
        commands.append(
            AddCitation(target, item, locator, annotation.id if annotation else None, quotation)
        )
        return Batch("Cite", tuple(commands))

    def cite_annotations(
        self,
        annotations: Iterable[Annotation],
        *,
        new_name: str = "My bibliography",
        style: str = DEFAULT_STYLE,
    ) -> Batch:
        """The command that adds a citation of each annotation, in their order; see `cite`."""
        target, commands = self._target(new_name, style)
        for annotation in annotations:
            document = self._workspace.read.get(Document, annotation.document)
            if document is not None:
                quote = annotation.anchor.quote
                commands.append(
                    AddCitation(target, document.item, annotation=annotation.id, quotation=quote)
                )
        return Batch("Cite", tuple(commands))

    def cite_places(
        self,
        places: Iterable[tuple[ItemId, Locator, str]],
        *,
        new_name: str = "My bibliography",
        style: str = DEFAULT_STYLE,
    ) -> Batch:
        """The command that adds citations of places with the words quoted there; see `cite`."""
        target, commands = self._target(new_name, style)
        commands += [
            AddCitation(target, item, locator, quotation=quotation)
            for item, locator, quotation in places
        ]
        return Batch("Cite", tuple(commands))

    def _target(self, new_name: str, style: str) -> tuple[BibliographyId, list[Command]]:
        """The active bibliography; where there is none, with the command that makes it."""
        active = self.active()
        if active is not None:
            return active.id, []
        made = AddBibliography(self.free_name(new_name), style)
        return made.id, [made]

    def close(self) -> None:
        """End the engines' processes."""
        for engine in (self._engine, self._previews):
            if engine is not None:
                engine.close()
        self._engine = self._previews = None
        if self._cache is not None:
            self._cache.close()
            self._cache = None


def csl_ids(items: Iterable[Item]) -> dict[ItemId, str]:
    """The id by which the citation engine knows each work."""
    return {item.id: item.key or str(item.id) for item in items}


def _ledger(reader: Reader, rows: list[CitedRow]) -> list[LedgerWork]:
    maps = {row.item.id: reader.page_map(row.document.sha256) for row in rows if row.document}
    return build_ledger(ledger_entries(reader, rows), maps)


def ledger_entries(reader: Reader, rows: Iterable[CitedRow]) -> list[LedgerEntry]:
    """Citations of bibliographies as a ledger counts them."""
    names = {b.id: b.name for b in reader.bibliographies()}
    return [
        LedgerEntry(
            row.item.id,
            row.item.title,
            row.locator,
            names.get(row.citation.bibliography, ""),
            row.state,
            row.page_index,
            id=row.citation.id,
            text=row.quotation,
        )
        for row in rows
    ]

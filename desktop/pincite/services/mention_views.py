"""Citations as a reader lists them: what is known of each, filtered, counted, grouped by name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pincite.citing.mentions.finding import VERSION
from pincite.citing.mentions.works import named
from pincite.library.queries import Reader
from pincite.model.checks import QuotationCheck
from pincite.model.citations import CitationState
from pincite.model.documents import Document
from pincite.model.ids import MentionId
from pincite.model.items import Item
from pincite.model.mentions import Mention, MentionState, name_key
from pincite.services.mentions import Backlink, MentionRow, Target, backlinks, mention_rows
from pincite.services.reading import place_label


class Standing(StrEnum):
    """What stands between a citation and the page that it names, in the order of a filter.

    `SUGGESTED` waits for a person; `RESOLVED` lacks nothing.
    """

    SUGGESTED = "suggested"
    UNKNOWN = "unknown"
    NO_FILE = "no file"
    NO_PAGE = "no page"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


def standing_of(mention: Mention, target: Target) -> Standing:
    """What is known of a citation."""
    if mention.state is MentionState.DISMISSED:
        return Standing.DISMISSED
    if target.item is None:
        return Standing.UNKNOWN
    if mention.state is MentionState.SUGGESTED:
        return Standing.SUGGESTED
    return {"file": Standing.NO_FILE, "page": Standing.NO_PAGE}.get(
        target.missing, Standing.RESOLVED
    )


def name_of(row: MentionRow) -> str:
    """The work as the citation writes it, else the words of the citation."""
    return row.mention.work or row.mention.anchor.quote


def cited_as(row: MentionRow) -> str:
    """Work and place for people: "adler2014, p. 23"; the work as written while it is not known."""
    item, place = row.target.item, row.mention.place.described
    who = (item.key or item.title) if item is not None else row.mention.work
    return ", ".join(part for part in (who, place) if part)


def words_to_show(mention: Mention, check: QuotationCheck | None) -> str:
    """What to look for on the cited page: the source's own words where it has others."""
    if check is not None and check.verdict.state is CitationState.CLOSE:
        return check.verdict.found or mention.quotation
    return mention.quotation


@dataclass(frozen=True, slots=True)
class MentionFilter:
    """Which citations are listed; an empty one lists all."""

    text: str = ""
    standings: frozenset[Standing] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.standings)

    def has_words(self, row: MentionRow) -> bool:
        """True when all words typed stand in what a card says of the citation."""
        mention, item = row.mention, row.target.item
        said = [mention.anchor.quote, mention.work, mention.quotation, mention.entry]
        if item is not None:
            said += [item.title, item.key, *(creator.short for creator in item.creators)]
        folded = " ".join(said).casefold()
        return all(word in folded for word in self.text.casefold().split())

    def chosen(self, rows: Iterable[MentionRow]) -> list[MentionRow]:
        """Those that meet it, in their order."""
        return [
            row
            for row in rows
            if (not self.standings or standing_of(row.mention, row.target) in self.standings)
            and self.has_words(row)
        ]

    def counts(self, rows: Iterable[MentionRow]) -> Counter[Standing]:
        """How many there are of each kind among those with the words."""
        return Counter(standing_of(r.mention, r.target) for r in rows if self.has_words(r))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One question to the reader: does this name stand for that item?

    Attributes:
        mentions: the citations that the answer settles, in reading order.
    """

    name: str
    item: Item
    mentions: tuple[Mention, ...]


def suggestions(rows: Sequence[MentionRow]) -> list[Suggestion]:
    """The suggested works, name by name in reading order."""
    found: dict[tuple[str, str], list[MentionRow]] = {}
    for row in rows:
        if standing_of(row.mention, row.target) is Standing.SUGGESTED and row.target.item:
            key = (name_key(named(row.mention)) or row.mention.id, row.target.item.id)
            found.setdefault(key, []).append(row)
    return [
        Suggestion(name_of(group[0]), item, tuple(row.mention for row in group))
        for group in found.values()
        if (item := group[0].target.item) is not None
    ]


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """Somebody cites a document: the citation, and what its place is called ("¶ 6", "p. 12")."""

    link: Backlink
    where: str


@dataclass(frozen=True, slots=True)
class DocumentCitations:
    """All that is known of the citations in a document and of it.

    Attributes:
        rows: its citations in reading order.
        dismissed: what was said to be none.
        citing: who cites it.
        checks: of the quotations that these citations support, as far as they still hold.
        is_searched: it was looked through by this version of the search.
    """

    rows: tuple[MentionRow, ...] = ()
    dismissed: tuple[MentionRow, ...] = ()
    citing: tuple[CitingPlace, ...] = ()
    checks: Mapping[MentionId, QuotationCheck] = field(default_factory=dict)
    is_searched: bool = False

    def citing_page(self, page_index: int) -> list[CitingPlace]:
        """Who cites a page, by its index."""
        return [place for place in self.citing if page_index in place.link.target.pages]

    def citing_elsewhere(self, page_index: int) -> list[CitingPlace]:
        """Who cites other pages, by the order of these; the work as a whole comes last."""
        rest = [place for place in self.citing if page_index not in place.link.target.pages]
        return sorted(rest, key=lambda p: (not p.link.target.pages, p.link.target.pages))

    def page_counts(self) -> Counter[int]:
        """How many citations each page has from others."""
        return Counter(page for place in self.citing for page in place.link.target.pages)


def citations_of(read: Reader, document: Document) -> DocumentCitations:
    """Read them all; not for the GUI thread, since it reads the text of the whole document."""
    rows = mention_rows(read, document.sha256, dismissed=True)
    live: list[MentionRow] = []
    dismissed: list[MentionRow] = []
    for row in rows:
        is_dismissed = row.mention.state is MentionState.DISMISSED
        (dismissed if is_dismissed else live).append(row)
    citing = [CitingPlace(link, _where(read, link)) for link in backlinks(read, document)]
    found = [(row.mention, row.target) for row in live]
    found += [(place.link.mention, place.link.target) for place in citing]
    checks = {mention.id: check for mention, check in _checks(read, found)}
    is_searched = read.scanned_version(document.sha256) >= VERSION
    return DocumentCitations(tuple(live), tuple(dismissed), tuple(citing), checks, is_searched)


def _checks(
    read: Reader, found: Iterable[tuple[Mention, Target]]
) -> Iterator[tuple[Mention, QuotationCheck]]:
    """The last check of each quotation, unless something else is cited by now."""
    for mention, target in found:
        check = read.check_of(mention.id) if mention.quotation and target.document else None
        if check is None or target.document is None:
            continue
        asked = (mention.quotation, mention.place, target.document.sha256)
        if (check.quotation, check.locator, check.document) == asked:
            yield mention, check


def _where(read: Reader, link: Backlink) -> str:
    anchor = link.mention.anchor
    label = place_label(read, link.document, anchor.page_index, anchor.start)
    return label if link.document.is_article else f"p. {label}"

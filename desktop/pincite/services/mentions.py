"""Citations in documents: finding them, what they name, where they lead, and who cites a page."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pincite.citing.mentions.finding import VERSION
from pincite.citing.mentions.flat import PAGE_END
from pincite.citing.mentions.resolving import KnownNames, resolve
from pincite.citing.mentions.scanning import scan
from pincite.citing.mentions.works import WorkIndex
from pincite.library.queries import Reader
from pincite.model.changes import Bulk
from pincite.model.documents import Document, PageMap
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.model.locators import Locator
from pincite.model.mentions import Mention, MentionState
from pincite.services.commands.mentions import SaveManyMentions, SaveMentions
from pincite.services.jobs import JobContext
from pincite.services.reading import document_to_read, page_name
from pincite.services.workspace import Workspace

logger = logging.getLogger(__name__)

_DOCUMENTS_AT_ONCE = 32
_LONGEST_RANGE = 200
"""Pages of a range that are marked; a longer one is a whole chapter or a mistake."""


def work_index(read: Reader) -> WorkIndex:
    """All works of the library by name; takes about a second for 20 000 items."""
    return WorkIndex(read.items(read.item_ids()))


def find_mentions(
    workspace: Workspace, document: Sha256, *, works: WorkIndex | None = None, group: object = None
) -> list[Mention]:
    """Look through a document and keep what is found; doing it again changes nothing.

    Not for the GUI thread.

    Returns:
        Its citations in reading order, dismissed ones left out.
    """
    read = workspace.read
    found = scan(document, list(read.page_texts(document)))
    mentions = _resolved(read, document, found, works)
    workspace.run_now(SaveMentions(document, tuple(mentions)), group=group)
    return read.mentions_of(document)


def find_all_mentions(workspace: Workspace, context: JobContext) -> int:
    """Look through all documents that this version has not seen; how many those were.

    Raises:
        Cancelled: the job was stopped; what was found stays.
    """
    documents = workspace.read.unscanned_documents(VERSION)
    works, bulk = work_index(workspace.read), Bulk()
    for number, document in enumerate(documents):
        find_mentions(workspace, document, works=works, group=bulk)
        context.progress(number + 1, len(documents), "Finding citations")
    return len(documents)


def resolve_again(
    workspace: Workspace,
    documents: Iterable[Sha256],
    *,
    works: WorkIndex | None = None,
    group: object = None,
) -> None:
    """Ask the library anew what the citations of some documents name; decisions stay."""
    read = workspace.read
    for document in documents:
        known = read.mentions_of(document, dismissed=True)
        works = works or work_index(read)
        mentions = _resolved(read, document, known, works)
        if mentions != known:
            workspace.run_now(SaveMentions(document, tuple(mentions)), group=group)


def look_through_new(
    workspace: Workspace,
    items: Sequence[ItemId],
    documents: Sequence[Sha256],
    group: object,
    check: Callable[[], None] = lambda: None,
) -> None:
    """After an import: what the new documents cite, and who has been citing the new items.

    Args:
        documents: the new ones.
        check: called before each document; raises to stop there.
    """
    read = workspace.read
    works = work_index(read)
    for first in range(0, len(documents), _DOCUMENTS_AT_ONCE):
        some = documents[first : first + _DOCUMENTS_AT_ONCE]
        found = []
        for document in some:
            check()
            mentions = scan(document, list(read.page_texts(document)))
            resolved = _resolved(read, document, mentions, works)
            found.append(SaveMentions(document, tuple(resolved)))
        workspace.run_now(SaveManyMentions(tuple(found)), group, group=group)
    words = {word for item in read.items(items) for word in _telling_words(item)}
    others = dict.fromkeys(read.documents_naming(sorted(words)))
    resolve_again(workspace, (d for d in others if d not in documents), works=works, group=group)


def _telling_words(item: Item) -> Iterator[str]:
    """Words of which a citation of the item has at least one."""
    for creator in item.creators:
        name = creator.family or creator.literal
        yield from name.split()[-1:] if creator.family else name.split()[:1]
    if item.title:
        yield " ".join(item.title.split()[:3])
    if doi := item.fields.get("DOI", ""):
        yield doi


def _resolved(
    read: Reader, document: Sha256, found: Sequence[Mention], works: WorkIndex | None
) -> list[Mention]:
    if not found:
        return []
    names = KnownNames(read.work_names(), document)
    return resolve(found, names, works or work_index(read))


@dataclass(frozen=True, slots=True)
class Target:
    """Where a citation leads.

    Attributes:
        item: the work; None when it is not known or in the trash.
        document: its file to read; None without one.
        page_index: of that file, from 0; None when it has no such page.
        page_label: what is printed there; empty without a page.
        pages: all pages of the range, by index.
        place: how it is cited in that file.
        start: character in the page's text for a paragraph; -1 for the page as a whole.
        missing: "item", "file", "page" or empty when there is a page to open; a work that is
            cited as a whole, or by time, lacks nothing.
    """

    item: Item | None = None
    document: Document | None = None
    page_index: int | None = None
    page_label: str = ""
    pages: tuple[int, ...] = ()
    start: int = -1
    missing: str = ""
    place: Locator = Locator()


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A citation in a document, with what it leads to.

    Attributes:
        start, end: offsets in the text of the whole document, as `pincite text` prints it.
    """

    mention: Mention
    target: Target
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Backlink:
    """Somebody cites a document: the citation, and the document and item that it stands in."""

    mention: Mention
    item: Item
    document: Document
    target: Target


class Targets:
    """Answers where citations lead; remembers works that are cited again. Short-lived."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._works: dict[ItemId, tuple[Item | None, Document | None]] = {}

    def of(self, mention: Mention, document: Document | None = None) -> Target:
        """Where a citation leads.

        Args:
            document: the file to look in; when None the one whose pages are meant.
        """
        if mention.state is MentionState.DISMISSED:
            return Target(missing="item")
        item, first = self._work(mention.item) if mention.item is not None else (None, None)
        if item is None:
            return Target(missing="item")
        edition = self._edition(mention)
        document = document or edition or first
        place = mention.place
        if document is not None and edition is not None and document.pages:
            if document.sha256 == edition.sha256:
                place = mention.edition_place or place
            elif not mention.edition_place and place.kind == "page":
                # It was not looked for in any other file: the number may be another page there.
                return Target(item, document, missing="page", place=place)
        return self.at(mention.item, place, document)

    def at(self, id: ItemId | None, place: Locator, document: Document | None = None) -> Target:
        """Where a place in a work is.

        Args:
            document: the file to look in; the work's first one when None.
        """
        item, first = self._work(id) if id is not None else (None, None)
        if item is None:
            return Target(missing="item")
        document = document or first
        if document is None or not document.pages:
            return Target(item, document, missing="file", place=place)
        return replace(self._in_document(item, document, place), place=place)

    def _edition(self, mention: Mention) -> Document | None:
        """The file whose pages the citation was said to mean, if it is one of its work."""
        if not mention.edition:
            return None
        document = self._read.get(Document, mention.edition)
        return document if document is not None and document.item == mention.item else None

    def _work(self, id: ItemId) -> tuple[Item | None, Document | None]:
        if id not in self._works:
            item = self._read.get(Item, id)
            live = item if item is not None and not item.trashed else None
            self._works[id] = (live, document_to_read(self._read, id) if live else None)
        return self._works[id]

    def _in_document(self, item: Item, document: Document, place: Locator) -> Target:
        if not place or place.kind == "timestamp":
            return Target(item, document)
        if place.kind == "paragraph" and document.is_article:
            return self._paragraph(item, document, place)
        page_map = self._read.page_map(document.sha256)
        pages = (
            pages_of(page_map, place) if place.kind == "page" else self._outlined(document, place)
        )
        if not pages or document.is_article:
            return Target(item, document, missing="page")
        return Target(item, document, pages[0], page_name(page_map, pages[0]), pages)

    def _paragraph(self, item: Item, document: Document, place: Locator) -> Target:
        wanted = place.ranges[0].first
        for paragraph in self._read.paragraphs(document.sha256):
            if str(paragraph.number) == wanted:
                page = paragraph.page_index
                return Target(item, document, page, f"¶ {wanted}", (page,), paragraph.start)
        return Target(item, document, missing="page")

    def _outlined(self, document: Document, place: Locator) -> tuple[int, ...]:
        """The page where a chapter or section begins, by the document's outline."""
        number = re.escape(place.ranges[0].first)
        title = re.compile(
            rf"^\W*(?:(?:{place.kind}|kapitel|chapitre)\s+)?{number}(?![\d.]*\d)\b", re.I
        )
        found = (e.page_index for e in self._read.outline(document.sha256) if title.match(e.title))
        first = next(found, None)
        return () if first is None else (first,)


def pages_of(page_map: PageMap, place: Locator) -> tuple[int, ...]:
    """The file pages that a locator's printed numbers stand on, in order, each once.

    Only printed numbers count: where the document has none like it, nothing is guessed.
    """
    labels = [label.casefold() for label in page_map.printed()]
    found: dict[int, None] = {}
    for span in place.ranges:
        whole = f"{span.first}-{span.last}".casefold()
        # "4-12" may be one page of chapter 4.
        ends = (whole, whole) if whole in labels else _ends(span.first, span.last, labels)
        if ends[0] not in labels:
            continue
        first = labels.index(ends[0])
        last = labels.index(ends[1], first) if ends[1] in labels[first:] else first
        found.update(dict.fromkeys(range(first, min(last, first + _LONGEST_RANGE) + 1)))
    return tuple(found)


def _ends(first: str, last: str, labels: Sequence[str]) -> tuple[str, str]:
    first, last = first.casefold(), (last or first).casefold()
    if first not in labels and "-" in first:
        first, _, last = first.partition("-")
    return first, last


def mention_rows(read: Reader, document: Sha256, *, dismissed: bool = False) -> list[MentionRow]:
    """The citations of a document in reading order, with what they lead to."""
    mentions = read.mentions_of(document, dismissed=dismissed)
    if not mentions:
        return []
    begins: dict[int, int] = {}
    at = 0
    for index, text in read.page_texts(document):
        begins[index] = at
        at += len(text) + len(PAGE_END)
    targets = Targets(read)
    rows = []
    for mention in mentions:
        start = begins.get(mention.anchor.page_index, 0) + mention.anchor.start
        rows.append(MentionRow(mention, targets.of(mention), start, start + mention.length))
    return rows


def backlinks(read: Reader, document: Document, page_index: int | None = None) -> list[Backlink]:
    """Who cites a document, citing document by citing document in reading order.

    Args:
        page_index: only citations of this page, from 0; of whichever page when None.
    """
    targets = Targets(read)
    found = []
    for mention in read.mentions_of_item(document.item):
        target = targets.of(mention, document)
        citing = read.get(Document, mention.document)
        item = read.get(Item, citing.item) if citing else None
        if citing is None or item is None:
            continue
        if page_index is None or page_index in target.pages:
            found.append(Backlink(mention, item, citing, target))
    return found


def citing_counts(read: Reader, document: Document) -> dict[int, int]:
    """How many citations each page of a document has from others, by page index."""
    counts: dict[int, int] = {}
    for link in backlinks(read, document):
        for index in link.target.pages:
            counts[index] = counts.get(index, 0) + 1
    return counts

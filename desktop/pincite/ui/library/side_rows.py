"""The rows of the left pane: sections, the tree of collections, tags."""

from collections.abc import Collection as Group
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pincite.library.queries import ItemQuery, TagCount
from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId, CollectionId, SavedSearchId
from pincite.model.items import Collection
from pincite.model.saved_searches import SavedSearch

if TYPE_CHECKING:
    from pincite.ui.library.tag_colours import TagColours

SECTION_ICONS = {
    "all": "books",
    "recent": "clock",
    "drafts": "question",
    "tasks": "check-square",
    "trash": "trash",
}
HEADS = ("head:collections", "head:bibliographies", "head:tags", "head:saved")


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row.

    Attributes:
        key: stable name: "section:all", "collection:<id>", "tag:<name>", "head:tags".
        count: shown at the right; None for none.
        depth: of a collection inside others, from 0.
        is_open: True or False for a collection with others inside, None without.
        colour: of a tag, "#rrggbb", empty for none; digit: the key that toggles it, 0 for none.
        is_automatic: a tag that nobody has chosen.
    """

    key: str
    text: str
    icon: str = ""
    count: int | None = None
    depth: int = 0
    is_open: bool | None = None
    colour: str = ""
    digit: int = 0
    is_automatic: bool = False

    @property
    def kind(self) -> str:
        """What it is.

        "section", "collection", "saved", "bibliography", "archive", "tag", "head" or "hint".
        """
        return self.key.partition(":")[0]

    @property
    def name(self) -> str:
        """The part of the key after its kind: an id or a tag."""
        return self.key.partition(":")[2]

    @property
    def collection(self) -> CollectionId | None:
        """The collection that the row stands for."""
        return CollectionId(self.name) if self.kind == "collection" else None


def query_of(row: SideRow) -> ItemQuery:
    """What a click on the row shows."""
    if row.kind == "collection":
        return ItemQuery(collection=CollectionId(row.name))
    if row.kind == "tag":
        return ItemQuery(tags=(row.name,))
    return ItemQuery(section=row.name)


def section_rows(counts: Mapping[str, int]) -> list[SideRow]:
    """The fixed rows at the top; a section with nothing in it shows no number."""
    tr = QCoreApplication.translate
    names = {
        "all": tr("Side", "All items"),
        "recent": tr("Side", "Recently read"),
        "drafts": tr("Side", "To check"),
        "tasks": tr("Side", "Tasks"),
        "trash": tr("Side", "Trash"),
    }
    shown = {name: number for name, number in counts.items() if number or name == "all"}
    return [
        SideRow(f"section:{name}", text, SECTION_ICONS[name], shown.get(name))
        for name, text in names.items()
    ]


def collection_rows(
    collections: Sequence[Collection],
    counts: Mapping[CollectionId, int],
    closed: Group[CollectionId],
) -> list[SideRow]:
    """The open part of the tree, depth first, after its head; a hint where there is none."""
    tr = QCoreApplication.translate
    rows = [SideRow(HEADS[0], tr("Side", "Collections"))]
    children: dict[CollectionId | None, list[Collection]] = {}
    known = {collection.id for collection in collections}
    for collection in sorted(collections, key=lambda c: (c.position, c.name.casefold())):
        parent = collection.parent if collection.parent in known else None
        children.setdefault(parent, []).append(collection)

    def below(parent: CollectionId | None, depth: int) -> Iterator[SideRow]:
        for collection in children.get(parent, ()):
            has_more = collection.id in children
            is_open = collection.id not in closed if has_more else None
            count = counts.get(collection.id, 0)
            key = f"collection:{collection.id}"
            yield SideRow(key, collection.name, "folder", count, depth, is_open)
            if is_open:
                yield from below(collection.id, depth + 1)

    found = list(below(None, 0))
    hint = SideRow("hint:collections", tr("Side", "Group items: use + to make one"))
    return rows + (found or [hint])


def saved_rows(
    searches: Sequence[SavedSearch], counts: Mapping[SavedSearchId, int]
) -> list[SideRow]:
    """Saved searches with the number of works they find, as far as known, after their head."""
    tr = QCoreApplication.translate
    rows = [SideRow(HEADS[3], tr("Side", "Saved searches"))]
    found = [
        SideRow(f"saved:{s.id}", s.name, "bookmark-simple", counts.get(s.id)) for s in searches
    ]
    hint = SideRow("hint:saved", tr("Side", "Search, then use the bookmark"))
    return rows + (found or [hint])


def bibliography_rows(
    bibliographies: Sequence[Bibliography],
    counts: Mapping[BibliographyId, int],
    *,
    shows_archived: bool = False,
) -> list[SideRow]:
    """Bibliographies with the number of their citations, after their head.

    Those that were put away stand at the end, inside a row of their own that is opened for them.
    """
    tr = QCoreApplication.translate

    def row(b: Bibliography, depth: int = 0) -> SideRow:
        return SideRow(f"bibliography:{b.id}", b.name, "list-numbers", counts.get(b.id, 0), depth)

    rows = [SideRow(HEADS[1], tr("Side", "Bibliographies"))]
    found = [row(b) for b in bibliographies if not b.archived]
    archived = [b for b in bibliographies if b.archived]
    if archived:
        name = tr("Side", "Archived")
        found.append(SideRow("archive:", name, "archive", len(archived), is_open=shows_archived))
    if shows_archived:
        found += [row(b, 1) for b in archived]
    hint = SideRow("hint:bibliographies", tr("Side", "Cite an item to begin one"))
    return rows + (found or [hint])


def tag_rows(
    tags: Sequence[TagCount], colours: "TagColours", *, shows_automatic: bool = True
) -> list[SideRow]:
    """Tags with their counts after their head, coloured ones first; a hint where there is none."""
    tr = QCoreApplication.translate
    rows = [SideRow(HEADS[2], tr("Side", "Tags"))]
    hint = SideRow("hint:tags", tr("Side", "Tags that you give items stand here"))
    shown = [tag for tag in tags if shows_automatic or not tag.is_automatic]
    places = {tag: place for place, tag in enumerate(colours.in_use)}
    shown.sort(key=lambda tag: places.get(tag.name, len(places)))
    return rows + ([_tag_row(tag, colours) for tag in shown] or [hint])


def _tag_row(tag: TagCount, colours: "TagColours") -> SideRow:
    colour = colours.colour(tag.name)
    glyph = "tag-fill" if colour else "tag-simple" if tag.is_automatic else "tag"
    return SideRow(
        f"tag:{tag.name}",
        tag.name,
        glyph,
        tag.count,
        colour=colour,
        digit=colours.digit(tag.name),
        is_automatic=tag.is_automatic,
    )

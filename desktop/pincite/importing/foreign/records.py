"""What a library of another program holds: works with files, marks and notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pincite.importing.references.reference import Reference
from pincite.model.annotations import AnnotationKind

_NOTHING: Mapping[str, str] = {}

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 with y upwards, in points of the unrotated page as the PDF counts them."""

KeyOf = Callable[[str, str], str]
"""The citation key of an item: its group ("" for the user's own library), and its key there."""


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """Boxes on one page; `page_index` counts from 0."""

    page_index: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a mark stands in a PDF.

    Attributes:
        page_index: where it begins, from 0.
        boxes: page by page, for a passage that goes on over a page end.
        paths: of a drawing on its first page: x and y by turns.
    """

    page_index: int
    boxes: tuple[PageBoxes, ...] = ()
    paths: tuple[tuple[float, ...], ...] = ()
    width: float = 1.0
    font_size: float = 0.0


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """An annotation of a file.

    Attributes:
        key: its name there.
        kind: None for one that has no like here.
        text: the words that it marks; empty where the program does not keep them.
        comment: Markdown.
        colour: "#rrggbb" or empty.
        page_label: of its page, as the user sees or has corrected it there.
        position: None where it is unknown, or in a file without pages.
        selector: of its place in a book or a web page, as the JSON that `selectors` reads.
        sort_index: "chapter|letters" or "letters", where that tells nearly the same.
        author: empty for the user's own.
        added, modified: ISO 8601 in UTC, or empty.
    """

    key: str
    kind: AnnotationKind | None
    text: str = ""
    comment: str = ""
    colour: str = ""
    page_label: str = ""
    position: Position | None = None
    selector: str = ""
    sort_index: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    added: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file that is there, with its marks in reading order.

    Attributes:
        collections: paths, for a file that belongs to no work.
        last_page: from 0; None when it was not read.
    """

    path: Path
    marks: tuple[ForeignMark, ...] = ()
    collections: tuple[str, ...] = ()
    last_page: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """A note.

    Attributes:
        markdown: its text, which may cite works by the keys that they have here.
        collections: paths, for a note that belongs to no work.
    """

    key: str
    markdown: Callable[[KeyOf], str]
    collections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignItem:
    """A work with all that hangs on it.

    Attributes:
        related: keys of related works.
        is_read: somebody said there that the work is read.
    """

    key: str
    work: Reference
    notes: tuple[ForeignNote, ...] = ()
    files: tuple[ForeignFile, ...] = ()
    related: tuple[str, ...] = ()
    is_read: bool = False
    is_trashed: bool = False


@dataclass(frozen=True, slots=True)
class ForeignLibrary:
    """The library of a user, or of a group.

    Attributes:
        prefix: before a key, for what an item is called here ("zotero:1/"), so that it is known
            when it comes again.
        group: its id; empty for the user's own.
        name: of a group; empty for the user's own.
        notes, files: that belong to no work.
        tag_colours: name -> "#rrggbb".
        searches: name -> query of ours, in order; "" where ours cannot say it.
    """

    prefix: str
    group: str = ""
    name: str = ""
    items: tuple[ForeignItem, ...] = ()
    notes: tuple[ForeignNote, ...] = ()
    files: tuple[ForeignFile, ...] = ()
    tag_colours: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    searches: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def alias(self, key: str) -> str:
        """What an item of it is called here."""
        return f"{self.prefix}{key}"


@dataclass(frozen=True, slots=True)
class ForeignContent:
    """All libraries that a program keeps in one place, and what could not be read, in sentences."""

    libraries: tuple[ForeignLibrary, ...]
    problems: tuple[str, ...] = ()

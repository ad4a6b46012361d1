"""What a Zotero library holds, in Zotero's own terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class ZoteroMark:
    """An annotation of an attachment.

    Attributes:
        kind: "highlight", "underline", "note", "image", "ink" or "text".
        position: JSON as Zotero keeps it.
        page_label: as the user sees or has corrected it.
        is_external: it stands in the file itself.
    """

    key: str
    kind: str
    text: str = ""
    comment: str = ""
    colour: str = ""
    page_label: str = ""
    position: str = ""
    sort_index: str = ""
    author: str = ""
    is_external: bool = False
    tags: tuple[str, ...] = ()
    added: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class ZoteroAttachment:
    """A file, or the address of one.

    Attributes:
        path: as stored: "storage:name", "attachments:path", or absolute.
        url: of a link without a file, or where a snapshot is from.
        last_page: from 0; None when it was not read.
    """

    key: str
    link_mode: int
    content_type: str = ""
    path: str = ""
    title: str = ""
    url: str = ""
    marks: tuple[ZoteroMark, ...] = ()
    collections: tuple[str, ...] = ()
    is_trashed: bool = False
    last_page: int | None = None


@dataclass(frozen=True, slots=True)
class ZoteroNote:
    """A note in HTML.

    Attributes:
        collections: paths, for a note that belongs to no item.
    """

    key: str
    html: str
    collections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    is_trashed: bool = False


@dataclass(frozen=True, slots=True)
class ZoteroItem:
    """A work with all that hangs on it.

    Attributes:
        chosen_tags: those of `tags` that the user gave.
        creators: role, family name, given name, and whether the first is a whole name.
        related: keys of related items.
    """

    key: str
    kind: str
    fields: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    creators: tuple[tuple[str, str, str, bool], ...] = ()
    tags: tuple[str, ...] = ()
    chosen_tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    notes: tuple[ZoteroNote, ...] = ()
    attachments: tuple[ZoteroAttachment, ...] = ()
    related: tuple[str, ...] = ()
    added: str = ""
    modified: str = ""
    is_trashed: bool = False


@dataclass(frozen=True, slots=True)
class ZoteroLibrary:
    """The library of a user, or of a group.

    Attributes:
        id: as aliases name it: "1", "group 5".
        name: of a group; empty for the user's own.
        notes, attachments: that belong to no item.
        tag_colours: name -> "#rrggbb".
        searches: name -> query of ours, in the order of Zotero; "" where ours cannot say it.
    """

    id: str
    name: str
    items: tuple[ZoteroItem, ...]
    notes: tuple[ZoteroNote, ...] = ()
    attachments: tuple[ZoteroAttachment, ...] = ()
    tag_colours: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    searches: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

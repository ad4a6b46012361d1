"""Rows of Zotero's tables, gathered by what they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class ZoteroWork:
    """What Zotero says of a work.

    Attributes:
        chosen_tags: those of `tags` that the user gave.
        creators: role, family name, given name, and whether the first is a whole name.
        groups: paths of the collections it is in.
    """

    kind: str
    fields: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    creators: tuple[tuple[str, str, str, bool], ...] = ()
    tags: tuple[str, ...] = ()
    chosen_tags: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    added: str = ""


@dataclass(frozen=True, slots=True)
class ZoteroAttachment:
    """A file, or the address of one.

    Attributes:
        path: as stored: "storage:name", "attachments:path", or absolute.
    """

    key: str
    link_mode: int
    path: str = ""

"""What is read of a manuscript: its citations in reading order, with the words quoted beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pincite.model.ids import MentionId
from pincite.model.locators import Locator
from pincite.model.manuscripts import Place
from pincite.model.mentions import Mention

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _no_data() -> Mapping[str, Any]:
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Cite:
    """A work that is cited, and the place in it.

    Attributes:
        key: the citation key as written; empty where the manuscript has none.
        uris: addresses that a reference manager left ("http://zotero.org/users/…/items/ABCD2345").
        data: the work's record as written, in CSL-JSON or as much of it as there is.
        mention: what the words say, for a citation without key and record.
    """

    key: str = ""
    uris: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=_no_data)
    locator: Locator = Locator()
    prefix: str = ""
    suffix: str = ""
    mention: MentionId | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One or several works cited at one point of a manuscript.

    Attributes:
        written: as it stands there: "[@adler, p. 23]", "(Adler 2014, 23)".
        sentence: the text around it, in one line.
        quotations: the words quoted that it supports, in reading order.
        bundle: citations with the same number support the same words, one after the other.
    """

    place: Place
    written: str
    cites: tuple[Cite, ...]
    sentence: str = ""
    quotations: tuple[str, ...] = ()
    bundle: int = 0


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript as read.

    Attributes:
        name: of its file.
        mentions: all citations that its words name, linked to each other; some of them are
            `Citation`s with a key or record of their own, by number in `known`.
        remarks: what could not be read, a sentence each.
    """

    name: str
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    known: Mapping[MentionId, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

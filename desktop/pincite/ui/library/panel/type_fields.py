"""Which creators, dates and fields belong to each type of item, in the order of the form."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypeFields:
    """What the form of a type shows even while it is empty.

    Attributes:
        roles: the first is that of a new name.
    """

    roles: tuple[str, ...] = ("author",)
    fields: tuple[str, ...] = ()
    dates: tuple[str, ...] = ("issued",)


_SERIAL = ("container-title", "volume", "issue", "page")
_HOUSE = ("publisher", "publisher-place")
_SERIES = ("collection-title", "collection-number")
_BOOK = (*_HOUSE, "edition", "volume", "number-of-volumes", "number-of-pages")
_PART = ("container-title", *_HOUSE, "edition", "volume", "page")
_ARCHIVE = ("archive", "archive_location")
_ONLINE = ("issued", "accessed")

_TYPES: Mapping[str, TypeFields] = {
    "article": TypeFields(fields=("publisher", "genre", "number", "archive", "archive_location")),
    "article-journal": TypeFields(
        fields=(*_SERIAL, "container-title-short", "number", "ISSN", "PMID")
    ),
    "article-magazine": TypeFields(fields=(*_SERIAL, "ISSN")),
    "article-newspaper": TypeFields(
        fields=("container-title", "publisher-place", "edition", "section", "page", "ISSN")
    ),
    "bill": TypeFields(
        fields=("number", "container-title", "volume", "section", "page", "authority",
                "chapter-number", "references"),
    ),
    "book": TypeFields(("author", "editor", "translator"), (*_BOOK, *_SERIES, "ISBN")),
    "broadcast": TypeFields(
        ("director", "author", "host", "guest", "producer"),
        ("container-title", "number", *_HOUSE, "genre", "medium", "dimensions"),
    ),
    "chapter": TypeFields(
        ("author", "container-author", "editor", "translator"),
        (*_PART, "chapter-number", *_SERIES, "ISBN"),
    ),
    "classic": TypeFields(
        ("author", "editor", "translator"), (*_BOOK, "archive", "archive_location")
    ),
    "collection": TypeFields(
        ("author", "editor", "compiler"), ("archive_collection", *_ARCHIVE, *_HOUSE, "genre")
    ),
    "dataset": TypeFields(fields=("version", "genre", "medium", "publisher", "number", "license")),
    "document": TypeFields(fields=("genre", *_HOUSE, "number", "number-of-pages")),
    "entry": TypeFields(("author", "editor"), (*_PART, "version")),
    "entry-dictionary": TypeFields(("author", "editor"), (*_PART, *_SERIES, "ISBN")),
    "entry-encyclopedia": TypeFields(("author", "editor"), (*_PART, *_SERIES, "ISBN")),
    "event": TypeFields(
        ("organizer", "chair", "author"), ("event-place", "genre", "publisher"), ("event-date",)
    ),
    "figure": TypeFields(fields=("container-title", "number", "page", "genre", "dimensions")),
    "graphic": TypeFields(
        ("author", "illustrator"), ("genre", "medium", "dimensions", *_ARCHIVE, *_HOUSE)
    ),
    "hearing": TypeFields(
        ("author", "contributor"),
        ("section", "authority", "number", *_HOUSE, "page", "references"),
    ),
    "interview": TypeFields(
        ("author", "interviewer"), ("container-title", "genre", "medium", *_ARCHIVE)
    ),
    "legal_case": TypeFields(
        fields=("authority", "number", "container-title", "volume", "page", "jurisdiction",
                "references"),
    ),
    "legislation": TypeFields(
        fields=("number", "container-title", "volume", "section", "page", "jurisdiction",
                "authority", "references"),
    ),
    "manuscript": TypeFields(
        fields=("genre", "publisher-place", "number-of-pages", "archive_collection", *_ARCHIVE)
    ),
    "map": TypeFields(fields=("genre", "scale", *_HOUSE, "edition", *_SERIES, "ISBN")),
    "motion_picture": TypeFields(
        ("director", "script-writer", "producer", "performer"),
        (*_HOUSE, "genre", "medium", "dimensions", "version"),
    ),
    "musical_score": TypeFields(("composer", "author", "editor"), (*_BOOK, "genre", "medium")),
    "pamphlet": TypeFields(fields=(*_HOUSE, "edition", "number-of-pages", "genre", *_ARCHIVE)),
    "paper-conference": TypeFields(
        ("author", "editor"),
        ("container-title", "event-title", "event-place", *_HOUSE, "volume", "page", *_SERIES,
         "ISBN"),
        ("issued", "event-date"),
    ),
    "patent": TypeFields(
        ("author", "recipient"),
        ("number", "call-number", "authority", "jurisdiction", "page", "references", "status"),
        ("issued", "submitted"),
    ),
    "performance": TypeFields(
        ("performer", "director", "composer", "author"),
        ("event-title", "event-place", "genre", "medium", "dimensions"),
        ("issued", "event-date"),
    ),
    "periodical": TypeFields(
        ("editor", "author"), (*_HOUSE, "volume", "issue", "container-title-short", "ISSN")
    ),
    "personal_communication": TypeFields(
        ("author", "recipient"), ("genre", "medium", *_ARCHIVE)
    ),
    "post": TypeFields(fields=("container-title", "genre", "publisher"), dates=_ONLINE),
    "post-weblog": TypeFields(fields=("container-title", "genre"), dates=_ONLINE),
    "regulation": TypeFields(
        fields=("number", "container-title", "volume", "section", "page", "jurisdiction",
                "authority"),
    ),
    "report": TypeFields(
        ("author", "editor"),
        ("publisher", "publisher-place", "genre", "number", "number-of-pages", "page",
         "collection-title"),
    ),
    "review": TypeFields(
        ("author", "reviewed-author"),
        (*_SERIAL, "reviewed-title", "reviewed-genre", "ISSN"),
    ),
    "review-book": TypeFields(
        ("author", "reviewed-author"), (*_SERIAL, "reviewed-title", "ISSN")
    ),
    "software": TypeFields(
        fields=("version", "genre", "medium", "publisher", "publisher-place", "license"),
        dates=_ONLINE,
    ),
    "song": TypeFields(
        ("composer", "performer", "author"),
        ("container-title", "volume", *_HOUSE, "genre", "medium", "dimensions"),
    ),
    "speech": TypeFields(
        fields=("event-title", "event-place", "genre", "medium"), dates=("issued", "event-date")
    ),
    "standard": TypeFields(
        fields=("number", "authority", *_HOUSE, "version", "status", "genre", "number-of-pages")
    ),
    "thesis": TypeFields(fields=("publisher", "publisher-place", "genre", "number-of-pages",
                                 "archive")),
    "treaty": TypeFields(
        fields=("container-title", "volume", "number", "section", "page", "references")
    ),
    "webpage": TypeFields(fields=("container-title", "genre", "publisher"), dates=_ONLINE),
}  # fmt: skip
_USUAL = TypeFields(fields=("container-title", "publisher", "page"))
_ALWAYS = ("title-short", "language", "DOI", "URL", "abstract", "note")


def fields_of(item_type: str) -> TypeFields:
    """What belongs to a type; a short title, language, DOI, address, abstract, note to all."""
    known = _TYPES.get(item_type, _USUAL)
    return TypeFields(known.roles, (*known.fields, *_ALWAYS), known.dates)

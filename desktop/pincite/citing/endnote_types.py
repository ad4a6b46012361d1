"""What EndNote's fields mean in each of its reference types.

Source: EndNote's table of reference types (names, and the numbers of `ref-type`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EndNoteType:
    """A reference type: its CSL type, and the variables and roles of its generic fields.

    Attributes:
        variables: field of the record -> CSL variable, where it differs from `VARIABLES`; empty for
            a field that goes into a note.
        roles: list of names -> CSL role, where it differs from `ROLES`.
    """

    name: str
    number: int
    type: str
    variables: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)


VARIABLES: Mapping[str, str] = {
    "secondary-title": "container-title",
    "tertiary-title": "collection-title",
    "short-title": "title-short",
    "volume": "volume",
    "number": "issue",
    "num-vols": "number-of-volumes",
    "edition": "edition",
    "section": "section",
    "pub-location": "publisher-place",
    "publisher": "publisher",
    "call-num": "call-number",
    "work-type": "genre",
    "language": "language",
    "reviewed-item": "reviewed-title",
    "remote-database-name": "source",
    "remote-database-provider": "archive",
}
ROLES: Mapping[str, str] = {
    "authors": "author",
    "secondary-authors": "editor",
    "tertiary-authors": "collection-editor",
    "subsidiary-authors": "translator",
}

_BOOK = {"secondary-title": "collection-title", "number": "collection-number"}
_SERIES_EDITOR = {"secondary-authors": "collection-editor", "tertiary-authors": "editor"}
_CHAPTER = {"number": "collection-number", "section": "chapter-number"}
_NUMBERED = {"number": "number", "secondary-title": "collection-title"}
_LAW = {"secondary-title": "container-title", "number": "number", "publisher": "authority"}
_ENACTED = {**_LAW, "publisher": "publisher", "edition": "chapter-number"}
_FILM = {"secondary-title": "collection-title", "custom4": "genre", "custom5": "medium",
         "work-type": ""}  # fmt: skip

TYPES: tuple[EndNoteType, ...] = (
    EndNoteType("Journal Article", 17, "article-journal"),
    EndNoteType("Book", 6, "book", _BOOK, _SERIES_EDITOR),
    EndNoteType("Book Section", 5, "chapter", _CHAPTER),
    EndNoteType("Edited Book", 28, "book", _BOOK, {"authors": "editor", **_SERIES_EDITOR}),
    EndNoteType("Electronic Article", 43, "article-journal"),
    EndNoteType("Electronic Book", 44, "book", _BOOK, {"secondary-authors": "editor"}),
    EndNoteType("Electronic Book Section", 60, "chapter", _CHAPTER),
    EndNoteType("Magazine Article", 19, "article-magazine"),
    EndNoteType("Newspaper Article", 23, "article-newspaper"),
    EndNoteType("Serial", 57, "book", _BOOK, _SERIES_EDITOR),
    EndNoteType("Classical Work", 49, "classic", _BOOK),
    EndNoteType("Ancient Text", 51, "classic", _BOOK),
    EndNoteType("Dictionary", 52, "entry-dictionary"),
    EndNoteType("Encyclopedia", 53, "entry-encyclopedia"),
    EndNoteType("Conference Paper", 47, "paper-conference", {"tertiary-title": "collection-title"}),
    EndNoteType("Conference Proceedings", 10, "paper-conference",
                {"secondary-title": "event-title", "tertiary-title": "collection-title",
                 "number": "issue", "custom3": "container-title"},
                {"subsidiary-authors": "contributor"}),
    EndNoteType("Thesis", 32, "thesis",
                {"secondary-title": "division", "number": "number"},
                {"tertiary-authors": "contributor"}),
    EndNoteType("Report", 27, "report", {**_NUMBERED, "isbn": "number"},
                {"secondary-authors": "collection-editor"}),
    EndNoteType("Government Document", 46, "report", {**_NUMBERED, "section": "section"}),
    EndNoteType("Discussion Forum", 62, "post"),
    EndNoteType("Press Release", 63, "report", _NUMBERED),
    EndNoteType("Standard", 58, "standard", {**_NUMBERED, "section": "section"}),
    EndNoteType("Grant", 54, "report", _NUMBERED),
    EndNoteType("Pamphlet", 24, "pamphlet", _BOOK),
    EndNoteType("Patent", 25, "patent",
                {"isbn": "number", "number": "call-number", "publisher": "",
                 "secondary-title": "container-title", "pub-location": "jurisdiction",
                 "custom5": "references", "custom6": "status"},
                {"secondary-authors": "contributor"}),
    EndNoteType("Map", 20, "map", {"secondary-title": "collection-title", "edition": "edition",
                                   "custom1": "scale", "section": "section"},
                {"secondary-authors": "collection-editor", "tertiary-authors": "editor"}),
    EndNoteType("Manuscript", 36, "manuscript",
                {"secondary-title": "archive_collection", "number": "number"}),
    EndNoteType("Unpublished Work", 34, "manuscript",
                {"secondary-title": "collection-title", "number": "number"}),
    EndNoteType("Personal Communication", 26, "personal_communication",
                {"secondary-title": "title-short"}, {"secondary-authors": "recipient"}),
    EndNoteType("Interview", 64, "interview", {}, {"secondary-authors": "interviewer"}),
    EndNoteType("Web Page", 12, "webpage"),
    EndNoteType("Blog", 56, "post-weblog"),
    EndNoteType("Multimedia Application", 65, "software", {"secondary-title": "collection-title"}),
    EndNoteType("Social Media", 66, "post"),
    EndNoteType("Online Database", 45, "dataset"),
    EndNoteType("Online Multimedia", 48, "motion_picture"),
    EndNoteType("Dataset", 59, "dataset", {"edition": "version"}),
    EndNoteType("Aggregated Database", 55, "dataset"),
    EndNoteType("Computer Program", 9, "software",
                {"edition": "version", "secondary-title": "collection-title"}),
    EndNoteType("Audiovisual Material", 3, "motion_picture",
                {**_FILM, "number": "number"}),
    EndNoteType("Film or Broadcast", 21, "motion_picture", _FILM,
                {"authors": "director", "secondary-authors": "director",
                 "tertiary-authors": "producer", "subsidiary-authors": "performer"}),
    EndNoteType("Television Episode", 67, "broadcast", {"number": "number"},
                {"authors": "director", "tertiary-authors": "producer",
                 "subsidiary-authors": "performer"}),
    EndNoteType("Podcast", 68, "broadcast", {"number": "number"}),
    EndNoteType("Music", 61, "song",
                {"secondary-title": "collection-title", "number": "number", "custom5": "medium"},
                {"authors": "composer", "secondary-authors": "editor",
                 "tertiary-authors": "producer", "subsidiary-authors": "performer"}),
    EndNoteType("Artwork", 2, "graphic",
                {"secondary-title": "archive_collection", "custom3": "dimensions",
                 "work-type": "medium"}),
    EndNoteType("Figure", 37, "figure"),
    EndNoteType("Chart or Table", 38, "figure"),
    EndNoteType("Equation", 39, "figure"),
    EndNoteType("Case", 7, "legal_case", _LAW, {"subsidiary-authors": "contributor"}),
    EndNoteType("Legal Rule or Regulation", 50, "regulation", _LAW),
    EndNoteType("Statute", 31, "legislation", _ENACTED),
    EndNoteType("Bill", 4, "bill", _ENACTED),
    EndNoteType("Hearing", 14, "hearing",
                {"secondary-title": "section", "tertiary-title": "authority", "number": "number",
                 "edition": "chapter-number"}),
    EndNoteType("Catalog", 8, "book", _BOOK),
    EndNoteType("Generic", 13, "document"),
)  # fmt: skip

_BY_NAME = {made.name.casefold(): made for made in TYPES}
_BY_NUMBER = {made.number: made for made in TYPES}
_GENERIC = TYPES[-1]


def endnote_type(name: str, number: str = "") -> EndNoteType:
    """The reference type of a record: by its name, as the numbers changed between versions."""
    found = _BY_NAME.get(name.strip().casefold())
    if found is None and number.strip().isdecimal() and not name.strip():
        found = _BY_NUMBER.get(int(number))
    return found or _GENERIC


def endnote_type_for(csl_type: str) -> EndNoteType:
    """The reference type that says best what a CSL type says."""
    name = _FOR_CSL.get(csl_type)
    if name:
        return _BY_NAME[name.casefold()]
    return next((made for made in TYPES if made.type == csl_type), _GENERIC)


_FOR_CSL = {
    "article": "Electronic Article", "paper-conference": "Conference Proceedings",
    "review": "Journal Article", "review-book": "Journal Article", "post": "Web Page",
    "entry": "Encyclopedia", "treaty": "Legal Rule or Regulation", "speech": "Conference Paper",
    "musical_score": "Music", "periodical": "Serial", "collection": "Manuscript",
    "performance": "Audiovisual Material", "event": "Conference Paper",
    "legislation": "Statute", "dataset": "Dataset", "broadcast": "Film or Broadcast",
}  # fmt: skip

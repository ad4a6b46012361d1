"""Which types and tags of RIS are which types and variables of CSL.

Source: Thomson ResearchSoft, "RIS Format Specifications" (2001) and its revision of 2011 with the
types of EndNote; EndNote's own table of fields by reference type; CSL 1.0.2, appendices III and IV.
"""

TYPES: dict[str, str] = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic",
    "ART": "graphic", "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case",
    "CHAP": "chapter", "CHART": "graphic", "CLSWK": "book", "COMP": "software",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "CTLG": "article-magazine",
    "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book",
    "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia", "EQUA": "document", "FIGURE": "figure", "GEN": "document",
    "GOVDOC": "report", "GRANT": "document", "GRNT": "document", "HEAR": "hearing",
    "ICOMM": "personal_communication", "INPR": "article", "INTV": "interview",
    "JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "regulation",
    "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine", "MPCT": "motion_picture",
    "MULTI": "motion_picture", "MUSIC": "musical_score", "NEWS": "article-newspaper",
    "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication", "POD": "broadcast",
    "PRESS": "document", "RPRT": "report", "SER": "book", "SLIDE": "speech", "SOUND": "song",
    "STAND": "standard", "STAT": "legislation", "STD": "standard", "THES": "thesis",
    "UNBILL": "bill", "UNPB": "manuscript", "UNPD": "manuscript", "VIDEO": "motion_picture",
    "WEB": "webpage",
}  # fmt: skip
"""Type of a record -> CSL type; a type that is not known is a document."""

BOOKS = frozenset(("book", "classic", "manuscript", "pamphlet", "musical_score"))
WITH_ISBN = BOOKS | {
    "chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference", "software", "song",
    "motion_picture",
}  # fmt: skip
"""Types of which a number without the shape of either is an ISBN rather than an ISSN."""

FIELDS: dict[str, str] = {
    "CN": "call-number", "DB": "archive", "DP": "source", "ET": "edition", "IS": "issue",
    "M3": "genre", "NV": "number-of-volumes", "PB": "publisher", "CY": "publisher-place",
    "PP": "publisher-place", "SE": "section", "ST": "title-short", "T3": "collection-title",
    "VL": "volume", "VO": "volume", "AN": "archive_location", "AV": "archive_location",
    "RI": "reviewed-title", "TT": "original-title", "CR": "license", "H1": "archive",
    "H2": "call-number",
}  # fmt: skip
"""Tag -> variable, where it is the same for most types."""

_BOOK = {
    "T2": "collection-title", "M1": "collection-number", "IS": "collection-number",
    "SV": "collection-number",
}  # fmt: skip
_PART = {"IS": "collection-number", "M1": "collection-number", "SV": "collection-number"}
_FILM = {
    "T2": "collection-title", "C5": "medium", "M3": "medium", "C4": "genre", "M1": "number",
    "SP": "dimensions",
}  # fmt: skip
_DATA = {"ET": "version", "IS": "version", "VL": "version", "M3": "genre", "DB": "archive"}
_PRESENTED = {"T2": "event-title", "CY": "event-place"}
_LEGAL = {"OP": "references", "T2": "container-title", "SE": "section", "ET": "chapter-number"}
_REPORT = {"IS": "number", "M1": "number", "T2": "collection-title", "SV": "collection-number"}

BY_TYPE: dict[str, dict[str, str]] = {
    "article-journal": {"M1": "issue", "T3": "collection-title"},
    "article-magazine": {"M1": "issue"},
    "article-newspaper": {"M1": "issue"},
    "article": {"M1": "number"},
    "periodical": {"M1": "issue"},
    "book": _BOOK, "classic": _BOOK, "pamphlet": _BOOK, "musical_score": _BOOK,
    "manuscript": _BOOK,
    "chapter": {**_PART, "SE": "chapter-number"},
    "entry-dictionary": _PART, "entry-encyclopedia": _PART,
    "paper-conference": {"M1": "issue", "C1": "publisher-place"},
    "thesis": {"T2": "division", "M1": "number", "VL": "genre"},
    "report": _REPORT,
    "standard": {**_REPORT, "C1": "status"},
    "patent": {
        "VL": "version", "M1": "call-number", "IS": "number", "A2": "authority",
        "C6": "status", "C5": "references", "T2": "container-title", "OP": "issue",
        "CY": "jurisdiction", "C3": "jurisdiction", "SE": "number",
    },
    "legal_case": {
        **_LEGAL, "ET": "edition", "PB": "authority", "SV": "number", "M1": "number",
        "A2": "container-title",
    },
    "legislation": {**_LEGAL, "M1": "number"},
    "regulation": {**_LEGAL, "M1": "number"},
    "bill": {**_LEGAL, "M1": "number", "T3": "authority"},
    "hearing": {**_LEGAL, "M1": "number", "T2": "section", "T3": "authority"},
    "software": {
        "ET": "version", "IS": "version", "M1": "medium", "T2": "collection-title",
    },
    "map": {"T2": "collection-title", "C1": "scale"},
    "graphic": {"M1": "medium", "M3": "medium", "C3": "dimensions"},
    "figure": {"M1": "medium", "M3": "medium", "C3": "dimensions"},
    "motion_picture": _FILM, "broadcast": {**_FILM, "T2": "container-title"},
    "song": {"C5": "medium", "M3": "medium", "M1": "number", "SP": "dimensions"},
    "speech": _PRESENTED,
    "dataset": _DATA,
}  # fmt: skip
"""What a tag says in works of a type, where it is not what it says in most."""

PRIMARY: dict[str, str] = {
    "motion_picture": "director", "song": "composer", "musical_score": "composer",
    "broadcast": "director",
}  # fmt: skip
"""Role of AU and A1, where they are not authors."""

ROLES: dict[str, str] = {"A2": "editor", "ED": "editor", "A4": "translator", "TA": "translator"}
"""Tag of other people -> role, for most types."""

_OF_BOOK = {"A2": "collection-editor", "A3": "editor"}
_OF_FILM = {"A2": "producer", "A3": "producer", "A4": "performer", "C1": "performer"}
_OF_PART = {"A3": "collection-editor", "C2": "container-author"}

ROLES_BY_TYPE: dict[str, dict[str, str]] = {
    "book": _OF_BOOK, "classic": _OF_BOOK, "pamphlet": _OF_BOOK,
    "report": {"A2": "collection-editor", "A3": "editor"},
    "chapter": _OF_PART, "entry-dictionary": _OF_PART, "entry-encyclopedia": _OF_PART,
    "paper-conference": {"A3": "collection-editor", "A4": "contributor"},
    "map": {"A2": "collection-editor"},
    "motion_picture": _OF_FILM, "broadcast": {**_OF_FILM, "A2": "host"},
    "song": {"A2": "performer", "A3": "producer", "C4": "author"},
    "musical_score": {"A2": "editor", "A3": "producer"},
    "thesis": {"A2": "contributor", "A3": "contributor"},
    "personal_communication": {"A2": "recipient"},
    "interview": {"A2": "interviewer"},
    "software": {"A2": "collection-editor", "A3": "contributor"},
    "bill": {"A2": "author", "A3": "contributor"},
    "legal_case": {"A4": "contributor"},
    "speech": {"A2": "author", "A4": "contributor"}, "patent": {"C4": "contributor"},
    "post-weblog": {"C2": "contributor"},
    "article-journal": {"A3": "contributor"},
}  # fmt: skip

LABELS = frozenset((
    "record id", "record number", "author role", "connective phrase", "medium designator",
    "packaging method", "extent of work", "series volume id", "series editor role",
))  # fmt: skip
"""Labels of notes that tell ProCite and Reference Manager from others."""

LABELLED: dict[str, str] = {
    "call number": "call-number", "volume id": "volume", "series volume id": "collection-number",
    "series title": "collection-title", "isbn": "ISBN", "issn": "ISSN", "language": "language",
    "proceedings title": "container-title", "size": "dimensions", "history": "references",
    "histroy": "references",
    "place of meeting": "event-place", "title, monographic": "container-title",
    "title monographic": "container-title", "report identification": "number",
    "place of publication": "publisher-place", "publisher name": "publisher", "scale": "scale",
    "collection title": "collection-title",
}  # fmt: skip
"""Labels that ProCite and Reference Manager write in front of notes -> variable."""

LABELLED_ROLES = {
    "series editor": "collection-editor", "author, subsidiary": "contributor",
    "author, monographic": "contributor",
}  # fmt: skip

KINDS = frozenset((
    "article", "journal article", "research article", "review", "review article", "editorial",
    "letter", "note", "comment", "original article", "original paper", "short survey", "erratum",
    "journal", "published", "print", "electronic",
))  # fmt: skip
"""What databases write as the kind of an article, which says nothing that anybody cites."""

EVENT = (
    r"\b(?:conferences?|congress|symposi(?:um|a)|workshops?|colloqui(?:um|a)|meeting|convention|"
    r"konferenz|tagung|kongress|symposien|congrès|colloque|congreso|convegno|conferenza)\b"
)
PROCEEDINGS = (
    r"\b(?:proceedings|proc\.|transactions|lecture notes|advances in|actes|atti|actas|papers|"
    r"tagungsband|beiträge|abstracts|journal|selected|record)\b"
)
"""Words of a conference's name, and those of the books that its papers are in."""

"""Which tags of RIS the types and variables of CSL are written to.

Source: Thomson ResearchSoft, "RIS Format Specifications" (2001) and its revision of 2011; EndNote's
table of fields by reference type; CSL 1.0.2, appendices III and IV.
"""

TYPES: dict[str, str] = {
    "article": "INPR", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "POD",
    "chapter": "CHAP", "classic": "ANCIENT", "dataset": "DATA", "entry": "ENCYC",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "INTV", "legal_case": "CASE",
    "legislation": "STAT", "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT",
    "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CONF", "patent": "PAT",
    "periodical": "JFULL", "personal_communication": "PCOMM", "post": "BLOG",
    "post-weblog": "BLOG", "regulation": "LEGAL", "report": "RPRT", "review": "JOUR",
    "review-book": "JOUR", "software": "COMP", "song": "SOUND", "speech": "SLIDE",
    "standard": "STAND", "thesis": "THES", "treaty": "LEGAL", "webpage": "ELEC",
}  # fmt: skip
"""CSL type -> type of a record; the others are "GEN"."""

COMMON: dict[str, str] = {
    "title": "TI", "title-short": "ST", "container-title-short": "J2", "volume": "VL",
    "issue": "IS", "edition": "ET", "number-of-volumes": "NV", "publisher": "PB",
    "publisher-place": "CY", "genre": "M3", "call-number": "CN", "archive": "DB", "source": "DP",
    "archive_location": "AN", "section": "SE", "collection-title": "T3", "DOI": "DO",
    "language": "LA", "reviewed-title": "RI", "original-title": "TT", "abstract": "AB",
    "URL": "UR", "ISBN": "SN", "ISSN": "SN", "container-title": "T2",
}  # fmt: skip
"""Variable -> tag, for most types."""

_BOOK = {"collection-title": "T2", "collection-number": "M1", "container-title": "JF",
         "number-of-pages": "SP", "issue": ""}  # fmt: skip
_PART = {"collection-number": "SV", "issue": ""}
_FILM = {"collection-title": "T2", "container-title": "JF", "medium": "C5", "genre": "C4",
         "number": "M1", "dimensions": "SP"}  # fmt: skip
_LEGAL = {"references": "OP", "number": "M1", "chapter-number": "ET", "edition": ""}
_REPORT = {"collection-title": "T2", "collection-number": "SV", "container-title": "JF",
           "number": "M1", "issue": ""}  # fmt: skip
_SHOWN = {"medium": "M1", "dimensions": "C3", "genre": ""}

BY_TYPE: dict[str, dict[str, str]] = {
    "article": {"number": "M1"},
    "periodical": {},
    "book": _BOOK, "classic": _BOOK, "pamphlet": _BOOK, "manuscript": _BOOK, "musical_score": _BOOK,
    "chapter": {**_PART, "chapter-number": "SE"}, "entry-dictionary": _PART,
    "entry-encyclopedia": _PART, "entry": _PART,
    "paper-conference": {"event-title": "T2", "container-title": "C3"},
    "thesis": {"number": "M1", "division": "T2", "container-title": "JF", "number-of-pages": "SP",
               "volume": ""},
    "report": _REPORT, "standard": {**_REPORT, "status": "C1"},
    "patent": {"number": "IS", "call-number": "M1", "authority": "A2", "status": "C6",
               "references": "C5", "jurisdiction": "CY", "issue": "OP",
               "volume": "", "section": ""},
    "legal_case": {"references": "OP", "authority": "PB", "number": "SV"},
    "legislation": _LEGAL, "regulation": _LEGAL, "treaty": _LEGAL,
    "bill": {**_LEGAL, "authority": "T3"},
    "hearing": {**_LEGAL, "section": "T2", "authority": "T3", "container-title": "JF"},
    "software": {"version": "ET", "medium": "M1", "collection-title": "T2",
                 "container-title": "JF", "issue": ""},
    "map": {"collection-title": "T2", "container-title": "JF", "scale": "C1"},
    "graphic": _SHOWN, "figure": _SHOWN,
    "motion_picture": _FILM, "broadcast": {**_FILM, "container-title": "T2",
                                           "collection-title": "T3"},
    "song": {"medium": "C5", "genre": "", "number": "M1", "dimensions": "SP"},
    "speech": {"event-title": "T2", "event-place": "CY", "container-title": "JF"},
    "dataset": {"version": "ET", "volume": "", "issue": ""},
}  # fmt: skip
"""Variables that stand elsewhere in works of a type, or nowhere: their tag says other things."""

PRIMARY: dict[str, str] = {
    "motion_picture": "director", "song": "composer", "musical_score": "composer",
    "broadcast": "director",
}  # fmt: skip
"""The role that AU is written for, where it is not the author."""

_OF_BOOK = {"collection-editor": "A2", "editor": "A3"}
_OF_PART = {"container-author": "C2"}
_OF_FILM = {"producer": "A3", "performer": "A4", "editor": "ED", "collection-editor": "",
            "translator": "TA"}  # fmt: skip

ROLES: dict[str, str] = {"editor": "A2", "collection-editor": "A3", "translator": "A4"}
"""Role -> tag, for most types."""

ROLES_BY_TYPE: dict[str, dict[str, str]] = {
    "book": _OF_BOOK, "classic": _OF_BOOK, "pamphlet": _OF_BOOK, "report": _OF_BOOK,
    "chapter": _OF_PART, "entry-dictionary": _OF_PART, "entry-encyclopedia": _OF_PART,
    "motion_picture": _OF_FILM, "broadcast": {"host": "A2", **_OF_FILM},
    "song": {"performer": "A2", "producer": "A3", "editor": "ED", "collection-editor": ""},
    "musical_score": {"producer": "A3", "collection-editor": ""},
    "thesis": {"contributor": "A3", "editor": "ED", "collection-editor": ""},
    "personal_communication": {"recipient": "A2", "editor": "ED"},
    "interview": {"interviewer": "A2", "editor": "ED"},
    "software": {"collection-editor": "A2", "contributor": "A3", "editor": "ED"},
    "bill": {"contributor": "A3", "editor": "ED", "collection-editor": ""},
    "speech": {"contributor": "A4", "editor": "ED", "translator": "TA"},
    "map": {"collection-editor": "A2", "editor": "ED"},
    "article-journal": {"contributor": "A3", "collection-editor": ""},
    "paper-conference": {"contributor": "A4", "translator": "TA"},
    "legal_case": {"contributor": "A4", "editor": "ED", "translator": "TA"},
    "patent": {"editor": "ED"},
}  # fmt: skip
"""The roles whose tag says other things in a type; ED and TA are of RIS's first version."""

READ_AS: dict[str, str] = {
    "collection": "document", "event": "document", "performance": "document",
    "entry": "entry-encyclopedia", "post": "post-weblog", "review": "article-journal",
    "review-book": "article-journal", "treaty": "regulation",
}  # fmt: skip
"""CSL type -> the type that its record is read as, where RIS has none for it alone."""

SECOND_DATES = frozenset(("paper-conference", "patent"))
"""Types in which Y2 is no day of access where there is no address."""

COUNTS: dict[str, str] = {
    kind: variable
    for kind, table in BY_TYPE.items()
    for variable, tag in table.items()
    if tag == "SP"
}
"""CSL type -> the variable that SP is in it."""

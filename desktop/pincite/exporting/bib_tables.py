"""Which CSL types and variables stand where in BibTeX and BibLaTeX.

Source: Patashnik, "BibTeXing" (1988), 3; Kime, Wemheuer and Lehman, "The biblatex Package" 3.19, 2.
"""

TYPES: dict[str, tuple[str, str]] = {
    "article": ("misc", "online"),
    "article-journal": ("article", "article"),
    "article-magazine": ("article", "article"),
    "article-newspaper": ("article", "article"),
    "bill": ("misc", "legislation"),
    "book": ("book", "book"),
    "broadcast": ("misc", "video"),
    "chapter": ("incollection", "incollection"),
    "classic": ("book", "book"),
    "collection": ("misc", "misc"),
    "dataset": ("misc", "dataset"),
    "document": ("misc", "misc"),
    "entry": ("incollection", "inreference"),
    "entry-dictionary": ("incollection", "inreference"),
    "entry-encyclopedia": ("incollection", "inreference"),
    "event": ("misc", "misc"),
    "figure": ("misc", "image"),
    "graphic": ("misc", "image"),
    "hearing": ("misc", "report"),
    "interview": ("misc", "misc"),
    "legal_case": ("misc", "jurisdiction"),
    "legislation": ("misc", "legislation"),
    "manuscript": ("unpublished", "unpublished"),
    "map": ("misc", "misc"),
    "motion_picture": ("misc", "movie"),
    "musical_score": ("misc", "music"),
    "pamphlet": ("booklet", "booklet"),
    "paper-conference": ("inproceedings", "inproceedings"),
    "patent": ("misc", "patent"),
    "performance": ("misc", "performance"),
    "periodical": ("misc", "periodical"),
    "personal_communication": ("misc", "letter"),
    "post": ("misc", "online"),
    "post-weblog": ("misc", "online"),
    "regulation": ("misc", "legislation"),
    "report": ("techreport", "report"),
    "review": ("article", "review"),
    "review-book": ("article", "review"),
    "software": ("misc", "software"),
    "song": ("misc", "audio"),
    "speech": ("misc", "unpublished"),
    "standard": ("misc", "standard"),
    "thesis": ("phdthesis", "thesis"),
    "treaty": ("misc", "legal"),
    "webpage": ("misc", "online"),
}
"""CSL type -> (BibTeX type, BibLaTeX type)."""

MEANT_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "dataset": "dataset",
    "image": "graphic", "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia", "jurisdiction": "legal_case", "legal": "treaty",
    "legislation": "legislation", "letter": "personal_communication", "misc": "document",
    "movie": "motion_picture", "music": "musical_score", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis",
    "report": "report", "review": "review", "software": "software", "standard": "standard",
    "techreport": "report", "thesis": "thesis", "unpublished": "manuscript",
}  # fmt: skip
"""Type of an entry -> the CSL type that it means by itself."""

REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("journal",), ("year",)),
    "book": (("author", "editor"), ("publisher",), ("year",)),
    "incollection": (("author",), ("booktitle",), ("publisher",), ("year",)),
    "inproceedings": (("author",), ("booktitle",), ("year",)),
    "techreport": (("author",), ("institution",), ("year",)),
    "phdthesis": (("author",), ("school",), ("year",)),
    "mastersthesis": (("author",), ("school",), ("year",)),
    "unpublished": (("author",), ("note",)),
}
"""Fields without which BibTeX's styles complain, one of each group; such an entry becomes @misc."""

SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
"""Values of BibLaTeX's `entrysubtype`."""

JOURNAL_TYPES = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
)
BOOK_PART_TYPES = frozenset(
    ("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference")
)
SERIES_TYPES = BOOK_PART_TYPES | frozenset(("book", "collection"))
"""Types whose `number` is that of the series."""

INSTITUTION_TYPES = frozenset(("report", "thesis", "hearing"))
WEB_TYPES = frozenset(("webpage", "post", "post-weblog", "article"))

# CSL variable -> (BibTeX field, BibLaTeX field); an empty name leaves it out.
TEXT_FIELDS: dict[str, tuple[str, str]] = {
    "title-short": ("", "shorttitle"),
    "container-title-short": ("", "shortjournal"),
    "collection-title": ("series", "series"),
    "volume": ("volume", "volume"),
    "edition": ("edition", "edition"),
    "number-of-volumes": ("", "volumes"),
    "number-of-pages": ("", "pagetotal"),
    "chapter-number": ("chapter", "chapter"),
    "publisher-place": ("address", "location"),
    "event-title": ("", "eventtitle"),
    "event-place": ("", "venue"),
    "genre": ("type", "type"),
    "version": ("", "version"),
    "status": ("", "pubstate"),
    "part-number": ("", "part"),
    "original-title": ("", "origtitle"),
    "original-publisher": ("", "origpublisher"),
    "original-publisher-place": ("", "origlocation"),
    "call-number": ("", "library"),
    "abstract": ("abstract", "abstract"),
    "annote": ("annote", "annotation"),
    "note": ("note", "note"),
    "ISBN": ("isbn", "isbn"),
    "ISSN": ("issn", "issn"),
}

VERBATIM_FIELDS = {"DOI": "doi", "URL": "url"}

NAME_FIELDS = {
    "author": ("author", "author"),
    "editor": ("editor", "editor"),
    "translator": ("translator", "translator"),
    "container-author": ("", "bookauthor"),
    "original-author": ("", "author"),
}
"""Creator role -> (BibTeX field, BibLaTeX field)."""

EDITOR_TYPES = {
    "director": "director", "compiler": "compiler", "organizer": "organizer",
    "editorial-director": "redactor", "contributor": "collaborator",
}  # fmt: skip
"""Other roles as values of BibLaTeX's `editortype`; others are written as they are."""

DATE_FIELDS = {
    "issued": "date", "accessed": "urldate", "event-date": "eventdate", "original-date": "origdate",
}  # fmt: skip

ORDER = (
    "ids",
    "author", "title", "editor", "editortype", "translator", "bookauthor", "editora", "editoratype",
    "editorb", "editorbtype", "editorc", "editorctype", "shorttitle", "journal", "journaltitle",
    "shortjournal", "booktitle", "entrysubtype", "series", "volume", "number", "part", "edition",
    "volumes", "chapter", "pages", "pagetotal", "publisher", "school", "institution",
    "organization", "howpublished", "address", "location", "eventtitle", "eventdate", "venue",
    "type", "version",
    "year", "month", "day", "date", "pubstate",
    "origtitle", "origdate", "origpublisher", "origlocation",
    "doi", "eprint", "eprinttype", "archiveprefix", "url", "urldate", "isbn", "issn", "library",
    "langid", "options",
    "key", "keywords", "note", "annote", "annotation", "abstract", "pincite",
    "file",
)  # fmt: skip
"""The order of fields in an entry."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

LANGUAGES = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish",
    "de": "ngerman", "el": "greek", "en": "english", "en-gb": "british", "en-us": "american",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "he": "hebrew", "hr": "croatian", "hu": "magyar", "is": "icelandic",
    "it": "italian", "la": "latin", "lt": "lithuanian", "lv": "latvian", "nb": "norsk",
    "nl": "dutch", "nn": "nynorsk", "no": "norsk", "pl": "polish", "pt": "portuguese",
    "pt-br": "brazilian", "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovene",
    "sr": "serbian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
"""Language tag in lower case -> name in babel, for `langid`."""

"""Which types and fields of BibTeX and BibLaTeX are which types and variables of CSL.

Source: Patashnik, "BibTeXing" (1988), 3; "The biblatex Package" 3.19, 2.1 and 2.2; CSL 1.0.2,
appendices III and IV.
"""

TYPES: dict[str, str] = {
    "article": "article-journal", "periodical": "periodical", "suppperiodical": "article-journal",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book", "mvreference": "book",
    "manual": "book", "booklet": "pamphlet",
    "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter", "incollection": "chapter",
    "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "report": "report", "techreport": "report", "patent": "patent",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
    "dataset": "dataset", "data": "dataset", "software": "software",
    "misc": "document", "unpublished": "manuscript",
    "image": "graphic", "artwork": "graphic", "movie": "motion_picture", "video": "motion_picture",
    "audio": "song", "music": "musical_score", "performance": "performance",
    "letter": "personal_communication",
    "jurisdiction": "legal_case", "legislation": "legislation", "legal": "treaty",
    "commentary": "chapter", "review": "review", "standard": "standard", "map": "map",
    "newspaper": "article-newspaper", "magazine": "article-magazine",
    "newsarticle": "article-newspaper",
    "presentation": "speech", "talk": "speech", "preprint": "article",
}  # fmt: skip
"""Type of an entry -> CSL type; a type that is not known is a document."""

SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
"""`entrysubtype` of an article -> CSL type."""

FIELDS: dict[str, str] = {
    "shorttitle": "title-short", "shortjournal": "container-title-short",
    "journalabbr": "container-title-short", "series": "collection-title",
    "volume": "volume", "edition": "edition", "volumes": "number-of-volumes",
    "pagetotal": "number-of-pages", "numpages": "number-of-pages", "chapter": "chapter-number",
    "part": "part-number", "location": "publisher-place", "address": "publisher-place",
    "eventtitle": "event-title", "conference": "event-title", "venue": "event-place",
    "type": "genre", "version": "version", "pubstate": "status", "origtitle": "original-title",
    "origpublisher": "original-publisher", "origlocation": "original-publisher-place",
    "library": "call-number", "lccn": "call-number", "abstract": "abstract",
    "annote": "annote", "annotation": "annote", "note": "note", "pages": "page",
    "isbn": "ISBN", "issn": "ISSN", "copyright": "license", "rights": "license",
    "pmid": "PMID", "pmcid": "PMCID", "booklanguage": "", "assignee": "authority",
}  # fmt: skip
"""Field -> CSL variable, where it is the same for all types."""

CONTAINERS = (
    "journaltitle", "journal", "fjournal", "booktitle", "maintitle", "container-title", "website",
)  # fmt: skip

NAMES: dict[str, str] = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author", "origauthor": "original-author",
    "director": "director", "holder": "contributor", "commentator": "contributor",
    "annotator": "contributor", "introduction": "contributor", "foreword": "contributor",
    "afterword": "contributor", "editora": "contributor", "editorb": "contributor",
    "editorc": "contributor",
}  # fmt: skip

EDITOR_TYPES: dict[str, str] = {
    "editor": "editor", "compiler": "compiler", "founder": "editorial-director",
    "continuator": "contributor", "redactor": "editorial-director", "reviser": "contributor",
    "collaborator": "contributor", "organizer": "organizer", "director": "director",
    "translator": "translator", "producer": "producer", "performer": "performer",
}  # fmt: skip

DATES = {
    "date": "issued", "urldate": "accessed", "lastchecked": "accessed", "eventdate": "event-date",
    "origdate": "original-date",
}  # fmt: skip

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar enero gennaio januari",
            "feb february fevrier februar febrero febbraio",
            "mar march mars marz marzo maart",
            "apr april avril abril aprile",
            "may mai mayo maggio mei",
            "jun june juin juni junio giugno", "jul july juillet juli julio luglio",
            "aug august aout agosto augustus", "sep sept september septembre septiembre settembre",
            "oct october octobre oktober octubre ottobre okt", "nov november novembre noviembre",
            "dec december decembre dezember diciembre dicembre dez",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

LANGUAGES = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "english": "en", "australian": "en-AU", "canadian": "en-CA", "german": "de", "ngerman": "de",
    "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH", "french": "fr",
    "francais": "fr", "canadien": "fr-CA", "spanish": "es", "italian": "it", "portuguese": "pt",
    "brazilian": "pt-BR", "dutch": "nl", "swedish": "sv", "danish": "da", "norsk": "nb",
    "nynorsk": "nn", "norwegian": "no", "finnish": "fi", "icelandic": "is", "polish": "pl",
    "czech": "cs", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "croatian": "hr",
    "serbian": "sr", "serbianc": "sr", "russian": "ru", "ukrainian": "uk", "bulgarian": "bg",
    "greek": "el", "polutonikogreek": "el", "latin": "la", "turkish": "tr", "hebrew": "he",
    "arabic": "ar", "persian": "fa", "farsi": "fa", "hungarian": "hu", "magyar": "hu",
    "romanian": "ro", "estonian": "et", "latvian": "lv", "lithuanian": "lt", "catalan": "ca",
    "basque": "eu", "japanese": "ja", "chinese": "zh", "korean": "ko", "afrikaans": "af",
}  # fmt: skip

IGNORED = frozenset((
    "crossref", "xref", "xdata", "ids", "file", "options", "langid", "language", "hyphenation",
    "keywords", "keyword", "mendeley-tags", "date-added", "date-modified", "timestamp", "owner",
    "groups",
    "related", "relatedtype", "relatedstring", "sortkey", "sortname", "sorttitle", "presort", "key",
    "shorthand", "label", "__markedentry", "pincite", "eprinttype", "archiveprefix", "eprintclass",
    "primaryclass", "month", "year", "day", "entrysubtype", "editortype", "editoratype",
    "editorbtype",
    "editorctype", "bibsource", "biburl", "bdsk-url-1", "bdsk-url-2", "bdsk-file-1", "rating",
    "priority", "qualityassured", "ranking", "readstatus", "creationdate", "modificationdate",
    "gender", "indextitle", "execute", "local-url", "acmid", "nameaddon", "creatorslists",
))  # fmt: skip
"""Fields that speak to programs, or are read together with others."""

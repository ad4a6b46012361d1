"""Names of CSL 1.0.2: item types, variables and creator roles.

Source: Citation Style Language 1.0.2, appendices III and IV (types and variables), csl-data.json.
"""

TYPES: tuple[str, ...] = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
    "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech",
    "standard", "thesis", "treaty", "webpage",
)  # fmt: skip

STANDARD_VARIABLES: tuple[str, ...] = (
    "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place",
    "authority", "call-number", "citation-label", "collection-title", "container-title",
    "container-title-short", "dimensions", "division", "DOI", "event-title", "event-place", "genre",
    "ISBN", "ISSN", "jurisdiction", "keyword", "language", "license", "medium", "note",
    "original-publisher", "original-publisher-place", "original-title", "part-title", "PMCID",
    "PMID", "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title",
    "scale", "source", "status", "title", "title-short", "URL", "volume-title", "year-suffix",
)  # fmt: skip

NUMBER_VARIABLES: tuple[str, ...] = (
    "chapter-number", "citation-number", "collection-number", "edition",
    "first-reference-note-number", "issue", "number", "number-of-pages", "number-of-volumes",
    "page", "page-first", "part-number", "printing-number", "section", "supplement-number",
    "version", "volume",
)  # fmt: skip

DATE_VARIABLES: tuple[str, ...] = (
    "accessed", "available-date", "event-date", "issued", "original-date", "submitted",
)  # fmt: skip

NAME_VARIABLES: tuple[str, ...] = (
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editor-translator", "editorial-director",
    "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
    "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
    "series-creator", "translator",
)  # fmt: skip

FIELDS: frozenset[str] = frozenset(STANDARD_VARIABLES + NUMBER_VARIABLES)
"""Variables that hold a string in `Item.fields`; dates and names have their own places."""

"""Zotero's types, fields and roles in the terms of CSL.

Source: the "csl" section of Zotero's schema, version 34.
"""

TYPES = {
    "artwork": "graphic", "audioRecording": "song", "bill": "bill", "blogPost": "post-weblog",
    "book": "book", "bookSection": "chapter", "case": "legal_case", "computerProgram": "software",
    "conferencePaper": "paper-conference", "dataset": "dataset",
    "dictionaryEntry": "entry-dictionary", "document": "document",
    "email": "personal_communication", "encyclopediaArticle": "entry-encyclopedia",
    "film": "motion_picture", "forumPost": "post", "hearing": "hearing",
    "instantMessage": "personal_communication", "interview": "interview",
    "journalArticle": "article-journal", "letter": "personal_communication",
    "magazineArticle": "article-magazine", "manuscript": "manuscript", "map": "map",
    "newspaperArticle": "article-newspaper", "patent": "patent", "podcast": "broadcast",
    "preprint": "article", "presentation": "speech", "radioBroadcast": "broadcast",
    "report": "report", "standard": "standard", "statute": "legislation", "thesis": "thesis",
    "tvBroadcast": "broadcast", "videoRecording": "motion_picture", "webpage": "webpage",
}  # fmt: skip

PRIMARY = {
    "artwork": "artist", "audioRecording": "performer", "bill": "sponsor",
    "computerProgram": "programmer", "film": "director", "interview": "interviewee",
    "map": "cartographer", "patent": "inventor", "podcast": "podcaster",
    "presentation": "presenter", "radioBroadcast": "director", "tvBroadcast": "director",
    "videoRecording": "director",
}  # fmt: skip

ROLES = {
    "bookAuthor": "container-author", "seriesEditor": "collection-editor",
    "reviewedAuthor": "reviewed-author", "scriptwriter": "script-writer",
    "castMember": "performer", "wordsBy": "author", "composer": "primary", "author": "primary",
    "counsel": "contributor", "cosponsor": "contributor", "commenter": "contributor",
    "attorneyAgent": "contributor",
}  # fmt: skip

FIELDS = {
    ("", "abstractNote"): "abstract", ("", "archive"): "archive",
    ("", "archiveLocation"): "archive_location", ("", "applicationNumber"): "call-number",
    ("", "artworkMedium"): "medium", ("", "artworkSize"): "dimensions",
    ("", "audioRecordingFormat"): "medium", ("", "billNumber"): "number",
    ("", "blogTitle"): "container-title", ("", "bookTitle"): "container-title",
    ("", "callNumber"): "call-number", ("", "caseName"): "title", ("", "code"): "container-title",
    ("", "codeNumber"): "volume", ("", "codePages"): "page", ("", "codeVolume"): "volume",
    ("", "committee"): "section", ("", "company"): "publisher",
    ("", "conferenceName"): "event-title", ("", "court"): "authority", ("", "date"): "issued",
    ("", "dateDecided"): "issued", ("", "dateEnacted"): "issued", ("", "issueDate"): "issued",
    ("", "dictionaryTitle"): "container-title", ("", "distributor"): "publisher",
    ("", "docketNumber"): "number", ("", "documentNumber"): "number", ("", "DOI"): "DOI",
    ("", "edition"): "edition", ("", "encyclopediaTitle"): "container-title",
    ("", "episodeNumber"): "number", ("", "filingDate"): "submitted", ("", "firstPage"): "page",
    ("", "forumTitle"): "container-title", ("", "genre"): "genre", ("", "history"): "references",
    ("", "institution"): "publisher", ("", "ISBN"): "ISBN", ("", "ISSN"): "ISSN",
    ("", "issue"): "issue", ("", "issuingAuthority"): "authority",
    ("", "journalAbbreviation"): "container-title-short", ("", "label"): "publisher",
    ("", "language"): "language", ("", "legalStatus"): "status", ("", "letterType"): "genre",
    ("", "manuscriptType"): "genre", ("", "mapType"): "genre", ("", "meetingName"): "event-title",
    ("", "nameOfAct"): "title", ("", "network"): "publisher", ("", "number"): "number",
    ("", "numPages"): "number-of-pages", ("", "numberOfVolumes"): "number-of-volumes",
    ("", "pages"): "page", ("", "patentNumber"): "number", ("", "place"): "publisher-place",
    ("", "postType"): "genre", ("", "presentationType"): "genre",
    ("", "proceedingsTitle"): "container-title", ("", "programTitle"): "container-title",
    ("", "publicLawNumber"): "number", ("", "publicationTitle"): "container-title",
    ("", "publisher"): "publisher", ("", "references"): "references",
    ("", "reporter"): "container-title", ("", "reporterVolume"): "volume",
    ("", "reportNumber"): "number", ("", "reportType"): "genre", ("", "repository"): "publisher",
    ("", "repositoryLocation"): "publisher-place", ("", "rights"): "license",
    ("", "runningTime"): "dimensions", ("", "scale"): "scale", ("", "section"): "section",
    ("", "series"): "collection-title", ("", "seriesNumber"): "collection-number",
    ("", "seriesTitle"): "collection-title", ("", "session"): "chapter-number",
    ("", "shortTitle"): "title-short", ("", "studio"): "publisher", ("", "subject"): "title",
    ("", "system"): "medium", ("", "thesisType"): "genre", ("", "title"): "title",
    ("", "university"): "publisher", ("", "url"): "URL", ("", "versionNumber"): "version",
    ("", "videoRecordingFormat"): "medium", ("", "volume"): "volume",
    ("", "websiteTitle"): "container-title", ("", "websiteType"): "genre",
    ("preprint", "archiveID"): "number", ("patent", "place"): "jurisdiction",
    ("presentation", "place"): "event-place",
}  # fmt: skip
"""(Type or "" for all, field) -> CSL variable."""

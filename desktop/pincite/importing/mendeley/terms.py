"""Mendeley's types, fields and roles in the terms of CSL.

Source: the columns of Mendeley Desktop's table Documents in versions 1.12 to 1.18, and the names
that its forms give them.
"""

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "Bill": "bill", "Book": "book", "BookSection": "chapter", "Case": "legal_case",
    "ComputerProgram": "software", "ConferenceProceedings": "paper-conference",
    "EncyclopediaArticle": "entry-encyclopedia", "Film": "motion_picture", "Hearing": "hearing",
    "JournalArticle": "article-journal", "MagazineArticle": "article-magazine",
    "NewspaperArticle": "article-newspaper", "Patent": "patent", "Report": "report",
    "Statute": "legislation", "TelevisionBroadcast": "broadcast", "Thesis": "thesis",
    "WebPage": "webpage", "WorkingPaper": "report",
}  # fmt: skip
"""What has none of these ("Generic") is told by its numbers."""

FIELDS: Mapping[str, str] = {
    "title": "title", "shortTitle": "title-short", "publication": "container-title",
    "code": "container-title", "volume": "volume", "codeVolume": "volume", "issue": "issue",
    "edition": "edition", "series": "collection-title", "seriesNumber": "collection-number",
    "chapter": "chapter-number", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID",
    "language": "language", "medium": "medium", "department": "division", "sections": "section",
    "codeSection": "section", "articleColumn": "section", "codeNumber": "number",
    "publicLawNumber": "number", "revisionNumber": "number", "publisher": "publisher",
    "institution": "publisher", "legislativeBody": "authority", "committee": "authority",
    "session": "chapter-number", "legalStatus": "status", "applicationNumber": "call-number",
    "reviewedArticle": "reviewed-title", "length": "dimensions", "genre": "genre",
    "userType": "genre", "sourceType": "genre",
}  # fmt: skip
"""In this order: of two columns for one variable the second becomes a line of the note."""

FIELDS_OF_TYPE: Mapping[tuple[str, str], str] = {
    ("software", "revisionNumber"): "version",
    ("patent", "country"): "jurisdiction",
    ("patent", "institution"): "authority",
}

NOTED: Mapping[str, str] = {
    "advisor": "Advisor", "owner": "Owner", "internationalTitle": "International title",
    "internationalAuthor": "International author", "internationalNumber": "International number",
    "internationalUserType": "International type", "reprintEdition": "Reprint edition",
    "originalPublication": "Original publication", "lastUpdate": "Last update",
    "articleColumn": "Column", "code": "Code", "codeVolume": "Code volume",
    "codeSection": "Code section", "codeNumber": "Code number", "institution": "Institution",
    "publicLawNumber": "Public law number", "revisionNumber": "Revision",
    "committee": "Committee", "sourceType": "Kind", "userType": "Kind", "sections": "Section",
    "session": "Session",    "arxivId": "arXiv",
}  # fmt: skip
"""What a line of the note is called: of columns for which CSL has nothing, or has it taken."""

UNSAID = ("advisor", "owner", "internationalTitle", "internationalAuthor", "internationalNumber",
          "internationalUserType", "reprintEdition", "originalPublication",
          "lastUpdate")  # fmt: skip
"""Columns for which CSL has nothing."""

ROLES: Mapping[str, str] = {
    "DocumentAuthor": "author", "DocumentEditor": "editor", "DocumentTranslator": "translator",
    "DocumentSeriesEditor": "collection-editor", "DocumentDirector": "director",
    "DocumentProducer": "producer", "DocumentInterviewer": "interviewer",
}  # fmt: skip

MAKERS: Mapping[str, str] = {"motion_picture": "director", "broadcast": "director"}
"""Type -> the role of those whom Mendeley calls authors all the same."""

WHOLE = frozenset(("book", "thesis", "software", "motion_picture", "broadcast"))
"""Types of which a single number of pages says how many there are."""

"""Classes and properties of RDF in the terms of CSL and of Zotero.

Source: the vocabularies as their makers publish them: Bib (purl.org/net/biblio), Bibliographic
Ontology, PRISM 1.2 to 2.1 with its controlled vocabularies, Dublin Core terms and types, the
EPrints type vocabulary, schema.org, CodeMeta and SWRC.
"""

from collections.abc import Mapping

CLASSES: Mapping[str, str] = {
    "article": "article-journal", "book": "book", "booksection": "chapter",
    "conferencepaper": "paper-conference", "conferenceproceedings": "book",
    "document": "document", "illustration": "graphic", "image": "graphic",
    "legislation": "legislation", "statute": "legislation", "bill": "bill",
    "letter": "personal_communication", "email": "personal_communication",
    "emailmessage": "personal_communication", "personalcommunicationdocument":
    "personal_communication", "manuscript": "manuscript", "map": "map",
    "motionpicture": "motion_picture", "film": "motion_picture", "movie": "motion_picture",
    "videoobject": "motion_picture", "audiovisualdocument": "motion_picture", "patent": "patent",
    "recording": "song", "audiodocument": "song", "musicrecording": "song", "musicalbum": "song",
    "audiobook": "song", "report": "report", "techreport": "report", "whitepaper": "report",
    "software": "software", "softwaresourcecode": "software", "softwareapplication": "software",
    "webapplication": "software", "mobileapplication": "software", "code": "software",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "interview": "interview", "scholarlyarticle": "article-journal",
    "medicalscholarlyarticle": "article-journal", "academicarticle": "article-journal",
    "newsarticle": "article-newspaper", "opinionnewsarticle": "article-newspaper",
    "reportagenewsarticle": "article-newspaper", "dataset": "dataset", "webpage": "webpage",
    "website": "webpage", "chapter": "chapter", "incollection": "chapter", "inbook": "chapter",
    "inproceedings": "paper-conference", "proceedings": "book", "editedbook": "book",
    "collection": "book", "creativework": "document", "techarticle": "report",
    "blogposting": "post-weblog", "socialmediaposting": "post", "discussionforumposting": "post",
    "tvepisode": "broadcast", "radioepisode": "broadcast", "podcastepisode": "broadcast",
    "presentationdigitaldocument": "speech", "slideshow": "speech", "standard": "standard",
    "legalcasedocument": "legal_case", "courtcase": "legal_case", "legaldecision": "legal_case",
    "hearing": "hearing", "visualartwork": "graphic", "painting": "graphic",
    "photograph": "graphic", "sculpture": "graphic", "performance": "performance",
    "review": "review", "manual": "book", "booklet": "pamphlet", "unpublished": "manuscript",
    "misc": "document", "quote": "document",
}  # fmt: skip
"""Class in small letters -> CSL type."""

NO_WORKS = frozenset({
    "Attachment", "Memo", "Collection", "Person", "Organization", "Journal", "Series",
    "Periodical", "Newspaper", "Magazine", "CourtReporter", "Website", "Blog", "Forum", "Code",
    "Issue", "Agent", "Group", "Event", "Conference", "PublicationIssue", "PublicationVolume",
})  # fmt: skip
"""Classes of what describes a work or contains one; "Code" and "Website" are Zotero's."""

HOSTS: Mapping[str, str] = {
    "Newspaper": "article-newspaper", "Periodical": "article-magazine",
    "Magazine": "article-magazine", "Journal": "article-journal", "CourtReporter": "legal_case",
}  # fmt: skip
"""Class of what a work is part of -> CSL type of an article or a document in it."""

WORDS: Mapping[str, str] = {
    "book": "book", "authoredbook": "book", "electronicbook": "book", "bookedit": "book",
    "proceedings": "book", "monograph": "book", "patent": "patent", "report": "report",
    "techreport": "report", "technicalreport": "report", "workingpaper": "report",
    "monograph_report": "report", "thesis": "thesis", "doctoralthesis": "thesis",
    "bookitem": "chapter", "booksection": "chapter", "book_section": "chapter",
    "bookchapter": "chapter", "bookpart": "chapter", "conferenceitem": "paper-conference",
    "conference_item": "paper-conference", "conferencepaper": "paper-conference",
    "conferenceposter": "paper-conference", "conferenceobject": "paper-conference",
    "confpaper": "paper-conference", "article": "article-journal",
    "journalitem": "article-journal", "journalarticle": "article-journal",
    "submittedjournalarticle": "article-journal", "scholarlytext": "article-journal",
    "journal": "article-journal", "magazine": "article-magazine",
    "newsletter": "article-newspaper", "newsitem": "article-newspaper",
    "musicitem": "song", "mu_item": "song", "sound": "song", "artdesignitem": "graphic",
    "ad_item": "graphic", "illustration": "graphic", "image": "graphic",
    "stillimage": "graphic", "movingimage": "motion_picture", "software": "software",
    "dataset": "dataset", "map": "map", "homepage": "webpage", "webpage": "webpage",
    "website": "webpage", "blogentry": "post-weblog", "interview": "interview",
    "letters": "personal_communication", "lecture": "speech", "presentation": "speech",
    "preprint": "article", "manuscript": "manuscript",
}  # fmt: skip
"""What dc:type, eprints:type and prism:aggregationType say, in small letters -> CSL type."""

SIMPLE: Mapping[str, str] = {
    "volume": "volume", "issue": "issue", "pages": "page", "edition": "edition",
    "language": "language", "inLanguage": "language", "rights": "license", "license": "license",
    "copyright": "license", "coverage": "archive_location", "section": "section",
    "version": "version", "softwareVersion": "version", "programmingLanguage": "genre",
    "medium": "medium", "pagination": "page", "pageRange": "page", "doi": "DOI",
    "numPages": "number-of-pages", "numberOfPages": "number-of-pages",
    "numVolumes": "number-of-volumes", "alternative": "title-short", "shortTitle": "title-short",
    "isbn": "ISBN", "isbn10": "ISBN", "isbn13": "ISBN", "issn": "ISSN", "eIssn": "ISSN",
    "eissn": "ISSN", "pmid": "PMID", "title": "title", "name": "title", "headline": "title",
    "codeRepository": "URL", "url": "URL", "homepage": "URL", "uri": "URL",
    "publicationName": "container-title", "publication": "container-title",
    "journal": "container-title", "booktitle": "container-title",
    "bookTitle": "container-title", "series": "collection-title", "institution": "publisher",
    "organization": "publisher", "school": "publisher", "degree": "genre", "locator": "page",
    "issueIdentifier": "issue", "issueNumber": "issue", "volumeNumber": "volume",
    "conference": "event-title", "confloc": "event-place", "event_title": "event-title",
    "event_location": "event-place", "place": "publisher-place", "place_of_pub":
    "publisher-place", "spatial": "", "court": "authority", "status": "status",
}  # fmt: skip
"""Property -> variable."""

PEOPLE: Mapping[str, str] = {
    "authors": "author", "editors": "editor", "contributors": "contributor",
    "translators": "translator", "seriesEditors": "seriesEditor", "creator": "author",
    "author": "author", "contributor": "contributor", "editor": "editor",
    "authorList": "author", "editorList": "editor", "translator": "translator",
    "programmers": "programmer", "inventors": "inventor", "directors": "director",
    "director": "director", "interviewers": "interviewer", "interviewer": "interviewer",
    "interviewees": "interviewee", "interviewee": "interviewee", "recipients": "recipient",
    "recipient": "recipient", "artists": "artist", "performers": "performer",
    "performer": "performer", "composers": "composer", "presenters": "presenter",
    "producers": "producer", "producer": "producer", "scriptwriters": "scriptwriter",
    "cartographers": "cartographer", "podcasters": "podcaster", "guests": "guest",
    "bookAuthors": "bookAuthor", "reviewedAuthors": "reviewedAuthor", "sponsors": "sponsor",
    "cosponsors": "cosponsor", "commenters": "commenter", "castMembers": "castMember",
    "attorneyAgents": "attorneyAgent", "counsels": "counsel", "wordsBys": "wordsBy",
    "wordsBy": "wordsBy",
}  # fmt: skip
"""Property -> Zotero's kind of creator."""

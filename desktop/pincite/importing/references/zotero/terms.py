"""Zotero's types, fields and creators in the terms of CSL.

Source: Zotero's schema of item types and its mapping to CSL, as published with version 7.
"""

from collections.abc import Mapping

from pincite.importing.references.gathering import Gathering
from pincite.importing.references.people import body, person

TYPES: Mapping[str, str] = {
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

FIELDS: Mapping[str, str] = {
    "abstractNote": "abstract", "archive": "archive", "archiveLocation": "archive_location",
    "archiveID": "number", "archiveCollection": "archive_collection", "applicationNumber":
    "call-number", "artworkMedium": "medium", "artworkSize": "dimensions",
    "audioRecordingFormat": "medium", "audioFileType": "medium", "authority": "authority",
    "billNumber": "number", "blogTitle": "container-title", "bookTitle": "container-title",
    "callNumber": "call-number", "caseName": "title", "citationKey": "", "code": "container-title",
    "codeNumber": "volume", "codePages": "page", "codeVolume": "volume", "committee": "section",
    "company": "publisher", "conferenceName": "event-title", "country": "jurisdiction",
    "court": "authority", "dictionaryTitle": "container-title", "distributor": "publisher",
    "docketNumber": "number", "documentNumber": "number", "DOI": "DOI", "edition": "edition",
    "encyclopediaTitle": "container-title", "episodeNumber": "number", "extra": "note",
    "format": "medium", "forumTitle": "container-title", "genre": "genre", "history": "references",
    "identifier": "number", "institution": "publisher", "interviewMedium": "medium",
    "ISBN": "ISBN", "ISSN": "ISSN", "issue": "issue", "issuingAuthority": "authority",
    "journalAbbreviation": "container-title-short", "label": "publisher", "language": "language",
    "legalStatus": "status", "legislativeBody": "authority", "letterType": "genre",
    "libraryCatalog": "source", "manuscriptType": "genre", "mapType": "genre", "medium": "medium",
    "meetingName": "event-title", "nameOfAct": "title", "network": "publisher", "number": "number",
    "numberOfVolumes": "number-of-volumes", "numPages": "number-of-pages", "organization":
    "authority", "pages": "page", "patentNumber": "number", "place": "publisher-place",
    "postType": "genre", "presentationType": "genre", "priorityNumbers": "issue",
    "proceedingsTitle": "container-title", "programTitle": "container-title",
    "programmingLanguage": "genre", "publicationTitle": "container-title", "publicLawNumber":
    "number", "publisher": "publisher", "references": "references", "reporter": "container-title",
    "reporterVolume": "volume", "reportNumber": "number", "reportType": "genre",
    "repository": "publisher", "repositoryLocation": "archive-place", "rights": "license",
    "runningTime": "dimensions", "scale": "scale", "section": "section", "series":
    "collection-title", "seriesNumber": "collection-number", "seriesTitle": "collection-title",
    "session": "chapter-number", "shortTitle": "title-short", "status": "status", "studio":
    "publisher", "subject": "title", "system": "medium", "thesisType": "genre", "title": "title",
    "type": "genre", "university": "publisher", "url": "URL", "versionNumber": "version",
    "videoRecordingFormat": "medium", "volume": "volume", "websiteTitle": "container-title",
    "websiteType": "genre", "PMID": "PMID", "PMCID": "PMCID", "originalTitle": "original-title",
    "originalPublisher": "original-publisher", "originalPlace": "original-publisher-place",
    "eventPlace": "event-place", "citeAs": "", "partTitle": "part-title",
}  # fmt: skip

DATES: Mapping[str, str] = {
    "date": "issued", "dateDecided": "issued", "dateEnacted": "issued", "issueDate": "issued",
    "accessDate": "accessed", "filingDate": "submitted", "priorityDate": "original-date",
    "originalDate": "original-date",
}  # fmt: skip

ROLES: Mapping[str, str] = {
    "artist": "author", "attorneyAgent": "contributor", "author": "author",
    "bookAuthor": "container-author", "cartographer": "author", "castMember": "performer",
    "commenter": "contributor", "composer": "composer", "contributor": "contributor",
    "cosponsor": "contributor", "counsel": "contributor", "director": "director",
    "editor": "editor", "guest": "guest", "interviewee": "author", "interviewer": "interviewer",
    "inventor": "author", "performer": "performer", "podcaster": "author", "presenter": "author",
    "producer": "producer", "programmer": "author", "recipient": "recipient",
    "reviewedAuthor": "reviewed-author", "scriptwriter": "script-writer",
    "seriesEditor": "collection-editor", "sponsor": "author", "translator": "translator",
    "wordsBy": "contributor", "host": "host", "executiveProducer": "executive-producer",
    "narrator": "narrator", "originalCreator": "original-author", "seriesCreator":
    "series-creator", "testimonyBy": "author", "chair": "chair", "organizer": "organizer",
    "creator": "author",
}  # fmt: skip

_EXTRA = {
    "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
    "original title": "original-title", "original publisher": "original-publisher",
    "original place": "original-publisher-place", "event place": "event-place",
    "event title": "event-title", "publisher place": "publisher-place",
    "container title": "container-title", "collection title": "collection-title",
    "volume title": "volume-title", "reviewed title": "reviewed-title", "status": "status",
    "genre": "genre", "medium": "medium", "edition": "edition", "number": "number",
    "issue": "issue", "volume": "volume", "section": "section", "part number": "part-number",
    "chapter number": "chapter-number", "version": "version", "license": "license",
    "archive collection": "archive_collection", "scale": "scale", "call number": "call-number",
}  # fmt: skip
_EXTRA_DATES = {
    "original date": "original-date", "event date": "event-date", "issued": "issued",
    "available date": "available-date", "submitted": "submitted", "accessed": "accessed",
}  # fmt: skip


def put_field(work: Gathering, name: str, value: str) -> None:
    """Set a field by its name in Zotero; Extra is read line by line."""
    if variable := DATES.get(name):
        # The time of an access says nothing that anybody cites.
        work.put_date(variable, value[:10] if name == "accessDate" else value)
    elif name == "extra":
        put_extra(work, value)
    elif name == "abstractNote":
        work.put_text("abstract", value)
    elif name == "citationKey":
        work.key = work.key or value.strip()
    elif variable := FIELDS.get(name, ""):
        if name == "session" and work.type != "hearing":
            variable = "number"
        work.put(variable, value)


def put_extra(work: Gathering, extra: str) -> None:
    """Set what people write into Extra as "name: value"; the rest becomes the note."""
    rest = []
    for line in extra.splitlines():
        name, colon, value = line.partition(":")
        name = " ".join(name.replace("-", " ").replace("_", " ").lower().split())
        value = value.strip()
        if colon and value and name in ("citation key", "bibtex"):
            work.key = value.lstrip("*").strip()
        elif colon and value and name in _EXTRA:
            work.put(_EXTRA[name], value)
        elif colon and value and name in _EXTRA_DATES:
            work.put_date(_EXTRA_DATES[name], value)
        elif colon and name == "type" and value in _CSL_TYPES:
            work.type = value
        elif line.strip():
            rest.append(line.strip())
    work.put_text("note", "\n".join(rest))


def put_creator(work: Gathering, role: str, family: str, given: str, whole: str) -> None:
    """Add a creator: in two parts, or a whole name that is not taken apart."""
    made = ROLES.get(role, "contributor")
    if whole and not (family and given):
        work.add(body(made, whole))
    else:
        work.add(person(made, family, given))


_CSL_TYPES = frozenset({
    *TYPES.values(), "classic", "collection", "entry", "event", "figure", "musical_score",
    "pamphlet", "performance", "periodical", "regulation", "review", "review-book", "treaty",
    "article",
})  # fmt: skip

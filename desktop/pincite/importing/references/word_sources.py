"""Word's list of sources: the file Sources.xml, and the same part inside a document.

Source: ISO/IEC 29500-1, 22.6 (bibliography).
"""

import re

from lxml import etree

from pincite.importing.articles.packed import Package
from pincite.importing.errors import ImportingError
from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.people import body, person
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.xml_records import XmlRecords, local

_NAME = "Word sources"
_SCHEMA = b"openxmlformats.org/officeDocument/2006/bibliography"
_STRICT = b"purl.oclc.org/ooxml/officeDocument/bibliography"
_TYPES = {
    "Book": "book", "BookSection": "chapter", "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine", "ConferenceProceedings": "paper-conference",
    "Report": "report", "SoundRecording": "song", "Performance": "performance", "Art": "graphic",
    "DocumentFromInternetSite": "webpage", "InternetSite": "webpage", "Film": "motion_picture",
    "Interview": "interview", "Patent": "patent", "ElectronicSource": "document",
    "Case": "legal_case", "Misc": "document",
}  # fmt: skip
_VARIABLES = {
    "Title": "title", "ShortTitle": "title-short", "JournalName": "container-title",
    "BookTitle": "container-title", "PeriodicalTitle": "container-title",
    "ConferenceName": "event-title", "InternetSiteTitle": "container-title",
    "AlbumTitle": "container-title", "PublicationTitle": "container-title",
    "BroadcastTitle": "container-title", "Reporter": "container-title", "Publisher": "publisher",
    "Institution": "publisher", "ProductionCompany": "publisher", "Distributor": "publisher",
    "Broadcaster": "publisher", "City": "publisher-place", "Volume": "volume", "Issue": "issue",
    "Pages": "page", "Edition": "edition", "URL": "URL", "DOI": "DOI", "Medium": "medium",
    "ThesisType": "genre", "Type": "genre", "PatentNumber": "number", "CaseNumber": "number",
    "RecordingNumber": "number", "Court": "authority", "ChapterNumber": "chapter-number",
    "NumberVolumes": "number-of-volumes", "Version": "version", "Theater": "event-place",
    "Station": "publisher", "Department": "division",
    # As JabRef writes what Word has no element for.
    "BIBTEX_Series": "collection-title", "BIBTEX_Abstract": "abstract",
}  # fmt: skip
_ROLES = {
    "Author": "author", "Editor": "editor", "Translator": "translator", "BookAuthor":
    "container-author", "Artist": "author", "Compiler": "compiler", "Composer": "composer",
    "Conductor": "performer", "Counsel": "contributor", "Director": "director", "Interviewee":
    "author", "Interviewer": "interviewer", "Inventor": "author", "Performer": "performer",
    "ProducerName": "producer", "Writer": "script-writer",
}  # fmt: skip


def read_word_sources(data: bytes) -> ReferenceFile:
    """The sources in a file of them, or those that a Word document carries."""
    if data.startswith(b"PK"):
        data = sources_inside(data) or b""
    records = XmlRecords(data, ("Source",))
    return gather(_NAME, records, work_of_source, records.problems)


def is_word_sources(head: bytes, _suffix: str) -> bool:
    """True for how such a file begins."""
    return bool(re.search(rb"<(?:\w+:)?Sources[\s>]", head)) and (
        _SCHEMA in head or _STRICT in head
    )


def sources_inside(data: bytes) -> bytes | None:
    """The list of sources in a Word document; None when it has none with a source in it."""
    try:
        package = Package(data, "document")
    except ImportingError:
        return None
    for name in package.names:
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            part = package.find(name)
            if (
                part
                and is_word_sources(part[:4096], "")
                and re.search(rb"<(?:\w+:)?Source[\s>]", part)
            ):
                return part
    return None


def work_of_source(source: etree._Element) -> Gathering:
    """The work that a source is; its key is the tag by which the document cites it."""
    values = {
        local(child): one_line("".join(str(text) for text in child.itertext()))
        for child in source
        if local(child) != "Author"
    }
    work = Gathering(_TYPES.get(values.get("SourceType", ""), "document"))
    if work.type == "report" and re.search(
        r"thesis|dissertation", values.get("ThesisType", ""), re.IGNORECASE
    ):
        work.type = "thesis"
    work.key = values.get("Tag", "")
    for name, variable in _VARIABLES.items():
        work.put(variable, values.get(name, ""))
    number = values.get("StandardNumber", "")
    digits = re.sub(r"[^0-9Xx]", "", number)
    if number and "DOI" not in work.fields and "10." in number and "/" in number:
        work.put("DOI", number)
    else:
        work.put("ISSN" if len(digits) == 8 else "ISBN" if digits else "number", number)
    place = [values.get(name, "") for name in ("City", "StateProvince", "CountryRegion")]
    if any(place[1:]):
        work.fields.pop("publisher-place", None)
        work.put("publisher-place", ", ".join(part for part in place if part))
    work.put_date("issued", _date(values, ""))
    work.put_date("accessed", _date(values, "Accessed") or values.get("Accessed", ""))
    work.tag(*re.split(r"[,;]", values.get("BIBTEX_KeyWords", "")))
    work.note(values.get("Comments", ""))
    for group in source:
        if local(group) == "Author":
            _people(work, group)
    return work


def _date(values: dict[str, str], suffix: str) -> str:
    year, month, day = (values.get(f"{name}{suffix}", "") for name in ("Year", "Month", "Day"))
    return " ".join(part for part in (day if month else "", month, year) if part) if year else ""


def _people(work: Gathering, groups: etree._Element) -> None:
    for group in groups:
        role = _ROLES.get(local(group), "contributor")
        for element in group.iter():
            if local(element) == "Corporate":
                work.add(body(role, "".join(str(text) for text in element.itertext())))
            elif local(element) == "Person":
                parts: dict[str, list[str]] = {}
                for part in element:
                    parts.setdefault(local(part), []).append(one_line(part.text or ""))
                given = " ".join((*parts.get("First", ()), *parts.get("Middle", ())))
                work.add(person(role, " ".join(parts.get("Last", ())), given))

"""Zotero RDF, and works described in RDF with Dublin Core, bibo-like types or schema.org.

Source: the vocabularies as their makers publish them: Zotero's export namespace, Bib (purl.org/
net/biblio), PRISM 1.2, Dublin Core terms, FOAF, vCard, schema.org and CodeMeta.
"""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from pincite.importing.references.gathering import Gathering, gather
from pincite.importing.references.html_notes import note_text
from pincite.importing.references.people import written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.xml_records import as_utf8, line_of, local
from pincite.importing.references.zotero.rdf_graph import (
    RDF,
    Graph,
    collections_of,
    name_of,
    raw,
    targets,
    text,
    value,
)
from pincite.importing.references.zotero.terms import (
    FIELDS,
    ROLES,
    TYPES,
    put_creator,
    put_extra,
    put_field,
)

_AGENTS = ("Person", "Organization", "Agent")
_ISSUED = ("date", "datePublished", "dateCreated", "created", "issued")
_ON_THE_WEB = ("webpage", "post-weblog", "post")
_NUMBER = re.compile(r"[\w./-]{1,12}")
_LARGEST = 64 * 1024 * 1024
_CLASSES = {
    "Article": "article-journal", "Book": "book", "BookSection": "chapter",
    "ConferencePaper": "paper-conference", "ConferenceProceedings": "book", "Document": "document",
    "Illustration": "graphic", "Image": "graphic", "Legislation": "legislation",
    "Letter": "personal_communication", "Manuscript": "manuscript", "Map": "map",
    "MotionPicture": "motion_picture", "Patent": "patent", "Recording": "song",
    "Report": "report", "Software": "software", "SoftwareSourceCode": "software",
    "SoftwareApplication": "software", "Thesis": "thesis", "Interview": "interview",
    "ScholarlyArticle": "article-journal", "NewsArticle": "article-newspaper",
    "Dataset": "dataset", "WebPage": "webpage", "WebSite": "webpage", "Chapter": "chapter",
    "AcademicArticle": "article-journal", "Webpage": "webpage", "Proceedings": "book",
    "EditedBook": "book", "CreativeWork": "document", "TechArticle": "article-journal",
    "BlogPosting": "post-weblog", "PhdThesis": "thesis", "Standard": "standard",
}  # fmt: skip
_NO_WORKS = frozenset({
    "Attachment", "Memo", "Collection", "Person", "Organization", "Journal", "Series",
    "Periodical", "Newspaper", "Magazine", "CourtReporter", "Website", "Blog", "Forum", "Code",
})  # fmt: skip
_SIMPLE = {
    "volume": "volume", "issue": "issue",
    "pages": "page", "edition": "edition", "language": "language", "rights": "license",
    "license": "license", "coverage": "archive_location", "section": "section",
    "version": "version", "softwareVersion": "version", "programmingLanguage": "genre",
    "medium": "medium", "pagination": "page", "doi": "DOI",
    "numPages": "number-of-pages", "alternative": "title-short", "isbn": "ISBN", "issn": "ISSN",
    "title": "title", "name": "title", "codeRepository": "URL", "url": "URL", "homepage": "URL",
}  # fmt: skip
_PEOPLE = {
    "authors": "author", "editors": "editor", "contributors": "contributor",
    "translators": "translator", "seriesEditors": "seriesEditor", "creator": "author",
    "author": "author", "contributor": "contributor", "editor": "editor",
    "programmers": "programmer", "inventors": "inventor", "directors": "director",
    "interviewers": "interviewer", "interviewees": "interviewee", "recipients": "recipient",
    "artists": "artist", "performers": "performer", "composers": "composer",
    "presenters": "presenter", "producers": "producer", "scriptwriters": "scriptwriter",
    "cartographers": "cartographer", "podcasters": "podcaster", "guests": "guest",
    "bookAuthors": "bookAuthor", "reviewedAuthors": "reviewedAuthor", "sponsors": "sponsor",
    "cosponsors": "cosponsor", "commenters": "commenter", "castMembers": "castMember",
    "attorneyAgents": "attorneyAgent", "counsels": "counsel", "wordsBys": "wordsBy",
}  # fmt: skip


def read_rdf(data: bytes) -> ReferenceFile:
    """The works of a file with their notes, files and collections."""
    if len(data) > _LARGEST:
        sentence = "The file is larger than 64 MB; export the library in parts, or as JSON."
        return ReferenceFile("Zotero RDF", (), ((0, sentence),))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root: etree._Element | None
    try:
        root = etree.fromstring(as_utf8(data), parser=parser)
    except etree.XMLSyntaxError:
        root = None
    # With `recover`, a file without a single element is None.
    if root is None:
        return ReferenceFile("Zotero RDF", (), ((1, "This is not XML."),))
    works = _Works(Graph(root))
    broken = [entry.line for entry in parser.error_log if entry.level_name == "FATAL"]
    problems = [(line, "From here on this is not well-formed XML.") for line in broken[:1]]
    return gather("Zotero RDF", works.records(), works.work, problems)


def is_rdf(head: bytes, _suffix: str) -> bool:
    """True for RDF in XML that speaks of works."""
    return bool(re.search(rb"<(?:\w+:)?RDF[\s>]", head)) and any(
        name in head
        for name in (b"zotero.org/namespaces", b"purl.org/net/biblio", b"purl.org/dc/",
                     b"schema.org", b"purl.org/ontology/bibo", b"swrc")
    )  # fmt: skip


class _Works:
    """The works that a graph describes."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._groups = collections_of(graph)

    def records(self) -> Iterator[tuple[int, etree._Element]]:
        """The resources that are works, in order, but for those that only contain one."""
        hosts = {name for each in self._graph.top for name in targets(each, "isPartOf")}
        for element in self._graph.top:
            is_host = name_of(element) in hosts and not value(element, "itemType")
            if _type_of(element) and not is_host:
                yield line_of(element), element

    def work(self, element: etree._Element) -> Gathering:
        """The work that a resource is."""
        reading = _Reading(self._graph, Gathering(_type_of(element) or "document"))
        for child in element:
            reading.read(child)
        work, name = reading.work, name_of(element)
        work.groups += self._groups.get(name, [])
        if name.startswith(("http://", "https://")) and work.type in _ON_THE_WEB:
            work.put("URL", name)
        if name.startswith("urn:isbn:"):
            work.put("ISBN", name.removeprefix("urn:isbn:"))
        return work


def _type_of(element: etree._Element) -> str:
    """The CSL type of a resource; empty for what is no work."""
    name = local(element)
    if name in _NO_WORKS:
        return ""
    if kind := value(element, "itemType"):
        return "" if kind in ("note", "attachment") else TYPES.get(kind, "document")
    if found := _CLASSES.get(name):
        return found
    for child in element:
        if local(child) == "type":
            address = child.get(f"{RDF}resource") or child.text or ""
            if found := _CLASSES.get(re.split(r"[#/]", address.strip())[-1]):
                return found
    return "document" if name == "Description" and value(element, "title", "name") else ""


class _Reading:
    """Reads the properties of one work."""

    def __init__(self, graph: Graph, work: Gathering) -> None:
        self.work = work
        self._graph = graph
        self._readers: dict[str, Callable[[etree._Element], None]] = {
            "isPartOf": self._read_hosts, "identifier": self._read_identifier,
            "subject": lambda e: work.tag(value(e, "value") or text(e)),
            "keywords": lambda e: work.tag(*re.split(r"[,;]", text(e))),
            "publisher": self._read_publisher, "isReferencedBy": self._read_notes,
            "link": self._read_attachments, "description": self._read_description,
            "abstract": lambda e: work.put_text("abstract", raw(e)),
            "presentedAt": self._read_event, "number": self._read_number,
            "dateSubmitted": lambda e: work.put_date("accessed", text(e)[:10]),
        }  # fmt: skip

    def read(self, element: etree._Element) -> None:
        """Read a property."""
        name = local(element)
        if name in _PEOPLE:
            self._read_people(_PEOPLE[name], element)
        elif name in self._readers:
            self._readers[name](element)
        elif name in _ISSUED:
            self.work.put_date("issued", text(element))
        elif name in _SIMPLE:
            self.work.put(_SIMPLE[name], text(element) or element.get(f"{RDF}resource") or "")
        elif name in FIELDS:
            put_field(self.work, name, raw(element))

    def _read_hosts(self, element: etree._Element, depth: int = 0) -> None:
        for host in self._graph.resources(element):
            is_series = local(host) == "Series"
            if is_series:
                number = value(host, "number") or value(host, "identifier")
                self.work.put("collection-number", number if _NUMBER.fullmatch(number) else "")
                self.work.put("collection-title", value(host, "title"))
            else:
                self.work.put("container-title", value(host, "title"))
                self.work.put("container-title-short", value(host, "alternative"))
            for child in host:
                self._read_of_host(local(host), child, depth)

    def _read_of_host(self, kind: str, element: etree._Element, depth: int) -> None:
        name = local(element)
        if name in ("volume", "issue"):
            self.work.put(name, text(element))
        elif name == "number" and kind != "Series":
            self.work.put("issue", text(element))
        elif name == "identifier":
            self._read_identifier(element)
        elif name == "isPartOf" and depth < 3:
            self._read_hosts(element, depth + 1)
        elif name in _PEOPLE and kind in ("Book", "Series"):
            author = "seriesEditor" if kind == "Series" else "bookAuthor"
            role = _PEOPLE[name]
            self._read_people(author if role == "author" else role, element)

    def _read_people(self, role: str, element: etree._Element) -> None:
        found = [each for each in self._graph.listed(element) if local(each) in _AGENTS]
        for each in found:
            family = value(each, "surname", "familyName", "lastName", "family_name")
            given = value(each, "givenName", "givenname", "firstName", "first_name")
            put_creator(self.work, role, family, given, "" if family else value(each, "name"))
        if not found and (name := text(element)):
            self.work.add(written(ROLES.get(role, "contributor"), name))

    def _read_identifier(self, element: etree._Element) -> None:
        for each in self._graph.resources(element):
            if local(each) == "URI":
                self.work.put("URL", value(each, "value"))
        said = text(element) if not len(element) else ""
        kind, _, number = said.partition(" ")
        if kind in ("DOI", "ISBN", "ISSN", "PMID", "PMCID"):
            self.work.put(kind, number)
        elif kind == "LCC":
            self.work.put("call-number", number)
        elif said.startswith(("http://", "https://")):
            self.work.put("URL", said)

    def _read_publisher(self, element: etree._Element) -> None:
        for each in self._graph.resources(element):
            self.work.put("publisher", value(each, "name"))
            for place in each.iter():
                if local(place) == "locality":
                    self.work.put("publisher-place", text(place))
        if not len(element):
            self.work.put("publisher", text(element))

    def _read_notes(self, element: etree._Element) -> None:
        for memo in self._graph.resources(element):
            for child in memo:
                if local(child) == "value":
                    self.work.note(note_text(raw(child)))

    def _read_attachments(self, element: etree._Element) -> None:
        for attachment in self._graph.resources(element):
            for child in attachment:
                if local(child) in ("resource", "path"):
                    path = child.get(f"{RDF}resource") or text(child)
                    if path and not path.startswith(("http:", "https:")):
                        self.work.files.append(path)

    def _read_description(self, element: etree._Element) -> None:
        # Zotero keeps its field Extra here.
        parent = element.getparent()
        if parent is not None and value(parent, "itemType"):
            put_extra(self.work, raw(element))
        else:
            self.work.put_text("abstract", raw(element))

    def _read_event(self, element: etree._Element) -> None:
        for event in self._graph.resources(element):
            self.work.put("event-title", value(event, "title"))

    def _read_number(self, element: etree._Element) -> None:
        is_book = self.work.type in ("book", "chapter")
        self.work.put("collection-number" if is_book else "number", text(element))

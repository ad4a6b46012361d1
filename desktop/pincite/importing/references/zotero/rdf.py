"""Zotero RDF, and works described in RDF with Dublin Core, bibo-like types or schema.org.

Source: the vocabularies as their makers publish them: Zotero's export namespace, Bib (purl.org/
net/biblio), Bibliographic Ontology, PRISM, Dublin Core terms, FOAF, vCard and schema.org.
"""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from pincite.importing.references.gathering import Gathering, gather
from pincite.importing.references.html_notes import note_text
from pincite.importing.references.people import written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.tagged.values import page_range
from pincite.importing.references.xml_records import as_utf8, broken_at, line_of, local
from pincite.importing.references.xml_repair import balanced
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
from pincite.importing.references.zotero.rdf_terms import (
    CLASSES,
    HOSTS,
    NO_WORKS,
    PEOPLE,
    SIMPLE,
    WORDS,
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
_ISSUED = (
    "date", "datePublished", "dateCreated", "created", "issued", "publicationDate",
    "coverDate", "coverDisplayDate", "year", "available", "dateAccepted",
)  # fmt: skip
_TYPE_WORDS = ("type", "aggregationType", "aggregationtype", "genre")
_ON_THE_WEB = ("webpage", "post-weblog", "post")
_NUMBER = re.compile(r"[\w./-]{1,12}")
_LARGEST = 64 * 1024 * 1024


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
    text = as_utf8(data)
    line = broken_at(text)
    try:
        root = etree.fromstring(balanced(text.decode()).encode() if line else text, parser=parser)
    except etree.XMLSyntaxError:
        root = None
    # With `recover`, a file without a single element is None.
    if root is None:
        return ReferenceFile("Zotero RDF", (), ((1, "This is not XML."),))
    works = _Works(Graph(root, is_broken=bool(line)))
    sentence = "This is not well-formed XML; what could be told was taken."
    problems = [(line, sentence)] if line else []
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
        reading = _Reading(self._graph, Gathering(_type_of(element, self._graph) or "document"))
        for child in element:
            reading.read(child)
        reading.finish(element)
        work, name = reading.work, name_of(element)
        work.groups += self._groups.get(name, [])
        if name.startswith(("http://", "https://")) and work.type in _ON_THE_WEB:
            work.put("URL", name)
        if name.startswith("urn:isbn:"):
            work.put("ISBN", name.removeprefix("urn:isbn:"))
        return work


def _type_of(element: etree._Element, graph: Graph | None = None) -> str:
    """The CSL type of a resource; empty for what is no work."""
    name = local(element)
    if name in NO_WORKS:
        return ""
    if kind := value(element, "itemType"):
        return "" if kind in ("note", "attachment") else TYPES.get(kind, "document")
    found = CLASSES.get(name.lower(), "") or _typed(element)
    if found in ("article-journal", "document", "article") and graph is not None:
        found = _by_host(element, graph) or _by_words(element) or found
        if found == "document" and value(element, "isbn", "isbn10", "isbn13"):
            return "book"
    elif not found and name == "Description" and value(element, "title", "name", "headline"):
        return _by_words(element) or "document"
    return found


def _typed(element: etree._Element) -> str:
    """The type that rdf:type tells by the address of a class."""
    for child in element:
        if local(child) == "type" and (address := child.get(f"{RDF}resource")):
            name = re.split(r"[#/]", address.strip())[-1]
            if found := CLASSES.get(name.lower()):
                return found
    return ""


def _by_words(element: etree._Element) -> str:
    """The type that Dublin Core, EPrints or PRISM tell in a word: "Journal Article"."""
    for child in element:
        if local(child) in _TYPE_WORDS:
            said = child.get(f"{RDF}resource") or text(child)
            word = re.split(r"[#/]", said)[-1].lower().replace(" ", "")
            if found := WORDS.get(word) or CLASSES.get(word):
                return found
    return ""


def _by_host(element: etree._Element, graph: Graph, depth: int = 0) -> str:
    """The type that what a work is part of tells: a newspaper has articles of newspapers."""
    for child in element:
        if local(child) != "isPartOf":
            continue
        for host in graph.resources(child):
            found = HOSTS.get(local(host), "")
            if not found and depth < 3:
                found = _by_host(host, graph, depth + 1)
            if found:
                return found
    return ""


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
        if name in PEOPLE:
            self._read_people(PEOPLE[name], element)
        elif name in self._readers:
            self._readers[name](element)
        elif name in _ISSUED:
            self.work.put_date("issued", text(element))
        elif name in SIMPLE:
            self.work.put(SIMPLE[name], text(element) or element.get(f"{RDF}resource") or "")
        elif name == "type" and "zotero.org" not in str(element.tag):
            return
        elif name in FIELDS:
            put_field(self.work, name, raw(element))

    def finish(self, element: etree._Element) -> None:
        """Read what takes two properties together."""
        ends = [
            value(element, *names)
            for names in (
                ("startingPage", "pageStart", "firstPage"), ("endingPage", "pageEnd", "lastPage")
            )
        ]  # fmt: skip
        self.work.put("page", page_range(*ends))

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
        elif name in PEOPLE and kind in ("Book", "Series"):
            author = "seriesEditor" if kind == "Series" else "bookAuthor"
            role = PEOPLE[name]
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
        kind, _, number = said.replace("info:doi/", "DOI ", 1).partition(" ")
        kind = kind.rstrip(":").upper()
        if kind.startswith("DOI:10."):
            kind, number = "DOI", said[4:]
        if re.match(r"^10\.\d{4,9}/\S+$", said):
            self.work.put("DOI", said)
        elif said.lower().startswith(("urn:isbn:", "urn:issn:")):
            self.work.put(said[4:8].upper(), said[9:])
        elif kind in ("DOI", "ISBN", "ISSN", "PMID", "PMCID"):
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
        is_article = self.work.type.startswith("article-")
        name = "collection-number" if is_book else "issue" if is_article else "number"
        self.work.put(name, text(element))

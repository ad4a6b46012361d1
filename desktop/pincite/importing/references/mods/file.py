"""MODS: single records and collections.

Source: Library of Congress, Metadata Object Description Schema 3.8 and its user guidelines.
"""

import re
from collections.abc import Iterator

from lxml import etree

from pincite.citing.marc_terms import GENRES, IN_CONTAINER, RESOURCES
from pincite.importing.references.csl_lines import take_csl
from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.mods.elements import (
    all_text,
    child,
    children,
    deep,
    path_text,
)
from pincite.importing.references.mods.govinfo import read_govinfo
from pincite.importing.references.mods.parts import (
    bare,
    creator,
    first_date,
    issued,
    main_title,
    title_of,
)
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.xml_records import XmlRecords
from pincite.model import csl
from pincite.model.csl_names import prefixed

_IDENTIFIERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
_DETAILS = {"volume": "volume", "issue": "issue", "number": "issue", "section": "section",
            "chapter": "chapter-number", "part": "part-number", "edition": "edition",
            "session": "number"}  # fmt: skip


def read_mods(data: bytes) -> ReferenceFile:
    """The works of a file."""
    records = XmlRecords(data, ("mods",))
    return gather("MODS", records, _work, records.problems)


def is_mods(head: bytes, _suffix: str) -> bool:
    """True for how such a file begins."""
    return bool(re.search(rb"<(?:[\w.-]+:)?(?:mods|modsCollection)[\s>]", head)) and (
        b"loc.gov/mods" in head or b"titleInfo" in head
    )


def _work(record: etree._Element) -> Gathering:
    return _Mods(record).gathered


class _Mods:
    def __init__(self, record: etree._Element) -> None:
        self._record = record
        self._hosts = [
            each for each in children(record, "relatedItem") if each.get("type") == "host"
        ]
        self.gathered = work = Gathering(self._type())
        work.put("title", title_of(main_title(record)))
        for each in children(record, "titleInfo"):
            if each.get("type") in ("abbreviated",):
                work.put("title-short", title_of(each))
        self._read_people(record)
        self._read_host()
        self._read_series()
        self._read_origin(record)
        self._read_part(record)
        self._read_identifiers(record)
        self._read_places()
        self._read_description()
        self._read_subjects()
        self._read_notes()
        read_govinfo(record, work)

    def _type(self) -> str:
        for element in children(self._record, "genre"):
            own = all_text(element).strip()
            if element.get("authority") == "local" and own in csl.TYPES:
                return own
        genres = [one_line(all_text(g)).lower() for g in children(self._record, "genre")]
        issuance = path_text(self._record, "originInfo", "issuance")
        host = self._hosts[0] if self._hosts else None
        for genre in genres:
            if found := GENRES.get(genre):
                if found == "book" and host is not None:
                    return "chapter"
                return found
        resource = child(self._record, "typeOfResource")
        kind = one_line(all_text(resource)).lower() if resource is not None else ""
        if found := RESOURCES.get(kind):
            return found
        if resource is not None and resource.get("manuscript") == "yes":
            return "manuscript"
        if host is not None and (found := self._type_by_host(host)):
            return found
        if issuance in ("monographic", "single unit", "multipart monograph"):
            return "book"
        if self._is_on_the_web():
            return "webpage"
        return "document"

    def _type_by_host(self, host: etree._Element) -> str:
        genres = {one_line(all_text(g)).lower() for g in children(host, "genre")}
        for genre, found in (
            ("newspaper", "article-newspaper"), ("magazine", "article-magazine"),
            ("academic journal", "article-journal"), ("periodical", "article-journal"),
            ("conference publication", "paper-conference"), ("book", "chapter"),
            ("website", "webpage"), ("web site", "webpage"),
        ):  # fmt: skip
            if genre in genres:
                return found
        issuance = path_text(host, "originInfo", "issuance")
        if issuance in ("continuing", "serial"):
            return "article-journal"
        own = path_text(self._record, "originInfo", "issuance")
        if issuance == "monographic" and own != "monographic":
            return "chapter"
        part = child(host, "part")
        if part is not None and any(
            d.get("type") in ("volume", "issue") for d in children(part, "detail")
        ):
            return "article-journal"
        if part is not None and child(part, "extent") is not None and own != "monographic":
            return "chapter"
        return ""

    def _is_on_the_web(self) -> bool:
        media = [all_text(e).strip() for e in deep(self._record, "internetMediaType")]
        return "text/html" in media

    def _read_people(self, element: etree._Element, role: str = "") -> None:
        for name in children(element, "name"):
            made = creator(name, role or "author")
            if made is not None:
                self.gathered.add(made)

    def _says(self, variable: str) -> bool:
        """Whether a note names a variable of CSL: what is read otherwise is no other one then."""
        kind = prefixed(variable)
        return any(note.get("type") == kind for note in children(self._record, "note"))

    def _read_host(self) -> None:
        work = self.gathered
        for host in self._hosts:
            title = title_of(main_title(host))
            if work.type in IN_CONTAINER or self._says("container-title"):
                work.put("container-title", title)
                for each in children(host, "titleInfo"):
                    if each.get("type") == "abbreviated":
                        work.put("container-title-short", title_of(each))
            elif work.type != "book":
                work.put(
                    "collection-title" if work.type == "report" else "archive_collection", title
                )
            if work.type in IN_CONTAINER:
                is_book = work.type in ("chapter", "paper-conference")
                self._read_people(host, "container-author" if is_book else "contributor")
            self._read_part(host)
            self._read_origin(host)
            self._read_identifiers(host)
            for series in children(host, "relatedItem"):
                if series.get("type") == "series":
                    self._read_series_title(series)

    def _read_series(self) -> None:
        for each in children(self._record, "relatedItem"):
            kind = each.get("type")
            if kind == "series":
                self._read_series_title(each)
                part = child(each, "part")
                if part is not None:
                    self.gathered.put("collection-number", path_text(part, "detail", "number"))
                self._read_people(each, "collection-editor")
            elif kind == "original":
                self.gathered.put("original-title", title_of(main_title(each)))
                self.gathered.put_date("original-date", issued(each))

    def _read_series_title(self, series: etree._Element) -> None:
        info = main_title(series)
        if info is None:
            return
        title = path_text(info, "title")
        name, _, number = title.rpartition(";")
        self.gathered.put("collection-title", name.strip(" ;") if name else title)
        self.gathered.put("collection-number", path_text(info, "partNumber") or number * bool(name))

    def _read_origin(self, element: etree._Element) -> None:
        work = self.gathered
        for origin in children(element, "originInfo"):
            places = [
                one_line(all_text(term))
                for place in children(origin, "place")
                for term in children(place, "placeTerm")
                if term.get("type") != "code"
            ]
            work.put("publisher-place", "; ".join(dict.fromkeys(p for p in places if p)))
            for publisher in children(origin, "publisher"):
                work.put("publisher", all_text(publisher))
            work.put("edition", path_text(origin, "edition"))
        work.put_date("issued", issued(element))
        for origin in children(element, "originInfo"):
            work.put_date("accessed", first_date(origin, "dateAccessed"))

    def _read_part(self, element: etree._Element) -> None:
        work = self.gathered
        for part in children(element, "part"):
            for detail in children(part, "detail"):
                variable = _DETAILS.get((detail.get("type") or "").lower(), "")
                work.put(variable, path_text(detail, "number") or path_text(detail, "title"))
            for extent in children(part, "extent"):
                if extent.get("unit") in ("pages", "page", None):
                    ends = [path_text(extent, "start"), path_text(extent, "end")]
                    listed = path_text(extent, "list")
                    pages = "-".join(dict.fromkeys(e for e in ends if e)) or listed
                    work.put("page", re.sub(r"^pp?\.\s*", "", pages))
            work.put_date("issued", path_text(part, "date"))

    def _read_identifiers(self, element: etree._Element) -> None:
        found: dict[str, list[str]] = {}
        for each in children(element, "identifier"):
            kind = (each.get("type") or "").lower()
            text = one_line(all_text(each))
            if variable := _IDENTIFIERS.get(kind):
                if each.get("invalid") != "yes":
                    found.setdefault(variable, []).append(bare(text, kind))
            elif kind == "citekey" and not self.gathered.key:
                self.gathered.key = text
            elif kind in ("uri", "url") and text.startswith("http"):
                found.setdefault("URL", []).append(text)
            elif kind == "issue number" and element is self._record:
                self.gathered.put("number", text)
        for variable, values in found.items():
            # An address of the host is not the work's.
            if variable != "URL" or element is self._record:
                self.gathered.put(variable, values[0] if variable == "URL" else " ".join(values))

    def _read_places(self) -> None:
        work = self.gathered
        urls = [
            url
            for place in children(self._record, "location")
            for url in children(place, "url")
            if url.get("access") != "preview" and all_text(url).strip().startswith(("http", "ftp"))
        ]
        urls.sort(key=lambda url: url.get("usage") not in ("primary", "primary display"))
        if urls:
            work.fields.pop("URL", None)
            work.put("URL", all_text(urls[0]))
            work.put_date("accessed", urls[0].get("dateLastAccessed") or "")
        shelves = [
            one_line(all_text(each))
            for place in self._places()
            for each in children(place, "physicalLocation")
        ]
        work.put("archive_location", "; ".join(s for s in shelves if s))
        marks = [
            one_line(all_text(each)) for each in children(self._record, "classification")
            if (each.get("authority") or "").lower() != "sudocs"
        ]  # fmt: skip
        marks += [
            one_line(all_text(each))
            for place in self._places()
            for each in deep(place, "shelfLocator")
        ]
        work.put("call-number", ", ".join(dict.fromkeys(mark for mark in marks if mark)))

    def _places(self) -> Iterator[etree._Element]:
        yield from children(self._record, "location")
        for related in children(self._record, "relatedItem"):
            if related.get("type") == "original":
                yield from children(related, "location")

    def _read_description(self) -> None:
        work = self.gathered
        codes: list[str] = []
        names: list[str] = []
        for language in children(self._record, "language"):
            for term in children(language, "languageTerm"):
                is_name = term.get("type") == "text"
                (names if is_name else codes).append(one_line(all_text(term)))
        work.put("language", ", ".join(dict.fromkeys(c for c in codes or names if c)))
        work.put_text(
            "abstract", "\n".join(all_text(a) for a in children(self._record, "abstract"))
        )
        for condition in children(self._record, "accessCondition"):
            work.put("license", all_text(condition))
        for physical in children(self._record, "physicalDescription"):
            extent = path_text(physical, "extent")[:300]
            if match := re.search(r"(\d+)\s*(?:p\b|pp\b|pages?\b|s\.|S\.|Seiten)", extent):
                if work.type in ("book", "thesis", "report", "document", "hearing"):
                    work.put("number-of-pages", match[1])
            elif match := re.match(r"\s*(\d+)\s*(?:v\.|vols?\b|volumes?\b|sound discs?\b)", extent):
                work.put("number-of-volumes", match[1])
        if work.type == "map":
            for scale in deep(self._record, "scale"):
                found = re.search(r"1\s*:\s*[\d.,]+\d", all_text(scale)[:300])
                work.put("scale", found[0].replace(" ", "") if found else all_text(scale))
        if work.type == "thesis":
            for genre in children(self._record, "genre"):
                text = one_line(all_text(genre))
                work.put("genre", text if text.lower() not in ("thesis", "theses") else "")

    def _read_subjects(self) -> None:
        for subject in children(self._record, "subject"):
            for topic in children(subject, "topic"):
                self.gathered.tag(all_text(topic))

    def _read_notes(self) -> None:
        for note in children(self._record, "note"):
            kind = one_line(note.get("type") or "")
            text = one_line(all_text(note))
            if take_csl(self.gathered, kind, text):
                continue
            if kind == "citekey":
                self.gathered.key = self.gathered.key or text
            elif text:
                self.gathered.note(f"{kind}: {text}" if kind else text)
        for contents in children(self._record, "tableOfContents"):
            if text := one_line(all_text(contents)):
                self.gathered.note(f"Table of contents: {text}")

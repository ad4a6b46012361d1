"""MODS: single records and collections.

Source: Library of Congress, Metadata Object Description Schema 3.8 and its user guidelines.
"""

import re
from collections.abc import Iterator

from lxml import etree

from pincite.citing.marc_terms import GENRES, OTHERS, RESOURCES, ROLES
from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.people import body, person, written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.xml_records import XmlRecords, local
from pincite.model import csl
from pincite.model.creators import Creator

_IN_CONTAINER = frozenset({
    "article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference",
    "webpage", "post-weblog", "post", "entry-dictionary", "entry-encyclopedia", "broadcast",
    "review", "review-book", "motion_picture", "song",
})  # fmt: skip
_LIFE = re.compile(r"\s*[\[(]?\b(?:ca\. )?\d{4}\??\s*-\s*(?:\d{4})?\??[\])]?\s*,?\s*$")
_YEAR_MARK = re.compile(r"^[\[(]*(?:c|p|©|℗|cop\.)?\s*(\d{4})[\])?.]*$")
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
            each for each in _children(record, "relatedItem") if each.get("type") == "host"
        ]
        self.gathered = work = Gathering(self._type())
        work.put("title", _title(_main_title(record)))
        for each in _children(record, "titleInfo"):
            if each.get("type") in ("abbreviated",):
                work.put("title-short", _title(each))
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

    def _type(self) -> str:
        for element in _children(self._record, "genre"):
            own = _all_text(element).strip()
            if element.get("authority") == "local" and own in csl.TYPES:
                return own
        genres = [one_line(_all_text(g)).lower() for g in _children(self._record, "genre")]
        issuance = _path_text(self._record, "originInfo", "issuance")
        host = self._hosts[0] if self._hosts else None
        for genre in genres:
            if found := GENRES.get(genre):
                if found == "book" and host is not None:
                    return "chapter"
                return found
        resource = _child(self._record, "typeOfResource")
        kind = one_line(_all_text(resource)).lower() if resource is not None else ""
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
        genres = {one_line(_all_text(g)).lower() for g in _children(host, "genre")}
        for genre, found in (
            ("newspaper", "article-newspaper"), ("magazine", "article-magazine"),
            ("academic journal", "article-journal"), ("periodical", "article-journal"),
            ("conference publication", "paper-conference"), ("book", "chapter"),
            ("website", "webpage"), ("web site", "webpage"),
        ):  # fmt: skip
            if genre in genres:
                return found
        issuance = _path_text(host, "originInfo", "issuance")
        if issuance in ("continuing", "serial"):
            return "article-journal"
        own = _path_text(self._record, "originInfo", "issuance")
        if issuance == "monographic" and own != "monographic":
            return "chapter"
        part = _child(host, "part")
        if part is not None and any(
            d.get("type") in ("volume", "issue") for d in _children(part, "detail")
        ):
            return "article-journal"
        if part is not None and _child(part, "extent") is not None and own != "monographic":
            return "chapter"
        return ""

    def _is_on_the_web(self) -> bool:
        media = [_all_text(e).strip() for e in _deep(self._record, "internetMediaType")]
        return "text/html" in media

    def _read_people(self, element: etree._Element, role: str = "") -> None:
        for name in _children(element, "name"):
            made = _creator(name, role or "author")
            if made is not None:
                self.gathered.add(made)

    def _read_host(self) -> None:
        work = self.gathered
        for host in self._hosts:
            title = _title(_main_title(host))
            if work.type in _IN_CONTAINER:
                work.put("container-title", title)
                for each in _children(host, "titleInfo"):
                    if each.get("type") == "abbreviated":
                        work.put("container-title-short", _title(each))
            elif work.type != "book":
                work.put(
                    "collection-title" if work.type == "report" else "archive_collection", title
                )
            if work.type in _IN_CONTAINER:
                is_book = work.type in ("chapter", "paper-conference")
                self._read_people(host, "container-author" if is_book else "contributor")
            self._read_part(host)
            self._read_origin(host)
            self._read_identifiers(host)
            for series in _children(host, "relatedItem"):
                if series.get("type") == "series":
                    self._read_series_title(series)

    def _read_series(self) -> None:
        for each in _children(self._record, "relatedItem"):
            kind = each.get("type")
            if kind == "series":
                self._read_series_title(each)
                part = _child(each, "part")
                if part is not None:
                    self.gathered.put("collection-number", _path_text(part, "detail", "number"))
                self._read_people(each, "collection-editor")
            elif kind == "original":
                self.gathered.put("original-title", _title(_main_title(each)))
                self.gathered.put_date("original-date", _issued(each))

    def _read_series_title(self, series: etree._Element) -> None:
        info = _main_title(series)
        if info is None:
            return
        title = _path_text(info, "title")
        name, _, number = title.rpartition(";")
        self.gathered.put("collection-title", name.strip(" ;") if name else title)
        self.gathered.put(
            "collection-number", _path_text(info, "partNumber") or number * bool(name)
        )

    def _read_origin(self, element: etree._Element) -> None:
        work = self.gathered
        for origin in _children(element, "originInfo"):
            places = [
                one_line(_all_text(term))
                for place in _children(origin, "place")
                for term in _children(place, "placeTerm")
                if term.get("type") != "code"
            ]
            work.put("publisher-place", "; ".join(dict.fromkeys(p for p in places if p)))
            for publisher in _children(origin, "publisher"):
                work.put("publisher", _all_text(publisher))
            work.put("edition", _path_text(origin, "edition"))
        work.put_date("issued", _issued(element))
        for origin in _children(element, "originInfo"):
            work.put_date("accessed", _first_date(origin, "dateAccessed"))

    def _read_part(self, element: etree._Element) -> None:
        work = self.gathered
        for part in _children(element, "part"):
            for detail in _children(part, "detail"):
                variable = _DETAILS.get((detail.get("type") or "").lower(), "")
                work.put(variable, _path_text(detail, "number") or _path_text(detail, "title"))
            for extent in _children(part, "extent"):
                if extent.get("unit") in ("pages", "page", None):
                    ends = [_path_text(extent, "start"), _path_text(extent, "end")]
                    listed = _path_text(extent, "list")
                    pages = "-".join(dict.fromkeys(e for e in ends if e)) or listed
                    work.put("page", re.sub(r"^pp?\.\s*", "", pages))
            work.put_date("issued", _path_text(part, "date"))

    def _read_identifiers(self, element: etree._Element) -> None:
        found: dict[str, list[str]] = {}
        for each in _children(element, "identifier"):
            kind = (each.get("type") or "").lower()
            text = one_line(_all_text(each))
            if variable := _IDENTIFIERS.get(kind):
                if each.get("invalid") != "yes":
                    found.setdefault(variable, []).append(_bare(text, kind))
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
            for place in _children(self._record, "location")
            for url in _children(place, "url")
            if url.get("access") != "preview" and _all_text(url).strip().startswith(("http", "ftp"))
        ]
        urls.sort(key=lambda url: url.get("usage") not in ("primary", "primary display"))
        if urls:
            work.fields.pop("URL", None)
            work.put("URL", _all_text(urls[0]))
            work.put_date("accessed", urls[0].get("dateLastAccessed") or "")
        shelves = [
            one_line(_all_text(each))
            for place in self._places()
            for each in _children(place, "physicalLocation")
        ]
        work.put("archive_location", "; ".join(s for s in shelves if s))
        marks = [
            one_line(_all_text(each)) for each in _children(self._record, "classification")
            if (each.get("authority") or "").lower() != "sudocs"
        ]  # fmt: skip
        marks += [
            one_line(_all_text(each))
            for place in self._places()
            for each in _deep(place, "shelfLocator")
        ]
        work.put("call-number", ", ".join(dict.fromkeys(mark for mark in marks if mark)))

    def _places(self) -> Iterator[etree._Element]:
        yield from _children(self._record, "location")
        for related in _children(self._record, "relatedItem"):
            if related.get("type") == "original":
                yield from _children(related, "location")

    def _read_description(self) -> None:
        work = self.gathered
        codes: list[str] = []
        names: list[str] = []
        for language in _children(self._record, "language"):
            for term in _children(language, "languageTerm"):
                is_name = term.get("type") == "text"
                (names if is_name else codes).append(one_line(_all_text(term)))
        work.put("language", ", ".join(dict.fromkeys(c for c in codes or names if c)))
        work.put_text(
            "abstract", "\n".join(_all_text(a) for a in _children(self._record, "abstract"))
        )
        for condition in _children(self._record, "accessCondition"):
            work.put("license", _all_text(condition))
        for physical in _children(self._record, "physicalDescription"):
            extent = _path_text(physical, "extent")
            if match := re.search(r"(\d+)\s*(?:p\b|pp\b|pages?\b|s\.|S\.|Seiten)", extent):
                if work.type in ("book", "thesis", "report", "document", "hearing"):
                    work.put("number-of-pages", match[1])
            elif match := re.match(r"\s*(\d+)\s*(?:v\.|vols?\b|volumes?\b|sound discs?\b)", extent):
                work.put("number-of-volumes", match[1])
        if work.type == "map":
            for scale in _deep(self._record, "scale"):
                found = re.search(r"1\s*:\s*[\d.,]+\d", _all_text(scale))
                work.put("scale", found[0].replace(" ", "") if found else _all_text(scale))
        if work.type == "thesis":
            for genre in _children(self._record, "genre"):
                text = one_line(_all_text(genre))
                work.put("genre", text if text.lower() not in ("thesis", "theses") else "")

    def _read_subjects(self) -> None:
        for subject in _children(self._record, "subject"):
            for topic in _children(subject, "topic"):
                self.gathered.tag(_all_text(topic))

    def _read_notes(self) -> None:
        for note in _children(self._record, "note"):
            kind = one_line(note.get("type") or "")
            text = one_line(_all_text(note))
            if kind == "citekey":
                self.gathered.key = self.gathered.key or text
            elif text:
                self.gathered.note(f"{kind}: {text}" if kind else text)
        for contents in _children(self._record, "tableOfContents"):
            if text := one_line(_all_text(contents)):
                self.gathered.note(f"Table of contents: {text}")


def _creator(name: etree._Element, usual: str) -> Creator | None:
    terms = [
        one_line(_all_text(term)).lower().rstrip(".")
        for role in _children(name, "role")
        for term in _children(role, "roleTerm")
    ]
    named = [ROLES.get(term) or term.replace(" ", "-") for term in terms]
    roles = [role for role in named if role in csl.NAME_VARIABLES]
    if not roles and any(term in OTHERS for term in terms):
        return None
    role = roles[0] if roles else usual if not terms else "contributor"
    if role == "author" and usual != "author":
        role = usual
    parts: dict[str, list[str]] = {}
    for part in _children(name, "namePart"):
        if text := one_line(_all_text(part)):
            parts.setdefault(part.get("type") or "", []).append(text)
    if "family" in parts:
        suffix = " ".join(p for p in parts.get("termsOfAddress", ()) if re.fullmatch(
            r"(?:[JS]r|[IVX]+)\.?,?", p))  # fmt: skip
        given = [*parts.get("given", ()), *parts.get("middle", ())]
        return person(role, " ".join(parts["family"]), " ".join(given), suffix)
    whole = parts.get("", [])
    if not whole:
        return person(role, " ".join(parts["given"])) if "given" in parts else None
    if name.get("type") in ("corporate", "conference", "family"):
        return body(role, ": ".join(whole))
    text = _LIFE.sub("", whole[0]).rstrip(" ,")
    # Without a kind a name may be a body's, unless it is turned round as a person's is.
    return written(role, re.sub(r"(?<=[a-z]{3})\.$", "", text))


def _issued(element: etree._Element) -> str:
    for name in ("copyrightDate", "dateIssued", "dateCreated"):
        found = [
            text
            for origin in _children(element, "originInfo")
            if (text := _first_date(origin, name))
        ]
        if found:
            return found[0]
    return ""


def _first_date(origin: etree._Element, name: str) -> str:
    """The date of that name: one in a known encoding before what is only printed."""
    found = list(_children(origin, name))
    found.sort(key=lambda date: (date.get("encoding") is None, date.get("keyDate") != "yes"))
    start = next((d for d in found if d.get("point") == "start"), None)
    end = next((d for d in found if d.get("point") == "end"), None)
    text = one_line(_all_text(found[0])) if found else ""
    if start is not None:
        text = one_line(_all_text(start))
        last = one_line(_all_text(end)) if end is not None else ""
        if last and last not in ("9999", "uuuu") and name != "dateCaptured":
            return f"{_plain_date(text)}/{_plain_date(last)}"
    return _plain_date(text)


def _plain_date(text: str) -> str:
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:\d*\.?\d*)?", text):
        return "-".join(match.groups())
    if match := _YEAR_MARK.match(text):
        return f"{match[1]}?" if "?" in text else match[1]
    return text


def _main_title(element: etree._Element) -> etree._Element | None:
    titles = list(_children(element, "titleInfo"))
    plain = [title for title in titles if not title.get("type")]
    uniform = (title for title in titles if title.get("type") == "uniform")
    return plain[0] if plain else next(uniform, None)


def _title(info: etree._Element | None) -> str:
    if info is None:
        return ""
    title = _path_text(info, "title")
    if first := _path_text(info, "nonSort"):
        title = f"{first}{'' if first.endswith(('’', chr(39))) else ' '}{title}"
    subtitle = _path_text(info, "subTitle")
    if subtitle:
        title = f"{title.rstrip(' :')}: {subtitle}"
    number, name = _path_text(info, "partNumber"), _path_text(info, "partName")
    if number or name:
        title = f"{title}. {': '.join(p for p in (number, name) if p)}"
    return one_line(title)


def _bare(text: str, kind: str) -> str:
    if kind in ("isbn", "issn"):
        return re.split(r"\s*[(:;]", text)[0].strip()
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local(child) == name)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(_children(element, name), None)


def _deep(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element.iter() if local(child) == name)


def _path_text(element: etree._Element, *names: str) -> str:
    found: etree._Element | None = element
    for name in names:
        found = _child(found, name) if found is not None else None
    return one_line(_all_text(found)) if found is not None else ""


def _all_text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())

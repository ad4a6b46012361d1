"""EndNote's XML, as it and many databases export it.

Source: RSXML, the document type of EndNote's XML export, in its versions 8 to 21.
"""

import re
from urllib.parse import urlsplit

from lxml import etree

from pincite.citing.endnote_types import (
    ROLES,
    VARIABLES,
    EndNoteType,
    endnote_type,
)
from pincite.importing.references.csl_lines import take_csl_line
from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.people import written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.tagged.ris_tables import PROCEEDINGS
from pincite.importing.references.xml_records import XmlRecords, local
from pincite.model.identifiers import find_doi

_FACES = (("bold", "b"), ("italic", "i"), ("superscript", "sup"), ("subscript", "sub"))
_RICH = frozenset({"title", "secondary-title", "tertiary-title"})
_LONG = frozenset({"abstract", "notes", "research-notes"})
_PROCEEDINGS = re.compile(PROCEEDINGS, re.IGNORECASE)
_KEY = re.compile(r"[^\s,{}()\"'#%~\\=@]{3,60}")
_LABELS = {
    "notes": "", "research-notes": "Research notes", "caption": "Caption",
    "accession-num": "Accession number", "auth-address": "Author address",
    "reprint-edition": "Reprint edition", "translated-title": "Translated title",
    "work-location": "Location", "publisher": "Publisher",
}  # fmt: skip


def read_endnote_xml(data: bytes) -> ReferenceFile:
    """The works in a file; attached PDFs are looked for as EndNote stores them."""
    records = XmlRecords(data, ("record",))
    return gather("EndNote XML", records, _work, records.problems)


def is_endnote_xml(head: bytes, _suffix: str) -> bool:
    """True for how such a file begins."""
    return bool(re.search(rb"<records?[\s>]", head)) and (
        b"<ref-type" in head or b"<source-app" in head or b"<contributors>" in head
    )


def _work(record: etree._Element) -> Gathering:
    return _Record(record).gathered


class _Record:
    def __init__(self, record: etree._Element) -> None:
        self._record = record
        kind = record.find("ref-type")
        name = "" if kind is None else kind.get("name") or ""
        self._kind: EndNoteType = endnote_type(name, "" if kind is None else kind.text or "")
        self.gathered = Gathering(self._kind.type)
        if self._kind.name == "Generic" and name and name != "Generic":
            self.gathered.put("genre", name)
        self._read_people()
        self._read_fields()
        self._read_titles()
        self._read_pages()
        self._read_dates()
        self._read_addresses()
        self.gathered.tag(*(_styled(each) for each in record.iterfind("keywords/keyword")))
        self._read_notes()

    def _text(self, path: str) -> str:
        found = self._record.find(path)
        if found is None:
            return ""
        name = local(found)
        return _styled(found, keeps_marks=name in _RICH, keeps_lines=name in _LONG)

    def _read_people(self) -> None:
        for group in self._record.iterfind("contributors/*"):
            role = self._kind.roles.get(local(group)) or ROLES.get(local(group))
            for author in group.iterfind("author") if role else ():
                # A name may be written in one element or be listed line by line.
                for name in re.split(r"[\r\n;]+", _styled(author, keeps_lines=True)):
                    if role and name.strip():
                        self.gathered.add(written(role, name))

    def _read_titles(self) -> None:
        work = self.gathered
        work.put("title", self._text("titles/title"))
        work.put("title-short", self._text("titles/short-title"))
        for name in ("secondary-title", "tertiary-title"):
            work.put(self._variable(name), self._text(f"titles/{name}"))
        if self._variable("secondary-title") == "container-title":
            full = self._text("periodical/full-title")
            work.put("container-title", full)
            for path in ("periodical/abbr-1", "alt-periodical/abbr-1", "titles/alt-title"):
                short = self._text(path)
                if short != work.fields.get("container-title"):
                    work.put("container-title-short", short)
        if self._kind.type in ("chapter", "book", "report") and not work.fields.get(
            "collection-title"
        ):
            work.put("collection-title", self._text("titles/tertiary-title"))

    def _variable(self, name: str) -> str:
        return self._kind.variables.get(name, VARIABLES.get(name, ""))

    def _read_fields(self) -> None:
        work = self.gathered
        for name in dict.fromkeys((*VARIABLES, *self._kind.variables)):
            if not name.endswith("title") and name != "isbn":
                work.put(self._variable(name), self._text(name))
        number = self._text("isbn")
        if variable := self._kind.variables.get("isbn", ""):
            work.put(variable, number)
        elif number:
            bare = re.sub(r"[^0-9Xx]", "", re.split(r"[\s;,(]", number)[0])
            work.put("ISSN" if len(bare) == 8 else "ISBN", number)
        work.put("number", self._text("report-id"))
        doi = self._text("electronic-resource-num")
        work.put("DOI", find_doi(doi) or doi)
        work.put_text("abstract", self._text("abstract"))
        label = self._text("label")
        if _KEY.fullmatch(label) and not label.isdecimal():
            work.key = label
        work.put("PMCID", self._text("custom2") if self._text("custom2")[:3] == "PMC" else "")
        if self._kind.name == "Conference Proceedings":
            named = self._text("titles/secondary-title")
            if _PROCEEDINGS.search(named):
                # The book that the papers are in rather than the conference.
                work.put("container-title", named)
            where, published = self._text("pub-location"), self._text("custom1")
            work.put("event-place", where)
            if published:
                work.fields["publisher-place"] = published

    def _read_pages(self) -> None:
        pages = self._record.find("pages")
        if pages is None:
            return
        text = _styled(pages) or "-".join(
            part for part in (pages.get("start"), pages.get("end")) if part
        )
        is_count = self._kind.type in ("book", "thesis", "classic") and text.isdecimal()
        self.gathered.put("number-of-pages" if is_count else "page", text)

    def _read_dates(self) -> None:
        day, year = self._text("dates/pub-dates/date"), self._text("dates/year")
        if re.fullmatch(r"\d{4}", year) and day:
            whole = Gathering()
            whole.put_date("issued", day if year in day else f"{day} {year}")
            made = whole.dates.get("issued", "")
            self.gathered.put_date("issued", made if made.startswith(year) else year)
        self.gathered.put_date("issued", year or day)
        if self._kind.type == "patent":
            self.gathered.put_date("submitted", self._text("custom1"))
        accessed = self._text("access-date")
        if self._kind.type == "webpage" and not accessed:
            accessed = self._text("custom1")
        self.gathered.put_date("accessed", accessed)
        self.gathered.put_date("original-date", self._text("orig-pub"))

    def _read_addresses(self) -> None:
        for url in self._record.iterfind("urls//url"):
            text = _styled(url)
            parent = url.getparent()
            is_pdf = parent is not None and local(parent) == "pdf-urls"
            if (
                text
                and (is_pdf or text.startswith(("internal-pdf:", "file:")))
                and not _is_web(text)
            ):
                self.gathered.files.append(text)
            elif _is_web(text):
                self.gathered.put("URL", text)

    def _read_notes(self) -> None:
        for name, label in _LABELS.items():
            if name == "publisher" and self._variable("publisher"):
                continue
            text = self._text(name)
            if name == "research-notes":
                lines = text.split("\n")
                text = "\n".join(x for x in lines if not take_csl_line(self.gathered, x.strip()))
            self.gathered.note(f"{label}: {text}" if label and text else text)


def _styled(
    element: etree._Element, *, keeps_marks: bool = False, keeps_lines: bool = False
) -> str:
    """The text of a field, whose runs are elements `style`."""
    runs: list[tuple[str, tuple[str, ...]]] = [(element.text or "", ())]
    for run in element:
        faces = (run.get("face") or "").split() if keeps_marks else []
        marks = tuple(mark for face, mark in _FACES if face in faces)
        runs += [("".join(str(part) for part in run.itertext()), marks), (run.tail or "", ())]
    text = _with_marks(runs).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() if keeps_lines else one_line(text)


def _with_marks(runs: list[tuple[str, tuple[str, ...]]]) -> str:
    """The runs with CSL's marks, which stay open over runs that share them."""
    parts: list[str] = []
    open_marks: list[str] = []
    for text, marks in runs:
        if not text:
            continue
        while open_marks != list(marks[: len(open_marks)]):
            parts.append(f"</{open_marks.pop()}>")
        for mark in marks[len(open_marks) :]:
            parts.append(f"<{mark}>")
            open_marks.append(mark)
        parts.append(text)
    parts += [f"</{mark}>" for mark in reversed(open_marks)]
    return "".join(parts)


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme.lower() in ("http", "https", "ftp") if address else False

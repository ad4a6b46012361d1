"""A draft of an item from what a PDF says about itself; every value with its source.

Order, by how often each was right on real files: identifiers, then XMP of publishers, then the
document information where its title is plausible and printed on the first pages (it was junk in one
of three), then the largest type on the first page, then the file name.
"""

import re
from collections.abc import Mapping
from pathlib import PurePath

from pincite.importing.clues import PdfClues
from pincite.importing.names import looks_like_person, parse_names, split_names
from pincite.importing.titles import find_names_below, find_printed_title, squashed
from pincite.importing.xmp import Xmp, read_xmp
from pincite.model import dates
from pincite.model.creators import Creator
from pincite.model.identifiers import find_arxiv, find_doi, find_isbn, normal_isbn
from pincite.model.items import ItemDraft

_JUNK_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)|slide\s?1|untitled|title|paper|manuscript|"
    r"document\d*|main|article|draft|template|proof|layout|presentation|doi:?\b.*|pii:?\b.*|[\W\d_]*)\b[\W\d_]*$|"
    r"^microsoft \w+ - |"
    r"\.(?:docx?|tex|dvi|e?ps|pdf|indd|qxd|qxp|rtf|odt|pages|fm|p65|pptx?|xlsx?)\W*$|"
    r"^[\w.-]*\d[\w.-]*$|[\\/]\w+[\\/]",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"^(?:user|admin\w*|owner|author|unknown|root|default|anonymous|typeset|\w*\d+\w*|[\W\d]*)$|"
    r"@|\\|latex|adobe|microsoft|acrobat|version\s|\.com\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")
_STAMP = re.compile(r"arXiv:\S+\s+\[[^\]]+\]\s+(\d{1,2})\s+([A-Z][a-z]{2})[a-z]*\s+(\d{4})")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}\s*[-–,]\s*)*((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published(?:\s+online)?|publication date|first published|date of publication)\b"
    r"[^.\n]{0,30}?\b((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_VOLUME_YEAR = re.compile(r"\b\d{1,4}\s*\(((?:19|20)\d\d)\)\s*[,:]?\s*\d+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JOURNAL_WORDS = re.compile(
    r"\b(?:journal|issn|vol(?:ume)?\.?\s*\d|transactions on|quarterly|annals|letters|"
    r"research article|original article|received\b.{0,40}accepted)",
    re.IGNORECASE | re.DOTALL,
)
_PROCEEDINGS = re.compile(r"\bproceedings of\b|\bconference on\b|\bworkshop on\b", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:technical|research|annual|final|policy|white|working|discussion)\s+(?:report|paper|brief)\b|"
    r"\breport (?:no\.?|number|to)\b",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?:(?:doctoral|master['’]?s?|ph\.?\s?d\.?|bachelor['’]?s?)\s+(?:thesis|dissertation)|"
    r"(?:thesis|dissertation)\s+(?:submitted|presented)|submitted in partial fulfil)",
    re.IGNORECASE,
)
_XMP_FIELDS: Mapping[str, tuple[str, ...]] = {
    "container-title": ("prism:publicationName",),
    "volume": ("prism:volume",),
    "issue": ("prism:number", "prism:issueIdentifier"),
    "ISSN": ("prism:issn", "prism:eIssn"),
    "publisher": ("dc:publisher",),
    "page": ("prism:pageRange",),
    "language": ("dc:language",),
}


def draft_from_clues(clues: PdfClues, file_name: str) -> ItemDraft:
    """What can be told of a work from its PDF.

    Args:
        clues: metadata and first lines of the file.
        file_name: for the title when nothing else gives one.
    """
    return _Drafting(clues, file_name).draft()


def title_from_name(file_name: str) -> str:
    """A readable title from a file name: "adler_2014.pdf" gives "adler 2014"."""
    stem = PurePath(file_name.replace("\\", "/")).name
    stem = re.sub(r"\.(?:pdf|html?|md|markdown|txt|xhtml)$", "", stem, flags=re.IGNORECASE)
    words = re.sub(r"[_+]+|%20|(?<=\w)-+(?=\w)", " ", stem)
    return " ".join(words.split()) or stem or "Untitled"


class _Drafting:
    """Collects the values of one draft; a value once set stays."""

    def __init__(self, clues: PdfClues, file_name: str) -> None:
        self._clues = clues
        self._file_name = file_name
        self._info = {k.casefold(): " ".join(v.split()) for k, v in clues.info.items() if v}
        self._xmp = read_xmp(clues.xmp)
        self._text = clues.first_text
        self._squashed = squashed(clues.first_text)
        self._fields: dict[str, str] = {}
        self._dates: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self._creators: tuple[Creator, ...] = ()

    def draft(self) -> ItemDraft:
        self._read_identifiers()
        self._read_xmp_fields()
        self._read_title()
        self._read_creators()
        self._read_date()
        return ItemDraft(
            type=self._type(),
            fields=self._fields,
            creators=self._creators,
            dates=self._dates,
            sources=self._sources,
        )

    def _set(self, name: str, value: str | None, source: str) -> None:
        if value and name not in self._fields:
            self._fields[name] = value
            self._sources[name] = source

    def _read_identifiers(self) -> None:
        declared = " ".join(
            self._xmp.first(name)
            for name in ("prism:doi", "pdfx:doi", "crossmark:DOI", "dc:identifier", "prism:url")
        )
        self._set("DOI", find_doi(declared), "xmp")
        for name in ("doi", "wps-articledoi", "subject", "title"):
            self._set("DOI", find_doi(self._info.get(name, "")), "info")
        self._set("DOI", find_doi(self._text), "page text")
        arxiv = find_arxiv(self._text)
        if arxiv:
            self._set("number", f"arXiv:{arxiv}", "page text")
        self._set("ISBN", normal_isbn(self._xmp.first("prism:isbn")), "xmp")
        self._set("ISBN", find_isbn(self._text), "page text")

    def _read_xmp_fields(self) -> None:
        for field, names in _XMP_FIELDS.items():
            self._set(field, self._xmp.first(*names), "xmp")
        first, last = self._xmp.first("prism:startingPage"), self._xmp.first("prism:endingPage")
        if first:
            self._set("page", f"{first}–{last}" if last and last != first else first, "xmp")

    def _read_title(self) -> None:
        declared = self._xmp.first("dc:title", "prism:title")
        # Publishers who write PRISM write the right title; other programs copy the file's name.
        if self._is_from_publisher(self._xmp) and is_plausible_title(declared):
            self._set("title", declared, "xmp")
        for title, source in ((declared, "xmp"), (self._info.get("title", ""), "info")):
            if is_plausible_title(title) and self._is_printed(title):
                self._set("title", title, source)
        self._printed = find_printed_title(self._clues.first_lines)
        self._set("title", self._printed.title, "type size")
        if not self._squashed:
            for title, source in ((declared, "xmp"), (self._info.get("title", ""), "info")):
                if is_plausible_title(title) and len(title.split()) > 2:
                    self._set("title", title, source)
        self._set("title", title_from_name(self._file_name), "file name")

    def _is_from_publisher(self, xmp: Xmp) -> bool:
        return bool(xmp.first("prism:publicationName", "prism:doi", "crossmark:DOI"))

    def _is_printed(self, text: str) -> bool:
        return squashed(text) in self._squashed

    def _read_creators(self) -> None:
        declared = "; ".join(self._xmp.all("dc:creator"))
        printed = self._printed_creators()
        for names, source in ((declared, "xmp"), (self._info.get("author", ""), "info")):
            creators = self._declared_names(names)
            if creators and not _is_one_of(creators, printed):
                self._set_creators(creators, source)
                return
        self._set_creators(printed, "page text")

    def _printed_creators(self) -> tuple[Creator, ...]:
        if self._sources.get("title") == "type size":
            return self._printed.creators
        return find_names_below(self._clues.first_lines, self._fields["title"])

    def _declared_names(self, text: str) -> tuple[Creator, ...]:
        """Names that somebody wrote into the file, unless they are a log-in name or a program."""
        if not text or _JUNK_AUTHOR.search(text.strip()):
            return ()
        names = split_names(text)
        people = [n for n in names if looks_like_person(n.replace(",", " ")) or self._is_printed(n)]
        printed = sum(self._is_family_printed(name) for name in names)
        # The person at the keyboard is often not the author; the author's name is on the page.
        if not people or (self._squashed and printed * 2 < len(names)):
            return ()
        return parse_names(text)

    def _is_family_printed(self, name: str) -> bool:
        return any(
            len(word) > 2 and squashed(word) in self._squashed for word in re.split(r"[\s,]+", name)
        )

    def _set_creators(self, creators: tuple[Creator, ...], source: str) -> None:
        if creators:
            self._creators = creators
            self._sources["author"] = source

    def _read_date(self) -> None:
        for date, source in self._date_candidates():
            if date and dates.is_edtf(date):
                self._dates["issued"] = date
                self._sources["issued"] = source
                return

    def _date_candidates(self) -> list[tuple[str, str]]:
        published = self._xmp.first(
            "prism:publicationDate", "prism:coverDate", "prism:publishedDate"
        )
        arxiv = re.match(r"arXiv:(\d\d)(\d\d)\.", self._fields.get("number", ""))
        return [
            (iso_date(published), "xmp"),
            (_arxiv_stamp(self._text), "page text"),
            (f"20{arxiv[1]}-{arxiv[2]}" if arxiv else "", "page text"),
            (_year_in(_PUBLISHED, self._text), "page text"),
            (_year_in(_COPYRIGHT, self._text), "page text"),
            (_year_in(_VOLUME_YEAR, self._text[:1500]), "page text"),
            (self._printed_year(self._xmp.first("dc:date", "xmp:CreateDate")), "xmp"),
            (self._printed_year(self._info.get("creationdate", "")), "info"),
        ]

    def _printed_year(self, date: str) -> str:
        """The year of a file's date, if the first pages print it too: it may be that of a scan."""
        match = re.search(r"(?:19|20)\d\d", date)
        return match[0] if match and match[0] in _YEAR.findall(self._text[:4000]) else ""

    def _type(self) -> str:
        head = self._text[:5000]
        guesses = (
            ("thesis", bool(_THESIS.search(head))),
            ("book", "ISBN" in self._fields and "DOI" not in self._fields),
            ("article-journal", "ISSN" in self._fields or "volume" in self._fields),
            ("paper-conference", "DOI" in self._fields and bool(_PROCEEDINGS.search(head))),
            ("article-journal", "DOI" in self._fields and bool(_JOURNAL_WORDS.search(head))),
            ("book", "ISBN" in self._fields),
            ("article", "number" in self._fields),
            ("report", bool(_REPORT.search(head))),
        )
        guess = next((name for name, holds in guesses if holds), "")
        if guess:
            self._sources["type"] = "page text"
        return guess or "document"


def is_plausible_title(title: str) -> bool:
    """False for what programs put where a title belongs: file names, "untitled", numbers."""
    title = title.strip()
    return len(title) >= 5 and any(c.isalpha() for c in title) and not _JUNK_TITLE.search(title)


def iso_date(text: str) -> str:
    """A date as EDTF from ISO 8601, "2019/05/28", "D:20190528…" or a year; else empty."""
    match = re.match(r"\s*(?:D:)?(\d{4})[-/.]?(\d{2})?[-/.]?(\d{2})?(?!\d{2}[-/.])", text)
    if not match:
        found = _YEAR.search(text)
        return found[1] if found else ""
    edtf = "-".join(part for part in match.groups() if part)
    return edtf if dates.is_edtf(edtf) else match[1]


def _is_one_of(declared: tuple[Creator, ...], printed: tuple[Creator, ...]) -> bool:
    """True when a file names only one of several authors that are printed: the one who made it."""
    families = {squashed(creator.family) for creator in printed}
    return len(declared) == 1 < len(printed) and squashed(declared[0].family) in families


def _arxiv_stamp(text: str) -> str:
    match = _STAMP.search(text)
    if not match or match[2].casefold() not in _MONTHS:
        return ""
    return f"{match[3]}-{_MONTHS.index(match[2].casefold()) + 1:02d}-{int(match[1]):02d}"


def _year_in(pattern: re.Pattern[str], text: str) -> str:
    years = {m[1] for m in pattern.finditer(text)}
    return max(years) if years else ""

"""RIS, as reference managers, publishers and databases write it.

Source: Thomson ResearchSoft, "RIS Format Specifications" (2001), and its revision of 2011.
"""

import re

from pincite.importing.references.csl_lines import take_csl_line
from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.people import written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.tagged import ris_tables as tables
from pincite.importing.references.tagged import values
from pincite.importing.references.tagged.records import (
    Layout,
    Record,
    lines_of,
    paragraphs,
    records_of,
)
from pincite.importing.references.text import decoded
from pincite.model.identifiers import find_arxiv

# Two blanks and a dash are the format; files with one blank, or none before the dash, exist.
_TAG = re.compile(r"^[ \t\ufeff]*(?P<tag>[A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t]+(?P<value>.*))?$")
_SMALL_TAG = re.compile(r"^(?P<tag>[a-z][a-z0-9])  -(?: (?P<value>.*))?$")
_WHOLE = re.compile(r"^[ \t]*TY {1,3}-[^\r\n]+[ \t]ER {1,3}-", re.MULTILINE)
_WITHIN = re.compile(r"[ \t]+(?=(?:[A-Z][A-Z0-9])  -(?:[ \t]|$))")
_TAGS = frozenset((
    "TY", "A1", "A2", "A3", "A4", "AB", "AD", "AN", "AU", "AV", "BT", "C1", "C2", "C3", "C4", "C5",
    "C6", "C7", "C8", "CA", "CN", "CP", "CR", "CT", "CY", "DA", "DB", "DO", "DP", "ED", "EP", "ER",
    "ET", "H1", "H2", "ID", "IS", "J1", "J2", "JA", "JF", "JO", "K1", "KW", "L1", "L2", "L3", "L4",
    "LA", "LB", "LK", "M1", "M2", "M3", "N1", "N2", "NO", "NV", "OP", "PB", "PP", "PY", "RI", "RN",
    "RP", "SE", "SN", "SP", "ST", "SV", "T1", "T2", "T3", "TA", "TI", "TT", "U1", "U2", "U3", "U4",
    "U5", "UR", "VL", "VO", "Y1", "Y2",
))  # fmt: skip
_FULL_JOURNAL = ("JF", "T2", "BT", "JO", "J1", "JA", "J2")
_SHORT_JOURNAL = ("J2", "JA", "J1", "JO")
_LABEL = re.compile(r"^(?P<label>[A-Z][\w .,/()-]{2,40}?):\s*(?P<text>.+)$", re.DOTALL)
_DAY = re.compile(r"[12]\d{3}(?:-\d\d|$)")
_KEY = re.compile(r"[^\W\d_][\w:.+/-]*")
_ADDRESS = re.compile(r"^(?:https?|ftp)://|^//\w|^www\.", re.IGNORECASE)
_LONGEST_NUMBER = 40
_EVENT = re.compile(tables.EVENT, re.IGNORECASE)
_PROCEEDINGS = re.compile(tables.PROCEEDINGS, re.IGNORECASE)
_LONGEST_HEADING = 30
_IDENTIFIER = re.compile(r"^(?:PMID|PMCID):? *(?:PMC)?\d+$")
_QUIET = frozenset(("AD", "RP", "ID", "LB", "L3", "CP", "CT", "C8", "Y2", "M2"))
"""Tags that are read elsewhere, or say nothing of the work itself."""
_READ = _QUIET | tables.ROLES.keys() | {
    "TY", "TI", "T1", "CT", "AU", "A1", "A3", "Y1", "PY", "DA", "SP", "EP", "AB", "N2", "N1", "NO",
    "RN", "LA", "KW", "K1", "L1", "L2", "L4", "UR", "LK", "SN", "DO", "C7", *_FULL_JOURNAL,
}  # fmt: skip
_ALSO_READ = {
    "patent": frozenset(("C1", "C2")), "paper-conference": frozenset(("C3",)),
}  # fmt: skip


def is_ris(head: bytes) -> bool:
    """Whether a file begins with a record of RIS, or at least with several of its lines."""
    begins = re.search(
        rb"^[\s\xef\xbb\xbf]*(?:TY|ty)[ \t]{1,3}-[ \t]+\w{2,8}(?:\s*$|[ \t]+[A-Z][A-Z0-9]  -)",
        head,
        re.MULTILINE,
    )
    if begins is not None:
        # Databases put some lines in front; a text that shows a record somewhere is a text.
        return head.count(b"\n", 0, begins.start()) <= _LONGEST_HEADING
    tags = re.findall(rb"^([A-Z][A-Z0-9])  - ", head, re.MULTILINE)
    return len(tags) > 3 and bool(re.search(rb"^(?:ER|TY)  ?-", head, re.MULTILINE))


def read_ris(data: bytes) -> ReferenceFile:
    """The works in a file of RIS."""
    records, problems = records_of(_on_lines(decoded(data)), _LAYOUT)
    return gather("RIS", records, lambda record: _Work(record).gathered(), problems)


def _on_lines(text: str) -> str:
    """The text with each field on its line, where whole records stand on one."""
    if _WHOLE.search(text) is None:
        return text
    lines = (_WITHIN.sub("\n", line) if _WHOLE.match(line) else line for line in text.split("\n"))
    return "\n".join(lines)


def _tag_of(line: str) -> tuple[str, str] | None:
    small = _SMALL_TAG.match(line)
    if small and small["tag"].upper() in _TAGS:
        return small["tag"].upper(), small["value"] or ""
    match = _TAG.match(line)
    if match is None or (match["tag"] not in _TAGS and "  -" not in line[:8]):
        return None
    return match["tag"], match["value"] or ""


_LAYOUT = Layout(_tag_of, lambda tag, _open, _blank: tag == "TY", frozenset(("ER",)), True)


class _Work:
    def __init__(self, record: Record) -> None:
        self._record = record
        self._kind = one_line(record.first("TY")).upper()
        self._made = Gathering(type=self._type())
        labels = {self._labelled(note)[0] for note in record.all("N1")}
        self._is_labelled = not labels.isdisjoint(tables.LABELS)

    def gathered(self) -> Gathering:
        self._titles()
        self._people()
        self._dates()
        self._pages()
        self._labelled_numbers()
        table = tables.FIELDS | tables.BY_TYPE.get(self._made.type, {})
        if self._made.type == "chapter" and not self._record.first("T3"):
            # Without a series they count the volumes of the whole.
            table |= dict.fromkeys(("IS", "M1"), "number-of-volumes")
        if self._made.type in ("report", "patent"):
            self._number_of_report()
        for tag, value in self._record.fields:
            if (variable := table.get(tag)) and not _says_nothing(tag, value):
                self._made.put(variable, value)
        self._texts()
        self._identifiers()
        self._notes()
        self._others(frozenset(table))
        return self._made

    def _type(self) -> str:
        made = tables.TYPES.get(self._kind, "document")
        has_journal = bool(self._record.first("JF", "JO", "JA"))
        if has_journal and (self._kind == "GEN" or self._kind not in tables.TYPES):
            return "article-journal"
        if self._kind == "JFULL" and has_journal and self._record.first("TI", "T1"):
            # With a title beside its journal's it is one of the articles.
            return "article-journal"
        return made

    def _titles(self) -> None:
        made, first = self._made, self._record.first
        title = first("TI", "T1", "CT")
        if made.type in tables.BOOKS and not title:
            title = first("BT")
        made.put("title", title)
        if made.type == "paper-conference":
            self._conference()
        self._containers()
        if made.type == "periodical" and not title:
            made.put("title", made.fields.pop("container-title", ""))

    def _conference(self) -> None:
        """T2 is the conference of a paper (CPAPER), and of proceedings that have a title in C3.

        Publishers write the conference there and mean its proceedings, too.
        """
        made, first = self._made, self._record.first
        made.put("container-title", first("C3", "BT", "JF"))
        named = first("T2")
        if self._kind == "CPAPER" or made.fields.get("container-title"):
            made.put("event-title", named)
        elif _EVENT.search(named) and not _PROCEEDINGS.search(named):
            made.put("container-title", named)
            made.put("event-title", named)
        if first("C1"):
            made.put("event-place", first("CY"))

    def _containers(self) -> None:
        made, first = self._made, self._record.first
        table = tables.BY_TYPE.get(made.type, {})
        others = {tag for tag, variable in table.items() if variable != "container-title"}
        if made.type in tables.BOOKS and made.fields.get("title") == one_line(first("BT")):
            others.add("BT")
        if made.fields.get("event-title"):
            others.add("T2")
        made.put("container-title", first(*(tag for tag in _FULL_JOURNAL if tag not in others)))
        whole = made.fields.get("container-title")
        shorts = [value for tag in _SHORT_JOURNAL if (value := first(tag))]
        made.put("container-title-short", next((v for v in shorts if one_line(v) != whole), ""))

    def _people(self) -> None:
        kind = self._made.type
        primary = "editor" if self._kind == "EDBOOK" else tables.PRIMARY.get(kind, "author")
        roles = tables.ROLES | tables.ROLES_BY_TYPE.get(kind, {})
        fields = tables.BY_TYPE.get(kind, {})
        for tag, value in self._record.fields:
            role = primary if tag in ("AU", "A1") else roles.get(tag, "")
            if tag == "A3" and not role:
                role = "collection-editor"
            if role and tag not in fields:
                for name in lines_of([value], r";\s+"):
                    self._made.add(written(role, name))

    def _dates(self) -> None:
        candidates = []
        for tag in ("Y1", "PY", "DA"):
            for value in self._record.all(tag):
                made, other = values.slashed_date(value)
                if other.lower() == "received":
                    self._made.dates.setdefault("submitted", made)
                elif other.lower() not in ("accepted", "revised"):
                    candidates.append(made)
        if issued := values.precise(candidates):
            self._made.dates["issued"] = issued
        accessed, _ = values.slashed_date(self._record.first("Y2"))
        if accessed and not self._is_labelled:
            self._made.put_date(self._second_date(), accessed)
        if self._made.type == "patent":
            self._made.put_date("submitted", self._record.first("C1"))
            self._made.put_date("issued", self._record.first("C2"))
        elif self._made.type == "webpage":
            # EndNote has the day of access in two parts here.
            day = values.date(" ".join(self._record.all("M1", "VL")))
            if _DAY.match(day):
                self._made.put_date("accessed", day)
                self._leave_out("M1", "VL")
        elif self._made.type == "article-journal":
            # The edition of an article is when it was there online.
            day, _ = values.slashed_date(self._record.first("ET"))
            if _DAY.match(day):
                self._made.put_date("available-date", day)
                self._leave_out("ET")

    def _second_date(self) -> str:
        """Y2 has become the day of access; before, it said when a patent was applied for."""
        if self._record.first("UR"):
            return "accessed"
        kind = self._made.type
        return {"paper-conference": "event-date", "patent": "submitted"}.get(kind, "accessed")

    def _pages(self) -> None:
        start, end = self._record.first("SP"), self._record.first("EP")
        kind = self._made.type
        if "SP" in tables.BY_TYPE.get(kind, {}):
            return
        if self._is_labelled and kind == "bill":
            self._made.put("section", start)
        elif kind in tables.BOOKS | {"thesis"} and not end and "-" not in start:
            self._made.put("number-of-pages", start)
        else:
            # An article of a journal without pages is found by its number.
            self._made.put("page", values.page_range(start, end) or self._record.first("C7"))

    def _labelled_numbers(self) -> None:
        """ProCite and Reference Manager put numbers of books and bills under tags of their own."""
        first = self._record.first
        if self._is_labelled and self._made.type in ("book", "chapter"):
            self._made.put("edition", first("VL"))
            self._leave_out("VL")
            if self._made.type == "book":
                self._made.put("volume", first("IS"))
                self._leave_out("IS")
        elif self._is_labelled and self._made.type == "bill":
            self._made.put("number", first("VL"))
            self._made.put("container-title", first("CY"))
            self._leave_out("VL", "CY")

    def _number_of_report(self) -> None:
        """Numbers of reports and patents stand where the ISBN does."""
        for value in self._record.all("SN"):
            if not values.has_serial_number(value):
                self._made.put("number", value)
                self._record.fields.remove(("SN", value))

    def _leave_out(self, *tags: str) -> None:
        self._record.fields = [entry for entry in self._record.fields if entry[0] not in tags]

    def _texts(self) -> None:
        for abstract in (self._record.first("AB"), self._record.first("N2")):
            self._made.put_text("abstract", paragraphs(abstract))
        self._made.put("language", values.language(self._record.first("LA")))
        self._made.tag(*lines_of(self._record.all("KW", "K1"), r";\s*"))
        for value in self._record.all("L1", "L2", "L4", "UR", "LK"):
            self._links(value)
        key = self._record.first("ID", "LB")
        if _KEY.fullmatch(key):
            self._made.key = key

    def _links(self, value: str) -> None:
        for line in lines_of([value], r";\s+(?=\w+://)"):
            if _ADDRESS.match(line):
                self._made.put("URL", f"https:{line}" if line.startswith("//") else line)
            elif self._record.first("UR") == value and "://" not in line and "." not in line:
                self._made.put("URL", line)
            else:
                self._made.files.append(line)

    def _identifiers(self) -> None:
        record, fields = self._record, self._made.fields
        for text in (*record.all("DO"), *record.all("M3", "N1", "UR", "L3", "AN")):
            if found := values.doi(text):
                self._made.put("DOI", found)
        genre = fields.get("genre", "")
        is_kind = self._made.type.startswith("article") and genre.casefold() in tables.KINDS
        if values.doi(genre) or is_kind:
            del fields["genre"]
        is_book = self._made.type in tables.WITH_ISBN
        isbn, issn = values.serial_numbers(list(lines_of(record.all("SN"), r";")), is_book=is_book)
        self._made.put("ISBN", isbn)
        self._made.put("ISSN", issn)
        self._medical()
        for text in (*record.all("AN", "M1", "T2", "JO", "JF"), *record.all("UR")):
            named = re.sub(r"^https?://arxiv\.org/(?:abs|pdf)/", "arXiv:", text)
            if (arxiv := find_arxiv(named)) and self._made.type in ("article", "document"):
                fields["number"] = f"arXiv:{arxiv}"

    def _medical(self) -> None:
        for text in self._record.all("AN", "U1", "U2", "N1", "C2"):
            if match := re.search(r"\bPMC\d{3,}", text):
                self._made.put("PMCID", match[0])
            if match := re.search(r"\b(\d{4,9})\s*\[pmid\]|\bPMID:?\s*(\d{4,9})\b", text):
                self._made.put("PMID", match[1] or match[2])
        number = self._record.first("AN")
        if number.isdecimal() and re.search(
            r"medline|pubmed", self._record.first("DB", "DP"), re.I
        ):
            self._made.put("PMID", number)

    def _notes(self) -> None:
        for note in (*self._record.all("N1"), *self._record.all("NO", "RN")):
            text = paragraphs(note)
            if take_csl_line(self._made, text):
                continue
            label, body = self._labelled(text)
            if label in ("record id", "record number") or self._takes(label, body):
                continue
            if label == "notes" and self._is_labelled:
                text = body
            is_known = _IDENTIFIER.match(text) or (
                values.doi(text) and re.fullmatch(r"(?:doi:?\s*)?10\.\S+", text, re.IGNORECASE)
            )
            if not is_known and one_line(text) != self._made.fields.get("title"):
                self._made.note(text)

    def _labelled(self, text: str) -> tuple[str, str]:
        match = _LABEL.match(text)
        return (match["label"].lower(), match["text"]) if match else ("", "")

    def _takes(self, label: str, text: str) -> bool:
        """Whether a labelled note was taken as a variable or a name, of programs that write so."""
        if not self._is_labelled:
            return False
        if role := tables.LABELLED_ROLES.get(label):
            self._made.add(written(role, text))
            return True
        variable = tables.LABELLED.get(label, "")
        if not variable or self._made.fields.get(variable, text) != text:
            return False
        self._made.put(variable, text)
        return True

    def _others(self, read: frozenset[str]) -> None:
        """What no variable holds is kept with the work's note."""
        kind = self._type()
        known = read | _READ | _ALSO_READ.get(kind, frozenset())
        known |= tables.ROLES_BY_TYPE.get(kind, {}).keys()
        lines = [
            f"{tag}: {one_line(value)}"
            for tag, value in self._record.fields
            if (tag not in known or _says_nothing(tag, value))
            and value not in ("", "0")
            and "[pmid]" not in value
        ]
        if lines:
            self._made.put_text("note", "\n".join(lines))


def _says_nothing(tag: str, value: str) -> bool:
    """EndNote writes "M1 - 0" where there is no number, databases a sentence."""
    return tag == "M1" and (value == "0" or len(value) > _LONGEST_NUMBER)

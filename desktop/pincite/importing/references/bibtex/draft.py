"""An entry of a .bib file as a draft of an item."""

import re

from pincite.importing.references.bibtex import dates, tables
from pincite.importing.references.bibtex.journals import JOURNALS
from pincite.importing.references.bibtex.latex import decode
from pincite.importing.references.bibtex.names import names_of
from pincite.importing.references.bibtex.values import Entry
from pincite.importing.references.reference import Reference
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.csl_names import PREFIX, prefixed, variable_of
from pincite.model.identifiers import find_arxiv
from pincite.model.items import ItemDraft

_ESCAPED = re.compile(r"\\([_%&#~{}$])")
_URL = re.compile(r"(?:\\url\s*\{\s*)?(?P<url>(?:https?|ftp)://[^\s{}]+)\}?", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_NOTHING_BUT_URL = re.compile(r"^\W*(?:available (?:at|from):?|online:?)?\W*$", re.IGNORECASE)
_THESES = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "mathesis": "Master’s thesis",
    "candthesis": "Candidate thesis", "bathesis": "Bachelor’s thesis",
}  # fmt: skip
_TYPE_WORDS = {
    "techreport": "Technical report", "resreport": "Research report", "software": "Software",
    "datacd": "Data CD", "audiocd": "Audio CD",
} | _THESES  # fmt: skip
_JOURNALS = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
)
_PROTECTED = frozenset(
    ("title", "booktitle", "shorttitle", "maintitle", "subtitle", "booksubtitle")
)
_WHOLE = frozenset(("book", "thesis", "manuscript"))
_COUNT = re.compile(r"(\d+)(?:\s*(?:p|pp|pages)\.?)?")
_MEDICAL = re.compile(r"(?:PMCID:?\s*(PMC\d+)|PMID:?\s*(\d+))")
_PARTS = frozenset(
    ("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia")
)
_COMMAND = re.compile(r"[\s{]*\\([A-Za-z]+)[\s}]*")
_GROUPS = re.compile(r"\s*(?<!\\)[,;]\s*")


def reference_of(entry: Entry) -> Reference:
    """What an entry says in the terms of CSL; other fields are kept in its note."""
    return _Draft(entry).reference()


class _Draft:
    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._raw = entry.fields
        self._type = _type_of(entry)
        self._fields: dict[str, str] = {}
        self._seen: set[str] = set(tables.IGNORED)

    def reference(self) -> Reference:
        self._named_by_csl()
        self._titles()
        self._numbers()
        self._publishers()
        self._addresses()
        self._eprint()
        for name, variable in tables.FIELDS.items():
            self._put(variable, self._text(name))
        if genre := _TYPE_WORDS.get(self._fields.get("genre", "").lower()):
            self._fields["genre"] = genre
        if self._type == "thesis":
            self._fields.setdefault("genre", _THESES.get(self._entry.type, ""))
        self._put("language", self._language())
        self._count_of_pages()
        self._identifier_in_note()
        creators = self._creators()
        times = self._dates()
        if self._fields.get("status") == times.get("issued"):
            self._fields.pop("status", None)
        self._unknown()
        return Reference(
            ItemDraft(
                type=self._type,
                fields={name: value for name, value in self._fields.items() if value},
                creators=creators,
                dates=times,
                tags=self._tags(),
                key=self._entry.key,
                former_keys=tuple(_listed(self._raw.get("ids", ""))),
            ),
            files=files_of(self._raw.get("file", "")),
            groups=tuple(_listed(self._raw.get("groups", ""))),
            number=self._entry.number,
            line=self._entry.line,
            remarks=tuple((p.line, p.message) for p in self._entry.problems),
        )

    def _text(self, name: str) -> str:
        self._seen.add(name)
        value = self._raw.get(name, "")
        if not value:
            return ""
        if name in _PROTECTED:
            return decode(_without_braces(value), protect=True)
        return decode(value)

    def _put(self, variable: str, value: str) -> None:
        if variable and value and not self._fields.get(variable):
            self._fields[variable] = value

    def _named_by_csl(self) -> None:
        """Fields "csl-…", which say what they are; they count before all others."""
        for name, value in self._raw.items():
            if variable_of(name) in csl.FIELDS:
                self._put(variable_of(name), decode(value))
            if name.startswith(PREFIX):
                self._seen.add(name)

    def _is_said(self, value: str, *variables: str) -> bool:
        """Whether a field "csl-…" says what a value is, which stands there for BibTeX's sake."""
        named = (self._raw.get(prefixed(variable), "") for variable in variables)
        return bool(value) and value in map(decode, filter(None, named))

    def _titles(self) -> None:
        title = _joined(self._text("title"), self._text("subtitle"))
        main = _joined(self._text("maintitle"), self._text("mainsubtitle"))
        container = self._journal()
        book = _joined(self._text("booktitle"), self._text("booksubtitle"))
        addition = self._text("titleaddon")
        if addition and addition != self._fields.get("container-title"):
            is_site = self._type in ("webpage", "document", "post-weblog")
            self._put("container-title" if is_site else "annote", addition)
        if main and not book and self._type == "book":
            self._put("volume-title", title)
            title = main
        elif main:
            self._put("container-title", main)
            self._put("volume-title", book)
        self._put("title", title)
        book = "" if self._is_said(book, "volume-title") else book
        self._put("container-title", container or book)
        for name in (*tables.CONTAINERS, "journalsubtitle", "issuetitle", "booktitleaddon"):
            self._seen.add(name)
        self._put("volume-title", self._text("issuetitle"))

    def _journal(self) -> str:
        """The journal; where it stands with its short title (MathSciNet), by its whole one."""
        full, journal = self._text("fjournal"), self._text("journal")
        if command := _COMMAND.fullmatch(self._raw.get("journal", "")):
            journal = JOURNALS.get(command[1], journal)
        if full and journal and full != journal:
            self._put("container-title-short", journal)
        return self._text("journaltitle") or full or journal

    def _numbers(self) -> None:
        number, issue = self._text("number"), self._text("issue")
        number = "" if self._is_said(number, "number", "issue", "collection-number") else number
        if self._type in _JOURNALS:
            self._put("issue", number or issue)
        elif self._type in _PARTS or self._type in ("book", "collection"):
            self._put("collection-number", number)
            self._put("issue", issue)
        else:
            self._put("number", number)
            self._put("issue", issue)

    def _count_of_pages(self) -> None:
        """Of a whole book "pages" counts them."""
        pages = self._fields.get("page", "")
        match = _COUNT.fullmatch(pages) if self._type in _WHOLE else None
        if match and "number-of-pages" not in self._fields:
            self._fields["number-of-pages"] = match[1]
            del self._fields["page"]

    def _identifier_in_note(self) -> None:
        """PubMed's number, which Zotero and others write as a note."""
        match = _MEDICAL.fullmatch(self._fields.get("note", ""))
        if match:
            self._put("PMCID" if match[1] else "PMID", match[1] or match[2])
            del self._fields["note"]

    def _publishers(self) -> None:
        how = self._text("howpublished")
        if match := _URL.search(self._raw.get("howpublished", "")):
            self._put("URL", _verbatim(match["url"]))
            how = "" if _NOTHING_BUT_URL.match(_URL.sub("", self._raw["howpublished"])) else how
        body = [self._text(n) for n in ("institution", "school", "organization")]
        publisher = self._text("publisher")
        if self._type == "legal_case" and not self._is_said(body[0], "publisher"):
            self._put("authority", body[0])
            body[0] = ""
        places = ("container-title", "publisher-place")
        body = ["" if self._is_said(name, *places) else name for name in body]
        is_place = self._is_said(how, *places) or how == self._text("address")
        how = "" if is_place else how
        self._put("publisher", publisher or next((b for b in body if b), "") or how)
        if publisher and self._type == "paper-conference" and any(body):
            self._put("authority", next(b for b in body if b))
        if self._raw.get("location") and self._raw.get("address"):
            self._put("publisher-place", self._text("address"))
            self._put("event-place", self._text("location"))

    def _addresses(self) -> None:
        url = self._raw.get("url", "")
        match = _URL.search(url)
        self._put("URL", _verbatim(match["url"] if match else url))
        doi = _verbatim(self._raw.get("doi", ""))
        self._put("DOI", _DOI_PREFIX.sub("", doi))
        self._seen.update(("url", "doi"))

    def _eprint(self) -> None:
        """ArXiv's number as `number`, PubMed's as PMID; others by archive and place in it."""
        self._seen.add("eprint")
        number = _verbatim(self._raw.get("eprint", ""))
        archive = self._raw.get("eprinttype") or self._raw.get("archiveprefix", "")
        archive = decode(archive, marks=False)
        if not number:
            return
        match archive.lower():
            case "arxiv" | "":
                arxiv = find_arxiv(f"arXiv:{number.removeprefix('arXiv:')}")
                self._put("number", f"arXiv:{arxiv}" if arxiv else number)
            case "pubmed":
                self._put("PMID", number)
            case _:
                self._put("archive", archive)
                self._put("archive_location", number)

    def _language(self) -> str:
        for name in ("langid", "language", "hyphenation"):
            value = decode(self._raw.get(name, ""), marks=False)
            if value:
                return tables.LANGUAGES.get(value.lower(), value)
        return ""

    def _creators(self) -> tuple[Creator, ...]:
        found: list[Creator] = []
        for name, role in tables.NAMES.items():
            self._seen.add(name)
            if name in self._raw:
                found.extend(names_of(self._raw[name], self._role(name, role)))
        for name, value in self._raw.items():
            if variable_of(name) in csl.NAME_VARIABLES:
                found.extend(names_of(value, variable_of(name)))
        return tuple(found)

    def _role(self, name: str, role: str) -> str:
        kind = self._raw.get(f"{name}type", "").lower() if name.startswith("editor") else ""
        if name == "author" and self._type == "chapter" and self._entry.type == "commentary":
            return role
        named = kind.replace(" ", "-")
        return tables.EDITOR_TYPES.get(kind, named if named in csl.NAME_VARIABLES else role)

    def _dates(self) -> dict[str, str]:
        found = {"issued": dates.issued(self._raw)}
        for name, variable in tables.DATES.items():
            self._seen.add(name)
            if variable != "issued" and not found.get(variable):
                found[variable] = dates.edtf(decode(self._raw.get(name, ""), marks=False))
        for name, value in self._raw.items():
            if variable_of(name) in csl.DATE_VARIABLES:
                found[variable_of(name)] = dates.edtf(decode(value, marks=False))
        return {variable: value for variable, value in found.items() if value}

    def _tags(self) -> tuple[str, ...]:
        text = self._raw.get("keywords") or self._raw.get("keyword", "")
        more = self._raw.get("mendeley-tags", "")
        parts = (decode(part, marks=False) for part in (*_listed(text), *_listed(more)))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _unknown(self) -> None:
        known = self._seen | set(tables.FIELDS)
        others = {name: value for name, value in self._raw.items() if name not in known}
        lines = [f"tex.{name}: {decode(value)}" for name, value in others.items()]
        if lines:
            self._fields["note"] = "\n".join(filter(None, (self._fields.get("note", ""), *lines)))


def _type_of(entry: Entry) -> str:
    named = entry.fields.get(f"{PREFIX}type", "")
    if named in csl.TYPES:
        return named
    kind = tables.TYPES.get(entry.type, "document")
    archive = entry.fields.get("eprinttype") or entry.fields.get("archiveprefix", "")
    if entry.type in ("misc", "online") and decode(archive, marks=False).lower() == "arxiv":
        return "article"
    if entry.type == "article":
        return tables.SUBTYPES.get(entry.fields.get("entrysubtype", "").lower(), kind)
    return kind


def _joined(title: str, subtitle: str) -> str:
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ":?!." else f"{title}: {subtitle}"


def _without_braces(text: str) -> str:
    """Braces around the whole value say nothing about words."""
    while text.startswith("{") and text.endswith("}"):
        depth = 0
        for i, character in enumerate(text):
            depth += (character == "{") - (character == "}")
            if depth == 0 and i < len(text) - 1:
                return text
        text = text[1:-1]
    return text


def _verbatim(text: str) -> str:
    return _ESCAPED.sub(r"\1", _without_braces(text.strip())).replace("{", "").replace("}", "")


def _listed(text: str) -> list[str]:
    return [part.strip() for part in _GROUPS.split(_without_braces(text)) if part.strip()]


def files_of(text: str) -> tuple[str, ...]:
    """Paths in a `file` field: "description:path:type;…" of JabRef and Zotero, or a path alone."""
    found = []
    for entry in re.split(r"(?<!\\);", _without_braces(text)):
        parts = [_unescaped(part) for part in re.split(r"(?<!\\):", entry)]
        if len(parts) >= 3:
            # "C:\x.pdf" unescaped gives a part more.
            path = ":".join(parts[1:-1])
        elif len(parts) == 2 and len(parts[0]) == 1:
            path = ":".join(parts)
        else:
            path = parts[-1]
        if path.strip():
            found.append(path.strip())
    return tuple(dict.fromkeys(found))


def _unescaped(text: str) -> str:
    return re.sub(r"\\([:;\\_&%#$])", r"\1", text)

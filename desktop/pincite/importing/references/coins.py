"""COinS: works that a web page describes in spans for programs like this one.

Source: OCOinS 1.0; ANSI/NISO Z39.88-2004, its formats for journals, books, dissertations and
patents, and Dublin Core.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import parse_qs

from pincite.importing.references.gathering import Gathering, gather
from pincite.importing.references.people import body, person, written
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.text import decoded
from pincite.model.identifiers import find_doi

_SPAN = re.compile(r"<span\b(?P<attributes>[^<>]{0,20000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(class|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MARKED = re.compile(rb"<span\b[^<>]*?class\s*=\s*[\"'][^\"'<>]{0,200}\bZ3988\b", re.IGNORECASE)
_GENRES = {
    "article": "article-journal", "preprint": "article", "proceeding": "paper-conference",
    "conference": "paper-conference", "issue": "periodical", "journal": "periodical",
    "book": "book", "bookitem": "chapter", "report": "report", "document": "document",
    "unknown": "", "dissertation": "thesis", "patent": "patent",
}  # fmt: skip
_DC_TYPES = {
    "journalarticle": "article-journal", "book": "book", "booksection": "chapter",
    "webpage": "webpage", "blogpost": "post-weblog", "newspaperarticle": "article-newspaper",
    "magazinearticle": "article-magazine", "report": "report", "thesis": "thesis",
    "presentation": "speech", "document": "document", "videorecording": "motion_picture",
    "audiorecording": "song", "computerprogram": "software", "letter": "personal_communication",
    "manuscript": "manuscript", "artwork": "graphic", "map": "map", "interview": "interview",
    "film": "motion_picture", "encyclopediaarticle": "entry-encyclopedia", "image": "graphic",
    "dataset": "dataset", "software": "software", "text": "document",
}  # fmt: skip
_VARIABLES = {
    "volume": "volume", "issue": "issue", "issn": "ISSN", "eissn": "ISSN", "isbn": "ISBN",
    "place": "publisher-place", "pub": "publisher", "edition": "edition", "series":
    "collection-title", "stitle": "container-title-short", "tpages": "number-of-pages",
    "inst": "publisher", "degree": "genre", "number": "number", "part": "part-number",
    "assignee": "authority", "publisher": "publisher", "language": "language", "rights": "license",
}  # fmt: skip


def read_coins(data: bytes) -> ReferenceFile:
    """The works that a page describes, each once."""
    return gather("COinS", _spans(decoded(data)), _work)


def has_coins(page: bytes) -> bool:
    """True for a page with such a span."""
    return bool(_MARKED.search(page))


def _spans(text: str) -> Iterator[tuple[int, str]]:
    seen = set()
    line, at = 1, 0
    for match in _SPAN.finditer(text):
        found = {name.lower(): double or single
                 for name, double, single in _ATTRIBUTE.findall(match["attributes"])}  # fmt: skip
        title = found.get("title", "")
        if "Z3988" in found.get("class", "").split() and title and title not in seen:
            seen.add(title)
            line, at = line + text.count("\n", at, match.start()), match.start()
            yield line, unescape(title)


def _work(context: str) -> Gathering:
    values = parse_qs(context.replace("&amp;", "&"), keep_blank_values=False, max_num_fields=2000)

    def first(*names: str) -> str:
        return next((values[f"rft.{name}"][0] for name in names if f"rft.{name}" in values), "")

    form = values.get("rft_val_fmt", [""])[0].rpartition(":")[2]
    work = Gathering(_type(form, first))
    has_host = work.type in ("article-journal", "chapter", "paper-conference", "article",
                             "entry-encyclopedia", "article-newspaper")  # fmt: skip
    if has_host:
        work.put("title", first("atitle", "title") or first("btitle", "jtitle"))
        work.put("container-title", first("jtitle", "btitle") or (
            first("title") if first("atitle") else first("source")))  # fmt: skip
    else:
        work.put("title", first("btitle", "title", "atitle", "jtitle"))
    for name, variable in _VARIABLES.items():
        work.put(variable, first(name))
    work.put("page", first("pages") or "-".join(p for p in (first("spage"), first("epage")) if p))
    work.put_date("issued", first("date", "appldate"))
    work.put_text("abstract", first("description"))
    work.tag(*values.get("rft.subject", ()))
    _people(work, values)
    for address in (*values.get("rft_id", ()), *values.get("rft.identifier", ())):
        _identifier(work, address)
    return work


def _type(form: str, first: Callable[..., str]) -> str:
    if form == "dc":
        return _DC_TYPES.get(first("type").lower().replace(" ", ""), "document")
    found = _GENRES.get(first("genre").lower(), "")
    usual = {"journal": "article-journal", "book": "book", "dissertation": "thesis",
             "patent": "patent"}.get(form, "document")  # fmt: skip
    if not found and form == "book" and first("atitle"):
        return "chapter"
    return found or usual


def _people(work: Gathering, values: dict[str, list[str]]) -> None:
    family = values.get("rft.aulast", [""])[0]
    given = values.get("rft.aufirst", [""])[0] or " ".join(
        values.get(name, [""])[0] for name in ("rft.auinit1", "rft.auinitm")
    )
    given = given.strip() or values.get("rft.auinit", [""])[0]
    if family:
        work.add(person("author", family, given, values.get("rft.ausuffix", [""])[0]))
    for name in (*values.get("rft.au", ()), *values.get("rft.creator", ())):
        made = written("author", name)
        if not any(_is_same(made.full, known.full) for known in work.creators):
            work.add(made)
    for name in values.get("rft.contributor", ()):
        work.add(written("contributor", name))
    for name in values.get("rft.aucorp", ()):
        work.add(body("author", name))
    for name in values.get("rft.inventor", ()):
        work.add(written("author", name))


def _is_same(one: str, other: str) -> bool:
    def folded(name: str) -> set[str]:
        return set(re.findall(r"\w+", name.casefold()))

    return folded(one) <= folded(other) or folded(other) <= folded(one)


def _identifier(work: Gathering, address: str) -> None:
    if address.startswith("info:pmid/"):
        work.put("PMID", address.removeprefix("info:pmid/"))
    elif doi := find_doi(address):
        work.put("DOI", doi)
    elif address.lower().startswith("urn:isbn:"):
        work.put("ISBN", address[9:])
    elif address.lower().startswith(("http://", "https://")):
        work.put("URL", address)

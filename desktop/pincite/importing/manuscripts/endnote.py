"""EndNote's citations in Word fields: `ADDIN EN.CITE <EndNote><Cite>…`, also in Base64."""

import re
from typing import Any

from lxml import etree

from pincite.importing.articles.packed import text_of, xml_parser
from pincite.importing.manuscripts.csl_codes import decode_base64
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import csl_locator, read_place

_WHOLE = re.compile(r"<EndNote>.*</EndNote>", re.S)
_TYPES = {
    "Journal Article": "article-journal", "Book": "book", "Book Section": "chapter",
    "Edited Book": "book", "Report": "report", "Thesis": "thesis", "Web Page": "webpage",
    "Newspaper Article": "article-newspaper", "Case": "legal_case", "Statute": "legislation",
    "Conference Paper": "paper-conference", "Conference Proceedings": "paper-conference",
}  # fmt: skip


def cites_of_endnote(code: str, packed: str = "") -> tuple[Cite, ...]:
    """The cites of a field; empty when it is not EndNote's.

    Args:
        packed: the text of the field's `w:fldData` in Base64, where the code has no record.
    """
    if "EN.CITE" not in code:
        return ()
    found = _WHOLE.search(code) or _WHOLE.search(decode_base64(packed))
    if found is None:
        return ()
    try:
        root = etree.fromstring(found[0].encode(), parser=xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        return ()
    return tuple(_cite(cite) for cite in root.iter("Cite")) if root is not None else ()


def _cite(cite: etree._Element) -> Cite:
    def text(path: str) -> str:
        found = cite.find(path)
        return text_of(found) if found is not None else ""

    locator, suffix = csl_locator(text("Pages")), text("Suffix")
    if not locator and suffix:
        locator, suffix = read_place(suffix)
    return Cite(data=_record(cite, text), locator=locator, prefix=text("Prefix"), suffix=suffix)


def _record(cite: etree._Element, text: Any) -> dict[str, Any]:
    record: dict[str, Any] = {"title": text("record/titles/title")}
    kind = cite.find("record/ref-type")
    record["type"] = _TYPES.get(kind.get("name") or "" if kind is not None else "", "document")
    names = [text_of(a) for a in cite.iterfind("record/contributors/authors/author")]
    names = names or [n for n in [text("Author")] if n]
    record["author"] = [_name(n) for n in names]
    year = text("record/dates/year") or text("Year")
    if year:
        record["issued"] = {"raw": year}
    for field, path in (("DOI", "electronic-resource-num"), ("ISBN", "isbn"), ("URL", "urls//url")):
        if value := text(f"record/{path}"):
            record[field] = value
    return {k: v for k, v in record.items() if v}


def _name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(",")
    if not comma:
        return {"family": name} if len(name.split()) == 1 else {"literal": name}
    return (
        {"family": family.strip(), "given": given.strip()}
        if given.strip()
        else {"literal": family.strip()}
    )

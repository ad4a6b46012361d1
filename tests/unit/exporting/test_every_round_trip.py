"""What goes out in a format and is read again is the same work, for every type of CSL."""

from collections.abc import Callable, Iterable, Mapping

import pytest

from pincite.exporting.bib_file import to_biblatex, to_bibtex
from pincite.exporting.csl_json import to_csl_json_text
from pincite.exporting.endnote_xml import to_endnote_xml
from pincite.exporting.mods import to_mods
from pincite.exporting.ris import to_ris
from pincite.importing.references.formats import reference_format
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item, ItemDraft

WRITERS: Mapping[str, Callable[[Iterable[Item]], str]] = {
    "RIS": to_ris, "EndNote XML": to_endnote_xml, "MODS": to_mods, "CSL-JSON": to_csl_json_text,
    "BibTeX": to_bibtex, "BibLaTeX": to_biblatex,
}  # fmt: skip
VALUES = {
    "page": "23–41", "DOI": "10.1000/ab.c", "URL": "https://example.org/a_b", "language": "de",
    "ISBN": "978-3-16-148410-0", "ISSN": "2049-3630", "PMID": "12345", "PMCID": "PMC54321",
    "number-of-pages": "320", "number-of-volumes": "3", "volume": "4", "issue": "2",
    "edition": "2", "collection-number": "7", "number": "17", "chapter-number": "5",
    "version": "2.1", "scale": "1:1000", "section": "9", "part-number": "6",
    "printing-number": "11", "supplement-number": "12",
}  # fmt: skip
# Notes come back as notes beside the work; the others say what is said already, or are set later.
OTHERS = frozenset({
    "note", "annote", "keyword", "citation-label", "citation-number", "page-first", "year-suffix",
    "first-reference-note-number",
})  # fmt: skip
FIELDS = {name: VALUES.get(name, f"Some {name}") for name in sorted(csl.FIELDS - OTHERS)}
ADLER = (Creator("author", "Adler", "Ruth"),)
DATES = ("2001-02-03", "2014-05", "2014~", "2001/2004", "2014-21", "in press", "-0043")


def item(number: int, kind: str, fields: Mapping[str, str], **parts: object) -> Item:
    whole = {"creators": ADLER, "dates": {"issued": "2014"}, **parts}
    return Item(ItemId(str(number)), kind, f"k{number:03}", fields, **whole)  # type: ignore[arg-type]


def items(kind: str) -> list[Item]:
    """A work with all variables, one for each, for each role, date and form of a date."""
    title = {"title": "Salt"}
    made = [item(0, kind, FIELDS, tags=("salt", "sea"))]
    made += [item(n, kind, {**title, name: v}) for n, (name, v) in enumerate(FIELDS.items(), 100)]
    made += [
        item(n, kind, title, creators=(*ADLER, Creator(role, "Ibsen", "Nora")))
        for n, role in enumerate(csl.NAME_VARIABLES, 200)
    ]
    made += [
        item(n, kind, title, dates={"issued": "2014", name: "2001-02-03"})
        for n, name in enumerate(csl.DATE_VARIABLES, 300)
    ]
    return made + [item(n, kind, title, dates={"issued": d}) for n, d in enumerate(DATES, 400)]


def compared(work: Item | ItemDraft) -> dict[str, object]:
    fields = {name: value.replace("–", "-") for name, value in work.fields.items()}
    if work.type == "thesis" and fields.get("genre") in (None, "PhD thesis"):
        # Both dialects of BibTeX want to know what kind of thesis.
        fields.pop("genre", None)
    return {
        "type": work.type, "key": work.key, "fields": fields, "dates": dict(work.dates),
        "creators": sorted(map(repr, work.creators)), "tags": work.tags,
    }  # fmt: skip


@pytest.mark.parametrize("name", list(WRITERS))
@pytest.mark.parametrize("kind", csl.TYPES)
def test_the_same_works_come_back(kind: str, name: str) -> None:
    data = WRITERS[name](items(kind)).encode()
    format = reference_format(data, "x.bib" if name.startswith("Bib") else "x")
    assert format is not None
    found = format.read(data)
    assert found.problems == ()
    assert [compared(r.draft) for r in found.references] == [compared(i) for i in items(kind)]

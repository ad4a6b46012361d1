"""What goes out as a .bib file and is read again is the same work."""

import pytest

from pincite.exporting.bib_file import to_biblatex, to_bibtex
from pincite.importing.references.bibtex.file import read_bib
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item, ItemDraft

WRITERS = {"bibtex": to_bibtex, "biblatex": to_biblatex}
# These say what others say already, or what a text adds while it is set.
DERIVED = {
    "citation-label", "citation-number", "first-reference-note-number", "page-first", "year-suffix",
}  # fmt: skip
VALUES = {
    "page": "3–9, xii", "language": "de", "DOI": "10.1000/ab_c", "URL": "https://example.org/a_b",
    "note": "Kept for life", "edition": "2", "volume": "4", "ISBN": "978-3-16-148410-0",
    "ISSN": "2049-3630", "PMID": "1234", "number-of-pages": "320", "title": "Grain and bread",
    "keyword": "",
}  # fmt: skip


def back(item: Item, name: str) -> ItemDraft:
    return read_bib(WRITERS[name]([item]).encode()).references[0].draft


@pytest.mark.parametrize("name", list(WRITERS))
@pytest.mark.parametrize("kind", csl.TYPES)
def test_every_type_comes_back(kind: str, name: str) -> None:
    author = (Creator(family="Adler", given="Ruth"),)
    fields = {"title": "Grain", "publisher": "North Press", "container-title": "Review"}
    item = Item(ItemId("1"), kind, "k", fields, author, {"issued": "2014"})
    found = back(item, name)
    assert (found.type, found.creators, found.dates["issued"]) == (kind, author, "2014")
    assert {n: found.fields.get(n) for n in fields} == fields


@pytest.mark.parametrize("name", list(WRITERS))
@pytest.mark.parametrize("kind", ["book", "article-journal", "chapter", "report", "webpage"])
def test_every_variable_comes_back(kind: str, name: str) -> None:
    fields = {
        variable: VALUES.get(variable, f"The {variable}")
        for variable in sorted(csl.FIELDS - DERIVED)
        if VALUES.get(variable) != ""
    }
    item = Item(ItemId("1"), kind, "k", fields, (Creator(family="Adler"),), {"issued": "2014"})
    found = back(item, name).fields
    assert {n: found.get(n) for n in fields if found.get(n) != fields[n]} == {}


@pytest.mark.parametrize("name", list(WRITERS))
def test_every_role_and_date_comes_back(name: str) -> None:
    creators = tuple(
        Creator(family=f"Of-{role}", given="A", role=role) for role in csl.NAME_VARIABLES
    )
    dates = dict.fromkeys(csl.DATE_VARIABLES, "2014-05-03")
    found = back(Item(ItemId("1"), "book", "k", {"title": "T"}, creators, dates), name)
    assert {c.role: c.family for c in found.creators} == {c.role: c.family for c in creators}
    assert found.dates == dates


@pytest.mark.parametrize("name", list(WRITERS))
def test_what_a_file_said_beyond_csl_comes_back(name: str) -> None:
    source = "@book{k, title={T}, author={A}, publisher={P}, year=2000, note={N}, mrclass={11A}}"
    draft = read_bib(source.encode()).references[0].draft
    assert draft.fields["note"] == "N\ntex.mrclass: 11A"
    item = Item(ItemId("1"), draft.type, draft.key, draft.fields, draft.creators, draft.dates)
    written = WRITERS[name]([item])
    assert "mrclass = {11A}" in written
    assert "note = {N}" in written
    assert back(item, name).fields == draft.fields


def test_former_keys_are_aliases_of_biblatex() -> None:
    item = Item(ItemId("1"), "book", "new", {"title": "T"}, former_keys=("old", "older"))
    assert "ids = {old, older}" in to_biblatex([item])
    assert back(item, "biblatex").former_keys == ("old", "older")

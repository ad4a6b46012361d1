"""RIS files and tables: what they hold comes back the same."""

import re

import pytest

from pincite.exporting import ris_tables
from pincite.exporting.ris import to_ris
from pincite.exporting.table import to_table
from pincite.importing.references.formats import reference_format
from pincite.importing.references.reference import Reference
from pincite.importing.references.tagged import ris_tables as reading
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item

VALUES = {
    "title": "Salt & silence: a “history” of = signs", "title-short": "Salt", "DOI": "10.1000/x.1",
    "URL": "https://example.org/a?b=c", "ISBN": "978-3-16-148410-0", "ISSN": "1234-5679",
    "language": "de-CH", "page": "23-41", "number-of-pages": "312", "volume": "XII", "issue": "3/4",
    "edition": "2nd, revised", "abstract": "One paragraph.", "collection-number": "42",
    "number-of-volumes": "3", "version": "2.1", "number": "TR-17",
}  # fmt: skip
NAMES = (
    Creator("author", "Gogh", "Vincent", non_dropping_particle="van"),
    Creator("author", "King", "Martin Luther", suffix="Jr."),
    Creator("author", "Humboldt", "Alexander", dropping_particle="von"),
    Creator("author", literal="World Health Organization"),
    Creator("author", literal="Salz, Meer und Söhne"),
    Creator("author", "Plato"),
)


def back(text: str, name: str) -> Reference:
    data = text.encode()
    format = reference_format(data, "x")
    assert format is not None
    assert format.name == name
    (reference,) = format.read(data).references
    return reference


def item(kind: str = "book", **parts: object) -> Item:
    return Item(ItemId("1"), kind, "salt2014", **parts)  # type: ignore[arg-type]


def held_by_ris(kind: str) -> list[str]:
    table = ris_tables.COMMON | ris_tables.BY_TYPE.get(kind, {})
    hidden = {tag for tag in ris_tables.BY_TYPE.get(kind, {}).values() if tag != "SN"}
    own = set(ris_tables.BY_TYPE.get(kind, {}))
    return [v for v, tag in table.items() if tag and (v in own or tag not in hidden)]


@pytest.mark.parametrize("kind", csl.TYPES)
def test_every_type_comes_back_from_ris(kind: str) -> None:
    assert back(to_ris([item(kind, fields={"title": "T"})]), "RIS").draft.type == kind


@pytest.mark.parametrize("kind", csl.TYPES)
def test_every_field_that_ris_holds_comes_back(kind: str) -> None:
    for variable in held_by_ris(kind):
        fields = {"title": "T", variable: VALUES.get(variable, f"Some {variable}")}
        if variable == "container-title-short":
            # Alone, a short title is taken for the whole one.
            fields["container-title"] = "Journal"
        draft = back(to_ris([item(kind, fields=fields)]), "RIS").draft
        assert {k: v for k, v in draft.fields.items() if k in fields} == fields, variable


@pytest.mark.parametrize("kind", csl.TYPES)
def test_all_fields_together_come_back(kind: str) -> None:
    fields = {v: VALUES.get(v, f"Some {v}") for v in (*held_by_ris(kind), "PMID", "PMCID")}
    fields |= {"PMID": "8692918", "PMCID": "PMC38908"}
    if kind in ("book", "classic", "pamphlet", "manuscript", "musical_score", "thesis"):
        fields.pop("page", None)
    draft = back(to_ris([item(kind, fields=fields, creators=NAMES[:1])]), "RIS").draft
    assert dict(draft.fields) == fields


def test_names_and_roles_come_back() -> None:
    others = (Creator("editor", "Adler", "Ruth"), Creator("translator", "Ibsen", "Nora"),
              Creator("collection-editor", "Moreau", "Claire"))  # fmt: skip
    for kind in ("book", "chapter", "paper-conference"):
        draft = back(to_ris([item(kind, creators=(*NAMES, *others))]), "RIS").draft
        assert set(draft.creators) == {*NAMES, *others}
    film = (Creator("director", "Varda", "Agnès"), Creator("producer", "Demy", "Jacques"))
    assert back(to_ris([item("motion_picture", creators=film)]), "RIS").draft.creators == film


@pytest.mark.parametrize(
    "issued",
    ["2014", "2014-06", "2014-06-01", "2008-24", "1850~", "1988/1992", "2020-01/2020-03",
     "in press", "0850", "2004?"],
)  # fmt: skip
def test_dates_come_back(issued: str) -> None:
    dates = {"issued": issued, "accessed": "2020-03-04"}
    whole = item("webpage", fields={"title": "T", "URL": "https://a.org"}, dates=dates)
    assert dict(back(to_ris([whole]), "RIS").draft.dates) == dates
    assert dict(back(to_table([whole]), "CSV").draft.dates) == dates


@pytest.mark.parametrize("kind", csl.TYPES)
def test_every_role_that_ris_holds_comes_back(kind: str) -> None:
    roles = ris_tables.ROLES | ris_tables.ROLES_BY_TYPE.get(kind, {})
    for role, tag in roles.items():
        if tag:
            people = (Creator(ris_tables.PRIMARY.get(kind, "author"), "Ibsen", "Nora"),
                      Creator(role, "Adler", "Ruth"))  # fmt: skip
            draft = back(to_ris([item(kind, creators=people)]), "RIS").draft
            assert draft.creators == people, role


def test_the_tables_name_what_there_is() -> None:
    tables = (reading.FIELDS, reading.LABELLED, *reading.BY_TYPE.values())
    assert {v for table in tables for v in table.values()} <= csl.FIELDS
    roles = (reading.ROLES, *reading.ROLES_BY_TYPE.values())
    assert {role for table in roles for role in table.values()} <= set(csl.NAME_VARIABLES)
    assert set(reading.TYPES.values()) <= set(csl.TYPES)
    written = (ris_tables.COMMON, *ris_tables.BY_TYPE.values())
    assert {v for table in written for v in table} <= csl.FIELDS


def test_ris_as_other_programs_want_it() -> None:
    text = to_ris(
        [item("article-journal", fields={"title": "Two\nlines", "page": "23–41"},
              creators=NAMES[:1], dates={"issued": "2014-06-01"}, tags=("salt", "sea"))],
        pincites={ItemId("1"): "3, 10–11"},
    )  # fmt: skip
    assert text.split("\r\n") == [
        "TY  - JOUR", "TI  - Two lines", "AU  - van Gogh, Vincent", "ID  - salt2014", "PY  - 2014",
        "DA  - 2014/06/01/", "SP  - 23", "EP  - 41", "KW  - salt", "KW  - sea",
        "N1  - Pages cited: 3, 10–11", "ER  - ", "",
    ]  # fmt: skip


def test_a_value_cannot_end_a_record() -> None:
    fields = {"title": "T", "abstract": "One\nER  - \nTY  - BOOK\nTI  - Another"}
    assert back(to_ris([item(fields=fields)]), "RIS").draft.fields["title"] == "T"


@pytest.mark.parametrize("kind", csl.TYPES)
def test_a_table_holds_everything(kind: str) -> None:
    fields = {v: VALUES.get(v, f'-Some {v}, "quoted"; {kind}') for v in sorted(csl.FIELDS)}
    fields["abstract"] = "First paragraph.\nSecond paragraph."
    people = tuple(Creator(role, "Adler", "Ruth") for role in csl.NAME_VARIABLES)
    whole = item(kind, fields=fields, creators=(*NAMES, *people), tags=("salt", "old sea"),
                 dates=dict.fromkeys(csl.DATE_VARIABLES, "2014-06-01"))  # fmt: skip
    draft = back(to_table([whole], pincites={ItemId("1"): "3"}), "CSV").draft
    assert dict(draft.fields) == fields
    assert dict(draft.dates) == dict(whole.dates)
    assert (draft.type, draft.key, draft.tags) == (kind, "salt2014", ("salt", "old sea"))
    assert set(draft.creators) == set(whole.creators)


def test_a_table_that_a_spreadsheet_saved_again_is_read() -> None:
    text = to_table([item(fields={"title": "=Salt; sea"}, creators=NAMES[:2])])
    assert "'=Salt; sea" in text
    again = re.sub(",", ";", 'key,type,author,title\nsalt,book,"van Gogh|Vincent","A; b"\n')
    draft = back(again.replace("|", ", "), "CSV").draft
    assert (draft.key, draft.fields["title"]) == ("salt", "A; b")
    assert draft.creators == NAMES[:1]


def test_a_broken_line_of_a_table_costs_itself() -> None:
    data = b"type,title,issued\nbook,One,\n,,\nbook,,\nbook,Two,2001\n"
    format = reference_format(data, "x.csv")
    assert format is not None
    file = format.read(data)
    assert [r.draft.fields["title"] for r in file.references] == ["One", "Two"]
    assert [line for line, _ in file.problems] == [4]


@pytest.mark.parametrize("text", ["name,age\nA,3\n", "title,type of car,colour,price,x,y\n"])
def test_other_tables_are_left_alone(text: str) -> None:
    assert reference_format(text.encode(), "x.csv") is None

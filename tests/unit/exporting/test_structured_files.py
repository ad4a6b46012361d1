"""EndNote XML and MODS say what the item says: read again they give the same work."""

import dataclasses

import pytest
from lxml import etree

from pincite.exporting.endnote_xml import to_endnote_xml
from pincite.exporting.formats import Material, format_named
from pincite.exporting.mods import to_mods
from pincite.importing.references.endnote_xml import read_endnote_xml
from pincite.importing.references.mods.file import read_mods
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.ids import ItemId
from pincite.model.items import Item

ARTICLE = Item(
    id=ItemId("1"),
    type="article-journal",
    key="adler2019",
    fields={
        "title": "The <i>Mary</i> & <b>H<sub>2</sub>O</b>",
        "container-title": "Port Studies",
        "container-title-short": "Port Stud.",
        "volume": "4",
        "issue": "2",
        "page": "12-19",
        "DOI": "10.1000/x.1",
        "ISSN": "1234-5678",
        "URL": "https://example.org/?a=1&b=2",
        "abstract": "First.\nSecond < third.",
        "language": "en",
    },
    creators=(
        Creator("author", "Gogh", "Vincent", non_dropping_particle="van"),
        Creator("author", "King", "Martin L.", suffix="Jr."),
        Creator("author", literal="Harbour, Towns and Sea"),
        Creator("translator", "Okafor", "Chidi"),
    ),
    dates={"issued": "2019-05-03", "accessed": "2021-02-01"},
    tags=("bread", "harbour & town"),
)
CHAPTER = Item(
    id=ItemId("2"),
    type="chapter",
    key="moreau2014",
    fields={
        "title": "Ropes",
        "container-title": "Harbours",
        "collection-title": "Towns",
        "collection-number": "7",
        "publisher": "North Press",
        "publisher-place": "Leith",
        "page": "1",
        "ISBN": "978-1-23-456789-7",
        "edition": "2",
    },
    creators=(Creator("author", "Moreau", "Claire"), Creator("editor", "Adler", "Ruth")),
    dates={"issued": "2014"},
)


@pytest.mark.parametrize("item", [ARTICLE, CHAPTER], ids=["article", "chapter"])
def test_endnote_xml_keeps_the_work(item: Item) -> None:
    (reference,) = read_endnote_xml(to_endnote_xml([item]).encode()).references
    draft = reference.draft
    assert (draft.type, draft.key) == (item.type, item.key)
    assert dict(draft.fields) == dict(item.fields)
    assert draft.creators == item.creators
    assert draft.dates == item.dates
    assert draft.tags == item.tags


@pytest.mark.parametrize("item", [ARTICLE, CHAPTER], ids=["article", "chapter"])
def test_mods_keeps_the_work_but_for_marks(item: Item) -> None:
    (reference,) = read_mods(to_mods([item]).encode()).references
    draft = reference.draft
    assert (draft.type, draft.key) == (item.type, item.key)
    expected = dict(item.fields) | {"title": item.title}
    assert dict(draft.fields) == expected
    assert draft.creators == item.creators
    assert draft.dates == item.dates
    assert draft.tags == item.tags


@pytest.mark.parametrize("csl_type", csl.TYPES)
def test_mods_keeps_every_type(csl_type: str) -> None:
    item = dataclasses.replace(CHAPTER, type=csl_type)
    (reference,) = read_mods(to_mods([item]).encode()).references
    assert reference.draft.type == csl_type
    assert reference.draft.fields["title"] == "Ropes"


@pytest.mark.parametrize("csl_type", csl.TYPES)
def test_endnote_xml_loses_no_value_of_any_type(csl_type: str) -> None:
    fields = {name: f"v {name}" for name in csl.FIELDS} | {"DOI": "10.1000/x.1"}
    text = to_endnote_xml([Item(ItemId("1"), csl_type, "k", fields)])
    root = etree.fromstring(text.encode())
    said = " ".join(str(text) for text in root.itertext())
    assert [name for name, value in fields.items() if value not in said] == []


def test_characters_that_xml_forbids_are_left_out() -> None:
    item = dataclasses.replace(CHAPTER, fields={"title": "Ro\x00pes\x0b"})
    for write in (to_endnote_xml, to_mods):
        assert "Ropes" in etree.tostring(etree.fromstring(write([item]).encode())).decode()


def test_both_are_offered_by_name() -> None:
    for name in ("endnotexml", "endnote-xml", "mods"):
        chosen = format_named(name)
        assert chosen.suffix == ".xml"
        assert "Harbours" in chosen.write(Material(items=(ARTICLE, CHAPTER)))

"""EndNote's XML: types, runs of type, names, files."""

import pytest

from pincite.importing.references.endnote_xml import read_endnote_xml
from pincite.importing.references.reference import Reference
from pincite.model.creators import Creator

RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record>
<database name="Towns.enl" path="C:\\Towns.enl">Towns.enl</database>
<source-app name="EndNote" version="20.1">EndNote</source-app>
<ref-type name="{type}">{number}</ref-type>
<contributors><authors><author><style face="normal">Adler, Ruth B</style></author>
<author><style face="normal">Harbour Commission,</style></author></authors>
<secondary-authors><author>van Dyke, Jan</author></secondary-authors></contributors>
<titles><title><style face="normal">The </style><style face="italic">Mary</style>
<style face="bold superscript">2</style></title>
<secondary-title>Port Studies</secondary-title></titles>
<pages>12-19</pages><volume>4</volume><number>2</number>
<keywords><keyword>ports</keyword><keyword>ports</keyword></keywords>
<dates><year>2019</year><pub-dates><date>3 May</date></pub-dates></dates>
<publisher>North Press</publisher><isbn>1234-5678</isbn><label>adler2019</label>
<urls><related-urls><url>https://example.org/a</url></related-urls>
<pdf-urls><url>internal-pdf://0123/Adler 2019.pdf</url></pdf-urls></urls>
<electronic-resource-num>https://doi.org/10.1000/ABC.1</electronic-resource-num>
<notes>Read &amp; copied</notes></record></records></xml>"""


def read(text: str) -> Reference:
    (reference,) = read_endnote_xml(text.encode()).references
    return reference


def test_an_article_with_all_its_parts() -> None:
    reference = read(RECORD.format(type="Journal Article", number=17))
    draft = reference.draft
    assert draft.type == "article-journal"
    assert draft.key == "adler2019"
    assert dict(draft.fields) == {
        "title": "The <i>Mary</i> <b><sup>2</sup></b>", "container-title": "Port Studies",
        "page": "12-19", "volume": "4", "issue": "2", "publisher": "North Press",
        "ISSN": "1234-5678", "URL": "https://example.org/a", "DOI": "10.1000/abc.1",
    }  # fmt: skip
    assert draft.creators == (
        Creator("author", "Adler", "Ruth B."),
        Creator("author", literal="Harbour Commission"),
        Creator("editor", "Dyke", "Jan", non_dropping_particle="van"),
    )
    assert draft.dates == {"issued": "2019-05-03"}
    assert draft.tags == ("ports",)
    assert reference.files == ("internal-pdf://0123/Adler 2019.pdf",)
    assert reference.notes == ("Read & copied",)


@pytest.mark.parametrize(
    ("type_", "csl", "role", "variable"),
    [
        ("Book", "book", "collection-editor", "collection-title"),
        ("Book Section", "chapter", "editor", "container-title"),
        ("Personal Communication", "personal_communication", "recipient", "title-short"),
        ("Thesis", "thesis", "editor", "division"),
        ("Conference Proceedings", "paper-conference", "editor", "event-title"),
    ],
)
def test_generic_fields_mean_what_the_type_says(
    type_: str, csl: str, role: str, variable: str
) -> None:
    draft = read(RECORD.format(type=type_, number=0)).draft
    assert draft.type == csl
    assert draft.creators[-1].role == role
    assert draft.fields[variable] == "Port Studies"


def test_a_type_without_name_goes_by_its_number() -> None:
    assert read(RECORD.replace('name="{type}"', "").format(number=32)).draft.type == "thesis"


def test_a_broken_record_costs_itself() -> None:
    text = RECORD.format(type="Book", number=6).replace(
        "<records>", "<records>\n<record><ref-type>6</ref-type></record>"
    )
    found = read_endnote_xml(text.encode())
    assert len(found.references) == 1
    assert found.problems == ((3, "Record 1 says nothing about a work."),)

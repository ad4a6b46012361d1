"""Word's sources, CITATION.cff, CSL-YAML and COinS."""

import zipfile
from pathlib import Path

from pincite.importing.references.citation_cff import read_citation_cff
from pincite.importing.references.coins import read_coins
from pincite.importing.references.csl_yaml import read_csl_yaml
from pincite.importing.references.formats import format_of, reference_format, works_within
from pincite.importing.references.word_sources import read_word_sources
from pincite.model.creators import Creator

SOURCES = """<?xml version="1.0"?>
<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
<b:Source><b:Tag>Adl19</b:Tag><b:SourceType>BookSection</b:SourceType><b:Author><b:Author>
<b:NameList><b:Person><b:Last>Adler</b:Last><b:First>Ruth</b:First><b:Middle>B</b:Middle>
</b:Person></b:NameList></b:Author><b:Editor><b:NameList><b:Person><b:Last>Okafor</b:Last>
</b:Person></b:NameList></b:Editor></b:Author><b:Title>Ropes</b:Title>
<b:BookTitle>Harbours</b:BookTitle><b:Year>2019</b:Year><b:Month>May</b:Month><b:Day>3</b:Day>
<b:City>Leith</b:City><b:CountryRegion>UK</b:CountryRegion><b:Pages>12-19</b:Pages>
<b:StandardNumber>978-1-23-456789-7</b:StandardNumber></b:Source>
<b:Source><b:Tag>Com</b:Tag><b:SourceType>Report</b:SourceType><b:Author><b:Author>
<b:Corporate>Harbour Commission</b:Corporate></b:Author></b:Author><b:Title>Weights</b:Title>
</b:Source></b:Sources>"""
CFF = """cff-version: 1.2.0
message: If you use this software, please cite it.
title: Scales
version: 1.10
doi: 10.5281/zenodo.1
date-released: 2021-08-01
license: AGPL-3.0
repository-code: https://example.org/scales
authors:
  - family-names: Gogh
    name-particle: van
    given-names: Vincent B
  - name: Harbour Commission
keywords: [bread, weights]
preferred-citation:
  type: article
  title: Weighing bread
  journal: Port Studies
  year: 2020
  month: 5
  start: 12
  end: 19
  authors: [{family-names: Adler, given-names: Ruth}]
references:
  - type: conference-paper
    title: Ropes
    authors: [{name: North}]
    conference: {name: Towns Meeting, city: Leith}
"""


def test_the_sources_of_a_word_document(tmp_path: Path) -> None:
    section, report = read_word_sources(SOURCES.encode()).references
    assert (section.draft.type, section.draft.key) == ("chapter", "Adl19")
    assert dict(section.draft.fields) == {
        "title": "Ropes", "container-title": "Harbours", "publisher-place": "Leith, UK",
        "page": "12-19", "ISBN": "978-1-23-456789-7",
    }  # fmt: skip
    assert section.draft.dates == {"issued": "2019-05-03"}
    assert section.draft.creators == (
        Creator("author", "Adler", "Ruth B."),
        Creator("editor", "Okafor"),
    )
    assert report.draft.creators == (Creator("author", literal="Harbour Commission"),)

    docx = tmp_path / "thesis.docx"
    with zipfile.ZipFile(docx, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("customXml/item1.xml", SOURCES)
    assert format_of(docx) is None
    within = works_within(docx)
    assert within is not None
    assert len(within.read(docx.read_bytes()).references) == 2


def test_software_what_it_prefers_and_what_it_refers_to() -> None:
    found = reference_format(CFF.encode(), "CITATION.cff")
    assert found is not None
    assert found.name == "CITATION.cff"
    software, preferred, paper = read_citation_cff(CFF.encode()).references
    assert software.draft.type == "software"
    assert dict(software.draft.fields) == {
        "title": "Scales", "version": "1.10", "DOI": "10.5281/zenodo.1", "license": "AGPL-3.0",
        "URL": "https://example.org/scales",
    }  # fmt: skip
    assert software.draft.dates == {"issued": "2021-08-01"}
    assert software.draft.creators == (
        Creator("author", "Gogh", "Vincent B.", non_dropping_particle="van"),
        Creator("author", literal="Harbour Commission"),
    )
    assert software.draft.tags == ("bread", "weights")
    assert preferred.draft.type == "article-journal"
    assert preferred.draft.fields["page"] == "12-19"
    assert preferred.draft.dates == {"issued": "2020-05"}
    assert paper.draft.fields["event-title"] == "Towns Meeting"


def test_yaml_that_repeats_itself_is_refused() -> None:
    bomb = "cff-version: 1.2.0\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    found = read_citation_cff(bomb.encode())
    assert found.references == ()
    assert found.problems == ((0, "From here on this is not YAML."),)


def test_csl_in_yaml_keeps_numbers_as_written() -> None:
    text = """---
references:
- id: adler
  type: book
  title: Harbours
  volume: 010
  author: [{family: Adler, given: Ruth}]
  issued: {date-parts: [[2019, 5]]}
- id: okafor
  title: Ropes
  issued:
  - {year: 2019, month: 5}
  - {year: 2020}
...
"""
    reference, ropes = read_csl_yaml(text.encode()).references
    assert dict(reference.draft.fields) == {"title": "Harbours", "volume": "010"}
    assert reference.draft.dates == {"issued": "2019-05"}
    assert ropes.draft.dates == {"issued": "2019-05/2020"}


def test_works_that_a_page_describes(tmp_path: Path) -> None:
    span = (
        '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev'
        "%3Amtx%3Ajournal&amp;rft.genre=article&amp;rft.atitle=Bread&amp;rft.jtitle=Port+Studies"
        "&amp;rft.volume=4&amp;rft.pages=12-19&amp;rft.date=2019-05-03&amp;rft.aulast=Adler"
        "&amp;rft.aufirst=Ruth&amp;rft.au=Ruth+Adler&amp;rft.au=Chidi+Okafor"
        '&amp;rft_id=info%3Adoi%2F10.1000%2Fx.1"></span>'
    )
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><html><body><p>Text</p>\n{span}\n{span}</body></html>")
    assert format_of(page) is None
    # What it says of one work, it says of itself.
    assert works_within(page) is None
    other = span.replace("Bread", "Ropes")
    page.write_text(f"<!DOCTYPE html><html><body><p>Text</p>\n{span}\n{span}{other}</body></html>")
    within = works_within(page)
    assert within is not None
    reference, ropes = read_coins(page.read_bytes()).references
    assert ropes.draft.fields["title"] == "Ropes"
    assert reference.line == 2
    assert dict(reference.draft.fields) == {
        "title": "Bread", "container-title": "Port Studies", "volume": "4", "page": "12-19",
        "DOI": "10.1000/x.1",
    }  # fmt: skip
    assert reference.draft.dates == {"issued": "2019-05-03"}
    assert [c.full for c in reference.draft.creators] == ["Adler, Ruth", "Okafor, Chidi"]

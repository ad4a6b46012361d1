"""MODS: titles, names with roles, hosts, parts, identifiers."""

from pincite.importing.references.mods.file import read_mods
from pincite.importing.references.reference import Reference
from pincite.model.creators import Creator

ARTICLE = """<mods:mods xmlns:mods="http://www.loc.gov/mods/v3">
<mods:titleInfo><mods:nonSort>The</mods:nonSort><mods:title>Bread</mods:title>
<mods:subTitle>A history</mods:subTitle></mods:titleInfo>
<mods:name type="personal"><mods:namePart type="given">Ruth</mods:namePart>
<mods:namePart type="family">Adler</mods:namePart>
<mods:role><mods:roleTerm type="code">aut</mods:roleTerm></mods:role></mods:name>
<mods:name type="personal"><mods:namePart>Okafor, Chidi, 1950-2001</mods:namePart>
<mods:role><mods:roleTerm>translator</mods:roleTerm></mods:role></mods:name>
<mods:name type="corporate"><mods:namePart>North Press</mods:namePart>
<mods:role><mods:roleTerm>publisher</mods:roleTerm></mods:role></mods:name>
<mods:typeOfResource>text</mods:typeOfResource>
<mods:language><mods:languageTerm type="code">eng</mods:languageTerm></mods:language>
<mods:subject><mods:topic>Bread</mods:topic><mods:geographic>Leith</mods:geographic></mods:subject>
<mods:relatedItem type="host"><mods:titleInfo><mods:title>Port Studies</mods:title>
</mods:titleInfo><mods:originInfo><mods:issuance>continuing</mods:issuance></mods:originInfo>
<mods:identifier type="issn">1234-5678</mods:identifier>
<mods:part><mods:detail type="volume"><mods:number>4</mods:number></mods:detail>
<mods:detail type="issue"><mods:number>2</mods:number></mods:detail>
<mods:extent unit="pages"><mods:start>12</mods:start><mods:end>19</mods:end></mods:extent>
<mods:date>2000</mods:date></mods:part></mods:relatedItem>
<mods:identifier type="doi">https://doi.org/10.1000/x.1</mods:identifier>
<mods:identifier type="citekey">adler2000</mods:identifier>
<mods:note type="acquisition">Bought, 1946.</mods:note>
<mods:location><mods:url access="preview">https://example.org/small.png</mods:url>
<mods:url>https://example.org/x</mods:url></mods:location></mods:mods>"""
BOOK = """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
<titleInfo><title>Harbours</title></titleInfo><titleInfo type="alternative"><title>X</title>
</titleInfo><name type="corporate"><namePart>United States</namePart><namePart>Senate</namePart>
</name><originInfo><place><placeTerm type="code">nyu</placeTerm></place>
<place><placeTerm type="text">Ithaca</placeTerm></place><publisher>North Press</publisher>
<dateIssued>c1999</dateIssued><dateIssued encoding="marc">1999</dateIssued>
<issuance>monographic</issuance></originInfo>
<physicalDescription><extent>vii, 322 p. ; 23 cm.</extent></physicalDescription>
<relatedItem type="series"><titleInfo><title>Towns ; 7</title></titleInfo></relatedItem>
<classification>PN4888 .A48</classification></mods></modsCollection>"""


def read(text: str) -> Reference:
    (reference,) = read_mods(text.encode()).references
    return reference


def test_an_article_takes_its_journal_from_its_host() -> None:
    reference = read(ARTICLE)
    draft = reference.draft
    assert (draft.type, draft.key) == ("article-journal", "adler2000")
    assert dict(draft.fields) == {
        "title": "The Bread: A history", "container-title": "Port Studies", "volume": "4",
        "issue": "2", "page": "12-19", "ISSN": "1234-5678", "DOI": "10.1000/x.1",
        "language": "eng", "URL": "https://example.org/x",
    }  # fmt: skip
    assert draft.dates == {"issued": "2000"}
    assert draft.creators == (
        Creator("author", "Adler", "Ruth"),
        Creator("translator", "Okafor", "Chidi"),
    )
    assert draft.tags == ("Bread",)
    assert reference.notes == ("acquisition: Bought, 1946.",)


def test_a_book_of_a_collection() -> None:
    draft = read(BOOK).draft
    assert draft.type == "book"
    assert dict(draft.fields) == {
        "title": "Harbours", "publisher-place": "Ithaca", "publisher": "North Press",
        "number-of-pages": "322", "collection-title": "Towns", "collection-number": "7",
        "call-number": "PN4888 .A48",
    }  # fmt: skip
    assert draft.creators == (Creator("author", literal="United States: Senate"),)
    assert draft.dates == {"issued": "1999"}


def test_a_hearing_says_committee_congress_and_chamber() -> None:
    text = """<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>BREAD</title></titleInfo>
    <extension><collectionCode>CHRG</collectionCode></extension>
    <extension><chamber>SENATE</chamber><congress>111</congress><number>415</number></extension>
    <extension><congCommittee><name type="authority-standard">Committee on Bread</name>
    <name type="authority-short">Bread</name></congCommittee></extension></mods>"""
    draft = read(text).draft
    assert draft.type == "hearing"
    assert dict(draft.fields) == {
        "title": "BREAD", "number": "415", "chapter-number": "111", "authority": "Senate",
        "section": "Committee on Bread",
    }  # fmt: skip

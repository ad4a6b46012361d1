"""What Zotero and its add-ons export."""

import json

from pincite.importing.references.formats import reference_format
from pincite.importing.references.html_notes import note_text
from pincite.importing.references.zotero.better_json import read_better_json
from pincite.importing.references.zotero.rdf import read_rdf
from pincite.model.creators import Creator

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#">
<bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType>
 <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
 <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Adler</foaf:surname>
 <foaf:givenName>Ruth</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
 <dcterms:isReferencedBy rdf:resource="#item_3"/><link:link rdf:resource="#item_4"/>
 <dc:subject>bread</dc:subject>
 <dc:subject><z:AutomaticTag><rdf:value>towns</rdf:value></z:AutomaticTag></dc:subject>
 <dc:title>Who Weighed the Bread?</dc:title><dc:date>May 3, 2019</dc:date>
 <dc:identifier><dcterms:URI><rdf:value>https://example.org/b</rdf:value></dcterms:URI>
 </dc:identifier><dcterms:dateSubmitted>2021-02-03 10:11:12</dcterms:dateSubmitted>
 <bib:pages>12-19</bib:pages><dc:description>Citation Key: adler
PMID: 77
seen in Leith</dc:description></bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5678"><dc:title>Port Studies</dc:title>
 <prism:volume>4</prism:volume><prism:number>2</prism:number>
 <dcterms:alternative>Port Stud.</dcterms:alternative>
 <dc:identifier>DOI 10.1000/x.1</dc:identifier><dc:identifier>ISSN 1234-5678</dc:identifier>
</bib:Journal>
<bib:Memo rdf:about="#item_3"><rdf:value>&lt;p&gt;Weighed &lt;b&gt;twice&lt;/b&gt;&lt;/p&gt;
&lt;script&gt;x()&lt;/script&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_4"><z:itemType>attachment</z:itemType>
 <rdf:resource rdf:resource="files/4/adler.pdf"/></z:Attachment>
<bib:BookSection rdf:about="#item_5"><z:itemType>bookSection</z:itemType>
 <dcterms:isPartOf><bib:Book><dcterms:isPartOf><bib:Series><dc:title>Towns</dc:title>
 <dc:identifier>7</dc:identifier></bib:Series></dcterms:isPartOf><dc:title>Harbours</dc:title>
 </bib:Book></dcterms:isPartOf><dc:publisher><foaf:Organization><vcard:adr><vcard:Address>
 <vcard:locality>Leith</vcard:locality></vcard:Address></vcard:adr><foaf:name>North</foaf:name>
 </foaf:Organization></dc:publisher><dc:title>Ropes</dc:title></bib:BookSection>
<z:Collection rdf:about="#collection_1"><dc:title>Grain</dc:title>
 <dcterms:hasPart rdf:resource="#collection_2"/></z:Collection>
<z:Collection rdf:about="#collection_2"><dc:title>Prices/old</dc:title>
 <dcterms:hasPart rdf:resource="#item_1"/></z:Collection></rdf:RDF>"""


def test_zotero_rdf_with_notes_files_tags_and_collections() -> None:
    article, section = read_rdf(RDF.encode()).references
    draft = article.draft
    assert (draft.type, draft.key) == ("article-journal", "adler")
    assert dict(draft.fields) == {
        "container-title": "Port Studies", "container-title-short": "Port Stud.", "volume": "4",
        "issue": "2", "DOI": "10.1000/x.1", "ISSN": "1234-5678",
        "title": "Who Weighed the Bread?", "URL": "https://example.org/b", "page": "12-19",
        "PMID": "77", "note": "seen in Leith",
    }  # fmt: skip
    assert draft.creators == (Creator("author", "Adler", "Ruth"),)
    assert draft.dates == {"issued": "2019-05-03", "accessed": "2021-02-03"}
    assert draft.tags == ("bread", "towns")
    assert article.notes == ("Weighed **twice**",)
    assert article.files == ("files/4/adler.pdf",)
    assert article.groups == ("Grain/Prices-old",)
    assert dict(section.draft.fields) == {
        "collection-title": "Towns", "collection-number": "7", "container-title": "Harbours",
        "publisher": "North", "publisher-place": "Leith", "title": "Ropes",
    }  # fmt: skip


def test_software_described_with_schema_org() -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:schema="http://schema.org/"><schema:SoftwareSourceCode rdf:nodeID="n1">
    <schema:name>Scales</schema:name><schema:author rdf:resource="http://orcid.org/1"/>
    <schema:version>2.0</schema:version><schema:keywords>bread, weights</schema:keywords>
    </schema:SoftwareSourceCode><schema:Person rdf:about="http://orcid.org/1">
    <schema:familyName>Adler</schema:familyName><schema:givenName>Ruth</schema:givenName>
    </schema:Person></rdf:RDF>"""
    (reference,) = read_rdf(text.encode()).references
    assert reference.draft.type == "software"
    assert dict(reference.draft.fields) == {"title": "Scales", "version": "2.0"}
    assert reference.draft.creators == (Creator("author", "Adler", "Ruth"),)
    assert reference.draft.tags == ("bread", "weights")


def test_better_bibtex_json_with_keys_notes_files_and_collections() -> None:
    data = json.dumps(
        {
            "config": {"id": "36a3b0b5-bad0-4a04-b79b-441c7cef77db"},
            "collections": {
                "A": {"name": "Grain", "parent": False, "items": []},
                "B": {"name": "Prices", "parent": "A", "items": [1]},
            },
            "items": [
                {
                    "itemType": "book", "itemID": 1, "citationKey": "adler", "title": "Harbours",
                    "creators": [
                        {"creatorType": "author", "lastName": "Gogh", "firstName": "Vincent van"},
                        {"creatorType": "seriesEditor", "name": "North Press"},
                    ],
                    "date": "2019", "numPages": 12, "extra": "original-date: 1850",
                    "tags": [{"tag": "bread"}], "notes": [{"note": "<p>Read</p>"}],
                    "attachments": [{"path": "/files/adler.pdf"}],
                },
                {"itemType": "note", "note": "alone"},
                7,
            ],
        }
    ).encode()  # fmt: skip
    found = reference_format(data, "x.json")
    assert found is not None
    assert found.name == "Better BibTeX JSON"
    file = read_better_json(data)
    (reference,) = file.references
    assert (reference.draft.type, reference.draft.key) == ("book", "adler")
    assert dict(reference.draft.fields) == {"title": "Harbours", "number-of-pages": "12"}
    assert reference.draft.dates == {"issued": "2019", "original-date": "1850"}
    assert reference.draft.creators == (
        Creator("author", "Gogh", "Vincent", dropping_particle="van"),
        Creator("collection-editor", literal="North Press"),
    )
    assert reference.notes == ("Read",)
    assert reference.files == ("/files/adler.pdf",)
    assert reference.groups == ("Grain/Prices",)
    assert file.problems == ((0, "Record 3 says nothing about a work."),)


def test_notes_become_markdown() -> None:
    html = (
        "<h1>Bread</h1><p>So <i>heavy</i>, <a href='https://example.org/'>they say</a></p>"
        "<ul><li>rye</li><li>oats</li></ul><blockquote><p>We weighed it.</p></blockquote>"
        "<img src='https://example.org/x.png' onerror='x()'>"
    )
    assert note_text(html) == (
        "# Bread\n\nSo *heavy*, [they say](https://example.org/)\n\n- rye\n- oats\n\n"
        "> We weighed it."
    )

"""Records in XML and in MARC as catalogues, repositories and programs give them."""

import pytest
from tests.unit.importing.references.dialects import Case, check, only
from tests.unit.importing.references.samples import marc_record

ENDNOTE = (
    Case(
        "styled runs",
        '<ref-type name="Journal Article">17</ref-type><titles><title><style face="normal">'
        'Salt of </style><style face="italic">Mytilus</style></title><secondary-title>'
        "<style>Port Studies"
        "</style></secondary-title></titles><dates><year>2019</year><pub-dates><date>May 3</date>"
        "</pub-dates></dates>",
        "article-journal",
        {
            "title": "Salt of <i>Mytilus</i>",
            "container-title": "Port Studies",
            "issued": "2019-05-03",
        },
    ),
    Case(
        "proceedings",
        '<ref-type name="Conference Proceedings">10</ref-type><titles><title>Salt</title>'
        "<secondary-title>Ports Meeting</secondary-title></titles><pub-location>"
        "Leith</pub-location>"
        "<custom1>Oslo</custom1><custom3>Papers on Ports</custom3>",
        "paper-conference",
        {
            "event-title": "Ports Meeting",
            "container-title": "Papers on Ports",
            "event-place": "Leith",
            "publisher-place": "Oslo",
        },
    ),
    Case(
        "a map",
        '<ref-type name="Map">20</ref-type><titles><title>Leith</title></titles>'
        "<custom1>1:1000</custom1>",
        "map",
        {"scale": "1:1000"},
    ),
    Case(
        "a film",
        '<ref-type name="Film or Broadcast">21</ref-type><titles><title>Salt</title></titles>'
        "<custom4>Drama</custom4><custom5>DVD</custom5><contributors><authors><author>"
        "Adler, Ruth</author>"
        "</authors></contributors>",
        "motion_picture",
        {"genre": "Drama", "medium": "DVD"},
        ("director: Adler, Ruth",),
    ),
    Case(
        "a patent",
        '<ref-type name="Patent">25</ref-type><titles><title>Salt</title></titles>'
        "<isbn>US7</isbn><custom1>3 May 2001</custom1><custom6>granted</custom6>",
        "patent",
        {"number": "US7", "submitted": "2001-05-03", "status": "granted"},
    ),
    Case(
        "names line by line, empty fields",
        '<ref-type name="Book">6</ref-type><contributors><authors>'
        "<author>Adler, Ruth&#13;Okafor, Chidi</author><author/></authors></contributors><titles>"
        "<title>Salt</title></titles><volume/>",
        "book",
        {"volume": ""},
        ("author: Adler, Ruth", "author: Okafor, Chidi"),
    ),
    Case(
        "what Pincite has no element for",
        '<ref-type name="Book">6</ref-type><titles><title>Salt</title>'
        "</titles><research-notes>"
        "csl-type: classic&#10;csl-status: forthcoming&#10;Mine.</research-notes>",
        "classic",
        {"status": "forthcoming"},
        (),
        (),
        ("Research notes: Mine.",),
    ),
)

MODS = (
    Case(
        "a book",
        "<titleInfo><nonSort>The</nonSort><title>Salt</title><subTitle>a history</subTitle>"
        "</titleInfo><originInfo><place><placeTerm type='text'>Leith</placeTerm></place>"
        "<publisher>North"
        "</publisher><dateIssued>c1999</dateIssued><issuance>monographic</issuance></originInfo>",
        "book",
        {"title": "The Salt: a history", "publisher-place": "Leith", "issued": "1999"},
    ),
    Case(
        "an article",
        "<titleInfo><title>Salt</title></titleInfo><genre>article</genre><relatedItem "
        "type='host'><titleInfo><title>Port Studies</title></titleInfo><part>"
        "<detail type='volume'><number>4"
        "</number></detail><extent unit='pages'><start>12</start><end>19</end></extent></part>"
        "</relatedItem>",
        "article-journal",
        {"container-title": "Port Studies", "volume": "4", "page": "12-19"},
    ),
    Case(
        "names in parts and in one",
        "<titleInfo><title>Salt</title></titleInfo><name type='personal'>"
        "<namePart type='family'>Adler</namePart><namePart type='given'>Ruth</namePart></name>"
        "<name type='personal'><namePart>Okafor, Chidi, 1950-</namePart><role>"
        "<roleTerm type='code'>edt"
        "</roleTerm></role></name>",
        "document",
        {},
        ("author: Adler, Ruth", "editor: Okafor, Chidi"),
    ),
    Case(
        "identifiers",
        "<titleInfo><title>Salt</title></titleInfo><identifier type='doi'>"
        "https://doi.org/10.1000/x.1</identifier><identifier type='isbn'>"
        "9783161484100 (pbk.)</identifier>"
        "<identifier type='issn' invalid='yes'>0</identifier>",
        "document",
        {"DOI": "10.1000/x.1", "ISBN": "9783161484100", "ISSN": ""},
    ),
    Case(
        "a thesis",
        "<titleInfo><title>Salt</title></titleInfo><genre>thesis</genre><genre>PhD</genre>"
        "<physicalDescription><extent>xii, 312 p.</extent></physicalDescription>",
        "thesis",
        {"genre": "PhD", "number-of-pages": "312"},
    ),
    Case(
        "what Pincite has no element for",
        "<titleInfo><title>Salt</title></titleInfo><genre authority="
        "'local'>dataset</genre><relatedItem type='host'><titleInfo><title>Ports</title>"
        "</titleInfo>"
        "</relatedItem><note type='csl-container-title'>Ports</note>"
        "<note type='csl-version'>2.1</note>",
        "dataset",
        {"container-title": "Ports", "version": "2.1", "archive_collection": ""},
    ),
)

PUBMED = (
    Case(
        "an article",
        "<PMID>1</PMID><Article><Journal><Title>Port studies (Leith)</Title><JournalIssue>"
        "<Volume>4</Volume><PubDate><Year>2019</Year><Month>May</Month></PubDate></JournalIssue></Journal>"
        "<ArticleTitle>Salt of <i>Mytilus</i>.</ArticleTitle><Pagination><MedlinePgn>"
        "132-42</MedlinePgn>"
        "</Pagination></Article>",
        "article-journal",
        {
            "title": "Salt of <i>Mytilus</i>",
            "page": "132-142",
            "issued": "2019-05",
            "publisher-place": "Leith",
        },
    ),
    Case(
        "names",
        "<Article><ArticleTitle>Salt</ArticleTitle><AuthorList><Author><LastName>Adler</LastName>"
        "<Initials>RB</Initials></Author><Author><CollectiveName>"
        "Port Group.</CollectiveName></Author>"
        "</AuthorList></Article>",
        "article-journal",
        {},
        ("author: Adler, R. B.", "author: Port Group"),
    ),
    Case(
        "a labelled abstract",
        "<Article><ArticleTitle>Salt</ArticleTitle><Abstract><AbstractText "
        "Label='AIM'>One.</AbstractText><AbstractText>Two.</AbstractText></Abstract></Article>",
        "article-journal",
        {"abstract": "AIM: One.\nTwo."},
    ),
    Case(
        "identifiers",
        "<Article><ArticleTitle>Salt</ArticleTitle><ELocationID EIdType='doi'>10.1000/x.1"
        "</ELocationID></Article>",
        "article-journal",
        {"DOI": "10.1000/x.1"},
    ),
    Case(
        "a span of months",
        "<Article><Journal><JournalIssue><PubDate><MedlineDate>2019 May-Jun"
        "</MedlineDate></PubDate></JournalIssue></Journal><ArticleTitle>Salt</ArticleTitle></Article>",
        "article-journal",
        {"issued": "2019-05/2019-06"},
    ),
    Case(
        "keywords",
        "<Article><ArticleTitle>Salt</ArticleTitle></Article><MeshHeadingList><MeshHeading>"
        "<DescriptorName>Sea</DescriptorName></MeshHeading></MeshHeadingList>",
        "article-journal",
        {},
        (),
        ("Sea",),
    ),
)

RDF = (
    Case(
        "an article of a newspaper by what it is in",
        "<bib:Article rdf:about='#1'><dc:title>Salt</dc:title>"
        "<dcterms:isPartOf><bib:Newspaper><dc:title>The Leith Mail</dc:title></bib:Newspaper>"
        "</dcterms:isPartOf></bib:Article>",
        "article-newspaper",
        {"container-title": "The Leith Mail"},
    ),
    Case(
        "Bibliographic Ontology",
        "<bibo:AcademicArticle rdf:about='#1'><dcterms:title>Salt</dcterms:title>"
        "<bibo:volume>4</bibo:volume><bibo:issue>2</bibo:issue><bibo:pageStart>12</bibo:pageStart>"
        "<bibo:pageEnd>19</bibo:pageEnd><bibo:doi>10.1000/x.1</bibo:doi><dcterms:isPartOf><bibo:Journal>"
        "<dcterms:title>Port Studies</dcterms:title></bibo:Journal></dcterms:isPartOf>"
        "</bibo:AcademicArticle>",
        "article-journal",
        {"page": "12-19", "DOI": "10.1000/x.1", "container-title": "Port Studies", "issue": "2"},
    ),
    Case(
        "a document with an ISBN",
        "<bibo:Document rdf:about='#1'><dcterms:title>Salt</dcterms:title>"
        "<bibo:isbn13>9783161484100</bibo:isbn13></bibo:Document>",
        "book",
        {"ISBN": "9783161484100"},
    ),
    Case(
        "Dublin Core of a repository",
        "<rdf:Description rdf:about='#1'><dc:title>Salt</dc:title><dc:type>"
        "Conference Paper</dc:type><dc:creator>Adler, Ruth</dc:creator><dc:date>1999</dc:date>"
        "<dc:identifier>10.1000/x.1</dc:identifier></rdf:Description>",
        "paper-conference",
        {"DOI": "10.1000/x.1", "issued": "1999", "genre": ""},
        ("author: Adler, Ruth",),
    ),
    Case(
        "PRISM",
        "<rdf:Description rdf:about='#1'><dc:title>Salt</dc:title><prism:aggregationType>journal"
        "</prism:aggregationType><prism:publicationName>Port Studies</prism:publicationName>"
        "<prism:startingPage>12</prism:startingPage><prism:endingPage>19</prism:endingPage><prism:number>2"
        "</prism:number></rdf:Description>",
        "article-journal",
        {"container-title": "Port Studies", "page": "12-19", "issue": "2"},
    ),
    Case(
        "names by FOAF",
        "<bib:Book rdf:about='#1'><dc:title>Salt</dc:title><bib:authors><rdf:Seq><rdf:li>"
        "<foaf:Person><foaf:familyName>Adler</foaf:familyName><foaf:firstName>Ruth</foaf:firstName>"
        "</foaf:Person></rdf:li></rdf:Seq></bib:authors></bib:Book>",
        "book",
        {},
        ("author: Adler, Ruth",),
    ),
    Case(
        "a class by its address",
        "<rdf:Description rdf:about='#1'><rdf:type rdf:resource='http://purl.org/"
        "ontology/bibo/Thesis'/><dcterms:title>Salt</dcterms:title></rdf:Description>",
        "thesis",
        {"title": "Salt"},
    ),
)

MARC = (
    Case(
        "a translation",
        "100 1 $aAdler, Ruth.\n24510$aSalt =$bSel /$cRuth Adler ; translated by Claire "
        "Moreau ; edited by C. Okafor.\n700 1 $aMoreau, Claire.\n700 1 $aOkafor, Chidi.",
        "book",
        {"title": "Salt = Sel"},
        ("author: Adler, Ruth", "translator: Moreau, Claire", "editor: Okafor, Chidi"),
    ),
    Case(
        "two who wrote it",
        "100 1 $aAdler, Ruth.\n24510$aSalt /$cRuth Adler and Chidi Okafor.\n700 1 $aOkafor, Chidi.",
        "book",
        {},
        ("author: Adler, Ruth", "author: Okafor, Chidi"),
    ),
    Case(
        "relators",
        "24510$aSalt.\n700 1 $aAdler, Ruth,$4prf\n7102 $aNorth Press,$4pbl",
        "book",
        {},
        ("performer: Adler, Ruth",),
    ),
    Case(
        "a thesis that was published",
        "020  $a9783161484100\n24510$aSalt.\n502  $aThesis (Ph. D.)--Leith, 1999.",
        "book",
        {"ISBN": "9783161484100"},
    ),
    Case(
        "a thesis",
        "24510$aSalt.\n502  $bPh. D.$cUniversity of Leith$d1999",
        "thesis",
        {"genre": "Ph. D.", "publisher": "University of Leith", "issued": "1999"},
    ),
    Case(
        "subjects, notes and shelves",
        "050 0$aF1$b.X\n24500$aSalt?$bSea!\n500  $aOne.\n500  $aTwo.\n5050 $tA"
        " /$rB --$tCoda.\n520  $aA summary.\n650 0$aBread$xHistory$xSources$zLeith.\n852 "
        " $kV$hH$iI",
        "book",
        {"title": "Salt? Sea!", "abstract": "A summary", "call-number": "V H I"},
        (),
        ("Bread", "History Sources", "Leith"),
        ("One\n\nTwo", "A / B -- Coda"),
    ),
    Case(
        "the place and year of RDA",
        "24500$aSalt.\n264 4$c©1998\n264 1$aLeith :$bNorth,$c[1999]",
        "book",
        {"publisher-place": "Leith", "issued": "1999"},
    ),
    Case(
        "UNIMARC of a thesis",
        "200 1 $aLe sel$eessai\n328  $bThèse de doctorat$eParis 1$d1999\n676  $a641\n712 2$aNord",
        "thesis",
        {
            "title": "Le sel: essai",
            "genre": "Thèse de doctorat",
            "publisher": "Paris 1",
            "issued": "1999",
            "call-number": "641",
        },
        ("contributor: Nord",),
    ),
    Case(
        "UNIMARC of a thesis in one",
        "200 1 $aLe sel\n328  $aThèse de doctorat : Droit : Paris 1 : 1999",
        "thesis",
        {"publisher": "Paris 1", "issued": "1999"},
    ),
)

_NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "bib": "http://purl.org/net/biblio#",
        "bibo": "http://purl.org/ontology/bibo/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    }.items()
)


@pytest.mark.parametrize("case", ENDNOTE, ids=lambda c: c.name)
def test_endnote(case: Case) -> None:
    check(case, only(f"<xml><records><record>{case.text}</record></records></xml>".encode()))


@pytest.mark.parametrize("case", MODS, ids=lambda c: c.name)
def test_mods(case: Case) -> None:
    check(case, only(f'<mods xmlns="http://www.loc.gov/mods/v3">{case.text}</mods>'.encode()))


@pytest.mark.parametrize("case", PUBMED, ids=lambda c: c.name)
def test_pubmed(case: Case) -> None:
    text = f"<PubmedArticle><MedlineCitation>{case.text}</MedlineCitation></PubmedArticle>"
    check(case, only(text.encode()))


@pytest.mark.parametrize("case", RDF, ids=lambda c: c.name)
def test_rdf(case: Case) -> None:
    check(case, only(f"<rdf:RDF {_NAMES}>{case.text}</rdf:RDF>".encode()))


@pytest.mark.parametrize("case", MARC, ids=lambda c: c.name)
def test_marc(case: Case) -> None:
    fields = [(line[:3], line[3:5] + line[5:].lstrip(" ")) for line in case.text.split("\n")]
    check(case, only(marc_record(fields)))

"""PubMed's XML: articles, preprints and books."""

from pincite.importing.references.pubmed_xml import read_pubmed_xml, whole_range
from pincite.importing.references.reference import Reference
from pincite.model.creators import Creator

ARTICLE = """<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://example.org/p.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">123</PMID>
<Article><Journal><ISSN>1234-5678</ISSN><JournalIssue><Volume>7</Volume><Issue>2</Issue>
<PubDate>{date}</PubDate></JournalIssue><Title>Journal of harbour and town medicine</Title>
<ISOAbbreviation>J Harb</ISOAbbreviation></Journal>
<ArticleTitle>{title}</ArticleTitle>
<Pagination><MedlinePgn>132-42, 150</MedlinePgn></Pagination>
<Abstract><AbstractText Label="AIM">To weigh.</AbstractText>
<AbstractText Label="UNLABELLED">Bread.</AbstractText></Abstract>
<AuthorList><Author><LastName>Adler</LastName><ForeName>Ruth B</ForeName></Author>
<Author><LastName>King</LastName><Initials>ML</Initials><Suffix>Jr</Suffix></Author>
<Author><CollectiveName>Bread Group</CollectiveName></Author></AuthorList>
<Language>eng</Language>
<PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList>
<VernacularTitle>Wer wog das Brot?</VernacularTitle></Article>
<MeshHeadingList><MeshHeading><DescriptorName>Bread</DescriptorName></MeshHeading>
</MeshHeadingList></MedlineCitation><PubmedData><ArticleIdList>
<ArticleId IdType="doi">10.1000/x.1</ArticleId><ArticleId IdType="pmc">PMC99</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""


def read(**parts: str) -> Reference:
    usual = {
        "date": "<Year>2008</Year><Month>Feb</Month><Day>3</Day>",
        "title": "Effects of <i>rye</i>.",
        "kind": "Journal Article",
    }
    (reference,) = read_pubmed_xml(ARTICLE.format(**usual | parts).encode()).references
    return reference


def test_an_article_with_all_its_parts() -> None:
    draft = read().draft
    assert draft.type == "article-journal"
    assert dict(draft.fields) == {
        "title": "Effects of <i>rye</i>",
        "container-title": "Journal of Harbour and Town Medicine",
        "container-title-short": "J Harb", "ISSN": "1234-5678", "volume": "7", "issue": "2",
        "PMID": "123", "PMCID": "PMC99", "DOI": "10.1000/x.1", "page": "132-142, 150",
        "language": "eng", "abstract": "AIM: To weigh.\nBread.",
    }  # fmt: skip
    assert draft.creators == (
        Creator("author", "Adler", "Ruth B."),
        Creator("author", "King", "M. L.", suffix="Jr"),
        Creator("author", literal="Bread Group"),
    )
    assert draft.dates == {"issued": "2008-02-03"}
    assert draft.tags == ("Bread",)


def test_a_span_of_months_is_an_interval() -> None:
    draft = read(date="<MedlineDate>2010 Nov-2011 Jan</MedlineDate>").draft
    assert draft.dates == {"issued": "2010-11/2011-01"}


def test_a_translated_title_gives_way_to_the_printed_one() -> None:
    fields = read(title="[Who weighed the bread?].").draft.fields
    assert fields["title"] == "Wer wog das Brot?"
    assert fields["original-title"] == "Who weighed the bread?"


def test_a_preprint_is_no_article_of_a_journal() -> None:
    draft = read(kind="Preprint").draft
    assert draft.type == "article"
    assert "container-title" not in draft.fields
    assert draft.fields["number"] == "132-142, 150"


def test_a_chapter_of_a_book() -> None:
    text = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>7</PMID>
    <ArticleIdList><ArticleId IdType="bookaccession">NBK22</ArticleId></ArticleIdList>
    <Book><Publisher><PublisherName>North</PublisherName></Publisher>
    <BookTitle>Harbours</BookTitle><PubDate><Year>2001</Year></PubDate>
    <AuthorList Type="editors"><Author><LastName>Adler</LastName><ForeName>R</ForeName></Author>
    </AuthorList></Book><ArticleTitle>Bread</ArticleTitle>
    <AuthorList Type="authors"><Author><LastName>Okafor</LastName></Author></AuthorList>
    </BookDocument></PubmedBookArticle></PubmedArticleSet>"""
    (reference,) = read_pubmed_xml(text.encode()).references
    draft = reference.draft
    assert (draft.type, draft.fields["title"], draft.fields["container-title"]) == (
        "chapter", "Bread", "Harbours",
    )  # fmt: skip
    assert [(c.role, c.short) for c in draft.creators] == [
        ("author", "Okafor"),
        ("editor", "Adler"),
    ]
    assert draft.fields["URL"].endswith("/books/NBK22/")


def test_the_last_page_is_given_in_full() -> None:
    assert whole_range("1638-45") == "1638-1645"
    assert whole_range("S12-9") == "S12-S19"
    assert whole_range("98-102") == "98-102"

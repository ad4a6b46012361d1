"""A small Citavi project, in the packings in which people have it."""

import io
import sqlite3
import zipfile
from pathlib import Path

_PAGES = (
    "<sp><n>{0}</n><in>true</in><os>{0}</os><ps>{0}</ps></sp>"
    "<ep><n>{1}</n><in>true</in><os>{1}</os><ps>{1}</ps></ep><os>{0}-{1}</os>"
)


def exchange_xml(*, article_file: str = "moreau.pdf") -> bytes:
    """The project as CitaviExchangeData."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<CitaviExchangeData Version="6.3.0.0">
<Persons><Person id="p1"><FirstName>Claire</FirstName><LastName>Moreau</LastName></Person>
<Person id="p2"><LastName>Harbour Commission</LastName></Person></Persons>
<Keywords><Keyword id="k1"><Name>bread</Name></Keyword></Keywords>
<Periodicals><Periodical id="j1"><Name>Harbour Review</Name>
<StandardAbbreviation>Harb. Rev.</StandardAbbreviation></Periodical></Periodicals>
<Publishers><Publisher id="u1"><Name>North Press</Name></Publisher></Publishers>
<Categories><Category id="c1"><Name>Grain</Name></Category>
<Category id="c2"><Name>Prices</Name></Category></Categories>
<References>
<Reference id="r1"><ReferenceType>JournalArticle</ReferenceType>
<Title>Who Weighed the Bread?</Title>
<ShortTitle>Moreau 2021 – Who weighed</ShortTitle><ShortTitleUpdateType>0</ShortTitleUpdateType>
<Year>2021</Year><Volume>4</Volume><Number>2</Number><PeriodicalID>j1</PeriodicalID>
<PageRange><![CDATA[{_PAGES.format(23, 25)}]]></PageRange><Doi>10.1000/x.1</Doi></Reference>
<Reference id="r2"><ReferenceType>BookEdited</ReferenceType><Title>Harbours</Title>
<Subtitle>A reader</Subtitle><Year>2014</Year><PlaceOfPublication>Leith</PlaceOfPublication>
</Reference>
<Reference id="r3"><ReferenceType>Contribution</ReferenceType><Title>Ropes</Title></Reference>
</References>
<ReferenceAuthors><OnetoN>r1;p1</OnetoN><OnetoN>r3;p1</OnetoN></ReferenceAuthors>
<ReferenceEditors><OnetoN>r2;p2</OnetoN></ReferenceEditors>
<ReferenceKeywords><OnetoN>r1;k1</OnetoN></ReferenceKeywords>
<ReferencePublishers><OnetoN>r2;u1</OnetoN></ReferencePublishers>
<ReferenceCategories><OnetoN>r1;c2</OnetoN></ReferenceCategories>
<ReferenceReferences><OnetoN>r2;r3</OnetoN></ReferenceReferences>
<CategoryCatgories><OnetoN>c1;c2</OnetoN></CategoryCatgories>
<Locations><Location id="l1"><ReferenceID>r1</ReferenceID>
<Address>{article_file}</Address><CallNumber>F 12</CallNumber></Location>
<Location id="l2"><ReferenceID>r2</ReferenceID>
<MirrorsReferencePropertyId>Doi</MirrorsReferencePropertyId>
<Address>{{"UriString": "10.1000/y.1"}}</Address></Location></Locations>
<Groups><Group id="g1"><Name>seen</Name></Group></Groups>
<ReferenceGroups><OnetoN>r2;g1</OnetoN></ReferenceGroups>
<TaskItems><TaskItem id="t1"><ReferenceID>r2</ReferenceID><Name>Borrow</Name>
<DueDate>2026-11-25T00:00:00</DueDate></TaskItem></TaskItems>
<KnowledgeItems>
<KnowledgeItem id="q1"><ReferenceID>r1</ReferenceID>
<CoreStatement>Bread was weighed</CoreStatement>
<Text>A reader who marks a passage returns to it by the number</Text>
<QuotationType>1</QuotationType>
<PageRange><![CDATA[{_PAGES.format(24, 24)}]]></PageRange></KnowledgeItem>
<KnowledgeItem id="q2"><ReferenceID>r1</ReferenceID><Text>Bakers cheated.</Text>
<QuotationType>3</QuotationType><PageRange><![CDATA[{_PAGES.format(24, 25)}]]></PageRange>
</KnowledgeItem>
<KnowledgeItem id="q3"><CoreStatement>Ask in Leith</CoreStatement><QuotationType>4</QuotationType>
</KnowledgeItem>
</KnowledgeItems>
<KnowledgeItemKeywords><OnetoN>q1;k1</OnetoN></KnowledgeItemKeywords>
</CitaviExchangeData>""".encode()


def backup() -> bytes:
    """The same in a backup."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Towns.ctv6", exchange_xml())
    return packed.getvalue()


def project_file(path: Path) -> bytes:
    """The same works as the tables of a project file."""
    with sqlite3.connect(path) as db:
        db.executescript(
            """
            CREATE TABLE Reference (
                ID BLOB, ReferenceType, Title, Year, PageRange, ParentReferenceID);
            CREATE TABLE Person (ID BLOB, FirstName, LastName);
            CREATE TABLE ReferenceAuthor (ReferenceID BLOB, PersonID BLOB, "Index" INTEGER);
            CREATE TABLE KnowledgeItem (
                ID BLOB, ReferenceID BLOB, Text, QuotationType, PageRange);
            INSERT INTO Reference VALUES (x'01', 'Book', 'Harbours', '2014', NULL, NULL);
            INSERT INTO Reference
                VALUES (x'02', 'Contribution', 'Ropes', '', '<os>12-19</os>', x'01');
            INSERT INTO Person VALUES (x'0a', 'Claire', 'Moreau'), (x'0b', 'Ruth', 'Adler');
            INSERT INTO ReferenceAuthor VALUES (x'02', x'0a', 1), (x'02', x'0b', 0);
            INSERT INTO KnowledgeItem VALUES (x'11', x'02', 'Ropes rot.', 1, '12');
            """
        )
    db.close()
    return path.read_bytes()

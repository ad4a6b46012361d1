"""PubMed's XML: articles and books.

Source: NLM, PubMed DTD of 2025 (PubmedArticle, PubmedBookArticle) and its elements' descriptions.
"""

import re
from collections.abc import Iterable

from lxml import etree

from pincite.importing.references.capitals import title_case
from pincite.importing.references.gathering import Gathering, gather, one_line
from pincite.importing.references.people import body, person
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.xml_records import XmlRecords, local
from pincite.model.identifiers import find_doi

_TAGS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument")
_MARKS = {"i": "i", "b": "b", "sup": "sup", "sub": "sub"}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_RANGE = re.compile(r"^(?P<stem>.*?)(?P<from>\d+)-(?P<to>\d+)$")
# What a publisher numbers its articles by: no page, and no reader has seen it.
_ITEM = re.compile(r"[SB]?\d{4}-?\d{3}[\dX]\(|S?\d{9,}$|10\.\d{4}|.{30}", re.IGNORECASE)
_LONGEST_RANGE = 40
_ROLES = {"authors": "author", "editors": "editor", "author": "author", "editor": "editor"}


def read_pubmed_xml(data: bytes) -> ReferenceFile:
    """The articles and books of a file."""
    records = XmlRecords(data, _TAGS)
    return gather("PubMed XML", records, _work, records.problems)


def is_pubmed_xml(head: bytes, _suffix: str) -> bool:
    """True for how such a file begins."""
    return bool(re.search(rb"<(?:PubmedArticle|PubmedBookArticle|MedlineCitation)\b", head))


def _work(record: etree._Element) -> Gathering:
    book = record if local(record) == "BookDocument" else record.find("BookDocument")
    if book is not None:
        return _book(book)
    citation = record if local(record) == "MedlineCitation" else record.find("MedlineCitation")
    article = None if citation is None else citation.find("Article")
    if citation is None or article is None:
        return Gathering()
    return _article(citation, article, record)


def _article(
    citation: etree._Element, article: etree._Element, record: etree._Element
) -> Gathering:
    kinds = [_text(kind) for kind in article.iterfind("PublicationTypeList/PublicationType")]
    work = Gathering("article" if "Preprint" in kinds else "article-journal")
    title = _rich(article.find("ArticleTitle"))
    vernacular = _rich(article.find("VernacularTitle"))
    translated = title.strip().strip(".").strip()
    if translated.startswith("[") and translated.endswith("]") and vernacular:
        work.put("title", _without_point(vernacular))
        work.put("original-title", translated[1:-1].strip(". "))
    work.put("title", _without_point(title.strip("[]") if translated[:1] == "[" else title))
    work.put("title", _without_point(vernacular))
    _journal(work, citation, article)
    _people(work, article.iterfind("AuthorList"))
    work.put("PMID", _found(citation, "PMID"))
    for each in article.iterfind("ELocationID"):
        if (each.get("EIdType") or "").lower() == "doi":
            work.put("DOI", _text(each))
    for each in record.iterfind("PubmedData/ArticleIdList/ArticleId"):
        kind = (each.get("IdType") or "").lower()
        if kind == "doi":
            work.put("DOI", find_doi(_text(each)) or "")
        elif kind == "pmc":
            work.put("PMCID", _text(each))
    work.put("page", _pages(article))
    _common(work, article)
    for heading in citation.iterfind("MeshHeadingList/MeshHeading/DescriptorName"):
        work.tag(_text(heading))
    for keyword in citation.iterfind("KeywordList/Keyword"):
        work.tag(_text(keyword))
    if work.type == "article":
        _as_preprint(work)
    return work


def _journal(work: Gathering, citation: etree._Element, article: etree._Element) -> None:
    journal = article.find("Journal")
    if journal is None:
        return
    name = _found(journal, "Title")
    if place := re.search(r"\s*\(([^()]*)\)$", name):
        name = name[: place.start()]
        work.put("publisher-place", re.sub(r"\s*:.*|^\d.*", "", place[1]))
    # NLM writes names of journals as sentences, which no style can undo.
    work.put("container-title", title_case(name))
    work.put("container-title-short", _found(journal, "ISOAbbreviation"))
    work.put("container-title-short", _found(citation, "MedlineJournalInfo/MedlineTA"))
    work.put("ISSN", _found(journal, "ISSN"))
    work.put("volume", _found(journal, "JournalIssue/Volume"))
    work.put("issue", _found(journal, "JournalIssue/Issue"))
    work.put_date("issued", _date(journal.find("JournalIssue/PubDate")))
    work.put_date("issued", _date(article.find("ArticleDate")))


def _as_preprint(work: Gathering) -> None:
    """The "journal" of a preprint is where it is kept, and its "page" its number there."""
    work.put("publisher", work.fields.pop("container-title", ""))
    number = work.fields.pop("page", "")
    work.fields.pop("container-title-short", None)
    for name in ("volume", "issue"):
        work.fields.pop(name, None)
    work.put("number", number)


def _book(document: etree._Element) -> Gathering:
    book = document.find("Book")
    part = _rich(document.find("ArticleTitle"))
    work = Gathering("chapter" if part else "book")
    work.put("title", _without_point(part))
    if book is not None:
        whole = _without_point(_rich(book.find("BookTitle")))
        work.put("container-title" if part else "title", whole)
        work.put("collection-title", _rich(book.find("CollectionTitle")))
        work.put("publisher", _found(book, "Publisher/PublisherName"))
        work.put("publisher-place", _found(book, "Publisher/PublisherLocation"))
        work.put("volume", _found(book, "Volume"))
        work.put("edition", _found(book, "Edition"))
        work.put("ISBN", " ".join(_text(isbn) for isbn in book.iterfind("Isbn")))
        work.put_date("issued", _date(book.find("PubDate")))
        _people(work, document.iterfind("AuthorList"))
        of_book = list(book.iterfind("AuthorList"))
        _people(work, of_book, author="container-author" if work.creators else "author")
    else:
        _people(work, document.iterfind("AuthorList"))
    work.put("PMID", _found(document, "PMID"))
    for each in document.iterfind("ArticleIdList/ArticleId"):
        if (each.get("IdType") or "").lower() == "bookaccession":
            accession = _text(each)
            work.put("call-number", accession)
            work.put("URL", f"https://www.ncbi.nlm.nih.gov/books/{accession}/")
        elif (each.get("IdType") or "").lower() == "doi":
            work.put("DOI", _text(each))
    work.put("page", _pages(document))
    work.put("license", _found(document, "Abstract/CopyrightInformation"))
    work.put_date("issued", _date(document.find("ContributionDate")))
    _common(work, document)
    for keyword in document.iterfind("KeywordList/Keyword"):
        work.tag(_text(keyword))
    return work


def _common(work: Gathering, element: etree._Element) -> None:
    language = [_text(each) for each in element.iterfind("Language")]
    work.put("language", ", ".join(language))
    parts = []
    for each in element.iterfind("Abstract/AbstractText"):
        label, text = one_line(each.get("Label") or ""), _text(each)
        parts.append(f"{label}: {text}" if label and label != "UNLABELLED" else text)
    work.put_text("abstract", "\n".join(parts))


def _people(work: Gathering, lists: Iterable[etree._Element], *, author: str = "author") -> None:
    for names in lists:
        role = _ROLES.get((names.get("Type") or "authors").lower(), "author")
        role = author if role == "author" else role
        for each in names.iterfind("Author"):
            if family := _found(each, "LastName"):
                given = _found(each, "ForeName") or " ".join(_found(each, "Initials"))
                work.add(person(role, family, given, _found(each, "Suffix")))
            elif name := _found(each, "CollectiveName"):
                work.add(body(role, name.rstrip(".")))


def _pages(element: etree._Element) -> str:
    pages = _found(element, "Pagination/MedlinePgn")
    if not pages:
        ends = [_found(element, f"Pagination/{name}") for name in ("StartPage", "EndPage")]
        pages = "-".join(end for end in ends if end)
    if not pages:
        for each in element.iterfind("ELocationID"):
            if (each.get("EIdType") or "").lower() == "pii":
                return "" if _ITEM.match(_text(each)) else _text(each)
    return ", ".join(whole_range(part) for part in re.split(r"\s*[,;]\s*", pages))


def whole_range(pages: str) -> str:
    """The pages with their last number in full: "132-142" for "132-42"."""
    match = _RANGE.match(pages) if len(pages) <= _LONGEST_RANGE else None
    if match is None or len(match["to"]) >= len(match["from"]):
        return pages
    first, last = match["from"], match["to"]
    return f"{match['stem']}{first}-{match['stem']}{first[: len(first) - len(last)]}{last}"


def _date(element: etree._Element | None) -> str:
    """A date as EDTF; a span of months of one year as an interval."""
    if element is None:
        return ""
    year, month = _found(element, "Year"), _found(element, "Month")
    if year:
        number = _month(month) or _SEASONS.get(_found(element, "Season").lower(), "")
        day = _found(element, "Day")
        return "-".join(p for p in (year, number, day.zfill(2) if day and number else "") if p)
    text = _found(element, "MedlineDate")
    if match := re.match(
        r"^(\d{4})\s+([A-Za-z]{3})\w*\s*-\s*(?:(\d{4})\s+)?([A-Za-z]{3})\w*$", text
    ):
        first, last = _month(match[2]), _month(match[4])
        if first and last:
            return f"{match[1]}-{first}/{match[3] or match[1]}-{last}"
    if match := re.match(r"^(\d{4})\s*-\s*(\d{4})$", text):
        return f"{match[1]}/{match[2]}"
    if match := re.match(r"^(\d{4})\s+(\w+)$", text):
        return f"{match[1]}-{_SEASONS[match[2].lower()]}" if match[2].lower() in _SEASONS else text
    return text


def _month(text: str) -> str:
    if text.isdecimal() and 1 <= int(text) <= 12:
        return text.zfill(2)
    start = text[:3].lower()
    return f"{_MONTHS.index(start) + 1:02d}" if start in _MONTHS else ""


def _found(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else _text(found)


def _text(element: etree._Element) -> str:
    return one_line("".join(str(part) for part in element.itertext()))


def _rich(element: etree._Element | None) -> str:
    """The text with the marks that CSL knows."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        inner, mark = _rich(child), _MARKS.get(local(child), "")
        parts += [f"<{mark}>{inner}</{mark}>" if mark and inner else inner, child.tail or ""]
    return one_line("".join(parts))


def _without_point(title: str) -> str:
    """NLM ends every title with a point, which belongs to no title."""
    title = title.strip()
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title

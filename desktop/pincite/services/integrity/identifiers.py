"""Checks of identifiers and addresses."""

import re

from pincite.model.identifiers import normal_doi, normal_isbn, normal_issn
from pincite.model.items import Item
from pincite.services.integrity.findings import Found

_DOI = re.compile(r"^10\.\d{4,9}/\S+$")
_ADDRESS = re.compile(
    r"^(?:https?|ftp)://[^\s/]+\.[^\s/]+(?:/\S*)?$|^(?:https?|ftp)://localhost\S*$"
)
_ANY_SCHEME = re.compile(r"^(?!https?:|ftp:)[a-z][a-z0-9+.-]*:\S+$", re.IGNORECASE)


def check_doi(item: Item) -> Found:
    """A DOI in another spelling can be mended; what is none has to be looked up."""
    doi = item.fields.get("DOI", "")
    if doi and not _has_doi(doi):
        yield "DOI", f"“{doi}” is not a DOI; a DOI begins with “10.” and a number."


def check_isbn(item: Item) -> Found:
    """Each of those named has its right check digit."""
    for part in re.split(r"[,;]\s*|\s+(?=97[89])", item.fields.get("ISBN", "")):
        if part.strip() and normal_isbn(re.sub(r"^ISBN\S*\s*", "", part.strip())) is None:
            yield "ISBN", f"“{part.strip()}” is not an ISBN: a digit is wrong or missing."


def check_issn(item: Item) -> Found:
    """Each of those named has its right check digit."""
    for part in re.split(r"[\s,;]+", item.fields.get("ISSN", "")):
        if part and normal_issn(part) is None:
            yield "ISSN", f"“{part}” is not an ISSN: a digit is wrong or missing."


def check_pmid(item: Item) -> Found:
    """PubMed counts its records."""
    pmid = item.fields.get("PMID", "").strip()
    if pmid and not re.search(r"(?<!\d)\d{1,9}/?$", pmid):
        yield "PMID", f"“{pmid}” is not a PubMed number."


def check_address(item: Item) -> Found:
    """An address has a scheme and a host, and no spaces."""
    url = item.fields.get("URL", "").strip()
    if url and not (_ADDRESS.match(url) or _ANY_SCHEME.match(url)):
        yield "URL", f"“{url}” is not an address that can be opened."


def check_spelling(item: Item) -> Found:
    """Identifiers that are right but written in another way than everywhere else."""
    doi = item.fields.get("DOI", "")
    if doi and _has_doi(doi) and not _DOI.match(doi):
        yield "DOI", f"“{doi}” holds more than the DOI."
    url = item.fields.get("URL", "")
    if re.search(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/10\.", url) and not doi:
        yield "URL", "The address is a DOI’s, and the field for the DOI is empty."
    issn = item.fields.get("ISSN", "").strip()
    if re.fullmatch(r"\d{7}[\dXx]", issn) and normal_issn(issn):
        yield "ISSN", f"“{issn}” lacks its hyphen."


def _has_doi(text: str) -> bool:
    try:
        return bool(normal_doi(text))
    except ValueError:
        return False

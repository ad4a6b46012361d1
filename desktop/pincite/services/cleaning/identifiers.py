"""Clean-ups of identifiers and addresses."""

import re
from collections.abc import Callable
from dataclasses import replace

from pincite.model.identifiers import normal_doi, normal_isbn, normal_issn
from pincite.model.items import Item
from pincite.services.cleaning.knowledge import Knowledge

_RESOLVER = re.compile(
    r"^\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|(?:https?://)?doi:|doi:)\s*(?P<doi>10\.\d{4,9}/\S+)\s*$",
    re.IGNORECASE,
)
_BARE_ADDRESS = re.compile(r"^(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|de|fr|uk)/)")
_URL_COMMAND = re.compile(r"^\\url\{(?P<url>[^{}]+)\}$")
_PMID = re.compile(r"^(?:PMID:?\s*|https?://\S*pubmed\S*/)(?P<number>\d{1,9})/?$", re.IGNORECASE)


def clean_identifiers(item: Item, _knowledge: Knowledge) -> Item:
    """Each identifier one way; a DOI that stands as address or note where it belongs."""
    fields = dict(item.fields)
    for name in ("URL", "note", "number", "source"):
        _move_doi(fields, name)
    _swap(fields, "ISBN", "ISSN", normal_issn)
    _swap(fields, "ISSN", "ISBN", normal_isbn)
    for name, spell in _SPELLINGS.items():
        if fields.get(name):
            fields[name] = spell(fields[name])
    return replace(item, fields=fields)


def _move_doi(fields: dict[str, str], name: str) -> None:
    """A DOI's address says nothing that the DOI does not."""
    match = _RESOLVER.match(fields.get(name, ""))
    if match is None:
        return
    doi = _doi(match["doi"])
    if _doi(fields.get("DOI", "")) in ("", doi):
        fields["DOI"] = doi
        del fields[name]


def _swap(
    fields: dict[str, str], name: str, other: str, normal: Callable[[str], str | None]
) -> None:
    """An identifier of the other kind goes where it belongs, if that is empty."""
    found = normal(fields.get(name, ""))
    if found and not fields.get(other):
        fields[other] = found
        del fields[name]


def _doi(text: str) -> str:
    try:
        return normal_doi(text)
    except ValueError:
        return text


def _isbns(text: str) -> str:
    """One or several; all as 13 digits when all are right."""
    parts = [part for part in re.split(r"\s*[,;]\s*|\s+(?=97[89])", text.strip()) if part]
    if not parts:
        return text
    normal = [normal_isbn(re.sub(r"^ISBN(?:-1[03])?:?\s*", "", part)) for part in parts]
    found = [isbn for isbn in normal if isbn is not None]
    return " ".join(dict.fromkeys(found)) if len(found) == len(parts) else text


def _issns(text: str) -> str:
    parts = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    found = [issn for part in parts if (issn := normal_issn(part))]
    return ", ".join(dict.fromkeys(found)) if parts and len(found) == len(parts) else text


def _url(text: str) -> str:
    text = text.strip().strip("<>").strip()
    match = _URL_COMMAND.match(text)
    text = match["url"] if match else text
    return f"https://{text}" if _BARE_ADDRESS.match(text) else text


def _pmid(text: str) -> str:
    match = _PMID.match(text.strip())
    return match["number"] if match else text


_SPELLINGS: dict[str, Callable[[str], str]] = {
    "DOI": _doi,
    "ISBN": _isbns,
    "ISSN": _issns,
    "URL": _url,
    "PMID": _pmid,
}

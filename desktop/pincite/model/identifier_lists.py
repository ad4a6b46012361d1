"""Identifiers in what people paste: one, a list, or a text that contains some."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from pincite.model.identifiers import DOI_SUFFIX, normal_doi, normal_isbn


class IdentifierKind(StrEnum):
    """What a work is known by, as people write it."""

    DOI = "DOI"
    ARXIV = "arXiv"
    ISBN = "ISBN"
    PMID = "PMID"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier written one way: DOI in lower case, 13 digits, arXiv without its version."""

    kind: IdentifierKind
    value: str

    def __str__(self) -> str:
        mark = ":" if self.kind is IdentifierKind.ARXIV else " "
        return f"{self.kind}{mark}{self.value}"


_ARXIV_NUMBER = r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ISBN = r"(?:97[89][ \u2010-\u2013-]?)?\d(?:[ \u2010-\u2013-]?\d){8}[ \u2010-\u2013-]?[\dXx]"
_ANY = re.compile(
    rf"(?P<doi>10\.\d{{4,9}}(?:/|%2F){DOI_SUFFIX})"
    rf"|(?:arXiv\s*:\s*|arxiv\.org/(?:abs|pdf|html)/)(?P<arxiv>{_ARXIV_NUMBER})"
    rf"|ISBN(?:[- ]?1[03])?\s*:?\s*(?P<isbn>{_ISBN})(?![\w-])"
    r"|(?:PMID\s*:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(?P<pmid>\d{1,9})\b"
    r"|(?<![\w.-])(?P<isbn13>97[89](?:[ \u2010-\u2013-]?\d){10})(?![\w-])",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?P<arxiv>{_ARXIV_NUMBER})|(?P<isbn>{_ISBN})|(?P<pmid>\d{{5,8}})")
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({_ARXIV_NUMBER})", re.IGNORECASE)
_PAGE_OF_SITE = re.compile(
    r"(?:/(?:full|fulltext|abstract|pdf|epdf|epub|meta|html|summary)|\.pdf)+$", re.IGNORECASE
)
_PREFIX = re.compile(r"(?:doi|arxiv|isbn|pmid)\s*:", re.IGNORECASE)

_LONGEST_NAME = 500


def find_identifiers(text: str) -> list[Identifier]:
    """All identifiers in a text, each once, in order.

    Bare numbers count only where a line has nothing else: "9780520247819", "1706.03762",
    "28265654"; a PMID has five digits then, for a year has four.
    """
    found: list[Identifier] = []
    for line in text.splitlines():
        found += _in_list(line) or _in_prose(line)
    return list(dict.fromkeys(found))


def is_identifiers(text: str) -> bool:
    """True when a text is a list of identifiers and nothing else."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all(_in_list(line) for line in lines)


def identifier_named(text: str) -> Identifier | None:
    """The one identifier that a text is: "doi:10.1000/x", "isbn:…", a bare DOI, a doi.org address.

    Other addresses are pages, and other bare numbers are names of files.
    """
    text = text.strip()
    if len(text) > _LONGEST_NAME:
        return None
    is_marked = bool(_PREFIX.match(text)) or "doi.org/10." in text or text.startswith("10.")
    found = _in_list(text) if is_marked else []
    return found[0] if len(found) == 1 else None


def _in_prose(line: str) -> list[Identifier]:
    return [each for match in _ANY.finditer(line) if (each := _of_match(line, match))]


def _in_list(line: str) -> list[Identifier]:
    """The identifiers of a line that has nothing else; empty for any other."""
    whole = _alone(line.strip(" \t,;.•*-–"))
    if whole is not None:
        return [whole]
    found = [_alone(part) for part in re.split(r"[\s,;]+", _joined(line)) if part.strip("•*-–.")]
    return [each for each in found if each is not None] if found and all(found) else []


def _joined(line: str) -> str:
    """The line with its prefixes close to what they stand before: "PMID: 1" as "PMID:1"."""
    line = re.sub(r"\b(doi|arxiv|pmid)\s*:\s*", r"\1:", line, flags=re.IGNORECASE)
    return re.sub(r"\b(pmid|isbn(?:-1[03])?)\s*:?\s+(?=\d)", r"\1:", line, flags=re.IGNORECASE)


def _alone(part: str) -> Identifier | None:
    match = _ALONE.fullmatch(part)
    if match is not None and (bare := _of_match(part, match)):
        return bare
    match = next(_ANY.finditer(part), None)
    if match is None or " " in part:
        return None
    before = part[: match.start()].lower()
    is_whole = before in ("", "doi:") or before.startswith(("http://", "https://"))
    is_ended = match.lastgroup == "doi" or not part[match.end() :].strip("/.,;")
    is_ended = is_ended or before.startswith("http") or "arxiv.org" in part.lower()
    return _of_match(part, match) if is_whole and is_ended else None


def _of_match(text: str, match: re.Match[str]) -> Identifier | None:
    group, value = match.lastgroup, match[match.lastgroup or 0]
    if group == "doi":
        return _doi(value, _address_before(text, match.start()))
    if group == "arxiv":
        return Identifier(IdentifierKind.ARXIV, re.sub(r"v\d+$", "", value))
    if group == "pmid":
        return Identifier(IdentifierKind.PMID, value.lstrip("0") or value)
    isbn = normal_isbn(value)
    return Identifier(IdentifierKind.ISBN, isbn) if isbn else None


def _doi(value: str, address: str) -> Identifier | None:
    if "%2f" in value.lower()[:16] or "doi.org" in address:
        value = unquote(value)
    if address and "doi.org" not in address:
        # In the address of a publisher's page more may follow.
        value = _PAGE_OF_SITE.sub("", re.split(r"[?#&]", value)[0].rstrip("/."))
    try:
        doi = normal_doi(value)
    except ValueError:
        return None
    if match := _ARXIV_DOI.fullmatch(doi):
        return Identifier(IdentifierKind.ARXIV, re.sub(r"v\d+$", "", match[1]))
    return Identifier(IdentifierKind.DOI, doi)


def _address_before(text: str, place: int) -> str:
    """The beginning of the address that a place in a text is part of; empty for none."""
    words: Iterator[str] = iter(text[:place].split()[-1:])
    word = "" if text[:place].endswith((" ", "\t")) else next(words, "")
    start = word.lower().find("http")
    return word[start:] if start >= 0 else ""

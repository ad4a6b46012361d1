"""Crossref: most DOIs of articles and books, and works by their titles.

Source: Crossref REST API, /works and /works/{doi}; "etiquette" (User-Agent with mailto).
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from pincite.importing.resolving.client import LookupClient
from pincite.importing.resolving.csl_records import draft_of
from pincite.importing.resolving.errors import UnknownWorkError
from pincite.importing.resolving.found import Found, found

NAME = "Crossref"
_LONGEST_QUERY = 400
_ROWS = 5
_TO_COMPARE = "DOI,title,subtitle,author,issued,container-title,type,score"
_FOR_CHECKS = "similarity-checking"


class Crossref:
    """Finds a work by its DOI."""

    name = NAME

    def __init__(self, client: LookupClient, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    def find(self, doi: str) -> Found:
        """The work with a DOI; see `LookupClient.ask` for what is raised."""
        url = f"{self._base}/works/{quote(doi, safe='')}"
        return self._client.ask(NAME, url, "application/json", _work)


class CrossrefSearch:
    """Finds works by what is known of them."""

    name = NAME

    def __init__(self, client: LookupClient, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    def search(self, words: str) -> tuple[Found, ...]:
        """The works most like a title, names and a year, best first, with what tells them apart.

        Raises:
            UnknownWorkError: there are none; for others see `LookupClient.ask`.
        """
        query = {
            "query.bibliographic": words[:_LONGEST_QUERY],
            "rows": str(_ROWS),
            "select": _TO_COMPARE,
        }
        url = f"{self._base}/works?{urlencode(query)}"
        return self._client.ask(NAME, url, "application/json", _works)


def _work(data: bytes) -> Found:
    return _found(_message(data))


def _works(data: bytes) -> tuple[Found, ...]:
    works = []
    for record in _message(data)["items"]:
        try:
            works.append(_found(record))
        except ValueError:
            # Some of what is found has no title; the others count.
            continue
    if not works:
        raise UnknownWorkError(f"{NAME} has no work like that.")
    return tuple(works)


def _message(data: bytes) -> Any:
    said = json.loads(data)
    if said["status"] != "ok":
        raise ValueError("no answer to the question")
    return said["message"]


def _found(record: Any) -> Found:
    return found(draft_of(record), NAME, _pdfs(record))


def _pdfs(record: dict[str, Any]) -> Iterator[str]:
    """Links to PDFs; those for checking texts against each other last, they may want a login."""
    links = [link for link in record.get("link") or () if isinstance(link, dict)]
    for link in sorted(links, key=lambda each: each.get("intended-application") == _FOR_CHECKS):
        url, kind = str(link.get("URL") or ""), str(link.get("content-type") or "")
        is_pdf = kind == "application/pdf"
        if is_pdf or (kind in ("", "unspecified") and url.lower().endswith(".pdf")):
            yield url

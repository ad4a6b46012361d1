"""Open Library: books by their ISBN.

Source: Open Library Books API (`jscmd=data`).
"""

import json
import re
from typing import Any
from urllib.parse import urlencode

from pincite.importing.names import parse_name
from pincite.importing.references.gathering import Gathering
from pincite.importing.resolving.client import LookupClient
from pincite.importing.resolving.errors import UnknownWorkError
from pincite.importing.resolving.found import Found, found
from pincite.model.identifiers import normal_isbn

NAME = "Open Library"


class OpenLibrary:
    """Finds a book by its ISBN."""

    name = NAME

    def __init__(self, client: LookupClient, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    def find(self, isbn: str) -> Found:
        """The book with an ISBN; see `LookupClient.ask` for what is raised."""
        query = urlencode({"bibkeys": f"ISBN:{isbn}", "format": "json", "jscmd": "data"})
        url = f"{self._base}/api/books?{query}"

        def read(data: bytes) -> Found:
            return _work(data, isbn)

        return self._client.ask(NAME, url, "application/json", read)


def _work(data: bytes, isbn: str) -> Found:
    books = json.loads(data)
    if not isinstance(books, dict):
        raise TypeError("no books")
    if not books:
        raise UnknownWorkError(f"{NAME} has no such work.")
    said: dict[str, Any] = next(iter(books.values()))
    work = Gathering("book")
    title, subtitle = _text(said["title"]), _text(said.get("subtitle"))
    work.put("title", f"{title}: {subtitle}" if title and subtitle else title)
    if not title:
        raise ValueError("a book without a title")
    for each in _names(said.get("authors")):
        work.add(parse_name(each, "author"))
    work.put("publisher", next(iter(_names(said.get("publishers"))), ""))
    work.put("publisher-place", next(iter(_names(said.get("publish_places"))), ""))
    work.put_date("issued", _date(_text(said.get("publish_date"))))
    work.put("number-of-pages", _text(said.get("number_of_pages")))
    work.put("ISBN", normal_isbn(isbn) or isbn)
    work.put("edition", _text(said.get("edition_name")))
    return found(work.reference().draft, NAME)


def _date(text: str) -> str:
    """A date as people type it; of "c1971" and "[1971]" the year."""
    year = re.fullmatch(r"\W*(?:c|ca\.?|©)?\W*(\d{4})\W*", text, re.IGNORECASE)
    return year[1] if year else text


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""


def _names(entries: Any) -> list[str]:
    """Names in a list of {"name": …}, or of names alone."""
    every = entries if isinstance(entries, list) else []
    named = (_text(e.get("name") if isinstance(e, dict) else e) for e in every)
    return [name for name in named if name]

"""DataCite: DOIs of data, software, theses and reports.

Source: DataCite REST API, /dois/{id}; DataCite Metadata Schema 4.5.
"""

import json
from typing import Any
from urllib.parse import quote

from pincite.importing.names import parse_name
from pincite.importing.references.gathering import Gathering
from pincite.importing.references.people import body, person
from pincite.importing.resolving.client import LookupClient
from pincite.importing.resolving.csl_records import marked, plain
from pincite.importing.resolving.found import Found, found
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.identifiers import normal_doi

NAME = "DataCite"
_TYPES = {
    "Book": "book", "BookChapter": "chapter", "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book", "Dataset": "dataset", "Dissertation": "thesis",
    "JournalArticle": "article-journal", "Preprint": "article", "Report": "report",
    "Software": "software", "Audiovisual": "motion_picture", "Image": "graphic", "Sound": "song",
    "Standard": "standard", "PeerReview": "review", "Text": "document", "Collection": "collection",
}  # fmt: skip
_ROLES = {"Editor": "editor", "Supervisor": "contributor", "Producer": "producer"}


class DataCite:
    """Finds a work by its DOI."""

    name = NAME

    def __init__(self, client: LookupClient, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    def find(self, doi: str) -> Found:
        """The work with a DOI; see `LookupClient.ask` for what is raised."""
        url = f"{self._base}/dois/{quote(doi, safe='')}"
        return self._client.ask(NAME, url, "application/vnd.api+json", _work)


def _work(data: bytes) -> Found:
    said = json.loads(data)["data"]["attributes"]
    work = Gathering(_type(_mapping(said.get("types"))))
    _titles(work, _mappings(said.get("titles")))
    if "title" not in work.fields:
        raise ValueError("a record without a title")
    for each in _mappings(said.get("creators")):
        work.add(_creator(each, "author"))
    for each in _mappings(said.get("contributors")):
        if role := _ROLES.get(str(each.get("contributorType"))):
            work.add(_creator(each, role))
    publisher = said.get("publisher")
    work.put("publisher", _text(_mapping(publisher).get("name")) or _text(publisher))
    work.put("DOI", normal_doi(_text(said.get("doi"))))
    work.put("version", _text(said.get("version")))
    work.put("language", _text(said.get("language")))
    for description in _mappings(said.get("descriptions")):
        if description.get("descriptionType") == "Abstract":
            work.put_text("abstract", plain(_text(description.get("description"))))
    _place(work, _mapping(said.get("container")))
    _dates(work, said)
    if work.type not in ("article-journal", "article", "chapter", "book", "paper-conference"):
        work.put("URL", _text(said.get("url")))
    pdfs = [_text(url) for url in _list(said.get("contentUrl"))]
    return found(work.reference().draft, NAME, (url for url in pdfs if url.endswith(".pdf")))


def _type(types: dict[str, Any]) -> str:
    general = _TYPES.get(_text(types.get("resourceTypeGeneral")), "")
    told = _text(types.get("citeproc"))
    # "article" is what DataCite says of all texts.
    if told in csl.TYPES and (told != "article" or not general):
        return told
    return general or "document"


def _titles(work: Gathering, titles: list[dict[str, Any]]) -> None:
    main = [_text(each.get("title")) for each in titles if not each.get("titleType")]
    under = [_text(t.get("title")) for t in titles if t.get("titleType") == "Subtitle"]
    title = next(filter(None, (*main, *(_text(each.get("title")) for each in titles))), "")
    subtitle = next(filter(None, under), "")
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    work.put("title", marked(title))


def _creator(entry: dict[str, Any], role: str) -> Creator | None:
    name, family = _text(entry.get("name")), _text(entry.get("familyName"))
    if family:
        return person(role, family, _text(entry.get("givenName")))
    if not name:
        return None
    is_body = entry.get("nameType") == "Organizational"
    return body(role, name) if is_body else parse_name(name, role)


def _place(work: Gathering, container: dict[str, Any]) -> None:
    work.put("container-title", _text(container.get("title")))
    for theirs, ours in (("volume", "volume"), ("issue", "issue")):
        work.put(ours, _text(container.get(theirs)))
    first, last = _text(container.get("firstPage")), _text(container.get("lastPage"))
    work.put("page", "-".join(part for part in (first, last) if part))


def _dates(work: Gathering, said: dict[str, Any]) -> None:
    kinds = {_text(d.get("dateType")): _text(d.get("date")) for d in _mappings(said.get("dates"))}
    issued = kinds.get("Issued", "")
    year = _text(said.get("publicationYear"))
    # A span or a time of day is no date of publication.
    issued = issued.partition("T")[0].partition("/")[0]
    work.put_date("issued", issued if issued.startswith(year) else year)


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [each for each in _list(value) if isinstance(each, dict)]

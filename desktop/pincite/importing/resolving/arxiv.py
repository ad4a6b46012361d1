"""arXiv: preprints by their numbers.

Source: arXiv API user's manual (Atom feed, `id_list`; one question in three seconds).
"""

import re
from urllib.parse import urlencode

from lxml import etree

from pincite.importing.names import parse_name
from pincite.importing.references.gathering import Gathering, one_line
from pincite.importing.references.xml_records import XmlRecords
from pincite.importing.resolving.client import LookupClient
from pincite.importing.resolving.errors import UnknownWorkError
from pincite.importing.resolving.found import Found, found
from pincite.model.identifiers import normal_doi

NAME = "arXiv"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_NUMBER = re.compile(r"/abs/(?P<number>.+?)(?:v\d+)?$")


class Arxiv:
    """Finds a preprint by its number, with or without a version."""

    name = NAME

    def __init__(self, client: LookupClient, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    def find(self, number: str) -> Found:
        """The preprint with a number; see `LookupClient.ask` for what is raised."""
        query = urlencode({"id_list": number, "max_results": "1"})
        url = f"{self._base}/api/query?{query}"
        return self._client.ask(NAME, url, "application/atom+xml", _work)


def _work(data: bytes) -> Found:
    records = XmlRecords(data, ("entry",))
    entry = next((element for _, element in records), None)
    if entry is None:
        if b"<feed" not in data:
            raise ValueError("no feed")
        raise UnknownWorkError(f"{NAME} has no such work.")
    number = _NUMBER.search(_text(entry, "id"))
    title = _text(entry, "title")
    if number is None or title == "Error":
        raise UnknownWorkError(f"{NAME} has no such work.")
    work = Gathering("article")
    work.put("title", title)
    work.put("number", f"arXiv:{number['number']}")
    work.put("publisher", NAME)
    work.put("URL", f"https://arxiv.org/abs/{number['number']}")
    work.put("abstract", _text(entry, "summary"))
    work.put_date("issued", _text(entry, "published").partition("T")[0])
    for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name"):
        work.add(parse_name(one_line(name.text or ""), "author"))
    if doi := one_line(entry.findtext(f"{_ARXIV}doi") or ""):
        work.put("DOI", normal_doi(doi))
    if told := one_line(entry.findtext(f"{_ARXIV}journal_ref") or ""):
        work.put("note", f"Published as: {told}")
    return found(work.reference().draft, NAME, _pdfs(entry))


def _pdfs(entry: etree._Element) -> list[str]:
    links = entry.iterfind(f"{_ATOM}link")
    found = [link.get("href") or "" for link in links if link.get("title") == "pdf"]
    return [re.sub(r"^http://(?=arxiv\.org/)", "https://", url) for url in found]


def _text(entry: etree._Element, name: str) -> str:
    return one_line(entry.findtext(f"{_ATOM}{name}") or "")

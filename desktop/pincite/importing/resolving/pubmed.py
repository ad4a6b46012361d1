"""PubMed: articles of medicine by their PMID.

The whole record is asked for first; where it cannot be had, the summary, which has names with
initials alone and no abstract.

Source: NCBI E-utilities, efetch and esummary (three questions a second; `tool` and `email`).
"""

import json
from typing import Any
from urllib.parse import urlencode

from pincite.importing.references.gathering import Gathering
from pincite.importing.references.people import body, person
from pincite.importing.references.pubmed_xml import read_pubmed_xml, whole_range
from pincite.importing.resolving.client import LookupClient
from pincite.importing.resolving.errors import OfflineError, ResolvingError, UnknownWorkError
from pincite.importing.resolving.found import Found, found
from pincite.model.identifiers import find_doi

NAME = "PubMed"
_PMC = "https://pmc.ncbi.nlm.nih.gov/articles/{}/pdf/"


class PubMed:
    """Finds an article by its PMID.

    Args:
        contact: an address of the user; empty for none.
    """

    name = NAME

    def __init__(self, client: LookupClient, base: str, contact: str = "") -> None:
        self._client = client
        self._base = base.rstrip("/")
        self._contact = contact

    def find(self, pmid: str) -> Found:
        """The article with a PMID; see `LookupClient.ask` for what is raised."""
        try:
            return self._client.ask(
                NAME, self._address("efetch", pmid, "xml"), "application/xml", _record
            )
        except OfflineError:
            raise
        except ResolvingError:
            return self._client.ask(
                NAME,
                self._address("esummary", pmid, "json"),
                "application/json",
                lambda data: _summary(data, pmid),
            )

    def _address(self, tool: str, pmid: str, mode: str) -> str:
        query = {"db": "pubmed", "retmode": mode, "id": pmid, "tool": "pincite"}
        if self._contact:
            query["email"] = self._contact
        return f"{self._base}/entrez/eutils/{tool}.fcgi?{urlencode(query)}"


def _record(data: bytes) -> Found:
    works = read_pubmed_xml(data).references
    if not works:
        raise UnknownWorkError(f"{NAME} has no such work.")
    draft = works[0].draft
    pmcid = draft.fields.get("PMCID", "")
    return found(draft, NAME, [_PMC.format(pmcid)] if pmcid else ())


def _summary(data: bytes, pmid: str) -> Found:
    result = json.loads(data)["result"]
    said = result.get(pmid)
    if said is None or said.get("error"):
        raise UnknownWorkError(f"{NAME} has no such work.")
    work = Gathering("article-journal")
    work.put("title", _text(said["title"]).removesuffix("."))
    if "title" not in work.fields:
        raise ValueError("a record without a title")
    for author in said.get("authors") or ():
        name = _text(author["name"])
        family, _, initials = name.rpartition(" ")
        is_person = author.get("authtype") == "Author" and family and initials.isupper()
        work.add(
            person("author", family, " ".join(initials)) if is_person else body("author", name)
        )
    work.put("container-title", _text(said.get("fulljournalname")))
    work.put("container-title-short", _text(said.get("source")))
    work.put_date("issued", _text(said.get("pubdate")))
    for name in ("volume", "issue"):
        work.put(name, _text(said.get(name)))
    work.put("page", whole_range(_text(said.get("pages"))))
    work.put("PMID", pmid)
    for each in said.get("articleids") or ():
        kind, value = _text(each.get("idtype")), _text(each.get("value"))
        if kind == "doi":
            work.put("DOI", find_doi(value) or "")
        elif kind == "pmc" and value.startswith("PMC"):
            work.put("PMCID", value)
    pmcid = work.fields.get("PMCID", "")
    return found(work.reference().draft, NAME, [_PMC.format(pmcid)] if pmcid else ())


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""

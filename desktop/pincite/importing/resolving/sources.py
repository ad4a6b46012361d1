"""The sources together: who is asked for which identifier, in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from pincite.importing.exchanges import Waiting
from pincite.importing.resolving.arxiv import Arxiv
from pincite.importing.resolving.client import LookupClient
from pincite.importing.resolving.crossref import Crossref, CrossrefSearch
from pincite.importing.resolving.datacite import DataCite
from pincite.importing.resolving.doi_org import DoiOrg
from pincite.importing.resolving.errors import OfflineError, ResolvingError, UnknownWorkError
from pincite.importing.resolving.found import Found
from pincite.importing.resolving.open_library import OpenLibrary
from pincite.importing.resolving.pubmed import PubMed
from pincite.model.identifier_lists import Identifier, IdentifierKind

ADDRESSES: Mapping[str, str] = {
    "crossref": "https://api.crossref.org",
    "datacite": "https://api.datacite.org",
    "doi_org": "https://doi.org",
    "arxiv": "https://export.arxiv.org",
    "open_library": "https://openlibrary.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov",
}
"""Where each source is, unless the settings name another place."""

_PORTS = {"http": 80, "https": 443}


class Source(Protocol):
    """Knows works by one kind of identifier."""

    @property
    def name(self) -> str:
        """Its name for people."""

    def find(self, identifier: str) -> Found:
        """The work; raises UnknownWorkError or another ResolvingError."""


@dataclass(frozen=True, slots=True)
class SourceChoices:
    """How sources are asked.

    Attributes:
        addresses: other places of sources, by the names in `ADDRESSES`.
        contact: an address of the user for the operators of sources; empty for none.
        cache: folder for answers; None keeps none.
    """

    addresses: Mapping[str, str]
    contact: str = ""
    cache: Path | None = None

    @property
    def own_hosts(self) -> frozenset[tuple[str, int]]:
        """Hosts and ports that the user has named; they may lie inside of the own network."""
        named = (urlsplit(self.addresses[name]) for name in ADDRESSES if self.addresses.get(name))
        return frozenset(
            (parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)) for parts in named
        )


class Sources:
    """All sources over one client; for one thread, closed by whoever made it."""

    def __init__(self, choices: SourceChoices, waiting: Waiting) -> None:
        places = {name: choices.addresses.get(name) or place for name, place in ADDRESSES.items()}
        client = LookupClient(
            waiting,
            contact=choices.contact,
            cache=choices.cache,
            own_hosts=choices.own_hosts,
        )
        self._client = client
        self._search = CrossrefSearch(client, places["crossref"])
        arxiv = Arxiv(client, places["arxiv"])
        dois = (
            Crossref(client, places["crossref"]),
            DataCite(client, places["datacite"]),
            DoiOrg(client, places["doi_org"]),
        )
        self._of_kind: Mapping[IdentifierKind, Sequence[Source]] = {
            IdentifierKind.DOI: dois,
            IdentifierKind.ARXIV: (arxiv,),
            IdentifierKind.ISBN: (OpenLibrary(client, places["open_library"]),),
            IdentifierKind.PMID: (PubMed(client, places["pubmed"], choices.contact),),
        }

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def find(self, identifier: Identifier) -> Found:
        """The work, from the first source that knows it.

        Raises:
            OfflineError: this computer is not connected.
            UnknownWorkError: every source was asked, and none knows it.
            ResolvingError: a source that might know it could not be asked.
        """
        sources = self._of_kind[identifier.kind]
        failed: ResolvingError | None = None
        for source in sources:
            try:
                return source.find(identifier.value)
            except OfflineError:
                raise
            except UnknownWorkError:
                continue
            except ResolvingError as error:
                failed = failed or error
        if failed is not None:
            raise failed
        names = " or ".join(source.name for source in sources)
        raise UnknownWorkError(f"{identifier} is not known to {names}; check it for typing errors.")

    def search(self, words: str) -> tuple[Found, ...]:
        """Works most like a title, names and a year, best first; empty when there are none.

        Raises:
            ResolvingError: the source could not be asked.
        """
        try:
            return self._search.search(words)
        except UnknownWorkError:
            return ()

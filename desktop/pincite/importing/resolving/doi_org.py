"""doi.org: a DOI of any registration agency, by content negotiation.

Source: DOI content negotiation, https://citation.crosscite.org/docs.html.
"""

import json
from urllib.parse import quote

from pincite.importing.resolving.client import LookupClient
from pincite.importing.resolving.csl_records import draft_of
from pincite.importing.resolving.found import Found, found

NAME = "doi.org"
_ACCEPT = "application/vnd.citationstyles.csl+json"


class DoiOrg:
    """Finds a work by its DOI, wherever it is registered."""

    name = NAME

    def __init__(self, client: LookupClient, base: str) -> None:
        self._client = client
        self._base = base.rstrip("/")

    def find(self, doi: str) -> Found:
        """The work with a DOI; see `LookupClient.ask` for what is raised."""
        url = f"{self._base}/{quote(doi, safe='/')}"
        return self._client.ask(NAME, url, _ACCEPT, _work)


def _work(data: bytes) -> Found:
    return found(draft_of(json.loads(data)), NAME)

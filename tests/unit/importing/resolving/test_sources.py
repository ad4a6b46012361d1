"""Every source, when it knows a work and when it fails in each of the ways that sources fail."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.fake_sources import (
    ARXIV,
    DOI,
    FAILURES,
    ISBN,
    OTHER_DOI,
    PMID,
    FakeSources,
    fake_sources,
)

from pincite.importing.resolving import client as client_module
from pincite.importing.resolving.arxiv import Arxiv
from pincite.importing.resolving.cache import FRESH_S
from pincite.importing.resolving.client import LookupClient
from pincite.importing.resolving.crossref import Crossref, CrossrefSearch
from pincite.importing.resolving.datacite import DataCite
from pincite.importing.resolving.doi_org import DoiOrg
from pincite.importing.resolving.errors import OfflineError, ResolvingError, UnknownWorkError
from pincite.importing.resolving.found import Found
from pincite.importing.resolving.open_library import OpenLibrary
from pincite.importing.resolving.pubmed import PubMed
from pincite.importing.resolving.sources import SourceChoices, Sources
from pincite.model.identifier_lists import Identifier, IdentifierKind


class Stopped(Exception):
    pass


class Pauses:
    """Takes notes instead of waiting."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.is_stopped = False

    def wait(self, seconds: float) -> None:
        if seconds:
            self.waits.append(seconds)
        if self.is_stopped:
            raise Stopped


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[FakeSources]:
    with fake_sources() as running:
        yield running


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def client(server: FakeSources, pauses: Pauses) -> Iterator[LookupClient]:
    made = LookupClient(
        pauses,
        contact="reader@example.org",
        own_hosts=frozenset({("127.0.0.1", int(server.server_address[1]))}),
        timeout_s=0.3,
    )
    yield made
    made.close()


Ask = Callable[[LookupClient, FakeSources], Found]
ASKS: dict[str, Ask] = {
    "Crossref": lambda c, s: Crossref(c, s.addresses["crossref"]).find(DOI),
    "Crossref search": lambda c, s: CrossrefSearch(c, s.addresses["crossref"]).search("tides")[0],
    "doi.org": lambda c, s: DoiOrg(c, s.addresses["doi_org"]).find(DOI),
    "DataCite": lambda c, s: DataCite(c, s.addresses["datacite"]).find(OTHER_DOI),
    "arXiv": lambda c, s: Arxiv(c, s.addresses["arxiv"]).find(ARXIV),
    "Open Library": lambda c, s: OpenLibrary(c, s.addresses["open_library"]).find(ISBN),
    "PubMed": lambda c, s: PubMed(c, s.addresses["pubmed"]).find(PMID),
}
SENTENCES = {
    "unknown": "has no (such work|work like that)",
    "limit": "has been asked too often; try again in 2 minutes",
    "time-out": "takes too long to answer",
    "malformed": "no record of a work",
    "huge": "more than 4 MB",
    "redirect": "none of the web, which was not opened",
}


@pytest.mark.parametrize("source", ASKS)
@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_one_plain_sentence(
    source: str, failure: str, client: LookupClient, server: FakeSources
) -> None:
    server.mode = failure
    with pytest.raises(ResolvingError, match=SENTENCES[failure]) as caught:
        ASKS[source](client, server)
    name = source.removesuffix(" search")
    assert str(caught.value).startswith(name)
    assert isinstance(caught.value, UnknownWorkError) == (failure == "unknown")


def test_crossref_is_read_into_our_terms(client: LookupClient, server: FakeSources) -> None:
    found = ASKS["Crossref"](client, server)
    draft = found.draft
    assert draft.type == "article-journal"
    assert dict(draft.fields) == {
        "DOI": DOI, "title": "Storm tides & <i>harbour</i> walls: A ledger",
        "container-title": "Journal of Harbours", "container-title-short": "J. Harb.",
        "page": "123-130", "volume": "7", "issue": "2", "publisher": "Quay Press",
        "ISSN": "1234-5679", "abstract": "Tides rise.\nWalls < tides.",
    }  # fmt: skip
    assert [c.full for c in draft.creators] == ["Okafor, Chidi", "Port Commission"]
    assert dict(draft.dates) == {"issued": "2019-05-28"}
    assert draft.sources["title"] == draft.sources["author"] == "Crossref"
    assert found.pdfs == ("https://quay.example/tides.pdf",)
    assert server.agents[0].startswith("Pincite/")
    assert server.agents[0].endswith("(mailto:reader@example.org)")
    assert server.seen == ["crossref/works/10.1000%2Ftides.5"]


def test_a_search_gives_what_tells_works_apart(client: LookupClient, server: FakeSources) -> None:
    draft = ASKS["Crossref search"](client, server).draft
    assert draft.fields.keys() == {"DOI", "title", "container-title"}
    assert [c.full for c in draft.creators] == ["Okafor, Chidi", "Port Commission"]
    assert (draft.type, draft.dates["issued"]) == ("article-journal", "2019-05-28")


def test_doi_org_is_read(client: LookupClient, server: FakeSources) -> None:
    draft = ASKS["doi.org"](client, server).draft
    assert (draft.type, draft.fields["container-title"], draft.dates["issued"]) == (
        "chapter", "Harbours", "2020",
    )  # fmt: skip
    (author,) = draft.creators
    assert (author.non_dropping_particle, author.family) == ("van der", "Meer")


def test_datacite_is_read(client: LookupClient, server: FakeSources) -> None:
    draft = ASKS["DataCite"](client, server).draft
    assert (draft.type, draft.dates["issued"]) == ("dataset", "2022-03-01")
    assert draft.fields["title"] == "Tide gauges: 1901-1950"
    assert draft.fields["publisher"] == "Zenodo"
    assert [c.full for c in draft.creators] == ["Doe, Jane", "Port Commission"]


def test_arxiv_is_read(client: LookupClient, server: FakeSources) -> None:
    found = ASKS["arXiv"](client, server)
    fields = found.draft.fields
    assert (fields["title"], fields["abstract"]) == ("Attention to Tides", "We attend.")
    assert (fields["number"], fields["DOI"]) == ("arXiv:1706.03762", "10.1000/att.1")
    assert [c.full for c in found.draft.creators] == ["van Adler, Ada", "Okafor, Chidi"]
    assert found.draft.dates["issued"] == "2017-06-12"
    assert found.pdfs == ("https://arxiv.org/pdf/1706.03762v7",)


def test_open_library_is_read(client: LookupClient, server: FakeSources) -> None:
    draft = ASKS["Open Library"](client, server).draft
    assert (draft.type, draft.dates["issued"]) == ("book", "1971-05")
    assert draft.fields["title"] == "Ledgers: of the winter guild"
    assert (draft.fields["ISBN"], draft.fields["number-of-pages"]) == (ISBN, "607")
    assert [c.full for c in draft.creators] == ["Adler, Ruth"]


@pytest.mark.parametrize(("has_records", "name"), [(True, "Smith, Joan"), (False, "Smith, J. A.")])
def test_pubmed_gives_the_record_or_else_the_summary(
    has_records: bool, name: str, client: LookupClient, server: FakeSources
) -> None:
    server.has_records = has_records
    found = ASKS["PubMed"](client, server)
    draft = found.draft
    assert [c.full for c in draft.creators] == [name]
    assert (draft.fields["title"], draft.fields["page"]) == ("Sea air", "112-119")
    assert (draft.fields["DOI"], draft.dates["issued"]) == ("10.1000/air", "2017-03-07")
    assert bool(found.pdfs) == has_records


def test_a_short_limit_is_waited_for(
    client: LookupClient, server: FakeSources, pauses: Pauses
) -> None:
    server.mode, server.retry_after = "limit", "4"
    with pytest.raises(ResolvingError, match="too often"):
        ASKS["DataCite"](client, server)
    assert len(server.seen) == 3
    assert [round(wait) for wait in pauses.waits] == [4, 4]


def test_after_a_long_limit_the_host_is_left_alone(
    client: LookupClient, server: FakeSources
) -> None:
    server.mode = "limit"
    for _ in range(2):
        with pytest.raises(ResolvingError, match="too often"):
            ASKS["DataCite"](client, server)
    assert len(server.seen) == 1


def test_a_host_that_does_not_answer_is_given_up(client: LookupClient, server: FakeSources) -> None:
    server.mode = "time-out"
    for _ in range(4):
        with pytest.raises(ResolvingError, match="answer"):
            ASKS["DataCite"](client, server)
    assert len(server.seen) == 2


def test_a_server_that_sends_hardly_anything_is_not_waited_for(
    server: FakeSources, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "_LONGEST_S", 0.1)
    own = frozenset({("127.0.0.1", int(server.server_address[1]))})
    made = LookupClient(pauses, own_hosts=own)
    server.mode = "drip"
    with pytest.raises(ResolvingError, match="takes too long"):
        ASKS["DataCite"](made, server)
    made.close()


def test_questions_to_a_host_are_apart(
    server: FakeSources, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = LookupClient(
        pauses,
        own_hosts=frozenset({("127.0.0.1", int(server.server_address[1]))}),
        intervals_s={"127.0.0.1": 3.0},
    )
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    ASKS["arXiv"](made, server)
    ASKS["arXiv"](made, server)
    made.close()
    assert pauses.waits == [3.0]


def test_work_can_be_stopped_while_nothing_is_said(
    client: LookupClient, server: FakeSources, pauses: Pauses
) -> None:
    server.mode = "time-out"
    pauses.is_stopped = True
    with pytest.raises(Stopped):
        ASKS["doi.org"](client, server)


def test_an_answer_is_kept_and_asked_for_again_only_when_old(
    server: FakeSources, pauses: Pauses, tmp_path: Path
) -> None:
    sources = _sources(server, pauses, tmp_path / "cache")
    doi = Identifier(IdentifierKind.DOI, DOI)
    first = sources.find(doi)
    assert sources.find(doi) == first
    assert len(server.seen) == 1
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b'"time": 1', b'"time": -1', 1))
    assert sources.find(doi) == first
    assert server.conditions == ["", '"1"']
    assert sources.find(doi) == first
    assert len(server.seen) == 2
    kept.write_bytes(b"{}")
    assert sources.find(doi) == first
    assert len(server.seen) == 3
    sources.close()
    assert FRESH_S > 0


def test_the_cache_stays_below_its_size(
    server: FakeSources, pauses: Pauses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = _sources(server, pauses, tmp_path / "cache")
    sources.find(Identifier(IdentifierKind.DOI, DOI))
    (oldest,) = (tmp_path / "cache").iterdir()
    os.utime(oldest, (1, 1))
    monkeypatch.setattr("pincite.importing.resolving.cache.LARGEST", oldest.stat().st_size)
    sources.find(Identifier(IdentifierKind.ISBN, ISBN))
    sources.close()
    assert oldest not in set((tmp_path / "cache").iterdir())


def test_a_doi_is_asked_for_where_it_may_be(server: FakeSources, pauses: Pauses) -> None:
    sources = _sources(server, pauses, None)
    assert sources.find(Identifier(IdentifierKind.DOI, OTHER_DOI)).source == "DataCite"
    server.modes = {"crossref": "malformed", "datacite": "unknown"}
    assert sources.find(Identifier(IdentifierKind.DOI, DOI)).source == "doi.org"
    server.modes = {"crossref": "unknown", "datacite": "unknown", "doi_org": "unknown"}
    with pytest.raises(UnknownWorkError, match="not known to Crossref or DataCite or"):
        sources.find(Identifier(IdentifierKind.DOI, "10.1000/other"))
    sources.close()


def test_without_a_connection_nobody_is_asked(
    server: FakeSources, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "is_connected", lambda: False)
    sources = Sources(SourceChoices({}), pauses)
    with pytest.raises(OfflineError, match="not connected"):
        sources.find(Identifier(IdentifierKind.PMID, PMID))
    sources.close()


def _sources(server: FakeSources, pauses: Pauses, cache: Path | None) -> Sources:
    return Sources(SourceChoices(server.addresses, cache=cache), pauses)

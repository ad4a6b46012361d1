"""The sources of bibliographic data, on this computer: their shapes, and how they can fail."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from pincite.importing.resolving.sources import ADDRESSES

DOI, OTHER_DOI, ARXIV, ISBN, PMID = (
    "10.1000/tides.5", "10.5281/zenodo.7", "1706.03762", "9780306406157", "28265654",
)  # fmt: skip
FAILURES = ("unknown", "limit", "time-out", "malformed", "huge", "redirect")

_CROSSREF_WORK: dict[str, Any] = {
    "DOI": "10.1000/TIDES.5",
    "type": "journal-article",
    "title": ["Storm tides &amp; <i>harbour</i> walls"],
    "subtitle": ["A ledger"],
    "container-title": ["Journal of Harbours"],
    "short-container-title": ["J. Harb."],
    "author": [
        {"given": "Chidi", "family": "Okafor", "sequence": "first", "affiliation": []},
        {"name": "Port Commission", "sequence": "additional"},
    ],
    "issued": {"date-parts": [[2019, 5, 28]]},
    "page": "123-130",
    "volume": "7",
    "issue": "2",
    "publisher": "Quay Press",
    "ISSN": ["1234-5679", "9876-5432"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>Tides rise.</jats:p>"
    "<jats:p>Walls &lt; tides.</jats:p>",
    "URL": "https://doi.org/10.1000/tides.5",
    "link": [
        {"URL": "http://127.0.0.1:1/page", "content-type": "text/html"},
        {"URL": "https://quay.example/tides.pdf", "content-type": "application/pdf"},
    ],
}
_DOI_ORG_WORK = {
    "type": "book-chapter", "DOI": DOI, "title": "Walls", "container-title": "Harbours",
    "author": [{"given": "Ada", "family": "van der Meer"}], "issued": {"date-parts": [[2020]]},
    "page": "1-9",
}  # fmt: skip
_DATACITE_WORK = {
    "doi": OTHER_DOI,
    "titles": [{"title": "Tide gauges", "lang": "en"}, {"title": "1901-1950",
                                                         "titleType": "Subtitle"}],
    "creators": [
        {"name": "Doe, J", "nameType": "Personal", "givenName": "Jane", "familyName": "Doe"},
        {"name": "Port Commission", "nameType": "Organizational"},
    ],
    "publisher": {"name": "Zenodo"},
    "publicationYear": 2022,
    "types": {"resourceTypeGeneral": "Dataset", "citeproc": "dataset"},
    "dates": [{"date": "2022-03-01", "dateType": "Issued"}],
    "url": "https://zenodo.example/7",
}  # fmt: skip
_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"
 xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><title>ArXiv Query</title>
<opensearch:totalResults>{}</opensearch:totalResults>{}</feed>"""
_ENTRY = """<entry><id>http://arxiv.org/abs/1706.03762v7</id><published>2017-06-12T17:57:34Z
</published><updated>2023-08-02T00:41:18Z</updated><title>Attention to
  Tides</title><summary>  We attend.
</summary><author><name>Ada van Adler</name></author><author><name>Chidi Okafor</name></author>
<arxiv:doi>10.1000/ATT.1</arxiv:doi><arxiv:primary_category term="cs.CL"/>
<link title="pdf" href="http://arxiv.org/pdf/1706.03762v7" type="application/pdf"/></entry>"""
_ERROR_ENTRY = """<entry><id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title>
<summary>incorrect id format</summary></entry>"""
_BOOK = {
    "title": "Ledgers", "subtitle": "of the winter guild",
    "authors": [{"name": "Ruth Adler", "url": ""}], "publishers": [{"name": "Quay Press"}],
    "publish_places": [{"name": "Hull"}], "publish_date": "May 1971", "number_of_pages": 607,
    "identifiers": {"isbn_13": [ISBN]}, "cover": {},
}  # fmt: skip
_RECORD = f"""<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation>
<PMID>{PMID}</PMID><Article><Journal><ISSN>0003-4819</ISSN><JournalIssue><Volume>166</Volume>
<Issue>5</Issue><PubDate><Year>2017</Year><Month>Mar</Month><Day>7</Day></PubDate></JournalIssue>
<Title>Annals of tides</Title></Journal><ArticleTitle>Sea air.</ArticleTitle><Pagination>
<MedlinePgn>112-9</MedlinePgn></Pagination><AuthorList><Author><LastName>Smith</LastName>
<ForeName>Joan</ForeName></Author></AuthorList></Article></MedlineCitation><PubmedData>
<ArticleIdList><ArticleId IdType="doi">10.1000/AIR</ArticleId><ArticleId IdType="pmc">PMC77
</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""
_SUMMARY = {
    "uid": PMID, "title": "Sea air.", "authors": [{"name": "Smith JA", "authtype": "Author"}],
    "source": "Ann Tides", "fulljournalname": "Annals of tides", "pubdate": "2017 Mar 7",
    "volume": "166", "issue": "5", "pages": "112-9",
    "articleids": [{"idtype": "doi", "value": "10.1000/AIR"}],
}  # fmt: skip


class FakeSources(ThreadingHTTPServer):
    """All sources under one address; `mode` says how they answer.

    Attributes:
        mode: "found", one of `FAILURES`, or "drip" for an answer that comes letter by letter.
        modes: the same for a source alone, by its name.
        seen: paths with queries that were asked for.
        agents: names of programs that asked.
        retry_after: what a limit says.
        has_records: whether PubMed gives whole records.
        on_drip: called when an answer begins to drip.
        files: what lies under "files/", by name; Crossref links to those that end in ".pdf".
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mode = "found"
        self.modes: dict[str, str] = {}
        self.seen: list[str] = []
        self.agents: list[str] = []
        self.conditions: list[str] = []
        self.retry_after = "120"
        self.has_records = True
        self.files: dict[str, bytes] = {}
        self.is_over = threading.Event()
        self.on_drip: Callable[[], object] = bool

    @property
    def addresses(self) -> dict[str, str]:
        """Where each source is, for the settings."""
        return {name: f"http://127.0.0.1:{self.server_address[1]}/{name}" for name in ADDRESSES}

    def file_address(self, name: str) -> str:
        """Where a file lies."""
        return f"http://127.0.0.1:{self.server_address[1]}/files/{name}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeSources

    def do_GET(self) -> None:
        _, source, path = self.path.split("/", 2)
        self.server.seen.append(f"{source}/{path}")
        self.server.agents.append(self.headers["User-Agent"])
        self.server.conditions.append(self.headers["If-None-Match"] or "")
        mode = self.server.modes.get(source, self.server.mode)
        match mode:
            case "found" if self.headers["If-None-Match"] == '"1"':
                self._say(304, b"")
            case "found" if source == "files":
                data = self.server.files[path]
                self._say(200, data, "application/pdf" if data[:5] == b"%PDF-" else "text/html")
            case "found":
                self._found(source, path)
            case "unknown":
                self._unknown(source, path)
            case "limit":
                self._say(429, b'{"error":"API rate limit exceeded"}', wait=self.server.retry_after)
            case "time-out":
                self.server.is_over.wait(10)
            case "drip":
                self.server.on_drip()
                for letter in b"HTTP/1.1 200 OK":
                    self.wfile.write(bytes([letter]))
                    self.server.is_over.wait(0.5)
            case "malformed":
                self._say(200, b"<!DOCTYPE html><title>A page</title><p>Not a record", "text/html")
            case "huge":
                self._say(200, b" " * 5_000_000)
            case "redirect":
                self._say(302, b"", to="file:///etc/passwd")

    def _found(self, source: str, path: str) -> None:
        match source:
            case "crossref" if path.startswith("works?"):
                wanted = parse_qs(path)["select"][0].split(",")
                short = {name: _CROSSREF_WORK[name] for name in wanted if name in _CROSSREF_WORK}
                message: dict[str, Any] = {"total-results": 1, "items": [short]}
                self._json(_crossref(message, "work-list"))
            case "crossref" if OTHER_DOI.partition("/")[0] in path:
                self._unknown(source, path)
            case "crossref":
                self._json(_crossref({**_CROSSREF_WORK, "link": self._links()}, "work"))
            case "doi_org":
                self._json(_DOI_ORG_WORK)
            case "datacite":
                data = {"id": OTHER_DOI, "type": "dois", "attributes": _DATACITE_WORK}
                self._json({"data": data})
            case "arxiv":
                self._say(200, _FEED.format(1, _ENTRY).encode(), "application/atom+xml")
            case "open_library":
                self._json({f"ISBN:{ISBN}": _BOOK})
            case "pubmed" if "efetch" in path and self.server.has_records:
                self._say(200, _RECORD.encode(), "text/xml")
            case "pubmed" if "efetch" in path:
                self._say(400, b"bad request")
            case "pubmed":
                self._json({"header": {}, "result": {"uids": [PMID], PMID: _SUMMARY}})

    def _links(self) -> list[dict[str, str]]:
        names = [name for name in self.server.files if name.endswith(".pdf")]
        made = [
            {"URL": self.server.file_address(n), "content-type": "application/pdf"} for n in names
        ]
        return made or _CROSSREF_WORK["link"]

    def _unknown(self, source: str, path: str) -> None:
        match source:
            case "crossref" if path.startswith("works?"):
                self._json(_crossref({"total-results": 0, "items": []}, "work-list"))
            case "crossref":
                self._say(404, b"Resource not found.", "text/plain")
            case "doi_org":
                self._say(404, b"<html>DOI not found</html>", "text/html")
            case "datacite":
                self._say(404, b'{"errors":[{"status":"404","title":"Not there"}]}')
            case "arxiv":
                self._say(200, _FEED.format(1, _ERROR_ENTRY).encode(), "application/atom+xml")
            case "open_library":
                self._json({})
            case "pubmed" if "efetch" in path:
                self._say(200, b"<PubmedArticleSet></PubmedArticleSet>", "text/xml")
            case "pubmed":
                said = {PMID: {"uid": PMID, "error": "cannot get document summary"}}
                self._json({"result": {"uids": [PMID], **said}})

    def _json(self, value: object) -> None:
        self._say(200, json.dumps(value).encode(), "application/json")

    def _say(
        self,
        status: int,
        body: bytes,
        kind: str = "application/json",
        *,
        wait: str = "",
        to: str = "",
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        if wait:
            self.send_header("Retry-After", wait)
        if to:
            self.send_header("Location", to)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            # Whoever asked has heard enough.
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


def _crossref(message: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}


@contextmanager
def fake_sources() -> Iterator[FakeSources]:
    """The sources, for as long as the block runs."""
    server = FakeSources()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.is_over.set()
    server.shutdown()
    server.server_close()
    thread.join()

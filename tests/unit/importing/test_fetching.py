"""Getting pages from addresses, from a server on this computer."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pincite.importing import connections, fetching
from pincite.importing.errors import ImportingError
from pincite.importing.fetching import Fetcher
from pincite.importing.hosts import is_public
from pincite.services.jobs import Cancelled, JobContext, Progress, Received


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, _, argument = self.path.partition("?")
        if path == "/redirect":
            count = int(argument)
            self._answer(302, location="/page" if count == 1 else f"/redirect?{count - 1}")
        elif path == "/to":
            self._answer(302, location=argument)
        elif path == "/status":
            self._answer(int(argument))
        elif path == "/type":
            self._answer(200, kind=argument)
        elif path == "/large":
            self._answer(200, body=b"a" * int(argument))
        elif path == "/drip":
            self._drip(argument)
        elif path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"broken off")
        else:
            host = (self.headers["Host"] or "").encode()
            self._answer(200, kind="text/html; charset=iso-8859-2", body=b"<p>" + host)

    def _drip(self, until: str) -> None:
        """A PDF letter by letter, from its first byte or from before the head of the answer."""
        server = self.server
        assert isinstance(server, _Site)
        if until != "head":
            self.send_response(200)
            self.send_header("Content-Type", "application/pdf")
            self.send_header("Content-Length", "1000")
            self.end_headers()
        server.is_dripping.set()
        while not server.is_over.wait(0.02):
            try:
                self.wfile.write(b"H")
            except OSError:
                server.is_left.set()
                return

    def _answer(
        self, status: int, *, kind: str = "text/html", body: bytes = b"", location: str = ""
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Site(ThreadingHTTPServer):
    """A site; `is_left` tells that whoever was dripped at has hung up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.is_dripping = threading.Event()
        self.is_left = threading.Event()
        self.is_over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_address[1]}"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[_Site]:
    server = _Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.is_over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(server: _Site) -> str:
    return server.address


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    fetcher = Fetcher(JobContext(), allows_private=True)
    yield fetcher
    fetcher.close()


def test_a_page_comes_with_its_address_and_encoding(site: str, fetcher: Fetcher) -> None:
    page = fetcher.page(f"{site}/redirect?5")
    assert page.url == f"{site}/page"
    assert (page.content_type, page.charset) == ("text/html", "iso-8859-2")
    assert page.data == b"<p>" + site.removeprefix("http://").encode()


def test_the_sixth_redirect_is_not_followed(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(ImportingError, match="again and again"):
        fetcher.page(f"{site}/redirect?6")


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "no such page"), (403, "does not let programs"), (429, "too often"), (500, "fault")],
)
def test_refusals_are_told_in_words(site: str, fetcher: Fetcher, status: int, reason: str) -> None:
    with pytest.raises(ImportingError, match=reason):
        fetcher.page(f"{site}/status?{status}")


def test_what_is_no_page_is_refused(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(ImportingError, match="neither a page nor a PDF"):
        fetcher.page(f"{site}/type?video/mp4")


def test_too_much_is_refused(site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_LARGEST", 1_000_000)
    with pytest.raises(ImportingError, match="larger than 1 MB"):
        fetcher.page(f"{site}/large?1000001")


def test_too_slow_is_refused(site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_LONGEST_S", -1.0)
    with pytest.raises(ImportingError, match="too long"):
        fetcher.page(f"{site}/page")


def test_an_answer_that_breaks_off_is_refused(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(ImportingError, match="breaks off"):
        fetcher.page(f"{site}/short")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://user:secret@127.0.0.1/"]
)
def test_a_redirect_leads_nowhere_but_to_the_web(site: str, fetcher: Fetcher, target: str) -> None:
    with pytest.raises(ImportingError, match="http:// or https://"):
        fetcher.page(f"{site}/to?{target}")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://192.168.1.1/",
     "http://169.254.169.254/", "http://0.0.0.0/", "http://2130706433/", "http://100.64.0.1/"],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    fetcher = Fetcher(JobContext())
    with pytest.raises(ImportingError, match="your own network"):
        fetcher.page(address)
    fetcher.close()


@pytest.mark.parametrize(
    "number", ["::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "ff02::1"]
)
def test_private_numbers_of_ipv6_are_told(number: str) -> None:
    assert not is_public(number)
    assert is_public("2a00:1450:4001::1")


def test_a_redirect_to_a_private_address_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = site.replace("localhost", "127.0.0.1")
    monkeypatch.setattr(connections, "is_public", lambda number: number == "127.0.0.1")
    fetcher = Fetcher(JobContext())
    with pytest.raises(ImportingError, match="your own network"):
        fetcher.page(f"{public}/to?http://10.0.0.1/")
    fetcher.close()


def test_images_that_cannot_be_had_are_none(site: str, fetcher: Fetcher) -> None:
    assert fetcher.image(f"{site}/status?404") is None
    assert fetcher.image("file:///a.png") is None
    assert fetcher.image(f"{site}/large?3") == b"aaa"


@pytest.mark.parametrize("where", ["head", "body"])
def test_what_drips_is_left_at_once_when_the_job_is_stopped(server: _Site, where: str) -> None:
    context = JobContext()
    fetcher = Fetcher(context, allows_private=True)

    def stop() -> None:
        server.is_dripping.wait()
        context.cancel()

    threading.Thread(target=stop, daemon=True).start()
    with pytest.raises(Cancelled):
        fetcher.page(f"{server.address}/drip?{where}")
    fetcher.close()
    # The line is cut, too: nothing goes on behind the one who left.
    assert server.is_left.wait(10)


def test_nobody_waits_for_a_name_that_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    context, is_over, is_asked = JobContext(), threading.Event(), threading.Event()

    def resolve(*_: object, **__: object) -> list[object]:
        is_asked.set()
        is_over.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    def stop() -> None:
        is_asked.wait()
        context.cancel()

    threading.Thread(target=stop, daemon=True).start()
    fetcher = Fetcher(context)
    with pytest.raises(Cancelled):
        fetcher.page("http://papers.invalid/")
    fetcher.close()
    is_over.set()


def test_bytes_that_come_are_told(server: _Site) -> None:
    seen: list[Received] = []

    def follow(progress: Progress) -> None:
        if progress.received is not None:
            seen.append(progress.received)
        if len(seen) == 2:
            context.cancel()

    context = JobContext(follow)
    fetcher = Fetcher(context, allows_private=True)
    with pytest.raises(Cancelled):
        fetcher.page(f"{server.address}/drip?body")
    fetcher.close()
    assert [each.total_bytes for each in seen] == [1000, 1000]
    assert 0 < seen[0].done_bytes < seen[1].done_bytes

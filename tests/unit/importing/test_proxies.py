"""Through a proxy, which alone can resolve the names of hosts."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pincite.importing.answers import ConnectionFault, Fault
from pincite.importing.connections import Connections
from pincite.importing.errors import ImportingError
from pincite.importing.fetching import Fetcher
from pincite.importing.proxies import Proxies
from pincite.importing.resolving import client as client_module
from pincite.importing.resolving.client import LookupClient
from pincite.services.jobs import JobContext

HOST = "papers.invalid"


class _Proxy(ThreadingHTTPServer):
    """Answers for every host itself; keeps what it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.hosts: list[str] = []
        self.status = 200
        self.location = ""

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: _Proxy

    def do_CONNECT(self) -> None:
        self.server.asked.append(f"CONNECT {self.path}")
        self.send_error(502)

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.hosts.append(self.headers["Host"])
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"Tides")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Proxy]:
    server = _Proxy()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setenv("ALL_PROXY", f"http://{server.place}")
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def page(url: str, *, allows_private: bool = False) -> bytes:
    with closing(Fetcher(JobContext(), allows_private=allows_private)) as fetcher:
        return fetcher.page(url).data


def test_the_proxy_is_asked_for_a_host_by_its_name(
    proxy: _Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up = socket.getaddrinfo

    def of_the_proxy(host: str, *rest: Any, **named: Any) -> list[Any]:
        assert host == "127.0.0.1"
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", of_the_proxy)
    with pytest.raises(ImportingError, match="does not lead there"):
        page(f"https://{HOST}/tides.pdf")
    assert proxy.asked == [f"CONNECT {HOST}:443"]
    assert page(f"http://{HOST}/tides?page=2#top") == b"Tides"
    assert proxy.asked[1:] == [f"http://{HOST}/tides?page=2"]
    assert proxy.hosts == [HOST]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433"])
def test_this_computer_is_refused_and_never_asked_of_a_proxy(proxy: _Proxy, host: str) -> None:
    with pytest.raises(ImportingError, match=r"your own network|no site of the name"):
        page(f"http://{host}/")
    assert proxy.asked == []


@pytest.mark.parametrize(
    "host", ["printer.local", "intranet", "wiki.corp", "10.0.0.1", "169.254.169.254", "[fc00::1]"]
)
def test_names_of_the_own_network_are_refused(proxy: _Proxy, host: str) -> None:
    with pytest.raises(ImportingError, match="your own network"):
        page(f"http://{host}/")
    assert proxy.asked == []
    assert page(f"http://{host}/", allows_private=True) == b"Tides"


@pytest.mark.parametrize(
    "target",
    ["http://printer.local/", "https://10.0.0.1/", "http://localhost/", "file:///etc/passwd",
     "http://user:secret@papers.invalid/"],
)  # fmt: skip
def test_nothing_private_is_reached_by_being_sent_on(proxy: _Proxy, target: str) -> None:
    proxy.status, proxy.location = 302, target
    with pytest.raises(ImportingError, match=r"your own network|http:// or https://"):
        page(f"http://{HOST}/")
    assert proxy.asked == [f"http://{HOST}/"]


def test_a_proxy_that_wants_a_login_or_is_not_there_is_named(
    proxy: _Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.status = 407
    with pytest.raises(ImportingError, match=f"the proxy “{proxy.place}”"):
        page(f"http://{HOST}/")
    monkeypatch.setenv("ALL_PROXY", "http://name:secret@127.0.0.1:1")
    with pytest.raises(ImportingError, match=r"the proxy “127\.0\.0\.1:1”") as told:
        page(f"http://{HOST}/")
    assert "secret" not in str(told.value)


def test_a_kind_of_proxy_that_is_not_known_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    made = Connections({}, timeout_s=5, waiting=JobContext())
    with closing(made), pytest.raises(ConnectionFault) as told:
        made.get(f"http://{HOST}/", largest=10, deadline=time.monotonic() + 10)
    assert (told.value.fault, told.value.host) == (Fault.PROXY_KIND, "127.0.0.1:1")


def test_sources_are_asked_by_a_proxy_where_there_is_no_other_way(
    proxy: _Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "is_connected", lambda: False)
    with closing(LookupClient(JobContext())) as made:
        assert made.ask("Papers", f"http://{HOST}/1", "*/*", bytes.decode) == "Tides"


@pytest.mark.parametrize(
    ("left_out", "host", "expected"),
    [
        ("", "papers.invalid", "http://proxy:3128"),
        ("", "localhost", None),
        ("", "127.0.0.1", None),
        ("10.0.0.0/8", "10.1.2.3", None),
        ("10.0.0.0/8,x", "11.1.2.3", "http://proxy:3128"),
    ],
)
def test_which_proxy_leads_to_a_host(left_out: str, host: str, expected: str | None) -> None:
    proxies = Proxies({"http": "proxy:3128", "no": left_out}, lambda _host: False)
    assert proxies.leading_to("http", host, 80) == expected
    assert proxies.leading_to("https", host, 443) is None


def test_what_the_environment_leaves_out_needs_no_proxy(
    proxy: _Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "other.invalid, .papers.invalid")
    made = Connections({}, timeout_s=5, waiting=JobContext())
    with closing(made):
        assert made.is_by_proxy("https://arxiv.org/")
        assert not made.is_by_proxy("https://www.papers.invalid/")
        assert not made.is_by_proxy("http://other.invalid:8080/")
        assert not made.is_by_proxy("ftp://arxiv.org/")

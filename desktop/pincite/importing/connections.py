"""Connections to the web: which addresses may be opened, redirects, and how much is read.

The only module that knows httpx. An answer can send on to any address, also to one inside of the
user's network; so each target is resolved once, checked, and connected to by the number checked.
Behind a proxy there may be nobody here to resolve a name: the proxy is asked for the host by its
name, and what is refused is told by the name.

Source: RFC 9110, section 15.4 (redirects) and section 9.3.6 (CONNECT); IANA special-purpose
address registries.
"""

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from functools import partial
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass
from weakref import WeakSet

import httpx

from pincite.importing.answers import Answer, ConnectionFault, Fault
from pincite.importing.exchanges import Exchange, Received, Waiting
from pincite.importing.hosts import is_public, is_public_name
from pincite.importing.proxies import Proxies

logger = logging.getLogger(__name__)
# It tells of each request at the level of what users should know.
logging.getLogger("httpx").setLevel(logging.WARNING)

_MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_MOST_NUMBERS = 3
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_WANTS_LOGIN = 407
# Numbers that nobody has: asking for the way to them sends nothing.
_NOBODY = ((socket.AF_INET, "203.0.113.1"), (socket.AF_INET6, "2001:db8::1"))


class Connections:
    """Gets what addresses give, one after another.

    Args:
        headers: sent with every request.
        timeout_s: without a byte for so long, an answer is given up.
        waiting: stops what is under way when somebody wants that.
        allows_private: addresses inside of the user's own network may be reached, or a test of
            host and port for those that may.
    """

    def __init__(
        self,
        headers: Mapping[str, str],
        *,
        timeout_s: float,
        waiting: Waiting,
        allows_private: bool | Callable[[str, int], bool] = False,
    ) -> None:
        self._headers = dict(headers)
        self._waiting = waiting
        self._allows_private = allows_private
        self._timeout = httpx.Timeout(timeout_s, connect=min(10.0, timeout_s))
        self._proxies = Proxies(getproxies(), proxy_bypass)
        self._clients: dict[str | None, httpx.Client] = {}
        self._streams: WeakSet[Any] = WeakSet()
        self._lock = threading.Lock()
        self._under_way = 0
        self._is_closed = False

    def close(self) -> None:
        """Close the connections; what was abandoned closes them when it ends."""
        with self._lock:
            self._is_closed = True
            if self._under_way:
                return
        self._close_clients()

    def is_by_proxy(self, url: str) -> bool:
        """True for what is asked of a proxy, which may be there without a way to the web."""
        try:
            return self._proxy_for(_parts(url)) is not None
        except ConnectionFault:
            return False

    def get(
        self,
        url: str,
        *,
        largest: int,
        deadline: float,
        headers: Mapping[str, str] | None = None,
        received: Received | None = None,
    ) -> Answer:
        """What an address gives, whatever its status.

        Args:
            largest: in bytes.
            deadline: on the clock of `time.monotonic`.
            headers: sent with this request, and to where it is sent on.
            received: told of the bytes that come.

        Raises:
            ConnectionFault: it may not be reached, does not answer, or answers too much.
            Exception: what `waiting` raised to stop it.
        """

        def work(exchange: Exchange[Answer]) -> Answer:
            try:
                return self._get(url, largest, deadline, headers or {}, exchange)
            finally:
                self._end_one()

        with self._lock:
            self._under_way += 1
        try:
            return Exchange(work, self._cut).result(self._waiting, deadline, received)
        except TimeoutError:
            raise ConnectionFault(Fault.SLOW, _host(url)) from None

    def _get(
        self,
        url: str,
        largest: int,
        deadline: float,
        headers: Mapping[str, str],
        exchange: Exchange[Answer],
    ) -> Answer:
        current = url
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                with closing(self._answer(current, headers, exchange)) as response:
                    target = response.headers.get("location", "")
                    if response.status_code not in _REDIRECTS or not target:
                        return self._read(response, current, largest, deadline, exchange)
                    current = urljoin(current, target)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError) as error:
                raise ConnectionFault(_fault_of(error), _host(current)) from error
            except ValueError as error:
                raise ConnectionFault(Fault.UNSUPPORTED) from error
            if time.monotonic() > deadline:
                raise ConnectionFault(Fault.SLOW, _host(current))
        raise ConnectionFault(Fault.REDIRECTS, _host(current))

    def _answer(
        self, url: str, headers: Mapping[str, str], exchange: Exchange[Answer]
    ) -> httpx.Response:
        parts = _parts(url)
        proxy = self._proxy_for(parts)
        if proxy is not None:
            return self._answer_by_proxy(parts, headers, proxy, exchange)
        for number in (numbers := self._checked_numbers(parts)):
            exchange.check()
            try:
                request = self._request(parts, number, headers, exchange)
                return self._client(None).send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if number == numbers[-1]:
                    raise
                logger.debug("next number of the host: %s", error)
        raise ConnectionFault(Fault.UNKNOWN_HOST, parts.hostname or "")

    def _request(
        self,
        parts: SplitResult,
        number: str,
        headers: Mapping[str, str],
        exchange: Exchange[Answer],
    ) -> httpx.Request:
        """A request to a number of a host that has been checked, in the name of the host."""
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
        at, named = (f"[{name}]" if ":" in name else name for name in (number, host))
        return self._client(None).build_request(
            "GET",
            urlunsplit((parts.scheme, at + port, parts.path, parts.query, "")),
            headers={**headers, "Host": named + port},
            extensions={"sni_hostname": host, "trace": partial(self._keep_stream, exchange)},
        )

    def _answer_by_proxy(
        self,
        parts: SplitResult,
        headers: Mapping[str, str],
        proxy: str,
        exchange: Exchange[Answer],
    ) -> httpx.Response:
        client = self._client(proxy)
        request = client.build_request(
            "GET",
            urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, "")),
            headers=dict(headers),
            extensions={"trace": partial(self._keep_stream, exchange)},
        )
        # What goes to the proxy is checked, not what it was made from.
        host, port = request.url.raw_host.decode("ascii"), parts.port or _PORTS[parts.scheme]
        if not self._may_be_private(host, port) and not is_public_name(host):
            raise ConnectionFault(Fault.PRIVATE, host)
        try:
            response = client.send(request, stream=True)
        except (httpx.ProxyError, httpx.ConnectError, httpx.ConnectTimeout) as error:
            if _fault_of(error) is Fault.CERTIFICATE:
                raise
            raise ConnectionFault(Fault.PROXY, _place(proxy)) from error
        if response.status_code == _WANTS_LOGIN:
            response.close()
            raise ConnectionFault(Fault.PROXY, _place(proxy))
        return response

    def _client(self, proxy: str | None) -> httpx.Client:
        if proxy not in self._clients:
            certificates = httpx.create_ssl_context(trust_env=True)
            try:
                # Which proxy is for what is decided here, and logins of a .netrc are not sent.
                self._clients[proxy] = httpx.Client(
                    proxy=_as_proxy(proxy, certificates) if proxy else None,
                    trust_env=False,
                    verify=certificates,
                    timeout=self._timeout,
                    follow_redirects=False,
                    headers=self._headers,
                    http2=False,
                )
            except (ImportError, ValueError, httpx.InvalidURL) as error:
                raise ConnectionFault(Fault.PROXY_KIND, _place(proxy or "")) from error
        return self._clients[proxy]

    def _proxy_for(self, parts: SplitResult) -> str | None:
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        return self._proxies.leading_to(parts.scheme, host, port)

    def _checked_numbers(self, parts: SplitResult) -> list[str]:
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ConnectionFault(Fault.UNKNOWN_HOST, host) from error
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._may_be_private(host, port) and not all(map(is_public, numbers)):
            raise ConnectionFault(Fault.PRIVATE, host)
        return numbers[:_MOST_NUMBERS]

    def _may_be_private(self, host: str, port: int) -> bool:
        allowed = self._allows_private
        return allowed(host, port) if callable(allowed) else allowed

    def _read(
        self,
        response: httpx.Response,
        url: str,
        largest: int,
        deadline: float,
        exchange: Exchange[Answer],
    ) -> Answer:
        told = response.headers.get("content-length", "")
        exchange.total_bytes = int(told) if told.isdecimal() and len(told) < 16 else 0
        chunks, size = [], 0
        for chunk in response.iter_bytes():
            exchange.check()
            exchange.done_bytes = response.num_bytes_downloaded
            size += len(chunk)
            if size > largest:
                raise ConnectionFault(Fault.TOO_LARGE, _host(url))
            if time.monotonic() > deadline:
                raise ConnectionFault(Fault.SLOW, _host(url))
            chunks.append(chunk)
        headers = {name.lower(): value for name, value in response.headers.items()}
        charset = response.charset_encoding or ""
        return Answer(url, response.status_code, headers, charset, b"".join(chunks))

    def _keep_stream(
        self, exchange: Exchange[Answer], _event: str, info: Mapping[str, Any]
    ) -> None:
        """What a connection is read from and written to, as httpcore tells of it."""
        stream = info.get("return_value")
        if not hasattr(stream, "get_extra_info"):
            return
        with self._lock:
            self._streams.add(stream)
        if exchange.is_abandoned:
            _shut(stream)

    def _cut(self) -> None:
        """Let whoever waits for a byte see the end of the line; on any thread."""
        with self._lock:
            streams = tuple(self._streams)
        for stream in streams:
            _shut(stream)

    def _end_one(self) -> None:
        with self._lock:
            self._under_way -= 1
            is_last = self._is_closed and not self._under_way
        if is_last:
            self._close_clients()

    def _close_clients(self) -> None:
        for client in self._clients.values():
            client.close()


def is_connected() -> bool:
    """False when there is no way from this computer to any other; nothing is sent to find out."""
    for family, number in _NOBODY:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((number, 9))
                return True
        except OSError:
            continue
    return False


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError as error:
        raise ConnectionFault(Fault.UNSUPPORTED) from error
    if not is_web or parts.username is not None:
        raise ConnectionFault(Fault.UNSUPPORTED, parts.hostname or "")
    return parts


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _shut(stream: Any) -> None:
    line = stream.get_extra_info("socket")
    if isinstance(line, socket.socket):
        with suppress(OSError):
            # Not the method of an encrypted one, which would forget its keys under the reader.
            socket.socket.shutdown(line, socket.SHUT_RDWR)


def _as_proxy(address: str, certificates: ssl.SSLContext) -> httpx.Proxy:
    is_encrypted = address.lower().startswith("https:")
    return httpx.Proxy(address, ssl_context=certificates if is_encrypted else None)


def _place(proxy: str) -> str:
    """Host and port of a proxy, without the login that its address may carry."""
    try:
        parts = urlsplit(proxy)
        return f"{parts.hostname or ''}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return ""


def _fault_of(error: Exception) -> Fault:
    if isinstance(error, httpx.TimeoutException):
        return Fault.SLOW
    return Fault.CERTIFICATE if "CERTIFICATE" in str(error).upper() else Fault.BROKEN_OFF

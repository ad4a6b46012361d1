"""Connections to the web: which addresses may be opened, redirects, and how much is read.

The only module that knows httpx. An answer can send on to any address, also to one inside of the
user's network; so each target is resolved once, checked, and connected to by the number checked.

Source: RFC 9110, section 15.4 (redirects); IANA special-purpose address registries.
"""

import ipaddress
import logging
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import httpx

from pincite.importing.errors import ImportingError

logger = logging.getLogger(__name__)
# It tells of each request at the level of what users should know.
logging.getLogger("httpx").setLevel(logging.WARNING)

_MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_MOST_NUMBERS = 3
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
# Numbers that nobody has: asking for the way to them sends nothing.
_NOBODY = ((socket.AF_INET, "203.0.113.1"), (socket.AF_INET6, "2001:db8::1"))


class Fault(Enum):
    """Why an address gave no answer."""

    UNSUPPORTED = auto()
    UNKNOWN_HOST = auto()
    PRIVATE = auto()
    SLOW = auto()
    CERTIFICATE = auto()
    BROKEN_OFF = auto()
    REDIRECTS = auto()
    TOO_LARGE = auto()


class ConnectionFault(ImportingError):
    """An address gave no answer; those who asked say it in their own words.

    Attributes:
        fault: why.
        host: which was asked last.
    """

    def __init__(self, fault: Fault, host: str = "") -> None:
        super().__init__(f"“{host}” could not be reached; try again later.")
        self.fault = fault
        self.host = host


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        url: where it was in the end, after redirects.
        status: of HTTP.
        headers: names in lower case.
        charset: as declared; may be empty.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    charset: str
    data: bytes

    @property
    def content_type(self) -> str:
        """Media type in lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Connections:
    """Gets what addresses give, one after another.

    Args:
        headers: sent with every request.
        timeout_s: without a byte for so long, an answer is given up.
        allows_private: addresses inside of the user's own network may be reached, or a test of
            host and port for those that may.
    """

    def __init__(
        self,
        headers: Mapping[str, str],
        *,
        timeout_s: float,
        allows_private: bool | Callable[[str, int], bool] = False,
    ) -> None:
        self._allows_private = allows_private
        timeout = httpx.Timeout(timeout_s, connect=min(10.0, timeout_s))
        self._client = httpx.Client(
            timeout=timeout, follow_redirects=False, headers=dict(headers), http2=False
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(
        self, url: str, *, largest: int, deadline: float, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """What an address gives, whatever its status.

        Args:
            largest: in bytes.
            deadline: on the clock of `time.monotonic`.
            headers: sent with this request, and to where it is sent on.

        Raises:
            ConnectionFault: it may not be reached, does not answer, or answers too much.
        """
        current = url
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                with closing(self._answer(current, headers or {})) as response:
                    target = response.headers.get("location", "")
                    if response.status_code not in _REDIRECTS or not target:
                        return self._read(response, current, largest, deadline)
                    current = urljoin(current, target)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError) as error:
                raise ConnectionFault(_fault_of(error), _host(current)) from error
            except ValueError as error:
                raise ConnectionFault(Fault.UNSUPPORTED) from error
            if time.monotonic() > deadline:
                raise ConnectionFault(Fault.SLOW, _host(current))
        raise ConnectionFault(Fault.REDIRECTS, _host(current))

    def _answer(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        """The answer of the first of the host's numbers that takes a connection."""
        parts = _parts(url)
        numbers = self._checked_numbers(parts)
        for number in numbers[:-1]:
            try:
                return self._client.send(self._request(parts, number, headers), stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                logger.debug("next number of the host: %s", error)
        return self._client.send(self._request(parts, numbers[-1], headers), stream=True)

    def _request(
        self, parts: SplitResult, number: str, headers: Mapping[str, str]
    ) -> httpx.Request:
        """A request to a number of a host that has been checked, in the name of the host."""
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
        at, named = (f"[{name}]" if ":" in name else name for name in (number, host))
        return self._client.build_request(
            "GET",
            urlunsplit((parts.scheme, at + port, parts.path, parts.query, "")),
            headers={**headers, "Host": named + port},
            extensions={"sni_hostname": host},
        )

    def _checked_numbers(self, parts: SplitResult) -> list[str]:
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ConnectionFault(Fault.UNKNOWN_HOST, host) from error
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        allowed = self._allows_private
        is_allowed = allowed(host, port) if callable(allowed) else allowed
        if not is_allowed and not all(map(is_public, numbers)):
            raise ConnectionFault(Fault.PRIVATE, host)
        return numbers[:_MOST_NUMBERS]

    def _read(self, response: httpx.Response, url: str, largest: int, deadline: float) -> Answer:
        chunks, size = [], 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > largest:
                raise ConnectionFault(Fault.TOO_LARGE, _host(url))
            if time.monotonic() > deadline:
                raise ConnectionFault(Fault.SLOW, _host(url))
            chunks.append(chunk)
        headers = {name.lower(): value for name, value in response.headers.items()}
        charset = response.charset_encoding or ""
        return Answer(url, response.status_code, headers, charset, b"".join(chunks))


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


def is_public(number: str) -> bool:
    """True for an address of the internet at large."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None and not inner.is_global:
            return False
    return address.is_global and not address.is_multicast


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


def _fault_of(error: Exception) -> Fault:
    if isinstance(error, httpx.TimeoutException):
        return Fault.SLOW
    return Fault.CERTIFICATE if "CERTIFICATE" in str(error).upper() else Fault.BROKEN_OFF

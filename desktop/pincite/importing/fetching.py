"""Getting a page from an address: what may be reached, how much of it, and for how long.

The only module that knows httpx. A page can send on to any address, also to one inside of the
user's network; so each target is resolved once, checked, and connected to by the number checked.

Source: RFC 9110, section 15.4 (redirects); IANA special-purpose address registries.
"""

import ipaddress
import logging
import socket
import ssl
import time
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import httpx

from pincite.importing.detect import is_address
from pincite.importing.errors import ImportingError

logger = logging.getLogger(__name__)
# It tells of each request at the level of what users should know.
logging.getLogger("httpx").setLevel(logging.WARNING)

_MOST_REDIRECTS = 5
_LARGEST = 100_000_000
_LARGEST_IMAGE = 20_000_000
_MOST_IMAGES = 100
_LONGEST_S = 60.0
_LONGEST_IMAGES_S = 45.0
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_PORTS = {"http": 80, "https": 443}
_MOST_NUMBERS = 3
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_ACCEPTED = (
    "text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown",
    "application/epub+zip", "application/octet-stream", "binary/octet-stream",
    "multipart/related", "application/xml", "text/xml",
)  # fmt: skip
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Pincite)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5",
    "Accept-Language": "*",
}
_REFUSED = {
    401: "the site wants a login",
    402: "the site wants to be paid",
    403: "the site does not let programs read it",
    404: "there is no such page",
    410: "the page has been taken down",
    429: "the site has been asked too often",
    451: "the page is blocked for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        url: where it was in the end, after redirects.
        content_type: media type in lower case, without parameters.
        charset: as declared by the server; may be empty.
    """

    url: str
    content_type: str
    charset: str
    data: bytes


class Fetcher:
    """Gets pages, and the images in them, one after another.

    Args:
        allows_private: addresses inside of the user's own network may be reached.
    """

    def __init__(self, *, allows_private: bool = False) -> None:
        self._allows_private = allows_private
        self._client = httpx.Client(
            timeout=_TIMEOUT, follow_redirects=False, headers=_HEADERS, http2=False
        )
        self._images_left = _MOST_IMAGES
        self._images_until = 0.0

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def page(self, url: str) -> Fetched:
        """The page at an address.

        Raises:
            ImportingError: it may not be reached, does not answer, or is nothing to read.
        """
        fetched = self._get(url, _LARGEST, time.monotonic() + _LONGEST_S)
        if fetched.content_type and fetched.content_type not in _ACCEPTED:
            raise ImportingError(
                f"{url} cannot be imported because it is neither a page nor a PDF (it is "
                f"“{fetched.content_type}”); download it and look at it with another program."
            )
        return fetched

    def image(self, url: str) -> bytes | None:
        """The image at an address; None when it cannot be had, or enough have been had."""
        if not is_address(url) or self._images_left <= 0:
            return None
        self._images_left -= 1
        self._images_until = self._images_until or time.monotonic() + _LONGEST_IMAGES_S
        try:
            return self._get(url, _LARGEST_IMAGE, self._images_until).data
        except ImportingError:
            return None

    def _get(self, url: str, largest: int, deadline: float) -> Fetched:
        current = url
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                with closing(self._answer(current, url)) as response:
                    target = response.headers.get("location", "")
                    if response.status_code not in _REDIRECTS or not target:
                        return self._read(response, current, url, largest, deadline)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError) as error:
                raise _unreachable(url, error) from error
            current = urljoin(current, target)
            if time.monotonic() > deadline:
                raise _too_slow(url)
        raise ImportingError(
            f"{url} cannot be imported because it sends on to other addresses again and again; "
            "open it in a browser and import the address shown there."
        )

    def _answer(self, current: str, url: str) -> httpx.Response:
        """The answer of the first of the host's numbers that takes a connection."""
        parts = _parts(current, url)
        numbers = self._checked_numbers(parts, url)
        for number in numbers[:-1]:
            try:
                return self._client.send(self._request(parts, number), stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                logger.debug("next number of the host: %s", error)
        return self._client.send(self._request(parts, numbers[-1]), stream=True)

    def _request(self, parts: SplitResult, number: str) -> httpx.Request:
        """A request to a number of a host that has been checked, in the name of the host."""
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
        at, named = (f"[{name}]" if ":" in name else name for name in (number, host))
        return self._client.build_request(
            "GET",
            urlunsplit((parts.scheme, at + port, parts.path, parts.query, "")),
            headers={"Host": named + port},
            extensions={"sni_hostname": host},
        )

    def _checked_numbers(self, parts: SplitResult, url: str) -> list[str]:
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ImportingError(
                f"{url} cannot be imported because there is no site of the name “{host}”, or this "
                "computer is not connected; check the address."
            ) from error
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allows_private and not all(map(_is_public, numbers)):
            raise ImportingError(
                f"{url} was not opened because “{host}” is in your own network or on this "
                "computer; if you mean it, import it on the command line with --allow-private."
            )
        return numbers[:_MOST_NUMBERS]

    def _read(
        self, response: httpx.Response, current: str, url: str, largest: int, deadline: float
    ) -> Fetched:
        if response.status_code >= 400:
            reason = _REFUSED.get(response.status_code, "the site has a fault of its own")
            raise ImportingError(
                f"{url} cannot be imported because {reason} (it answered {response.status_code}); "
                "open it in a browser, save the page, and import the file."
            )
        chunks, size = [], 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > largest:
                raise ImportingError(
                    f"{url} cannot be imported because it is larger than {largest // 1_000_000} MB;"
                    " download it and import the file."
                )
            if time.monotonic() > deadline:
                raise _too_slow(url)
            chunks.append(chunk)
        content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(current, content_type, response.charset_encoding or "", b"".join(chunks))


def _is_public(number: str) -> bool:
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


def _parts(current: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(current)
        is_web = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError as error:
        raise _unsupported(url) from error
    if not is_web or parts.username is not None:
        raise _unsupported(url)
    return parts


def _unsupported(url: str) -> ImportingError:
    return ImportingError(
        f"{url} cannot be imported because only addresses that begin with http:// or https:// "
        "and carry no password are opened; save the page as a file and import that."
    )


def _unreachable(url: str, error: Exception) -> ImportingError:
    if isinstance(error, httpx.TimeoutException):
        return _too_slow(url)
    reason = (
        "its certificate is not valid"
        if "CERTIFICATE" in str(error).upper()
        else ("the site does not answer, or breaks off")
    )
    return ImportingError(
        f"{url} cannot be imported because {reason}; try again later, or open it in a browser, "
        "save the page, and import the file."
    )


def _too_slow(url: str) -> ImportingError:
    return ImportingError(
        f"{url} cannot be imported because the site takes too long to answer; try again later, or "
        "open it in a browser, save the page, and import the file."
    )

"""Getting pages and images from addresses that the user named: what is taken, and how much."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pincite.importing.answers import ConnectionFault, Fault
from pincite.importing.connections import Connections
from pincite.importing.detect import is_address
from pincite.importing.errors import ImportingError
from pincite.importing.exchanges import Received, Waiting

_LARGEST = 100_000_000
_LARGEST_IMAGE = 20_000_000
_MOST_IMAGES = 100
_LONGEST_S = 60.0
_LONGEST_IMAGES_S = 45.0
_TIMEOUT_S = 20.0
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
_TRY_AGAIN = "try again later, or open it in a browser, save the page, and import the file"
_TRY_BROWSER = "check its settings, or open it in a browser, save the page, and import the file"


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


class Watch(Waiting, Protocol):
    """Follows what is fetched, and stops it; a job's context is one."""

    def received(self, done_bytes: int, total_bytes: int) -> None:
        """So much has come, total 0 when it is not known; raises whatever stops the work."""


class Fetcher:
    """Gets pages, and the images in them, one after another.

    Args:
        watch: follows the pages and stops what is under way; what it raises comes through.
        allows_private: addresses inside of the user's own network may be reached; see
            `Connections`.
    """

    def __init__(
        self, watch: Watch, *, allows_private: bool | Callable[[str, int], bool] = False
    ) -> None:
        self._watch = watch
        self._connections = Connections(
            _HEADERS, timeout_s=_TIMEOUT_S, waiting=watch, allows_private=allows_private
        )
        self._images_left = _MOST_IMAGES
        self._images_until = 0.0

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    def page(self, url: str) -> Fetched:
        """The page at an address.

        Raises:
            ImportingError: it may not be reached, does not answer, or is nothing to read.
        """
        deadline = time.monotonic() + _LONGEST_S
        fetched = self._get(url, _LARGEST, deadline, self._watch.received)
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

    def _get(
        self, url: str, largest: int, deadline: float, received: Received | None = None
    ) -> Fetched:
        try:
            answer = self._connections.get(
                url, largest=largest, deadline=deadline, received=received
            )
        except ConnectionFault as error:
            raise ImportingError(_sentence(url, error, largest)) from error
        if answer.status >= 400:
            reason = _REFUSED.get(answer.status, "the site has a fault of its own")
            raise ImportingError(
                f"{url} cannot be imported because {reason} (it answered {answer.status}); "
                "open it in a browser, save the page, and import the file."
            )
        return Fetched(answer.url, answer.content_type, answer.charset, answer.data)


def _sentence(url: str, error: ConnectionFault, largest: int) -> str:
    why, what_to_do = {
        Fault.UNSUPPORTED: (
            "only addresses that begin with http:// or https:// and carry no password are opened",
            "save the page as a file and import that",
        ),
        Fault.UNKNOWN_HOST: (
            f"there is no site of the name “{error.host}”, or this computer is not connected",
            "check the address",
        ),
        Fault.PRIVATE: (
            f"“{error.host}” is in your own network or on this computer",
            "if you mean it, import it on the command line with --allow-private",
        ),
        Fault.SLOW: ("the site takes too long to answer", _TRY_AGAIN),
        Fault.CERTIFICATE: ("its certificate is not valid", _TRY_AGAIN),
        Fault.BROKEN_OFF: ("the site does not answer, or breaks off", _TRY_AGAIN),
        Fault.REDIRECTS: (
            "it sends on to other addresses again and again",
            "open it in a browser and import the address shown there",
        ),
        Fault.TOO_LARGE: (
            f"it is larger than {largest // 1_000_000} MB",
            "download it and import the file",
        ),
        Fault.PROXY: (
            f"the proxy “{error.host}” that this computer is set to use does not lead there",
            _TRY_BROWSER,
        ),
        Fault.PROXY_KIND: (
            f"Pincite does not know proxies of the kind of “{error.host}”, which is set here",
            "name an HTTP proxy",
        ),
    }[error.fault]
    return f"{url} cannot be imported because {why}; {what_to_do}."

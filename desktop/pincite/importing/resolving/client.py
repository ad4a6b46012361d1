"""The one way by which sources are asked: not too often, in time, and never more than needed."""

import logging
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pincite import __version__
from pincite.importing.answers import Answer, ConnectionFault, Fault
from pincite.importing.connections import Connections, is_connected
from pincite.importing.exchanges import Waiting
from pincite.importing.resolving.cache import AnswerCache
from pincite.importing.resolving.errors import OfflineError, ResolvingError, UnknownWorkError

logger = logging.getLogger(__name__)

T = TypeVar("T")

LARGEST = 4_000_000
"""Bytes of an answer; the record of a paper with thousands of authors has less than half of it."""

_TIMEOUT_S = 15.0
_LONGEST_S = 30.0
_LONGEST_WAIT_S = 10.0
_USUAL_WAIT_S = 2.0
_MOST_WAIT_S = 24 * 3600.0
_TRIES = 3
_GIVEN_UP = 2
_INTERVALS_S = {
    "export.arxiv.org": 3.0,
    "eutils.ncbi.nlm.nih.gov": 0.35,
    "openlibrary.org": 1.0,
}
_INTERVAL_S = 0.1
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
_BUSY = frozenset((429, 503))
_UNKNOWN = frozenset((404, 410))
_SILENT = frozenset((Fault.SLOW, Fault.UNKNOWN_HOST, Fault.BROKEN_OFF, Fault.PROXY))


class LookupClient:
    """Asks sources, with what they ask of programs: a name, a contact, and pauses.

    Args:
        waiting: waits, and stops the work when somebody wants that.
        contact: an address by which the operator of a source can reach the user; empty for none.
        cache: where answers are kept; None keeps none.
        own_hosts: hosts and ports that may lie inside of the user's own network, because the user
            has named them as a source.
        intervals_s: seconds between two questions to a host, where they are not the usual ones.
    """

    def __init__(
        self,
        waiting: Waiting,
        *,
        contact: str = "",
        cache: Path | None = None,
        own_hosts: frozenset[tuple[str, int]] = frozenset(),
        intervals_s: Mapping[str, float] = _INTERVALS_S,
        timeout_s: float = _TIMEOUT_S,
    ) -> None:
        self._waiting = waiting
        self._cache = AnswerCache(cache) if cache else None
        self._own_hosts = own_hosts
        self._intervals_s = intervals_s
        self._free_from: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        name = f"Pincite/{__version__}"
        self._connections = Connections(
            {"User-Agent": f"{name} (mailto:{contact})" if contact else name},
            timeout_s=timeout_s,
            waiting=waiting,
            allows_private=lambda host, port: (host, port) in own_hosts,
        )

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    def ask(self, source: str, url: str, accept: str, read: Callable[[bytes], T]) -> T:
        """What a source says at an address, read by `read`; kept when it could be read.

        Args:
            source: its name for people.
            read: may raise UnknownWorkError, or any of the errors that data of another shape than
                expected set off.

        Raises:
            UnknownWorkError: it has no such work.
            OfflineError: this computer is not connected.
            ResolvingError: it cannot be asked, or said nothing that can be used.
        """
        kept = self._cache.find(url, accept) if self._cache else None
        if kept is not None and kept.is_fresh:
            try:
                return read(kept.answer.data)
            except (*_BROKEN, ResolvingError):
                kept = None
        conditions = kept.conditions if kept is not None else {}
        answer = self._answer(source, url, {"Accept": accept, **conditions})
        if answer.status == 304 and kept is not None:
            answer = kept.answer
        found = _read(source, answer, read)
        if self._cache is not None:
            self._cache.keep(url, accept, answer)
        return found

    def _answer(self, source: str, url: str, headers: Mapping[str, str]) -> Answer:
        host = urlsplit(url).hostname or ""
        for tries_left in reversed(range(_TRIES)):
            self._wait_for(source, host)
            answer = self._got(source, host, url, headers)
            if answer.status not in _BUSY and not _says_too_often(answer):
                return _checked(source, answer)
            wait_s = _wanted_wait_s(answer)
            self._free_from[host] = time.monotonic() + wait_s
            if not tries_left or wait_s > _LONGEST_WAIT_S:
                raise _too_often(source, wait_s)
        raise AssertionError

    def _wait_for(self, source: str, host: str) -> None:
        """Until the host may be asked again; at once when that is too long."""
        left_s = self._free_from.get(host, 0.0) - time.monotonic()
        if left_s > _LONGEST_WAIT_S:
            raise _too_often(source, left_s)
        self._waiting.wait(max(0.0, left_s))

    def _got(self, source: str, host: str, url: str, headers: Mapping[str, str]) -> Answer:
        if not (self._is_own(url) or self._connections.is_by_proxy(url) or is_connected()):
            raise OfflineError
        if self._failures.get(host, 0) >= _GIVEN_UP:
            raise ResolvingError(f"{source} does not answer; try again later.")
        try:
            answer = self._connections.get(
                url, largest=LARGEST, deadline=time.monotonic() + _LONGEST_S, headers=headers
            )
        except ConnectionFault as error:
            if error.fault in _SILENT:
                self._failures[host] = self._failures.get(host, 0) + 1
            raise ResolvingError(_sentence(source, error)) from error
        finally:
            interval_s = self._intervals_s.get(host, _INTERVAL_S)
            self._free_from[host] = time.monotonic() + interval_s
        self._failures[host] = 0
        return answer

    def _is_own(self, url: str) -> bool:
        parts = urlsplit(url)
        return (parts.hostname or "", parts.port or 0) in self._own_hosts


def _read(source: str, answer: Answer, read: Callable[[bytes], T]) -> T:
    try:
        return read(answer.data)
    except _BROKEN as error:
        logger.info("An answer could not be read", exc_info=True)
        raise ResolvingError(
            f"{source} answered with something that is no record of a work; try again later."
        ) from error


def _checked(source: str, answer: Answer) -> Answer:
    if answer.status in _UNKNOWN:
        raise UnknownWorkError(f"{source} has no such work.")
    if answer.status == 406:
        raise UnknownWorkError(f"{source} has no description of this work.")
    if answer.status in (200, 304):
        return answer
    if answer.status >= 500:
        raise ResolvingError(
            f"{source} has a fault of its own (it answered {answer.status}); try again later."
        )
    raise ResolvingError(
        f"{source} did not accept the question (it answered {answer.status}); check the identifier."
    )


def _says_too_often(answer: Answer) -> bool:
    """True for a refusal in words: arXiv's comes with any status."""
    return b"rate exceeded" in answer.data[:200].lower() or (
        b"API rate limit exceeded" in answer.data[:400]
    )


def _wanted_wait_s(answer: Answer) -> float:
    """What Retry-After says, in seconds or as a date.

    Source: RFC 9110, section 10.2.3.
    """
    told = answer.headers.get("retry-after", "").strip()
    if told.isdecimal():
        return min(float(told[:9]), _MOST_WAIT_S)
    try:
        left_s = parsedate_to_datetime(told).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return _USUAL_WAIT_S
    return min(max(0.0, left_s), _MOST_WAIT_S)


def _too_often(source: str, wait_s: float) -> ResolvingError:
    minutes = round(wait_s / 60)
    when = "in a minute" if minutes < 2 else f"in {minutes} minutes"
    return ResolvingError(f"{source} has been asked too often; try again {when}.")


def _sentence(source: str, error: ConnectionFault) -> str:
    return {
        Fault.UNSUPPORTED: f"{source} sent on to an address that is none of the web, which was not "
        "opened; try again later.",
        Fault.PRIVATE: f"{source} sent on to “{error.host}” in your own network, which was not "
        "opened; try again later.",
        Fault.UNKNOWN_HOST: f"{source} cannot be found; perhaps this computer is not connected. "
        "Try again later.",
        Fault.SLOW: f"{source} takes too long to answer; try again later.",
        Fault.CERTIFICATE: f"{source} was not asked, because its certificate is not valid; check "
        "the clock of this computer, and try again later.",
        Fault.BROKEN_OFF: f"{source} does not answer, or breaks off; try again later.",
        Fault.REDIRECTS: f"{source} sends on to other addresses again and again; try again later.",
        Fault.TOO_LARGE: f"{source} answered with more than {LARGEST // 1_000_000} MB, which no "
        "record has; it was not read.",
        Fault.PROXY: f"{source} cannot be reached, because the proxy “{error.host}” that this "
        "computer is set to use does not lead there; check the proxy's settings.",
        Fault.PROXY_KIND: f"{source} cannot be reached, because the proxy “{error.host}” that this "
        "computer is set to use is of a kind that Pincite does not know; name an HTTP proxy.",
    }[error.fault]

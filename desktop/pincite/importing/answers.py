"""What a server said, or why it said nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from pincite.importing.errors import ImportingError


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
    PROXY = auto()
    PROXY_KIND = auto()


class ConnectionFault(ImportingError):
    """An address gave no answer; those who asked say it in their own words.

    Attributes:
        fault: why.
        host: which was asked last; a proxy if the fault is its.
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

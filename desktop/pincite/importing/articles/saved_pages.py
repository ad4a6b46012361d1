"""Web pages saved by browsers: with a folder beside them, as MHTML, and as web archives.

Source: RFC 2557 (MHTML), Chromium's "Snapshot-Content-Location"; WebKit's LegacyWebArchive for the
names in a `.webarchive`, which is a property list.
"""

import email
import email.policy
import plistlib
import re
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import unquote, urljoin
from xml.parsers.expat import ExpatError

from pincite.importing.articles.draft import ArticleDraft
from pincite.importing.articles.html import read_html
from pincite.importing.articles.images import FindImage
from pincite.importing.articles.packed import damaged

_LARGEST_IMAGE = 25_000_000


def images_beside(page: Path) -> FindImage:
    """Finds images by their relative addresses, below the folder of the page and nowhere else."""
    folder = page.parent.resolve()

    def find(address: str) -> bytes | None:
        relative = unquote(address.partition("?")[0].partition("#")[0])
        if not is_relative(relative):
            return None
        try:
            # Resolved, so that no symbolic link leads out either.
            path = (folder / relative).resolve()
            if not path.is_relative_to(folder) or not path.is_file():
                return None
            return path.read_bytes() if path.stat().st_size <= _LARGEST_IMAGE else None
        except (OSError, ValueError):
            return None

    return find


def is_relative(address: str) -> bool:
    """True for a path that leads downward: no scheme, drive, share, root or step up."""
    windows = PureWindowsPath(address)
    return bool(
        address
        and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
        and not address.startswith(("/", "\\"))
        and not windows.drive
        and ".." not in windows.parts
        and "\x00" not in address
    )


def read_mhtml(data: bytes, *, name: str) -> ArticleDraft:
    """A page saved as MHTML by a browser, with the images in it.

    Raises:
        ImportingError: there is no page in the file.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next((p for p in parts if p.get_content_type() == "text/html"), None)
    if page is None:
        raise damaged(name)
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    images: dict[str, EmailMessage] = {}
    for part in parts:
        if part.get_content_maintype() == "image":
            for header, form in (("Content-Location", "{}"), ("Content-ID", "cid:{}")):
                value = str(part.get(header) or "").strip().strip("<>")
                if value:
                    images.setdefault(urljoin(address, form.format(value)), part)

    def find(source: str) -> bytes | None:
        found = images.get(source)
        return _payload(found) if found is not None else None

    return read_html(
        as_utf8(_payload(page), page.get_content_charset()),
        name=name,
        url=_web_address(address),
        accessed=_header_date(str(message.get("Date") or "")),
        find_image=find,
    )


def read_webarchive(data: bytes, *, name: str) -> ArticleDraft:
    """A page saved by Safari, with the images in it.

    Raises:
        ImportingError: there is no page in the file.
    """
    try:
        archive = plistlib.loads(data)
        main = archive["WebMainResource"]
        page = main["WebResourceData"]
        if not isinstance(page, bytes):
            raise damaged(name)
    except (
        plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError, IndexError,
        OverflowError, RecursionError, MemoryError,
    ) as error:  # fmt: skip
        raise damaged(name) from error
    images: dict[str, bytes] = {}
    _collect(archive, images)
    return read_html(
        as_utf8(page, str(main.get("WebResourceTextEncodingName") or "")),
        name=name,
        url=_web_address(str(main.get("WebResourceURL") or "")),
        find_image=images.get,
    )


def _collect(archive: Mapping[str, Any], images: dict[str, bytes], depth: int = 0) -> None:
    """The resources of an archive and of the frames in it."""
    for resource in _listed(archive, "WebSubresources"):
        match resource:
            case {"WebResourceURL": str(url), "WebResourceData": bytes(data)}:
                images.setdefault(url, data)
    for frame in _listed(archive, "WebSubframeArchives"):
        if isinstance(frame, Mapping) and depth < 3:
            _collect(frame, images, depth + 1)


def _listed(archive: Mapping[str, Any], key: str) -> list[Any]:
    value = archive.get(key)
    return value if isinstance(value, list) else []


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def as_utf8(page: bytes, charset: str | None) -> bytes:
    """The page as UTF-8, when what it came in says how it is written."""
    if not charset:
        return page
    try:
        return page.decode(charset).encode("utf-8", errors="replace")
    except (LookupError, UnicodeDecodeError):
        return page


def _web_address(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _header_date(value: str) -> str:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return ""

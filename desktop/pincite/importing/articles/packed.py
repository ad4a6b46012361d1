"""Packed documents: archives opened with limits, and their XML without entities.

A small file can unpack to more than the memory holds, and an entity can repeat itself a billion
times. What goes beyond the limits is refused with a sentence.
"""

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from lxml import etree

from pincite.importing.errors import ImportingError

_MOST_FILES = 20_000
_LARGEST_FILE = 100_000_000
_LARGEST_TOGETHER = 400_000_000


class Package:
    """The files in a ZIP archive, read one by one and never written anywhere."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the archive.

        Raises:
            ImportingError: it is broken, or holds too much.
        """
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise damaged(name) from error
        if len(entries) > _MOST_FILES or sum(e.file_size for e in entries) > _LARGEST_TOGETHER:
            raise too_large(name)
        self.names = [entry.filename for entry in entries]
        self._present = set(self.names)
        self._room = _LARGEST_TOGETHER

    def __contains__(self, name: str) -> bool:
        return name in self._present

    def size(self, name: str) -> int:
        """Bytes of a file as the archive claims; 0 without it. `read` holds it to less than all."""
        return self._archive.getinfo(name).file_size if name in self else 0

    def read(self, name: str) -> bytes:
        """A file of the archive.

        Raises:
            ImportingError: it is missing, broken, encrypted or too large.
        """
        try:
            with self._archive.open(name) as file:
                # The size in the directory is only what the archive claims.
                data = file.read(min(_LARGEST_FILE, self._room) + 1)
        except KeyError as error:
            raise damaged(self._name) from error
        except RuntimeError as error:
            raise ImportingError(
                f"“{self._name}” cannot be imported because it is protected with a password; "
                "save it without one and import that."
            ) from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise damaged(self._name) from error
        if len(data) > min(_LARGEST_FILE, self._room):
            raise too_large(self._name)
        self._room -= len(data)
        return data

    def find(self, name: str) -> bytes | None:
        """A file of the archive; None when it is not there or cannot be read."""
        try:
            return self.read(name) if name in self else None
        except ImportingError:
            return None

    def xml(self, name: str) -> etree._Element:
        """A file of the archive as XML.

        Raises:
            ImportingError: as `read`, or it is no XML.
        """
        try:
            root: etree._Element | None = etree.fromstring(self.read(name), parser=xml_parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._name) from error
        # With `recover`, a file without a single element is None, whatever the types say.
        if root is None:
            raise damaged(self._name)
        return root

    def refuse_entities(self) -> None:
        """For readers with an XML parser of their own: office files have no document type.

        Raises:
            ImportingError: an XML file in the archive has one.
        """
        for name in self.names:
            if name.lower().endswith((".xml", ".rels")):
                data = self.read(name)
                if b"<!DOCTYPE" in data or b"<!ENTITY" in data or _is_wide(data):
                    raise damaged(self._name)


def xml_parser() -> etree.XMLParser:
    """A parser that resolves no entities and fetches nothing."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )


def text_of(element: etree._Element) -> str:
    """The text in an element, with single spaces."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def path_within(base: str, address: str) -> str:
    """The path in an archive that an address in the file `base` leads to; empty when outside."""
    address = unquote(address.partition("#")[0].partition("?")[0])
    if not address or "://" in address or address.startswith(("/", "\\", "data:")):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), address))
    return "" if path.startswith("..") else path


def damaged(name: str) -> ImportingError:
    """The error for a file that is not what it claims to be."""
    return ImportingError(
        f"“{name}” cannot be imported because the file is damaged or incomplete; "
        "get it again, or open it in the program it was made with and save it anew."
    )


def too_large(name: str) -> ImportingError:
    """The error for a file that unpacks to too much."""
    return ImportingError(
        f"“{name}” cannot be imported because it unpacks to more than a document can hold; "
        "if you trust it, take the text out with the program it was made with."
    )


def _is_wide(data: bytes) -> bool:
    """True for UTF-16 and UTF-32, in which the check above would see nothing."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]

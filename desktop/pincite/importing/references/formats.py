"""The formats of bibliographic data that can be read, told by content."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pincite.importing.references.bibtex.file import read_bib
from pincite.importing.references.csl_json import read_csl_json
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.text import decoded, wide_encoding

SUFFIXES = (".bib", ".bibtex", ".biblatex", ".json")
"""What is offered in dialogs, and taken from folders when the content agrees."""

_HEAD = 65536
_BIB_ENTRY = re.compile(
    rb"^[ \t]*@[ \t]*(?!(?:charset|import|media|font-face|keyframes|supports|page)\b)[A-Za-z]\w*"
    rb"\s*[{(]\s*[^\s,{}=\"]*\s*[,=\s]",
    re.MULTILINE,
)
_CSL_RECORD = re.compile(
    rb"\"(?:type|id|title|citation-key)\"\s*:[^\0]*\"(?:author|title|issued|container-title|type|"
    rb"editor|DOI)\"\s*:|\"(?:type|title)\"\s*:\s*\""
)


@dataclass(frozen=True, slots=True)
class ReferenceFormat:
    """A format: its name, how its files begin, and the reader."""

    name: str
    matches: Callable[[bytes, str], bool]
    read: Callable[[bytes], ReferenceFile]


def _is_bib(head: bytes, suffix: str) -> bool:
    found = _BIB_ENTRY.search(head)
    return bool(found) and (suffix in (".bib", ".bibtex", ".biblatex", ".txt", "") or (
        suffix not in (".css", ".py", ".java", ".md", ".html") and head.lstrip()[:1] in b"@%"
    ))  # fmt: skip


def _is_csl_json(head: bytes, _suffix: str) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in (b"[", b"{") and bool(_CSL_RECORD.search(start))


FORMATS: tuple[ReferenceFormat, ...] = (
    ReferenceFormat("BibTeX", _is_bib, read_bib),
    ReferenceFormat("CSL-JSON", _is_csl_json, read_csl_json),
)


def reference_format(data: bytes, name: str) -> ReferenceFormat | None:
    """The format of a file; None when it holds no bibliographic data that is known.

    Args:
        data: the file, or its first 64 KiB.
        name: its name, of which the suffix helps where the content leaves a doubt.
    """
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(head):
        head = decoded(head).encode()
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if b"%PDF-" in head[:1024] or head.startswith(b"PK\x03\x04"):
        return None
    return next((each for each in FORMATS if each.matches(head, suffix)), None)


def format_of(path: Path) -> ReferenceFormat | None:
    """The format of a file; None when it holds no such data or cannot be read."""
    try:
        with path.open("rb") as file:
            return reference_format(file.read(_HEAD), path.name)
    except OSError:
        return None

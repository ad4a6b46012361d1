"""The formats of bibliographic data that can be read, told by content."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pincite.importing.references.bibtex.file import read_bib
from pincite.importing.references.citation_cff import is_citation_cff, read_citation_cff
from pincite.importing.references.citavi.exchange import is_exchange_xml
from pincite.importing.references.citavi.file import (
    is_citavi_database,
    project_inside,
    read_citavi,
)
from pincite.importing.references.coins import has_coins, read_coins
from pincite.importing.references.csl_json import read_csl_json
from pincite.importing.references.csl_yaml import is_csl_yaml, read_csl_yaml
from pincite.importing.references.endnote_xml import is_endnote_xml, read_endnote_xml
from pincite.importing.references.marc.file import read_marc, read_marcxml
from pincite.importing.references.marc.iso2709 import is_iso2709
from pincite.importing.references.marc.marcxml import is_marcxml
from pincite.importing.references.mods.file import is_mods, read_mods
from pincite.importing.references.pubmed_xml import is_pubmed_xml, read_pubmed_xml
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.table import is_table, read_table
from pincite.importing.references.tagged.medline import is_medline, read_medline
from pincite.importing.references.tagged.refer import is_refer, read_refer
from pincite.importing.references.tagged.refworks import is_refworks, read_refworks
from pincite.importing.references.tagged.ris import is_ris, read_ris
from pincite.importing.references.tagged.web_of_science import (
    is_web_of_science,
    read_web_of_science,
)
from pincite.importing.references.text import decoded, wide_encoding
from pincite.importing.references.word_sources import (
    is_word_sources,
    read_word_sources,
    sources_inside,
)
from pincite.importing.references.zotero.better_json import is_better_json, read_better_json
from pincite.importing.references.zotero.rdf import is_rdf, read_rdf
from pincite.library.foreign import MAGIC

SUFFIXES = (
    ".bib", ".bibtex", ".biblatex", ".json",
    ".xml", ".mods", ".mrc", ".marc", ".marcxml", ".rdf", ".cff", ".yaml", ".yml",
    ".ctv5", ".ctv6", ".ctv5bak", ".ctv6bak",
    ".ris", ".nbib", ".enw", ".ciw", ".isi", ".csv",
)  # fmt: skip
"""What is offered in dialogs, and taken from folders when the content agrees."""

_HEAD = 65536
_BIB_ENTRY = re.compile(
    rb"^[ \t]*@[ \t]*(?!(?:charset|import|media|font-face|keyframes|supports|page)\b)[A-Za-z]\w*"
    rb"\s*[{(]\s*[^\s,{}=\"]*\s*[,=\s]",
    re.MULTILINE,
)
_TEXTS = frozenset(
    (".md", ".markdown", ".html", ".htm", ".tex", ".rst", ".org", ".adoc", ".py", ".css", ".java")
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


def _tagged(is_format: Callable[[bytes], bool]) -> Callable[[bytes, str], bool]:
    """Such a file but for texts that only show one, as manuals of programs do."""
    return lambda head, suffix: suffix not in _TEXTS and is_format(head)


def _markup(is_format: Callable[[bytes, str], bool]) -> Callable[[bytes, str], bool]:
    """Such a file, which is XML from its first character, and not a text that speaks of one."""

    def matches(head: bytes, suffix: str) -> bool:
        return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and is_format(head, suffix)

    return matches


FORMATS: tuple[ReferenceFormat, ...] = (
    ReferenceFormat("Citavi", is_citavi_database, read_citavi),
    ReferenceFormat("PubMed", _tagged(is_medline), read_medline),
    ReferenceFormat("RIS", _tagged(is_ris), read_ris),
    ReferenceFormat("Web of Science", _tagged(is_web_of_science), read_web_of_science),
    ReferenceFormat("RefWorks", _tagged(is_refworks), read_refworks),
    ReferenceFormat("EndNote", _tagged(is_refer), read_refer),
    ReferenceFormat("CSV", lambda head, _suffix: is_table(head), read_table),
    ReferenceFormat("BibTeX", _is_bib, read_bib),
    ReferenceFormat("Better BibTeX JSON", is_better_json, read_better_json),
    ReferenceFormat("CSL-JSON", _is_csl_json, read_csl_json),
    ReferenceFormat("PubMed XML", _markup(is_pubmed_xml), read_pubmed_xml),
    ReferenceFormat("Citavi", _markup(is_exchange_xml), read_citavi),
    ReferenceFormat("EndNote XML", _markup(is_endnote_xml), read_endnote_xml),
    ReferenceFormat("MODS", _markup(is_mods), read_mods),
    ReferenceFormat("MARCXML", _markup(is_marcxml), read_marcxml),
    ReferenceFormat("MARC", is_iso2709, read_marc),
    ReferenceFormat("Word sources", _markup(is_word_sources), read_word_sources),
    ReferenceFormat("Zotero RDF", _markup(is_rdf), read_rdf),
    ReferenceFormat("CITATION.cff", is_citation_cff, read_citation_cff),
    ReferenceFormat("CSL-YAML", is_csl_yaml, read_csl_yaml),
)
_PACKED = ReferenceFormat("Citavi", lambda _head, _suffix: False, read_citavi)
_COINS = ReferenceFormat("COinS", lambda _head, _suffix: False, read_coins)
_SOURCES = ReferenceFormat("Word sources", is_word_sources, read_word_sources)
_LARGEST_DOCUMENT = 100_000_000
_LARGEST_BACKUP = 300_000_000


def reference_format(data: bytes, name: str) -> ReferenceFormat | None:
    """The format of a file; None when it holds no bibliographic data that is known.

    Args:
        data: the file, or its first 64 KiB.
        name: its name, of which the suffix helps where the content leaves a doubt.
    """
    head = data[:_HEAD]
    is_text = not head.startswith(MAGIC)
    if is_text and (head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(head)):
        head = decoded(head).encode()
    if b"\n" not in head:
        head = head.replace(b"\r", b"\n")
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if b"%PDF-" in head[:1024] or head.startswith(b"PK\x03\x04"):
        return None
    return next((each for each in FORMATS if each.matches(head, suffix)), None)


def format_of(path: Path) -> ReferenceFormat | None:
    """The format of a file; None when it holds no such data or cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if head.startswith(b"PK\x03\x04"):
                is_other = _is_document(head) or path.stat().st_size > _LARGEST_BACKUP
                packed = b"" if is_other else head + file.read()
                return _PACKED if project_inside(packed) is not None else None
            return reference_format(head, path.name)
    except OSError:
        return None


def works_within(path: Path) -> ReferenceFormat | None:
    """The format of the works that a document tells of besides what it is; None without any.

    Word documents carry the list of their sources, and web pages describe works in COinS; a page
    that describes one describes itself.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST_DOCUMENT else b""
    except OSError:
        return None
    if data.startswith(b"PK\x03\x04"):
        return _SOURCES if sources_inside(data) is not None else None
    if not has_coins(data) or reference_format(data, path.name) is not None:
        return None
    return _COINS if len(read_coins(data).references) > 1 else None


def _is_document(head: bytes) -> bool:
    """True for an archive that is an office document or a book, by its first entries."""
    return b"[Content_Types].xml" in head or b"mimetype" in head[:128] or b"word/" in head

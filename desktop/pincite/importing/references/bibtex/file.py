"""A .bib file: its text as bytes that can be given back unchanged, and the works in it."""

import re
from dataclasses import dataclass, replace

from pincite.importing.references.bibtex.blocks import Block
from pincite.importing.references.bibtex.draft import reference_of
from pincite.importing.references.bibtex.jabref import jabref_data
from pincite.importing.references.bibtex.scanner import scan
from pincite.importing.references.bibtex.values import entries_of
from pincite.importing.references.gathering import BROKEN
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.text import wide_encoding

_ENCODING = re.compile(rb"^\s*%\s*Encoding:\s*([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BibFile:
    """The text of a file, how it is encoded, and its blocks."""

    text: str
    encoding: str
    blocks: tuple[Block, ...]

    @classmethod
    def read(cls, data: bytes) -> "BibFile":
        """Any bytes: every file can be read, and `encoded` of the same text gives them back."""
        text, encoding = _decoded(data)
        return cls(text, encoding, tuple(scan(text)))

    def encoded(self, text: str) -> bytes:
        """A text in the encoding of this file."""
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-8")


def read_bib(data: bytes) -> ReferenceFile:
    """The works in a BibTeX or BibLaTeX file; one broken entry costs at most itself."""
    file = BibFile.read(data)
    references, problems = [], []
    jabref = jabref_data(file.text, file.blocks)
    for entry in entries_of(file.text, file.blocks):
        if entry.fields or entry.key:
            try:
                reference = reference_of(entry)
            except BROKEN:
                problems.append((entry.line, "This entry breaks every rule, so it was left out."))
                continue
            groups = jabref.groups_of(entry.key, reference.groups)
            references.append(replace(reference, groups=groups))
        else:
            told = [p.message for p in entry.problems] or ["The entry has no fields."]
            problems += [(entry.line, message) for message in told]
    for block in file.blocks:
        if block.kind == "string":
            problems += [(problem.line, problem.message) for problem in block.problems]
    return ReferenceFile(
        "BibTeX",
        tuple(references),
        tuple(sorted(problems)),
        file.text,
        file.encoding,
        folders=tuple(jabref.folders),
    )


def _decoded(data: bytes) -> tuple[str, str]:
    named = _ENCODING.match(data[:200])
    tried = [named[1].decode("ascii")] if named else []
    if data.startswith(b"\xef\xbb\xbf"):
        tried.insert(0, "utf-8")
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            tried.insert(0, encoding)
    if wide := wide_encoding(data):
        tried.insert(0, wide)
    for encoding in (*tried, "utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
            if text.encode(encoding) == data:
                return text, encoding
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1"), "latin-1"

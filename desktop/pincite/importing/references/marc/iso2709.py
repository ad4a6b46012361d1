"""MARC in ISO 2709, in UTF-8 or MARC-8.

Source: ISO 2709:2008; Library of Congress, MARC 21 Specifications for Record Structure.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pincite.importing.references.marc.marc8 import from_marc8
from pincite.importing.references.marc.record import MarcField, MarcRecord

# 24 characters, some of which every other program fills wrongly, and the first of the directory.
_LEADER = re.compile(rb"[\d ]{5}[a-z][\w|# -]{3}.{3}[\d ]{5}.{7}[0-9A-Z]{3}[\d ]{9}", re.DOTALL)
_RECORD, _FIELD, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_ENTRY = 12
_FILLING = b"\r\n\t \x00\x1a"
_UNENDED = re.compile(
    rb"(?<=.)(?=\d{5}[a-z]{2}[\w|# -]{2}[ a]22\d{5}.{7}[0-9A-Z]{3}\d{9})", re.DOTALL
)


@dataclass(slots=True)
class IsoRecords:
    """The records of a file; `problems` are known when all were read."""

    data: bytes
    problems: list[tuple[int, str]] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, MarcRecord]]:
        pieces = _pieces(self.data.removeprefix(b"\xef\xbb\xbf"))
        is_cut = bool(pieces[-1].strip(_FILLING))
        for number, piece in enumerate(pieces, 1):
            if not piece.strip(_FILLING):
                continue
            record = _record(piece.lstrip(_FILLING))
            if record is None:
                self.problems.append((0, f"Record {number} has no directory that can be read."))
                continue
            if is_cut and number == len(pieces):
                self.problems.append(
                    (0, f"Record {number} is cut off; what there is of it was taken.")
                )
            yield 0, record


def _pieces(data: bytes) -> list[bytes]:
    """The file cut after its records, and at leaders where the mark before them is lost."""
    pieces = []
    for piece in data.split(_RECORD):
        pieces += _UNENDED.split(piece)
    return pieces


def is_iso2709(head: bytes, _suffix: str) -> bool:
    """True for how such a file begins: with a leader, and fields after a directory."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bool(_LEADER.match(head)) and _FIELD in head


def _record(piece: bytes) -> MarcRecord | None:
    leader = piece[:24].decode("ascii", "replace")
    end = piece.find(_FIELD)
    if len(piece) < 40 or end < 24:
        return None
    directory = piece[24:end]
    # Lengths count bytes, and are wrong in every file that was saved in another encoding since:
    # the separators are not, and fields follow each other in the order of their positions.
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    entries = [entry for entry in entries if re.fullmatch(rb"[0-9A-Za-z]{3}[\d ]{9}", entry)]
    entries.sort(key=lambda entry: int(entry[7:12].replace(b" ", b"0")))
    bodies = piece[end + 1 :].split(_FIELD)
    decode = _decoder(leader, piece)
    fields = [
        _field(entry[:3].decode("ascii"), decode(body))
        for entry, body in zip(entries, bodies, strict=False)
    ]
    return MarcRecord(leader, tuple(fields)) if fields else None


def _decoder(leader: str, piece: bytes) -> Callable[[bytes], str]:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        if leader[9:10] == "a":
            return lambda body: body.decode("utf-8", "replace")
        return from_marc8
    return lambda body: body.decode("utf-8")


def _field(tag: str, text: str) -> MarcField:
    if tag.startswith("00"):
        return MarcField(tag, text=text)
    indicators, *parts = text.split("\x1f")
    subfields = tuple((part[0], part[1:]) for part in parts if part)
    return MarcField(tag, indicators[:2].ljust(2), subfields)

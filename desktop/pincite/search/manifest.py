"""The manifest of the search index: which build is valid and up to which change it goes.

It is the last thing a commit writes, in one rename. A reader never sees a half-written build, and
after a crash the indexer goes on from the change number of the last whole commit. It can be read
without loading Whoosh.

FORMAT_VERSION changes with the fields of the indexes or the way they are stored:

* 1: pages (pid, doc, page, lang, text) and records (key, kind, item, five fields of text), in
  files of Whoosh's own codec.
* 2: the same in segments of our own, see docs/postings-format.md; the manifest lists them.
* 3: records know the language of their text, too.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pincite.search.analysis import ANALYSER_VERSION
from pincite.search.errors import (
    IndexBrokenError,
    IndexMissingError,
    IndexOutdatedError,
    IndexUnreadableError,
)
from pincite.search.segment import Segment

NAME = "manifest.json"
FORMAT_VERSION = 3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says.

    Attributes:
        build: name of the folder with the two indexes.
        seq: number of the last change of the library that is in the index.
        generation: number of the commit; grows by one with each.
        pages, records: the segments of the two indexes.
    """

    build: str
    seq: int = 0
    generation: int = 0
    pages: tuple[Segment, ...] = ()
    records: tuple[Segment, ...] = ()
    format: int = FORMAT_VERSION
    analyser: int = ANALYSER_VERSION


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the index in `folder`.

    Raises:
        IndexMissingError: there is none.
        IndexBrokenError: it is damaged.
        IndexUnreadableError: the system does not let us read it.
        IndexOutdatedError: the index has another format or other rules for words than this program.
    """
    try:
        values = json.loads((folder / NAME).read_bytes())
        if (int(values["format"]), int(values["analyser"])) != (FORMAT_VERSION, ANALYSER_VERSION):
            raise IndexOutdatedError(
                "The search index was made by another version of Pincite; build it anew."
            )
        return Manifest(
            build=str(values["build"]),
            seq=int(values["seq"]),
            generation=int(values["generation"]),
            pages=tuple(map(Segment.from_json, values["pages"])),
            records=tuple(map(Segment.from_json, values["records"])),
        )
    except FileNotFoundError:
        raise IndexMissingError(
            "There is no search index yet; it is built as soon as documents are imported."
        ) from None
    except OSError as error:
        raise IndexUnreadableError.because(error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise IndexBrokenError(
            "The search index cannot be read because its manifest is damaged; build it anew."
        ) from error


def has_manifest(folder: Path) -> bool:
    """True when there is one, whatever it says."""
    return (folder / NAME).exists()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make `manifest` the valid one: written aside, flushed to the disk, renamed over the old."""
    values = {
        "format": manifest.format,
        "analyser": manifest.analyser,
        "build": manifest.build,
        "seq": manifest.seq,
        "generation": manifest.generation,
        "pages": [segment.to_json() for segment in manifest.pages],
        "records": [segment.to_json() for segment in manifest.records],
    }
    temporary = folder / (NAME + ".tmp")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(values, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / NAME)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Flush the names in `folder` to the disk, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Text recognised from the pictures of pages: which pass over a document counts for which page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pincite.model.ids import Sha256


@dataclass(frozen=True, slots=True)
class RecognitionRun:
    """One pass of text recognition over pages of a document.

    Attributes:
        id: under which the library keeps the texts of its pages.
        language: as Tesseract names it ("eng", "deu+lat").
        engine: name and version of the program that read.
        at: ISO 8601 time in UTC when it began.
    """

    id: str
    language: str
    engine: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """The pages of a document that are read through text recognition.

    Attributes:
        pages: page index -> id of the run whose text counts for that page.
        runs: those that `pages` names, oldest first.
    """

    sha256: Sha256
    pages: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    runs: tuple[RecognitionRun, ...] = ()

    def with_pages(self, run: RecognitionRun, indices: "tuple[int, ...]") -> "Recognition":
        """The same, with these pages read by `run` from now on."""
        pages = {**self.pages, **dict.fromkeys(indices, run.id)}
        used = set(pages.values())
        others = (r for r in self.runs if r.id in used and r.id != run.id)
        return Recognition(self.sha256, pages, (*others, run))

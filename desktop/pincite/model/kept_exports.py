"""Exports that are written anew whenever what they hold has changed."""

from dataclasses import dataclass

from pincite.model.bib_options import USUAL, BibOptions
from pincite.model.changes import Changes
from pincite.model.ids import BibliographyId, CollectionId


@dataclass(frozen=True, slots=True)
class KeptExport:
    """A file that follows a bibliography, a collection, or with neither the whole library.

    Attributes:
        path: of the file, absolute.
        format: name of an export format ("biblatex").
        style: of formatted text; empty for the bibliography's own, or the usual one.
        bib: how a .bib is written.
    """

    id: str
    path: str
    format: str
    bibliography: BibliographyId | None = None
    collection: CollectionId | None = None
    style: str = ""
    bib: BibOptions = USUAL
    created: str = ""


def are_touched(changes: Changes) -> bool:
    """True when something changed that an export may hold."""
    return bool(
        changes.items
        or changes.collections
        or changes.documents
        or changes.pages
        or changes.annotations
        or changes.bibliographies
        or changes.citations
        or changes.kept_exports
    )

"""Commands on the library's own citation styles and abbreviations."""

from collections.abc import Mapping
from dataclasses import dataclass

from pincite.library.library import utc_now
from pincite.library.transaction import Transaction
from pincite.model.listing import Abbreviations
from pincite.model.own_styles import OwnStyle
from pincite.services.errors import NothingFoundError

ABBREVIATIONS = "abbreviations"
"""The id of the one list of abbreviations that a library has."""


@dataclass(frozen=True, slots=True)
class AddStyle:
    """Add a citation style to the library, in place of one of its name."""

    name: str
    xml: str
    label: str = "Add citation style"

    def apply(self, tx: Transaction) -> None:
        """Put it with the present time."""
        tx.put(OwnStyle(self.name, self.xml, utc_now()))


@dataclass(frozen=True, slots=True)
class RemoveStyle:
    """Take a style out of the library; a bundled one of its name is used again."""

    name: str
    label: str = "Remove citation style"

    def apply(self, tx: Transaction) -> None:
        """Remove it."""
        if tx.get(OwnStyle, self.name) is None:
            raise NothingFoundError(
                f"This library has no style of its own that is named {self.name}."
            )
        tx.remove(OwnStyle, self.name)


@dataclass(frozen=True, slots=True)
class AddAbbreviations:
    """Add abbreviations to the library's list; a long form that is known gets the new short one.

    An empty short form takes its long form out of the list.
    """

    entries: Mapping[str, Mapping[str, str]]
    label: str = "Change abbreviations"

    def apply(self, tx: Transaction) -> None:
        """Put the list with the additions."""
        old = tx.get(Abbreviations, ABBREVIATIONS)
        merged = {kind: dict(known) for kind, known in (old.entries if old else {}).items()}
        for kind, entries in self.entries.items():
            known = merged.setdefault(kind, {})
            for long, short in entries.items():
                known.pop(long, None)
                if short:
                    known[long] = short
        tx.put(Abbreviations(ABBREVIATIONS, merged))

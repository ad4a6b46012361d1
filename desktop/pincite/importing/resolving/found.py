"""What a source says of a work."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pincite.model.items import ItemDraft


@dataclass(frozen=True, slots=True)
class Found:
    """A work as a source describes it.

    Attributes:
        source: its name for people.
        pdfs: addresses where the source says that the work lies as a PDF, best first.
    """

    draft: ItemDraft
    source: str
    pdfs: tuple[str, ...] = ()


def found(draft: ItemDraft, source: str, pdfs: Iterable[str] = ()) -> Found:
    """The draft with the source as where all its values come from."""
    names = ("type", *draft.fields, *draft.dates, *(c.role for c in draft.creators))
    sources = dict.fromkeys(names, source)
    web = (each for each in pdfs if each.lower().startswith(("http://", "https://")))
    return Found(replace(draft, sources=sources), source, tuple(dict.fromkeys(web)))

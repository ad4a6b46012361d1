"""What a `pincite://` address stands for: links in exported notes and documents lead back here."""

from dataclasses import dataclass

from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.errors import NothingFoundError

SCHEME = "pincite://"


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: a mark in a document, or a work."""

    item: ItemId | None = None
    annotation: Annotation | None = None


def target_of(reader: Reader, address: str) -> Target:
    """Look an address up.

    Args:
        address: "pincite://annotation/<id>" or "pincite://item/<id>".

    Raises:
        NothingFoundError: it is none, or what it names is not in this library.
    """
    kind, _, id = address.removeprefix(SCHEME).strip("/").partition("/")
    if kind == "annotation":
        annotation = reader.get(Annotation, id)
        if annotation is not None and not annotation.trashed:
            return Target(annotation=annotation)
    elif kind == "item":
        item = reader.get(Item, id)
        if item is not None and not item.trashed:
            return Target(item=item.id)
    raise NothingFoundError(
        f"“{address}” leads nowhere in this library. It may have been deleted, or it is of another "
        "library."
    )

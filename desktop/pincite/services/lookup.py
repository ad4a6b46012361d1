"""Finding the item that a user names."""

from pathlib import Path

from pincite.library.files import sha256_of
from pincite.library.queries import Reader
from pincite.model.annotations import Annotation
from pincite.model.citations import Bibliography
from pincite.model.documents import Document
from pincite.model.items import Item
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.reading import document_to_read


def item_named(reader: Reader, reference: str) -> Item:
    """The live item for a citation key, an item id, or a document's path or sha256.

    Raises:
        NothingFoundError: nothing in the library goes by that name.
        ServiceError: several do.
    """
    found = [item for item in reader.find_items(reference) if not item.trashed]
    if not found:
        found = _item_of_file(reader, reference)
    if not found:
        raise NothingFoundError(
            f"There is no item “{reference}” in this library. Name it by its citation key, its id, "
            "or its file; `pincite list` shows them."
        )
    if len(found) > 1:
        keys = ", ".join(item.key or item.id for item in found[:5])
        raise ServiceError(f"“{reference}” means several items ({keys}); name one of them in full.")
    return found[0]


def document_named(reader: Reader, reference: str) -> tuple[Item, Document]:
    """The item that a user names, and its document to read.

    Raises:
        NothingFoundError: no such item, or it has no document.
        ServiceError: several items go by that name.
    """
    item = item_named(reader, reference)
    document = reader.get(Document, reference) or document_to_read(reader, item.id)
    if document is None:
        raise NothingFoundError(
            f"“{item.title or item.key}” has no file in this library; import one to read it."
        )
    return item, document


def bibliography_named(reader: Reader, name: str) -> Bibliography:
    """The bibliography with this name or id.

    Raises:
        NothingFoundError: there is none.
    """
    found = reader.bibliography_by_name(name) or reader.get(Bibliography, name)
    if found is None or found.trashed:
        raise NothingFoundError(
            f"There is no bibliography “{name}”. `pincite bib list` shows those there are; "
            f"`pincite bib new {name}` makes it."
        )
    return found


def annotation_named(reader: Reader, reference: str) -> Annotation:
    """The annotation with this id.

    Raises:
        NothingFoundError: there is none.
    """
    found = reader.get(Annotation, reference)
    if found is None or found.trashed:
        raise NothingFoundError(
            f"There is no annotation “{reference}”; `pincite annotations ITEM` shows their ids."
        )
    return found


def _item_of_file(reader: Reader, reference: str) -> list[Item]:
    path = Path(reference)
    if not path.is_file():
        return []
    return [item for item in reader.find_items(sha256_of(path)) if not item.trashed]

"""Checks of what a work of its type needs to be cited."""

from pincite.model import csl
from pincite.model.items import Item
from pincite.services.integrity.findings import Found

_NAMES = {
    "title": "title",
    "issued": "date",
    "names": "author or editor",
    "container-title": "title of what it appeared in",
    "publisher": "publisher",
    "URL": "address",
    "genre": "kind of thesis",
    "event-title": "name of the event",
    "number": "number",
}
_OF_ALL = ("title", "issued", "names")
_BY_TYPE: dict[str, tuple[str, ...]] = {
    "article-journal": (*_OF_ALL, "container-title"),
    "article-magazine": ("title", "issued", "container-title"),
    "article-newspaper": ("title", "issued", "container-title"),
    "book": (*_OF_ALL, "publisher"),
    "chapter": (*_OF_ALL, "container-title", "publisher"),
    "entry-dictionary": ("title", "container-title"),
    "entry-encyclopedia": ("title", "container-title"),
    "paper-conference": (*_OF_ALL, "container-title"),
    "thesis": (*_OF_ALL, "publisher"),
    "report": _OF_ALL,
    "webpage": ("title", "URL"),
    "post-weblog": ("title", "URL"),
    "patent": ("title", "number"),
    "standard": ("title", "number"),
    "legislation": ("title",),
    "legal_case": ("title",),
}
_LEAST = ("title",)


def check_required(item: Item) -> Found:
    """Values without which a citation of such a work says too little."""
    for name in _BY_TYPE.get(item.type, _LEAST):
        if not _has(item, name):
            yield name, f"The {_NAMES[name]} is missing."


def check_type(item: Item) -> Found:
    """Styles have rules for CSL's types alone."""
    if item.type not in csl.TYPES:
        yield "type", f"“{item.type}” is not a type that citation styles know."


def _has(item: Item, name: str) -> bool:
    if name == "issued":
        return bool(item.issued)
    if name == "names":
        return bool(item.creators)
    if name == "container-title":
        return any(item.fields.get(n) for n in (name, "collection-title", "event-title"))
    return bool(item.fields.get(name))

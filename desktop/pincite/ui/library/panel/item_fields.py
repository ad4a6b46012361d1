"""Which fields an item of a type shows, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pincite.model import csl
from pincite.model.items import Item

_ARTICLE = ("container-title", "volume", "issue", "page")
_BOOK = ("publisher", "publisher-place", "edition", "volume", "number-of-pages", "ISBN")
_BY_TYPE: Mapping[str, tuple[str, ...]] = {
    "article-journal": (*_ARTICLE, "ISSN"),
    "article-magazine": _ARTICLE,
    "article-newspaper": ("container-title", "page"),
    "article": ("container-title", "publisher", "number"),
    "book": _BOOK,
    "chapter": ("container-title", "publisher", "publisher-place", "page", "ISBN"),
    "paper-conference": ("container-title", "event-title", "publisher", "page"),
    "report": ("publisher", "publisher-place", "number", "number-of-pages"),
    "thesis": ("publisher", "genre", "number-of-pages"),
    "webpage": ("container-title",),
    "post-weblog": ("container-title",),
    "legal_case": ("authority", "container-title", "volume", "page", "number"),
    "legislation": ("container-title", "number", "section", "jurisdiction"),
    "broadcast": ("container-title", "publisher", "medium"),
    "manuscript": ("archive", "archive_location", "genre"),
}
_ELSE = ("container-title", "publisher", "page")
_ALWAYS = ("DOI", "URL")
_ROLES: Mapping[str, tuple[str, ...]] = {
    "chapter": ("author", "editor"),
    "interview": ("author", "interviewer"),
    "motion_picture": ("director", "author"),
}


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A line of the form: a field, a date or the creators of a role.

    Attributes:
        kind: "field", "date" or "creators".
    """

    kind: str
    name: str
    label: str


def lines_of(item: Item) -> list[FieldLine]:
    """The lines: creators, date, what matters for the type, then all else that the item has."""
    roles = list(_ROLES.get(item.type, ("author",)))
    roles += [c.role for c in item.creators]
    lines = [
        FieldLine("creators", role, label_of(role, item.type)) for role in dict.fromkeys(roles)
    ]
    dates = ["issued", *(["accessed"] if item.type in ("webpage", "post-weblog") else [])]
    dates += sorted(item.dates)
    lines += [FieldLine("date", name, label_of(name, item.type)) for name in dict.fromkeys(dates)]
    fields = [*_BY_TYPE.get(item.type, _ELSE), *_ALWAYS, *sorted(item.fields)]
    names = [name for name in dict.fromkeys(fields) if name != "title"]
    return lines + [FieldLine("field", name, label_of(name, item.type)) for name in names]


def further_fields(item: Item) -> list[tuple[str, str]]:
    """Fields, dates and roles that the form does not show yet: (name, label), by label."""
    shown = {line.name for line in lines_of(item)} | {"title"}
    names = (
        *csl.STANDARD_VARIABLES,
        *csl.NUMBER_VARIABLES,
        *csl.DATE_VARIABLES,
        *csl.NAME_VARIABLES,
    )
    rest = [(name, label_of(name, item.type)) for name in dict.fromkeys(names) if name not in shown]
    return sorted(rest, key=lambda entry: entry[1].casefold())


def label_of(name: str, item_type: str = "") -> str:
    """What a CSL variable is called in the interface."""
    tr = QCoreApplication.translate
    if name == "container-title":
        return _container_label(item_type)
    if name == "publisher" and item_type in ("report", "thesis"):
        return tr("Fields", "Institution") if item_type == "report" else tr("Fields", "University")
    special = {
        "author": tr("Fields", "Authors"),
        "editor": tr("Fields", "Editors"),
        "translator": tr("Fields", "Translators"),
        "issued": tr("Fields", "Date"),
        "accessed": tr("Fields", "Accessed"),
        "page": tr("Fields", "Pages"),
        "number-of-pages": tr("Fields", "No. of pages"),
        "publisher-place": tr("Fields", "Place"),
        "event-title": tr("Fields", "Event"),
        "archive_location": tr("Fields", "Shelf mark"),
        "authority": tr("Fields", "Court"),
    }
    plain = name.replace("-", " ").replace("_", " ")
    return special.get(name) or plain[:1].upper() + plain[1:]


def _container_label(item_type: str) -> str:
    tr = QCoreApplication.translate
    labels = {
        "article-journal": tr("Fields", "Journal"),
        "article-magazine": tr("Fields", "Magazine"),
        "article-newspaper": tr("Fields", "Newspaper"),
        "chapter": tr("Fields", "Book"),
        "paper-conference": tr("Fields", "Proceedings"),
        "webpage": tr("Fields", "Website"),
        "post-weblog": tr("Fields", "Blog"),
        "legal_case": tr("Fields", "Reporter"),
        "broadcast": tr("Fields", "Programme"),
    }
    return labels.get(item_type, tr("Fields", "Published in"))

"""The fields of the query language in the user's words."""

from PySide6.QtCore import QCoreApplication

from pincite.search.conditions import Relation
from pincite.search.query_fields import FIELDS


def field_name(name: str) -> str:
    """What a field is called where one chooses it: "author" is "Author or editor"."""
    tr = QCoreApplication.translate
    return {
        "title": tr("Query", "Title"),
        "author": tr("Query", "Author or editor"),
        "year": tr("Query", "Year"),
        "type": tr("Query", "Type"),
        "tag": tr("Query", "Tag"),
        "collection": tr("Query", "Collection"),
        "note": tr("Query", "Note"),
        "annotation": tr("Query", "Annotation"),
        "color": tr("Query", "Highlight colour"),
        "kind": tr("Query", "Kind of quotation"),
        "page": tr("Query", "Page of the file"),
        "label": tr("Query", "Printed page"),
        "cited": tr("Query", "Cited in a bibliography"),
        "cites": tr("Query", "Cites the work"),
        "citedby": tr("Query", "Cited by the work"),
        "lang": tr("Query", "Language"),
        "added": tr("Query", "Added"),
        "has": tr("Query", "Has"),
        "state": tr("Query", "Reading state"),
        "saved": tr("Query", "Saved search"),
    }[name]


def field_meaning(name: str) -> str:
    """What a field finds, in a few words."""
    tr = QCoreApplication.translate
    return {
        "title": tr("Query", "works with this in the title"),
        "author": tr("Query", "works by an author or editor"),
        "year": tr("Query", "works published then: 2009, 2005..2012, ..1990"),
        "type": tr("Query", "works of a type; article is any article"),
        "tag": tr("Query", "works and annotations with a tag"),
        "collection": tr("Query", "works in it or in one below it"),
        "note": tr("Query", "works with a note that has the word"),
        "annotation": tr("Query", "pages with such an annotation"),
        "color": tr("Query", "pages with an annotation of this colour"),
        "kind": tr("Query", "pages with a quotation of a kind"),
        "page": tr("Query", "this page of the file, counted from 1"),
        "label": tr("Query", "the page with this printed number"),
        "cited": tr("Query", "works in one of your bibliographies"),
        "state": tr("Query", "works that you have not read, are reading, or have read"),
        "cites": tr("Query", "documents that cite this work"),
        "citedby": tr("Query", "works that this one cites"),
        "lang": tr("Query", "works in a language"),
        "added": tr("Query", "works added since, or in 2024 or 2024-05"),
        "has": tr(
            "Query", "works with notes, annotations, files, tags, abstract, doi, tasks, related"
        ),
        "saved": tr("Query", "what a saved search finds"),
    }[name]


def operators() -> list[tuple[str, str]]:
    """Examples of what stands beside fields, each with what it finds."""
    tr = QCoreApplication.translate
    return [
        ("pure reason", tr("Query", "both words, and other forms of them, anywhere on the page")),
        ('"pure reason"', tr("Query", "side by side, in this order, as they are written")),
        ("=reason", tr("Query", "the word as it is written, no other forms of it")),
        ("-reason", tr("Query", "without the word (also: NOT reason)")),
        ("pure OR practical", tr("Query", "either; brackets group: (pure OR practical) reason")),
        ("reas*", tr("Query", "words that begin so")),
        ("reasom~", tr("Query", "words spelled much like it; ~2: two letters may differ")),
        ("pure NEAR/5 reason", tr("Query", "at most five words apart, in either order")),
        ("author:(kant OR hume)", tr("Query", "a group as the value of a field")),
    ]


def examples() -> list[tuple[str, str]]:
    """An example of each field with what it finds."""
    return [(field.example, field_meaning(name)) for name, field in FIELDS.items()]


def relation_name(field: str, relation: Relation, *, is_not: bool) -> str:
    """How the field of a row and its value are related, to stand between the two."""
    tr = QCoreApplication.translate
    if relation is Relation.IS and field in ("has", "cited"):
        return tr("Query", "not") if is_not else ":"
    names = {
        Relation.WORDS: (tr("Query", "has the words"), tr("Query", "has not the words")),
        Relation.PHRASE: (tr("Query", "has the phrase"), tr("Query", "has not the phrase")),
        Relation.BEGINS: (
            tr("Query", "has a word that begins"),
            tr("Query", "has no word that begins"),
        ),
        Relation.IS: (tr("Query", "is"), tr("Query", "is not")),
        Relation.FROM: (tr("Query", "is from"), ""),
        Relation.UNTIL: (tr("Query", "is until"), ""),
    }
    return names[relation][is_not]


def choice_name(field: str, choice: str) -> str:
    """One of the few values of a field in words."""
    tr = QCoreApplication.translate
    special = {
        "doi": tr("Query", "a DOI"),
        "notes": tr("Query", "notes"),
        "annotations": tr("Query", "annotations"),
        "files": tr("Query", "files"),
        "tags": tr("Query", "tags"),
        "abstract": tr("Query", "an abstract"),
        "tasks": tr("Query", "open tasks"),
        "related": tr("Query", "related works"),
        "unread": tr("Query", "unread"),
        "reading": tr("Query", "being read"),
        "read": tr("Query", "read"),
        "yes": tr("Query", "yes"),
        "no": tr("Query", "no"),
    }
    return special.get(choice, choice) if field in ("has", "cited", "state") else choice

"""The identifiers of an item, written one way, so that they can be looked up."""

from pincite.library.folding import storable
from pincite.model.identifiers import find_arxiv, normal_doi, normal_isbn
from pincite.model.items import Item

FORMER_KEY, ALIAS = "former key", "alias"
_FIELDS = ("DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL")
_ARXIV_FIELDS = ("number", "archive_location", "note", "DOI")


def identifiers_of(item: Item) -> list[tuple[str, str]]:
    """Pairs of name and normal value: ("DOI", "10.1/x"), ("arXiv", "2101.00001").

    Aliases stand among them, and keys that the item had, those as they were written.
    """
    found = [
        (name, normal_identifier(name, item.fields[name]))
        for name in _FIELDS
        if item.fields.get(name)
    ]
    for name in _ARXIV_FIELDS:
        text = item.fields.get(name, "")
        is_bare = name == "archive_location" and item.fields.get("archive", "").lower() == "arxiv"
        arxiv = find_arxiv(f"arXiv:{text}" if is_bare else text.replace("/arxiv.", "/arXiv:"))
        if arxiv:
            found.append(("arXiv", normal_identifier("arXiv", arxiv)))
    found += [(ALIAS, normal_identifier(ALIAS, alias)) for alias in item.aliases]
    return found + [(FORMER_KEY, storable(key)) for key in item.former_keys]


def normal_identifier(name: str, value: str) -> str:
    """One spelling of an identifier; one that breaks its rules keeps its own, in lower case."""
    if name == "DOI":
        try:
            return normal_doi(value)
        except ValueError:
            pass
    if name == "ISBN":
        return normal_isbn(value) or value.strip().lower()
    if name == "arXiv":
        text = value if value.lower().startswith("arxiv:") else f"arXiv:{value}"
        return (find_arxiv(text) or value.strip()).lower()
    return value.strip().lower().encode("utf-8", "replace").decode()

"""Elements of MODS by their names, in whatever namespace prefix."""

from collections.abc import Iterator

from lxml import etree

from pincite.importing.references.gathering import one_line
from pincite.importing.references.xml_records import local


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements within, by their name without namespace."""
    return (child for child in element if local(child) == name)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first element within of that name."""
    return next(children(element, name), None)


def deep(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of that name at any depth."""
    return (child for child in element.iter() if local(child) == name)


def path_text(element: etree._Element, *names: str) -> str:
    """The text at a path of names, each the first of its kind; empty without it."""
    found: etree._Element | None = element
    for name in names:
        found = child(found, name) if found is not None else None
    return one_line(all_text(found)) if found is not None else ""


def all_text(element: etree._Element) -> str:
    """The text in an element as it stands."""
    return "".join(str(part) for part in element.itertext())

"""RDF in XML as resources that point to each other."""

from collections.abc import Iterator

from lxml import etree

from pincite.importing.references.gathering import one_line
from pincite.importing.references.xml_records import local, named

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LISTS = ("Seq", "Bag", "Alt", "li", "List")


class Graph:
    """The resources of a file by their addresses.

    Attributes:
        top: the resources described at the top of the file, in order.
    """

    def __init__(self, root: etree._Element, *, is_broken: bool = False) -> None:
        self.top = [child for child in root if named(child)]
        if is_broken:
            # What was not closed holds what follows it.
            within = (each for each in root.iter() if named(each) and each.getparent() is not root)
            self.top += [each for each in within if value(each, "itemType")]
        self._by_name: dict[str, etree._Element] = {}
        for element in root.iter():
            if named(element) and len(element) and (name := name_of(element)):
                self._by_name.setdefault(name, element)

    def resources(self, element: etree._Element) -> list[etree._Element]:
        """What a property leads to: the resource that it names, or those within it."""
        name = element.get(f"{RDF}resource") or element.get(f"{RDF}nodeID")
        if name:
            found = self._by_name.get(name)
            return [found] if found is not None else []
        return [child for child in element if named(child)]

    def listed(self, element: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
        """What a property leads to, in order, with the members of lists."""
        for resource in self.resources(element):
            yield resource
            if local(resource) in _LISTS and depth < 4:
                for entry in resource:
                    yield from self.listed(entry, depth + 1)


def collections_of(graph: Graph) -> dict[str, list[str]]:
    """Name of a resource -> names of the collections it is in, each with those above it."""
    collections = {name_of(each): each for each in graph.top if local(each) == "Collection"}
    above = {part: name for name, each in collections.items() for part in targets(each, "hasPart")}
    found: dict[str, list[str]] = {}
    for name, each in collections.items():
        path: list[str] = []
        at, seen = name, {""}
        while at in collections and at not in seen:
            seen.add(at)
            # A slash parts collections, and is part of a name only here.
            path.insert(0, value(collections[at], "title").replace("/", "-"))
            at = above.get(at, "")
        for part in targets(each, "hasPart"):
            if part not in collections:
                found.setdefault(part, []).append("/".join(path))
    return found


def name_of(element: etree._Element) -> str:
    """The address or number by which a resource is pointed to; empty without one."""
    names = (element.get(f"{RDF}{attribute}") for attribute in ("about", "ID", "nodeID"))
    return next((name for name in names if name), "")


def targets(element: etree._Element, property_name: str) -> list[str]:
    """The resources that a property of an element names."""
    found = (child.get(f"{RDF}resource") for child in element if local(child) == property_name)
    return [target for target in found if target]


def value(element: etree._Element, *names: str) -> str:
    """The text of the first property with one of the names that has some."""
    return next((said for child in element if local(child) in names and (said := text(child))), "")


def raw(element: etree._Element) -> str:
    """The text in an element as it stands."""
    return "".join(str(part) for part in element.itertext())


def text(element: etree._Element) -> str:
    """The text in an element with single spaces."""
    return one_line(raw(element))

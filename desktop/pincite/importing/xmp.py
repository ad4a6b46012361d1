"""Reading an XMP packet.

Source: ISO 16684-1 (XMP), PRISM 3.0 metadata, Dublin Core.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "rights",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.crossref.org/crossmark/1.0/": "crossmark",
}
_PRISM = re.compile(r"^http://prismstandard\.org/namespaces/(?:basic/)?\d\.\d/")
_LIMIT = 2_000_000


@dataclass(frozen=True, slots=True)
class Xmp:
    """Properties by short name ("dc:title", "prism:doi"), each with its values in order."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first value of the first of `names` that has one, else empty."""
        for name in names:
            for value in self.values.get(name, ()):
                if value:
                    return value
        return ""

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a property."""
        return self.values.get(name, ())


def read_xmp(packet: str) -> Xmp:
    """The properties of an XMP packet; empty when it is missing, too long, or no XML at all."""
    if not packet.strip() or len(packet) > _LIMIT:
        return Xmp()
    # Entities are left alone: a packet is foreign text and may try to read files or to explode.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    source = packet.replace("\x00", "").lstrip("\ufeff \t\r\n")
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Xmp()
    if root is None:
        return Xmp()
    values: dict[str, tuple[str, ...]] = {}
    for description in root.iter(_RDF + "Description"):
        for name, text in description.attrib.items():
            _add(values, _short(str(name)), (str(text),))
        for child in description:
            if isinstance(child.tag, str):
                _add(values, _short(child.tag), _texts(child))
    return Xmp(values)


def _add(values: dict[str, tuple[str, ...]], name: str, texts: tuple[str, ...]) -> None:
    cleaned = tuple(" ".join(text.split()) for text in texts)
    if name and any(cleaned) and name not in values:
        values[name] = tuple(text for text in cleaned if text)


def _short(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    if _PRISM.match(namespace):
        return f"prism:{local}"
    prefix = _NAMESPACES.get(namespace)
    return f"{prefix}:{local}" if prefix else ""


def _texts(element: etree._Element) -> tuple[str, ...]:
    items = list(element.iter(_RDF + "li"))
    return tuple("".join(_strings(item)) for item in items or [element])


def _strings(element: etree._Element) -> list[str]:
    return [str(text) for text in element.itertext()]

"""MARCXML: the same records in XML.

Source: Library of Congress, MARC 21 XML Schema (MARC21slim).
"""

import re
from collections.abc import Iterator

from lxml import etree

from pincite.importing.references.marc.record import MarcField, MarcRecord
from pincite.importing.references.xml_records import XmlRecords, line_of, local

_SLIM = re.compile(rb"loc\.gov/MARC21/slim|bibtype|info:lc/xmlns/marcxchange")


def is_marcxml(head: bytes, _suffix: str) -> bool:
    """True for how such a file begins."""
    has_fields = re.search(rb"<(?:[\w.-]+:)?datafield\s", head)
    return bool(has_fields and (_SLIM.search(head) or b"subfield" in head))


def xml_records(source: XmlRecords) -> Iterator[tuple[int, MarcRecord]]:
    """The records in a file of MARCXML; search results wrap records in records."""
    for line, outer in source:
        for element in outer.iter():
            if local(element) == "record" and any(local(c) == "datafield" for c in element):
                yield max(line, line_of(element)), _record(element)


def _record(element: etree._Element) -> MarcRecord:
    leader, fields = "", []
    for child in element:
        name, tag = local(child), child.get("tag") or ""
        if name == "leader":
            leader = child.text or ""
        elif name == "controlfield":
            fields.append(MarcField(tag, text=child.text or ""))
        elif name == "datafield":
            indicators = (child.get("ind1") or " ")[:1] + (child.get("ind2") or " ")[:1]
            subfields = tuple(
                ((sub.get("code") or "")[:1], "".join(str(text) for text in sub.itertext()))
                for sub in child
                if local(sub) == "subfield"
            )
            fields.append(MarcField(tag, indicators, subfields))
    return MarcRecord(leader, tuple(fields))

"""What the U.S. Government Publishing Office adds to its MODS records.

Source: govinfo, descriptive metadata of its collections (collectionCode and their elements).
"""

from lxml import etree

from pincite.importing.references.gathering import Gathering, one_line
from pincite.importing.references.xml_records import local

_TYPES = {
    "CHRG": "hearing", "BILLS": "bill", "PLAW": "legislation", "STATUTE": "legislation",
    "USCODE": "legislation", "CFR": "regulation", "FR": "regulation", "USCOURTS": "legal_case",
    "CRPT": "report", "CDOC": "report", "GAOREPORTS": "report",
}  # fmt: skip
_CHAMBERS = {"SENATE": "Senate", "HOUSE": "House of Representatives", "JOINT": "Congress"}


def read_govinfo(record: etree._Element, work: Gathering) -> None:
    """Add kind, number, congress, chamber and committee; nothing for records of others."""
    said: dict[str, str] = {}
    committee = ""
    for extension in (child for child in record if local(child) == "extension"):
        for child in extension:
            name = local(child)
            if name == "congCommittee":
                names = [each for each in child if local(each) == "name"]
                whole = [e for e in names if e.get("type") == "authority-standard"] or names
                committee = committee or one_line(
                    "".join(map(str, whole[0].itertext())) if whole else ""
                )
            else:
                said.setdefault(name, one_line(child.text or ""))
    kind = _TYPES.get(said.get("collectionCode", ""))
    if kind is None:
        return
    work.type = kind
    work.put("number", said.get("number", ""))
    if said.get("congress"):
        work.put("chapter-number", said["congress"])
    work.put("authority", _CHAMBERS.get(said.get("chamber", ""), ""))
    if kind == "hearing":
        work.put("section", committee)

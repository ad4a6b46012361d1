"""Files of MARC records."""

from pincite.importing.references.gathering import Gathering, gather
from pincite.importing.references.marc.iso2709 import IsoRecords
from pincite.importing.references.marc.marc21 import work_of_marc21
from pincite.importing.references.marc.marcxml import xml_records
from pincite.importing.references.marc.record import MarcRecord
from pincite.importing.references.marc.unimarc import is_unimarc, work_of_unimarc
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.xml_records import XmlRecords


def read_marc(data: bytes) -> ReferenceFile:
    """The works of a file in ISO 2709."""
    records = IsoRecords(data)
    return gather("MARC", records, _work, records.problems)


def read_marcxml(data: bytes) -> ReferenceFile:
    """The works of a file in XML."""
    records = XmlRecords(data, ("record",))
    return gather("MARCXML", xml_records(records), _work, records.problems)


def _work(record: MarcRecord) -> Gathering:
    return work_of_unimarc(record) if is_unimarc(record) else work_of_marc21(record)

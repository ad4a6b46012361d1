"""Files of Citavi: told apart and read."""

from pincite.importing.articles.packed import Package
from pincite.importing.errors import ImportingError
from pincite.importing.references.citavi.database import project_of_database
from pincite.importing.references.citavi.exchange import is_exchange_xml, project_of_xml
from pincite.importing.references.citavi.works import Works
from pincite.importing.references.gathering import gather
from pincite.importing.references.reference import ReferenceFile
from pincite.library.foreign import MAGIC

_NAME = "Citavi"


def read_citavi(data: bytes) -> ReferenceFile:
    """The works of a project, with quotations, files and categories."""
    if data.startswith(b"PK"):
        data = project_inside(data) or b""
    reader = project_of_database if data.startswith(MAGIC) else project_of_xml
    project, problems = reader(data)
    works = Works(project)
    found = gather(_NAME, works.records(), works.work, problems)
    return ReferenceFile(_NAME, found.references, found.problems, notes=tuple(works.thoughts()))


def is_citavi_database(head: bytes, suffix: str) -> bool:
    """True for the project file of Citavi 6."""
    return head.startswith(MAGIC) and (suffix in (".ctv6", ".ctv5") or b"KnowledgeItem" in head)


def project_inside(data: bytes) -> bytes | None:
    """The project in a backup; None when the archive holds none."""
    try:
        package = Package(data, "backup")
    except ImportingError:
        return None
    for name in package.names:
        if name.lower().endswith((".ctv6", ".ctv5", ".xml", ".ctt")):
            part = package.find(name)
            if part and (part.startswith(MAGIC) or is_exchange_xml(part[:4096])):
                return part
    return None

"""The exchange XML of Citavi, and backups that hold it in a ZIP archive."""

from lxml import etree

from pincite.importing.references.citavi.project import LINKS, CitaviProject
from pincite.importing.references.xml_records import XmlRecords, line_of, local

_TABLES = {
    "Persons": "Person", "Keywords": "Keyword", "Periodicals": "Periodical",
    "Publishers": "Publisher", "SeriesTitles": "SeriesTitle", "Categories": "Category",
    "References": "Reference", "KnowledgeItems": "KnowledgeItem", "Locations": "Location",
    "Groups": "Group", "Libraries": "Library", "TaskItems": "TaskItem",
}  # fmt: skip
_LINKS = {f"{name[:-1]}ies" if name.endswith("y") else f"{name}s": name for name in LINKS} | {
    "ReferenceOthersInvolved": "ReferenceOthersInvolved",
    # As version 5 spells it.
    "CategoryCatgories": "CategoryCategory",
}


def is_exchange_xml(head: bytes, _suffix: str = "") -> bool:
    """True for how such a file begins."""
    return b"<CitaviExchangeData" in head


def project_of_xml(data: bytes) -> tuple[CitaviProject, list[tuple[int, str]]]:
    """The project in a file, and what was wrong with it by line."""
    project = CitaviProject()
    sections = XmlRecords(data, (*_TABLES, *_LINKS))
    for _, section in sections:
        name = local(section)
        if table := _TABLES.get(name):
            rows = project.tables.setdefault(table, {})
            for element in section:
                rows[element.get("id") or f"{table}{len(rows)}"] = _row(element)
        elif link := _LINKS.get(name):
            for element in section:
                # "OnetoN": the owner, then the others.
                ids = [part.strip() for part in (element.text or "").split(";")]
                project.add_link(link, ids[0], ids[1:])
    return project, sections.problems


def _row(element: etree._Element) -> dict[str, str]:
    row = {local(child): _content(child) for child in element}
    return row | {"line": str(line_of(element))}


def _content(element: etree._Element) -> str:
    """The text of a column; ranges of pages are XML in it, as text or as elements."""
    if len(element):
        inner = "".join(str(etree.tostring(child, encoding="unicode")) for child in element)
        return f"{element.text or ''}{inner}"
    return element.text or ""

"""The project file of Citavi 6: tables of SQLite."""

from pincite.importing.references.citavi.project import LINKS, CitaviProject
from pincite.library.foreign import ForeignTables, ForeignTablesError

_TABLES = ("Person", "Keyword", "Periodical", "Publisher", "SeriesTitle", "Category", "Reference",
           "KnowledgeItem", "Location", "Group", "Library", "TaskItem")  # fmt: skip
_OWNERS = {
    "KnowledgeItemKeyword": "KnowledgeItemID",
    "KnowledgeItemCategory": "KnowledgeItemID",
    "KnowledgeItemGroup": "KnowledgeItemID",
    "ReferenceReference": "ParentReferenceID",
    "CategoryCategory": "ParentCategoryID",
}
_OTHERS = {
    "ReferenceKeyword": "KeywordID", "ReferencePublisher": "PublisherID",
    "ReferenceCategory": "CategoryID", "KnowledgeItemKeyword": "KeywordID",
    "KnowledgeItemCategory": "CategoryID", "ReferenceReference": "ChildReferenceID",
    "CategoryCategory": "ChildCategoryID", "ReferenceGroup": "GroupID",
    "KnowledgeItemGroup": "GroupID",
}  # fmt: skip


def project_of_database(data: bytes) -> tuple[CitaviProject, list[tuple[int, str]]]:
    """The project in a file of SQLite, and what was wrong with it."""
    project = CitaviProject()
    try:
        with ForeignTables(data) as tables:
            if "Reference" not in tables.names:
                return project, [(0, "The file has no table of references.")]
            for name in _TABLES:
                rows = tables.rows(name)
                project.tables[name] = {row.get("ID", str(n)): row for n, row in enumerate(rows)}
            for name in LINKS:
                _read_link(project, tables, name)
    except ForeignTablesError as error:
        return project, [(0, str(error))]
    for id_, row in project.rows("Reference").items():
        if parent := row.get("ParentReferenceID"):
            project.add_link("ReferenceReference", parent, [id_])
    for id_, row in project.rows("Category").items():
        if parent := row.get("ParentID") or row.get("ParentCategoryID"):
            project.add_link("CategoryCategory", parent, [id_])
    return project, []


def _read_link(project: CitaviProject, tables: ForeignTables, name: str) -> None:
    owner, other = _OWNERS.get(name, "ReferenceID"), _OTHERS.get(name, "PersonID")
    rows = tables.rows(name)
    rows.sort(key=lambda row: int(row["Index"]) if row.get("Index", "").isdecimal() else 0)
    for row in rows:
        if row.get(owner) and row.get(other):
            project.add_link(name, row[owner], [row[other]])

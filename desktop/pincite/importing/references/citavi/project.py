"""A Citavi project as its tables, whatever they are stored in.

Source: the exchange format CitaviExchangeData of Citavi 5 and 6, and the SQLite tables of .ctv6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, str]

LINKS = (
    "ReferenceAuthor", "ReferenceEditor", "ReferenceCollaborator", "ReferenceOrganization",
    "ReferenceOthersInvolved", "ReferenceKeyword", "ReferencePublisher", "ReferenceCategory",
    "KnowledgeItemKeyword", "KnowledgeItemCategory", "ReferenceReference", "CategoryCategory",
    "ReferenceGroup", "KnowledgeItemGroup",
)  # fmt: skip
"""Tables that lead from one row to others, in their order."""


@dataclass(slots=True)
class CitaviProject:
    """The rows of a project.

    Attributes:
        tables: name in the singular ("Person") -> id -> row, in the order of the file.
        links: name of one of `LINKS` -> id -> ids.
    """

    tables: dict[str, dict[str, Row]] = field(default_factory=dict)
    links: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def rows(self, table: str) -> Mapping[str, Row]:
        """The rows of a table by their ids; empty when there is none."""
        return self.tables.get(table, {})

    def linked(self, link: str, owner: str) -> Sequence[str]:
        """The ids that a link leads to from a row."""
        return self.links.get(link, {}).get(owner, [])

    def name(self, table: str, id_: str) -> str:
        """What a row is called; empty when there is none."""
        return self.rows(table).get(id_, {}).get("Name", "").strip()

    def add_link(self, link: str, owner: str, others: Sequence[str]) -> None:
        """Remember that a row leads to others."""
        known = self.links.setdefault(link, {}).setdefault(owner, [])
        known.extend(other for other in others if other and other not in known)

"""The columns of the table of items."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from pincite.library.queries import ItemRow
from pincite.ui.library.state_names import state_name
from pincite.ui.library.type_names import type_name


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: stable, for settings; `sort` is what `Reader.item_ids` sorts by, empty for none.
        width_px: at first; 0 takes the rest.
    """

    name: str
    sort: str
    width_px: int
    is_shown: bool = True
    is_number: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("mark", "", 34),
    Column("title", "title", 0),
    Column("creators", "creators", 170),
    Column("year", "year", 72),
    Column("type", "type", 132),
    Column("annotations", "annotations", 80),
    Column("reading", "reading", 84),
    Column("added", "added", 110, is_shown=False),
    Column("key", "key", 130, is_shown=False),
    Column("container", "container", 160, is_shown=False),
    Column("tags", "", 140, is_shown=False),
    Column("tasks", "", 64, is_shown=False),
)
TITLE = 1


def heading(column: Column) -> str:
    """What stands in the header."""
    texts = {
        "mark": "",
        "title": QCoreApplication.translate("Columns", "Title"),
        "creators": QCoreApplication.translate("Columns", "Creators"),
        "year": QCoreApplication.translate("Columns", "Year"),
        "type": QCoreApplication.translate("Columns", "Type"),
        "annotations": QCoreApplication.translate("Columns", "Annot."),
        "added": QCoreApplication.translate("Columns", "Added"),
        "key": QCoreApplication.translate("Columns", "Key"),
        "container": QCoreApplication.translate("Columns", "Published in"),
        "reading": QCoreApplication.translate("Columns", "Reading"),
        "tasks": QCoreApplication.translate("Columns", "Tasks"),
        "tags": QCoreApplication.translate("Columns", "Tags"),
    }
    return texts[column.name]


def cell_text(column: Column, row: ItemRow) -> str:
    """What stands in a cell."""
    match column.name:
        case "title":
            return row.title or QCoreApplication.translate("Columns", "Untitled")
        case "creators":
            return row.creators
        case "year":
            return row.year
        case "type":
            return type_name(row.type)
        case "annotations":
            return str(row.annotations)
        case "added":
            return short_date(row.added)
        case "key":
            return row.key
        case "container":
            return row.container
        case "tags":
            return ", ".join(row.tags)
        case "reading":
            return state_name(row.reading)
        case "tasks":
            return str(row.tasks) if row.tasks else ""
    return ""


def short_date(iso: str) -> str:
    """The day of an ISO time in the user's language: "3 Nov 2026"."""
    day = QDate.fromString(iso[:10], Qt.DateFormat.ISODate)
    return QLocale().toString(day, "d MMM yyyy") if day.isValid() else ""

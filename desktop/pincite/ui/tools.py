"""The tabs of the Tools menu, by name: each is there once."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pincite.ui.context import AppContext


def tool_tab(name: str, context: AppContext) -> tuple[str, QWidget]:
    """The title of a tool's tab, and the tab, made now.

    Args:
        name: "duplicates", "integrity", "cleaning", "history" or "trash".
    """
    title, make = _makers()[name]
    return title, make(context)


def _makers() -> dict[str, tuple[str, Callable[[AppContext], QWidget]]]:
    tr = QCoreApplication.translate
    return {
        "duplicates": (tr("Tools", "Duplicates"), _duplicates),
        "integrity": (tr("Tools", "Check"), _integrity),
        "cleaning": (tr("Tools", "Clean-up"), _cleaning),
        "history": (tr("Tools", "History"), _history),
        "trash": (tr("Tools", "Trash"), _trash),
    }


# Imported when wanted: a window opens without any of them.
def _duplicates(context: AppContext) -> QWidget:
    from pincite.ui.duplicates.duplicates_tab import DuplicatesTab

    return DuplicatesTab(context)


def _integrity(context: AppContext) -> QWidget:
    from pincite.ui.integrity.integrity_tab import IntegrityTab

    return IntegrityTab(context)


def _cleaning(context: AppContext) -> QWidget:
    from pincite.ui.cleaning.cleaning_tab import CleaningTab

    return CleaningTab(context)


def _history(context: AppContext) -> QWidget:
    from pincite.ui.history.history_tab import HistoryTab

    return HistoryTab(context)


def _trash(context: AppContext) -> QWidget:
    from pincite.ui.trash.trash_tab import TrashTab

    return TrashTab(context)

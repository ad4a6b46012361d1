"""Opening the export dialog; what it needs is loaded then only."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from pincite.model.ids import BibliographyId, CollectionId, ItemId
from pincite.ui.context import AppContext


@dataclass(frozen=True, slots=True)
class ExportScope:
    """What is exported: a bibliography, a collection, some items, or with none the library.

    Attributes:
        name: for people and for the file.
    """

    name: str
    bibliography: BibliographyId | None = None
    collection: CollectionId | None = None
    items: tuple[ItemId, ...] = ()


def open_export_dialog(context: AppContext, scope: ExportScope, window: QWidget) -> None:
    """Ask how these works are to be written; the dialog goes when it is closed."""
    from pincite.ui.exporting.export_dialog import ExportDialog

    dialog = ExportDialog(context, scope, window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

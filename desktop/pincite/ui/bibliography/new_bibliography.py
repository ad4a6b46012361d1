"""Making a bibliography without a dialog: it opens at once and its name waits to be typed."""

from PySide6.QtCore import QObject

from pincite.model.changes import Changes
from pincite.model.ids import BibliographyId
from pincite.services.commands.bibliographies import AddBibliography
from pincite.ui.context import AppContext

RENAME = "bibliography.rename"
"""Id of the action that lets the user type the name of the bibliography on view."""


class NewBibliography(QObject):
    """Makes bibliographies in the user's style and opens each as soon as it is there."""

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._awaited: set[BibliographyId] = set()
        context.events.changed.connect(self._on_changed)

    def create(self) -> BibliographyId:
        """Make one; it opens when it is written. Needs the library."""
        service, settings = self._context.bibliographies, self._context.settings
        name = service.free_name(self.tr("New bibliography"))
        command = AddBibliography(name, settings.style, settings.locale)
        self._awaited.add(command.id)
        self._context.bridge.run(command, self)
        return command.id

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        for bibliography_id in self._awaited & changes.bibliographies:
            self._awaited.discard(bibliography_id)
            self._context.open_bibliography(bibliography_id)
            self._context.actions.run(RENAME)

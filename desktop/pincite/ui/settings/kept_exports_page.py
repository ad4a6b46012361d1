"""The files that are kept up to date, how each fares, and letting go of them."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pincite.exporting.formats import FORMATS
from pincite.model.changes import Changes
from pincite.model.citations import Bibliography
from pincite.model.items import Collection
from pincite.model.kept_exports import KeptExport
from pincite.services.commands.kept_exports import LetGoOfExport
from pincite.services.kept_exports import KeptState, state_of
from pincite.ui.context import AppContext
from pincite.ui.library.columns import short_date
from pincite.ui.widgets import ElidedLabel, IconButton, Label


class KeptExportsPage(QScrollArea):
    """One line for each file; what went wrong stands under it."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._fill()
        context.events.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.kept_exports:
            self._fill()

    def _fill(self) -> None:
        theme, read = self._context.theme, self._context.workspace.read
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(3))
        exports = read.kept_exports()
        text = self.tr("These files are written again whenever what they hold changes:")
        if not exports:
            text = self.tr(
                "No file is kept up to date. Export a bibliography, a collection or the library, "
                "and choose “Keep the file up to date”."
            )
        box.addWidget(Label(text, "muted", wraps=True))
        for export in exports:
            box.addWidget(self._line(export, state_of(read, export)))
        box.addStretch(1)
        self.setWidget(page)

    def _line(self, export: KeptExport, state: KeptState) -> QWidget:
        theme = self._context.theme
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(export.path, "strong"))
        what = f"{self._source(export)} · {FORMATS[export.format].title}"
        if state.written:
            when = self.tr("written %1").replace("%1", short_date(state.written))
            what = f"{what} · {when}"
        texts.addWidget(ElidedLabel(what, "small"))
        for told in filter(None, (state.problem, state.remark)):
            texts.addWidget(Label(told, "small", wraps=True))
        row.addLayout(texts, 1)
        folder = QUrl.fromLocalFile(export.path.rpartition("/")[0])
        show = self.tr("Show in folder")
        row.addWidget(
            IconButton(theme, "folder-open", show, lambda: QDesktopServices.openUrl(folder))
        )
        command = LetGoOfExport(export.id)
        stop = self.tr("Keep it up to date no more")
        row.addWidget(IconButton(theme, "x", stop, lambda: self._context.bridge.run(command)))
        return line

    def _source(self, export: KeptExport) -> str:
        read = self._context.workspace.read
        if export.bibliography:
            bibliography = read.get(Bibliography, export.bibliography)
            return bibliography.name if bibliography else self.tr("a bibliography that is gone")
        if export.collection:
            collection = read.get(Collection, export.collection)
            return collection.name if collection else self.tr("a collection that is gone")
        return self.tr("The whole library")

"""Choosing how works are written to a file, and whether the file is to follow them."""

import contextlib
from dataclasses import asdict, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from pincite.exporting.formats import FORMATS, Format
from pincite.model.bib_options import BibOptions
from pincite.model.citations import Bibliography
from pincite.model.ids import fresh_id
from pincite.model.kept_exports import KeptExport
from pincite.services.bibliographies import BibliographyService
from pincite.services.commands.kept_exports import KeepExport
from pincite.services.errors import NothingFoundError
from pincite.services.exporting import export_bibliography, export_items
from pincite.services.kept_bib import BIB_FORMATS
from pincite.services.kept_exports import items_of
from pincite.services.settings import own_name
from pincite.ui.bibliography.exports import Exports
from pincite.ui.context import AppContext
from pincite.ui.exporting.bib_choices import BibChoices, row_name
from pincite.ui.exporting.opening import ExportScope
from pincite.ui.widgets import Button, ComboBox, Label

_WIDTH_STEPS = 110


class ExportDialog(QDialog):
    """The choices of the last time stand there again."""

    def __init__(self, context: AppContext, scope: ExportScope, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._scope = scope
        self.exports = Exports(context, parent)
        theme, settings = context.theme, context.settings
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(theme.spacing(_WIDTH_STEPS))
        form = QFormLayout()
        form.setSpacing(theme.spacing(2))
        self.format = ComboBox(theme, self.tr("Format"))
        for name, each in FORMATS.items():
            if scope.bibliography is not None or not each.needs_citations:
                title = QCoreApplication.translate("ExportFormat", each.title)
                self.format.addItem(title, name)
        self.format.setCurrentIndex(max(0, self.format.findData(settings.export_format)))
        self.format.currentIndexChanged.connect(self._on_format)
        form.addRow(row_name(theme, self.tr("Format")), self.format)
        self.bib = BibChoices(theme, BibOptions.of(settings.bib_options))
        self.keeps = QCheckBox(self.tr("Keep the file up to date"))
        self.keeps.setToolTip(self.tr("It is written again whenever what it holds changes."))
        self.keeps.setVisible(not scope.items)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(3))
        box.addWidget(Label(scope.name, "title", wraps=True))
        box.addLayout(form)
        box.addWidget(self.bib)
        box.addWidget(self.keeps)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(theme, self.tr("Cancel"), self.reject))
        self._save = Button(theme, self.tr("Choose the file…"), self.accept, kind="primary")
        self._save.setDefault(True)
        row.addWidget(self._save)
        box.addLayout(row)
        self._on_format()

    @property
    def chosen(self) -> Format:
        """The format that is chosen."""
        return FORMATS[self.format.currentData()]

    def accept(self) -> None:
        """Ask for the file, then write it in a job."""
        super().accept()
        # The dialog is gone when the file is chosen.
        options, chosen, scope = self.bib.options, self.chosen, self._scope
        context, service = self._context, self._context.bibliographies
        kept = replace(context.settings, export_format=chosen.name, bib_options=asdict(options))
        # They are asked again next time; the export is what was wanted.
        with contextlib.suppress(OSError):
            context.save_settings(kept)
        style, author = context.settings.style, own_name(context.settings.author)

        def keep(path: Path) -> None:
            context.bridge.run(KeepExport(kept_export(scope, path, chosen.name, options, style)))

        self.exports.ask_and_save(
            lambda: written(service, scope, chosen.name, options, style, author),
            scope.name,
            chosen.suffix,
            chosen.title,
            keep if self.keeps.isChecked() and not scope.items else None,
        )

    def _on_format(self) -> None:
        self.bib.setVisible(self.chosen.name in BIB_FORMATS)
        self.adjustSize()


def kept_export(
    scope: ExportScope, path: Path, format: str, options: BibOptions, style: str
) -> KeptExport:
    """The record of a file that follows what it holds."""
    return KeptExport(
        fresh_id(),
        str(path.absolute()),
        format,
        scope.bibliography,
        scope.collection,
        "" if scope.bibliography else style,
        options,
    )


def written(
    service: BibliographyService,
    scope: ExportScope,
    format: str,
    options: BibOptions,
    style: str,
    author: str = "",
) -> str | bytes:
    """The text of an export, or the bytes of its file; blocks.

    Raises:
        PinciteError: the bibliography is gone, or the engine failed.
    """
    if scope.bibliography is not None:
        bibliography = service.read.get(Bibliography, scope.bibliography)
        if bibliography is None:
            raise NothingFoundError("The bibliography is no longer in the library.")
        return export_bibliography(service, bibliography, format, author=author, bib=options)
    items = (
        service.read.items(scope.items) if scope.items else items_of(service.read, scope.collection)
    )
    return export_items(service, items, format, style=style, title=scope.name, bib=options)

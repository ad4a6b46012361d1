"""Choosing a manuscript to be checked: in a dialog, or by dropping its file on the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from pincite.importing.detect import SUFFIXES as IMPORTABLE
from pincite.ui.context import AppContext
from pincite.ui.widgets import Banner

MANUSCRIPTS = (
    ".docx", ".odt", ".md", ".qmd", ".rmd", ".tex", ".typ", ".org", ".adoc", ".txt",
)  # fmt: skip
"""Endings that the dialog offers and a drop asks about."""

Acts = Sequence[tuple[str, Callable[[], object]]]
ShowBanner = Callable[[str, str, Acts], Banner | None]


class Manuscripts(QObject):
    """Opens manuscripts in tabs.

    Args:
        open_manuscript: opens a tab that checks a file.
    """

    def __init__(
        self, context: AppContext, window: QWidget, open_manuscript: Callable[[Path], None]
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._open = open_manuscript
        self._dialog: QFileDialog | None = None
        self._question: Banner | None = None

    @property
    def dialog(self) -> QFileDialog | None:
        """The file dialog opened last."""
        return self._dialog

    def choose(self) -> None:
        """Ask for a manuscript, beside the window's other work."""
        dialog = QFileDialog(self._window, self.tr("Check a manuscript"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{suffix}" for suffix in MANUSCRIPTS)
        dialog.setNameFilters(
            [self.tr("Manuscripts (%1)").replace("%1", patterns), self.tr("All files (*)")]
        )
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Check"))
        dialog.fileSelected.connect(lambda name: self._open(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def ask(
        self,
        files: Sequence[str],
        start_import: Callable[[Sequence[str]], object],
        show_banner: ShowBanner,
    ) -> bool:
        """Ask what a dropped manuscript is for; what can only be checked is checked at once.

        Returns:
            False for anything else that was dropped.
        """
        path = Path(files[0]) if len(files) == 1 else None
        suffix = path.suffix.lower() if path else ""
        if path is None or suffix not in MANUSCRIPTS or not self._context.has_library:
            return False
        if suffix not in IMPORTABLE:
            self._open(path)
            return True
        text = self.tr("Is “%1” a manuscript of yours, or a work to be read?")
        acts = (
            (self.tr("Check the manuscript"), lambda: self._answer(lambda: self._open(path))),
            (self.tr("Import the work"), lambda: self._answer(lambda: start_import(files))),
        )
        self._question = show_banner("info", text.replace("%1", path.name), acts) or self._question
        return True

    def _answer(self, act: Callable[[], object]) -> None:
        if self._question is not None:
            self._question.dismiss()
            self._question = None
        act()

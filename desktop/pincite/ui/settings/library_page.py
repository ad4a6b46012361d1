"""The folder of the library, moving it, and its backups."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pincite.library.backups import Backup, BackupKind, backups_in, make_backup, restore
from pincite.library.moving import check_target, move_library
from pincite.model.errors import PinciteError
from pincite.services.jobs import JobContext
from pincite.services.libraries import library_name
from pincite.ui.context import AppContext
from pincite.ui.libraries.rescue import ask_to_restore, moment
from pincite.ui.widgets import Button, ElidedLabel, Label
from pincite.ui.widgets.name_question import NameQuestion
from pincite.ui.widgets.question import Question


class LibraryPage(QScrollArea):
    """What moves or replaces the library closes it first; the window comes back with it."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._folder = context.workspace.library.folder.absolute()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()

    def back_up(self) -> None:
        """Make a backup now."""
        library = self._context.workspace.library
        handle = self._context.jobs.start(lambda _job: make_backup(library), self.tr("Backup"))
        handle.succeeded.connect(self._fill)
        handle.failed.connect(lambda sentence: self._context.notify("bad", sentence))

    def move_to(self, target: Path) -> None:
        """Move the library to another folder, which must be empty or not there."""
        try:
            check_target(self._folder, target)
        except PinciteError as error:
            self._tell(str(error))
            return
        source, text = self._folder, self.tr("Moving the library")

        def work(job: JobContext) -> None:
            move_library(source, target, lambda done, total: job.progress(done, total, text))

        self._context.switch_library(target, work)

    def ask_to_restore(self, backup: Backup) -> None:
        """Ask, then put a backup in the library's place."""
        ask_to_restore(self._context, backup, self, partial(self.restore, backup))

    def restore(self, backup: Backup) -> None:
        """Put a backup in the library's place; what was there is kept aside."""
        folder, path = self._folder, backup.path
        self._context.switch_library(folder, lambda _job: restore(folder, path))

    def _fill(self) -> None:
        theme = self._context.theme
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(2))
        text = self.tr("Items, annotations, notes and files are kept in this folder:")
        box.addWidget(Label(text, "muted", wraps=True))
        path = Label(str(self._folder), "strong", wraps=True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(path)
        box.addLayout(self._folder_acts())
        more = self.tr(
            "It can lie on any disk, a USB stick too, and be opened from there on another "
            "computer: File, Libraries, Open library."
        )
        box.addWidget(Label(more, "small", wraps=True))
        box.addSpacing(theme.spacing(3))
        self._add_backups(box)
        box.addStretch(1)
        self.setWidget(page)

    def _folder_acts(self) -> QHBoxLayout:
        theme = self._context.theme
        address = QUrl.fromLocalFile(str(self._folder))
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        show = Button(theme, self.tr("Show in folder"), lambda: QDesktopServices.openUrl(address))
        rename = Button(theme, self.tr("Rename…"), self.ask_name)
        move = Button(theme, self.tr("Move…"), self._ask_folder)
        for button in (rename, move):
            button.setEnabled(not self._context.workspace.library.is_read_only)
        for button in (show, rename, move):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _add_backups(self, box: QVBoxLayout) -> None:
        theme, found = self._context.theme, backups_in(self._folder)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Backups"), "strong"), 1)
        now = Button(theme, self.tr("Back up now"), self.back_up)
        now.setEnabled(not self._context.workspace.library.is_read_only)
        head.addWidget(now)
        box.addLayout(head)
        text = self.tr(
            "Made once a day while Pincite is open, and before a new version changes the library; "
            "of the older ones, one of each week and one of each month are kept. Each holds all "
            "records, not the files of documents."
        )
        box.addWidget(Label(text, "small", wraps=True))
        if not found:
            box.addWidget(Label(self.tr("There is none yet."), "muted"))
        for backup in found:
            box.addWidget(self._line(backup))

    def _line(self, backup: Backup) -> QWidget:
        theme = self._context.theme
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(moment(backup)))
        size = QLocale().formattedDataSize(backup.size, 1)
        words = {
            BackupKind.MADE: "",
            BackupKind.VERSION: self.tr("before a new version"),
            BackupKind.REPLACED: self.tr("replaced by a restored backup"),
        }
        told = " · ".join(part for part in (size, words[backup.kind]) if part)
        texts.addWidget(ElidedLabel(told, "small"))
        row.addLayout(texts, 1)
        button = Button(theme, self.tr("Restore…"), partial(self.ask_to_restore, backup))
        button.setAccessibleName(self.tr("Restore the backup of %1").replace("%1", moment(backup)))
        button.setEnabled(not self._context.workspace.library.is_read_only)
        row.addWidget(button)
        return line

    def ask_name(self) -> None:
        """Ask what the library is to be called."""
        text, name = self.tr("Name of the library and of its folder"), library_name(self._folder)
        dialog = NameQuestion(
            self._context.theme, text, name, self.tr("Rename"), self._fault_of_name, self
        )
        dialog.named.connect(lambda name: self.move_to(self._folder.with_name(name)))
        dialog.open()

    def _fault_of_name(self, name: str) -> str:
        if not name or name in (".", "..") or any(c in name for c in '/\\:*?"<>|'):
            return self.tr('A name of a folder is needed, without / \\ : * ? " < > |.')
        return ""

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose where the library is to lie"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDirectory(str(self._folder.parent))
        dialog.fileSelected.connect(lambda path: self.move_to(Path(path) / self._folder.name))
        dialog.open()

    def _tell(self, sentence: str) -> None:
        Question(self._context.theme, sentence, "", self).open()

"""Asking where a file is to be written, beside the window's other work."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def open_save_dialog(
    window: QWidget,
    title: str,
    name_filter: str,
    file_name: str,
    chosen: Callable[[Path], None],
) -> QFileDialog:
    """Open a dialog that asks before an old file is replaced; it goes when it is closed.

    Args:
        name_filter: "PDF (*.pdf)".
        file_name: proposed, with its suffix.
        chosen: called with the file.
    """
    dialog = QFileDialog(window, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(name_filter)
    dialog.setDefaultSuffix(Path(file_name).suffix.removeprefix("."))
    dialog.setDirectory(documents_folder())
    dialog.selectFile(file_name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def file_name_of(title: str, otherwise: str) -> str:
    """A name that every file system takes, from what a thing is called."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title).strip(" .")[:120] or otherwise


def documents_folder() -> str:
    """Where the user's documents are."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    documents = QStandardPaths.writableLocation(kind)
    return documents if documents and QDir(documents).exists() else QDir.homePath()

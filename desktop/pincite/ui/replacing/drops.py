"""A file dropped on a document takes its place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from pincite.ui.drop_overlay import DropOverlay, dropped_files
from pincite.ui.theme import Theme


class ReplacingDrop(QObject):
    """Watches a widget that stands for a document; a single file dropped on it is handed on.

    Several files are left to the window, which imports them.
    """

    def __init__(self, theme: Theme, target: QWidget, replace: Callable[[Path], object]) -> None:
        super().__init__(target)
        self._target = target
        self._replace = replace
        self._overlay = DropOverlay(theme, target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent):
                if _file_of(event) is None:
                    return False
                self._overlay.show_text(self.tr("Drop to replace this file"))
                event.acceptProposedAction()
                return True
            case QEvent.Type.DragLeave:
                self._overlay.hide()
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self._overlay.hide()
                path = _file_of(event)
                if path is None:
                    return False
                event.acceptProposedAction()
                self._replace(path)
                return True
        return super().eventFilter(watched, event)


def _file_of(event: QDropEvent) -> Path | None:
    files = [Path(file) for file in dropped_files(event)]
    return files[0] if len(files) == 1 and files[0].is_file() else None

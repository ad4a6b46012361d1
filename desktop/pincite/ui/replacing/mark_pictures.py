"""Pictures of a mark's place in either file, drawn off the GUI thread."""

import contextlib
import logging
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from pincite.documents.errors import DocumentError
from pincite.documents.reading import DocumentReader
from pincite.model.anchors import Anchor
from pincite.model.documents import Document
from pincite.model.replacements import ReplacedMark
from pincite.services.errors import MissingFileError
from pincite.services.jobs import JobContext
from pincite.services.reading import shown_path
from pincite.ui.context import AppContext
from pincite.ui.verdicts.passage_picture import anchor_picture

if TYPE_CHECKING:
    from pincite.library.files import FileStore

logger = logging.getLogger(__name__)

_PAUSE_MS = 60
"""Going through the list with a key that is held down draws nothing on the way."""
_MOST_KEPT = 40

Size = tuple[int, int]
"""Width and height in device pixels."""

Pictures = tuple[QImage | None, QImage | None]
"""Of the old file and of the new one."""


class _Readers:
    """Both files, each opened when it is first looked at. One thread at a time."""

    def __init__(self, files: "FileStore") -> None:
        self._files = files
        self._open: dict[str, DocumentReader] = {}
        self._lock = threading.Lock()
        self._is_closed = False

    def picture(
        self, document: Document, anchor: Anchor | None, size_px: Size, colour: str
    ) -> QImage | None:
        """The place of an anchor; None where it cannot be drawn."""
        if anchor is None:
            return None
        with self._lock:
            if self._is_closed:
                return None
            try:
                reader = self._open.get(document.sha256)
                if reader is None:
                    reader = DocumentReader(shown_path(self._files, document))
                    self._open[document.sha256] = reader
                width, height = size_px
                return anchor_picture(
                    reader, anchor, width_px=width, height_px=height, colour=colour
                ).image
            except (DocumentError, MissingFileError):
                logger.info("A picture of a mark was not drawn", exc_info=True)
                return None

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            for reader in self._open.values():
                reader.close()
            self._open.clear()


class MarkPictures(QObject):
    """Draws what was asked for last.

    Signals:
        arrived: (id of the mark, `Pictures`).
    """

    arrived = Signal(object)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._readers = _Readers(context.workspace.library.files)
        self._known: OrderedDict[tuple[object, ...], Pictures] = OrderedDict()
        self._asked: tuple[ReplacedMark, Document, Document, Size, str] | None = None
        self._is_drawing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._draw)

    def ask(
        self, mark: ReplacedMark, old: Document, new: Document, size_px: Size, colour: str
    ) -> None:
        """Ask for the pictures of a mark: `arrived` follows, at once where they are known."""
        self._asked = (mark, old, new, size_px, colour)
        known = self._known.get(_key(mark, size_px, colour))
        if known is not None:
            self._timer.stop()
            self.arrived.emit((mark.id, known))
        else:
            self._timer.start()

    def close(self) -> None:
        """End the workers."""
        self._timer.stop()
        self._asked = None
        readers = self._readers
        # A page that is being drawn is waited for, which is not to be done here.
        threading.Thread(target=readers.close, daemon=True).start()

    def _draw(self) -> None:
        if self._is_drawing or self._asked is None:
            return
        self._is_drawing = True
        asked, readers = self._asked, self._readers
        mark, old, new, size_px, colour = asked

        def job(_context: JobContext) -> object:
            pictures = (
                readers.picture(old, mark.old_anchor, size_px, colour),
                readers.picture(new, mark.anchor, size_px, colour),
            )
            return asked, pictures

        handle = self._context.jobs.start(job, "", shown=False)
        handle.succeeded.connect(self._take)
        handle.ended.connect(self._on_ended)

    def _take(
        self, drawn: tuple[tuple[ReplacedMark, Document, Document, Size, str], Pictures]
    ) -> None:
        (mark, _, _, size_px, colour), pictures = drawn
        self._known[_key(mark, size_px, colour)] = pictures
        while len(self._known) > _MOST_KEPT:
            self._known.popitem(last=False)
        if self._asked is not None and self._asked[0].id == mark.id:
            self.arrived.emit((mark.id, pictures))

    def _on_ended(self) -> None:
        self._is_drawing = False
        with contextlib.suppress(RuntimeError):
            asked = self._asked
            if asked is not None and _key(asked[0], *asked[3:]) not in self._known:
                self._timer.start()


def _key(mark: ReplacedMark, size_px: Size, colour: str) -> tuple[object, ...]:
    return (mark.id, mark.old_anchor, mark.anchor, size_px, colour)

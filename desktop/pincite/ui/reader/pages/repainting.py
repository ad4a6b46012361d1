"""When the pages are painted anew, and how much of them."""

from math import ceil

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.pages.rendering import PagePicture
from pincite.ui.reader.pages.view_geometry import ViewGeometry

_PATIENCE_MS = 100
"""How long the old pages may stay when there is nothing yet of those that are jumped to."""


class Repainting(QObject):
    """Has a view painted anew: all of it after it moved, and only what a picture covers.

    After a jump to pages of which there is no picture at all, the old ones stay until the first
    picture comes, a few milliseconds later: a white window in between would be a flash. Whoever
    else wants the view painted meanwhile has to wait, too.
    """

    def __init__(self, viewport: QWidget, pictures: PictureStore) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._pictures = pictures
        self._has_painted = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(viewport.update)

    @property
    def is_held(self) -> bool:
        """True while what was painted last is to stay on the screen."""
        return self._patience.isActive()

    def painted(self) -> None:
        """The view has been painted."""
        self._has_painted = True

    def at_once(self) -> None:
        """All is to be painted: what was painted last is of no use."""
        self._patience.stop()
        self._viewport.update()

    def moved(self, pages: range) -> None:
        """Other pages, or other parts of them, are on view."""
        can_wait = self._has_painted and len(pages) > 0
        if not can_wait or any(self._is_something_there(index) for index in pages):
            self.at_once()
        elif not self._patience.isActive():
            self._patience.start()

    def arrived(self, picture: PagePicture, geometry: ViewGeometry) -> None:
        """A picture of a page on view has come."""
        if self._patience.isActive():
            self.at_once()
            return
        page = geometry.page_in_view(picture.index)
        box = geometry.shown_in_view(picture.index)
        if picture.part is not None:
            size = picture.image.size()
            part = Box(*picture.part, size.width(), size.height()).moved(page.x, page.y)
            box = box.intersected(part)
        self._viewport.update(area_of(box, geometry.ratio))

    def _is_something_there(self, index: int) -> bool:
        return self._pictures.has_any(index) or bool(self._pictures.trouble(index))


def area_of(box: Box, ratio: float) -> QRect:
    """Logical pixels that hold a box of device pixels."""
    left, top = int(box.x / ratio) - 1, int(box.y / ratio) - 1
    return QRect(left, top, ceil(box.right / ratio) - left + 1, ceil(box.bottom / ratio) - top + 1)

"""When the pages are painted anew, and how much of them."""

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.pages.rendering import PagePicture
from pincite.ui.reader.pages.view_geometry import ViewGeometry

_PATIENCE_MS = 100
"""How long the old pages may stay when there is nothing yet of those that are jumped to."""


class Repainting(QObject):
    """Has a view painted anew: all of it after it moved, and only what a picture covers.

    After a jump to pages of which there is no picture at all, the old ones stay until the first
    picture comes, a few milliseconds later: a white window in between would be a flash.
    """

    def __init__(self, viewport: QWidget, pictures: PictureStore) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._pictures = pictures
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(viewport.update)

    def moved(self, pages: range) -> None:
        """Other pages, or other parts of them, are on view."""
        if not pages or any(self._is_something_there(index) for index in pages):
            self._all()
        elif not self._patience.isActive():
            self._patience.start()

    def arrived(self, picture: PagePicture, geometry: ViewGeometry) -> None:
        """A picture of a page on view has come."""
        if self._patience.isActive():
            self._all()
            return
        page = geometry.page_in_view(picture.index)
        box = geometry.shown_in_view(picture.index)
        if picture.part is not None:
            x, y = picture.part
            size = picture.image.size()
            box = type(box)(page.x + x, page.y + y, size.width(), size.height()).intersected(box)
        ratio = geometry.ratio
        logical = (box.x / ratio, box.y / ratio, box.right / ratio, box.bottom / ratio)
        left, top, right, bottom = (round(side) for side in logical)
        self._viewport.update(QRect(left - 1, top - 1, right - left + 2, bottom - top + 2))

    def _all(self) -> None:
        self._patience.stop()
        self._viewport.update()

    def _is_something_there(self, index: int) -> bool:
        return self._pictures.has_any(index) or bool(self._pictures.trouble(index))

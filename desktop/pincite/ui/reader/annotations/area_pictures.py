"""Pictures of what areas frame, from the document worker."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from pincite.documents.geometry import box_to_display
from pincite.model.anchors import Quad
from pincite.model.annotations import Annotation
from pincite.model.ids import AnnotationId
from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.pages.rendering import DocumentFeed, PagePicture

_SCALE = 200 / 72
_MOST_PIXELS = 4_000_000
_MOST_BYTES = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Clip:
    """What was asked of the worker: a part of a page at a scale."""

    page_index: int
    scale: float
    box: Box


class AreaPictures(QObject):
    """Gives the pixels of an area at some 200 dots to the inch; kept until they are many.

    Args:
        on_pages: an annotation as it stands on the pages shown; None where it is not known.

    Signals:
        arrived: AnnotationId whose picture can be had now.
    """

    arrived = Signal(object)

    def __init__(
        self,
        view: PageView,
        feed: DocumentFeed,
        on_pages: Callable[[AnnotationId], Annotation | None],
    ) -> None:
        super().__init__(view)
        self._on_pages = on_pages
        self._view = view
        self._feed = feed
        self._known: OrderedDict[_Clip, QImage] = OrderedDict()
        self._asked: dict[_Clip, set[AnnotationId]] = {}
        feed.preview_rendered.connect(self._take)
        feed.replaced.connect(self._forget)

    def get(self, annotation: Annotation) -> QImage | None:
        """The picture of an area as the file shows it, without its colours or marks.

        None while it is not here; it is asked for then, and `arrived` follows.
        """
        clip = self._clip(self._on_pages(annotation.id) or annotation)
        if clip is None:
            return None
        image = self._known.get(clip)
        if image is not None:
            self._known.move_to_end(clip)
        else:
            self._ask(clip, annotation.id)
        return image

    def _ask(self, clip: _Clip, annotation_id: AnnotationId) -> None:
        if clip in self._asked:
            self._asked[clip].add(annotation_id)
            return
        self._asked[clip] = {annotation_id}
        box = clip.box
        corner_and_size = (box.x, box.y, box.width, box.height)
        self._feed.request_preview(clip.page_index, clip.scale, corner_and_size, pictures=False)

    def _clip(self, annotation: Annotation) -> _Clip | None:
        anchor, layout = annotation.anchor, self._view.layout_of_pages
        if anchor.page_index >= len(layout) or not anchor.places or not anchor.places[0].quads:
            return None
        # The worker draws pages as the file turns them, whatever the view does.
        quad, size = anchor.places[0].quads[0], layout.sizes[anchor.page_index]
        box = (quad.x0, quad.y0, quad.x1, quad.y1)
        shown = Quad(*box_to_display(box, *size, layout.rotation(anchor.page_index)))
        scale = _scale_for(shown)
        x, y = round(shown.x0 * scale), round(shown.y0 * scale)
        width, height = round(shown.x1 * scale) - x, round(shown.y1 * scale) - y
        return _Clip(anchor.page_index, scale, Box(x, y, max(1, width), max(1, height)))

    def _take(self, picture: PagePicture) -> None:
        if picture.part is None:
            return
        image = picture.image
        box = Box(*picture.part, image.width(), image.height())
        clip = _Clip(picture.index, picture.scale, box)
        waiting = self._asked.pop(clip, None)
        if waiting is None:
            return  # asked for by somebody else
        self._known[clip] = image
        while len(self._known) > 1 and self._bytes() > _MOST_BYTES:
            self._known.popitem(last=False)
        for annotation_id in waiting:
            self.arrived.emit(annotation_id)

    def _forget(self) -> None:
        self._known.clear()
        self._asked.clear()

    def _bytes(self) -> int:
        return sum(image.sizeInBytes() for image in self._known.values())


def _scale_for(box: Quad) -> float:
    """Pixels for a point: fewer where the picture would be larger than anybody needs."""
    pixels = (box.x1 - box.x0) * (box.y1 - box.y0) * _SCALE * _SCALE
    factor = min(1.0, (_MOST_PIXELS / pixels) ** 0.5) if pixels > 0 else 1.0
    return round(_SCALE * factor, 4)

"""Finding the margins that may be cut off a document's pages, a few pages at a time."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from pincite.documents.crops import Kind, common_boxes, crop_for, kind_of
from pincite.documents.geometry import box_to_display
from pincite.documents.protocol import MarginsReady
from pincite.model.anchors import Quad
from pincite.ui.reader.pages.rendering import DocumentFeed

_SAMPLE = 24
_AT_ONCE = 64
_TELL_AFTER_MS = 500


class Cropping(QObject):
    """Has pages measured when crops are first wanted: a sample of them, then all.

    After the sample each page is given the box of its kind; those that need a larger one get it
    when they have been measured.

    Signals:
        changed: list of the part of each page to show; see `PageLayout`.
    """

    changed = Signal(list)

    def __init__(self, feed: DocumentFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._rotations: tuple[int, ...] = ()
        self._marks: dict[int, list[Quad]] = {}
        self._contents: dict[int, Quad | None] = {}
        self._common: dict[Kind, Quad] = {}
        self._crops: list[Quad | None] = []
        self._sample: list[int] = []
        self._is_wanted = False
        self._begin = 0
        self._next = 0
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.setInterval(_TELL_AFTER_MS)
        self._tell.timeout.connect(self._tell_now)
        feed.margins_ready.connect(self._take)
        feed.replaced.connect(self._forget)

    def set_pages(self, sizes: tuple[tuple[float, float], ...], rotations: tuple[int, ...]) -> None:
        """The sizes of all pages, as displayed; what was measured of others is forgotten."""
        if sizes != self._sizes:
            self._sizes, self._rotations = sizes, rotations
            self._contents.clear()
            self._crops = []
            if self._is_wanted:
                self._start()

    def _forget(self) -> None:
        """Another file is shown, whose pages may well be as large as these."""
        self._sizes = ()
        self._contents.clear()
        self._crops = []

    def want(self, index: int) -> None:
        """Crops are wanted from now on, soonest around the page at `index`."""
        if not self._is_wanted:
            self._is_wanted = True
            self._begin = index
            self._start()

    def set_marks(self, marks: dict[int, list[Quad]]) -> None:
        """What the reader put on the pages, in points of the unrotated page: it stays in view."""
        changed = {i for i in marks.keys() | self._marks if marks.get(i) != self._marks.get(i)}
        self._marks = marks
        if self._crops:
            self._widen(changed)

    def _start(self) -> None:
        count, index, self._next = len(self._sizes), self._begin, 0
        spread = {round(k * (count - 1) / max(1, _SAMPLE - 1)) for k in range(_SAMPLE)}
        near = {i for i in range(index - 1, index + 3) if 0 <= i < count}
        self._sample = sorted(spread | near) if count else []
        for page in self._sample:
            self._feed.request_margins(page, 1)

    def _take(self, answer: MarginsReady) -> None:
        # A page that cannot be measured is shown whole, by a box as large as itself.
        boxes = answer.boxes or (Quad(0.0, 0.0, *self._sizes[answer.first]),)
        for index, box in enumerate(boxes, answer.first):
            self._contents[index] = box
        if not self._crops:
            if all(index in self._contents for index in self._sample):
                self._use_sample()
        else:
            self._widen(range(answer.first, answer.first + len(boxes)))
        if self._crops:
            self._ask_next()

    def _use_sample(self) -> None:
        self._common = common_boxes(self._sizes, self._contents)
        self._crops = [self._crop(index) for index in range(len(self._sizes))]
        self._tell_now()

    def _crop(self, index: int) -> Quad | None:
        size, turn = self._sizes[index], self._rotations[index] % 360
        marks = [
            Quad(*box_to_display((q.x0, q.y0, q.x1, q.y1), *size, turn))
            for q in self._marks.get(index, ())
        ]
        common = self._common.get(kind_of(index, size))
        return crop_for(size, (self._contents.get(index), *marks), common)

    def _widen(self, pages: Iterable[int]) -> None:
        for index in pages:
            crop = self._crop(index)
            if crop != self._crops[index]:
                self._crops[index] = crop
                if not self._tell.isActive():
                    self._tell.start()

    def _ask_next(self) -> None:
        """The next pages that have not been measured."""
        while self._next in self._contents:
            self._next += 1
        if self._next < len(self._sizes):
            self._feed.request_margins(self._next, _AT_ONCE)

    def _tell_now(self) -> None:
        self.changed.emit(list(self._crops))

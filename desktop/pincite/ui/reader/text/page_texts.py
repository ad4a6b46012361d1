"""The text layers of pages that were looked at, asked for when they are needed."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from pincite.model.texts import PageText
from pincite.ui.reader.pages.rendering import DocumentFeed

_MOST = 64
"""Pages kept; a page is some thousand objects, and all of them slow the garbage collector."""


class PageTexts(QObject):
    """Words of pages with their places, kept for the pages looked at last.

    Signals:
        arrived: PageText.
        forgotten: all pages are to be asked for anew.

    Attributes:
        recognised: gives the text that was recognised on a page, if any; it stands before the
            file's own.
    """

    arrived = Signal(object)
    forgotten = Signal()

    def __init__(self, feed: DocumentFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._known: OrderedDict[int, PageText] = OrderedDict()
        self._asked: set[int] = set()
        self.recognised: Callable[[int], PageText | None] = lambda _index: None
        feed.text_ready.connect(self._take)
        feed.replaced.connect(self.forget)

    @property
    def known(self) -> Mapping[int, PageText]:
        """The pages at hand."""
        return MappingProxyType(self._known)

    def get(self, index: int) -> PageText | None:
        """The words of a page; None when they have not come in yet."""
        text = self._known.get(index)
        if text is not None:
            self._known.move_to_end(index)
        return text

    def want(self, indices: Iterable[int]) -> None:
        """Ask for pages that are not at hand."""
        for index in indices:
            if index not in self._known and index not in self._asked:
                self._asked.add(index)
                self._feed.request_text(index)

    def forget(self) -> None:
        """The texts of pages are others now; whoever shows some asks again."""
        self._known.clear()
        self._asked.clear()
        self.forgotten.emit()

    def _take(self, text: PageText) -> None:
        if text.index not in self._asked:
            return  # asked for by the search through a whole file, which needs no places
        self._asked.discard(text.index)
        text = self.recognised(text.index) or text
        self._known[text.index] = text
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        self.arrived.emit(text)

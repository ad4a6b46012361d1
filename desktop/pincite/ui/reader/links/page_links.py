"""The links of the pages that were looked at, asked for when they are needed."""

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject

from pincite.documents.protocol import LinksReady
from pincite.model.documents import PageLink
from pincite.ui.reader.pages.rendering import DocumentFeed

_MOST = 200
"""Pages kept; an index of links may have hundreds on each."""


class PageLinks(QObject):
    """Links by page."""

    def __init__(self, feed: DocumentFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._known: OrderedDict[int, tuple[PageLink, ...]] = OrderedDict()
        self._asked: set[int] = set()
        feed.links_ready.connect(self._take)
        feed.replaced.connect(self._forget)

    def of(self, index: int) -> tuple[PageLink, ...]:
        """The links of a page, as far as they are known."""
        return self._known.get(index, ())

    def at(self, index: int, x_pt: float, y_pt: float) -> PageLink | None:
        """The link at a point of the unrotated page; the last one where several overlap."""
        return next((k for k in reversed(self.of(index)) if k.box.contains(x_pt, y_pt)), None)

    def want(self, indices: Iterable[int]) -> None:
        """Ask for pages that are not at hand."""
        for index in indices:
            if index in self._known:
                self._known.move_to_end(index)
            elif index not in self._asked:
                self._asked.add(index)
                self._feed.request_links(index)

    def _forget(self) -> None:
        self._known.clear()
        self._asked.clear()

    def _take(self, ready: LinksReady) -> None:
        self._asked.discard(ready.index)
        self._known[ready.index] = ready.links
        while len(self._known) > _MOST:
            self._known.popitem(last=False)

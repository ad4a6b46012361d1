"""Finding in the document of a pane, and from it in the library."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pincite.ui.reader.find.find_bar import FindBar
from pincite.ui.reader.find.find_control import FindControl
from pincite.ui.reader.find.finding import Terms
from pincite.ui.reader.find.finding_session import DocumentWords, FindSession
from pincite.ui.reader.find.hit_model import HitModel

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane

_MOST_CHARACTERS = 80
"""A longer selection is not what somebody wants to find again."""


class PaneFinding(QObject):
    """The find bar with its hits, and the words of a search that the document was opened from."""

    def __init__(self, pane: "ReaderPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._goal: tuple[str, ...] = ()
        self.bar = FindBar(pane.context.theme)
        self._words = DocumentWords(pane.context, pane.feed, self)
        self.session = FindSession(self._words, self)
        self.hits = HitModel(self)
        self.control = FindControl(
            pane.view, self.bar, self.session, pane.canvas.found, pane.texts, self.hits
        )
        self.control.started.connect(self._start)
        self.control.jumping.connect(pane.places.leave)
        self.control.current_changed.connect(self._on_current_changed)
        self.bar.closed.connect(pane.view.setFocus)

    def ask(self) -> None:
        """Open the find bar, with the selected words if they are few."""
        anchor = self._pane.acts.anchor()
        self.bar.ask(anchor.quote if anchor and len(anchor.quote) <= _MOST_CHARACTERS else "")

    def step(self, *, forward: bool) -> None:
        """To the next or the previous hit; opens the find bar when nothing is looked for."""
        if self._pane.follows_trail:
            self._pane.trail.step(forward=forward)
        elif self.control.is_active:
            self.control.step(forward)
        else:
            self.ask()

    def mark(self, words: tuple[str, ...]) -> None:
        """Mark the words of a search on all pages, as soon as there are pages."""
        if self._pane.page_count:
            self.control.mark(Terms(words))
        else:
            self._goal = words

    def mark_goal(self) -> None:
        """Mark the words that were asked for before there were pages."""
        if self._goal:
            self.control.mark(Terms(self._goal))

    def elsewhere(self) -> None:
        """Look in the whole library for the selected passage."""
        from pincite.ui.search.asking import find_elsewhere

        find_elsewhere(self._pane)

    def similar(self, page_index: int | None = None) -> None:
        """Look in the whole library for pages like a page; like the one that is read for None."""
        from pincite.ui.search.asking import find_similar

        pane = self._pane
        find_similar(pane, pane.view.current_page if page_index is None else page_index)

    def repeat_in_copy(self) -> None:
        """The pages of another copy are shown."""
        pane = self._pane
        self._words.restart(pane.document, pane.page_count, pane.copy.texts)
        self.control.repeat()

    def repeat_in_texts(self) -> None:
        """The document has other texts now."""
        self._words.restart(self._pane.document, self._pane.page_count)
        self.session.again()

    def _start(self) -> None:
        pane = self._pane
        self._words.start(pane.document, pane.page_count, pane.copy.texts)

    def _on_current_changed(self, number: int) -> None:
        self._pane.sides.select_hit(number)

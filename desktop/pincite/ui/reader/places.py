"""Where one is in a document: jumps, back and forward, and where reading stopped."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pincite.model.anchors import Anchor
from pincite.model.documents import OutlineEntry
from pincite.model.texts import PageText, quads_for
from pincite.ui.reader.history import History, Place
from pincite.ui.reader.library_side import LibrarySide
from pincite.ui.reader.page_names import NamedPlace
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.shown_copy import ShownCopy
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.view_modes import ViewModes

if TYPE_CHECKING:
    from pincite.services.reading_copies import ArticleCopy

_SAVE_AFTER_MS = 1500
_ABOVE_PT = 12.0
"""What is seen above a paragraph that was asked for."""


class Places(QObject):
    """Moves the view of one document, and remembers.

    Places here are those of the pages shown, but for what comes from the library or goes there.

    Args:
        copy: between the two.
        keeps: remember where reading stopped; not for a second view of the same document.
    """

    def __init__(
        self,
        view: PageView,
        modes: ViewModes,
        texts: PageTexts,
        library: LibrarySide,
        copy: ShownCopy,
        *,
        keeps: bool,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._modes = modes
        self._texts = texts
        self._library = library
        self._copy = copy
        self._keeps = keeps
        self._history = History()
        self._page_count = 0
        self._goal: Place | None = None
        self._goal_words: tuple[str, ...] = ()
        self._pin: tuple[Place, Place] | None = None
        self._is_restored = False
        self._goal_start = -1
        self._was_moved = False
        self._return: Callable[[], object] | None = None
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_AFTER_MS)
        self._save.timeout.connect(self.save)
        texts.arrived.connect(self._show_start)

    # --- going

    def start_at(self, place: Place) -> None:
        """Begin at a place of the library rather than where reading stopped."""
        if self._page_count:
            self._go_to_stored(place)
        else:
            self._goal = place

    def go_to_stored(self, place: Place, words: tuple[str, ...] = ()) -> None:
        """Show a place that the library knows; back returns.

        Args:
            words: that were looked for on its page.
        """
        if self._page_count:
            self.leave()
            self._go_to_stored(place, words)
        else:
            self._goal, self._goal_words = place, words

    def go_to(self, page_index: int, y_pt: float | None = None) -> None:
        """Show a page, or a height on it in points of the displayed page; back returns."""
        if not self._page_count:
            self._goal = Place(page_index)
            return
        self.leave()
        index = min(max(page_index, 0), self._page_count - 1)
        layout = self._view.layout_of_pages
        fraction = 0.0 if y_pt is None else layout.fraction_down(index, y_pt)
        self._view.go_to(Place(index, fraction))

    def go_to_end(self) -> None:
        """Show the end of the last page."""
        self.leave()
        self._view.go_to(Place(self._page_count - 1, 1.0))

    def go_to_named(self, place: NamedPlace) -> None:
        """Show a page or paragraph that was asked for by name."""
        self.go_to(place.page_index)
        if place.start >= 0:
            self._goal_start = place.start
            text = self._texts.get(place.page_index)
            if text is not None:
                self._show_start(text)
            else:
                self._texts.want((place.page_index,))

    def go_to_entry(self, entry: OutlineEntry) -> None:
        """Show what a line of the outline names."""
        self.go_to(entry.page_index, entry.y_pt or None)

    def go_to_anchor(self, anchor: Anchor) -> None:
        """Show a passage."""
        places = anchor.places
        if places and places[0].quads:
            self.leave()
            self._view.show_quad(places[0].page_index, places[0].quads[0])
        else:
            self.go_to(anchor.page_index)

    def leave(self) -> None:
        """Remember the place from which a jump starts."""
        self._was_moved = True
        self._return = None
        self._history.leave(self._view.place)

    def return_by(self, act: Callable[[], object] | None) -> None:
        """Let the next step back do this, unless one goes elsewhere before."""
        self._return = act

    def back(self) -> None:
        """To where the last jump began, which may be in another document."""
        act, self._return = self._return, None
        if act is not None:
            act()
            return
        place = self._history.back(self._view.place)
        if place is not None:
            self._view.go_to(place)

    def forward(self) -> None:
        """To where one came back from."""
        place = self._history.forward(self._view.place)
        if place is not None:
            self._view.go_to(place)

    # --- where reading stopped

    @property
    def stored_here(self) -> Place:
        """The place of the view as the library would keep it."""
        here = self._view.place
        if self._pin is not None and self._pin[0] == here:
            # Nobody has moved since it was gone to: a place there and back may be a line off.
            return self._pin[1]
        return self._copy.stored_place(here)

    def change_copy(self, copy: "ArticleCopy") -> None:
        """Use another copy, which is going to be opened: what is read now is to be read there."""
        goal = self.stored_here if self._page_count else self._goal
        self._history.move(self._copy.stored_place)
        relaid = self._copy.use(copy)
        self._goal = relaid(goal) if goal is not None else None
        self._history.move(lambda place: self._copy.shown_place(relaid(place)))
        self._page_count = 0

    def open(self, page_count: int) -> None:
        """The pages are there: go to the goal, or to where reading stopped."""
        self._page_count = page_count
        self._restore()

    def recall(self) -> None:
        """The library knows this file after all: go where reading stopped, if nobody moved yet."""
        is_at_start = self._view.place.page_index == 0 and self._view.place.y_fraction <= 0.0
        if self._page_count and is_at_start and not self._was_moved:
            self._restore()

    def keep(self) -> None:
        """From now on remember where reading stopped."""
        self._keeps = True

    def save_soon(self) -> None:
        """Save when the view has rested for a while."""
        self._save.start()

    def save(self) -> None:
        """Remember where reading stopped."""
        self._save.stop()
        if self._page_count and self._keeps:
            words = f"{self._modes.kept_view} {self._copy.kept_word}".strip()
            self._library.save_place(self.stored_here, self._modes.kept_zoom, words)

    def _restore(self) -> None:
        goal, self._goal = self._goal, None
        if not self._is_restored or goal is None:
            self._is_restored = True
            last = self._library.last_place()
            self._modes.restore(last)
            if goal is None and last is not None:
                place = Place(last.page_index, last.y_fraction)
                is_there = self._copy.shown_place(place).page_index < self._page_count
                goal = place if is_there else None
        words, self._goal_words = self._goal_words, ()
        if goal is not None:
            self._go_to_stored(goal, words)

    def _go_to_stored(self, place: Place, words: tuple[str, ...] = ()) -> None:
        if self._copy.is_translated and words:
            # What is one page in the library may be two here.
            place = self._copy.place_of(words, place)
        self._view.go_to(self._copy.shown_place(place))
        self._pin = (self._view.place, place)

    def _show_start(self, text: PageText) -> None:
        """A paragraph was asked for, and the words of its page are here now."""
        if self._goal_start >= 0 and text.index == self._view.current_page:
            quads = quads_for(text, self._goal_start, self._goal_start + 1)
            self._goal_start = -1
            if quads:
                layout = self._view.layout_of_pages
                above = layout.fraction_down(text.index, quads[0].y0 - _ABOVE_PT)
                self._view.go_to(Place(text.index, above))

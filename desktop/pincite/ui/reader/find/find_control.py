"""Find, put together: bar, session, marks on the pages, list of hits."""

from PySide6.QtCore import QObject, Signal

from pincite.model.texts import quads_for
from pincite.ui.reader.find.find_bar import FindBar
from pincite.ui.reader.find.finding import FindOptions, Hit, Sought, pattern_for
from pincite.ui.reader.find.finding_session import FindSession
from pincite.ui.reader.find.hit_model import HitModel
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.text_paint import FindOverlay


class FindControl(QObject):
    """Goes from hit to hit.

    Signals:
        started: the texts of the pages are needed.
        jumping: the view is about to leave its place for a hit.
        current_changed: number of the hit, from 0.
    """

    started = Signal()
    jumping = Signal()
    current_changed = Signal(int)

    def __init__(
        self,
        view: PageView,
        bar: FindBar,
        session: FindSession,
        overlay: FindOverlay,
        texts: PageTexts,
        model: HitModel,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._session = session
        self._overlay = overlay
        self._texts = texts
        self._model = model
        self._current = -1
        self._from_page = 0
        self._wrapped: bool | None = None
        self._is_shown = False
        self._wants_jump = True
        self._kept = -1
        self._at: Hit | None = None
        bar.typed.connect(self._on_typed)
        bar.next_asked.connect(self.step)
        bar.closed.connect(self.clear)
        session.cleared.connect(self._on_cleared)
        session.hits_added.connect(self._on_hits)
        session.finished.connect(self._on_finished)
        texts.arrived.connect(self._on_text)

    @property
    def is_active(self) -> bool:
        """True while some words are looked for."""
        return self._session.sought is not None

    def mark(self, sought: Sought, at: Hit | None = None) -> None:
        """Mark what a search found in the whole document, without the bar.

        Args:
            at: what is brought into view of it: the hit that begins there, or the next after it.
        """
        self._start(sought, jump=False)
        self._at = at
        if at is not None:
            self._look_at(at)

    def repeat(self) -> None:
        """Look for the same words in other pages that say the same, and stay at the same hit."""
        if self._session.sought is not None:
            number = self._current
            self._start(self._session.sought, jump=False)
            self._kept = number

    def clear(self) -> None:
        """Forget the words and their marks."""
        self._session.search(None)

    def step(self, forward: bool = True) -> None:
        """To the next hit, or the one before; round at the ends."""
        hits = self._session.hits
        if not hits:
            return
        if self._current < 0:
            self.show_hit(self._session.first_from(self._view.current_page))
            return
        number = (self._current + (1 if forward else -1)) % len(hits)
        is_round = number <= self._current if forward else number >= self._current
        self.show_hit(number, wrapped=forward if is_round else None)

    def show_hit(self, number: int, *, wrapped: bool | None = None) -> None:
        """Bring a hit into the view; words typed from now on are looked for from there.

        Args:
            wrapped: as in `FindBar.show_count`.
        """
        if 0 <= number < len(self._session.hits):
            self._from_page = self._session.hits[number].page_index
            self._wrapped = wrapped
            self._show(number)

    def _show(self, number: int) -> None:
        self._current = number
        self._show_count()
        self.current_changed.emit(number)
        self._look_at(self._session.hits[number])

    def _look_at(self, hit: Hit) -> None:
        self._overlay.current = hit
        self._is_shown = False
        self._texts.want((hit.page_index,))
        self._reveal(hit)
        self._view.viewport().update()

    def _reveal(self, hit: Hit) -> None:
        """Scroll to a hit; before its page's words are here, to its page."""
        text = self._texts.get(hit.page_index)
        if text is None:
            if hit.page_index not in self._view.visible_pages:
                self.jumping.emit()
                self._view.show_page(hit.page_index)
            return
        self._is_shown = True
        quads = quads_for(text, hit.start, hit.end)
        if quads:
            self.jumping.emit()
            self._view.show_quad(hit.page_index, quads[0])

    def _on_typed(self, wish: tuple[str, FindOptions]) -> None:
        self._start(pattern_for(*wish), jump=True)

    def _start(self, sought: Sought | None, *, jump: bool) -> None:
        self._at = None
        self._wants_jump = jump
        # A longer word begins where the shorter one began, unless the reader has gone elsewhere.
        shown = self._overlay.current
        if shown is None or shown.page_index != self._view.current_page:
            self._from_page = self._view.current_page
        self.started.emit()
        self._session.search(sought)
        if jump:
            # Long before all pages have been looked at; its number is known when they have been.
            ahead = self._session.peek(self._from_page)
            if ahead is not None:
                self._look_at(ahead)

    def _on_cleared(self) -> None:
        self._current = self._kept = -1
        self._wrapped = None
        self._overlay.current = None
        self._overlay.hits = self._session.by_page
        self._model.clear(self._session.words.texts)
        self._show_count()
        self._view.viewport().update()

    def _on_hits(self, hits: list[Hit]) -> None:
        self._model.append(hits)
        if 0 <= self._kept < len(self._session.hits):
            self._current, self._kept = self._kept, -1
            self._overlay.current = self._session.hits[self._current]
            self.current_changed.emit(self._current)
        self._find_place(hits)
        if self._wants_jump and self._current < 0:
            ahead = next((h for h in hits if h.page_index >= self._from_page), None)
            if ahead is not None and ahead == self._overlay.current:
                self._current = self._session.hits.index(ahead)
                self.current_changed.emit(self._current)
            elif ahead is not None:
                self._show(self._session.hits.index(ahead))
        self._show_count()
        self._view.viewport().update()

    def _find_place(self, hits: list[Hit]) -> None:
        """Make the hit current that was to be brought into view."""
        at = self._at
        if at is None or hits[-1].page_index < at.page_index:
            return
        self._at = None
        same = (hit for hit in hits if hit.page_index == at.page_index)
        found = next((hit for hit in same if hit.end > at.start), None)
        if found is not None:
            self._current = self._session.hits.index(found)
            self._overlay.current = found
            self.current_changed.emit(self._current)

    def _on_finished(self) -> None:
        if self._wants_jump and self._current < 0 and self._session.hits:
            self._show(0)
        self._show_count()

    def _on_text(self, text: object) -> None:
        hit = self._overlay.current
        if hit is not None and not self._is_shown and self._texts.get(hit.page_index):
            self._reveal(hit)
        if self.is_active:
            self._view.viewport().update()

    def _show_count(self) -> None:
        if not self.is_active:
            self._bar.clear_count()
            return
        self._bar.show_count(
            self._current + 1,
            len(self._session.hits),
            is_capped=self._session.is_capped,
            is_finished=self._session.is_finished,
            wrapped=self._wrapped,
        )

"""When the card of a citation comes and goes."""

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pincite.services.mention_views import words_to_show
from pincite.services.mentions import MentionRow
from pincite.ui.context import AppContext
from pincite.ui.reader.mentions.citations import Citations
from pincite.ui.reader.mentions.cited_pictures import CitedPictures, PictureWish
from pincite.ui.reader.mentions.mention_acts import MentionActs
from pincite.ui.reader.mentions.mention_card import MentionCard
from pincite.ui.reader.mentions.page_ink import PASSAGE_TINT, tint_on
from pincite.ui.reader.mentions.words import MentionAct, has_moved
from pincite.ui.reader.pages.page_view import PageView

_SHOWN_AFTER_MS = 350
_GONE_AFTER_MS = 280
"""Time to go from the citation onto its card."""


class CardKeeper(QObject):
    """Shows one card at a time, beside the citation that is pointed at.

    A card that was asked for by key or click stays until Esc, a click elsewhere or scrolling.
    """

    def __init__(
        self, context: AppContext, view: PageView, citations: Citations, acts: MentionActs
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._citations = citations
        self._acts = acts
        self._pictures = CitedPictures(context, self)
        self._pictures.arrived.connect(self._show_picture)
        self._card: MentionCard | None = None
        self._wish: PictureWish | None = None
        self._next: tuple[MentionRow, QRect] | None = None
        self._is_kept = False
        self._coming = self._timer(_SHOWN_AFTER_MS, self._show_next)
        self._going = self._timer(_GONE_AFTER_MS, self.close)
        view.moved.connect(self.close)

    @property
    def shown(self) -> MentionRow | None:
        """The citation whose card is on view."""
        return self._card.row if self._card is not None and self._card.isVisible() else None

    @property
    def card(self) -> MentionCard:
        """The card, made when it is first needed."""
        if self._card is None:
            card = self._card = MentionCard(self._context.theme, self._do, self._view.viewport())
            card.entered.connect(self._going.stop)
            card.left.connect(self._on_left)
            card.dismissed.connect(self._on_dismissed)
        return self._card

    def point_at(self, row: MentionRow | None, place: QRect) -> None:
        """The mouse is on a citation, or on none."""
        if row is None:
            self._coming.stop()
            if self.shown is not None and not self._is_kept:
                self._going.start()
            return
        self._going.stop()
        if self.shown is not None and self.shown.mention.id == row.mention.id:
            return
        self._next = (row, place)
        self._coming.start()

    def show_now(self, row: MentionRow, place: QRect) -> None:
        """Show the card of a citation, and keep it."""
        self._next = (row, place)
        self._show_next()
        self._is_kept = True

    def refresh(self, row: MentionRow | None, place: QRect) -> None:
        """The citation on the card is another now, or gone."""
        if self.shown is not None:
            check = self._citations.check(row.mention.id) if row is not None else None
            if (row, check) == (self.shown, self.card.check):
                return
            if row is None:
                self.close()
            else:
                had_focus = self._has_focus()
                self._next = (row, place)
                self._show_next(is_kept=self._is_kept)
                if had_focus:
                    self.card.focus_first()

    def focus(self) -> bool:
        """Give the focus to the card; False when there is none."""
        if self.shown is None:
            return False
        self._is_kept = True
        self.card.focus_first()
        return True

    def close(self) -> None:
        """Hide the card."""
        self._coming.stop()
        self._going.stop()
        self._wish, self._next, self._is_kept = None, None, False
        if self._card is not None and self._card.isVisible():
            had_focus = self._has_focus()
            self._card.hide()
            if had_focus:
                self._view.setFocus()

    def shut(self) -> None:
        """Let go of the worker that draws cited pages."""
        self.close()
        self._pictures.close()

    def _do(self, act: MentionAct, row: MentionRow) -> None:
        if act not in (MentionAct.ACCEPT, MentionAct.FORGET):
            self.close()
        self._acts.do(act, [row])

    def _show_next(self, *, is_kept: bool = False) -> None:
        if self._next is None:
            return
        row, place = self._next
        self._next, self._wish, self._is_kept = None, None, is_kept
        self._going.stop()
        check = self._citations.check(row.mention.id)
        size = self.card.show_row(row, check, place, self._view.viewport().rect())
        target = row.target
        page_index = target.page_index
        if check is not None and has_moved(check):
            page_index = check.verdict.page_index
        if size.isEmpty() or target.document is None or page_index is None:
            return
        theme = self._view.pictures.theme
        self._wish = PictureWish(
            target.document.sha256,
            page_index,
            words_to_show(row.mention, check),
            target.start,
            size.width(),
            size.height(),
            self._view.ratio,
            theme,
            tint_on(theme, self._context.theme, PASSAGE_TINT).name(),
        )
        image = self._pictures.get(self._wish, target.document)
        if image is not None:
            self.card.show_picture(image)

    def _show_picture(self, wish: PictureWish, image: QImage) -> None:
        if wish == self._wish and self.shown is not None:
            self.card.show_picture(image)

    def _on_left(self) -> None:
        if not self._is_kept:
            self._going.start()

    def _on_dismissed(self) -> None:
        self.close()
        self._view.setFocus()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return self._card is not None and focus is not None and self._card.isAncestorOf(focus)

    def _timer(self, after_ms: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer

"""Citations on the pages of a reader: what pointing, clicking and stepping through them does."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from pincite.model.ids import MentionId
from pincite.model.texts import PageText
from pincite.services.mention_views import Standing, standing_of
from pincite.services.mentions import MentionRow
from pincite.ui.context import AppContext
from pincite.ui.reader.mentions.card_keeper import CardKeeper
from pincite.ui.reader.mentions.citations import Citations
from pincite.ui.reader.mentions.mention_acts import MentionActs
from pincite.ui.reader.mentions.mention_paint import MentionPaint
from pincite.ui.reader.mentions.mention_places import MentionPlaces, PlacedMention
from pincite.ui.reader.mentions.words import MentionAct
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text.page_texts import PageTexts


class MentionLayer(QObject):
    """Citations of one document on its page view: puts itself over the pages.

    Signals:
        pointed: MentionRow that was clicked or stepped to.
    """

    pointed = Signal(object)

    def __init__(
        self,
        context: AppContext,
        view: PageView,
        texts: PageTexts,
        places: MentionPlaces,
        citations: Citations,
        acts: MentionActs,
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._places = places
        self._citations = citations
        self._acts = acts
        self._paint = MentionPaint(places, context.theme)
        self.cards = CardKeeper(context, view, citations, acts)
        citations.changed.connect(self._on_changed)
        texts.arrived.connect(self._on_text)
        view.overlays.append(self)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    # --- asked by the pointer

    def hover(self, position: QPointF | None) -> bool:
        """The mouse is at a position of the viewport, or on something else; True on a citation."""
        found = self._at(position) if position is not None and self._are_marked else None
        mention = found.row.mention.id if found is not None else None
        if mention != self._paint.pointed:
            self._paint.pointed = mention
            self._view.viewport().update()
        if found is not None:
            self.cards.point_at(found.row, self._rect_of(found.row))
        else:
            self.cards.point_at(None, QRect())
        return found is not None

    def click(self, position: QPointF, *, apart: bool = False) -> bool:
        """Follow the citation at a position of the viewport; False when there is none.

        Args:
            apart: in a tab of its own.
        """
        found = self._at(position) if self._are_marked else None
        if found is not None:
            self._follow(found.row, apart=apart)
        return found is not None

    # --- by the keyboard

    @property
    def focused(self) -> MentionRow | None:
        """The citation with the ring."""
        mention = self._paint.focused
        return self._citations.row(mention) if mention is not None else None

    def step(self, *, forward: bool) -> bool:
        """To the next or previous citation of the document; False when it has none.

        From the one with the ring, else from the page that is read. It comes into the view.
        """
        rows = self._citations.known.rows
        if not rows:
            return False
        ids = [row.mention.id for row in rows]
        if self._paint.focused in ids:
            number = ids.index(self._paint.focused) + (1 if forward else -1)
        else:
            number = self._first_from_here(rows, forward=forward)
        self.focus(rows[number % len(rows)])
        return True

    def focus(self, row: MentionRow) -> None:
        """Put the ring around a citation and bring it into the view, with its card."""
        self._paint.focused = row.mention.id
        self._bring_into_view(row)
        self._view.viewport().update()
        self.pointed.emit(row)
        if self._is_seen(row):
            self.cards.show_now(row, self._rect_of(row))

    def select(self, mention: MentionId | None) -> None:
        """Put the ring around a citation without moving there."""
        if mention != self._paint.focused:
            self._paint.focused = mention
            self._view.viewport().update()

    # --- PageOverlay

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw the citations of one page."""
        theme = self._view.pictures.theme
        self._paint.paint(painter, index, page, layout, theme, are_marked=self._are_marked)

    # --- events of the view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Leave if watched is self._view.viewport():
                self.hover(None)
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                return self._press(event)
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                is_middle = event.button() == Qt.MouseButton.MiddleButton
                return is_middle and self.click(event.position(), apart=True)
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and watched is self._view:
                return self._take_key(event)
        return False

    def _press(self, event: QMouseEvent) -> bool:
        self.cards.close()
        self.select(None)
        is_middle = event.button() == Qt.MouseButton.MiddleButton
        return is_middle and self._are_marked and self._at(event.position()) is not None

    def _take_key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.focused
        if key == Qt.Key.Key_Escape and (self.cards.shown is not None or row is not None):
            self.cards.close()
            self.select(None)
            return True
        if key == Qt.Key.Key_Tab and self.cards.shown is not None:
            return self.cards.focus()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._follow(row, apart=apart)
            return True
        return False

    # --- private

    @property
    def _are_marked(self) -> bool:
        return self._context.settings.marks_citations

    def _follow(self, row: MentionRow, *, apart: bool) -> None:
        """Open what it leads to, or say what is missing."""
        self.pointed.emit(row)
        if standing_of(row.mention, row.target) is Standing.RESOLVED:
            self.cards.close()
            act = MentionAct.OPEN_APART if apart else MentionAct.OPEN
            self._acts.do(act, [row])
            return
        self.select(row.mention.id)
        self.cards.show_now(row, self._rect_of(row))
        self.cards.focus()

    def _at(self, position: QPointF) -> PlacedMention | None:
        spot = self._view.spot_at(position)
        if spot is None or not self._view.is_on_page(position):
            return None
        return self._places.at(spot.page_index, spot.x_pt, spot.y_pt)

    def _rect_of(self, row: MentionRow) -> QRect:
        """What of the viewport the citation takes; the card must not cover it."""
        page = self._places.stretch(row.mention)[0]
        rect = QRect()
        for index in (page, page + 1):
            placed = self._places.placed(row.mention.id, index)
            for quad in placed.quads if placed is not None else ():
                rect = rect.united(self._view.rect_of(index, quad))
        seen = rect & self._view.viewport().rect()
        return seen if seen.isValid() else rect

    def _is_seen(self, row: MentionRow) -> bool:
        rect = self._rect_of(row)
        return rect.isValid() and self._view.viewport().rect().intersects(rect)

    def _bring_into_view(self, row: MentionRow) -> None:
        page = self._places.stretch(row.mention)[0]
        placed = self._places.placed(row.mention.id, page)
        if placed is not None:
            self._view.show_quad(page, placed.quads[0])
        else:
            self._view.show_page(page)

    def _first_from_here(self, rows: tuple[MentionRow, ...], *, forward: bool) -> int:
        here = self._view.current_page
        pages = [self._places.stretch(row.mention)[0] for row in rows]
        if forward:
            return next((n for n, page in enumerate(pages) if page >= here), 0)
        return next((n for n in reversed(range(len(pages))) if pages[n] <= here), -1)

    def _on_text(self, text: PageText) -> None:
        """The words tell where the citations of a page stand."""
        if self._places.on_page(text.index):
            self._view.viewport().update()

    def _on_changed(self) -> None:
        self._places.set_rows(self._citations.known.rows)
        self._paint.forget()
        shown = self.cards.shown
        if shown is not None:
            live = {row.mention.id: row for row in self._citations.known.rows}
            self.cards.refresh(live.get(shown.mention.id), self._rect_of(shown))
        self._view.viewport().update()

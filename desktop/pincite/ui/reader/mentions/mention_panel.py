"""The panel of the citations in a document: filter, suggestions, list, and what was dismissed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from pincite.model.ids import MentionId
from pincite.services.cite_sources import CiteSource
from pincite.services.mention_views import cited_as, standing_of, suggestions
from pincite.services.mentions import MentionRow
from pincite.ui.context import AppContext
from pincite.ui.icons import icon
from pincite.ui.reader.mentions.mention_cards import MentionCards
from pincite.ui.reader.mentions.mention_filter_row import MentionFilterRow
from pincite.ui.reader.mentions.pane_mentions import PaneMentions
from pincite.ui.reader.mentions.suggestion_bar import SuggestionBar
from pincite.ui.reader.mentions.words import (
    ACT_GLYPHS,
    MentionAct,
    act_word,
    acts_of,
    look_of,
)
from pincite.ui.reader.page_names import PageNames
from pincite.ui.widgets import Button, EmptyState
from pincite.ui.widgets.card_list import CardEntry
from pincite.ui.words import counted

_ONE_ONLY = (MentionAct.OPEN, MentionAct.OPEN_APART, MentionAct.ATTACH, MentionAct.NUMBER)


class MentionPanel(QWidget):
    """Lists citations in reading order; all acts work on several at once and by keyboard."""

    def __init__(
        self, context: AppContext, mentions: PaneMentions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._mentions = mentions
        self._names = PageNames()
        self.shows_dismissed = False
        theme = context.theme
        self.filter_row = MentionFilterRow(theme)
        self.filter_row.changed.connect(self._show)
        self.filter_row.field.installEventFilter(self)
        self.suggestion = SuggestionBar(theme)
        self.suggestion.accepted.connect(mentions.acts.accept)
        self.suggestion.other_wanted.connect(self._choose_other)
        self.suggestion.refused.connect(self._refuse)
        self.cards = MentionCards(theme, self.tr("Citations"))
        self._connect_cards()
        self._build_states()
        self.dismissed_button = Button(theme, "", self._toggle_dismissed, kind="ghost")
        self._build()
        mentions.citations.changed.connect(self._show)
        self._show()

    def _build_states(self) -> None:
        theme, acts = self._context.theme, self._mentions.acts
        self._unknown = EmptyState(
            theme, "link-simple", self.tr("Citations are being read"),
        )  # fmt: skip
        self._unsearched = EmptyState(
            theme, "link-simple", self.tr("Citations will be listed here"),
            self.tr("This document has not been looked through for citations yet."),
            (self.tr("Look for citations now"), acts.find), is_primary=True,
        )  # fmt: skip
        self._empty = EmptyState(
            theme, "link-simple", self.tr("No citations found"),
            self.tr(
                "Citations with a page, a paragraph or a time are listed here, and lead to the "
                "works they name."
            ),
            (self.tr("Look again"), acts.find),
        )  # fmt: skip
        self._nothing = EmptyState(
            theme, "funnel", self.tr("No citation is like that"),
            self.tr("None of the citations meets the filter."),
            (self.tr("Show all"), self.filter_row.clear),
        )  # fmt: skip

    def _build(self) -> None:
        theme = self._context.theme
        self._stack = QStackedWidget()
        for widget in (self._unknown, self._unsearched, self._empty, self._nothing, self.cards):
            self._stack.addWidget(widget)
        head = QVBoxLayout()
        head.setContentsMargins(theme.spacing(3), theme.spacing(2.5), theme.spacing(3), 0)
        head.setSpacing(theme.spacing(2))
        head.addWidget(self.filter_row)
        head.addWidget(self.suggestion)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.spacing(2), 0, theme.spacing(2), theme.spacing(1))
        foot.addWidget(self.dismissed_button)
        foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.spacing(2))
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        box.addLayout(foot)

    def set_names(self, names: PageNames) -> None:
        """Use other page names."""
        self._names = names
        self._show()

    def select(self, mention: MentionId) -> None:
        """Select a card without going to its place."""
        self.cards.select_key(mention)

    @property
    def selected(self) -> list[MentionRow]:
        """The selected citations in reading order."""
        return [card.payload for card in self.cards.selected_cards()]  # type: ignore[misc]

    def menu(self) -> QMenu | None:
        """What can be done with the selected citations; None without any."""
        rows = self.selected
        if not rows:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in _common_acts(rows):
            action = menu.addAction(act_word(act, rows[0] if len(rows) == 1 else None))
            if act in ACT_GLYPHS:
                action.setIcon(icon(self._context.theme, ACT_GLYPHS[act]))
            action.triggered.connect(partial(self._mentions.acts.do, act, rows))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter_row.field and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() == Qt.Key.Key_Down:
                self.cards.enter()
                return True
            if is_press and event.key() == Qt.Key.Key_Escape and self.filter_row.filter:
                self.filter_row.clear()
                return True
        return super().eventFilter(watched, event)

    # --- private

    def _connect_cards(self) -> None:
        cards, mentions = self.cards, self._mentions
        for signal in (cards.activated_card, cards.moved_to):
            signal.connect(lambda card: mentions.show_in_text(card.payload.mention.id))
        cards.opened.connect(self._lead_on)
        cards.state_wanted.connect(self._show_state)
        cards.delete_pressed.connect(self._dismiss)
        cards.menu_asked.connect(self._open_menu)

    def _show_state(self, card: CardEntry, box: QRect) -> None:
        """The check of the quotation; a citation without one is shown in the text."""
        row: MentionRow = card.payload  # type: ignore[assignment]
        if not self._mentions.show_verdict(row.mention.id, box, self):
            self._mentions.show_in_text(row.mention.id)

    def _lead_on(self, card: CardEntry, apart: bool) -> None:
        """Open the work, or do what is missing for that."""
        row: MentionRow = card.payload  # type: ignore[assignment]
        act = acts_of(row)[0]
        if act is MentionAct.OPEN and apart:
            act = MentionAct.OPEN_APART
        self._mentions.acts.do(act, [row])

    def _dismiss(self) -> None:
        rows = self.selected
        if rows:
            act = MentionAct.RESTORE if self.shows_dismissed else MentionAct.DISMISS
            self._mentions.acts.do(act, rows)

    def _open_menu(self, position: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(position)

    def _choose_other(self, suggestion: object) -> None:
        rows = self._rows_of(suggestion)
        if rows:
            self._mentions.acts.choose(rows[:1])

    def _refuse(self, suggestion: object) -> None:
        rows = self._rows_of(suggestion)
        if rows:
            self._mentions.acts.do(MentionAct.FORGET, rows[:1])

    def _rows_of(self, suggestion: object) -> list[MentionRow]:
        ids = {mention.id for mention in suggestion.mentions}  # type: ignore[attr-defined]
        return [row for row in self._mentions.citations.known.rows if row.mention.id in ids]

    def _toggle_dismissed(self) -> None:
        self.shows_dismissed = not self.shows_dismissed
        self.filter_row.clear()
        self._show()

    def _show(self) -> None:
        citations = self._mentions.citations
        known = citations.known
        if self.shows_dismissed and not known.dismissed:
            self.shows_dismissed = False
        rows = known.dismissed if self.shows_dismissed else known.rows
        chosen = self.filter_row.show_counts(rows)
        self.cards.set_cards([self._card(row) for row in chosen])
        self.filter_row.setVisible(bool(rows) and not self.shows_dismissed)
        self.suggestion.show_first([] if self.shows_dismissed else suggestions(known.rows))
        self._show_dismissed(len(known.dismissed))
        if chosen:
            self._stack.setCurrentWidget(self.cards)
        elif rows:
            self._stack.setCurrentWidget(self._nothing)
        elif citations.document is None or (citations.is_known and not known.is_searched):
            self._stack.setCurrentWidget(self._unsearched)
        else:
            self._stack.setCurrentWidget(self._empty if citations.is_known else self._unknown)

    def _show_dismissed(self, count: int) -> None:
        back = self.tr("Back to the citations")
        some = counted(count, self.tr("%n dismissed"), self.tr("%n dismissed"))
        self.dismissed_button.setText(back if self.shows_dismissed else some)
        glyph = "arrow-left" if self.shows_dismissed else "prohibit"
        self.dismissed_button.setIcon(icon(self._context.theme, glyph))
        self.dismissed_button.setVisible(count > 0)

    def _card(self, row: MentionRow) -> CardEntry:
        mention, item = row.mention, row.target.item
        quotation = f"“{mention.quotation}”" if mention.quotation else mention.entry
        leads = cited_as(row) if item is not None else ""
        return CardEntry(
            mention.id,
            heading=self._names.of_anchor(mention.anchor),
            detail=mention.anchor.quote,
            text=quotation,
            foot=f"→ {leads}" if leads else "",
            state=look_of(
                standing_of(mention, row.target), self._mentions.citations.check(mention.id)
            ),
            payload=row,
            sources=(CiteSource(mention=mention.id),) if item is not None else (),
        )


def _common_acts(rows: Sequence[MentionRow]) -> list[MentionAct]:
    """What can be done with all of them."""
    sets = [acts_of(row) for row in rows]
    acts = [act for act in sets[0] if all(act in other for other in sets)]
    if len(rows) > 1:
        return [act for act in acts if act not in _ONE_ONLY]
    if MentionAct.OPEN in acts:
        acts.insert(acts.index(MentionAct.OPEN) + 1, MentionAct.OPEN_APART)
    return acts

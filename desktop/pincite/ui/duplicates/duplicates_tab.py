"""The tab of works that are in the library twice."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pincite.citing.duplicate_pairs import DuplicatePair
from pincite.model.creators import short_names
from pincite.services.commands.duplicates import SetApart
from pincite.services.duplicates import find_duplicates, merging_of
from pincite.ui.context import AppContext
from pincite.ui.duplicates.comparison import Comparison
from pincite.ui.live_look import LiveLook, Work
from pincite.ui.widgets import Button, EmptyState, Label
from pincite.ui.widgets.act_bar import ActBar
from pincite.ui.widgets.card_list import CardEntry, CardList
from pincite.ui.widgets.list_beside import ListBeside
from pincite.ui.words import counted

_PAUSE_MS = 500
_LIST_STEPS = 90


class DuplicatesTab(QWidget):
    """Pairs at the left, both items at the right; what is done with a pair leads on to the next."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pairs: dict[str, DuplicatePair] = {}
        theme = context.theme
        self.message = Label("", "muted")
        self.list = CardList(theme, self.tr("Pairs"))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.comparison = Comparison(context)
        self.merge_sure = Button(theme, "", self._merge_sure)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                theme,
                "check-circle",
                self.tr("No work is there twice"),
                self.tr("Works are compared by identifiers, names, years and titles."),
            )
        )
        self._stack.addWidget(self._pages())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(ActBar(theme, (self.message,), (self.merge_sure,)))
        box.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        look = LiveLook(
            context,
            self,
            self.tr("Comparing works"),
            self._work,
            lambda changes: changes.items,
            pause_ms=_PAUSE_MS,
        )
        look.found.connect(self._show)
        look.failed.connect(self.message.setText)

    def current(self) -> DuplicatePair | None:
        """The pair that is looked at."""
        card = self.list.current_card()
        return self._pairs.get(card.key) if card is not None else None

    def merge(self) -> None:
        """Make one item of the two as it is chosen."""
        command = self.comparison.command()
        if command is not None:
            self._context.bridge.run(command)
            self._drop_current()

    def show_item(self) -> None:
        """Show the work that stays."""
        kept = self.comparison.kept
        if kept is not None:
            self._context.show_item(kept.id)

    def set_apart(self) -> None:
        """Say that they are different works."""
        pair = self.current()
        if pair is not None:
            self._context.bridge.run(SetApart(pair.one.id, pair.other.id))
            self._drop_current()

    def _pages(self) -> QWidget:
        theme = self._context.theme
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.comparison, 1)
        left = (
            Button(theme, self.tr("S&wap"), self.comparison.swap, icon_name="swap"),
            Button(theme, self.tr("Show in the Library"), self.show_item),
        )
        acts = (
            Button(theme, self.tr("&Not the same work"), self.set_apart),
            Button(theme, self.tr("&Merge"), self.merge, kind="primary"),
        )
        box.addWidget(ActBar(theme, left, acts, is_foot=True))
        return ListBeside(theme, self.list, right, _LIST_STEPS)

    def _work(self) -> Work:
        if not self._pairs:
            self.message.setText(self.tr("Comparing works…"))
        return partial(find_duplicates, self._context.workspace.read)

    def _show(self, pairs: list[DuplicatePair]) -> None:
        current = self.list.current_card()
        self._pairs = {pair.id: pair for pair in pairs}
        self._fill(current.key if current is not None else "")

    def _fill(self, current: str) -> None:
        pairs = list(self._pairs.values())
        sure = sum(pair.is_sure for pair in pairs)
        self.message.setText(counted(len(pairs), self.tr("%n pair"), self.tr("%n pairs")))
        text = counted(sure, self.tr("Merge the sure one"), self.tr("Merge the %n sure ones"))
        self.merge_sure.setText(text)
        self.merge_sure.setVisible(sure > 0)
        self._stack.setCurrentIndex(1 if pairs else 0)
        if not pairs:
            self.message.setText("")
        self.list.set_cards([self._card(pair) for pair in pairs])
        if pairs:
            self.list.select_key(current if current in self._pairs else pairs[0].id)
        self._show_current()

    def _card(self, pair: DuplicatePair) -> CardEntry:
        item = pair.one
        sure = self.tr("the same work") if pair.is_sure else self.tr("perhaps the same")
        parts = (short_names(item.creators), item.year)
        detail = " · ".join(part for part in parts if part)
        keys = f"{pair.one.key} = {pair.other.key}"
        return CardEntry(pair.id, item.title or item.key, f"· {detail}", f"{sure}: {keys}", ())

    def _show_current(self) -> None:
        self.comparison.show_pair(self.current())

    def _drop_current(self) -> None:
        """Go on to the next pair at once; the library answers a moment later."""
        card = self.list.current_card()
        if card is None:
            return
        keys = list(self._pairs)
        place = keys.index(card.key)
        del self._pairs[card.key]
        rest = list(self._pairs)
        self._fill(rest[min(place, len(rest) - 1)] if rest else "")

    def _merge_sure(self) -> None:
        pairs = [pair for pair in self._pairs.values() if pair.is_sure]
        batch = merging_of(pairs)
        if batch.commands:
            self._context.bridge.run(batch)
            text = self.tr("%1. Undo brings them back.")
            done = counted(len(batch.commands), self.tr("%n merged"), self.tr("%n merged"))
            self._context.notify("ok", text.replace("%1", done))

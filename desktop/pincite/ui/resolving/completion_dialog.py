"""Completing items: looked up, compared, and taken over field by field as one step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.model.creators import short_names
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.completions import Completion, accepting
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.resolving.difference_view import DifferenceView
from pincite.ui.resolving.lookup_bar import LookupBar
from pincite.ui.widgets import Button, ElidedLabel, EmptyState, Label
from pincite.ui.widgets.card_list import CardEntry, CardList
from pincite.ui.widgets.list_beside import ListBeside
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.settings import Settings

_WIDTH_STEPS, _HEIGHT_STEPS, _LEAST_WIDTH_STEPS = 200, 140, 100
_LIST_STEPS = 64


class CompletionDialog(QDialog):
    """Asks at once, for that is what it was opened for; writes when its button is pressed."""

    def __init__(self, context: AppContext, items: Sequence[Item], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._items = tuple(items)
        self._completions: dict[str, Completion] = {}
        self._accepted: dict[str, frozenset[str]] = {}
        self._current: Completion | None = None
        theme = context.theme
        self.setWindowTitle(self.tr("Complete details"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.spacing(_LEAST_WIDTH_STEPS))
        room, margin = parent.window().size(), theme.spacing(10)
        self.resize(
            min(theme.spacing(_WIDTH_STEPS), room.width() - margin),
            min(theme.spacing(_HEIGHT_STEPS), room.height() - margin),
        )
        self._title = Label("", "title", wraps=True)
        self._told = ElidedLabel("", "small")
        self.lookup = LookupBar(context.jobs)
        self.list = CardList(theme, self.tr("Items"))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.view = DifferenceView(theme)
        self.view.changed.connect(self._on_accepted)
        self.state = EmptyState(theme, "cloud-arrow-down", self.tr("Looking up…"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.view)
        self.primary = Button(theme, self.tr("Take over"), self.accept, kind="primary")
        self._build()
        self.lookup.done.connect(self._on_done)
        self.lookup.failed.connect(self._on_failed)
        QTimer.singleShot(0, self, self.look_up)
        self._show_buttons()

    def look_up(self) -> None:
        """Ask the sources."""
        settings, items = self._context.settings, self._items
        self.state.set_text(self.tr("Looking up…"))
        self.lookup.start(lambda job: _completed(items, settings, job), self.tr("Looking up"))

    def accept(self) -> None:
        """Take over what is ticked, of all items in one step."""
        pairs = [(c, self._accepted[key]) for key, c in self._completions.items()]
        command = accepting(pairs)
        if command is not None:
            self._context.bridge.run(command)
        super().accept()

    def done(self, result: int) -> None:
        """Close, and stop what is under way."""
        self.lookup.stop()
        super().done(result)

    def _build(self) -> None:
        theme = self._context.theme
        head = QVBoxLayout()
        head.setContentsMargins(*(theme.spacing(4),) * 3, theme.spacing(2))
        head.setSpacing(theme.spacing(1))
        head.addWidget(self._title)
        head.addWidget(self._told)
        head.addWidget(self.lookup)
        self.list.setVisible(len(self._items) > 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(ListBeside(theme, self.list, self._stack, _LIST_STEPS), 1)
        box.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        theme = self._context.theme
        row = QHBoxLayout()
        row.setContentsMargins(*(theme.spacing(4),) * 4)
        row.setSpacing(theme.spacing(2))
        self._links = []
        for text, tip, choose in (
            (self.tr("All"), self.tr("Take everything over"), self._all),
            (self.tr("None"), self.tr("Take nothing over"), self._none),
            (
                self.tr("Only missing"),
                self.tr("Only what replaces nothing that was typed"),
                self._only_missing,
            ),
        ):
            link = Button(theme, text, choose, kind="link")
            link.setAutoDefault(False)
            link.setToolTip(tip)
            self._links.append(link)
            row.addWidget(link)
        row.addStretch(1)
        row.addWidget(Button(theme, self.tr("Cancel"), self.reject))
        row.addWidget(self.primary)
        return row

    def _on_done(self, completions: list[Completion]) -> None:
        for each in completions:
            key = str(each.item.id)
            self._completions[key] = each
            advised = (d.name for d in each.differences if d.is_advised)
            # What was found by its title may be another work: then nothing is ticked beforehand.
            self._accepted[key] = frozenset() if each.by_title else frozenset(advised)
        self.list.set_cards([self._card(each) for each in completions])
        first = next((c for c in completions if c.differences), completions[0])
        self.list.select_key(str(first.item.id))
        self._show_current()
        if self.list.isVisible():
            self.list.setFocus()
        else:
            self.view.focus_first()

    def _card(self, completion: Completion) -> CardEntry:
        item, count = completion.item, len(completion.differences)
        text = completion.problem or self.tr("nothing else to say")
        if count:
            text = counted(count, self.tr("%n difference"), self.tr("%n differences"))
        detail = " · ".join(part for part in (short_names(item.creators), item.year) if part)
        title = item.title or item.key
        return CardEntry(str(item.id), title, f"· {detail}" if detail else "", text)

    def _on_failed(self, sentence: str) -> None:
        self.state.set_text(self.tr("Nothing was looked up"), sentence)

    def _show_current(self) -> None:
        card = self.list.current_card()
        completion = self._completions.get(card.key) if card is not None else None
        if completion is None:
            return
        self._current = None
        item = completion.item
        self._title.setText(item.title or item.key)
        self._told.setText(self._way(completion))
        if completion.differences:
            self.view.show_completion(completion, self._accepted[str(item.id)])
            self._stack.setCurrentWidget(self.view)
        else:
            self._say_nothing(completion)
        self._current = completion
        self._show_buttons()

    def _say_nothing(self, completion: Completion) -> None:
        if completion.found is None:
            self.state.set_text(self.tr("Nothing to take over"), completion.problem)
        else:
            text = self.tr("%1 says the same.").replace("%1", completion.found.source)
            self.state.set_text(self.tr("There is nothing to complete"), text)
        self._stack.setCurrentWidget(self.state)

    def _way(self, completion: Completion) -> str:
        if completion.found is None:
            return ""
        if completion.by_title:
            text = self.tr("Found at %1 by its title and names: make sure that it is this work.")
        else:
            text = self.tr("Found at %1 by its identifier.")
        return text.replace("%1", completion.found.source)

    def _all(self) -> None:
        if self._current is not None:
            self.view.accept(frozenset(d.name for d in self._current.differences))

    def _none(self) -> None:
        self.view.accept(frozenset())

    def _only_missing(self) -> None:
        if self._current is not None:
            self.view.accept(frozenset(d.name for d in self._current.differences if d.is_advised))

    def _on_accepted(self) -> None:
        if self._current is not None:
            self._accepted[str(self._current.item.id)] = self.view.accepted
            self._show_buttons()

    def _show_buttons(self) -> None:
        count = sum(len(names) for names in self._accepted.values())
        text = counted(count, self.tr("Take over %n value"), self.tr("Take over %n values"))
        self.primary.setText(text if count else self.tr("Take over"))
        self.primary.setEnabled(count > 0)
        self.primary.setDefault(True)
        for link in self._links:
            link.setVisible(self._stack.currentWidget() is self.view)


def open_completion(context: AppContext, ids: Sequence[ItemId], parent: QWidget) -> None:
    """Look these items up and show how they differ from what is found."""
    items = context.workspace.read.items(ids)
    if items:
        CompletionDialog(context, items, parent).open()


def _completed(items: Sequence[Item], settings: "Settings", job: JobContext) -> list[Completion]:
    from pincite.services.looking_up import complete
    from pincite.services.resolving import source_choices

    return complete(items, source_choices(settings), job)

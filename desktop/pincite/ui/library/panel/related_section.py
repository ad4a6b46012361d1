"""Related works of an item, and the ways to relate more."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pincite.model.creators import short_names
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.commands.related import RelateItems, UnrelateItems
from pincite.ui.context import AppContext
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, IconButton, SectionHead
from pincite.ui.widgets.tips import plain_tip
from pincite.ui.work_chooser import WorkChooser

_PADDING_PX = 14


class _WorkLink(Button):
    """A button as wide as there is room; its words end in "…" where they do not fit."""

    def __init__(self, theme: Theme, words: str, on_click: Callable[[], object]) -> None:
        super().__init__(theme, words, on_click, kind="quiet")
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _PADDING_PX
        elide = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, elide, room))


class RelatedSection(QWidget):
    """A row for each related work: a click shows it, the cross takes the relation away."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: ItemId | None = None
        self._shown: list[Item] = []
        theme = context.theme
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.spacing(3.5), theme.spacing(4), theme.spacing(2), 0)
        box.setSpacing(0)
        box.addWidget(SectionHead(self.tr("Related works")))
        self._rows = QVBoxLayout()
        box.addLayout(self._rows)
        add = Button(theme, self.tr("Relate a work…"), self._choose, kind="link", icon_name="link")
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        box.addLayout(row)

    def show_item(self, item: Item) -> None:
        """Show what an item is related to."""
        related = self._context.workspace.read.related_to(item.id)
        if self._item == item.id and related == self._shown:
            return
        self._item, self._shown = item.id, related
        while taken := self._rows.takeAt(0):
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for other in related:
            self._rows.addWidget(self._row(other))

    def _row(self, other: Item) -> QWidget:
        theme = self._context.theme
        show = _WorkLink(theme, _words(other), partial(self._context.show_item, other.id))
        remove = IconButton(
            theme, "x", self.tr("Remove relation"), partial(self._unrelate, other.id)
        )
        remove.setFixedSize(*(theme.spacing(6),) * 2)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(show, 1)
        row.addWidget(remove)
        return holder

    def _choose(self) -> None:
        question = self.tr("Relate to which work?")
        chooser = WorkChooser(self._context, question, self.window(), needs_file=False)
        chooser.work_chosen.connect(self._relate)
        chooser.show_over(self.window())

    def _relate(self, other: ItemId) -> None:
        if self._item is not None:
            self._context.bridge.run(RelateItems(self._item, (other,)))

    def _unrelate(self, other: str) -> None:
        if self._item is not None:
            self._context.bridge.run(UnrelateItems(self._item, (ItemId(other),)))


def _words(item: Item) -> str:
    tr = QCoreApplication.translate
    byline = " ".join(p for p in (short_names(item.creators), item.year) if p)
    title = item.title or tr("Columns", "Untitled")
    return " · ".join(p for p in (title, byline) if p)

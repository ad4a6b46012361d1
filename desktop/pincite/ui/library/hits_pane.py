"""Pages whose text holds the words searched for, as one types."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.jobs import JobHandle
from pincite.ui.widgets import Label, SectionHead
from pincite.ui.widgets.card_list import CardEntry, CardList
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.finding import Finder, FoundPlaces, Hit

_WAIT_MS = 250
_MOST_HITS = 60


class HitsPane(QWidget):
    """A head such as "In the text · 38 pages in 9 works", and a card for each page.

    One search runs at a time, off the GUI thread; of those asked for meanwhile only the last runs.

    Signals:
        filled: whether there is anything to show.
        found: what a search brought.
    """

    filled = Signal(bool)
    found = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._query = ""
        self._running: JobHandle | None = None
        self._running_query = ""
        self._terms: tuple[str, ...] = ()
        self._hits: dict[str, Hit] = {}
        theme = context.theme
        self._head = SectionHead("")
        self._head.setContentsMargins(theme.spacing(3), theme.spacing(2.5), 0, theme.spacing(1))
        self._message = Label("", "muted", wraps=True)
        self._message.setContentsMargins(theme.spacing(3), 0, theme.spacing(3), theme.spacing(2))
        self._list = CardList(theme, self.tr("Pages found"))
        self._list.activated_card.connect(self._open)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(self._message)
        box.addWidget(self._list, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._start)

    def search(self, query: str) -> None:
        """Search for these words soon; "" clears the pane at once."""
        self._query = query.strip()
        if self._query:
            self._timer.start()
        else:
            self._timer.stop()
            self._list.set_cards([])
            self.filled.emit(False)

    def _start(self) -> None:
        if self._running is not None or not self._query:
            return
        finder, query = self._context.finder, self._query
        self._running_query = query
        self._running = self._context.jobs.start(
            lambda job: _search(finder, query, job), self.tr("Searching"), shown=False
        )
        self._running.succeeded.connect(self._on_found)
        self._running.failed.connect(self._on_failed)
        self._running.ended.connect(self._on_ended)

    def _on_found(self, found: "FoundPlaces") -> None:
        if self._running_query == self._query:
            self._show(found)
            self.found.emit(found)

    def _on_failed(self, message: str) -> None:
        self._show_message(message)

    def _on_ended(self) -> None:
        self._running = None
        if self._query and self._query != self._running_query:
            self._start()

    def _show(self, found: "FoundPlaces") -> None:
        self._terms = found.terms
        pages = counted(found.total, self.tr("%n page"), self.tr("%n pages"))
        works = len({hit.item for hit in found.hits})
        if found.total > len(found.hits):
            text = self.tr("In the text · %1").replace("%1", pages)
        else:
            in_works = counted(works, self.tr("%n work"), self.tr("%n works"))
            text = self.tr("In the text · %1 in %2").replace("%1", pages).replace("%2", in_works)
        self._head.setText(text)
        # A mistake is told under the search box.
        message = found.message if found.mistake is None else ""
        self._show_message(message)
        cards = [self._card(n, hit) for n, hit in enumerate(found.hits)]
        self._hits = {card.key: hit for card, hit in zip(cards, found.hits, strict=True)}
        self._list.set_cards(cards)
        self._list.scrollToTop()
        self.filled.emit(bool(found.total or message))

    def _show_message(self, message: str) -> None:
        self._message.setText(message)
        self._message.setVisible(bool(message))
        if message:
            self.filled.emit(True)

    def _card(self, number: int, hit: "Hit") -> CardEntry:
        kinds = {"note": self.tr("note"), "annotation": self.tr("annotation"), "title": ""}
        where = self.tr("p. %1").replace("%1", hit.page_label) if hit.page_label else ""
        if hit.page_label.startswith("¶"):
            where = hit.page_label
        parts = [part for part in (where, kinds.get(hit.where, "")) if part]
        detail = "".join(f"· {part} " for part in parts).rstrip()
        marks = tuple((m[0], m[1]) for m in hit.snippet.marks)
        key = f"{number}:{hit.item}:{hit.page_index}:{hit.where}"
        title = hit.title or self.tr("Untitled")
        return CardEntry(key, title, detail, hit.snippet.text, marks)

    def _open(self, card: CardEntry) -> None:
        hit = self._hits.get(card.key)
        if hit is not None and hit.document is not None:
            self._context.open_reader(
                hit.document.sha256, hit.page_index, self._terms, hit.annotation
            )


def _search(finder: "Finder", query: str, job: JobContext) -> "FoundPlaces":
    job.check()
    return finder.search(
        query, where=frozenset({"text", "note", "annotation"}), limit=_MOST_HITS, is_typing=True
    )

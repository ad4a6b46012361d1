"""Choosing by hand where a mark belongs: the new file to read, and a bar over it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pincite.model.anchors import Anchor
from pincite.model.documents import Document
from pincite.model.replacements import MarkKind, ReplacedMark
from pincite.ui.context import AppContext
from pincite.ui.reader.tab import ReaderTab
from pincite.ui.widgets import Button, ElidedLabel, Label

_MOST_WORDS = 90


class Placing(QFrame):
    """The new file with what is to be placed named above it.

    Args:
        path: of the new file as it is shown.
        page_index: where to begin looking.

    Signals:
        chosen: an `Anchor`; None was selected where a passage is needed.
        left: it is not to be placed.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self,
        context: AppContext,
        mark: ReplacedMark,
        new: Document,
        path: Path,
        page_index: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._mark, self._page_index = mark, page_index
        theme = context.theme
        self.reader = ReaderTab(context, new, path, new.name)
        self.take = Button(theme, self.tr("Place here"), self._take, kind="primary")
        self.leave = Button(theme, self.tr("Cancel"), self.left.emit)
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(
            theme.spacing(3), theme.spacing(2), theme.spacing(3), theme.spacing(2)
        )
        row.setSpacing(theme.spacing(2))
        row.addWidget(Label(self._request(), "strong"))
        row.addWidget(ElidedLabel(_short(mark.said), "muted"), 1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.reader, 1)
        self.setFocusProxy(self.reader)
        self.reader.first_page_painted.connect(self._show_place)

    def shut(self) -> None:
        """End the reader's workers."""
        self.reader.shut()

    def _request(self) -> str:
        if self._mark.kind is MarkKind.CITATION or self._mark.kind is MarkKind.MENTION:
            return self.tr("Select the passage, or turn to the page, that is cited:")
        return self.tr("Select its passage in the new file:")

    def _show_place(self) -> None:
        pane = self.reader.pane
        self.reader.show_right(is_shown=False)
        pane.go_to(self._page_index)
        pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        pane = self.reader.pane
        anchor = pane.acts.anchor()
        if anchor is None and self._mark.kind in (MarkKind.CITATION, MarkKind.MENTION):
            anchor = Anchor(pane.view.current_page)
        if anchor is None:
            text = self.tr("Select the words in the new file first, then place the mark there.")
            self._context.notify("warn", text)
            return
        self.chosen.emit(anchor)


def likely_page(mark: ReplacedMark, marks: Sequence[ReplacedMark]) -> int:
    """Where to begin looking for a mark: where it was found, else where its neighbours are now."""
    if mark.anchor is not None:
        return mark.anchor.page_index
    if mark.old_anchor is None:
        return 0
    page = mark.old_anchor.page_index
    known = [
        (abs(m.old_anchor.page_index - page), m.anchor.page_index)
        for m in marks
        if m.is_sure and m.old_anchor is not None and m.anchor is not None
    ]
    return min(known)[1] if known else page


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _MOST_WORDS else f"“{words[: _MOST_WORDS - 1]}…”"

"""The tab of a bibliography, or of two side by side."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from pincite.model.ids import BibliographyId
from pincite.ui.bibliography.bibliography_acts import BibliographyActs
from pincite.ui.bibliography.bibliography_side import BibliographySide
from pincite.ui.context import AppContext


class BibliographyTab(QWidget):
    """Holds one or two sides; keys and menus mean the active one, which had the focus last.

    Signals:
        title_changed: the names of what is shown.
        contents_changed: another bibliography stands beside, or none any more.
        closed: there is nothing left to show.
    """

    title_changed = Signal(str)
    contents_changed = Signal()
    closed = Signal()

    def __init__(
        self, context: AppContext, bibliography_id: BibliographyId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.sides: list[BibliographySide] = []
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._splitter)
        self.acts = BibliographyActs(context, self)
        self.side = self._add_side(bibliography_id)
        self.setFocusProxy(self.side)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    @property
    def title(self) -> str:
        """The names of what is shown; empty until they are read."""
        return " | ".join(side.title for side in self.sides if side.title)

    def panes(self) -> list[QWidget]:
        """What F6 steps through."""
        return [
            pane
            for side in self.sides
            for pane in (side.citations.view, side.preview.page, side.ledger.table.view)
        ]

    def activate(self, side: BibliographySide) -> None:
        """Make keys and menus mean this side."""
        if side is not self.side and side in self.sides:
            self.side = side
            self.setFocusProxy(side)

    def open_beside(self, bibliography_id: BibliographyId) -> None:
        """Show another bibliography beside the active one, in place of what stood there."""
        shown = next((s for s in self.sides if s.bibliography_id == bibliography_id), None)
        if shown is None:
            for side in [side for side in self.sides if side is not self.side]:
                self._take_away(side)
            shown = self._add_side(bibliography_id)
            self._arrange()
        self.activate(shown)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_side(self, side: BibliographySide) -> None:
        """Close one of two sides; the only one closes the tab."""
        if side not in self.sides:
            return
        if len(self.sides) == 1:
            self.closed.emit()
            return
        self._take_away(side)
        self._arrange()
        self.side.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop_data(self, data: QMimeData, *, is_copy: bool) -> None:
        """Take works, highlights or citations that were dropped on the tab in the strip."""
        self.side.drop_data(data, is_copy=is_copy)

    def _add_side(self, bibliography_id: BibliographyId) -> BibliographySide:
        side = BibliographySide(self._context, bibliography_id)
        self.sides.append(side)
        self._splitter.addWidget(side)
        side.title_changed.connect(lambda _: self.title_changed.emit(self.title))
        side.closed.connect(lambda: self.close_side(side))
        header = side.citations.header
        header.shut.clicked.connect(lambda: self.close_side(side))
        header.more.clicked.connect(lambda: self.acts.show_menu(side))
        return side

    def _take_away(self, side: BibliographySide) -> None:
        self.sides.remove(side)
        if side is self.side:
            self.side = self.sides[0]
            self.setFocusProxy(self.side)
        side.hide()
        side.setParent(None)
        side.deleteLater()

    def _arrange(self) -> None:
        is_beside = len(self.sides) > 1
        for side in self.sides:
            side.set_beside(is_beside=is_beside)
        self._splitter.setSizes([1] * len(self.sides))
        self.title_changed.emit(self.title)
        self.contents_changed.emit()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        side = next((s for s in self.sides if new is not None and s.isAncestorOf(new)), None)
        if side is not None:
            self.activate(side)

"""The facets as chips that open their values."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from pincite.search.ordering import Choice, Facet
from pincite.ui.icons import paint_glyph
from pincite.ui.library.type_names import type_name
from pincite.ui.search.facet_popup import FacetPopup
from pincite.ui.search.words import facet_name
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Button

if TYPE_CHECKING:
    from pincite.search.grouping import Arranged

_ARROW_PX = 10
_LONGEST = 24


class FacetChip(QPushButton):
    """Names a facet, or what is chosen of it, with an arrow that says there is more."""

    def __init__(self, theme: Theme, facet: Facet) -> None:
        super().__init__(facet_name(facet))
        self.facet = facet
        self._theme = theme
        self.setProperty("kind", "facet")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_chosen(self, names: Iterable[str]) -> None:
        """Say what is chosen."""
        shown = [shown_value(self.facet, name) for name in sorted(names)]
        text = facet_name(self.facet)
        if shown:
            first = shown[0] if len(shown[0]) <= _LONGEST else shown[0][:_LONGEST] + "…"
            more = f" +{len(shown) - 1}" if len(shown) > 1 else ""
            text = f"{text}: {first}{more}"
        self.setText(text.replace("&", "&&"))
        self.setChecked(bool(shown))
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Its look follows the choice, not the click."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 10 if is_mirrored else self.width() - _ARROW_PX - 10
        box = QRectF(x, (self.height() - _ARROW_PX) / 2, _ARROW_PX, _ARROW_PX)
        paint_glyph(painter, box, "caret-down", self._theme.colour(Role.MUTED))
        painter.end()


class Facets(QObject):
    """The chips of all facets and the button that clears them; whoever makes them lays them out.

    Signals:
        chosen: a Choice.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._arranged: Arranged | None = None
        self._popup: tuple[Facet, FacetPopup] | None = None
        self.choice: Choice = {}
        self.chips = [FacetChip(theme, facet) for facet in Facet]
        for chip in self.chips:
            chip.clicked.connect(lambda _checked=False, c=chip: self._open(c))
        self.clear_button = Button(theme, self.tr("Clear filters"), self.clear, kind="link")
        self.clear_button.hide()

    def show(self, arranged: "Arranged | None", choice: Choice) -> None:
        """Show what there is to choose from, and what is chosen."""
        self._arranged, self.choice = arranged, choice
        for chip in self.chips:
            chosen = choice.get(chip.facet, frozenset())
            chip.show_chosen(chosen)
            has_values = arranged is not None and bool(arranged.facets[chip.facet])
            chip.setEnabled(has_values or bool(chosen))
        self.clear_button.setVisible(any(choice.values()))
        if self._popup is not None:
            facet, popup = self._popup
            popup.set_values(self._values(facet), choice.get(facet, frozenset()))

    def clear(self) -> None:
        """Choose nothing."""
        self.chosen.emit({})

    def _open(self, chip: FacetChip) -> None:
        facet = chip.facet
        popup = FacetPopup(self._theme, facet_name(facet), chip)
        popup.set_values(self._values(facet), self.choice.get(facet, frozenset()))
        popup.changed.connect(lambda names: self.chosen.emit({**self.choice, facet: names}))
        popup.destroyed.connect(self._forget)
        self._popup = (facet, popup)
        corner = chip.mapToGlobal(chip.rect().topLeft())
        popup.open(QRect(corner, chip.size()))

    def _forget(self) -> None:
        self._popup = None

    def _values(self, facet: Facet) -> list[tuple[str, str, int]]:
        if self._arranged is None:
            return []
        values = self._arranged.facets[facet]
        return [(v.name, shown_value(facet, v.name), v.count) for v in values]


def shown_value(facet: Facet, name: str) -> str:
    """A value of a facet in the user's words."""
    return type_name(name) if facet is Facet.TYPE else name

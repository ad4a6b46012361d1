"""The menu of a selection: every way to mark it, to copy it and to cite it."""

from collections.abc import Sequence
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pincite.model.annotations import AnnotationKind, Colour
from pincite.model.locators import Locator
from pincite.ui.icons import icon
from pincite.ui.reader.annotations.swatches import swatch
from pincite.ui.theme import Theme


class SelectionAct(Enum):
    """What can be done with a selection besides marking it."""

    NOTE = "note"
    COPY_TEXT = "copy text"
    COPY = "copy"
    CITE = "cite"
    ELSEWHERE = "elsewhere"


class SelectionMenu(QMenu):
    """Goes when it is closed.

    Signals:
        colour_chosen: Colour; highlight the selection so.
        kind_chosen: AnnotationKind; mark it so, in the present colour.
        act_chosen: SelectionAct.
        copy_place_chosen, cite_place_chosen: the Locator by which to copy or cite.
    """

    colour_chosen = Signal(object)
    kind_chosen = Signal(object)
    act_chosen = Signal(object)
    copy_place_chosen = Signal(object)
    cite_place_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        colours = self.addMenu(icon(theme, "pencil-line"), self.tr("Highlight"))
        for colour in Colour:
            chosen = partial(self.colour_chosen.emit, colour)
            name = theme.colour_names.full(colour)
            colours.addAction(swatch(colour), name.replace("&", "&&"), chosen)
        for kind, glyph, text in (
            (AnnotationKind.UNDERLINE, "text-underline", self.tr("Underline")),
            (AnnotationKind.STRIKEOUT, "text-strikethrough", self.tr("Strike out")),
            (AnnotationKind.SQUIGGLE, "waves", self.tr("Squiggle")),
        ):
            self.addAction(icon(theme, glyph), text, partial(self.kind_chosen.emit, kind))
        self._add(SelectionAct.NOTE, "note", self.tr("Highlight with a note"))
        self.addSeparator()
        self._add(SelectionAct.COPY_TEXT, "copy", self.tr("Copy text"))
        self._add(SelectionAct.COPY, "", self.tr("Copy quotation with citation"))
        self._add(SelectionAct.CITE, "quotes", self.tr("Cite in the active bibliography"))
        self.addSeparator()
        glass = "magnifying-glass"
        self._add(SelectionAct.ELSEWHERE, glass, self.tr("Where else is this said"))

    def add_places(self, places: Sequence[Locator]) -> None:
        """Offer to copy and cite by each of several places: a time, a paragraph, a heading."""
        if len(places) < 2:
            return
        for text, chosen in (
            (self.tr("Copy with citation by"), self.copy_place_chosen),
            (self.tr("Cite by"), self.cite_place_chosen),
        ):
            menu = self.addMenu(text)
            for locator in places:
                name = locator.described.replace("&", "&&")
                menu.addAction(name, partial(chosen.emit, locator))

    def _add(self, act: SelectionAct, glyph: str, text: str) -> None:
        action = self.addAction(text, partial(self.act_chosen.emit, act))
        if glyph:
            action.setIcon(icon(self._theme, glyph))
